import { c as rangeTitles, o as rangeNames, s as rangePresets, t as brokenLimit } from "./change-HnknF4Ef.js";
import { n as success, t as failure } from "./result-E377XOyn.js";
import { C as isSameName, _ as strictObject, a as datetime, d as discriminatedUnion, f as lazy, h as number$1, l as array, n as isAtLeast, o as _enum, p as literal, t as catalogueFor, u as boolean, v as string, y as union } from "./catalogue-C5gUTrUQ.js";
import { c as storedFrom, i as dwordOf, n as bytesOf, r as dword, s as registryTypes } from "./stored-value-GFZNVjll.js";
import { n as turnsOf } from "./one-change-BLGu56Rv.js";
import { t as readLines } from "./lines-CpDI70Uv.js";
import { t as isWithin } from "./port-ranges-Bs3vm-Ny.js";
import { join } from "node:path";
import { access, mkdir, readFile, rm } from "node:fs/promises";
import { spawn } from "node:child_process";
import { connect } from "node:net";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
// electron/machine/user-folder.ts
function userFolder(path) {
	return {
		path,
		takeTurn: turnsOf(path),
		check: () => Promise.resolve(success(null)),
		async prepare() {
			try {
				await mkdir(path, { recursive: true });
				return success(null);
			} catch (error) {
				return failure({
					code: "STORAGE_FAILED",
					detail: String(error)
				});
			}
		}
	};
}
// electron/machine/practice/faults.ts
var faultSchema = discriminatedUnion("kind", [
	strictObject({
		kind: literal("access-denied"),
		name: string().optional()
	}),
	strictObject({
		kind: literal("does-not-stick"),
		name: string().optional()
	}),
	strictObject({
		kind: literal("changed-by-another"),
		name: string(),
		value: number$1().int().min(0).max(4294967295)
	}),
	strictObject({ kind: literal("disk-full") }),
	strictObject({
		kind: literal("slow"),
		milliseconds: number$1().int().min(0).max(6e4)
	}),
	strictObject({
		kind: literal("elevation"),
		how: _enum([
			"declined",
			"not-started",
			"silent",
			"wrong-secret"
		])
	}),
	strictObject({
		kind: literal("hangs"),
		when: _enum(["before", "after"]),
		name: string().optional()
	})
]);
function faultsFile(folder) {
	return join(folder, "faults.json");
}
/** The faults that are switched on now. Rejects when the file is malformed. */
async function activeFaults(folder) {
	let text;
	try {
		text = await readFile(faultsFile(folder), "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
		throw error;
	}
	return array(faultSchema).parse(JSON.parse(text));
}
async function switchOffFaults(folder) {
	await rm(faultsFile(folder), { force: true });
}
// electron/machine/practice/practice-claims.ts
var listener = (port, processId, name) => ({
	port,
	processId,
	name
});
var systemServices = [listener(135, 884, "svchost.exe"), listener(445, 4, "System")];
/** What an office server of those days runs; two of them above port 5000. */
var serverPrograms = [
	listener(1433, 1512, "sqlservr.exe"),
	listener(8080, 4312, "OrderService.exe"),
	listener(1e4, 1976, "BackupAgent.exe")
];
var listeners = {
	nt4: [...systemServices, listener(8080, 4312, "OrderService.exe")],
	windows2000: [...systemServices, ...serverPrograms],
	server2003: [...systemServices, ...serverPrograms],
	windows11: [
		...systemServices,
		listener(3e3, 9044, "node.exe"),
		listener(3389, 1204, "svchost.exe"),
		listener(5040, 6120, "svchost.exe"),
		listener(5432, 5208, "postgres.exe"),
		listener(8080, 4312, "OrderService.exe"),
		listener(49664, 796, "lsass.exe"),
		listener(49665, 652, "wininit.exe")
	]
};
/** On Windows 11 the reservations of Hyper-V, and two by an administrator. */
var excludedOnWindows11 = [
	{
		start: 5357,
		number: 1,
		isAdministered: false
	},
	{
		start: 9950,
		number: 100,
		isAdministered: true
	},
	{
		start: 49723,
		number: 100,
		isAdministered: false
	},
	{
		start: 49823,
		number: 100,
		isAdministered: false
	},
	{
		start: 5e4,
		number: 60,
		isAdministered: true
	}
];
var morePrograms = ["explorer.exe", "spoolsv.exe"];
var programsOfWindows11 = ["vmcompute.exe", "wslservice.exe"];
function practiceClaims(load) {
	return {
		listeners: async () => success(listeners[(await load()).which]),
		async excluded() {
			const { which, key } = await load();
			return success(which === "windows11" ? excludedOnWindows11 : reservedPorts(key));
		},
		async programs() {
			const { which } = await load();
			const names = listeners[which].flatMap(({ name }) => name ?? []);
			return success([.../* @__PURE__ */ new Set([
				...names,
				...morePrograms,
				...which === "windows11" ? programsOfWindows11 : []
			])]);
		}
	};
}
/** ReservedPorts of Windows 2000 to 2003: lines of "first-last" (812873). */
function reservedPorts(key) {
	const value = key.values.find(({ name }) => isSameName(name, "ReservedPorts"));
	return (value ? Buffer.from(value.data).toString("utf16le") : "").split("\0").flatMap((line) => {
		const [, first = 0, last = 0] = /^(\d{1,5})-(\d{1,5})$/.exec(line)?.map(Number) ?? [];
		return first > 0 && last >= first && last <= 65535 ? [{
			start: first,
			number: last - first + 1,
			isAdministered: true
		}] : [];
	});
}
// electron/machine/socket-channel.ts
/** The longest line that is kept; the caller's own limit is checked when it asks for the line. */
var longestKept = 1048576;
/** Opens the channel at `path`. Rejects when nobody listens there. */
async function connectSocket(path) {
	const socket = connect(path);
	await once(socket, "connect");
	const lines = [];
	let waiting = null;
	let isOver = false;
	const wake = () => {
		waiting?.();
		waiting = null;
	};
	const end = () => {
		isOver = true;
		wake();
	};
	readLines(socket, longestKept, (line) => {
		lines.push(line);
		wake();
	}, end);
	socket.on("close", end);
	socket.on("error", end);
	return {
		send: (line) => new Promise((done, failed) => {
			socket.write(`${line}\n`, (error) => {
				if (error) failed(error);
				else done();
			});
		}),
		async receive(longest) {
			if (lines.length === 0 && !isOver) await new Promise((arrived) => waiting = arrived);
			const line = lines.shift();
			return line === void 0 || line.length > longest ? null : line;
		},
		close: () => socket.end()
	};
}
// electron/machine/practice/practice-elevation.ts
/** The elevation of the practice machine kept in `folder`. */
function practiceElevation(folder) {
	return {
		async start(args) {
			switch ((await activeFaults(folder)).find((one) => one.kind === "elevation")?.how) {
				case "declined": return { kind: "declined" };
				case "not-started": return {
					kind: "not-started",
					detail: "practice fault"
				};
				case "silent": return {
					kind: "started",
					ended: new Promise(() => void 0)
				};
				case "wrong-secret": return startOurselves([...args.slice(0, -1), withAnotherSecret(args.at(-1) ?? "")]);
				case void 0: return startOurselves(args);
			}
		},
		protectChannel: () => Promise.resolve(),
		openChannel: connectSocket
	};
}
/** The last digit of the secret is another one. */
function withAnotherSecret(argument) {
	return argument.replace(/.$/, (digit) => digit === "0" ? "1" : "0");
}
function startOurselves(args) {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [...args], {
			shell: false,
			stdio: "ignore",
			windowsHide: true
		});
		const ended = new Promise((end) => child.once("exit", () => end()));
		child.once("spawn", () => resolve({
			kind: "started",
			ended
		}));
		child.once("error", (error) => resolve({
			kind: "not-started",
			detail: String(error)
		}));
	});
}
// electron/machine/practice/seed.ts
var text = (name, value, type = registryTypes.REG_SZ) => ({
	name,
	type,
	data: Buffer.from(`${value}\0`, "utf16le")
});
var expandable = (name, value) => text(name, value, registryTypes.REG_EXPAND_SZ);
var lines = (name, values) => text(name, values.map((value) => `${value}\0`).join(""), registryTypes.REG_MULTI_SZ);
var bytes = (name, type, data) => ({
	name,
	type,
	data: Uint8Array.from(data)
});
var number = (name, value) => bytes(name, registryTypes.REG_DWORD, [
	value & 255,
	value >>> 8 & 255,
	value >>> 16 & 255,
	value >>> 24
]);
var key = (name, values = [], subkeys = []) => ({
	name,
	values,
	subkeys
});
var adapter = "{4A1F5C0E-7B52-4D5E-9C36-0F7D2B8E61A3}";
var seedKey = key("Parameters", [
	expandable("DataBasePath", "%SystemRoot%\\System32\\drivers\\etc"),
	number("ForwardBroadcasts", 0),
	number("IPEnableRouter", 0),
	text("Hostname", "practice-pc"),
	text("NV Hostname", "practice-pc"),
	text("Domain", "training.example"),
	text("NV Domain", "training.example"),
	text("NameServer", ""),
	text("SearchList", "training.example,example"),
	number("UseDomainNameDevolution", 1),
	number("EnableICMPRedirect", 1),
	number("DeadGWDetectDefault", 1),
	number("DontAddDefaultGatewayDefault", 0),
	number("EnableSecurityFilters", 0),
	lines("ReservedPorts", ["1433-1434", "3343-3343"]),
	bytes("SackOptsCache", registryTypes.REG_BINARY, Array.from({ length: 96 }, (_, index) => index * 37 & 255)),
	bytes("BootCounter", registryTypes.REG_QWORD, [
		42,
		0,
		0,
		0,
		1,
		0,
		0,
		0
	]),
	bytes("LegacyOrder", registryTypes.REG_DWORD_BIG_ENDIAN, [
		0,
		0,
		1,
		0
	]),
	bytes("Marker", registryTypes.REG_NONE, [222, 173]),
	text("Vendor \"note\"", "C:\\Program Files\\Tools\\ \"quoted\" ä日本")
], [
	key("Adapters", [], [key(adapter, [number("LLInterface", 0), lines("IpConfig", [`Tcpip\\Parameters\\Interfaces\\${adapter}`])])]),
	key("DNSRegisteredAdapters"),
	key("Interfaces", [], [key(adapter, [
		number("UseZeroBroadcast", 0),
		number("EnableDHCP", 0),
		lines("IPAddress", ["192.0.2.25"]),
		lines("SubnetMask", ["255.255.255.0"]),
		lines("DefaultGateway", ["192.0.2.1"]),
		lines("DefaultGatewayMetric", []),
		text("NameServer", "192.0.2.53"),
		number("RegistrationEnabled", 1),
		number("MTU", 1500)
	])]),
	key("PersistentRoutes"),
	key("Winsock", [
		number("UseDelayedAcceptance", 0),
		number("MinSockaddrLength", 16),
		number("MaxSockaddrLength", 16),
		expandable("HelperDllName", "%SystemRoot%\\System32\\wshtcpip.dll"),
		bytes("Mapping", registryTypes.REG_BINARY, [
			8,
			0,
			0,
			0,
			3,
			0,
			0,
			0,
			2,
			0,
			0,
			0,
			1,
			0,
			0,
			0,
			6,
			0,
			0,
			0
		])
	])
]);
// electron/machine/practice/practice-state.ts
var keySchema = lazy(() => strictObject({
	name: string(),
	values: array(strictObject({
		name: string(),
		type: number$1().int().min(0),
		hex: string().regex(/^(?:[0-9a-f]{2})*$/)
	})),
	subkeys: array(keySchema)
}));
var rangeSchema = strictObject({
	start: number$1().int(),
	number: number$1().int()
});
var rangesSchema = strictObject({
	ipv4Tcp: rangeSchema,
	ipv4Udp: rangeSchema,
	ipv6Tcp: rangeSchema,
	ipv6Udp: rangeSchema
});
var commonFields = {
	product: string(),
	version: strictObject({
		major: number$1().int(),
		minor: number$1().int(),
		build: number$1().int()
	}),
	computerName: string(),
	userName: string(),
	bootedAt: datetime(),
	isWithoutRights: boolean().default(false),
	key: keySchema
};
var fileSchema = union([strictObject({
	format: literal(2),
	...commonFields,
	effective: rangesSchema,
	dynamic: rangesSchema.nullable(),
	isMaxUserPortHonoured: boolean(),
	/** Absent in files from before it was kept. */
	timeWaitSeconds: number$1().int().min(0).optional()
}), strictObject({
	format: literal(1),
	...commonFields,
	effective: rangeSchema
})]);
function stateFile(folder) {
	return join(folder, "windows.json");
}
var installations = {
	nt4: {
		product: "Windows NT 4.0 Workstation",
		version: {
			major: 4,
			minor: 0,
			build: 1381
		}
	},
	windows2000: {
		product: "Windows 2000 Professional",
		version: {
			major: 5,
			minor: 0,
			build: 2195
		}
	},
	server2003: {
		product: "Windows Server 2003 R2",
		version: {
			major: 5,
			minor: 2,
			build: 3790
		}
	},
	windows11: {
		product: "Windows 11 Pro",
		version: {
			major: 10,
			minor: 0,
			build: 26100
		}
	}
};
/** A freshly installed Windows that was started just now. */
function newState(which = "server2003") {
	const { product, version } = installations[which];
	const installed = {
		version,
		key: keyOf(which),
		dynamic: hasDynamicRanges(version) ? alike(rangePresets.default) : null,
		isMaxUserPortHonoured: true
	};
	return {
		...installed,
		product,
		computerName: "PRACTICE-PC",
		userName: "trainee",
		bootedAt: (/* @__PURE__ */ new Date()).toISOString(),
		isWithoutRights: false,
		effective: rangesAfterStart(installed),
		timeWaitSeconds: timeWaitAfterStart(installed)
	};
}
/** ReservedPorts belongs to Windows 2000 to 2003 (812873). */
function keyOf(which) {
	if (which === "windows2000" || which === "server2003") return seedKey;
	return {
		...seedKey,
		values: seedKey.values.filter(({ name }) => name !== "ReservedPorts")
	};
}
function whichWindows({ version }) {
	if (hasDynamicRanges(version)) return "windows11";
	if (version.major === 4) return "nt4";
	return version.minor === 0 ? "windows2000" : "server2003";
}
/**
* What this Windows hands out after a start. Up to 2003: ports 1025 to MaxUserPort, to 5000 when it is absent or not
* valid (929851, Q196271). Windows 11: the dynamic ranges, or, where MaxUserPort is honoured, ports 1024 to MaxUserPort,
* as measured in nmap issue 3499 with 65534.
*/
function rangesAfterStart({ version, key, dynamic, isMaxUserPortHonoured }) {
	const valid = validNumber(version, key, "MaxUserPort");
	if (!dynamic) return alike({
		start: 1025,
		number: (valid ?? catalogueFor(version).MaxUserPort.defaultValue) - 1024
	});
	return valid !== null && isMaxUserPortHonoured ? alike({
		start: 1024,
		number: valid - 1023
	}) : dynamic;
}
/** TcpTimedWaitDelay as this Windows takes it at its start: the default when it is absent or not valid (Q149532). */
function timeWaitAfterStart({ version, key }) {
	return validNumber(version, key, "TcpTimedWaitDelay") ?? catalogueFor(version).TcpTimedWaitDelay.defaultValue;
}
/** Null when the value is absent, of another type, or beyond what this Windows accepts. */
function validNumber(version, key, name) {
	const { min, max } = catalogueFor(version)[name];
	const stored = dwordOf(storedFrom(key.values.find((value) => isSameName(value.name, name)) ?? null));
	return stored !== null && stored >= min && stored <= max ? stored : null;
}
function hasDynamicRanges(version) {
	return isAtLeast(version, 6, 0);
}
function alike(range) {
	return Object.fromEntries(rangeNames.map((name) => [name, range]));
}
async function isInstalled(folder) {
	return access(stateFile(folder)).then(() => true, () => false);
}
/** The stored state. Rejects when the file is not what this program wrote. */
async function loadState(folder) {
	const text = await readFile(stateFile(folder), "utf8");
	const file = fileSchema.parse(JSON.parse(text));
	const { format: _, ...state } = file.format === 2 ? file : {
		...file,
		effective: alike(file.effective),
		dynamic: null,
		isMaxUserPortHonoured: true
	};
	const key = keyFrom(state.key);
	const timeWaitSeconds = ("timeWaitSeconds" in state ? state.timeWaitSeconds : void 0) ?? timeWaitAfterStart({
		version: state.version,
		key
	});
	return {
		...state,
		timeWaitSeconds,
		key
	};
}
async function saveState(disk, folder, state) {
	await disk.writeDurably(stateFile(folder), `${JSON.stringify({
		format: 2,
		...state,
		key: keyFor(state.key)
	}, null, 2)}\n`);
}
function keyFrom({ name, values, subkeys }) {
	const read = ({ hex, ...value }) => ({
		...value,
		data: bytesOf({
			present: true,
			type: value.type,
			hex
		})
	});
	return {
		name,
		values: values.map(read),
		subkeys: subkeys.map(keyFrom)
	};
}
function keyFor({ name, values, subkeys }) {
	const written = ({ data, ...value }) => ({
		...value,
		hex: Buffer.from(data).toString("hex")
	});
	return {
		name,
		values: values.map(written),
		subkeys: subkeys.map(keyFor)
	};
}
// electron/machine/practice/simulated-probe.ts
var rangeOf = {
	ipv4: "ipv4Tcp",
	ipv6: "ipv6Tcp"
};
/** Each port of the range in effect is equally likely; `random` gives numbers from 0 to below 1. */
function simulatedProbe(effective, random = Math.random) {
	return {
		isSimulated: true,
		async run(ip, fresh) {
			try {
				const { start, number } = (await effective())[rangeOf[ip]];
				const ports = [];
				while (ports.length < 200) {
					const port = start + Math.floor(random() * number);
					ports.push(port);
					if (fresh.some((range) => isWithin(port, range))) return {
						ports,
						ended: "new-port-seen",
						detail: ""
					};
				}
				return {
					ports,
					ended: "tries-used",
					detail: ""
				};
			} catch (error) {
				return {
					ports: [],
					ended: "failed",
					detail: String(error)
				};
			}
		}
	};
}
// electron/machine/practice/practice-machine.ts
var errorAccessDenied = 5;
var notAvailable = () => Promise.resolve(failure({ code: "NOT_AVAILABLE_HERE" }));
/**
* The practice machine kept in `folder`, freshly installed when there is none yet; `usage` is the computer whose real
* sockets are shown beside it. A worker has administrator rights, whatever is played. Rejects when the folder cannot be written.
*/
async function openPracticeMachine(folder, disk, usage, isWorker = false) {
	if (!await isInstalled(folder)) await saveState(disk, folder, newState());
	const update = async (change) => saveState(disk, folder, change(await loadState(folder)));
	const hasRights = async () => isWorker || !(await loadState(folder)).isWithoutRights;
	/** The faults of now, to be asked for one value at a time. */
	const faultsNow = async () => {
		const faults = await activeFaults(folder);
		return (kind, name) => faults.find((fault) => fault.kind === kind && concerns(fault, name));
	};
	/** Plays the other program that changes a value, once. */
	const playOtherProgram = async () => {
		for (const fault of await activeFaults(folder)) {
			if (fault.kind !== "changed-by-another") continue;
			await switchOffFaults(folder);
			await update((state) => withValue(state, {
				name: fault.name,
				type: registryTypes.REG_DWORD,
				data: dwordBytes(fault.value)
			}));
		}
	};
	const writing = (action, name, change) => attempted(action, async () => {
		const faultAt = await faultsNow();
		if (!await hasRights()) return failure({
			code: "NOT_ELEVATED",
			action
		});
		if (faultAt("access-denied", name)) return failure({
			code: "ACCESS_DENIED",
			action,
			windowsCode: errorAccessDenied
		});
		if (faultAt("does-not-stick", name)) return success(null);
		const slow = faultAt("slow", name);
		if (slow) await setTimeout(slow.milliseconds);
		const hang = faultAt("hangs", name);
		if (hang?.when !== "before") await update(change);
		if (hang) await forever();
		return success(null);
	});
	return {
		kind: "practice",
		registry: {
			readTree: () => attempted("registry.read", async () => {
				await playOtherProgram();
				return success((await loadState(folder)).key);
			}),
			readValue: (name) => attempted("registry.read", async () => {
				await playOtherProgram();
				const { key } = await loadState(folder);
				return success(key.values.find((value) => isSameName(value.name, name)) ?? null);
			}),
			writeValue: (value) => writing("registry.write", value.name, (state) => withValue(state, value)),
			deleteValue: (name) => writing("registry.delete", name, (state) => withoutValue(state, name)),
			exportFile: () => Promise.resolve(success(null))
		},
		usage,
		portRange: {
			read: () => attempted("port-range.read", async () => {
				const { effective } = await loadState(folder);
				const reading = (name) => ({
					known: true,
					range: effective[name]
				});
				return success({
					ipv4Tcp: reading("ipv4Tcp"),
					ipv4Udp: reading("ipv4Udp"),
					ipv6Tcp: reading("ipv6Tcp"),
					ipv6Udp: reading("ipv6Udp")
				});
			}),
			async write(name, range) {
				if (!(await loadState(folder)).dynamic) return failure({ code: "NOT_AVAILABLE_HERE" });
				if (brokenLimit(range)) return failure({
					code: "MACHINE_FAILED",
					action: "port-range.write",
					windowsCode: null,
					detail: "The parameter is incorrect."
				});
				return writing("port-range.write", rangeTitles[name], (before) => withRange(before, name, range));
			}
		},
		portClaims: practiceClaims(async () => {
			const state = await loadState(folder);
			return {
				which: whichWindows(state),
				key: state.key
			};
		}),
		portProbe: simulatedProbe(async () => (await loadState(folder)).effective),
		system: {
			describe: () => attempted("system.read", async () => {
				const { product, version, computerName, userName, bootedAt } = await loadState(folder);
				return success({
					product,
					version,
					computerName,
					userName,
					bootedAt,
					isElevated: await hasRights(),
					regExe: "missing",
					ansiCodePage: "windows-1252"
				});
			}),
			openRegistryEditor: notAvailable,
			requestRestart: notAvailable,
			cancelRestart: notAvailable
		},
		folder: userFolder(join(folder, "machine")),
		elevation: practiceElevation(folder),
		disk: { async writeDurably(path, data) {
			if ((await faultsNow())("disk-full", "")) throw Object.assign(/* @__PURE__ */ new Error("ENOSPC: no space left on device (practice fault)"), { code: "ENOSPC" });
			await disk.writeDurably(path, data);
		} },
		practice: {
			restart: () => attempted("system.restart", async () => {
				await update((state) => ({
					...state,
					bootedAt: (/* @__PURE__ */ new Date()).toISOString(),
					effective: rangesAfterStart(state),
					timeWaitSeconds: timeWaitAfterStart(state)
				}));
				return success(null);
			}),
			reset: (which) => attempted("registry.write", async () => {
				await switchOffFaults(folder);
				await saveState(disk, folder, newState(which ?? await loadState(folder).then(whichWindows, () => void 0)));
				return success(null);
			}),
			describe: () => attempted("system.read", async () => {
				const state = await loadState(folder);
				const { product, version, timeWaitSeconds, isMaxUserPortHonoured, isWithoutRights } = state;
				return success({
					which: whichWindows(state),
					product,
					version,
					timeWaitSeconds,
					isMaxUserPortHonoured,
					isWithoutRights
				});
			}),
			setWithoutRights: (isWithoutRights) => attempted("system.read", async () => {
				await update((state) => ({
					...state,
					isWithoutRights
				}));
				return success(null);
			}),
			setMaxUserPortHonoured: (isMaxUserPortHonoured) => attempted("system.read", async () => {
				await update((state) => ({
					...state,
					isMaxUserPortHonoured
				}));
				return success(null);
			})
		}
	};
}
/** Never resolves, and is held by a timer so that it is not collected. */
function forever() {
	return new Promise(() => setInterval(() => void 0, 6e4));
}
function concerns(fault, name) {
	return !("name" in fault) || fault.name === void 0 || isSameName(fault.name, name);
}
function withRange(state, name, range) {
	return {
		...state,
		effective: {
			...state.effective,
			[name]: range
		},
		dynamic: state.dynamic && {
			...state.dynamic,
			[name]: range
		}
	};
}
function withValue(state, value) {
	const { values } = state.key;
	const index = values.findIndex(({ name }) => isSameName(name, value.name));
	const kept = values[index];
	const next = kept ? values.with(index, {
		...value,
		name: kept.name
	}) : [...values, value];
	return {
		...state,
		key: {
			...state.key,
			values: next
		}
	};
}
function withoutValue(state, name) {
	return {
		...state,
		key: {
			...state.key,
			values: state.key.values.filter((value) => !isSameName(value.name, name))
		}
	};
}
function dwordBytes(value) {
	const stored = dword(value);
	return stored.present ? bytesOf(stored) : /* @__PURE__ */ new Uint8Array(4);
}
async function attempted(action, work) {
	try {
		return await work();
	} catch (error) {
		return failure({
			code: "MACHINE_FAILED",
			action,
			windowsCode: null,
			detail: String(error)
		});
	}
}
export { openPracticeMachine };
