import { t as linuxComputer } from "./this-computer-5QN0xVu3.js";
import { t as macComputer } from "./this-computer-CiLO4zpz.js";
import { n as success, t as failure } from "./result-E377XOyn.js";
import { r as tcpState, t as mappedPrefix } from "./machine-DvVm0fxi.js";
import { n as snapshotOf, r as socketColumns, t as nextRow } from "./socket-columns-nfP-wuhU.js";
import { t as unmeasuredComputer } from "./unmeasured-computer-DBOBN_rP.js";
import { n as windowsUsage } from "./windows-machine-DKka3FHS.js";
import { t as startSampling } from "./sampler-BjN3ia6z.js";
import { parentPort, workerData } from "node:worker_threads";
// electron/machine/practice/simulated-sockets.ts
var programs = [
	{
		processId: 4312,
		name: "OrderService.exe"
	},
	{
		processId: 1976,
		name: "ReportMailer.exe"
	},
	{
		processId: 884,
		name: "svchost.exe"
	},
	{
		processId: 5120,
		name: "iexplore.exe"
	}
];
/** `timeWaitMs` is how long a closed socket keeps its port. */
function simulatedSockets(range, timeWaitMs) {
	const held = /* @__PURE__ */ new Map();
	let next = 0;
	let refused = 0;
	let waiting = 0;
	return {
		open(program, remote, state, closesAt) {
			if (held.size >= range.number) {
				refused += 1;
				return;
			}
			while (held.has(range.start + next)) next = (next + 1) % range.number;
			held.set(range.start + next, {
				remote,
				processId: programs[program % programs.length]?.processId ?? 0,
				state,
				until: closesAt ?? Number.POSITIVE_INFINITY
			});
			next = (next + 1) % range.number;
		},
		expire(time) {
			for (const [port, socket] of held) {
				if (socket.until > time) continue;
				if (socket.state === tcpState.TIME_WAIT) {
					held.delete(port);
					waiting -= 1;
					continue;
				}
				socket.state = tcpState.TIME_WAIT;
				waiting += 1;
				socket.processId = 0;
				socket.until = time + timeWaitMs;
			}
		},
		inUse: () => held.size,
		refused: () => refused,
		waiting: () => waiting,
		forEach(visit) {
			for (const [port, { state, processId, remote }] of held) visit(port, state, processId, remote);
		}
	};
}
// electron/machine/practice/load-scripts.ts
var database = {
	address: [
		10,
		20,
		0,
		15
	],
	port: 1433
};
var webService = {
	address: [
		10,
		20,
		0,
		80
	],
	port: 443
};
var others = [
	{
		address: [
			10,
			20,
			0,
			5
		],
		port: 445
	},
	{
		address: [
			10,
			20,
			0,
			6
		],
		port: 389
	},
	{
		address: [
			203,
			0,
			113,
			9
		],
		port: 443
	}
];
var busyConnections = 2800;
var scripts = {
	idle,
	leak: (sockets) => (time) => {
		background(sockets, time);
		wander(sockets, time);
		for (let count = 0; time > 0 && count < 3; count += 1) sockets.open(0, database, count === 0 ? tcpState.ESTABLISHED : tcpState.CLOSE_WAIT, null);
	},
	burst: (sockets) => (time) => {
		background(sockets, time);
		wander(sockets, time);
		if (time % 6e4 >= 2e4) return;
		for (let count = 0; count < 25; count += 1) sockets.open(1, webService, tcpState.ESTABLISHED, time + 500);
	},
	growth: (sockets) => (time) => {
		background(sockets, time);
		wander(sockets, time);
		for (let program = 0; time > 0 && program < programs.length; program += 1) sockets.open(program, database, tcpState.ESTABLISHED, null);
	},
	busy: (sockets) => (time) => {
		background(sockets, time);
		for (let count = 0; time === 0 && count < busyConnections; count += 1) sockets.open(count % programs.length, others[count % others.length] ?? database, tcpState.ESTABLISHED, null);
	},
	past: idle,
	unreadable: () => () => void 0,
	exhaustion: (sockets, range) => (time) => {
		background(sockets, time);
		if (time === 0) {
			const filled = Math.floor(range.number * .78);
			for (let count = 0; sockets.inUse() < filled; count += 1) if (count % 4 === 0) sockets.open(0, database, tcpState.CLOSE_WAIT, null);
			else sockets.open(count % 3, webService, tcpState.ESTABLISHED, null);
			return;
		}
		wander(sockets, time);
		const wanted = Math.ceil(range.number / 600);
		for (let count = 0; count < wanted; count += 1) sockets.open(0, database, tcpState.ESTABLISHED, null);
	}
};
/** What every machine has: some connections that stay. */
function background(sockets, time) {
	if (time > 0) return;
	for (let count = 0; count < 24; count += 1) sockets.open(count % 3 === 0 ? 3 : 2, others[count % others.length] ?? database, tcpState.ESTABLISHED, null);
}
/** Now and then a web page is loaded. */
function wander(sockets, time) {
	if (time === 0 || time % 2e3 !== 0) return;
	const pages = 1 + time / 2e3 * 7 % 5;
	for (let count = 0; count < pages; count += 1) sockets.open(3, others[2] ?? webService, tcpState.ESTABLISHED, time + 1500 + count * 400);
}
function idle(sockets) {
	return (time) => {
		background(sockets, time);
		wander(sockets, time);
	};
}
// electron/machine/practice/loads.ts
var local = word(192, 0, 2, 25);
var stepMs = 250;
/** After a longer pause (a suspended laptop), the load goes on from where it was. */
var longestCatchUpMs = 1e4;
var udpSockets = 37;
/** Windows notes the same event once a minute or so; the newest are kept. */
var eventEveryMs = 6e4;
var mostEvents = 50;
/** From this share of the range in TIME_WAIT on, the same port is soon wanted again. */
var collisionShare = .4;
var hourMs = 36e5;
var errorAccessDenied = 5;
/** The sockets of a simulated machine under `load`, beginning now. `clock` in milliseconds. */
function simulatedLoad({ load, range, timeWaitSeconds, product, hasEventLog }, clock = () => performance.now()) {
	const columns = socketColumns(4096);
	const sockets = simulatedSockets(range, timeWaitSeconds * 1e3);
	const script = scripts[load](sockets, range);
	let lastRead = clock();
	const log = simulatedLog(load === "past" ? [
		26,
		23,
		20
	].map((hours) => ({
		id: 4231,
		at: Date.now() - hours * hourMs
	})) : []);
	let time = 0;
	script(0);
	const goOn = () => {
		const now = clock();
		const end = time + Math.min(longestCatchUpMs, Math.max(0, now - lastRead));
		lastRead = now;
		while (time + stepMs <= end) {
			time += stepMs;
			const before = sockets.refused();
			sockets.expire(time);
			script(time);
			if (sockets.refused() > before) log.note(4231, time);
			if (sockets.waiting() > range.number * collisionShare) log.note(4227, time);
		}
		lastRead -= end - time;
	};
	const known = {
		known: true,
		range
	};
	return {
		of: "machine",
		product,
		timeWaitSeconds,
		simulated: {
			load,
			refused: () => sockets.refused(),
			events: () => hasEventLog ? log.events() : null
		},
		processNames: { read: () => Promise.resolve(success(new Map(programs.map(({ processId, name }) => [processId, name])))) },
		portRange: { read: () => Promise.resolve(success({
			ipv4Tcp: known,
			ipv4Udp: known,
			ipv6Tcp: known,
			ipv6Udp: known
		})) },
		portTable: { read() {
			if (range.number <= 0) return Promise.resolve(failure({ code: "NOT_AVAILABLE_HERE" }));
			if (load === "unreadable") return Promise.resolve(failure({
				code: "ACCESS_DENIED",
				action: "port-table.read",
				windowsCode: errorAccessDenied
			}));
			goOn();
			columns.count = 0;
			sockets.forEach((port, state, processId, remote) => {
				const row = nextRow(columns);
				columns.localPorts[row] = port;
				columns.states[row] = state;
				columns.processIds[row] = processId;
				columns.remotePorts[row] = remote.port;
				columns.localAddresses.set([
					0,
					0,
					mappedPrefix,
					local
				], row * 4);
				columns.remoteAddresses.set([
					0,
					0,
					mappedPrefix,
					word(...remote.address)
				], row * 4);
			});
			return Promise.resolve(success(snapshotOf(columns, {
				takenAt: Date.now(),
				udpCount: udpSockets,
				method: "simulated"
			})));
		} }
	};
}
function simulatedLog(earlier) {
	const events = [...earlier];
	const notedAt = /* @__PURE__ */ new Map();
	return {
		note(id, time) {
			if (time - (notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < eventEveryMs) return;
			notedAt.set(id, time);
			events.push({
				id,
				at: Date.now()
			});
			if (events.length > mostEvents) events.shift();
		},
		events: () => [...events]
	};
}
/** An IPv4 address as it lies in memory. */
function word(...bytes) {
	return new Uint32Array(Uint8Array.from(bytes).buffer)[0] ?? 0;
}
// electron/usage-worker.ts
var choice = workerData;
function sourceOf(wanted) {
	if (wanted.kind === "simulated") return simulatedLoad(wanted);
	if (process.platform === "win32") return windowsUsage();
	if (process.platform === "linux") return linuxComputer;
	return process.platform === "darwin" ? macComputer : unmeasuredComputer;
}
var tell = (message) => parentPort?.postMessage(message);
startSampling(sourceOf(choice), (sample) => tell({
	kind: "sample",
	sample
}), (error) => tell({
	kind: "bug",
	text: error instanceof Error ? error.stack ?? error.message : String(error)
}));
export {};
