// electron/machine/socket-columns.ts
/** Empty columns with room for `rows` sockets. */
function socketColumns(rows) {
	return {
		count: 0,
		localPorts: new Uint16Array(rows),
		states: new Uint8Array(rows),
		processIds: new Uint32Array(rows),
		localAddresses: new Uint32Array(rows * 4),
		remoteAddresses: new Uint32Array(rows * 4),
		remotePorts: new Uint16Array(rows)
	};
}
/** The number of the next row, with room for it. */
function nextRow(columns) {
	if (columns.count === columns.states.length) grow(columns);
	const row = columns.count;
	columns.count += 1;
	return row;
}
/** What the columns hold now; they are not copied. */
function snapshotOf(columns, facts) {
	const { count, localPorts, states, processIds, localAddresses, remoteAddresses, remotePorts } = columns;
	return {
		...facts,
		count,
		localPorts,
		states,
		processIds,
		localAddresses,
		remoteAddresses,
		remotePorts
	};
}
function grow(columns) {
	const larger = socketColumns(Math.max(1024, columns.states.length * 2));
	larger.localPorts.set(columns.localPorts);
	larger.states.set(columns.states);
	larger.processIds.set(columns.processIds);
	larger.localAddresses.set(columns.localAddresses);
	larger.remoteAddresses.set(columns.remoteAddresses);
	larger.remotePorts.set(columns.remotePorts);
	Object.assign(columns, larger, { count: columns.count });
}
export { snapshotOf as n, socketColumns as r, nextRow as t };
