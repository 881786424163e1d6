import { n as success, t as failure } from "./result-E377XOyn.js";
import { n as snapshotOf, r as socketColumns, t as nextRow } from "./socket-columns-nfP-wuhU.js";
import { r as tcpState, t as mappedPrefix } from "./machine-DvVm0fxi.js";
import { readFile } from "node:fs/promises";
import { release } from "node:os";
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
// electron/machine/linux/sock-diag.ts
var afNetlink = 16;
var sockRawCloseOnExec = 524291;
var netlinkSockDiag = 4;
var sockDiagByFamily = 20;
var requestDump = 769;
var messageDone = 3;
var messageError = 2;
var headerSize = 16;
var families = {
	inet: 2,
	inet6: 10
};
var protocols = {
	tcp: 6,
	udp: 17
};
/** Linux state numbers (include/net/tcp_states.h) as numbers of the TCP MIB; 0 is none. */
var mibState = Uint8Array.from([
	0,
	tcpState.ESTABLISHED,
	tcpState.SYN_SENT,
	tcpState.SYN_RECEIVED,
	tcpState.FIN_WAIT_1,
	tcpState.FIN_WAIT_2,
	tcpState.TIME_WAIT,
	tcpState.CLOSED,
	tcpState.CLOSE_WAIT,
	tcpState.LAST_ACK,
	tcpState.LISTEN,
	tcpState.CLOSING,
	tcpState.SYN_RECEIVED,
	tcpState.BOUND
]);
/** Reads with the functions of `api`, into one buffer that is used for every reading. */
function sockDiag(api) {
	const buffer = new Uint8Array(/* @__PURE__ */ new ArrayBuffer(262144));
	const view = new DataView(buffer.buffer);
	const dump = (protocol, onSocket) => {
		const fd = api.socket(afNetlink, sockRawCloseOnExec, netlinkSockDiag);
		if (fd < 0) return `socket: error ${api.errno()}`;
		try {
			for (const family of [families.inet, families.inet6]) {
				const request = dumpRequest(family, protocol);
				if (api.send(fd, request, request.length, 0) !== request.length) return `send: error ${api.errno()}`;
				const problem = receive(fd, onSocket);
				if (problem !== null) return problem;
			}
			return null;
		} finally {
			api.close(fd);
		}
	};
	const receive = (fd, onSocket) => {
		for (;;) {
			const length = api.recv(fd, buffer, buffer.length, 0);
			if (length <= 0) return `recv: error ${api.errno()}`;
			const end = readMessages(view, length, onSocket);
			if (end === "done") return null;
			if (end !== "more") return end;
		}
	};
	return {
		readTcp(columns, inodes) {
			columns.count = 0;
			return dump(protocols.tcp, (offset) => {
				if (!addSocket(view, offset, columns)) return "a socket in a state that is not known";
				if (inodes.values.length < columns.states.length) {
					const before = inodes.values;
					inodes.values = new Uint32Array(columns.states.length);
					inodes.values.set(before);
				}
				inodes.values[columns.count - 1] = view.getUint32(offset + 68, true);
				return null;
			});
		},
		countUdp() {
			let count = 0;
			return dump(protocols.udp, () => {
				count += 1;
				return null;
			}) ?? count;
		}
	};
}
/** Walks the netlink messages of one datagram: 'done', 'more', or what is wrong with it. */
function readMessages(view, length, onSocket) {
	let at = 0;
	while (at + headerSize <= length) {
		const size = view.getUint32(at, true);
		const type = view.getUint16(at + 4, true);
		if (size < headerSize || at + size > length) return "a message that does not fit what was received";
		if (type === messageDone) return "done";
		if (type === messageError) return `refused: error ${size >= 20 ? -view.getInt32(at + headerSize, true) : 0}`;
		if (type === sockDiagByFamily) {
			if (size < 88) return "a message that is too short";
			const problem = onSocket(at + headerSize);
			if (problem !== null) return problem;
		}
		at += size + 3 & -4;
	}
	return "more";
}
/** Adds the inet_diag_msg at `offset`; false when its state is not known. */
function addSocket(view, offset, columns) {
	const state = mibState[view.getUint8(offset + 1)] ?? 0;
	if (state === 0) return false;
	const row = nextRow(columns);
	columns.states[row] = state;
	columns.processIds[row] = 0;
	columns.localPorts[row] = view.getUint16(offset + 4, false);
	columns.remotePorts[row] = view.getUint16(offset + 6, false);
	const isIpv4 = view.getUint8(offset) === families.inet;
	const word = row * 4;
	copyAddress(view, offset + 8, isIpv4, columns.localAddresses, word);
	copyAddress(view, offset + 24, isIpv4, columns.remoteAddresses, word);
	return true;
}
/** Words are kept as they lie in memory: this program runs on little-endian systems only. */
function copyAddress(view, from, isIpv4, to, word) {
	if (isIpv4) {
		to[word] = 0;
		to[word + 1] = 0;
		to[word + 2] = mappedPrefix;
		to[word + 3] = view.getUint32(from, true);
		return;
	}
	to[word] = view.getUint32(from, true);
	to[word + 1] = view.getUint32(from + 4, true);
	to[word + 2] = view.getUint32(from + 8, true);
	to[word + 3] = view.getUint32(from + 12, true);
}
/** Asks for every socket of a family and a protocol, whatever its state. */
function dumpRequest(family, protocol) {
	const request = /* @__PURE__ */ new Uint8Array(72);
	const view = new DataView(request.buffer);
	view.setUint32(0, request.length, true);
	view.setUint16(4, sockDiagByFamily, true);
	view.setUint16(6, requestDump, true);
	view.setUint8(headerSize, family);
	view.setUint8(17, protocol);
	view.setUint32(20, 4294967295, true);
	return request;
}
/** The functions of this computer's libc. Throws where koffi or libc is not there. */
async function loadSockDiagApi() {
	const { default: koffi } = await import("koffi");
	const libc = koffi.load("libc.so.6");
	return {
		socket: libc.func("int socket(int domain, int type, int protocol)"),
		send: libc.func("intptr_t send(int fd, const void *buffer, size_t length, int flags)"),
		recv: libc.func("intptr_t recv(int fd, void *buffer, size_t length, int flags)"),
		close: libc.func("int close(int fd)"),
		errno: () => koffi.errno()
	};
}
// electron/machine/linux/proc-net-tcp.ts
var newline = 10;
var colon = 58;
var space = 32;
/**
* Adds every socket of one file to `columns`. The last line may be cut off (the kernel writes in pages): it is then
* left out. Returns the number of the first line (from 1) that is no socket line, or null when all were read.
*/
function addProcNetTcp(bytes, columns) {
	let lineStart = bytes.indexOf(newline) + 1;
	let lineNumber = 2;
	while (lineStart > 0 && lineStart < bytes.length) {
		const lineEnd = bytes.indexOf(newline, lineStart);
		if (lineEnd < 0) return null;
		if (!addLine(bytes, lineStart, lineEnd, columns)) return lineNumber;
		lineStart = lineEnd + 1;
		lineNumber += 1;
	}
	return null;
}
/** Number of sockets in one file of /proc/net: its lines without the heading. */
function countProcNetLines(bytes) {
	let lines = -1;
	for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) lines += 1;
	return Math.max(0, lines);
}
/** A line reads `sl: local:port remote:port st ...`, addresses and ports in hexadecimal. */
function addLine(bytes, start, end, columns) {
	const slot = bytes.indexOf(colon, start);
	const local = bytes.indexOf(colon, slot + 1);
	const remote = bytes.indexOf(colon, local + 1);
	if (slot < 0 || local < 0 || remote < 0 || remote + 8 > end) return false;
	if (bytes[local + 5] !== space || bytes[remote + 5] !== space) return false;
	const port = hexNumber(bytes, local + 1, 4);
	const remotePort = hexNumber(bytes, remote + 1, 4);
	const state = mibState[hexNumber(bytes, remote + 6, 2)] ?? 0;
	const digits = remote - (local + 6);
	if (port < 0 || remotePort < 0 || state === 0 || digits !== 8 && digits !== 32) return false;
	const row = nextRow(columns);
	columns.localPorts[row] = port;
	columns.remotePorts[row] = remotePort;
	columns.states[row] = state;
	columns.processIds[row] = 0;
	const isRead = addAddress(bytes, local - digits, digits, columns.localAddresses, row * 4) && addAddress(bytes, remote - digits, digits, columns.remoteAddresses, row * 4);
	if (!isRead) columns.count -= 1;
	return isRead;
}
/** The kernel prints each word of an address as the number that it is in memory. */
function addAddress(bytes, start, digits, to, word) {
	if (digits === 8) {
		const address = hexNumber(bytes, start, 8);
		to[word] = 0;
		to[word + 1] = 0;
		to[word + 2] = mappedPrefix;
		to[word + 3] = address;
		return address >= 0;
	}
	for (let index = 0; index < 4; index += 1) {
		const part = hexNumber(bytes, start + index * 8, 8);
		if (part < 0) return false;
		to[word + index] = part;
	}
	return true;
}
/** The number in `length` hexadecimal digits, or -1. */
function hexNumber(bytes, start, length) {
	let result = 0;
	for (let at = start; at < start + length; at += 1) {
		const code = bytes[at] ?? 0;
		const digit = code >= 48 && code <= 57 ? code - 48 : (code | 32) >= 97 && (code | 32) <= 102 ? (code | 32) - 87 : -1;
		if (digit < 0) return -1;
		result = result * 16 + digit;
	}
	return result;
}
// electron/machine/linux/socket-owners.ts
/** A look through all processes may cost this share of the time. */
var affordableShare = .03;
var shortestPauseMs = 2e3;
var largestScan = 2e5;
/** `now` in milliseconds; `scan` looks through the processes. */
function socketOwners(scan = scanProcesses, now = () => performance.now()) {
	let owners = /* @__PURE__ */ new Map();
	let nextScan = 0;
	const fill = (inodes, count, processIds) => {
		let unknown = 0;
		for (let row = 0; row < count; row += 1) {
			const inode = inodes[row] ?? 0;
			const owner = inode === 0 ? 0 : owners.get(inode) ?? -1;
			if (owner < 0) unknown += 1;
			processIds[row] = Math.max(0, owner);
		}
		return unknown;
	};
	return { fill(inodes, count, processIds) {
		if (fill(inodes, count, processIds) === 0) return;
		const startedAt = now();
		if (startedAt < nextScan) return;
		owners = scan();
		const endedAt = now();
		nextScan = endedAt + Math.max(shortestPauseMs, (endedAt - startedAt) / affordableShare);
		fill(inodes, count, processIds);
	} };
}
/** Inode to process id, of every process that we may look into. */
function scanProcesses() {
	const owners = /* @__PURE__ */ new Map();
	let looked = 0;
	for (const name of readdirSync("/proc")) {
		const processId = Number(name);
		if (!Number.isInteger(processId)) continue;
		for (const fd of entries(`/proc/${name}/fd`)) {
			looked += 1;
			if (looked > largestScan) return owners;
			const inode = inodeOf(`/proc/${name}/fd/${fd}`);
			if (inode !== null) owners.set(inode, processId);
		}
	}
	return owners;
}
/** Empty for a process that ended meanwhile, or that belongs to somebody else. */
function entries(folder) {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}
function inodeOf(path) {
	try {
		const target = readlinkSync(path);
		return target.startsWith("socket:[") ? Number(target.slice(8, -1)) : null;
	} catch {
		return null;
	}
}
/** Names as the kernel has them (at most 15 characters). Id 0 is no process. */
var linuxProcessNames = { read() {
	try {
		const names = /* @__PURE__ */ new Map();
		for (const name of readdirSync("/proc")) {
			const processId = Number(name);
			if (!Number.isInteger(processId)) continue;
			const command = commandOf(name);
			if (command !== null) names.set(processId, command);
		}
		return Promise.resolve(success(names));
	} catch (error) {
		return Promise.resolve(failure({
			code: "MACHINE_FAILED",
			action: "port-table.read",
			windowsCode: null,
			detail: String(error)
		}));
	}
} };
function commandOf(processId) {
	try {
		return readFileSync(`/proc/${processId}/comm`, "utf8").trim();
	} catch {
		return null;
	}
}
// electron/machine/linux/this-computer.ts
var rangeFile = "/proc/sys/net/ipv4/ip_local_port_range";
var reservedFile = "/proc/sys/net/ipv4/ip_local_reserved_ports";
var tcpFiles = ["/proc/net/tcp", "/proc/net/tcp6"];
var udpFiles = ["/proc/net/udp", "/proc/net/udp6"];
/** TCP_TIMEWAIT_LEN of the kernel: fixed at compile time. */
var timeWaitSeconds = 60;
var realParts = () => ({
	loadSockDiag: async () => sockDiag(await loadSockDiagApi()),
	readFile: (path) => readFile(path),
	owners: socketOwners()
});
/** Linux has one range for TCP and UDP, IPv4 and IPv6. */
var linuxComputer = {
	of: "this-computer",
	product: `Linux ${release()}`,
	timeWaitSeconds,
	processNames: linuxProcessNames,
	portTable: linuxPortTable(),
	portRange: { async read() {
		try {
			const reading = readLocalPortRange(await readFile(rangeFile, "utf8"));
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
	excludedRanges: { async read() {
		try {
			const ranges = readReservedPorts(await readFile(reservedFile, "utf8"));
			return ranges ? success(ranges) : failed("port-range.read", `${reservedFile} is not a list of ports`);
		} catch (error) {
			return failed("port-range.read", error);
		}
	} }
};
/** Netlink first; once it has failed, the files of /proc for good. */
function linuxPortTable(parts = realParts()) {
	const columns = socketColumns(4096);
	const inodes = { values: /* @__PURE__ */ new Uint32Array(4096) };
	let diag = null;
	let isDiagUsable = true;
	const byNetlink = async () => {
		diag ??= parts.loadSockDiag().catch(() => null);
		const reader = await diag;
		if (!reader || reader.readTcp(columns, inodes) !== null) return null;
		const udp = reader.countUdp();
		parts.owners.fill(inodes.values, columns.count, columns.processIds);
		return snapshotOf(columns, {
			takenAt: Date.now(),
			udpCount: typeof udp === "number" ? udp : null,
			method: "sock_diag"
		});
	};
	const byFiles = async () => {
		columns.count = 0;
		for (const file of tcpFiles) {
			const bytes = await readTable(parts, file);
			const problemLine = bytes ? addProcNetTcp(bytes, columns) : null;
			if (problemLine !== null) return failed("port-table.read", `${file}: line ${problemLine} is not a socket`);
		}
		let udpCount = 0;
		for (const file of udpFiles) udpCount += countProcNetLines(await readTable(parts, file) ?? /* @__PURE__ */ new Uint8Array());
		return success(snapshotOf(columns, {
			takenAt: Date.now(),
			udpCount,
			method: "/proc/net"
		}));
	};
	return { async read() {
		try {
			const snapshot = isDiagUsable ? await byNetlink() : null;
			if (snapshot) return success(snapshot);
			isDiagUsable = false;
			return await byFiles();
		} catch (error) {
			return failed("port-table.read", error);
		}
	} };
}
/** Null where IPv6 is switched off and its files are not there. */
async function readTable({ readFile: read }, file) {
	try {
		return await read(file);
	} catch (error) {
		if (file.endsWith("6") && error instanceof Error && "code" in error && error.code === "ENOENT") return null;
		throw error;
	}
}
/** Reads "32768	60999": first and last port, both included. */
function readLocalPortRange(text) {
	const match = /^\s*(\d{1,5})\s+(\d{1,5})\s*$/.exec(text);
	const [first, last] = [Number(match?.[1]), Number(match?.[2])];
	if (!match || first < 1 || last > 65535 || last < first) return {
		known: false,
		raw: text
	};
	return {
		known: true,
		range: {
			start: first,
			number: last - first + 1
		}
	};
}
/** Reads "8080,9148-9150"; null when it is not that. */
function readReservedPorts(text) {
	if (text.trim() === "") return [];
	const ranges = [];
	for (const part of text.trim().split(",")) {
		const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part);
		const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
		if (!match || last > 65535 || last < first) return null;
		ranges.push({
			start: first,
			number: last - first + 1
		});
	}
	return ranges;
}
function failed(action, cause) {
	return failure({
		code: "MACHINE_FAILED",
		action,
		windowsCode: null,
		detail: String(cause)
	});
}
export { readReservedPorts as i, linuxPortTable as n, readLocalPortRange as r, linuxComputer as t };
