import { n as success, t as failure } from "./result-E377XOyn.js";
import { r as tcpState, t as mappedPrefix } from "./machine-DvVm0fxi.js";
import { n as snapshotOf, r as socketColumns, t as nextRow } from "./socket-columns-nfP-wuhU.js";
import { release } from "node:os";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { isIPv4, isIPv6 } from "node:net";
// electron/machine/mac/connections.ts
/** Leaves out a row without a port. An address that cannot be read stands as "any". */
function addConnection(connection, columns, state) {
	const port = Number(connection.localPort);
	if (!Number.isInteger(port) || port < 1 || port > 65535) return;
	const remotePort = Number(connection.peerPort);
	const row = nextRow(columns);
	columns.localPorts[row] = port;
	columns.remotePorts[row] = Number.isInteger(remotePort) && remotePort <= 65535 ? remotePort : 0;
	columns.states[row] = state;
	columns.processIds[row] = Math.max(0, connection.pid || 0);
	columns.localAddresses.set(addressWords(connection.localAddress), row * 4);
	columns.remoteAddresses.set(addressWords(connection.peerAddress), row * 4);
}
/** Four words in memory order; IPv4 mapped into IPv6. */
function addressWords(text) {
	const [address = ""] = text.split("%");
	if (isIPv4(address)) return Uint32Array.of(0, 0, mappedPrefix, ...new Uint32Array(Uint8Array.from(address.split("."), Number).buffer));
	if (!isIPv6(address)) return /* @__PURE__ */ new Uint32Array(4);
	const [head = "", tail] = address.split("::");
	const parts = (some) => some === "" ? [] : some.split(":").map((part) => parseInt(part, 16));
	const [before, after] = [parts(head), parts(tail ?? "")];
	const filled = [
		...before,
		...new Array(Math.max(0, 8 - before.length - after.length)).fill(0),
		...after
	];
	return new Uint32Array(Uint8Array.from(filled.flatMap((part) => [part >> 8, part & 255])).buffer);
}
// electron/machine/mac/this-computer.ts
/** 2 × net.inet.tcp.msl (15 s), as macOS ships it. */
var timeWaitSeconds = 30;
var rangeNames = ["net.inet.ip.portrange.first", "net.inet.ip.portrange.last"];
var columns = socketColumns(1024);
var macComputer = {
	of: "this-computer",
	product: `macOS (Darwin ${release()})`,
	timeWaitSeconds,
	portRange: { async read() {
		try {
			const { stdout } = await promisify(execFile)("/usr/sbin/sysctl", ["-n", ...rangeNames]);
			const reading = readSysctlRange(stdout);
			return success({
				ipv4Tcp: reading,
				ipv4Udp: reading,
				ipv6Tcp: reading,
				ipv6Udp: reading
			});
		} catch (error) {
			return failed("port-range.read", error);
		}
	} },
	portTable: { async read() {
		try {
			const { networkConnections } = await import("systeminformation");
			return success(snapshotOfConnections(await networkConnections(), columns));
		} catch (error) {
			return failed("port-table.read", error);
		}
	} }
};
/** The rows that are TCP, in `into`; rows that cannot be read are left out. */
function snapshotOfConnections(connections, into) {
	into.count = 0;
	let udpCount = 0;
	for (const connection of connections) if (connection.protocol.startsWith("udp")) udpCount += 1;
	else if (connection.protocol.startsWith("tcp")) addConnection(connection, into, stateOf(connection.state));
	return snapshotOf(into, {
		takenAt: Date.now(),
		udpCount,
		method: "systeminformation"
	});
}
/** Two lines: first and last port. */
function readSysctlRange(text) {
	const [first, last, ...more] = text.trim().split(/\s+/).map(Number);
	return first !== void 0 && last !== void 0 && more.length === 0 && first >= 1 && last <= 65535 && last >= first ? {
		known: true,
		range: {
			start: first,
			number: last - first + 1
		}
	} : {
		known: false,
		raw: text
	};
}
var states = {
	LISTEN: tcpState.LISTEN,
	ESTABLISHED: tcpState.ESTABLISHED,
	SYN_SENT: tcpState.SYN_SENT,
	SYN_RCVD: tcpState.SYN_RECEIVED,
	SYN_RECEIVED: tcpState.SYN_RECEIVED,
	FIN_WAIT_1: tcpState.FIN_WAIT_1,
	FIN_WAIT_2: tcpState.FIN_WAIT_2,
	CLOSE_WAIT: tcpState.CLOSE_WAIT,
	CLOSING: tcpState.CLOSING,
	LAST_ACK: tcpState.LAST_ACK,
	TIME_WAIT: tcpState.TIME_WAIT
};
function stateOf(name) {
	return states[name.toUpperCase()] ?? tcpState.CLOSED;
}
function failed(action, cause) {
	return failure({
		code: "MACHINE_FAILED",
		action,
		windowsCode: null,
		detail: String(cause)
	});
}
export { readSysctlRange as n, snapshotOfConnections as r, macComputer as t };
