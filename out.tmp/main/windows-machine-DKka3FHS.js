import { t as isWithin } from "./port-ranges-Bs3vm-Ny.js";
import { n as success, t as failure } from "./result-E377XOyn.js";
import { r as tcpState, t as mappedPrefix } from "./machine-DvVm0fxi.js";
import { n as tcpipEvents } from "./diagnosis-Rs1wrVqA.js";
import { a as systemProgram, c as loadWin32, i as windowsError, l as wide, n as errorFromException, o as windowsProgram, s as answered, t as errorFromCode } from "./windows-error-BJLtlIOp.js";
import { n as snapshotOf, r as socketColumns, t as nextRow } from "./socket-columns-nfP-wuhU.js";
import { s as registryTypes } from "./stored-value-GFZNVjll.js";
import { i as withKey, n as readKeyTree, r as readKeyValue, t as keyAccess } from "./registry-key-BiMIpq8s.js";
import { join, win32 } from "node:path";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir, version } from "node:os";
import { execFile } from "node:child_process";
import { connect, createServer } from "node:net";
import { once } from "node:events";
// electron/machine/loopback-probe.ts
/** Systems that choose a port by the destination go on from port to port for each: several listeners are several draws. */
var listenerCount = 25;
var atOnce = 5;
var longestMs = 8e3;
var hosts = {
	ipv4: "127.0.0.1",
	ipv6: "::1"
};
/** What systems say when they have no port left to lend. */
var noPortLeft = [
	"EADDRINUSE",
	"EADDRNOTAVAIL",
	"ENOBUFS",
	"EAGAIN"
];
function loopbackProbe({ tries, milliseconds } = {
	tries: 200,
	milliseconds: longestMs
}) {
	return {
		isSimulated: false,
		async run(ip, fresh) {
			const isSought = (port) => fresh.some((range) => isWithin(port, range));
			const sockets = openSockets();
			const ports = [];
			const deadline = AbortSignal.timeout(milliseconds);
			try {
				const servers = [];
				for (let count = 0; count < listenerCount; count += 1) servers.push(await sockets.listen(hosts[ip], tries, deadline));
				while (ports.length < tries && !ports.some(isSought)) {
					const first = ports.length % servers.length;
					const round = servers.slice(first, first + Math.min(atOnce, tries - ports.length));
					ports.push(...await Promise.all(round.map((server) => sockets.connect(server, hosts[ip], deadline))));
				}
				return {
					ports,
					ended: ports.some(isSought) ? "new-port-seen" : "tries-used",
					detail: ""
				};
			} catch (error) {
				return {
					ports,
					...failedBy(error, deadline)
				};
			} finally {
				await sockets.closeAll();
			}
		}
	};
}
function failedBy(error, deadline) {
	if (deadline.aborted) return {
		ended: "out-of-time",
		detail: ""
	};
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	return {
		ended: noPortLeft.includes(code) ? "no-port-left" : "failed",
		detail: String(error)
	};
}
/** Every socket of one probe, so that none is forgotten. */
function openSockets() {
	const servers = [];
	const sockets = /* @__PURE__ */ new Set();
	let isClosing = false;
	const keep = (socket) => {
		sockets.add(socket);
		return socket.on("error", () => void 0).on("close", () => sockets.delete(socket));
	};
	return {
		async listen(host, connections, signal) {
			const server = createServer((socket) => {
				keep(socket);
				if (isClosing) reset(socket);
			});
			server.maxConnections = connections;
			server.listen({
				host,
				port: 0,
				exclusive: true
			});
			servers.push(server);
			await once(server, "listening", { signal });
			return server;
		},
		/** The local port that the system chose. */
		async connect(server, host, signal) {
			const address = server.address();
			if (address === null || typeof address === "string") throw new Error("the listener is gone");
			const socket = keep(connect({
				host,
				port: address.port
			}));
			await once(socket, "connect", { signal });
			if (socket.localPort === void 0) throw new Error("the connection was lost");
			return socket.localPort;
		},
		async closeAll() {
			isClosing = true;
			const closed = [...sockets].map((socket) => new Promise((done) => socket.once("close", done)));
			for (const socket of sockets) reset(socket);
			const ended = servers.map((server) => new Promise((done) => server.close(done)));
			await Promise.all([...closed, ...ended]);
		}
	};
}
/** A socket that is not connected yet cannot be reset. */
function reset(socket) {
	if (socket.connecting) socket.destroy();
	else socket.resetAndDestroy();
}
// electron/machine/port-claims.ts
function portClaimsFrom({ portTable, processNames, excludedRanges }) {
	return {
		async listeners() {
			const names = await processNames.read();
			const table = await portTable.read();
			if (!table.ok) return table;
			const { count, localPorts, states, processIds } = table.value;
			const found = /* @__PURE__ */ new Map();
			for (let row = 0; row < count; row += 1) {
				if (states[row] !== tcpState.LISTEN) continue;
				const [port, processId] = [localPorts[row] ?? 0, processIds[row] ?? 0];
				found.set(`${port} ${processId}`, {
					port,
					processId,
					name: names.ok ? names.value.get(processId) ?? null : null
				});
			}
			return success([...found.values()].sort((a, b) => a.port - b.port || a.processId - b.processId));
		},
		excluded: () => excludedRanges?.read() ?? Promise.resolve(failure({ code: "NOT_AVAILABLE_HERE" })),
		async programs() {
			const names = await processNames.read();
			return names.ok ? success([...new Set(names.value.values())]) : names;
		}
	};
}
// electron/machine/windows/run-program.ts
/** The largest output kept; the programs asked here write some hundred bytes. */
var outputLimit = 1048576;
var runProgram = (file, args, timeoutMs) => {
	if (!win32.isAbsolute(file)) return Promise.reject(/* @__PURE__ */ new Error(`${file} is not an absolute path`));
	return new Promise((resolve, reject) => {
		const options = {
			cwd: win32.dirname(file),
			encoding: "buffer",
			maxBuffer: outputLimit,
			shell: false,
			timeout: timeoutMs,
			windowsHide: true
		};
		execFile(file, [...args], options, (error, stdout, stderr) => {
			if (!error) resolve({
				exitCode: 0,
				stdout,
				stderr
			});
			else if (typeof error.code === "number") resolve({
				exitCode: error.code,
				stdout,
				stderr
			});
			else if (error.killed) resolve({
				exitCode: null,
				stdout,
				stderr
			});
			else reject(new Error(error.message, { cause: error }));
		});
	});
};
// electron/machine/windows/event-log.ts
var timeoutMs$2 = 15e3;
/** Newest first; an exhausted machine writes the same event again and again, and some hundred bytes each time. */
var mostEvents = 200;
var source = "Tcpip";
var dayMs = 864e5;
var realParts$2 = {
	run: runProgram,
	programPath: () => systemProgram("wevtutil.exe"),
	now: Date.now
};
function windowsEventLog(parts = realParts$2) {
	return { async read(days) {
		try {
			const wevtutil = await parts.programPath();
			const ask = async (args) => eventsFrom(await parts.run(wevtutil, [
				"qe",
				"System",
				...args,
				"/f:xml"
			], timeoutMs$2));
			const [found, oldest] = await Promise.all([ask([
				`/q:${queryFor(days)}`,
				`/c:${mostEvents}`,
				"/rd:true"
			]), ask(["/c:1", "/rd:false"])]);
			if (!found.ok) return found;
			if (!oldest.ok) return oldest;
			const [first] = oldest.value;
			if (!first) return failure({
				code: "MACHINE_FAILED",
				action: "event-log.read",
				windowsCode: null,
				detail: "wevtutil shows an empty System log"
			});
			const events = found.value.filter((event) => event.source.toLowerCase() === source.toLowerCase());
			return success({
				events: events.map(({ id, at }) => ({
					id,
					at
				})),
				since: Math.max(first.at, parts.now() - days * dayMs)
			});
		} catch (exception) {
			return failure(errorFromException("event-log.read", exception));
		}
	} };
}
function queryFor(days) {
	return `*[System[Provider[@Name='${source}'] and (${tcpipEvents.map((id) => `EventID=${id}`).join(" or ")}) and TimeCreated[timediff(@SystemTime) <= ${days * dayMs}]]]`;
}
/** wevtutil exits with the number of its Windows error. What it prints then is in the language of the machine. */
async function eventsFrom({ exitCode, stdout }) {
	if (exitCode === null) return failure({
		code: "MACHINE_FAILED",
		action: "event-log.read",
		windowsCode: null,
		detail: "wevtutil did not answer in time"
	});
	if (exitCode !== windowsError.SUCCESS) return failure(errorFromCode("event-log.read", exitCode, "wevtutil"));
	const { readEventsXml } = await import("./event-log-xml-YGX5UFzk.js");
	const events = readEventsXml(stdout);
	return events ? success(events) : failure({
		code: "MACHINE_FAILED",
		action: "event-log.read",
		windowsCode: null,
		detail: "the answer of wevtutil was not understood"
	});
}
// electron/machine/windows/dynamic-port-text.ts
var highestPort$1 = 65535;
/**
* Colons that may stand between a label and its number, as bytes: ASCII, and the full-width one in code pages
* 932 (Japanese), 936 and 949 (Chinese, Korean), 950 (traditional Chinese) and 65001 (UTF-8).
*/
var colon = "(?::|\\x81\\x46|\\xa3\\xba|\\xa1\\x47|\\xef\\xbc\\x9a)";
/** Blanks of the OEM code pages: 0xff is the no-break space of 437 and 850, 0xa0 that of the Windows ones. */
var blanks = "[ \\t\\xa0\\xff]*";
var labelledNumber = new RegExp(`${colon}${blanks}([0-9]{1,9})${blanks}$`);
/**
* The range in the output of netsh, or null when it is not exactly this: two lines that end in a colon and a number,
* the first the start port (1 to 65535), the second the number of ports, the range not passing 65535.
*
* The bytes are compared as they are. That is safe in every OEM code page: the second bytes of the double-byte ones
* begin at 0x40, so that a byte that looks like an ASCII digit, colon or line end is one.
*/
function readDynamicPortText(output) {
	const numbers = [];
	for (const line of Buffer.from(output).toString("latin1").split(/[\r\n]+/)) {
		const match = labelledNumber.exec(line);
		if (match) numbers.push(Number(match[1]));
	}
	const [start, number] = numbers;
	if (numbers.length !== 2 || start === void 0 || number === void 0) return null;
	return start >= 1 && start <= highestPort$1 && number >= 1 && start + number - 1 <= highestPort$1 ? {
		start,
		number
	} : null;
}
// electron/machine/windows/elevation.ts
var currentProcess = -1;
var tokenQuery = 8;
/** TokenElevation of TOKEN_INFORMATION_CLASS; its answer is one DWORD, not 0 when elevated. */
var tokenElevation = 20;
/** True when the token of this process is elevated; when Windows does not tell, false. */
function isProcessElevated(api) {
	const token = [0];
	if (api.openProcessToken(currentProcess, tokenQuery, token) === 0) return false;
	try {
		const answer = Buffer.alloc(4);
		return api.getTokenInformation(token[0], tokenElevation, answer, answer.length, [0]) !== 0 && answer.readUInt32LE() !== 0;
	} finally {
		api.closeHandle(token[0]);
	}
}
// electron/machine/windows/excluded-ranges-text.ts
var highestPort = 65535;
/** First and last port; a star marks a range that an administrator set. */
var row = /^\s*(\d{1,5})\s+(\d{1,5})\s*\*?\s*$/;
/** The line under the headings: the table begins after it. */
var rule = /^[\s-]*-{3,}[\s-]*$/;
/** First and last port of each row, both included; null when there is no table, or a row of it is no range. */
function readExcludedRangesText(output) {
	const lines = Buffer.from(output).toString("latin1").split(/[\r\n]+/);
	const start = lines.findIndex((line) => rule.test(line));
	if (start < 0) return null;
	const ranges = [];
	for (const line of lines.slice(start + 1)) {
		const [first, last] = row.exec(line)?.slice(1, 3).map(Number) ?? [];
		if (first !== void 0 && last !== void 0) {
			if (last < first || last > highestPort) return null;
			ranges.push({
				start: first,
				number: last - first + 1,
				isAdministered: line.includes("*")
			});
		} else if (/^\s*\d/.test(line)) return null;
	}
	return ranges;
}
// electron/machine/windows/netsh.ts
var timeoutMs$1 = 15e3;
/** CP_OEMCP: the code page in which console programs of this machine write. */
var oemCodePage = 1;
var realParts$1 = {
	run: runProgram,
	programPath: () => systemProgram("netsh.exe"),
	decode: oemText,
	isElevated: async () => isProcessElevated(await loadWin32())
};
var netshWords = {
	ipv4Tcp: ["ipv4", "tcp"],
	ipv4Udp: ["ipv4", "udp"],
	ipv6Tcp: ["ipv6", "tcp"],
	ipv6Udp: ["ipv6", "udp"]
};
/** The four ranges. Reading fails with MACHINE_FAILED only when netsh cannot be started. */
function netshPortRange(parts = realParts$1) {
	return {
		async read() {
			try {
				const netsh = await parts.programPath();
				const range = async (ip, protocol) => readingOf(await parts.run(netsh, [
					"int",
					ip,
					"show",
					"dynamicport",
					protocol
				], timeoutMs$1), parts.decode);
				const [ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp] = await Promise.all([
					range("ipv4", "tcp"),
					range("ipv4", "udp"),
					range("ipv6", "tcp"),
					range("ipv6", "udp")
				]);
				return success({
					ipv4Tcp,
					ipv4Udp,
					ipv6Tcp,
					ipv6Udp
				});
			} catch (exception) {
				return failure(errorFromException("port-range.read", exception));
			}
		},
		async write(name, { start, number }) {
			try {
				if (!await parts.isElevated()) return failure({
					code: "NOT_ELEVATED",
					action: "port-range.write"
				});
				const [ip, protocol] = netshWords[name];
				const args = [
					"int",
					ip,
					"set",
					"dynamicport",
					protocol,
					`start=${asPort(start)}`,
					`num=${asPort(number)}`
				];
				const { exitCode, stdout, stderr } = await parts.run(await parts.programPath(), args, timeoutMs$1);
				if (exitCode === 0) return success(null);
				const said = (await parts.decode(Buffer.concat([stdout, stderr]))).trim();
				const ended = exitCode === null ? "netsh did not answer in time" : `netsh ended with ${exitCode}`;
				return failure({
					code: "MACHINE_FAILED",
					action: "port-range.write",
					windowsCode: null,
					detail: `${ended}: ${said}`
				});
			} catch (exception) {
				return failure(errorFromException("port-range.write", exception));
			}
		}
	};
}
/** The ranges of TCP/IPv4 that Windows hands out to nobody. Fails where netsh fails, or prints something else. */
function netshExcludedRanges(parts = realParts$1) {
	return { async read() {
		try {
			const { exitCode, stdout } = await parts.run(await parts.programPath(), [
				"int",
				"ipv4",
				"show",
				"excludedportrange",
				"tcp"
			], timeoutMs$1);
			const ranges = exitCode === 0 ? readExcludedRangesText(stdout) : null;
			if (ranges) return success(ranges);
			return failure({
				code: "MACHINE_FAILED",
				action: "port-range.read",
				windowsCode: null,
				detail: (await parts.decode(stdout)).trim()
			});
		} catch (exception) {
			return failure(errorFromException("port-range.read", exception));
		}
	} };
}
/** The limits of netsh are its own to keep: a range from before, with a start below them, is to be put back as it was. */
function asPort(value) {
	if (!Number.isInteger(value) || value < 1 || value > 65535) throw new RangeError(`${value} is no port`);
	return value;
}
async function readingOf({ exitCode, stdout, stderr }, decode) {
	const range = exitCode === 0 ? readDynamicPortText(stdout) : null;
	return range ? {
		known: true,
		range
	} : {
		known: false,
		raw: (await decode(Buffer.concat([stdout, stderr]))).trim()
	};
}
/** Text for the screen: UTF-8 where it is that, the OEM code page otherwise. */
async function oemText(bytes) {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		const { multiByteToWideChar } = await loadWin32();
		const text = Buffer.alloc(bytes.length * 2);
		const length = multiByteToWideChar(oemCodePage, 0, bytes, bytes.length, text, bytes.length);
		return text.toString("utf16le", 0, length * 2);
	}
}
// electron/machine/windows/tcp-table.ts
var headerSize = 4;
var ipv4Row = {
	size: 24,
	state: 0,
	localAddress: 4,
	localPort: 8,
	remoteAddress: 12,
	remotePort: 16,
	processId: 20,
	isIpv4: true
};
var ipv6Row = {
	size: 56,
	state: 48,
	localAddress: 0,
	localPort: 20,
	remoteAddress: 24,
	remotePort: 44,
	processId: 52,
	isIpv4: false
};
/**
* Puts the rows of all tables into one snapshot, which uses `columns` and lasts until they are used again.
* `takenAt`: milliseconds since 1970 (UTC).
*/
function decodeTcpTables(tables, takenAt, udpCount = null, columns = socketColumns(0)) {
	columns.count = 0;
	for (const table of tables) {
		const { bytes, row: layout } = table;
		for (let rest = rowCount(table), offset = headerSize; rest > 0; rest -= 1, offset += layout.size) {
			const row = nextRow(columns);
			columns.localPorts[row] = bytes.readUInt16BE(offset + layout.localPort);
			columns.remotePorts[row] = bytes.readUInt16BE(offset + layout.remotePort);
			columns.states[row] = stateOf(bytes.readUInt32LE(offset + layout.state));
			columns.processIds[row] = bytes.readUInt32LE(offset + layout.processId);
			copyAddress(bytes, offset + layout.localAddress, layout.isIpv4, columns.localAddresses, row * 4);
			copyAddress(bytes, offset + layout.remoteAddress, layout.isIpv4, columns.remoteAddresses, row * 4);
		}
	}
	return snapshotOf(columns, {
		takenAt,
		udpCount,
		method: "GetExtendedTcpTable"
	});
}
/** Words are kept as they lie in memory. */
function copyAddress(bytes, from, isIpv4, to, word) {
	for (let index = 0; index < 3; index += 1) to[word + index] = isIpv4 ? 0 : bytes.readUInt32LE(from + index * 4);
	if (isIpv4) to[word + 2] = mappedPrefix;
	to[word + 3] = bytes.readUInt32LE(isIpv4 ? from : from + 12);
}
function rowCount({ bytes, row }) {
	if (bytes.length < headerSize) return 0;
	return Math.min(bytes.readUInt32LE(0), Math.floor((bytes.length - headerSize) / row.size));
}
/** MIB_TCP_STATE has the numbers of RFC 4022; one that does not fit a byte is no state that we know. */
function stateOf(state) {
	return state <= 255 ? state : tcpState.CLOSED;
}
// electron/machine/windows/port-table.ts
var families = [{
	family: 2,
	row: ipv4Row
}, {
	family: 23,
	row: ipv6Row
}];
/** TCP_TABLE_OWNER_PID_ALL: every state, with the owning process. */
var ownerPidAll = 5;
/** Room for 2,700 IPv4 or 1,100 IPv6 sockets at the first call, in bytes. */
var usualCapacity = 65536;
/** Far beyond 65,535 ports on many addresses; a larger answer is nothing that can be believed. */
var largestCapacity = 268435456;
var attempts = 10;
/** UDP_TABLE_BASIC: only the number of rows is of interest. */
var udpBasic = 0;
/** The port table. Both versions of IP are read one after the other: a snapshot is as exact as Windows allows. */
function windowsPortTable(load = loadWin32, firstCapacity = usualCapacity) {
	const columns = socketColumns(1024);
	const capacities = families.map(() => firstCapacity);
	return { async read() {
		try {
			const api = await load();
			const tables = [];
			for (const [index, { family, row }] of families.entries()) {
				const bytes = await readTable(api, family, capacities[index] ?? firstCapacity);
				if (!bytes.ok) return bytes;
				capacities[index] = Math.max(firstCapacity, withSlack(bytes.value.length));
				tables.push({
					bytes: bytes.value,
					row
				});
			}
			return success(decodeTcpTables(tables, Date.now(), await countUdp(api), columns));
		} catch (exception) {
			return failure(errorFromException("port-table.read", exception));
		}
	} };
}
async function readTable(api, family, firstTry) {
	let capacity = firstTry;
	for (let attempt = 0; attempt < attempts && capacity <= largestCapacity; attempt += 1) {
		const table = Buffer.alloc(capacity);
		const size = [capacity];
		const code = await ask(api, table, size, family);
		if (code === windowsError.SUCCESS) return success(table.subarray(0, Math.min(size[0], capacity)));
		if (code === windowsError.NOT_SUPPORTED) return success(Buffer.alloc(0));
		if (code !== windowsError.INSUFFICIENT_BUFFER) return failure(errorFromCode("port-table.read", code, "GetExtendedTcpTable"));
		capacity = Math.max(withSlack(size[0]), capacity * 2);
	}
	return failure(errorFromCode("port-table.read", windowsError.INSUFFICIENT_BUFFER, "GetExtendedTcpTable"));
}
function ask(api, table, size, family) {
	return answered([table], (done) => api.getExtendedTcpTable.async(table, size, 0, family, ownerPidAll, 0, done));
}
/** UDP sockets of both versions of IP; null where Windows does not tell. They are no reason to fail. */
async function countUdp(api) {
	const { getExtendedUdpTable } = api;
	if (!getExtendedUdpTable) return null;
	let count = 0;
	for (const { family } of families) {
		let capacity = usualCapacity;
		for (let attempt = 0;; attempt += 1) {
			const table = Buffer.alloc(capacity);
			const size = [capacity];
			const code = await answered([table], (done) => getExtendedUdpTable.async(table, size, 0, family, udpBasic, 0, done));
			if (code === windowsError.NOT_SUPPORTED) break;
			if (code === windowsError.SUCCESS) {
				count += table.readUInt32LE(0);
				break;
			}
			if (code !== windowsError.INSUFFICIENT_BUFFER || attempt === attempts) return null;
			capacity = Math.max(withSlack(size[0]), capacity * 2);
		}
	}
	return count;
}
/** A quarter more, and some hundred rows: connections that open between two calls. */
function withSlack(size) {
	return size + Math.ceil(size / 4) + 16384;
}
// electron/machine/windows/process-names.ts
var snapshotOfProcesses = 2;
/** PROCESSENTRY32W of tlhelp32.h: size in bytes and offsets, which differ by the size of a pointer. */
var entryLayouts = {
	8: {
		size: 568,
		processId: 8,
		fileName: 44
	},
	4: {
		size: 556,
		processId: 8,
		fileName: 36
	}
};
var fileNameBytes = 520;
/** The names as of now. Process id 0, the owner of released sockets, is left out: it is no process. */
function windowsProcessNames() {
	return { async read() {
		try {
			return readNames(await loadWin32());
		} catch (exception) {
			return failure(errorFromException("port-table.read", exception));
		}
	} };
}
function readNames(api) {
	const snapshot = api.createToolhelp32Snapshot(snapshotOfProcesses, 0);
	if (Number(snapshot) === -1) return failure(errorFromCode("port-table.read", api.getLastError(), "CreateToolhelp32Snapshot"));
	try {
		const layout = entryLayouts[api.pointerSize === 4 ? 4 : 8];
		const entry = Buffer.alloc(layout.size);
		entry.writeUInt32LE(layout.size);
		const names = /* @__PURE__ */ new Map();
		for (let isEntry = api.process32First(snapshot, entry); isEntry !== 0; isEntry = api.process32Next(snapshot, entry)) {
			const processId = entry.readUInt32LE(layout.processId);
			if (processId !== 0) names.set(processId, textAt(entry, layout.fileName));
		}
		return success(names);
	} finally {
		api.closeHandle(snapshot);
	}
}
function textAt(entry, offset) {
	const text = entry.toString("utf16le", offset, offset + fileNameBytes);
	const end = text.indexOf("\0");
	return end === -1 ? text : text.slice(0, end);
}
// electron/machine/windows/reg-exe.ts
var timeoutMs = 3e4;
/** Where Group Policy keeps "Prevent access to registry editing tools", for the user and for the machine. */
var policyKeys = ["HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"].map((root) => ({
	root,
	path: "Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System"
}));
/**
* What `reg export` writes for the key (64-bit view): UTF-16LE with BOM. Null where reg.exe is missing, blocked by
* policy, or did not end well: the backup then comes from our own codec. The file is written in a folder of its own
* in `within`, which must exist.
*/
async function exportKey({ root, path }, within) {
	let folder = null;
	try {
		if (await regExeState() !== "usable") return null;
		folder = await mkdtemp(join(within, "export-"));
		const file = join(folder, "export.reg");
		return (await runProgram(await systemProgram("reg.exe"), [
			"export",
			`${root}\\${path}`,
			file,
			"/y",
			"/reg:64"
		], timeoutMs)).exitCode === 0 ? await readFile(file) : null;
	} catch {
		return null;
	} finally {
		if (folder !== null) await rm(folder, {
			recursive: true,
			force: true
		}).catch(() => void 0);
	}
}
/** Exports of this process: in `machineFolder` with administrator rights, otherwise among the user's temporary files. */
function exportsOf(machineFolder) {
	return async (location) => exportKey(location, isProcessElevated(await loadWin32()) ? machineFolder : tmpdir());
}
/** Whether reg.exe is there and allowed. The registry API works in any case. */
async function regExeState() {
	const api = await loadWin32();
	for (const key of policyKeys) if (await isBlockedBy(api, key)) return "blocked-by-policy";
	const file = await systemProgram("reg.exe");
	return access(file).then(() => "usable", () => "missing");
}
/** DisableRegistryTools is a DWORD: 1 blocks the tools, 2 blocks silent imports too (Group Policy, System.admx). */
async function isBlockedBy(api, location) {
	const value = await withKey(api, "registry.read", location, keyAccess.queryValue, (key) => readKeyValue(api, key, "DisableRegistryTools"));
	if (!value.ok || value.value === null) return false;
	const { type, data } = value.value;
	return type === registryTypes.REG_DWORD && data.length === 4 && Buffer.from(data).readUInt32LE() !== 0;
}
// electron/machine/windows/registry.ts
/** Tcpip\Parameters. */
var parametersKey = {
	root: "HKEY_LOCAL_MACHINE",
	path: "SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters"
};
var realParts = {
	isElevated: isProcessElevated,
	registryJs: () => import("registry-js"),
	regExe: () => Promise.resolve(null)
};
/** The registry port on `location`; the program itself only ever uses `parametersKey`. */
function windowsRegistry(location = parametersKey, replaced = {}) {
	const parts = {
		...realParts,
		...replaced
	};
	return {
		readTree: () => withApi("registry.read", (api) => readKeyTree(api, location)),
		readValue: (name) => withApi("registry.read", async (api) => {
			if (!isAddressable(name)) return failure(errorFromCode("registry.read", windowsError.INVALID_PARAMETER, "RegQueryValueExW"));
			return withKey(api, "registry.read", location, keyAccess.queryValue, (key) => readKeyValue(api, key, name));
		}),
		writeValue: (value) => withApi("registry.write", async (api) => {
			if (!parts.isElevated(api)) return failure({
				code: "NOT_ELEVATED",
				action: "registry.write"
			});
			if (!isAddressable(value.name)) return failure(errorFromCode("registry.write", windowsError.INVALID_PARAMETER, "RegSetValueExW"));
			return withKey(api, "registry.write", location, keyAccess.setValue, async (key) => {
				const written = isForRegistryJs(value) ? writeDword(api, key, await parts.registryJs(), location, value) : writeBytes(api, key, value);
				return written.ok ? flush(api, "registry.write", key) : written;
			});
		}),
		deleteValue: (name) => withApi("registry.delete", async (api) => {
			if (!parts.isElevated(api)) return failure({
				code: "NOT_ELEVATED",
				action: "registry.delete"
			});
			if (!isAddressable(name)) return failure(errorFromCode("registry.delete", windowsError.INVALID_PARAMETER, "RegDeleteValueW"));
			return withKey(api, "registry.delete", location, keyAccess.setValue, (key) => {
				const code = api.regDeleteValue(key, wide(name));
				if (code === windowsError.FILE_NOT_FOUND) return success(null);
				if (code !== windowsError.SUCCESS) return failure(errorFromCode("registry.delete", code, "RegDeleteValueW"));
				return flush(api, "registry.delete", key);
			});
		}),
		exportFile: async () => success(await parts.regExe(location))
	};
}
/** The Win32 API ends a name at its first NUL: asking for the longer name would reach another value. */
function isAddressable(name) {
	return !name.includes("\0");
}
/** registry-js takes the number as text, and names through UTF-8: a lone surrogate would arrive as another name. */
function isForRegistryJs({ name, type, data }) {
	return type === registryTypes.REG_DWORD && data.length === 4 && Buffer.from(name, "utf8").toString("utf8") === name;
}
function writeDword(api, key, registryJs, location, value) {
	const number = Buffer.from(value.data).readUInt32LE();
	if (setsValue(registryJs, location, value.name, String(number))) return success(null);
	return writeBytes(api, key, value);
}
function setsValue(registryJs, { root, path }, name, data) {
	try {
		return registryJs.setValue(registryJs.HKEY[root], path, name, registryJs.RegistryValueType.REG_DWORD, data);
	} catch {
		return false;
	}
}
/**
* RegSetValueExW looks one character past a text without terminator, and stores a NUL that it finds there along with
* the text: behind our data stands none, so that every value is stored with the length that it had.
*/
var noTerminator = Buffer.from([
	255,
	255,
	255,
	255
]);
function writeBytes(api, key, { name, type, data }) {
	const code = api.regSetValueEx(key, wide(name), 0, type, Buffer.concat([data, noTerminator]), data.length);
	return code === windowsError.SUCCESS ? success(null) : failure(errorFromCode("registry.write", code, "RegSetValueExW"));
}
/** Waits until Windows has put the change on the disk; off the main thread, for it may take its time. */
async function flush(api, action, key) {
	const code = await answered([], (done) => api.regFlushKey.async(key, done));
	return code === windowsError.SUCCESS ? success(null) : failure(errorFromCode(action, code, "RegFlushKey"));
}
async function withApi(action, use) {
	try {
		return await use(await loadWin32());
	} catch (exception) {
		return failure(errorFromException(action, exception));
	}
}
// electron/machine/windows/ansi-code-page.ts
var eastAsian = {
	874: "windows-874",
	932: "shift_jis",
	936: "gbk",
	949: "euc-kr",
	950: "big5",
	65001: "utf-8"
};
/** Label of the WHATWG Encoding Standard for a code page number; windows-1252 for one that has none. */
function ansiCodePageLabel(codePage) {
	if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
	return eastAsian[codePage] ?? "windows-1252";
}
// electron/machine/windows/windows-version.ts
/** The first build of Windows 11. Its ProductName still says "Windows 10", on purpose of Microsoft, for old programs. */
var firstWindows11Build = 22e3;
/** Null when the values do not tell the version. */
function readWindowsVersion(values) {
	const build = wholeNumber(values.currentBuild);
	const [majorText, minorText] = (values.currentVersion ?? "").split(".");
	const major = values.majorNumber ?? wholeNumber(majorText);
	const minor = values.majorNumber === void 0 ? wholeNumber(minorText) : values.minorNumber ?? 0;
	if (build === null || major === null || minor === null) return null;
	const named = (values.productName ?? "Windows").trim();
	const product = major === 10 && build >= firstWindows11Build ? named.replace(/^(Microsoft )?Windows 10\b/, "Windows 11") : named;
	return {
		product: values.displayVersion ? `${product} ${values.displayVersion}` : product,
		version: {
			major,
			minor,
			build
		}
	};
}
function wholeNumber(text) {
	return text !== void 0 && /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null;
}
// electron/machine/windows/system.ts
var versionKey = {
	root: "HKEY_LOCAL_MACHINE",
	path: "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
};
var shutdownTimeoutMs = 1e4;
var restartDelay = {
	min: 10,
	max: 3600
};
var longestMessage = 512;
/** SW_SHOWNORMAL; ShellExecute answers with a number above 32 when it succeeded. */
var showNormal = 1;
var shellExecuteSuccess = 32;
/** The system port. `run` is replaced by tests, which must not restart the machine they run on. */
function windowsSystem(run = runProgram) {
	return {
		describe: () => guarded("system.read", async () => describe(await loadWin32())),
		openRegistryEditor: () => guarded("registry.open-editor", async () => {
			const code = await shellOpen(await loadWin32(), await windowsProgram("regedit.exe"));
			return code > shellExecuteSuccess ? success(null) : failure(errorFromCode("registry.open-editor", code, "ShellExecuteW"));
		}),
		requestRestart: (delaySeconds, text) => guarded("system.restart", async () => {
			if (!Number.isInteger(delaySeconds) || delaySeconds < restartDelay.min || delaySeconds > restartDelay.max) throw new RangeError(`a restart in ${delaySeconds} seconds`);
			const message = text.slice(0, longestMessage);
			return shutdown(run, [
				"/r",
				"/t",
				String(delaySeconds),
				"/c",
				message,
				"/d",
				"p:2:4"
			]);
		}),
		cancelRestart: () => guarded("system.restart", () => shutdown(run, ["/a"], windowsError.NO_SHUTDOWN_IN_PROGRESS))
	};
}
async function describe(api) {
	const values = await withKey(api, "system.read", versionKey, keyAccess.queryValue, (key) => readVersionValues(api, key));
	if (!values.ok) return values;
	const read = readWindowsVersion(values.value);
	if (!read) {
		const detail = `the values of ${versionKey.path} do not tell the version: ${JSON.stringify(values.value)}`;
		return failure({
			code: "MACHINE_FAILED",
			action: "system.read",
			windowsCode: null,
			detail
		});
	}
	return success({
		...read,
		computerName: textFrom(api.getComputerName),
		userName: textFrom(api.getUserName),
		isElevated: isProcessElevated(api),
		bootedAt: new Date(Date.now() - Number(api.getTickCount64())).toISOString(),
		regExe: await regExeState(),
		ansiCodePage: ansiCodePageLabel(api.getAnsiCodePage())
	});
}
function readVersionValues(api, key) {
	const read = (name) => {
		const value = readKeyValue(api, key, name);
		return value.ok ? value.value : null;
	};
	return success({
		productName: textOf(read("ProductName")),
		displayVersion: textOf(read("DisplayVersion")),
		majorNumber: numberOf(read("CurrentMajorVersionNumber")),
		minorNumber: numberOf(read("CurrentMinorVersionNumber")),
		currentVersion: textOf(read("CurrentVersion")),
		currentBuild: textOf(read("CurrentBuildNumber")) ?? textOf(read("CurrentBuild"))
	});
}
function textOf(value) {
	if (!value || value.type !== registryTypes.REG_SZ) return void 0;
	return Buffer.from(value.data).toString("utf16le").replace(/\0[\s\S]*$/, "");
}
function numberOf(value) {
	if (!value || value.type !== registryTypes.REG_DWORD || value.data.length !== 4) return void 0;
	return Buffer.from(value.data).readUInt32LE();
}
/** The text that GetComputerNameW or GetUserNameW gives; empty when Windows does not tell. */
function textFrom(ask) {
	const text = Buffer.alloc(1024);
	return ask(text, [512]) === 0 ? "" : text.toString("utf16le").replace(/\0[\s\S]*$/, "");
}
/** Off the main thread: where Registry Editor asks for elevation, the call returns after the answer. */
async function shellOpen(api, file) {
	const texts = [
		wide("open"),
		wide(file),
		wide(win32.dirname(file))
	];
	const [verb, program, folder] = texts;
	return Number(await answered(texts, (done) => api.shellExecute.async(null, verb, program, null, folder, showNormal, done)));
}
/** shutdown.exe exits with the number of its Windows error; `accepted` counts as a success too. */
async function shutdown(run, args, accepted = windowsError.SUCCESS) {
	const { exitCode } = await run(await systemProgram("shutdown.exe"), args, shutdownTimeoutMs);
	if (exitCode === windowsError.SUCCESS || exitCode === accepted) return success(null);
	if (exitCode !== null) return failure(errorFromCode("system.restart", exitCode, "shutdown.exe"));
	return failure({
		code: "MACHINE_FAILED",
		action: "system.restart",
		windowsCode: null,
		detail: "shutdown.exe did not answer"
	});
}
async function guarded(action, use) {
	try {
		return await use();
	} catch (exception) {
		return failure(errorFromException(action, exception));
	}
}
// electron/machine/windows/windows-machine.ts
/** This computer. Nothing of Windows is loaded before the first question is asked. */
function windowsMachine(disk, folder, elevation) {
	const portRange = netshPortRange();
	return {
		kind: "windows",
		practice: null,
		registry: windowsRegistry(parametersKey, { regExe: exportsOf(folder.path) }),
		portRange,
		portProbe: loopbackProbe(),
		portClaims: portClaimsFrom({
			portTable: windowsPortTable(),
			processNames: windowsProcessNames(),
			excludedRanges: netshExcludedRanges()
		}),
		system: windowsSystem(),
		usage: windowsUsage(portRange),
		disk,
		folder,
		elevation
	};
}
/** The sockets of this computer, also for the thread that measures them. */
function windowsUsage(portRange = netshPortRange()) {
	return {
		of: "machine",
		product: version(),
		portTable: windowsPortTable(),
		portRange,
		excludedRanges: netshExcludedRanges(),
		processNames: windowsProcessNames(),
		eventLog: windowsEventLog()
	};
}
export { windowsUsage as n, windowsMachine as t };
