import { a as isSameStored, c as storedFrom, i as dwordOf, n as bytesOf, o as registryTypeName, r as dword, s as registryTypes, t as absent } from "./stored-value-GFZNVjll.js";
import { a as isValueChange, c as rangeTitles, i as isSameSetting, l as withSides, n as isRange, o as rangeNames, r as isRangeChange, s as rangePresets, t as brokenLimit } from "./change-HnknF4Ef.js";
import { n as success, t as failure } from "./result-E377XOyn.js";
import { i as readRegFile, n as entriesOf, o as regFileBytes, r as keysIn, s as regFileText, t as readWholeFile } from "./reg-file-disk-WmjgoVWi.js";
import { a as rangesLeft, i as rangeWithout, o as usablePorts, r as overlapOf, t as isWithin } from "./port-ranges-Bs3vm-Ny.js";
import { n as tcpipEvents, t as conclusions } from "./diagnosis-Rs1wrVqA.js";
import { i as tcpStates } from "./sampler-BjN3ia6z.js";
import { C as isSameName, S as foldedName, _ as strictObject, a as datetime, c as _null, d as discriminatedUnion, g as record, h as number, i as parametersKeyPath, l as array, n as isAtLeast, o as _enum, p as literal, r as parameterNames, s as _instanceof, t as catalogueFor, u as boolean, v as string, x as uuid, y as union } from "./catalogue-C5gUTrUQ.js";
import { n as turnsOf } from "./one-change-BLGu56Rv.js";
import { basename, dirname, join, relative, resolve } from "node:path";
import { createHash, randomUUID } from "node:crypto";
import { copyFile, mkdir, open, readFile, readdir, rename, rm, stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { setImmediate } from "node:timers/promises";
// electron/tuning/plan.ts
/**
* The changes that lead from `current` to `wanted`, without those that change nothing.
* Errors: OUT_OF_RANGE (Q196271, Q149532), ALREADY_AS_WANTED.
*/
function planChanges(current, wanted, version) {
	const catalogue = catalogueFor(version);
	for (const { name, value } of wanted) {
		const { min, max } = catalogue[name];
		if (value !== null && (value < min || value > max)) return failure({
			code: "OUT_OF_RANGE",
			name,
			value,
			min,
			max
		});
	}
	const changes = wanted.map(({ name, value }) => ({
		name,
		before: current[name],
		after: value === null ? absent : dword(value)
	})).filter(({ before, after }) => !isSameStored(before, after));
	return changes.length === 0 ? failure({ code: "ALREADY_AS_WANTED" }) : success(changes);
}
/**
* The changes of dynamic port ranges, without those that change nothing.
* Errors: NOT_AVAILABLE_HERE (before Vista), OUT_OF_RANGE (929851), MACHINE_FAILED (a range that could not be put back
* because Windows does not tell it), ALREADY_AS_WANTED.
*/
function planRangeChanges(current, wanted, version) {
	if (!hasDynamicRanges(version)) return failure({ code: "NOT_AVAILABLE_HERE" });
	const changes = [];
	for (const { range, value } of wanted) {
		const broken = brokenLimit(value);
		if (broken) return failure({
			code: "OUT_OF_RANGE",
			name: limitNames[broken.part],
			value: broken.value,
			min: broken.min,
			max: broken.max
		});
		const reading = current[range];
		if (!reading.known) return failure({
			code: "MACHINE_FAILED",
			action: "port-range.read",
			windowsCode: null,
			detail: reading.raw
		});
		if (!isSameSetting(reading.range, value)) changes.push({
			name: rangeTitles[range],
			range,
			before: reading.range,
			after: value
		});
	}
	return changes.length === 0 ? failure({ code: "ALREADY_AS_WANTED" }) : success(changes);
}
/** Values and ranges in one plan, values first; `ranges` may be null when no range is wanted. Errors: those of both kinds. */
function planAll(current, ranges, wanted, version) {
	const wantedRanges = wanted.filter((one) => "range" in one);
	const wantedValues = wanted.filter((one) => "name" in one);
	const parts = [];
	if (wantedValues.length > 0) parts.push(planChanges(current, wantedValues, version));
	if (wantedRanges.length > 0) parts.push(ranges ? planRangeChanges(ranges, wantedRanges, version) : failure({ code: "NOT_AVAILABLE_HERE" }));
	const changes = [];
	for (const part of parts) if (part.ok) changes.push(...part.value);
	else if (part.error.code !== "ALREADY_AS_WANTED") return part;
	return changes.length === 0 ? failure({ code: "ALREADY_AS_WANTED" }) : success(changes);
}
var limitNames = {
	start: "start",
	number: "num",
	lastPort: "start + num - 1"
};
/** Vista and Server 2008 brought the dynamic port range. */
function hasDynamicRanges(version) {
	return isAtLeast(version, 6, 0);
}
/** The way back: every change with its sides exchanged, last one first. */
function reversed(changes) {
	return changes.map((change) => withSides(change, change.after, change.before)).reverse();
}
/** The plan as .reg texts and commands, for people and machines that do it without this program. Ranges are not in a .reg text. */
function planTexts(changes) {
	const back = reversed(changes);
	return {
		apply: textOf$1(changes),
		undo: textOf$1(back),
		applyCommands: commandsFor(changes, "apply.reg"),
		undoCommands: commandsFor(back, "undo.reg")
	};
}
/** Empty when no value is changed. */
function textOf$1(changes) {
	return changes.some(isValueChange) ? regFileText(regKeys(changes)) : "";
}
/** The changes of values as the bytes of a .reg file. */
function planRegBytes(changes) {
	return regFileBytes(regKeys(changes));
}
function regKeys(changes) {
	const values = changes.filter(isValueChange).map(({ name, after }) => ({
		name,
		content: after.present ? {
			type: after.type,
			data: bytesOf(after)
		} : null
	}));
	return [{
		path: parametersKeyPath,
		isDeletion: false,
		values
	}];
}
var shortKeyPath = parametersKeyPath.replace("HKEY_LOCAL_MACHINE", "HKLM");
/** Names that mean the same with and without quotes, in every shell. */
var plainName = /^[A-Za-z0-9_]+$/;
/** Other types than REG_DWORD, and odd names, have no safe spelling on a command line: there the .reg text is imported, once. */
function commandsFor(changes, regFile) {
	const commands = changes.map((change) => isRangeChange(change) ? rangeCommand(change.range, change.after) : valueCommand(change, regFile));
	return [...new Set(commands)];
}
function valueCommand({ name, after }, regFile) {
	const viaFile = `reg.exe import ${regFile} /reg:64`;
	if (!plainName.test(name)) return viaFile;
	if (!after.present) return `reg.exe delete "${shortKeyPath}" /v ${name} /f /reg:64`;
	const number = dwordOf(after);
	return number === null ? viaFile : `reg.exe add "${shortKeyPath}" /v ${name} /t REG_DWORD /d ${number} /f /reg:64`;
}
function rangeCommand(name, { start, number }) {
	const [ip, protocol] = netshWords[name];
	return `netsh.exe int ${ip} set dynamicport ${protocol} start=${start} num=${number}`;
}
/** How netsh calls each range. */
var netshWords = {
	ipv4Tcp: ["ipv4", "tcp"],
	ipv4Udp: ["ipv4", "udp"],
	ipv6Tcp: ["ipv6", "tcp"],
	ipv6Udp: ["ipv6", "udp"]
};
// electron/contract/seal.ts
var sealStates = [
	"intact",
	"reg-changed",
	"manifest-changed",
	"missing",
	"not-in-history"
];
// electron/record/setting-text.ts
/** Number in decimal and hexadecimal, "not set", type and size, or first and last port. */
function storedText(words, stored) {
	if (isRange(stored)) return rangeText(words, {
		known: true,
		range: stored
	});
	if (!stored.present) return words("stored.absent");
	const number = dwordOf(stored);
	if (number !== null) return words("stored.number", {
		number,
		hex: number.toString(16)
	});
	return words("stored.other", {
		type: registryTypeName(stored.type),
		count: stored.hex.length / 2
	});
}
function rangeText(words, reading) {
	if (!reading.known) return words("ticket.rangeUnknown");
	const { start, number } = reading.range;
	return words("ticket.range", {
		first: start,
		last: start + number - 1,
		count: number
	});
}
// electron/record/probe-text.ts
/** Whether one was run, or why not; then one line for each version of IP. */
function probeLines(words, { probe, reports }) {
	return [words(`cli.probe.${probe}`), ...reports.map(({ ip, isSimulated, opened, newPort, finding, ended, oldRange, lowest, highest }) => words(isSimulated ? "cli.line.simulatedProbe" : "cli.line.probe", {
		ip: ip === "ipv4" ? "IPv4" : "IPv6",
		opened,
		ports: lowest === null ? words("ticket.rangeUnknown") : `${lowest}\u2013${highest}`,
		finding: words(`cli.findings.${finding}`, {
			port: newPort ?? "",
			old: rangeText(words, {
				known: true,
				range: oldRange
			})
		}),
		ended: words(`cli.probeEnds.${ended}`)
	}))];
}
// electron/backup/diff-key-path.ts
var wanted = asciiUpper(parametersKeyPath);
var hive = "HKEY_LOCAL_MACHINE\\";
var shortHive = /^(?:HKLM|HKCU|HKCR|HKU|HKCC|HKDD)(?:[\\/]|$)/;
var controlSet = /^HKEY_LOCAL_MACHINE\\SYSTEM\\(?:CONTROLSET\d+|CLONE)\\/;
/** Where a path of a .reg file lies; Microsoft's registry functions compare names without regard to case. */
function placeOf(path) {
	const upper = asciiUpper(path);
	if (upper === wanted) return { kind: "key" };
	if (!upper.startsWith(`${wanted}\\`)) return {
		kind: "refused",
		reason: refusalOf(path, upper)
	};
	const relative = path.slice(wanted.length + 1);
	const reason = oddityOf(relative);
	return reason ? {
		kind: "refused",
		reason
	} : {
		kind: "sub-key",
		relative
	};
}
function refusalOf(path, upper) {
	const oddity = oddityOf(path);
	if (oddity) return oddity;
	if (isLookAlike(upper)) return "look-alike";
	if (shortHive.test(upper)) return "short-hive-name";
	if (controlSet.test(upper)) return "control-set";
	return `${upper}\\`.startsWith(hive) ? "other-key" : "other-hive";
}
function oddityOf(path) {
	for (let at = 0; at < path.length; at += 1) {
		const unit = path.charCodeAt(at);
		if (unit < 32 || unit >= 127 && unit < 160) return "control-character";
	}
	if (path.includes("/")) return "forward-slash";
	const parts = path.split("\\");
	if (parts.some((part) => part === "." || part === "..")) return "dots";
	if (parts.includes("")) return "stray-backslash";
	if (parts.some((part) => part.trim() !== part)) return "blanks";
	return null;
}
/** The key, or its beginning, when the characters beyond ASCII may stand for any others. */
function isLookAlike(upper) {
	const visible = upper.replace(/\p{Cf}/gu, "");
	if (visible !== upper && (visible === wanted || visible.startsWith(`${wanted}\\`))) return true;
	if (visible.length < wanted.length) return false;
	let others = 0;
	for (let at = 0; at < wanted.length; at += 1) if (visible.charCodeAt(at) >= 128) others += 1;
	else if (visible[at] !== wanted[at]) return false;
	return others > 0;
}
/** By hand: toUpperCase() makes an I of a dotless i, and an S of a long s. */
function asciiUpper(text) {
	return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
// electron/backup/diff.ts
/** What `keys` of a file would change in `live`, the key of the article with everything below it. The last word on a value holds. */
function diffAgainst(keys, live, { isComplete = false } = {}) {
	const values = new DiffValues(live);
	const refused = [];
	for (const key of keys) {
		const { path, isDeletion } = key;
		const place = placeOf(path);
		if (place.kind === "refused") refused.push({
			path,
			isDeletion,
			reason: place.reason,
			values: key.values
		});
		else if (!isDeletion) values.set(place.kind === "key" ? "" : place.relative, key.values);
		else if (place.kind === "key") refused.push({
			path,
			isDeletion,
			reason: "key-deletion",
			values: key.values
		});
		else values.removeBelow(place.relative);
	}
	if (isComplete) values.removeUntouched();
	return {
		entries: values.entries(),
		refused
	};
}
/**
* The changes to write for the values called `names`, in the order of the diff. Names of entries that are the same, have
* an obstacle, or are not in the diff are passed over: what comes out may be written.
*/
function changesFor(diff, names) {
	const chosen = new Set(names.map(foldedName));
	return diff.entries.filter(({ keyPath, kind, obstacle, name }) => keyPath === "" && kind !== "same" && obstacle === null && chosen.has(foldedName(name))).map(({ name, before, after }) => ({
		name,
		before,
		after
	}));
}
/** All values by key and name, first as they are live, then as the file leaves them. */
var DiffValues = class {
	byKey = /* @__PURE__ */ new Map();
	touched = [];
	constructor(live) {
		this.add(live, "");
	}
	add(key, path) {
		const { values } = this.keyAt(path);
		for (const { name, type, data } of key.values) {
			const before = stored({
				type,
				data
			});
			values.set(foldedName(name), {
				keyPath: path,
				name,
				before,
				after: before,
				isTouched: false
			});
		}
		for (const subkey of key.subkeys) this.add(subkey, path === "" ? subkey.name : `${path}\\${subkey.name}`);
	}
	keyAt(path) {
		const folded = foldedName(path);
		const key = this.byKey.get(folded) ?? {
			path,
			values: /* @__PURE__ */ new Map()
		};
		this.byKey.set(folded, key);
		return key;
	}
	set(path, fromFile) {
		const key = this.keyAt(path);
		for (const { name, content } of fromFile) {
			const folded = foldedName(name);
			const value = key.values.get(folded) ?? {
				keyPath: key.path,
				name,
				before: absent,
				after: absent,
				isTouched: false
			};
			key.values.set(folded, value);
			this.touch(value, stored(content));
		}
	}
	removeBelow(path) {
		const folded = foldedName(path);
		for (const [key, { values }] of this.byKey) if (key === folded || key.startsWith(`${folded}\\`)) for (const value of values.values()) this.touch(value, absent);
	}
	removeUntouched() {
		for (const { values } of this.byKey.values()) for (const value of values.values()) if (!value.isTouched) this.touch(value, absent);
	}
	entries() {
		return this.touched.map(({ keyPath, name, before, after }) => ({
			keyPath,
			name,
			kind: kindOf(before, after),
			before,
			after,
			obstacle: keyPath === "" ? obstacleOf(name, after) : "sub-key"
		}));
	}
	touch(value, after) {
		value.after = after;
		if (!value.isTouched) this.touched.push(value);
		value.isTouched = true;
	}
};
function kindOf(before, after) {
	if (isSameStored(before, after)) return "same";
	if (!before.present) return "added";
	return after.present ? "changed" : "removed";
}
var longestName = 16383;
function obstacleOf(name, after) {
	if (name.includes("\0") || name.length > longestName) return "unwritable-name";
	return after.present && after.type === registryTypes.REG_LINK ? "link" : null;
}
function stored(content) {
	if (!content) return absent;
	const { buffer, byteOffset, byteLength } = content.data;
	return {
		present: true,
		type: content.type,
		hex: Buffer.from(buffer, byteOffset, byteLength).toString("hex")
	};
}
// electron/backup/reg-file-background.ts
/** Files up to this size are read where they are: a millisecond or a few. */
var largestInPlace = 262144;
/** Share of the whole that the thread takes, as measured; the rest is making objects. */
var threadShare = .7;
/** Longest time in milliseconds between two pauses. */
var slice = 8;
/** Reads a .reg file of at most 256 MiB. Rejects only when the thread cannot be started or breaks, which is a bug. */
async function readRegFileInBackground(path, options = {}) {
	const { signal, onProgress = () => void 0 } = options;
	const size = await stat(path).then((status) => status.size, () => 0);
	if (signal?.aborted) return cancelled;
	if (size <= largestInPlace) return readInPlace(path, options);
	const message = await readInThread(path, options);
	if (message === "cancelled") return cancelled;
	if (message.kind === "failed") return {
		ok: false,
		...message.failure
	};
	if (!message.reading.ok) return {
		ok: false,
		reason: "problem",
		problem: message.reading.problem
	};
	const { columns, ...rest } = message.reading;
	const keys = [];
	let lastPause = performance.now();
	for (const key of keysIn(columns)) {
		if (key) keys.push(key);
		if (performance.now() - lastPause < slice) continue;
		onProgress(threadShare + .30000000000000004 * (keys.length / columns.keyCount));
		await setImmediate();
		if (signal?.aborted) return cancelled;
		lastPause = performance.now();
	}
	onProgress(1);
	return {
		...rest,
		keys
	};
}
var cancelled = {
	ok: false,
	reason: "cancelled"
};
function readInPlace(path, options) {
	const file = readWholeFile(path);
	if (!file.ok) return {
		ok: false,
		...file.failure
	};
	const reading = readRegFile(file.bytes, options);
	options.onProgress?.(1);
	return reading.ok ? reading : {
		ok: false,
		reason: "problem",
		problem: reading.problem
	};
}
function readInThread(path, options) {
	const { mode = "strict", codePage = "windows-1252", signal, onProgress } = options;
	const input = {
		path,
		mode,
		codePage
	};
	const worker = new Worker(options.worker ?? new URL("./reg-file-worker.js", import.meta.url), { workerData: input });
	let cancel = () => void 0;
	return new Promise((resolve, reject) => {
		cancel = () => {
			resolve("cancelled");
		};
		signal?.addEventListener("abort", cancel);
		worker.on("message", (message) => {
			if (message.kind === "progress") onProgress?.(message.fraction * threadShare);
			else resolve(message);
		});
		worker.on("error", reject);
		worker.on("exit", (code) => reject(/* @__PURE__ */ new Error(`the thread that reads ${path} ended with ${code}`)));
	}).finally(() => {
		signal?.removeEventListener("abort", cancel);
		worker.terminate();
	});
}
// electron/backup/comparison.ts
/** How many bytes of a value, and how many rows and findings, the window is given. */
var shownBytes = 4096;
var shownRows = 5e3;
/** Reads a .reg file the way Windows does. Errors: REG_FILE_REFUSED; NOT_CONFIRMED when it was cancelled. */
async function openRegFile(path, options) {
	const file = await readRegFileInBackground(path, {
		...options,
		mode: "as-windows"
	});
	if (file.ok) return success(file);
	switch (file.reason) {
		case "cancelled": return failure({ code: "NOT_CONFIRMED" });
		case "too-large": return failure({
			code: "REG_FILE_REFUSED",
			reason: "too-large",
			detail: `${file.sizeInBytes} bytes`
		});
		case "unreadable": return failure({
			code: "REG_FILE_REFUSED",
			reason: "unreadable",
			detail: file.detail
		});
		case "problem": {
			const { line, column, expected } = file.problem;
			return failure({
				code: "REG_FILE_REFUSED",
				reason: expected === "header" ? "missing-header" : "not-understood",
				detail: `line ${line}, column ${column}: ${expected}`
			});
		}
	}
}
/** The diff of a file against the live key. `isComplete`: the file holds the whole key, as a backup of ours does. */
async function compareWithLive(machine, file, isComplete) {
	const live = await machine.registry.readTree();
	return live.ok ? success(diffAgainst(file.keys, live.value, { isComplete })) : live;
}
/** The comparison as the window sees it. */
function shownComparison({ entries, refused }) {
	return {
		rows: entries.slice(0, shownRows).map(shownRow),
		rowsLeftOut: Math.max(0, entries.length - shownRows),
		refused: refused.map(({ path, isDeletion, reason, values }) => ({
			path: path.slice(0, 500),
			isDeletion,
			reason,
			valueCount: values.length
		}))
	};
}
function shownRow({ keyPath, name, kind, before, after, obstacle }) {
	const isCatalogue = keyPath === "" && parameterNames.some((parameter) => isSameName(parameter, name));
	return {
		keyPath,
		name,
		kind,
		before: shown(before),
		after: shown(after),
		obstacle,
		isCatalogue
	};
}
function shown(stored) {
	if (!stored.present) return stored;
	return {
		present: true,
		type: stored.type,
		hex: stored.hex.slice(0, shownBytes * 2),
		size: stored.hex.length / 2
	};
}
// electron/backup/parameter-named.ts
/** The parameter that a value's name stands for, or null. */
function parameterNamed(name) {
	return parameterNames.find((known) => isSameName(known, name)) ?? null;
}
// electron/backup/lint-distance.ts
/** The distance (optimal string alignment) in UTF-16 units; any number above `most` once it is certain to be above. */
function editDistance(a, b, most) {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i += 1) {
		const row = [i];
		for (let j = 1; j <= b.length; j += 1) {
			const isSame = a[i - 1] === b[j - 1];
			let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
			row.push(best);
		}
		beforeLast = last;
		last = row;
	}
	return last[b.length] ?? 0;
}
// electron/backup/lint.ts
/** Names of the key that Windows has known at some time, and that must not count as misspelt. */
var knownNames = new Set([
	"MaxFreeTcbs",
	"MaxHashTableSize",
	"MaxFreeTWTcbs",
	"MaxUserPort",
	"TcpTimedWaitDelay",
	"TcpFinWait2Delay",
	"TcpNumConnections",
	"ReservedPorts"
].map(foldedName));
/** Hexadecimal digits that are within the range as a number too count as a slip only when they read as one of these. */
var usualNumbers = {
	MaxUserPort: [5e3],
	TcpTimedWaitDelay: [
		30,
		60,
		120,
		240
	]
};
/** What is wrong with the values of the key of the article, on this release of Windows, in the order of the values. */
function lintValues(values, version) {
	const catalogue = catalogueFor(version);
	const present = new Set(values.map(({ name }) => foldedName(name)));
	return values.flatMap((value) => {
		const known = parameterNamed(value.name);
		if (known) return lintParameter(value, catalogue[known]);
		if (foldedName(value.name) === foldedName("ReservedPorts")) return isAtLeast(version, 6, 0) ? [{
			code: "NOT_IMPLEMENTED",
			name: value.name,
			corrections: []
		}] : [];
		const meant = parameterMeantBy(value.name);
		return meant ? [misspelt(value, catalogue[meant], present.has(foldedName(meant)))] : [];
	});
}
function lintParameter({ name, type, data }, parameter) {
	const { min, max } = parameter;
	if (type !== registryTypes.REG_DWORD) {
		const meant = numberMeantBy({
			name,
			type,
			data
		}, parameter);
		return [{
			code: "WRONG_TYPE",
			name,
			type,
			meant,
			corrections: meant === null ? [] : [write$2(parameter, meant)]
		}];
	}
	const value = dwordIn(data);
	if (value === null) return [{
		code: "WRONG_LENGTH",
		name,
		length: data.length,
		corrections: [write$2(parameter, null)]
	}];
	const isInRange = value >= min && value <= max;
	const meant = decimalDigitsOf(value);
	const isUsual = meant !== null && usualNumbers[parameter.name].includes(meant);
	if (meant !== null && meant !== value && meant >= min && meant <= max && (!isInRange || isUsual)) return [{
		code: "DECIMAL_AS_HEX",
		name,
		value,
		meant,
		isCertain: !isInRange,
		corrections: [write$2(parameter, meant)]
	}];
	if (isInRange) return [];
	return [{
		code: "OUT_OF_RANGE",
		name,
		value,
		min,
		max,
		corrections: [write$2(parameter, value > max ? max : min)]
	}];
}
function misspelt(value, parameter, isThereAlready) {
	const number = value.type === registryTypes.REG_DWORD ? dwordIn(value.data) : null;
	const meant = numberMeantBy(value, parameter);
	const corrections = [{
		kind: "delete",
		name: value.name
	}];
	if (meant !== null && !isThereAlready) corrections.unshift(write$2(parameter, meant));
	return {
		code: "MISSPELT_NAME",
		name: value.name,
		meant: parameter.name,
		value: number,
		corrections
	};
}
function parameterMeantBy(name) {
	const folded = foldedName(name);
	if (knownNames.has(folded)) return null;
	return parameterNames.map((parameter) => ({
		parameter,
		distance: editDistance(folded, foldedName(parameter), 2)
	})).filter(({ distance }) => distance <= 2).sort((a, b) => a.distance - b.distance)[0]?.parameter ?? null;
}
function write$2({ name }, value) {
	return {
		kind: "write",
		wanted: {
			name,
			value
		}
	};
}
/** The number that a value of any type holds, when it is within the range. */
function numberMeantBy({ type, data }, { min, max }) {
	const number = type === registryTypes.REG_DWORD || type === registryTypes.REG_BINARY ? dwordIn(data) : numberIn(type, data);
	return number !== null && number >= min && number <= max ? number : null;
}
function numberIn(type, data) {
	if (type === registryTypes.REG_QWORD && data.length === 8 && data.subarray(4).every((byte) => byte === 0)) return dwordIn(data.subarray(0, 4));
	if (type === registryTypes.REG_DWORD_BIG_ENDIAN) return dwordIn(Uint8Array.from(data).reverse());
	if (type !== registryTypes.REG_SZ && type !== registryTypes.REG_EXPAND_SZ && type !== registryTypes.REG_MULTI_SZ) return null;
	const text = Buffer.from(data).toString("utf16le").replace(/\0+$/, "").trim();
	if (/^\d{1,10}$/.test(text)) return Number(text);
	return /^0x[0-9a-f]{1,8}$/i.test(text) ? Number(text) : null;
}
/** The number whose decimal digits are the hexadecimal ones of `value`; null when those have letters. */
function decimalDigitsOf(value) {
	const digits = value.toString(16);
	return /^\d+$/.test(digits) ? Number(digits) : null;
}
function dwordIn(data) {
	if (data.length !== 4) return null;
	return new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true);
}
// electron/backup/lint-file.ts
/** What is wrong with a file, on this release of Windows. `reading` was made in the mode 'as-windows'. */
function lintFile(reading, version) {
	if (!reading.ok) {
		const { problem } = reading;
		return [problem.expected === "header" ? { code: "MISSING_HEADER" } : {
			code: "UNREADABLE",
			problem
		}];
	}
	const isOurs = ({ path }) => placeOf(path.replace(/\\+$/, "")).kind === "key";
	const ours = reading.keys.filter((key) => !key.isDeletion && isOurs(key));
	return [
		...lintValues(lastValues(ours), version).map((finding) => ({
			code: "VALUE",
			finding
		})),
		...ours.filter(({ path }) => path.endsWith("\\")).map(({ path }) => ({
			code: "TRAILING_BACKSLASH",
			path
		})),
		...reading.shortDwordLines.map((line) => ({
			code: "SHORT_DWORD",
			line
		})),
		...reading.skipped.map((problem) => ({
			code: "SKIPPED_LINE",
			problem
		}))
	];
}
/** The values that the keys leave behind: the last word on a name holds, and a deletion leaves none. */
function lastValues(keys) {
	const values = /* @__PURE__ */ new Map();
	for (const { name, content } of keys.flatMap((key) => key.values)) if (content) values.set(foldedName(name), {
		name,
		...content
	});
	else values.delete(foldedName(name));
	return [...values.values()];
}
// electron/tuning/read-values.ts
/** One value; absent is a value too. Errors: KEY_MISSING, ACCESS_DENIED, MACHINE_FAILED. */
async function readStored(registry, name) {
	const value = await registry.readValue(name);
	return value.ok ? success(storedFrom(value.value)) : value;
}
/** Every value of the catalogue. */
async function readCatalogue(registry) {
	const maxUserPort = await readStored(registry, "MaxUserPort");
	if (!maxUserPort.ok) return maxUserPort;
	const timedWaitDelay = await readStored(registry, "TcpTimedWaitDelay");
	if (!timedWaitDelay.ok) return timedWaitDelay;
	return success({
		MaxUserPort: maxUserPort.value,
		TcpTimedWaitDelay: timedWaitDelay.value
	});
}
// electron/shell/backup-handlers.ts
function createBackupHandlers(services) {
	const { machine, backups, catalogue, journal, desktop } = services;
	let reading = new AbortController();
	const corrections = /* @__PURE__ */ new Map();
	let shown = null;
	async function compare(file, source, version) {
		shown = null;
		const diff = await compareWithLive(machine, file, source.kind === "backup");
		if (!diff.ok) return diff;
		const token = randomUUID();
		shown = {
			token,
			diff: diff.value,
			source
		};
		const findings = shownFileFindings(lintFile(file, version)).slice(0, 200);
		return success({
			token,
			source,
			...shownComparison(diff.value),
			findings,
			skippedCount: file.skippedCount
		});
	}
	/** Reads a file, and gives with it the Windows that it is held against. */
	async function readSource(path) {
		const system = await machine.system.describe();
		if (!system.ok) return system;
		const { ansiCodePage, version } = system.value;
		reading.abort();
		reading = new AbortController();
		const file = await openRegFile(path, {
			codePage: ansiCodePage,
			signal: reading.signal,
			onProgress: desktop.reportReading
		});
		return file.ok ? success({
			file: file.value,
			version
		}) : file;
	}
	/** Keeps the corrections of these findings, and of no others, for `correction.plan`. */
	function shownValueFinding({ corrections: made, ...finding }) {
		if (made.length === 0) return {
			finding,
			correctionId: null
		};
		const correctionId = randomUUID();
		corrections.set(correctionId, made);
		return {
			finding,
			correctionId
		};
	}
	function shownFileFindings(findings) {
		corrections.clear();
		return findings.flatMap((finding) => {
			switch (finding.code) {
				case "VALUE": return [shownValueFinding(finding.finding)];
				case "SKIPPED_LINE": {
					const { line, column, expected, text } = finding.problem;
					return [{
						finding: {
							code: "SKIPPED_LINE",
							line,
							column,
							expected,
							text
						},
						correctionId: null
					}];
				}
				case "SHORT_DWORD":
				case "TRAILING_BACKSLASH": return [{
					finding,
					correctionId: null
				}];
				case "MISSING_HEADER":
				case "UNREADABLE": return [];
			}
		});
	}
	async function neededBackup() {
		return (await journal.lastApplied())?.backup.id ?? null;
	}
	async function find(id) {
		return (await catalogue.list(await neededBackup())).backups.find(({ backup }) => backup.id === id) ?? null;
	}
	async function compareBackup(id) {
		const listing = await find(id);
		if (!listing) return failure({ code: "TOKEN_UNKNOWN" });
		if (listing.seal === "missing") return failure({
			code: "SEAL_BROKEN",
			seal: listing.seal
		});
		const file = await readSource(listing.backup.file);
		return file.ok ? compare(file.value.file, {
			kind: "backup",
			listing
		}, file.value.version) : file;
	}
	async function compareFile(path) {
		const file = await readSource(path);
		return file.ok ? compare(file.value.file, {
			kind: "file",
			path
		}, file.value.version) : file;
	}
	return {
		async "backups.list"() {
			return success(await catalogue.list(await neededBackup()));
		},
		"backups.open-folder"() {
			desktop.openFolder(backups.folder);
			return Promise.resolve(success(null));
		},
		async "backup.reveal"({ id }) {
			const listing = await find(id);
			if (!listing) return failure({ code: "TOKEN_UNKNOWN" });
			desktop.revealFile(listing.backup.file);
			return success(null);
		},
		async "backup.delete"({ id }) {
			const listing = await find(id);
			if (!listing) return failure({ code: "TOKEN_UNKNOWN" });
			if (!await desktop.confirmDelete(listing)) return failure({ code: "NOT_CONFIRMED" });
			const system = await machine.system.describe();
			if (!system.ok) return system;
			const { computerName, userName, isElevated } = system.value;
			if (!isElevated && services.hireWorker && listing.place === "machine") {
				const { result } = await services.hireWorker({
					kind: "delete-backup",
					id
				}, () => void 0);
				return result.ok ? success(null) : result;
			}
			try {
				await catalogue.remove(listing, {
					computerName,
					userName,
					programVersion: services.programVersion
				});
			} catch (error) {
				return failure({
					code: "STORAGE_FAILED",
					detail: String(error)
				});
			}
			return success(null);
		},
		async "backup.export"({ id }) {
			const listing = await find(id);
			if (!listing) return failure({ code: "TOKEN_UNKNOWN" });
			if (listing.seal === "missing") return failure({
				code: "SEAL_BROKEN",
				seal: listing.seal
			});
			const target = await desktop.chooseTarget("reg", basename(listing.backup.file));
			if (target === null) return failure({ code: "NOT_CONFIRMED" });
			const file = await readSource(listing.backup.file);
			if (!file.ok) return file;
			const undo = await undoOf(file.value.file);
			if (!undo.ok) return undo;
			const undoTarget = join(dirname(target), `${basename(target, ".reg")}-undo.reg`);
			try {
				await copyFile(listing.backup.file, target);
				await machine.disk.writeDurably(undoTarget, undo.value);
			} catch (error) {
				return failure({
					code: "STORAGE_FAILED",
					detail: String(error)
				});
			}
			return success({ files: [target, undoTarget] });
		},
		"backup.compare": ({ id }) => compareBackup(id),
		async "reg-file.open"() {
			const path = await desktop.chooseRegFile();
			if (path === null) return failure({ code: "NOT_CONFIRMED" });
			return compareFile(path);
		},
		"reg-file.cancel"() {
			reading.abort();
			return Promise.resolve(success(null));
		},
		"comparison.read-again"({ token }) {
			if (shown?.token !== token) return Promise.resolve(failure({ code: "TOKEN_UNKNOWN" }));
			const { source } = shown;
			return source.kind === "backup" ? compareBackup(source.listing.backup.id) : compareFile(source.path);
		},
		async "restore.plan"({ token, names, acceptBrokenSeal }) {
			if (shown?.token !== token) return failure({ code: "TOKEN_UNKNOWN" });
			const { source, diff } = shown;
			if (source.kind === "backup" && source.listing.seal !== "intact" && !acceptBrokenSeal) return failure({
				code: "SEAL_BROKEN",
				seal: source.listing.seal
			});
			const changes = changesFor(diff, names);
			const backup = source.kind === "backup" && source.listing.seal === "intact" && source.listing.place === "machine" ? source.listing.backup.sha256 : null;
			return changes.length === 0 ? failure({ code: "ALREADY_AS_WANTED" }) : success(await services.showPlan(changes, backup));
		},
		async "findings.read"() {
			const system = await machine.system.describe();
			if (!system.ok) return system;
			const tree = await machine.registry.readTree();
			if (!tree.ok) return tree;
			corrections.clear();
			return success(lintValues(tree.value.values, system.value.version).map(shownValueFinding));
		},
		async "correction.plan"({ id }) {
			const made = corrections.get(id);
			if (!made) return failure({ code: "TOKEN_UNKNOWN" });
			const changes = [];
			for (const correction of made) {
				const change = await changeFor(correction);
				if (!change.ok) return change;
				if (!isSameStored(change.value.before, change.value.after)) changes.push(change.value);
			}
			return changes.length === 0 ? failure({ code: "ALREADY_AS_WANTED" }) : success(await services.showPlan(changes, null));
		}
	};
	async function changeFor(correction) {
		const name = correction.kind === "write" ? correction.wanted.name : correction.name;
		const value = correction.kind === "write" ? correction.wanted.value : null;
		const before = await readStored(machine.registry, name);
		return before.ok ? success({
			name,
			before: before.value,
			after: value === null ? absent : dword(value)
		}) : before;
	}
	/** A .reg file that takes back what importing `file` would do now, absences included. */
	async function undoOf(file) {
		const live = await machine.registry.readTree();
		if (!live.ok) return live;
		const present = entriesOf(live.value, parametersKeyPath);
		const names = (path) => new Set(present.find((key) => isSameName(key.path, path))?.values.map(({ name }) => foldedName(name)));
		const absences = file.keys.map((key) => {
			const here = names(key.path);
			return {
				...key,
				values: key.values.filter(({ name }) => !here.has(foldedName(name))).map(({ name }) => ({
					name,
					content: null
				}))
			};
		});
		return success(regFileBytes([...present, ...absences.filter(({ values }) => values.length > 0)]));
	}
}
// electron/tuning/settings.ts
/** What stands there now. A range that Windows does not tell is a failure: it could not be put back. */
async function readSetting({ registry, portRange }, change) {
	if (!isRangeChange(change)) return readStored(registry, change.name);
	const ranges = await portRange.read();
	if (!ranges.ok) return ranges;
	const reading = ranges.value[change.range];
	if (reading.known) return success(reading.range);
	return failure({
		code: "MACHINE_FAILED",
		action: "port-range.read",
		windowsCode: null,
		detail: reading.raw
	});
}
/** Sets `after`, without looking at what is there. */
function writeSetting({ registry, portRange }, change) {
	if (isRangeChange(change)) return portRange.write(change.range, change.after);
	const { name, after } = change;
	return after.present ? registry.writeValue({
		name,
		type: after.type,
		data: bytesOf(after)
	}) : registry.deleteValue(name);
}
// electron/tuning/apply.ts
/**
* Carries out `changes` in their order, each only from its `before`.
* Errors: NOT_ELEVATED, DRIFTED, NOT_CONFIRMED and those of the backup, all with nothing written; CHANGE_FAILED after a roll-back.
*/
async function carryOut(tools, changes, reason) {
	const { machine, backups, journal, report } = tools;
	report({
		stage: "reading",
		name: null
	});
	const system = await machine.system.describe();
	if (!system.ok) return system;
	if (!system.value.isElevated) return failure({
		code: "NOT_ELEVATED",
		action: "registry.write"
	});
	const beforeAsking = await refuseDrift(machine, changes);
	if (!beforeAsking.ok) return beforeAsking;
	report({
		stage: "confirming",
		name: null
	});
	if (!await tools.confirm(changes, reason)) return failure({ code: "NOT_CONFIRMED" });
	const measuredBefore = await tools.measureBefore?.();
	report({
		stage: "backing-up",
		name: null
	});
	const backup = await backups.create({
		reason: "before-change",
		note: ""
	}, () => report({
		stage: "comparing",
		name: null
	}));
	if (!backup.ok) return backup;
	const afterBackup = await refuseDrift(machine, changes);
	if (!afterBackup.ok) return afterBackup;
	const ranges = await machine.portRange.read();
	const rangesBefore = ranges.ok ? ranges.value : void 0;
	const record = newRecord(tools, system.value, {
		changes,
		reason,
		backup: backup.value,
		rangesBefore,
		measuredBefore
	});
	const opened = await journal.write(record);
	if (!opened.ok) return opened;
	for (const [index, change] of changes.entries()) {
		const problem = await write$1(machine, change, report);
		if (problem) return rollBack(tools, record, index + 1, change.name, problem);
	}
	report({
		stage: "closing",
		name: null
	});
	const closed = {
		...record,
		state: "applied",
		endedAt: (/* @__PURE__ */ new Date()).toISOString()
	};
	const written = await journal.write(closed);
	if (written.ok) return success(closed);
	const last = changes.at(-1);
	return rollBack(tools, record, changes.length, last?.name ?? "", {
		cause: "journal-failed",
		detail: describeError(written.error)
	});
}
/** Refuses with DRIFTED where a value or range is not what the change begins from. */
async function refuseDrift(machine, changes) {
	const drift = [];
	for (const change of changes) {
		const found = await readSetting(machine, change);
		if (!found.ok) return found;
		const { name, before } = change;
		if (!isSameSetting(found.value, before)) drift.push({
			name,
			expected: before,
			found: found.value
		});
	}
	return drift.length === 0 ? success(null) : failure({
		code: "DRIFTED",
		drift
	});
}
function newRecord({ programVersion }, { bootedAt, computerName, userName }, change) {
	return {
		id: randomUUID(),
		state: "open",
		startedAt: (/* @__PURE__ */ new Date()).toISOString(),
		endedAt: null,
		bootedAt,
		computerName,
		userName,
		programVersion,
		...change
	};
}
/** Writes one value or range and reads it back; the problem, or null when it stuck. */
async function write$1(machine, change, report) {
	const { name, after } = change;
	report({
		stage: "writing",
		name
	});
	const written = await writeSetting(machine, change);
	if (!written.ok) return {
		cause: "write-refused",
		detail: describeError(written.error)
	};
	report({
		stage: "reading-back",
		name
	});
	const found = await readSetting(machine, change);
	if (!found.ok) return {
		cause: "read-back-failed",
		detail: describeError(found.error)
	};
	return isSameSetting(found.value, after) ? null : {
		cause: "did-not-stick",
		detail: JSON.stringify(found.value)
	};
}
/**
* Puts the first `count` values of the record back, last one first. The journal entry is closed only when nothing
* is left over; otherwise it stays open, and the way back is offered again.
*/
async function rollBack(tools, record, count, failedName, problem) {
	const left = [];
	for (const change of record.changes.slice(0, count).reverse()) {
		tools.report({
			stage: "rolling-back",
			name: change.name
		});
		const now = await restore(tools.machine, change);
		if (now) left.push(now);
	}
	if (left.length === 0) await tools.journal.write({
		...record,
		state: "rolled-back",
		endedAt: (/* @__PURE__ */ new Date()).toISOString()
	});
	return failure({
		code: "CHANGE_FAILED",
		name: failedName,
		...problem,
		left,
		backupFile: record.backup.file
	});
}
/** Restores `before`; what stands there instead, or null when it is restored. A value that cannot be read counts as left over. */
async function restore(machine, change) {
	const present = await readSetting(machine, change);
	if (present.ok && isSameSetting(present.value, change.before)) return null;
	await write$1(machine, withSides(change, change.after, change.before), () => void 0);
	const found = await readSetting(machine, change);
	if (!found.ok) return change;
	return isSameSetting(found.value, change.before) ? null : withSides(change, change.before, found.value);
}
/** An error as one line for a log or an expert: its code and data. */
function describeError(error) {
	const { code, ...data } = error;
	return Object.keys(data).length === 0 ? code : `${code} ${JSON.stringify(data)}`;
}
// electron/tuning/recovery.ts
/** The open journal entry with the present values, or null when no change was interrupted. */
async function interruptedChange(machine, journal) {
	const { records } = await journal.entries();
	const record = records.find(({ state }) => state === "open");
	if (!record) return success(null);
	const values = [];
	for (const change of record.changes) {
		const now = await readSetting(machine, change);
		if (!now.ok) return now;
		values.push({
			change,
			now: now.value,
			stands: standing(change, now.value)
		});
	}
	return success({
		record,
		values
	});
}
function standing(change, now) {
	if (isSameSetting(now, change.before)) return "as-before";
	return isSameSetting(now, change.after) ? "as-wanted" : "neither";
}
/**
* Ends the interruption. `restore` is a change like any other (backup, journal, read back) that leads back to the
* state before; `keep` leaves the machine as it is. Errors: TOKEN_UNKNOWN when `id` is not the open entry, and
* those of the change.
*/
async function settle(tools, id, action) {
	const info = await interruptedChange(tools.machine, tools.journal);
	if (!info.ok) return info;
	if (!info.value || info.value.record.id !== id) return failure({ code: "TOKEN_UNKNOWN" });
	const { record, values } = info.value;
	if (action === "restore") {
		const back = wayBackFrom({
			record,
			values
		});
		if (back.length > 0) {
			const restored = await carryOut(tools, back, "recovery");
			if (!restored.ok) return restored;
		}
	}
	return closeAll(tools.journal, record, action === "restore" ? "rolled-back" : "kept");
}
/** What `restore` writes: every value that is not as it was before, last one first. */
function wayBackFrom({ values }) {
	return values.filter(({ stands }) => stands !== "as-before").map(({ change, now }) => withSides(change, now, change.before)).reverse();
}
/** Closes the entry and those of earlier attempts to recover it, which a crash may have cut off as well. */
async function closeAll(journal, record, state) {
	const { records } = await journal.entries();
	const endedAt = (/* @__PURE__ */ new Date()).toISOString();
	const open = records.filter((entry) => entry.state === "open").reverse();
	for (const entry of open) {
		const written = await journal.write({
			...entry,
			state,
			endedAt
		});
		if (!written.ok) return written;
	}
	return success({
		...record,
		state,
		endedAt
	});
}
// electron/contract/side-effects.ts
var severities = [
	"severe",
	"warning",
	"note"
];
// electron/tuning/max-user-port.ts
/**
* Up to 2003 from 1025 to the highest port, which is 5000 when the value is absent or not valid (929851, Q196271). From
* Vista on from 1024, as nmap issue 3499 measured on Windows 11; null where the value says nothing there.
*/
function rangeOfMaxUserPort$1(highest, version) {
	const { min, max, defaultValue } = catalogueFor(version).MaxUserPort;
	const valid = highest !== null && highest >= min && highest <= max ? highest : null;
	if (isAtLeast(version, 6, 0)) return valid === null ? null : {
		start: 1024,
		number: valid - 1023
	};
	return {
		start: 1025,
		number: (valid ?? defaultValue) - 1024
	};
}
// electron/tuning/side-effects.ts
async function readClaims(claims) {
	const [listeners, excluded, programs] = await Promise.all([
		claims.listeners(),
		claims.excluded(),
		claims.programs()
	]);
	return {
		listeners: listeners.ok ? listeners.value : null,
		excluded: excluded.ok ? excluded.value : null,
		programs: programs.ok ? programs.value : null
	};
}
/** Whether a TCP range may become another one by these changes. */
function concernsRange(changes) {
	return changes.some((change) => isRangeChange(change) || isSameName(change.name, "MaxUserPort"));
}
/** The TCP range before and after the changes, as far as they ask for another one; null where none is asked for. */
function rangeAskedFor(changes, now, version) {
	const ranges = changes.filter(isRangeChange);
	const range = ranges.find(({ range: name }) => name === "ipv4Tcp") ?? ranges.find(({ range: name }) => name === "ipv6Tcp");
	if (range) return range;
	const value = changes.filter(isValueChange).find(({ name }) => isSameName(name, "MaxUserPort"));
	if (!value) return null;
	const after = rangeOfMaxUserPort$1(dwordOf(value.after), version);
	const before = now?.ipv4Tcp.known ? now.ipv4Tcp.range : rangeOfMaxUserPort$1(dwordOf(value.before), version);
	return before && after && {
		before,
		after
	};
}
/** Programs of WSL, and those that reserve ports (Hyper-V, WinNAT, Docker), by the names of their files in lower case. */
var wslPrograms = [
	"wslservice.exe",
	"wslhost.exe",
	"wslrelay.exe",
	"vmmemwsl",
	"vmmemwsl.exe"
];
var reservingPrograms = [
	...wslPrograms,
	"vmms.exe",
	"vmcompute.exe",
	"vmwp.exe",
	"vmmem",
	"vmmem.exe",
	"dockerd.exe",
	"com.docker.backend.exe",
	"com.docker.service",
	"docker desktop.exe"
];
/** Reservations of WinNAT and Hyper-V come in blocks of about a hundred ports. */
var smallestReservation = 50;
/** Ports that can be in question at all: below lie the system's own. */
var everyPort = {
	start: 1024,
	number: 64512
};
/** The side effects of going from one range to the other, the worst first. */
function sideEffects({ before, after }, claims, version) {
	const fresh = rangeWithout(after, before);
	const excluded = claims.excluded ?? [];
	const effects = [];
	const [portsBefore, portsAfter] = [usablePorts(before, excluded), usablePorts(after, excluded)];
	if (portsAfter < portsBefore) effects.push({
		code: "SMALLER_RANGE",
		severity: "severe",
		before: portsBefore,
		after: portsAfter
	});
	if (fresh.length > 0) {
		effects.push(...listenersInside(fresh, claims.listeners), ...excludedInside(fresh, after, claims.excluded));
		if (isAtLeast(version, 10, 0)) effects.push(...blockForWsl(before, after, claims));
		if (isAtLeast(version, 6, 2)) effects.push(...lowReservations(before, fresh, claims));
	}
	return effects.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
function listenersInside(fresh, listeners) {
	if (!listeners) return [{
		code: "NOT_CHECKED",
		severity: "warning",
		what: "listeners"
	}];
	const inside = listeners.filter(({ port }) => fresh.some((range) => isWithin(port, range)));
	if (inside.length === 0) return [];
	return [{
		code: "LISTENERS_INSIDE",
		severity: "warning",
		listeners: inside.slice(0, 12),
		total: inside.length
	}];
}
function excludedInside(fresh, after, excluded) {
	if (!excluded) return [{
		code: "NOT_CHECKED",
		severity: "warning",
		what: "excluded-ranges"
	}];
	const plain = excluded.map(({ start, number }) => ({
		start,
		number
	}));
	const inside = plain.filter((range) => fresh.some((part) => overlapOf(part, range)));
	const cut = inside.filter((range) => rangeWithout(range, after).length > 0);
	const ports = fresh.reduce((sum, part) => sum + part.number - usablePorts(part, plain), 0);
	const effects = [];
	if (inside.length > 0) effects.push({
		code: "EXCLUDED_INSIDE",
		severity: "note",
		ranges: inside.slice(0, 12),
		ports
	});
	if (cut.length > 0) effects.push({
		code: "EXCLUDED_CUT",
		severity: "note",
		ranges: cut.slice(0, 12)
	});
	return effects;
}
/** Told only where the change takes the block away: it was there before, and is not any more. */
function blockForWsl(before, after, { listeners, excluded, programs }) {
	const taken = [...excluded ?? [], ...(listeners ?? []).map(({ port }) => ({
		start: port,
		number: 1
	}))];
	const largest = (range) => Math.max(0, ...rangesLeft(everyPort, [range, ...taken]).map(({ number }) => number));
	if (largest(after) >= 4096 || largest(before) < 4096) return [];
	const wsl = programs ? seenOf(programs, wslPrograms).length > 0 ? "seen" : "not-seen" : "not-known";
	return [{
		code: "NO_BLOCK_FOR_WSL",
		severity: wsl === "seen" ? "severe" : "note",
		wsl,
		largest: largest(after)
	}];
}
function lowReservations(before, fresh, { excluded, programs }) {
	if (!fresh.some(({ start }) => start < rangePresets.default.start)) return [];
	const reserved = (excluded ?? []).filter((range) => range.isAdministered === false && range.number >= smallestReservation && overlapOf(range, before) !== null);
	const seen = seenOf(programs ?? [], reservingPrograms);
	return [{
		code: "LOW_RESERVATIONS",
		severity: seen.length > 0 || reserved.length > 0 ? "warning" : "note",
		programs: seen,
		reserved: reserved.length
	}];
}
function seenOf(programs, wanted) {
	return programs.filter((name) => wanted.includes(name.toLowerCase())).slice(0, 12);
}
// electron/tuning/undo.ts
/** Puts back what the change with this id replaced. Errors: TOKEN_UNKNOWN (no applied change of that id), those of a change. */
async function undo(tools, id) {
	const { records } = await tools.journal.entries();
	const record = records.find((entry) => entry.id === id);
	if (record?.state !== "applied") return failure({ code: "TOKEN_UNKNOWN" });
	const undone = await carryOut(tools, reversed(record.changes), "undo");
	if (!undone.ok) return undone;
	const marked = await tools.journal.write({
		...record,
		state: "undone"
	});
	return marked.ok ? undone : marked;
}
// electron/contract/backups.ts
/** Inputs of the calls, strict. */
var backupInputs = {
	note: strictObject({ note: string().max(500).optional() }),
	restore: strictObject({
		token: uuid(),
		names: array(string().max(16383)).min(1).max(1e3),
		acceptBrokenSeal: boolean()
	}),
	format: strictObject({ format: _enum(["csv", "json"]) })
};
// electron/contract/ticket.ts
var noTicketOptions = {
	requester: "",
	ticketNumber: "",
	leavesOutUserNames: false
};
/** Characters that a field holds at most. */
var ticketFieldLimits = {
	requester: 100,
	ticketNumber: 50
};
/** Controls, line ends, halves of characters, and marks that reverse the direction of what follows. */
var refused = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;
/** Why a field cannot be used as it is; null when it can. Empty is allowed: both fields are optional. */
function ticketFieldProblem(field, text) {
	if (refused.test(text)) return "control-character";
	return text.length > ticketFieldLimits[field] ? "too-long" : null;
}
var ticketTextFormats = ["text", "markdown"];
var ticketFileFormats = [
	"markdown",
	"text",
	"pdf"
];
// electron/contract/ticket-schemas.ts
var fieldSchema = (field) => string().refine((text) => ticketFieldProblem(field, text) === null, `not a ${field}`);
var ticketOptionsSchema = strictObject({
	requester: fieldSchema("requester"),
	ticketNumber: fieldSchema("ticketNumber"),
	leavesOutUserNames: boolean()
});
/** `id` is that of a change in the journal. */
var ticketInputs = {
	make: strictObject({
		id: uuid(),
		options: ticketOptionsSchema
	}),
	copy: strictObject({
		id: uuid(),
		options: ticketOptionsSchema,
		format: _enum(ticketTextFormats)
	}),
	save: strictObject({
		id: uuid(),
		options: ticketOptionsSchema,
		format: _enum(ticketFileFormats)
	})
};
// electron/contract/usage.ts
/** Scripted loads of the practice machine, so that a trainer can show every verdict. */
var practiceLoads = [
	"idle",
	"leak",
	"burst",
	"growth",
	"busy",
	"exhaustion",
	"past",
	"unreadable"
];
/** Thresholds in percent of the usable ports that are announced. */
var alertThresholds = [
	50,
	80,
	95
];
// electron/contract/calls.ts
var subjectOf = (wanted) => "range" in wanted ? wanted.range : wanted.name;
var nothing = strictObject({});
var token = uuid();
var moment = number().min(0).max(864e13);
var addressSchema = string().min(2).max(45);
var historyQuestion = strictObject({
	from: moment,
	to: moment,
	rows: number().int().min(2).max(2e4),
	subject: union([
		_null(),
		strictObject({
			kind: literal("process"),
			processId: number().int().min(0).max(4294967295)
		}),
		strictObject({
			kind: literal("endpoint"),
			address: addressSchema,
			port: number().int().min(0).max(65535)
		}),
		strictObject({
			kind: literal("address"),
			address: addressSchema
		})
	])
});
var pngSignature = [
	137,
	80,
	78,
	71,
	13,
	10,
	26,
	10
];
var largestPng = 16777216;
var png = _instanceof(Uint8Array).refine((bytes) => bytes.length <= largestPng && pngSignature.every((byte, index) => bytes[index] === byte), "not a PNG, or too large");
var port = number().int().min(0).max(65535);
/** One number or range that a person may want. */
var wantedSchema = union([strictObject({
	name: _enum(parameterNames),
	value: number().int().min(0).max(4294967295).nullable()
}), strictObject({
	range: _enum(rangeNames),
	value: strictObject({
		start: port,
		number: port
	})
})]);
/** Strict: an extra field, a wrong type or a number that is no REG_DWORD is refused. */
var callInputs = {
	"machine.describe": nothing,
	"diagnosis.read": strictObject({ isFresh: boolean() }),
	"parameters.read": nothing,
	"backup.create": backupInputs.note,
	"backup.reveal": strictObject({ id: token }),
	"backup.delete": strictObject({ id: token }),
	"backup.export": strictObject({ id: token }),
	"backup.compare": strictObject({ id: token }),
	"backups.list": nothing,
	"backups.open-folder": nothing,
	"reg-file.open": nothing,
	"reg-file.cancel": nothing,
	"comparison.read-again": strictObject({ token }),
	"restore.plan": backupInputs.restore,
	"findings.read": nothing,
	"correction.plan": strictObject({ id: token }),
	"history.read": nothing,
	"history.export": backupInputs.format,
	"plan.create": strictObject({ wanted: array(wantedSchema).min(1).refine((wanted) => new Set(wanted.map(subjectOf)).size === wanted.length, "one value or range twice") }),
	"plan.apply": strictObject({ token }),
	"commands.write": strictObject({ token }),
	"change.undo": strictObject({ id: token }),
	"change.verify": nothing,
	"change.prove": nothing,
	"ticket.options": nothing,
	"ticket.make": ticketInputs.make,
	"ticket.copy": ticketInputs.copy,
	"ticket.save": ticketInputs.save,
	"recovery.read": nothing,
	"recovery.settle": strictObject({
		id: token,
		action: _enum(["restore", "keep"])
	}),
	"registry-editor.open": nothing,
	"machine.restart": nothing,
	"machine.cancel-restart": nothing,
	"clipboard.write": strictObject({ text: string().max(1e5) }),
	"practice.restart": nothing,
	"practice.load": strictObject({ load: _enum(practiceLoads).nullable() }),
	"usage.history": historyQuestion,
	"usage.outlook": nothing,
	"usage.export": union([
		strictObject({
			kind: literal("history-csv"),
			question: historyQuestion
		}),
		strictObject({
			kind: literal("table-csv"),
			table: _enum([
				"processes",
				"endpoints",
				"addresses"
			])
		}),
		strictObject({
			kind: literal("chart-png"),
			png
		})
	]),
	"usage.settings": nothing,
	"usage.notify": strictObject({ isOn: boolean() })
};
// electron/shell/elevation/request.ts
var sha256$1 = string().regex(/^[0-9a-f]{64}$/);
var valueName = string().max(16383);
var workerRequestSchema = discriminatedUnion("kind", [
	strictObject({
		kind: literal("change"),
		reason: _enum(["apply", "restore"]),
		wanted: array(wantedSchema).max(16),
		misspelt: array(valueName).max(64),
		shown: sha256$1
	}),
	strictObject({
		kind: literal("restore"),
		backup: sha256$1,
		names: array(valueName).min(1).max(1e3),
		shown: sha256$1
	}),
	strictObject({
		kind: literal("undo"),
		id: uuid()
	}),
	strictObject({
		kind: literal("settle"),
		id: uuid(),
		action: _enum(["restore", "keep"])
	}),
	strictObject({
		kind: literal("delete-backup"),
		id: uuid()
	})
]);
/**
* The request that stands for a plan that was shown. Errors: START_AS_ADMINISTRATOR where the plan writes what cannot be
* asked for in numbers: values of an opened file or of an unsealed backup that are not the catalogue's.
*/
function requestFor({ changes, reason, backup }) {
	const shown = fingerprint(changes);
	if (backup !== null) return success({
		kind: "restore",
		backup,
		names: changes.map(({ name }) => name),
		shown
	});
	const wanted = [];
	const misspelt = [];
	for (const change of changes) {
		const asked = isRangeChange(change) ? {
			range: change.range,
			value: change.after
		} : wantedValue(change);
		if (asked) wanted.push(asked);
		else if (!isRangeChange(change) && !change.after.present && !parameterNamed(change.name)) misspelt.push(change.name);
		else return failure({ code: "START_AS_ADMINISTRATOR" });
	}
	return success({
		kind: "change",
		reason,
		wanted,
		misspelt,
		shown
	});
}
function wantedValue({ name, after }) {
	const parameter = parameterNamed(name);
	if (!parameter) return null;
	if (!after.present) return {
		name: parameter,
		value: null
	};
	const number = dwordOf(after);
	return number === null ? null : {
		name: parameter,
		value: number
	};
}
/** SHA-256 of what would be written over what, in whatever order and spelling of names. */
function fingerprint(changes) {
	const lines = changes.map((change) => JSON.stringify([
		isRangeChange(change),
		foldedName(change.name),
		sideOf(change.before),
		sideOf(change.after)
	]));
	return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
}
function sideOf(side) {
	if ("start" in side) return [side.start, side.number];
	return side.present ? [side.type, side.hex] : [];
}
// electron/shell/elevation/plan.ts
/**
* The changes that the request stands for, now. Errors: DRIFTED (without names) when they are not those that were shown,
* START_AS_ADMINISTRATOR for a value that is not misspelt or a backup that is not sealed, those of planning and reading.
*/
async function planOf(sources, request) {
	const planned = request.kind === "restore" ? await restored(sources, request) : await changed(sources.machine, request);
	if (!planned.ok) return planned.error.code === "ALREADY_AS_WANTED" ? failure({
		code: "DRIFTED",
		drift: []
	}) : planned;
	return fingerprint(planned.value) === request.shown ? planned : failure({
		code: "DRIFTED",
		drift: []
	});
}
async function changed(machine, { wanted, misspelt }) {
	const system = await machine.system.describe();
	if (!system.ok) return system;
	const { version } = system.value;
	const changes = [];
	if (wanted.length > 0) {
		const current = await readCatalogue(machine.registry);
		if (!current.ok) return current;
		const ranges = wanted.some((one) => "range" in one) ? await machine.portRange.read() : null;
		if (ranges && !ranges.ok) return ranges;
		const planned = planAll(current.value, ranges?.value ?? null, wanted, version);
		if (!planned.ok) return planned;
		changes.push(...planned.value);
	}
	if (misspelt.length === 0) return success(changes);
	const tree = await machine.registry.readTree();
	if (!tree.ok) return tree;
	const found = lintValues(tree.value.values, version).filter(({ code }) => code === "MISSPELT_NAME");
	for (const name of misspelt) {
		const finding = found.find((one) => foldedName(one.name) === foldedName(name));
		if (!finding) return failure({ code: "START_AS_ADMINISTRATOR" });
		const before = await readStored(machine.registry, finding.name);
		if (!before.ok) return before;
		if (!isSameStored(before.value, absent)) changes.push({
			name: finding.name,
			before: before.value,
			after: absent
		});
	}
	return success(changes);
}
async function restored({ machine, machineBackups }, { backup, names }) {
	const { backups } = await machineBackups.list(null);
	const listing = backups.find((one) => one.backup.sha256 === backup && one.seal === "intact");
	if (!listing) return failure({ code: "START_AS_ADMINISTRATOR" });
	const system = await machine.system.describe();
	if (!system.ok) return system;
	const options = {
		codePage: system.value.ansiCodePage,
		signal: new AbortController().signal,
		onProgress: () => void 0
	};
	const file = await openRegFile(listing.backup.file, options);
	if (!file.ok) return file;
	const diff = await compareWithLive(machine, file.value, true);
	return diff.ok ? success(changesFor(diff.value, names)) : diff;
}
// electron/shell/elevation/elevated-change.ts
/** How a worker may end without having been able to note it: it died, could not use its folder, or did not take the request. */
var unnoted = [
	"ELEVATION_FAILED",
	"FOLDER_NOT_TRUSTED",
	"INVALID_INPUT"
];
/** Errors: DRIFTED, NOT_CONFIRMED, START_AS_ADMINISTRATOR, ELEVATION_DECLINED, ELEVATION_FAILED, those of the change. */
async function elevated({ machine, journal, desktop, hireWorker }, reason, shown, assignment) {
	const refused = (result) => ({
		isNoted: false,
		result
	});
	desktop.reportStage({
		stage: "reading",
		name: null
	});
	const assigned = await assignment();
	if (!assigned.ok) return refused(assigned.error.code === "DRIFTED" ? await withNames(machine, shown, assigned) : assigned);
	const { request, changes } = assigned.value;
	const drift = await refuseDrift(machine, changes);
	if (!drift.ok) return refused(drift);
	if (changes.length > 0) {
		desktop.reportStage({
			stage: "confirming",
			name: null
		});
		if (!await desktop.confirmChange(changes, reason)) return refused(failure({ code: "NOT_CONFIRMED" }));
	}
	desktop.reportStage({
		stage: "elevating",
		name: null
	});
	const { hasBegun, result } = await hireWorker(request, desktop.reportStage);
	if (!result.ok) {
		const told = result.error.code === "DRIFTED" ? await withNames(machine, changes, result) : result;
		return {
			isNoted: hasBegun && !unnoted.includes(result.error.code),
			result: told
		};
	}
	const { records } = await journal.entries();
	const record = records.find(({ id }) => id === result.value.changeId);
	if (record) return {
		isNoted: true,
		result: success(record)
	};
	return {
		isNoted: true,
		result: failure({
			code: "STORAGE_FAILED",
			detail: "the journal does not hold the change that the worker made"
		})
	};
}
/** The worker says that something drifted; what it was, the window can read itself. */
async function withNames(machine, changes, drifted) {
	const drift = await refuseDrift(machine, changes);
	return drift.ok ? drifted : drift;
}
/** A plan that was shown. Errors: those of `requestFor` and `planOf`. */
async function plannedRequest(sources, plan) {
	const request = requestFor(plan);
	if (!request.ok) return request;
	const changes = await planOf(sources, request.value);
	return changes.ok ? success({
		request: request.value,
		changes: plan.changes
	}) : changes;
}
/** Errors: TOKEN_UNKNOWN where no applied change has this id. */
async function undoRequest(journal, id) {
	const { records } = await journal.entries();
	const record = records.find((entry) => entry.id === id);
	if (record?.state !== "applied") return failure({ code: "TOKEN_UNKNOWN" });
	return success({
		request: {
			kind: "undo",
			id
		},
		changes: reversed(record.changes)
	});
}
/** Errors: TOKEN_UNKNOWN where this is not the change that was interrupted, those of reading. */
async function settleRequest({ machine, journal }, id, action) {
	const info = await interruptedChange(machine, journal);
	if (!info.ok) return info;
	if (info.value?.record.id !== id) return failure({ code: "TOKEN_UNKNOWN" });
	return success({
		request: {
			kind: "settle",
			id,
			action
		},
		changes: action === "restore" ? wayBackFrom(info.value) : []
	});
}
// electron/record/usage-note.ts
var timeWaitIndex = tcpStates.indexOf("TIME_WAIT");
/** The figures of `sample`, or null where nothing was measured. */
function usageNote(sample, { of, product }) {
	if (!sample.ok) return null;
	const { figures, details } = sample;
	const { takenAt, range, usable, inUse, byState } = figures;
	return {
		takenAt: new Date(takenAt).toISOString(),
		of: details.simulated ? "simulated" : of,
		product,
		range,
		usable,
		inUse,
		timeWait: byState[timeWaitIndex] ?? 0,
		busiest: details.busiest && {
			address: details.busiest.address,
			ports: details.busiest.ports
		}
	};
}
// electron/shell/measured-before.ts
/** A computer whose sockets or log take longer to read is not waited for. */
var patienceMs = 5e3;
async function measureBefore({ machine, usage, desktop }, diagnose) {
	const conclusion = async () => {
		const diagnosis = await diagnose({ isFresh: false });
		return diagnosis.ok ? diagnosis.value.verdict.conclusion : null;
	};
	const asked = soon(conclusion()).catch((error) => {
		desktop.logIncident(error);
		return null;
	});
	const sample = await sampleSoon(usage);
	return {
		usage: sample && usageNote(sample, machine.usage),
		conclusion: await asked
	};
}
/** The latest sample, or null when none comes in time. */
function sampleSoon({ latest }) {
	return soon(latest());
}
async function soon(work) {
	let timer;
	const tooLate = new Promise((resolve) => timer = setTimeout(() => resolve(null), patienceMs));
	try {
		return await Promise.race([work, tooLate]);
	} finally {
		clearTimeout(timer);
	}
}
// electron/tuning/effect.ts
/** By its boot time. */
function wasRestartedSince(record, bootedAt) {
	return Date.parse(bootedAt) > Date.parse(record.startedAt);
}
/**
* The verdict on a whole change. A range is measured as soon as it is set, and with it the range says what is in effect,
* not MaxUserPort; values changed along with it still need the restart. TcpTimedWaitDelay alone cannot be measured.
*/
function effectOf(record, measured) {
	if (!measured.stored) return "not-known";
	const rangeChanges = record.changes.filter(isRangeChange);
	const valueChanges = record.changes.filter(isValueChange);
	if (rangeChanges.length > 0) {
		if (valueChanges.length > 0 && !wasRestartedSince(record, measured.bootedAt)) return "waiting-for-restart";
		const verdicts = rangeChanges.map((change) => effectOfRange(change, record, measured));
		return ["not-known", "stored-but-not-effective"].find((verdict) => verdicts.includes(verdict)) ?? "took-effect";
	}
	const change = valueChanges.find(isMaxUserPort) ?? valueChanges[0];
	return change ? effectOfValue(change, record, measured) : "not-known";
}
/** Wanted, stored and in effect, for each changed setting. */
function proofRows(record, measured) {
	return record.changes.map((change) => ({
		name: change.name,
		wanted: change.after,
		stored: storedNow(change, measured),
		inEffect: inEffect(change, measured),
		verdict: isRangeChange(change) ? effectOfRange(change, record, measured) : effectOfValue(change, record, measured)
	}));
}
/** Windows keeps no range beside the one in effect. */
function storedNow(change, { stored, ranges }) {
	if (isRangeChange(change)) {
		const reading = ranges?.[change.range];
		return reading?.known ? reading.range : null;
	}
	const name = ["MaxUserPort", "TcpTimedWaitDelay"].find((known) => isSameName(known, change.name));
	return name && stored ? stored[name] : null;
}
function inEffect(change, { ranges }) {
	if (!isRangeChange(change) && !isMaxUserPort(change)) return { kind: "not-measurable" };
	const reading = ranges?.[isRangeChange(change) ? change.range : "ipv4Tcp"];
	return reading?.known ? {
		kind: "range",
		range: reading.range
	} : { kind: "not-known" };
}
/** What was read back when it was set, and is different now: after a restart Windows did not keep it, otherwise somebody changed it. */
function effectOfRange(change, record, measured) {
	const finding = findingOf(ipOf$1[change.range], measured);
	const reading = measured.ranges?.[change.range];
	if (!reading?.known) return finding === "new-port" ? "took-effect" : "not-known";
	if (isSameSetting(reading.range, change.after)) return finding === "old-ports-only" ? "not-known" : "took-effect";
	return wasRestartedSince(record, measured.bootedAt) ? "stored-but-not-effective" : "not-known";
}
var ipOf$1 = {
	ipv4Tcp: "ipv4",
	ipv6Tcp: "ipv6",
	ipv4Udp: null,
	ipv6Udp: null
};
function findingOf(ip, { reports = [] }) {
	return reports.find((report) => report.ip === ip)?.finding ?? "nothing";
}
function effectOfValue(change, record, measured) {
	const wasRestarted = wasRestartedSince(record, measured.bootedAt);
	if (!isMaxUserPort(change)) return wasRestarted ? "not-known" : "waiting-for-restart";
	if (!measured.stored || !isSameStored(measured.stored.MaxUserPort, change.after)) return "not-known";
	const wanted = wantedHighestPort(change.after, measured.version);
	if (wanted === null) return wasRestarted ? "not-known" : "waiting-for-restart";
	const finding = findingOf("ipv4", measured);
	const byRange = isRangeOfValue(wanted, record, measured);
	if (byRange === true) return finding === "old-ports-only" ? "not-known" : "took-effect";
	if (!wasRestarted) return "waiting-for-restart";
	const before = record.rangesBefore?.ipv4Tcp;
	const now = measured.ranges?.ipv4Tcp;
	const isOfOthers = before?.known === true && now?.known === true && !isSameSetting(before.range, now.range);
	if (finding === "new-port" && !isOfOthers) return "took-effect";
	if (byRange === false || finding === "old-ports-only") return "stored-but-not-effective";
	return "not-known";
}
/**
* Whether the measured range is what the value asks for; null where it is not known. From Vista on, a dynamic range that
* happens to end at that port (it did before the change, or was set along with the value) is no sign of the value.
*/
function isRangeOfValue(wantedHighest, { rangesBefore, changes }, { version, ranges }) {
	const now = ranges?.ipv4Tcp;
	if (!now?.known) return null;
	const ofNetsh = changes.filter(isRangeChange).filter(({ range }) => range === "ipv4Tcp").map(({ after }) => after);
	if (rangesBefore?.ipv4Tcp.known) ofNetsh.push(rangesBefore.ipv4Tcp.range);
	if (isAtLeast(version, 6, 0) && ofNetsh.some((range) => isSameSetting(range, now.range))) return false;
	return now.range.start + now.range.number - 1 === wantedHighest;
}
function isMaxUserPort({ name }) {
	return isSameName(name, "MaxUserPort");
}
/** Highest ephemeral port that the value asks for; null where Windows says no longer by this value (Vista and later, absent). */
function wantedHighestPort(stored, version) {
	const number = dwordOf(stored);
	if (number !== null) return number;
	return isAtLeast(version, 6, 0) ? null : catalogueFor(version).MaxUserPort.defaultValue;
}
// electron/tuning/probe.ts
/**
* The probes that could show the effect of a change: of TCP ranges at once, of MaxUserPort after a restart. None where
* the wanted range lies (all but) within the old one: whatever port comes, the old range could have given it.
*/
function probePlan(record, version, wasRestarted) {
	const sought = soughtRanges(record, version);
	if (sought.isOfValue && !wasRestarted) return {
		targets: null,
		reason: "waiting-for-restart"
	};
	const targets = [];
	for (const { ip, oldRange, wanted } of sought.ranges) {
		if (!oldRange) return {
			targets: null,
			reason: "old-range-not-known"
		};
		targets.push({
			ip,
			oldRange,
			wanted,
			fresh: rangeWithout(wanted, oldRange)
		});
	}
	const [first, ...more] = targets.filter((target) => freshShare(target) >= smallestShare);
	if (first) return { targets: [first, ...more] };
	return {
		targets: null,
		reason: targets.length > 0 ? "no-new-ports" : "no-port-range-changed"
	};
}
/** Changed TCP ranges; without one, the range that MaxUserPort asks for. */
function soughtRanges(record, version) {
	const ranges = record.changes.filter(isRangeChange).flatMap(({ range, before, after }) => {
		const ip = ipOf[range];
		return ip ? [{
			ip,
			oldRange: before,
			wanted: after
		}] : [];
	});
	if (ranges.length > 0) return {
		isOfValue: false,
		ranges
	};
	const value = record.changes.filter(isValueChange).find(({ name }) => isSameName(name, "MaxUserPort"));
	const wanted = value ? rangeOfMaxUserPort$1(dwordOf(value.after), version) : null;
	if (!value || !wanted) return {
		isOfValue: value !== void 0,
		ranges: []
	};
	return {
		isOfValue: true,
		ranges: [{
			ip: "ipv4",
			oldRange: rangeBefore(record, dwordOf(value.before), version),
			wanted
		}]
	};
}
var ipOf = {
	ipv4Tcp: "ipv4",
	ipv6Tcp: "ipv6",
	ipv4Udp: null,
	ipv6Udp: null
};
/** As recorded; before Vista the value itself tells it. */
function rangeBefore({ rangesBefore }, highest, version) {
	const reading = rangesBefore?.ipv4Tcp;
	if (reading?.known) return reading.range;
	return isAtLeast(version, 6, 0) ? null : rangeOfMaxUserPort$1(highest, version);
}
/** Below this, 200 tries would often see no new port although there are some. */
var smallestShare = .02;
function freshShare({ wanted, fresh }) {
	return fresh.reduce((sum, { number }) => sum + number, 0) / wanted.number;
}
/** Runs the probes one after the other. */
async function runProbes(probe, targets) {
	const reports = [];
	for (const target of targets) {
		const { ip, oldRange, fresh } = target;
		const { ports, ended, detail } = await probe.run(ip, fresh);
		reports.push({
			ip,
			isSimulated: probe.isSimulated,
			oldRange,
			opened: ports.length,
			lowest: ports.length > 0 ? Math.min(...ports) : null,
			highest: ports.length > 0 ? Math.max(...ports) : null,
			newPort: ports.find((port) => fresh.some((range) => isWithin(port, range))) ?? null,
			ended,
			finding: probeFinding(ports, target),
			detail
		});
	}
	return reports;
}
/** Ports closer than this to one another may come from one draw: systems also go on from port to port. */
var sameDraw = 32;
var chanceThatProves = 1e-4;
/** What the ports say. That none was new counts only where that can hardly be chance. */
function probeFinding(ports, target) {
	const { oldRange, fresh } = target;
	if (ports.some((port) => fresh.some((range) => isWithin(port, range)))) return "new-port";
	if (!ports.every((port) => isWithin(port, oldRange))) return "nothing";
	const sorted = [...ports].sort((a, b) => a - b);
	const draws = sorted.filter((port, index) => index === 0 || port - (sorted[index - 1] ?? 0) > sameDraw).length;
	return (1 - freshShare(target)) ** draws < chanceThatProves ? "old-ports-only" : "nothing";
}
// electron/shell/outcome.ts
function outcomes({ machine, journal }, describe) {
	async function measure(info, record, reports = []) {
		const values = await readCatalogue(machine.registry);
		const ranges = await machine.portRange.read();
		const { version, bootedAt } = info;
		const measured = {
			version,
			bootedAt,
			reports,
			stored: values.ok ? values.value : null,
			ranges: ranges.ok ? ranges.value : null
		};
		return {
			record,
			verdict: effectOf(record, measured),
			proof: {
				takenAt: (/* @__PURE__ */ new Date()).toISOString(),
				wasRestarted: wasRestartedSince(record, bootedAt),
				rows: proofRows(record, measured),
				probe: reports.length > 0 ? "done" : probeState(info, record),
				reports
			}
		};
	}
	function planOf({ version, bootedAt }, record) {
		return probePlan(record, version, wasRestartedSince(record, bootedAt));
	}
	function probeState(info, record) {
		const plan = planOf(info, record);
		return plan.targets ? "possible" : plan.reason;
	}
	async function ofLastChange(probe) {
		const record = await journal.lastApplied();
		if (!record) return success(null);
		const info = await describe({});
		return info.ok ? success(await measure(info.value, record, await probe(info.value, record))) : info;
	}
	/** One probe at a time: whoever asks meanwhile gets the same answer. */
	let running = null;
	let lastProbe = null;
	const prove = () => ofLastChange(async (info, record) => {
		const { targets } = planOf(info, record);
		const reports = targets ? await runProbes(machine.portProbe, targets) : [];
		lastProbe = {
			changeId: record.id,
			bootedAt: info.bootedAt,
			reports
		};
		return reports;
	});
	return {
		measure: (info, record) => measure(info, record),
		measureAgain(info, record) {
			return measure(info, record, lastProbe?.changeId === record.id && lastProbe.bootedAt === info.bootedAt ? lastProbe?.reports : []);
		},
		handlers: {
			"change.verify": () => ofLastChange(() => Promise.resolve([])),
			"change.prove"() {
				running ??= prove().finally(() => {
					running = null;
				});
				return running;
			}
		}
	};
}
// electron/shell/change-handlers.ts
function createChangeHandlers(services, describe, diagnose) {
	const { machine, backups, journal, audit, desktop } = services;
	const measured = outcomes(services, describe);
	let shownPlan = null;
	let isChanging = false;
	const toolsFor = (confirm) => ({
		machine,
		backups,
		journal,
		programVersion: desktop.programVersion,
		confirm,
		report: desktop.reportStage,
		measureBefore: () => measureBefore(services, diagnose)
	});
	async function oneAtATime(work) {
		if (isChanging) return failure({ code: "BUSY" });
		isChanging = true;
		try {
			const ready = await services.prepareFolder();
			if (!ready.ok) return ready;
			const endTurn = await services.takeTurn();
			if (!endTurn) return failure({ code: "BUSY" });
			try {
				return await work();
			} finally {
				endTurn();
			}
		} finally {
			isChanging = false;
		}
	}
	/** A change, unless an interrupted one has to be settled first; by a worker where this process has no administrator rights. */
	function change(kind, { shown, effects = [], inHere, asRequest }) {
		return oneAtATime(async () => {
			const info = await describe({});
			if (!info.ok) return info;
			const interrupted = await interruptedChange(machine, journal);
			if (!interrupted.ok) return interrupted;
			const isBarred = interrupted.value !== null && kind !== "recovery";
			const { hireWorker } = services;
			const confirmChange = (changes, reason) => desktop.confirmChange(changes, reason, effects);
			const byWorker = hireWorker !== null && !info.value.isElevated;
			const carried = isBarred ? {
				isNoted: false,
				result: failure({ code: "RECOVERY_PENDING" })
			} : byWorker ? await elevated({
				machine,
				journal,
				desktop: {
					...desktop,
					confirmChange
				},
				hireWorker
			}, kind, shown, asRequest) : {
				isNoted: false,
				result: await inHere(toolsFor(confirmChange))
			};
			const result = carried.isNoted ? carried.result : await noted(kind, shown, carried.result);
			return result.ok ? success(await measured.measure(info.value, result.value)) : result;
		});
	}
	/** Adds how a change ended to the history. A history that cannot be written does not undo what was done: it is logged. */
	async function noted(kind, wanted, result) {
		const system = await machine.system.describe();
		const { computerName, userName } = system.ok ? system.value : {
			computerName: "",
			userName: ""
		};
		const record = result.ok ? result.value : await failedRecord(result.error);
		try {
			await audit.append({
				at: (/* @__PURE__ */ new Date()).toISOString(),
				kind,
				outcome: result.ok ? "done" : hasTried(result.error) ? "failed" : "refused",
				errorCode: result.ok ? null : result.error.code,
				changeId: record?.id ?? null,
				changes: [...record?.changes ?? wanted],
				backup: record?.backup ?? null,
				manifestSha256: null,
				computerName,
				userName,
				programVersion: desktop.programVersion
			});
		} catch (error) {
			desktop.logIncident(error);
		}
		if ((record?.changes ?? wanted).some(isRangeChange)) await services.usage.settingsChanged();
		return result;
	}
	/** The journal entry of a change that failed after its first write: its ticket can be had from the history. */
	async function failedRecord(error) {
		if (error.code !== "CHANGE_FAILED") return null;
		const { records } = await journal.entries();
		return records.findLast(({ backup }) => backup.file === error.backupFile) ?? null;
	}
	async function planned(wanted) {
		const system = await machine.system.describe();
		if (!system.ok) return system;
		const current = await readCatalogue(machine.registry);
		if (!current.ok) return current;
		const ranges = wanted.some((one) => "range" in one) ? await machine.portRange.read() : null;
		if (ranges && !ranges.ok) return ranges;
		return planAll(current.value, ranges?.value ?? null, wanted, system.value.version);
	}
	async function showPlan(plan) {
		const effects = await sideEffectsOf(plan.changes);
		const token = randomUUID();
		const { changes } = plan;
		shownPlan = {
			...plan,
			token,
			effects
		};
		return {
			token,
			changes,
			texts: planTexts(changes),
			sideEffects: effects
		};
	}
	/** Nothing is looked at where the range of TCP ports stays as it is. */
	async function sideEffectsOf(changes) {
		if (!concernsRange(changes)) return [];
		const system = await machine.system.describe();
		const ranges = await machine.portRange.read();
		if (!system.ok) return [];
		const { version } = system.value;
		const asked = rangeAskedFor(changes, ranges.ok ? ranges.value : null, version);
		return asked ? sideEffects(asked, await readClaims(machine.portClaims), version) : [];
	}
	/** The way back that a change of the journal would go; none when there is no such change. */
	async function wayBack(id) {
		const { records } = await journal.entries();
		const record = records.find((entry) => entry.id === id);
		return record ? reversed(record.changes) : [];
	}
	const handlers = {
		"backup.create": ({ note = "" }) => oneAtATime(() => backups.create({
			reason: "manual",
			note
		})),
		async "plan.create"({ wanted }) {
			shownPlan = null;
			const changes = await planned(wanted);
			return changes.ok ? success(await showPlan({
				changes: changes.value,
				reason: "apply",
				backup: null
			})) : changes;
		},
		async "plan.apply"({ token }) {
			const plan = shownPlan;
			if (plan?.token !== token) return failure({ code: "TOKEN_UNKNOWN" });
			shownPlan = null;
			return change(plan.reason, {
				shown: plan.changes,
				effects: plan.effects,
				inHere: (tools) => carryOut(tools, plan.changes, plan.reason),
				asRequest: () => plannedRequest(services, plan)
			});
		},
		"change.undo": async ({ id }) => change("undo", {
			shown: await wayBack(id),
			inHere: (tools) => undo(tools, id),
			asRequest: () => undoRequest(journal, id)
		}),
		...measured.handlers,
		"recovery.read": () => interruptedChange(machine, journal),
		"recovery.settle": async ({ id, action }) => change("recovery", {
			shown: action === "restore" ? await wayBack(id) : [],
			inHere: (tools) => settle(tools, id, action),
			asRequest: () => settleRequest(services, id, action)
		})
	};
	const applyPlanned = (reason, plan) => change(reason, {
		shown: [],
		async inHere(tools) {
			const changes = await plan();
			return changes.ok ? carryOut(tools, changes.value, reason) : changes;
		},
		asRequest: () => Promise.resolve(failure({
			code: "NOT_ELEVATED",
			action: "registry.write"
		}))
	});
	const shownChanges = (token) => shownPlan?.token === token ? shownPlan.changes : null;
	return {
		handlers,
		showPlan,
		applyPlanned,
		shownChanges,
		outcomeOf: measured.measureAgain,
		isChanging: () => isChanging
	};
}
/** A value may have been written, whatever became of it. */
function hasTried(error) {
	return error.code === "CHANGE_FAILED" || error.code === "ELEVATION_FAILED" && error.reason === "cut-off";
}
// electron/record/commands-only/powershell.ts
var lines = (...parts) => parts.join("\n");
/** What the scripts are given: constants of the plan, and nothing that was typed. */
function constants({ values, ranges }) {
	const valueLines = values.map(({ name, number }) => `    @{ Name = '${name}'; Present = ${number === null ? "$false" : "$true"}; Kind = '${number === null ? "None" : "DWord"}'; Data = '${number ?? ""}' }`);
	const rangeLines = ranges.map(({ range, start, number }) => {
		const [ip, protocol] = netshWords[range];
		return `    @{ Ip = '${ip}'; Protocol = '${protocol}'; Start = ${start}; Number = ${number} }`;
	});
	return lines("$wantedValues = @(", ...valueLines, ")", "$wantedRanges = @(", ...rangeLines, ")");
}
var reading = `$keyPath = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

# A 32-bit PowerShell on a 64-bit Windows reaches the 64-bit programs by the name Sysnative only.
$systemFolder = Join-Path -Path $env:SystemRoot -ChildPath 'System32'
$sysnative = Join-Path -Path $env:SystemRoot -ChildPath 'Sysnative'
if (Test-Path -LiteralPath (Join-Path -Path $sysnative -ChildPath 'netsh.exe')) {
    $systemFolder = $sysnative
}
$reg = Join-Path -Path $systemFolder -ChildPath 'reg.exe'
$netsh = Join-Path -Path $systemFolder -ChildPath 'netsh.exe'

function Open-Parameters([bool] $Writable) {
    $base = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]::Registry64)
    $key = $base.OpenSubKey($keyPath, $Writable)
    if ($null -eq $key) {
        throw 'The key Tcpip\\Parameters does not exist.'
    }
    return $key
}

function Read-Value([string] $Name) {
    $key = Open-Parameters $false
    try {
        $isPresent = $false
        foreach ($present in $key.GetValueNames()) {
            if ($present -eq $Name) {
                $isPresent = $true
            }
        }
        if (-not $isPresent) {
            return @{ Name = $Name; Present = $false; Kind = 'None'; Data = '' }
        }
        $kind = [string] $key.GetValueKind($Name)
        $raw = $key.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        if ($kind -eq 'DWord') {
            $data = [string] [BitConverter]::ToUInt32([BitConverter]::GetBytes([int] $raw), 0)
        } elseif (($kind -eq 'String') -or ($kind -eq 'ExpandString')) {
            $data = [string] $raw
        } else {
            throw "$Name is stored as $kind. This script knows REG_DWORD and REG_SZ only."
        }
        return @{ Name = $Name; Present = $true; Kind = $kind; Data = $data }
    } finally {
        $key.Close()
    }
}

function Read-Range([string] $Ip, [string] $Protocol) {
    $numbers = @()
    $output = & $netsh int $Ip show dynamicport $Protocol
    $code = $LASTEXITCODE
    foreach ($line in $output) {
        if ([string] $line -match '[:\\uff1a]\\s*(\\d{1,5})\\s*$') {
            $numbers += [int] $Matches[1]
        }
    }
    if (($code -ne 0) -or ($numbers.Count -ne 2)) {
        throw "netsh did not tell the range of $Ip $Protocol."
    }
    return @{ Ip = $Ip; Protocol = $Protocol; Start = $numbers[0]; Number = $numbers[1] }
}

function Test-SameValue($One, $Other) {
    return (([bool] $One.Present -eq [bool] $Other.Present) -and ($One.Kind -eq $Other.Kind) -and ([string] $One.Data -ceq [string] $Other.Data))
}

function Test-SameRange($One, $Other) {
    return (([int] $One.Start -eq [int] $Other.Start) -and ([int] $One.Number -eq [int] $Other.Number))
}

function Test-AllAsWanted {
    foreach ($wanted in $wantedValues) {
        if (-not (Test-SameValue (Read-Value $wanted.Name) $wanted)) {
            return $false
        }
    }
    foreach ($wanted in $wantedRanges) {
        if (-not (Test-SameRange (Read-Range $wanted.Ip $wanted.Protocol) $wanted)) {
            return $false
        }
    }
    return $true
}`;
var writing = `function Test-Elevated {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object -TypeName Security.Principal.WindowsPrincipal -ArgumentList $identity
    return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Write-Value($Stored) {
    $key = Open-Parameters $true
    try {
        if (-not $Stored.Present) {
            $key.DeleteValue($Stored.Name, $false)
        } elseif ($Stored.Kind -eq 'DWord') {
            $number = [BitConverter]::ToInt32([BitConverter]::GetBytes([uint32] $Stored.Data), 0)
            $key.SetValue($Stored.Name, $number, [Microsoft.Win32.RegistryValueKind]::DWord)
        } else {
            $key.SetValue($Stored.Name, [string] $Stored.Data, [Microsoft.Win32.RegistryValueKind] $Stored.Kind)
        }
        $key.Flush()
    } finally {
        $key.Close()
    }
    if (-not (Test-SameValue (Read-Value $Stored.Name) $Stored)) {
        throw "$($Stored.Name) did not stick."
    }
}

function Write-Range($Range) {
    $null = & $netsh int $Range.Ip set dynamicport $Range.Protocol "start=$($Range.Start)" "num=$($Range.Number)"
    if ($LASTEXITCODE -ne 0) {
        throw "netsh refused the range of $($Range.Ip) $($Range.Protocol)."
    }
    if (-not (Test-SameRange (Read-Range $Range.Ip $Range.Protocol) $Range)) {
        throw "The range of $($Range.Ip) $($Range.Protocol) did not stick."
    }
}`;
var applying = `if (-not (Test-Elevated)) {
    Write-Output 'Administrator rights are needed. Nothing was changed.'
    exit 3
}
try {
    if (Test-AllAsWanted) {
        Write-Output 'Already as wanted; nothing to do.'
        exit $codeWhenAlready
    }
    $before = @{ format = 1; computer = $env:COMPUTERNAME; settings = @(); portRanges = @() }
    foreach ($wanted in $wantedValues) {
        $before.settings += Read-Value $wanted.Name
    }
    foreach ($wanted in $wantedRanges) {
        $before.portRanges += Read-Range $wanted.Ip $wanted.Protocol
    }
    $stateFile = Join-Path -Path $StateFolder -ChildPath 'state.json'
    # A state of an earlier run is that before the first change: it is kept.
    $isFirst = -not (Test-Path -LiteralPath $stateFile)
    if ($isFirst) {
        $null = New-Item -ItemType Directory -Force -Path $StateFolder
        $null = & $reg export "HKLM\\$keyPath" (Join-Path -Path $StateFolder -ChildPath 'before.reg') /y /reg:64
        if ($LASTEXITCODE -ne 0) {
            throw 'reg.exe could not export the key.'
        }
        $text = ConvertTo-Json -InputObject $before -Depth 4
        [IO.File]::WriteAllText($stateFile, $text)
        if ([IO.File]::ReadAllText($stateFile) -cne $text) {
            throw 'The state could not be read back.'
        }
    }
} catch {
    Write-Output "Failed, nothing was changed: $($_.Exception.Message)"
    exit 1
}
try {
    foreach ($wanted in $wantedValues) {
        Write-Value $wanted
    }
    foreach ($wanted in $wantedRanges) {
        Write-Range $wanted
    }
} catch {
    $reason = $_.Exception.Message
    $left = @()
    foreach ($range in $before.portRanges) {
        try { Write-Range $range } catch { $left += "$($range.Ip) $($range.Protocol)" }
    }
    foreach ($value in $before.settings) {
        try { Write-Value $value } catch { $left += $value.Name }
    }
    if ($left.Count -gt 0) {
        Write-Output "Failed: $reason Not put back: $($left -join ', '). The state before is in $StateFolder"
    } else {
        if ($isFirst) {
            Remove-Item -LiteralPath $stateFile
        }
        Write-Output "Failed, everything was put back: $reason"
    }
    exit 1
}
if ($wantedValues.Count -gt 0) {
    Write-Output "Done; a restart is needed. The state before is in $StateFolder"
    exit $codeWhenRestart
}
Write-Output "Done, in effect at once. The state before is in $StateFolder"
exit 0`;
var undoing = `if (-not (Test-Elevated)) {
    Write-Output 'Administrator rights are needed. Nothing was changed.'
    exit 3
}
$stateFile = Join-Path -Path $StateFolder -ChildPath 'state.json'
if (-not (Test-Path -LiteralPath $stateFile)) {
    Write-Output "There is no state in $StateFolder. Nothing was changed."
    exit 2
}
try {
    $before = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($stateFile))
    if (($before.format -ne 1) -or ($before.computer -ne $env:COMPUTERNAME)) {
        Write-Output 'The state is of another computer. Nothing was changed.'
        exit 2
    }
    $values = @($before.settings)
    $ranges = @($before.portRanges)
    foreach ($value in $values) {
        if (@($wantedValues | Where-Object -FilterScript { $_.Name -eq $value.Name }).Count -ne 1) {
            throw "The state names $($value.Name), which this script does not change."
        }
        if (@('None', 'DWord', 'String', 'ExpandString') -notcontains $value.Kind) {
            throw "The state has a kind of value that this script does not know."
        }
    }
    foreach ($range in $ranges) {
        if (@($wantedRanges | Where-Object -FilterScript { ($_.Ip -eq $range.Ip) -and ($_.Protocol -eq $range.Protocol) }).Count -ne 1) {
            throw 'The state names a range that this script does not change.'
        }
        if (([int] $range.Start -lt 1024) -or ([int] $range.Number -lt 255) -or ([int] $range.Start + [int] $range.Number -gt 65536)) {
            throw 'The state has a range that Windows does not accept.'
        }
    }
    $isBefore = $true
    foreach ($value in $values) {
        $wanted = @($wantedValues | Where-Object -FilterScript { $_.Name -eq $value.Name })[0]
        $now = Read-Value $value.Name
        if (-not (Test-SameValue $now $value)) {
            $isBefore = $false
            if (-not (Test-SameValue $now $wanted)) {
                Write-Output "$($value.Name) was changed by somebody else since. Nothing was changed."
                exit 5
            }
        }
    }
    foreach ($range in $ranges) {
        $wanted = @($wantedRanges | Where-Object -FilterScript { ($_.Ip -eq $range.Ip) -and ($_.Protocol -eq $range.Protocol) })[0]
        $now = Read-Range $range.Ip $range.Protocol
        if (-not (Test-SameRange $now $range)) {
            $isBefore = $false
            if (-not (Test-SameRange $now $wanted)) {
                Write-Output "The range of $($range.Ip) $($range.Protocol) was changed by somebody else since. Nothing was changed."
                exit 5
            }
        }
    }
    if ($isBefore) {
        Write-Output 'Already as before; nothing to do.'
        exit 4
    }
} catch {
    Write-Output "Failed, nothing was changed: $($_.Exception.Message)"
    exit 1
}
try {
    foreach ($range in $ranges) {
        Write-Range $range
    }
    foreach ($value in $values) {
        Write-Value $value
    }
    Rename-Item -LiteralPath $stateFile -NewName ('state-undone-' + (Get-Date -Format 'yyyyMMdd-HHmmss') + '.json')
} catch {
    Write-Output "Failed: $($_.Exception.Message) The state before is in $StateFolder"
    exit 1
}
if ($values.Count -gt 0) {
    Write-Output 'Put back as it was before; a restart is needed.'
    exit 3010
}
Write-Output 'Put back as it was before, in effect at once.'
exit 0`;
/** Beside the script: whoever applies by hand finds it there. */
var besideScript = "(Join-Path -Path $PSScriptRoot -ChildPath ('state-' + $env:COMPUTERNAME))";
/** Intune runs a copy that it deletes; below Program Files only administrators write. */
var underPrograms = "(Join-Path -Path $env:ProgramFiles -ChildPath 'Ephemeral Port Wizard Commands')";
function header(title, stateFolder) {
	const parameter = stateFolder === null ? ["param()"] : [
		"param(",
		"    [ValidateNotNullOrEmpty()]",
		`    [string] $StateFolder = ${stateFolder}`,
		")"
	];
	return lines("#Requires -Version 5.1", `# ${title}`, "[CmdletBinding()]", ...parameter, "Set-StrictMode -Version 2.0", "$ErrorActionPreference = 'Stop'");
}
/** Both codes of the outcomes that Intune takes for a failure. */
var codes = (already, restart) => lines(`$codeWhenAlready = ${already}`, `$codeWhenRestart = ${restart}`);
function applyScript(plan) {
	return blocks(header("Saves the state of this computer, makes the change, and checks it. README.txt has the exit codes.", besideScript), codes(4, 3010), constants(plan), reading, writing, applying);
}
function undoScript(plan) {
	return blocks(header("Puts back the state that apply.ps1 saved on this computer; what did not exist is deleted again.", besideScript), constants(plan), reading, writing, undoing);
}
function detectScript(plan) {
	const body = lines("try {", "    if (Test-AllAsWanted) {", "        Write-Output 'As wanted.'", "        exit 0", "    }", "    Write-Output 'Not as wanted.'", "    exit 1", "} catch {", "    Write-Output \"Could not be read: $($_.Exception.Message)\"", "    exit 1", "}");
	return blocks(header("Intune detection: exit code 1 asks for the remediation. Changes nothing.", null), constants(plan), reading, body);
}
function remediateScript(plan) {
	return blocks(header("Intune remediation: saves the state of the computer, makes the change, and checks it. 0 is success.", underPrograms), codes(0, 0), constants(plan), reading, writing, applying);
}
function blocks(...parts) {
	return `${parts.join("\n\n")}\n`;
}
// electron/record/commands-only/files.ts
/** Everything in the folder. A .reg file holds no range: a plan of ranges alone has none. */
function commandsFiles(words, source) {
	const { changes, plan } = source;
	const hasValues = changes.some(isValueChange);
	return [
		...hasValues ? [{
			name: "apply.reg",
			bytes: planRegBytes(changes)
		}, {
			name: "undo.reg",
			bytes: planRegBytes(reversed(changes))
		}] : [],
		{
			name: "apply.ps1",
			bytes: asciiFile(applyScript(plan), true)
		},
		{
			name: "undo.ps1",
			bytes: asciiFile(undoScript(plan), true)
		},
		{
			name: "detect.ps1",
			bytes: asciiFile(detectScript(plan), false)
		},
		{
			name: "remediate.ps1",
			bytes: asciiFile(remediateScript(plan), false)
		},
		{
			name: "README.txt",
			bytes: asciiFile(readme(words, source, hasValues), false)
		}
	];
}
function readme(words, { changes, machine, madeAt }, hasValues) {
	const { applyCommands, undoCommands } = planTexts(changes);
	const indented = (commands) => commands.map((command) => `  ${command}`);
	return [
		words("commands.title"),
		"",
		words("commands.made", {
			version: machine.programVersion,
			time: new Date(madeAt).toISOString(),
			computer: machine.computerName,
			product: machine.product
		}),
		...machine.kind === "practice" ? [words("commands.practice")] : [],
		words("commands.nothingChanged"),
		"",
		words("commands.byHand"),
		...indented(applyCommands),
		words("commands.undoByHand"),
		...indented(undoCommands),
		words("commands.undoState"),
		"",
		words("commands.files"),
		...hasValues ? [words("commands.regFiles")] : [words("commands.noRegFiles")],
		words("commands.scripts"),
		words("commands.run"),
		words("commands.state"),
		words("commands.intune"),
		"",
		words("commands.exitCodes"),
		"",
		words("commands.notParsed"),
		""
	].join("\n");
}
/** ASCII with CRLF: anything else, as in the name of a computer, becomes a question mark. */
function asciiFile(text, hasMark) {
	const ascii = text.replace(/[^\n\x20-\x7e]/gu, "?").replaceAll("\n", "\r\n");
	return Buffer.from(hasMark ? `\ufeff${ascii}` : ascii, "utf8");
}
// electron/record/commands-only/folder.ts
/** The path of the new folder. Rejects with the error of the file system, and leaves nothing behind then. */
async function writeCommandsFolder(disk, inside, name, files) {
	const folder = await unusedFolder(inside, name);
	const unfinished = `${folder}.unfinished`;
	await mkdir(unfinished);
	try {
		for (const file of files) await disk.writeDurably(join(unfinished, file.name), file.bytes);
		await rename(unfinished, folder);
	} catch (error) {
		await rm(unfinished, {
			recursive: true,
			force: true
		});
		throw error;
	}
	return folder;
}
/** Name of the folder: date and time, and the computer in letters that every file system takes. */
function commandsFolderName(madeAt, computerName) {
	return `port-commands-${new Date(madeAt).toISOString().slice(0, 19).replace("T", "_").replaceAll(":", "")}-${computerName.replace(/[^A-Za-z0-9_-]/g, "_")}`;
}
async function unusedFolder(inside, name) {
	for (let number = 1;; number += 1) {
		const folder = join(inside, number === 1 ? name : `${name}-${number}`);
		if (!await stat(folder).catch(() => null)) return folder;
	}
}
// electron/record/commands-only/plan.ts
/** The plan, or null where a change is none of these: a value of a restore, or of another type. */
function commandsPlan(changes) {
	const values = [];
	const ranges = [];
	for (const change of changes) {
		if (isRangeChange(change)) {
			if (brokenLimit(change.after)) return null;
			ranges.push({
				range: change.range,
				...change.after
			});
			continue;
		}
		const name = parameterNames.find((known) => known === change.name);
		const number = dwordOf(change.after);
		if (!name || change.after.present && number === null) return null;
		values.push({
			name,
			number
		});
	}
	return {
		values,
		ranges
	};
}
// electron/shell/commands-handlers.ts
function createCommandsHandlers({ machine, desktop, words }, { describe, shownChanges }) {
	return { async "commands.write"({ token }) {
		const changes = shownChanges(token);
		if (!changes) return failure({ code: "TOKEN_UNKNOWN" });
		const plan = commandsPlan(changes);
		if (!plan) return failure({ code: "NOT_AVAILABLE_HERE" });
		const info = await describe({});
		if (!info.ok) return info;
		const inside = await desktop.chooseFolder();
		if (inside === null) return failure({ code: "NOT_CONFIRMED" });
		const madeAt = Date.now();
		const files = commandsFiles(words, {
			changes,
			plan,
			machine: info.value,
			madeAt
		});
		try {
			return success({ folder: await writeCommandsFolder(machine.disk, inside, commandsFolderName(madeAt, info.value.computerName), files) });
		} catch (error) {
			return failure({
				code: "STORAGE_FAILED",
				detail: String(error)
			});
		}
	} };
}
// electron/tuning/verdict.ts
/** Shares of the range, for each local address, from which Microsoft's own diagnostic (TS_PortUsage) warns, and calls it critical. */
var warningShare = .5;
var criticalShare$1 = .8;
/** The last ports are hard to find: Windows tries only so often. */
var exhaustedShare$1 = .995;
/** The dynamic port range of Vista and later (929851); below nine tenths of it a range counts as small. */
var usualPorts = 16384;
var smallShare = .9;
/** Above this, a wider range hardly helps: 65,535 ports are all there are. */
var widestWorthWidening = 55e3;
/** A program that leaves so many connections unclosed does not do so by chance. */
var leastUnclosed = 200;
var unclosedShare = .05;
/** A program that makes up this share of the rise is what rises. */
var growthShare = .5;
/** Ports in TIME_WAIT from which a rate that cannot be sustained is felt. */
var churnShare = .1;
/** Minutes to exhaustion at which it is urgent, and at which it is worth telling. */
var urgentMinutes = 30;
var foreseeableMinutes = 120;
var leastReasons = 2;
var mostReasons = 4;
/** One conclusion, why, and what to do next. */
function verdictOf(evidence) {
	const cause = culpritOf(evidence);
	const conclusion = conclusionOf(evidence, cause !== null);
	const isNamed = cause !== null && (conclusion === "leak" || conclusion === "exhausted-now");
	return {
		conclusion,
		severity: severityOf(conclusion, evidence),
		culprit: isNamed ? cause.culprit : null,
		reasons: telling(conclusion, reasonsOf(conclusion, evidence, isNamed ? cause.reasons : [])).slice(0, mostReasons),
		nextStep: nextStepOf(conclusion, evidence, isNamed ? cause.culprit : null)
	};
}
function conclusionOf(evidence, hasCulprit) {
	if (!evidence.usage.known) return pastOf(evidence) ?? "not-known";
	const usage = evidence.usage.value;
	if (isExhausted(usage)) return "exhausted-now";
	if (hasCulprit) return "leak";
	if (isChurn(usage)) return "churn";
	if (isForeseeable(usage)) return "will-be-exhausted";
	if (shareOf(usage) > warningShare) return isSmall(evidence) ? "small-range" : "will-be-exhausted";
	return pastOf(evidence) ?? "not-ports";
}
/** What the past tells while it is calm: the log, and the fullest moment since this program watches. */
function pastOf(evidence) {
	const ranOut = eventOf(evidence, 4231) !== null || peakOf(evidence) !== null;
	if (ranOut && isSmall(evidence)) return "small-range";
	if (eventOf(evidence, 4227) !== null) return "churn";
	return ranOut || eventOf(evidence, 4266) !== null ? "exhausted-before" : null;
}
function severityOf(conclusion, { usage }) {
	if (conclusion === "not-known") return "unknown";
	if (conclusion === "not-ports") return "ok";
	if (!usage.known) return "warning";
	const isUrgent = isForeseeable(usage.value) && soonest(usage.value) <= urgentMinutes;
	return conclusion === "exhausted-now" || shareOf(usage.value) > criticalShare$1 || isUrgent ? "critical" : "warning";
}
function isExhausted(usage) {
	const share = shareOf(usage);
	return share >= exhaustedShare$1 || (usage.refused ?? 0) > 0 && share > criticalShare$1;
}
/** A rise that rests in TIME_WAIT ends by itself while connections come no faster than ports come back. */
function isForeseeable(usage) {
	const { rate: { measured, sustainable }, timeWait, ports } = usage;
	const isPassing = measured !== null && sustainable !== null && measured <= sustainable && timeWait * 2 >= ports;
	return soonest(usage) <= foreseeableMinutes && !isPassing;
}
/** Minutes until the ports may be used up; infinite where nothing surely rises. */
function soonest({ forecast }) {
	if (forecast.kind === "exhausted") return 0;
	return forecast.kind === "rising" ? forecast.toExhaustion.low : Number.POSITIVE_INFINITY;
}
/** Ports come back from TIME_WAIT more slowly than they are asked for, or most of a filling range rests there. */
function isChurn(usage) {
	return usage.timeWait > 0 && usage.timeWait * 2 >= usage.ports && shareOf(usage) > warningShare || isTooFast(usage) && usage.timeWait > usage.usable * churnShare;
}
function isTooFast({ rate }) {
	return rate.measured !== null && rate.sustainable !== null && rate.measured > rate.sustainable;
}
function isSmall({ usage, ipv4 }) {
	const usable = usage.known ? usage.value.usable : ipv4.known ? ipv4.value.number : null;
	return usable !== null && usable < usualPorts * smallShare;
}
/** No usable port at all is as bad as none left. */
function shareOf({ ports, usable }) {
	return usable <= 0 ? 1 : ports / usable;
}
/** The process that is to blame, if one is: it keeps ended connections open, makes up the rise, or holds over half of the range. */
function culpritOf({ usage }) {
	if (!usage.known) return null;
	const { processes, usable, forecast } = usage.value;
	const causes = [];
	for (const process of processes) {
		const { processId, name, ports, growth } = process;
		if (processId === 0) continue;
		const culprit = {
			processId,
			name,
			ports,
			growth
		};
		const unclosed = portsIn(process, "CLOSE_WAIT");
		const reasons = [];
		if (unclosed >= Math.max(leastUnclosed, usable * unclosedShare)) reasons.push({
			code: "process-keeps-open",
			unclosed,
			...culprit
		});
		if (forecast.kind === "rising" && growth !== null && growth > 0 && growth >= forecast.perMinute * growthShare) reasons.push({
			code: "process-grows",
			perMinute: growth,
			...culprit
		});
		if (ports > usable * warningShare) reasons.push({
			code: "process-holds",
			usable,
			...culprit
		});
		if (reasons.length > 0) causes.push({
			culprit,
			reasons
		});
	}
	return causes.sort((one, other) => other.reasons.length - one.reasons.length)[0] ?? null;
}
function portsIn({ byState }, state) {
	return byState[tcpStates.indexOf(state)] ?? 0;
}
/** A log without events, or without an answer, is a reason only where there is hardly another. */
function telling(conclusion, reasons) {
	if (conclusion === "not-ports" || conclusion === "not-known") return reasons;
	const weighty = reasons.filter(({ code }) => code !== "no-events" && code !== "events-not-known");
	return weighty.length >= leastReasons ? weighty : reasons;
}
function reasonsOf(conclusion, evidence, ofCulprit) {
	const { usage } = evidence;
	const log = logReasons(evidence);
	if (!usage.known) {
		const range = conclusion === "small-range" ? rangeReasons(evidence) : [];
		return [
			{
				code: "usage-not-known",
				reason: usage.reason
			},
			...range,
			...log
		];
	}
	const figures = usage.value;
	const { ports, usable, address, refused, timeWait, rate, forecast } = figures;
	const inUse = {
		code: "in-use",
		address,
		ports,
		usable
	};
	const refusals = refused !== null && refused > 0 ? [{
		code: "refused",
		count: refused
	}] : [];
	const resting = timeWait > 0 ? [{
		code: "time-wait",
		timeWait,
		ports
	}] : [];
	const { measured, sustainable, timeWaitSeconds } = rate;
	const rates = measured === null || sustainable === null || timeWaitSeconds === null ? [] : [{
		code: "rate",
		measured,
		sustainable,
		seconds: timeWaitSeconds
	}];
	const outlook = forecast.kind === "rising" ? [{
		code: "forecast",
		forecast
	}] : [];
	const peak = peakOf(evidence);
	const past = peak ? [{
		code: "peak",
		...peak
	}] : [];
	switch (conclusion) {
		case "exhausted-now": return [
			inUse,
			...refusals,
			...ofCulprit,
			...isChurn(figures) ? resting : [],
			...rangeReasons(evidence),
			...log
		];
		case "leak": return [
			inUse,
			...ofCulprit,
			...outlook,
			...log,
			...rangeReasons(evidence)
		];
		case "churn": return [
			inUse,
			...resting,
			...isTooFast(figures) ? rates : [],
			...log,
			...rangeReasons(evidence)
		];
		case "will-be-exhausted": return [
			inUse,
			...outlook,
			...largestHolder(figures),
			...rangeReasons(evidence),
			...log
		];
		case "small-range": return [
			inUse,
			...rangeReasons(evidence),
			...past,
			...log
		];
		case "exhausted-before": return [
			...log,
			...past,
			inUse
		];
		case "not-ports":
		case "not-known": return [
			inUse,
			...log,
			...rates
		];
	}
}
/** Who holds most, where nobody is to blame. */
function largestHolder({ processes, usable }) {
	const first = processes.find(({ processId }) => processId !== 0);
	if (!first) return [];
	const { processId, name, ports, growth } = first;
	return [{
		code: "process-holds",
		usable,
		processId,
		name,
		ports,
		growth
	}];
}
function rangeReasons(evidence) {
	const reasons = [];
	const waiting = storedNotInEffect(evidence);
	if (waiting) reasons.push(waiting);
	const { usage, ipv4 } = evidence;
	const usable = usage.known ? usage.value.usable : ipv4.known ? ipv4.value.number : null;
	if (usable !== null && isSmall(evidence)) reasons.push({
		code: "small-range",
		usable,
		usual: usualPorts
	});
	if (usage.known && usage.value.excluded > usage.value.usable * churnShare) reasons.push({
		code: "excluded",
		excluded: usage.value.excluded
	});
	return reasons;
}
/** MaxUserPort asks for more ports than Windows lends. */
function storedNotInEffect({ of, maxUserPort, ipv4 }) {
	if (of === "this-computer" || !maxUserPort.known || !ipv4.known) return null;
	const { parameter, stored: value } = maxUserPort.value;
	const stored = dwordOf(value);
	const last = ipv4.value.start + ipv4.value.number - 1;
	return stored !== null && stored >= parameter.min && stored <= parameter.max && stored > last ? {
		code: "stored-not-in-effect",
		stored,
		last
	} : null;
}
function logReasons({ events, changedAt }) {
	if (!events.known) return [{
		code: "events-not-known",
		reason: events.reason
	}];
	const { counts: found, since } = events.value;
	if (found.length === 0) return [{
		code: "no-events",
		since
	}];
	return found.map((event) => ({
		code: counts(event, changedAt) ? "event" : "event-before-change",
		...event
	}));
}
function eventOf({ events, changedAt }, id) {
	return events.known ? events.value.counts.find((event) => event.id === id && event.count > 0 && counts(event, changedAt)) ?? null : null;
}
function counts({ lastAt }, changedAt) {
	return changedAt === null || lastAt >= changedAt;
}
/** The fullest moment, where it was critical and the range has not been widened since. */
function peakOf({ usage, changedAt }) {
	if (!usage.known || usage.value.peak === null) return null;
	const { ports, usable, at } = usage.value.peak;
	return !(usable < usage.value.usable || changedAt !== null && at < changedAt) && shareOf({
		ports,
		usable
	}) > criticalShare$1 ? {
		ports,
		usable,
		at
	} : null;
}
function nextStepOf(conclusion, evidence, culprit) {
	const lever = leverOf(evidence);
	const widen = !canWiden(evidence) ? { code: "watch" } : lever === "MaxUserPort" && storedNotInEffect(evidence) ? { code: "restart" } : {
		code: "widen",
		lever
	};
	switch (conclusion) {
		case "exhausted-now":
			if (culprit) return closing(culprit);
			return evidence.usage.known && isChurn(evidence.usage.value) ? {
				code: "reuse-connections",
				lever
			} : widen;
		case "leak": return culprit ? closing(culprit) : widen;
		case "churn": return {
			code: "reuse-connections",
			lever
		};
		case "will-be-exhausted":
		case "small-range": return widen;
		case "exhausted-before": return eventOf(evidence, 4231) || peakOf(evidence) ? { code: "watch" } : { code: "watch-udp" };
		case "not-ports": return { code: "look-elsewhere" };
		case "not-known": return { code: "measure" };
	}
}
function closing({ processId, name }) {
	return {
		code: "close-process",
		processId,
		name
	};
}
/** The registry and netsh speak of the sockets only where all are of the same machine. */
function leverOf({ of, windows }) {
	if (of === "this-computer" || !windows.known) return null;
	return isAtLeast(windows.value.version, 6, 0) ? "dynamic-range" : "MaxUserPort";
}
function canWiden({ ipv4 }) {
	return !ipv4.known || ipv4.value.number < widestWorthWidening;
}
// electron/tuning/diagnosis.ts
/** Programs of Windows are not started again for it within this time, unless it is asked for. */
var slowLifetimeMs = 3e5;
/** Nor within this time, even if it is: a level that wavers asks again and again. */
var shortestLifetimeMs = 5e3;
var dayMs = 864e5;
function diagnosisReader(machine) {
	const source = machine.usage;
	let slow = null;
	const readSlow = async () => {
		const [excluded, events] = await Promise.all([source.excludedRanges?.read(), source.eventLog?.read(7)]);
		return {
			excluded: excluded ? readingOf(excluded) : notAvailable,
			events: events ? eventsOf(events) : notAvailable
		};
	};
	return { async read({ usage, lastChange }, isFresh) {
		const { sample } = usage;
		const simulated = sample.ok ? sample.details.simulated : null;
		const load = sample.ok ? simulated?.load ?? null : sample.simulated ?? null;
		const isSimulated = load !== null;
		const of = isSimulated ? "simulated" : source.of;
		if (!slow || Date.now() - slow.at > (isFresh ? shortestLifetimeMs : slowLifetimeMs)) slow = {
			at: Date.now(),
			facts: readSlow()
		};
		const [system, values, ranges, facts] = await Promise.all([
			machine.system.describe(),
			readCatalogue(machine.registry),
			of === "this-computer" ? source.portRange.read() : machine.portRange.read(),
			isSimulated ? simulatedFacts(simulated?.events ?? null) : slow.facts
		]);
		const parameter = (name) => {
			if (!system.ok) return unknown(system.error);
			if (!values.ok) return unknown(values.error);
			return known({
				parameter: catalogueFor(system.value.version)[name],
				stored: values.value[name]
			});
		};
		const evidence = {
			of,
			load,
			isPractice: machine.kind === "practice",
			windows: system.ok ? known({
				product: system.value.product,
				version: system.value.version
			}) : unknown(system.error),
			ipv4: rangeOf(ranges, "ipv4Tcp"),
			ipv6: rangeOf(ranges, "ipv6Tcp"),
			maxUserPort: parameter("MaxUserPort"),
			timedWaitDelay: parameter("TcpTimedWaitDelay"),
			usage: usageOf(usage),
			...facts,
			changedAt: of === "this-computer" ? null : effectiveSince(lastChange, system)
		};
		return {
			verdict: verdictOf(evidence),
			evidence
		};
	} };
}
function usageOf({ sample, outlook, peak }) {
	if (!sample.ok) return unknown(sample.error);
	const { figures, details } = sample;
	const { busiest, addresses, processes, excluded, largestFree, simulated } = details;
	return known({
		takenAt: figures.takenAt,
		ports: busiest?.ports ?? figures.inUse,
		usable: figures.usable,
		address: busiest?.address ?? null,
		addresses,
		processes,
		timeWait: (busiest ?? figures).byState[tcpStates.indexOf("TIME_WAIT")] ?? 0,
		excluded,
		largestFree,
		peak,
		rate: outlook.rate,
		forecast: outlook.forecast,
		refused: simulated?.refused ?? null
	});
}
/** A simulated machine has no excluded ranges, and the log that its load writes. */
function simulatedFacts(events) {
	return {
		excluded: known([]),
		events: events ? known(countsOf({
			events,
			since: Date.now() - 7 * dayMs
		})) : notAvailable
	};
}
function eventsOf(result) {
	return result.ok ? known(countsOf(result.value)) : unknown(result.error);
}
/** Each of the events that occurred, with how often and when last. */
function countsOf({ events, since }) {
	return {
		since,
		counts: tcpipEvents.flatMap((id) => {
			const times = events.filter((event) => event.id === id).map(({ at }) => at);
			return times.length === 0 ? [] : [{
				id,
				count: times.length,
				lastAt: Math.max(...times)
			}];
		})
	};
}
/** A range holds as soon as it is set, values only from the next start on; null while nothing is in effect. */
function effectiveSince(record, system) {
	if (!record) return null;
	const changed = Date.parse(record.endedAt ?? record.startedAt);
	if (record.changes.every(isRangeChange)) return changed;
	const started = system.ok ? Date.parse(system.value.bootedAt) : NaN;
	return started > changed ? started : null;
}
function rangeOf(ranges, name) {
	if (!ranges.ok) return unknown(ranges.error);
	const reading = ranges.value[name];
	return reading.known ? known(reading.range) : {
		known: false,
		reason: "not-understood",
		detail: shortened(reading.raw)
	};
}
var notAvailable = {
	known: false,
	reason: "not-available",
	detail: ""
};
function known(value) {
	return {
		known: true,
		value
	};
}
function readingOf(result) {
	return result.ok ? known(result.value) : unknown(result.error);
}
function unknown(error) {
	return {
		known: false,
		reason: reasonOf(error),
		detail: error.code === "MACHINE_FAILED" ? shortened(error.detail) : ""
	};
}
function reasonOf({ code }) {
	if (code === "NOT_AVAILABLE_HERE") return "not-available";
	return code === "ACCESS_DENIED" || code === "NOT_ELEVATED" ? "denied" : "failed";
}
/** What a program of Windows said, on one line that fits a table. */
function shortened(text) {
	return text.replace(/\s+/g, " ").trim().slice(0, 160);
}
// electron/shell/diagnosis-handlers.ts
function createDiagnosisHandlers({ machine, usage, journal }) {
	const reader = diagnosisReader(machine);
	return { async "diagnosis.read"({ isFresh }) {
		const lastChange = await journal.lastApplied();
		return success(await reader.read({
			usage: await usage.look(),
			lastChange
		}, isFresh));
	} };
}
// electron/record/history.ts
/** Everything that happened, newest first. Errors: those of reading the machine. */
async function readHistory(audit, journal, machine) {
	const { events, faults } = await audit.read();
	const { records, damaged } = await journal.entries();
	const entries = [];
	for (const event of events) {
		const record = records.find(({ id }) => id === event.changeId);
		const inTheWay = record?.state === "applied" ? await changedSince(machine, record) : success([]);
		if (!inTheWay.ok) return inTheWay;
		entries.push({
			event,
			undo: undoState(event, record, inTheWay.value),
			inTheWay: inTheWay.value,
			hasTicket: record !== void 0
		});
	}
	return success({
		entries: entries.reverse(),
		faults,
		damagedJournal: damaged
	});
}
function undoState(event, record, inTheWay) {
	if (event.outcome !== "done" || !record) return "none";
	if (record.state === "undone") return "undone";
	if (record.state !== "applied") return "none";
	return inTheWay.length === 0 ? "possible" : "changed-since";
}
async function changedSince(machine, record) {
	const names = [];
	for (const change of record.changes) {
		const now = await readSetting(machine, change);
		if (!now.ok) return now;
		if (!isSameSetting(now.value, change.after)) names.push(change.name);
	}
	return success(names);
}
var columns$1 = [
	"time (UTC)",
	"kind",
	"outcome",
	"error",
	"computer",
	"user",
	"value",
	"before",
	"after",
	"backup",
	"backup SHA-256",
	"program version",
	"change"
];
/**
* The events as CSV (RFC 4180, CRLF, UTF-8 with byte order mark, one line for each changed value). A cell that a
* spreadsheet would take for a formula gets an apostrophe in front.
*/
function historyCsv$1(events) {
	return `\ufeff${[columns$1, ...events.flatMap((event) => {
		const { at, kind, outcome, errorCode, computerName, userName, backup, programVersion, changeId } = event;
		return (event.changes.length > 0 ? event.changes : [{
			name: "",
			before: null,
			after: null
		}]).map(({ name, before, after }) => [
			at,
			kind,
			outcome,
			errorCode ?? "",
			computerName,
			userName,
			name,
			plain(before),
			plain(after),
			backup?.file ?? "",
			backup?.sha256 ?? "",
			programVersion,
			changeId ?? ""
		]);
	})].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("")}`;
}
function plain(stored) {
	if (!stored) return "";
	if (isRange(stored)) return `start ${stored.start} number ${stored.number}`;
	if (!stored.present) return "not set";
	return String(dwordOf(stored) ?? `${registryTypeName(stored.type)} ${stored.hex}`);
}
function cell(text) {
	const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll("\"", "\"\"")}"` : harmless;
}
// electron/shell/history-handlers.ts
function createHistoryHandlers({ machine, audit, journal, desktop }) {
	return {
		"history.read": () => readHistory(audit, journal, machine),
		async "history.export"({ format }) {
			const { events } = await audit.read();
			const file = await desktop.chooseTarget(format, `port-wizard-history.${format}`);
			if (file === null) return failure({ code: "NOT_CONFIRMED" });
			try {
				await machine.disk.writeDurably(file, format === "csv" ? historyCsv$1(events) : `${JSON.stringify(events, null, 2)}\n`);
			} catch (error) {
				return failure({
					code: "STORAGE_FAILED",
					detail: String(error)
				});
			}
			return success({ file });
		}
	};
}
// electron/tuning/origin.ts
/** What nmap issue 3499 measured on Windows 11 with MaxUserPort 65534. */
var rangeOfMaxUserPort = {
	start: 1024,
	number: 64511
};
/** The first known pattern that matches, the most telling first; null when there is nothing to tell. */
function originOf({ maxUserPort, timedWaitDelay, strictTimeWaitSeqCheck, effective }) {
	const port = dwordOf(maxUserPort);
	if (port === 65534 && dwordOf(timedWaitDelay) === 30 && dwordOf(strictTimeWaitSeqCheck) === 1) return "nmap";
	if (port === 6e4) return "exchange-2007";
	if (effective.known && isSameSetting(effective.range, rangeOfMaxUserPort)) return "max-user-port-range";
	if (effective.known && isSameSetting(effective.range, rangePresets.widest)) return "widest-range";
	return port === 65534 ? "article" : null;
}
// electron/shell/machine-handlers.ts
/** Time that people who are logged on get before a restart. */
var restartDelaySeconds = 120;
/** `isChanging` is asked before a restart: a change must not be cut off by it. */
function createMachineHandlers(services, isChanging) {
	const { machine, journal, desktop, words } = services;
	return {
		async "machine.describe"() {
			const system = await machine.system.describe();
			if (!system.ok) return system;
			const { regExe: _, ...info } = system.value;
			return success({
				...info,
				kind: machine.kind,
				programVersion: desktop.programVersion,
				locale: desktop.locale,
				usageSource: machine.usage.of,
				usageProduct: machine.usage.product
			});
		},
		async "parameters.read"() {
			const system = await machine.system.describe();
			if (!system.ok) return system;
			const values = await readCatalogue(machine.registry);
			if (!values.ok) return values;
			const [ranges, excluded] = await Promise.all([machine.portRange.read(), machine.portClaims.excluded()]);
			if (!ranges.ok) return ranges;
			const strict = await readStored(machine.registry, "StrictTimeWaitSeqCheck");
			if (!strict.ok) return strict;
			const catalogue = catalogueFor(system.value.version);
			return success({
				keyPath: parametersKeyPath,
				parameters: parameterNames.map((name) => ({
					parameter: catalogue[name],
					stored: values.value[name]
				})),
				effective: ranges.value.ipv4Tcp,
				ranges: hasDynamicRanges(system.value.version) ? ranges.value : null,
				excluded: excluded.ok ? excluded.value.map(({ start, number }) => ({
					start,
					number
				})) : null,
				origin: originOf({
					maxUserPort: values.value.MaxUserPort,
					timedWaitDelay: values.value.TcpTimedWaitDelay,
					strictTimeWaitSeqCheck: strict.value,
					effective: ranges.value.ipv4Tcp
				}),
				lastChange: await journal.lastApplied()
			});
		},
		"registry-editor.open": () => machine.system.openRegistryEditor(),
		async "machine.restart"() {
			if (machine.practice) return failure({ code: "NOT_AVAILABLE_HERE" });
			if (isChanging()) return failure({ code: "BUSY" });
			if (!await desktop.confirmRestart(restartDelaySeconds)) return failure({ code: "NOT_CONFIRMED" });
			const restartsAt = new Date(Date.now() + restartDelaySeconds * 1e3).toISOString();
			const requested = await machine.system.requestRestart(restartDelaySeconds, words("confirm.restartNotice"));
			return requested.ok ? success({ restartsAt }) : requested;
		},
		"machine.cancel-restart": () => machine.system.cancelRestart(),
		"clipboard.write"({ text }) {
			desktop.copy(text);
			return Promise.resolve(success(null));
		},
		async "practice.restart"() {
			if (!machine.practice) return failure({ code: "NOT_AVAILABLE_HERE" });
			const restarted = await machine.practice.restart();
			if (restarted.ok) desktop.machineChanged();
			return restarted;
		}
	};
}
// electron/record/ticket-risks.ts
/** Programs of the house listen below this port more often than above it: the first port of today's default range (929851). */
var firstDefaultPort = 49152;
/** One line for each risk; the last one says what keeps them small. */
function ticketRisks(words, changes) {
	return [
		...changes.some(lendsLowPorts) ? [words("ticket.risks.lowPorts")] : [],
		...changes.some(narrows) ? [words("ticket.risks.fewerPorts")] : [],
		...changes.some(shortensTimeWait) ? [words("ticket.risks.timeWait")] : [],
		...changes.some((change) => !isRangeChange(change)) ? [words("ticket.risks.values")] : [],
		...changes.some(isRangeChange) ? [words("ticket.risks.ranges")] : [],
		words("ticket.risks.small")
	];
}
/** Ports are lent that were not lent before, and that programs may listen on. */
function lendsLowPorts(change) {
	if (isRangeChange(change)) return change.after.start < Math.min(change.before.start, firstDefaultPort);
	return isSameName(change.name, "MaxUserPort") && highest(change.after) > highest(change.before);
}
function narrows(change) {
	if (isRangeChange(change)) return change.after.number < change.before.number;
	return isSameName(change.name, "MaxUserPort") && highest(change.after) < highest(change.before);
}
function highest(stored) {
	return dwordOf(stored) ?? defaultHighest;
}
var defaultHighest = catalogueFor({
	major: 5,
	minor: 0,
	build: 0
}).MaxUserPort.defaultValue;
function shortensTimeWait(change) {
	if (isRangeChange(change) || !isSameName(change.name, "TcpTimedWaitDelay")) return false;
	const after = dwordOf(change.after);
	return after !== null && after < 60;
}
// electron/record/user-names.ts
/** Folders whose sub-folders are named after users: Windows since Vista and macOS, Windows before, Linux. */
var profileFolders = [
	"users",
	"documents and settings",
	"home"
];
/** `path` with the folders that name a user replaced; `userName` may carry its domain. The file's own name is kept. */
function withoutUserNames(path, userName, replacement) {
	const own = userName.split(/[\\/@]/).filter((part) => part !== "").map((part) => part.toLowerCase());
	const parts = path.split(/([\\/])/);
	const last = parts.length - 1;
	return parts.map((part, index) => {
		if (index === last || index % 2 === 1) return part;
		const folder = part.toLowerCase();
		const isProfile = profileFolders.includes(parts[index - 2]?.toLowerCase() ?? "");
		return part !== "" && (isProfile || own.some((name) => folder.includes(name))) ? replacement : part;
	}).join("");
}
// electron/record/ticket.ts
/** The record in sections, for any of its forms; times carry their zone. */
function ticketOf(words, facts) {
	const texts = textsFor(words, facts);
	return {
		title: words("ticket.title"),
		notice: facts.machine.kind === "practice" ? words("ticket.practice") : null,
		sections: [
			aboutSection(words, facts, texts),
			symptomSection(words, facts, texts),
			{
				title: words("ticket.sections.risk"),
				parts: [{
					kind: "lines",
					lines: ticketRisks(words, facts.record.changes)
				}]
			},
			implementationSection(words, facts),
			backupSection(words, facts, texts),
			backoutSection(words, facts),
			resultSection(words, facts, texts)
		]
	};
}
function textsFor(words, { machine: { locale } }) {
	const time = new Intl.DateTimeFormat(locale, {
		dateStyle: "medium",
		timeStyle: "long"
	});
	const percent = new Intl.NumberFormat(locale, {
		style: "percent",
		maximumFractionDigits: 1
	});
	return {
		time: (moment) => time.format(new Date(moment)),
		share: (ports, usable) => words("ticket.share", {
			ports,
			usable,
			percent: usable === 0 ? words("ticket.notKnown") : percent.format(ports / usable)
		})
	};
}
function aboutSection(words, { record, machine, options }, { time }) {
	const { major, minor, build } = machine.version;
	const { requester, ticketNumber, leavesOutUserNames } = options;
	const facts = [
		...ticketNumber.trim() === "" ? [] : [[words("ticket.names.number"), ticketNumber.trim()]],
		...requester.trim() === "" ? [] : [[words("ticket.names.requester"), requester.trim()]],
		[words("ticket.names.item"), words("ticket.item", {
			computer: record.computerName,
			product: machine.product,
			version: `${major}.${minor}.${build}`
		})],
		[words("ticket.names.operator"), leavesOutUserNames ? words("ticket.leftOut") : record.userName],
		[words("ticket.names.time"), time(record.endedAt ?? record.startedAt)],
		[words("ticket.names.action"), words(`ticket.reasons.${record.reason}`)],
		[words("ticket.names.restart"), restartText(words, record, machine, time)],
		[words("ticket.names.program"), words("ticket.program", {
			version: record.programVersion,
			id: record.id
		})]
	];
	return {
		title: words("ticket.sections.about"),
		parts: [{
			kind: "facts",
			facts
		}]
	};
}
function restartText(words, { changes, state, startedAt }, { bootedAt }, time) {
	if (changes.every(isRangeChange)) return words("ticket.restart.none");
	if (state === "rolled-back") return words("ticket.restart.nothingLeft");
	return Date.parse(bootedAt) > Date.parse(startedAt) ? words("ticket.restart.done", { time: time(bootedAt) }) : words("ticket.restart.needed");
}
function symptomSection(words, { record: { measuredBefore, rangesBefore } }, texts) {
	const conclusion = conclusions.find((code) => code === measuredBefore?.conclusion);
	const usage = measuredBefore?.usage;
	const facts = [
		...conclusion ? [[words("ticket.names.conclusion"), words(`ticket.conclusions.${conclusion}`)]] : [],
		...rangesBefore ? [[words("ticket.names.rangeBefore"), rangeText(words, rangesBefore.ipv4Tcp)]] : [],
		...usage ? usageFacts(words, usage, texts) : []
	];
	const missing = measuredBefore ? usage ? [] : [words("ticket.usageNotMeasured")] : [words("ticket.usageNotRecorded")];
	return {
		title: words("ticket.sections.symptom"),
		parts: [{
			kind: "lines",
			lines: [words("ticket.symptom"), ...missing]
		}, ...facts.length > 0 ? [{
			kind: "facts",
			facts
		}] : []]
	};
}
function usageFacts(words, usage, { time, share }) {
	const { of, product, usable, inUse, timeWait, busiest, takenAt } = usage;
	return [
		[words("ticket.names.inUse"), share(inUse, usable)],
		[words("ticket.names.timeWait"), String(timeWait)],
		...busiest ? [[words("ticket.names.busiest"), words("ticket.busiest", {
			address: busiest.address,
			share: share(busiest.ports, usable)
		})]] : [],
		[words("ticket.names.measured"), words(`ticket.measured.${of}`, {
			time: time(takenAt),
			product
		})]
	];
}
function implementationSection(words, { record, options }) {
	const { changes, state } = record;
	const { apply, applyCommands } = planTexts(changes);
	const isWholeInCommands = !applyCommands.some((command) => command.startsWith("reg.exe import"));
	return {
		title: words("ticket.sections.implementation"),
		parts: [
			...changes.some(isValueChange) ? [{
				kind: "facts",
				facts: [[words("ticket.names.key"), parametersKeyPath]]
			}] : [],
			{
				kind: "table",
				columns: [
					words("ticket.columns.name"),
					words("ticket.columns.before"),
					words("ticket.columns.after")
				],
				rows: changes.map(({ name, before, after }) => [
					name === "" ? "@" : name,
					storedText(words, before),
					storedText(words, after)
				])
			},
			{
				kind: "lines",
				lines: [words(state === "applied" || state === "undone" ? "ticket.readBack" : `ticket.notReadBack.${state}`), words("ticket.commands")]
			},
			{
				kind: "code",
				text: applyCommands.join("\n")
			},
			...isWholeInCommands ? [] : regTextParts(words, "apply.reg", apply, options)
		]
	};
}
/** Values without a spelling on a command line are imported; their data may be any text. */
function regTextParts(words, file, text, { leavesOutUserNames }) {
	if (leavesOutUserNames) return [{
		kind: "lines",
		lines: [words("ticket.regTextLeftOut", { file })]
	}];
	return [{
		kind: "lines",
		lines: [words("ticket.regText", { file })]
	}, {
		kind: "code",
		text
	}];
}
function backupSection(words, { record: { backup, userName }, options }, { time }) {
	const file = options.leavesOutUserNames ? withoutUserNames(backup.file, userName, words("ticket.leftOutInPath")) : backup.file;
	return {
		title: words("ticket.sections.backup"),
		parts: [{
			kind: "lines",
			lines: [words("ticket.backupText")]
		}, {
			kind: "facts",
			facts: [
				[words("ticket.names.file"), file],
				[words("ticket.names.sha256"), backup.sha256],
				[words("ticket.names.taken"), time(backup.createdAt)]
			]
		}]
	};
}
function backoutSection(words, { record, options }) {
	const { changes } = record;
	const { undo, undoCommands } = planTexts(changes);
	const hasValues = changes.some(isValueChange);
	return {
		title: words("ticket.sections.backout"),
		parts: [
			{
				kind: "lines",
				lines: [words("ticket.backout.inProgram"), words("ticket.backout.byHand")]
			},
			{
				kind: "code",
				text: undoCommands.join("\n")
			},
			...undoCommands.some((command) => command.startsWith("reg.exe import")) ? regTextParts(words, "undo.reg", undo, options) : [],
			{
				kind: "lines",
				lines: [words(hasValues ? "ticket.backout.restart" : "ticket.backout.atOnce")]
			}
		]
	};
}
function resultSection(words, facts, texts) {
	const { record, proof, effective, usageNow, madeAt } = facts;
	const { rangesBefore, measuredBefore } = record;
	return {
		title: words("ticket.sections.result"),
		parts: [
			{
				kind: "table",
				columns: [
					words("ticket.columns.test"),
					words("ticket.columns.before"),
					words("ticket.columns.after")
				],
				rows: [
					...record.changes.map((change, index) => {
						const stored = proof.rows[index]?.stored;
						return [
							words("ticket.storedNow", { name: change.name === "" ? "@" : change.name }),
							storedText(words, change.before),
							stored ? storedText(words, stored) : words("ticket.notKnown")
						];
					}),
					[
						words("ticket.names.effective"),
						rangesBefore ? rangeText(words, rangesBefore.ipv4Tcp) : words("ticket.notKnown"),
						rangeText(words, effective)
					],
					[
						words("ticket.names.inUse"),
						usageText(measuredBefore?.usage),
						usageText(usageNow)
					]
				]
			},
			...record.state === "applied" ? [{
				kind: "lines",
				lines: probeLines(words, proof)
			}] : [],
			{
				kind: "facts",
				facts: [[words("ticket.names.result"), resultText(words, facts)], [words("ticket.names.made"), texts.time(madeAt)]]
			}
		]
	};
	function usageText(usage) {
		return usage ? texts.share(usage.inUse, usage.usable) : words("ticket.notKnown");
	}
}
/** A change that did not stay in force has no effect to speak of. */
function resultText(words, { record: { state }, verdict, effective }) {
	return state === "applied" ? words(`ticket.verdicts.${verdict}`, { range: rangeText(words, effective) }) : words(`ticket.states.${state}`);
}
// electron/record/ticket-forms.ts
/** Plain text, lines ended by LF. */
function plainTicket({ title, notice, sections }) {
	const blocks = sections.flatMap((section) => [`${oneLine(section.title)}\n${"-".repeat(section.title.length)}`, ...section.parts.map(plainPart)]);
	return `${[
		oneLine(title),
		...notice === null ? [] : [oneLine(notice)],
		...blocks
	].join("\n\n")}\n`;
}
function plainPart(part) {
	switch (part.kind) {
		case "facts": return part.facts.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`).join("\n");
		case "lines": return part.lines.map(oneLine).join("\n");
		case "table": {
			const [, before, after] = part.columns.map((column) => oneLine(column).toLowerCase());
			return part.rows.map(([name, from, to]) => `${oneLine(name)}: ${before ?? ""} ${oneLine(from)}, ${after ?? ""} ${oneLine(to)}`).join("\n");
		}
		case "code": return codeLines(part.text).map((line) => `  ${line}`.trimEnd()).join("\n");
	}
}
/** Markdown as CommonMark with tables has it (GitHub, GitLab, Jira and ServiceNow importers). */
function markdownTicket({ title, notice, sections }) {
	const blocks = sections.flatMap((section) => [`## ${inline(section.title)}`, ...section.parts.map(markdownPart)]);
	return `${[
		`# ${inline(title)}`,
		...notice === null ? [] : [`**${inline(notice)}**`],
		...blocks
	].join("\n\n")}\n`;
}
function markdownPart(part) {
	switch (part.kind) {
		case "facts": return table(["", ""], part.facts);
		case "lines": return part.lines.map((line) => `- ${inline(line)}`).join("\n");
		case "table": return table(part.columns, part.rows);
		case "code": {
			const fence = "`".repeat(Math.max(3, 1 + longestRun(part.text)));
			return [
				fence,
				...codeLines(part.text),
				fence
			].join("\n");
		}
	}
}
function table(columns, rows) {
	const row = (cells) => `| ${cells.map((cell) => inline(cell)).join(" | ")} |`;
	return [
		row(columns),
		`|${" --- |".repeat(columns.length)}`,
		...rows.map(row)
	].join("\n");
}
/** Text that stands for itself in a paragraph, a heading, a list item or a cell: what Markdown would take for a sign is escaped. */
function inline(text) {
	return oneLine(text).replace(/[\\`*_{}[\]<>|~&!$@#^=+]/g, "\\$&").replace(/^([-.):]|\d+[.)])/, (sign) => `${sign.slice(0, -1)}\\${sign.slice(-1)}`).replaceAll("://", "\\://").replace(/www\./gi, (address) => `${address.slice(0, -1)}\\.`);
}
function longestRun(text) {
	return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
/** A page without scripts for printing; `nonce` is that of the policy it is served with. */
function ticketPage({ title, notice, sections }, language, nonce) {
	const body = sections.map((section) => `<section><h2>${html(section.title)}</h2>${section.parts.map(pagePart).join("")}</section>`);
	return [
		"<!doctype html>",
		`<html lang="${html(language)}"><head><meta charset="utf-8"><title>${html(title)}</title><style nonce="${html(nonce)}">${pageStyle}</style></head><body>`,
		`<h1>${html(title)}</h1>`,
		...notice === null ? [] : [`<p class="notice">${html(notice)}</p>`],
		...body,
		"</body></html>"
	].join("\n");
}
function pagePart(part) {
	switch (part.kind) {
		case "facts": return `<table class="facts"><tbody>${part.facts.map(([name, value]) => `<tr><th scope="row">${html(name)}</th><td>${html(value)}</td></tr>`).join("")}</tbody></table>`;
		case "lines": return `<ul>${part.lines.map((line) => `<li>${html(line)}</li>`).join("")}</ul>`;
		case "table": return `<table><thead><tr>${part.columns.map((column) => `<th scope="col">${html(column)}</th>`).join("")}</tr></thead><tbody>${part.rows.map(([name, ...cells]) => `<tr><th scope="row">${html(name)}</th>${cells.map((cell) => `<td>${html(cell)}</td>`).join("")}</tr>`).join("")}</tbody></table>`;
		case "code": return `<pre>${codeLines(part.text).map(escaped).join("\n")}</pre>`;
	}
}
var pageStyle = [
	"body{font:10pt/1.4 \"Segoe UI\",Arial,sans-serif;color:#000;margin:0}",
	"h1{font-size:16pt;line-height:1.2;margin:0 0 6pt}",
	"h2{font-size:12pt;margin:12pt 0 4pt;border-bottom:1px solid #999;break-after:avoid}",
	"ul{margin:0 0 6pt;padding-left:14pt;break-after:avoid}",
	"table{border-collapse:collapse;width:100%;margin:0 0 6pt}",
	"tr{break-inside:avoid}",
	"th,td{text-align:left;vertical-align:top;padding:2pt 6pt 2pt 0;border-bottom:1px solid #ddd;overflow-wrap:anywhere}",
	".facts th{width:32%;font-weight:600}",
	"pre{font:9pt/1.4 Consolas,\"Courier New\",monospace;white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;padding:6pt;margin:0 0 6pt}",
	".notice{font-weight:600;border:2px solid #000;padding:4pt 6pt}"
].join("");
function html(text) {
	return escaped(oneLine(text));
}
function escaped(text) {
	return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
/** Names of values and what a machine answers may hold line breaks, controls and marks that reverse the direction. */
function oneLine(text) {
	return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}
/** The lines of a code, without other controls. */
function codeLines(text) {
	const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "�"));
	while (lines.at(-1) === "") lines.pop();
	return lines;
}
// electron/shell/ticket-handlers.ts
/** Language of the words in a ticket. */
var language = "en";
function createTicketHandlers(services, { describe, outcomeOf }) {
	const { machine, journal, desktop, words, ticketSettingsFile } = services;
	async function compose(id, options) {
		const { records } = await journal.entries();
		const record = records.find((entry) => entry.id === id);
		if (!record) return failure({ code: "TOKEN_UNKNOWN" });
		const info = await describe({});
		if (!info.ok) return info;
		const outcome = await outcomeOf(info.value, record);
		const ranges = await machine.portRange.read();
		const sample = await sampleSoon(services.usage);
		const ticket = ticketOf(words, {
			...outcome,
			effective: ranges.ok ? ranges.value.ipv4Tcp : {
				known: false,
				raw: ""
			},
			usageNow: sample && usageNote(sample, machine.usage),
			madeAt: Date.now(),
			machine: info.value,
			options
		});
		return success({
			ticket,
			record
		});
	}
	/** Kept for the next ticket. That it could not be kept is no reason to refuse this one: it is logged. */
	async function keep(options) {
		try {
			await machine.disk.writeDurably(ticketSettingsFile, `${JSON.stringify(options)}\n`);
		} catch (error) {
			desktop.logIncident(error);
		}
	}
	async function contentOf(ticket, format) {
		switch (format) {
			case "markdown": return markdownTicket(ticket);
			case "text": return `\ufeff${plainTicket(ticket).replaceAll("\n", "\r\n")}`;
			case "pdf": return desktop.printToPdf({
				page: (nonce) => ticketPage(ticket, language, nonce),
				locale: desktop.locale,
				footer: (page, pages) => words("ticket.pageNumber", {
					page,
					pages
				})
			});
		}
	}
	return {
		"ticket.options": async () => success(await readOptions(ticketSettingsFile)),
		async "ticket.make"({ id, options }) {
			const made = await compose(id, options);
			return made.ok ? success({
				text: plainTicket(made.value.ticket),
				markdown: markdownTicket(made.value.ticket)
			}) : made;
		},
		async "ticket.copy"({ id, options, format }) {
			const made = await compose(id, options);
			if (!made.ok) return made;
			desktop.copy(format === "text" ? plainTicket(made.value.ticket) : markdownTicket(made.value.ticket));
			await keep(options);
			return success(null);
		},
		async "ticket.save"({ id, options, format }) {
			const made = await compose(id, options);
			if (!made.ok) return made;
			const { ticket, record } = made.value;
			const file = await desktop.chooseTarget(extensions[format], `${fileName(record)}.${extensions[format]}`);
			if (file === null) return failure({ code: "NOT_CONFIRMED" });
			try {
				await machine.disk.writeDurably(file, await contentOf(ticket, format));
			} catch (error) {
				return failure({
					code: "STORAGE_FAILED",
					detail: String(error)
				});
			}
			await keep(options);
			return success({ file });
		}
	};
	function fileName({ computerName, startedAt }) {
		return words("ticket.fileName", {
			computer: computerName.replace(/[^A-Za-z0-9_-]/g, "_"),
			date: startedAt.slice(0, 10)
		});
	}
}
var extensions = {
	markdown: "md",
	text: "txt",
	pdf: "pdf"
};
/** Empty where nothing was kept, or the file is not ours. */
async function readOptions(file) {
	try {
		return ticketOptionsSchema.parse(JSON.parse(await readFile(file, "utf8")));
	} catch {
		return noTicketOptions;
	}
}
// electron/shell/handlers.ts
function createHandlers(services) {
	const { desktop } = services;
	const machineHandlers = createMachineHandlers(services, () => changes.isChanging());
	const diagnosis = createDiagnosisHandlers(services);
	const changes = createChangeHandlers(services, machineHandlers["machine.describe"], diagnosis["diagnosis.read"]);
	return {
		handlers: {
			...machineHandlers,
			...changes.handlers,
			...diagnosis,
			...services.usage.handlers,
			...createBackupHandlers({
				...services,
				programVersion: desktop.programVersion,
				showPlan: (planned, backup) => changes.showPlan({
					changes: planned,
					reason: "restore",
					backup
				})
			}),
			...createCommandsHandlers(services, {
				describe: machineHandlers["machine.describe"],
				shownChanges: changes.shownChanges
			}),
			...createHistoryHandlers(services),
			...createTicketHandlers(services, {
				describe: machineHandlers["machine.describe"],
				outcomeOf: changes.outcomeOf
			})
		},
		isChanging: changes.isChanging,
		applyPlanned: changes.applyPlanned
	};
}
// electron/contract/schemas.ts
var storedValueSchema = union([strictObject({ present: literal(false) }), strictObject({
	present: literal(true),
	type: number().int().min(0).max(4294967295),
	hex: string().regex(/^(?:[0-9a-f]{2})*$/)
})]);
var portRangeSchema = strictObject({
	start: number().int().min(0).max(65535),
	number: number().int().min(0).max(65536)
});
/** One side of a change. */
var settingSchema = union([storedValueSchema, portRangeSchema]);
/** A value, as since the first version; or a range, since dynamic port ranges are changed as well. */
var changeSchema = union([strictObject({
	name: string(),
	before: storedValueSchema,
	after: storedValueSchema
}), strictObject({
	name: string(),
	range: _enum(rangeNames),
	before: portRangeSchema,
	after: portRangeSchema
})]);
var rangeReadingSchema = union([strictObject({
	known: literal(true),
	range: portRangeSchema
}), strictObject({
	known: literal(false),
	raw: string()
})]);
var portRangesSchema = strictObject({
	ipv4Tcp: rangeReadingSchema,
	ipv4Udp: rangeReadingSchema,
	ipv6Tcp: rangeReadingSchema,
	ipv6Udp: rangeReadingSchema
});
var backupInfoSchema = strictObject({
	id: uuid(),
	file: string().min(1),
	folder: string().min(1),
	createdAt: datetime(),
	sizeInBytes: number().int().min(0),
	sha256: string().regex(/^[0-9a-f]{64}$/),
	valueCount: number().int().min(0),
	writtenBy: _enum(["reg.exe", "own-codec"])
});
var portCount = number().int().min(0).max(65536);
var measuredBeforeSchema = strictObject({
	usage: strictObject({
		takenAt: datetime(),
		of: _enum([
			"machine",
			"this-computer",
			"simulated"
		]),
		product: string(),
		range: portRangeSchema,
		usable: portCount,
		inUse: portCount,
		timeWait: portCount,
		busiest: strictObject({
			address: string(),
			ports: portCount
		}).nullable()
	}).nullable(),
	conclusion: _enum(conclusions).nullable()
});
var changeRecordSchema = strictObject({
	id: uuid(),
	reason: _enum([
		"apply",
		"restore",
		"undo",
		"recovery"
	]),
	state: _enum([
		"open",
		"applied",
		"rolled-back",
		"undone",
		"kept"
	]),
	startedAt: datetime(),
	endedAt: datetime().nullable(),
	changes: array(changeSchema).min(1),
	backup: backupInfoSchema,
	bootedAt: datetime(),
	rangesBefore: portRangesSchema.optional(),
	computerName: string(),
	userName: string(),
	programVersion: string(),
	measuredBefore: measuredBeforeSchema.optional()
});
// electron/contract/audit.ts
var auditEventSchema = strictObject({
	/** ISO 8601, UTC. */
	at: datetime(),
	kind: _enum([
		"backup",
		"backup-deleted",
		"apply",
		"restore",
		"undo",
		"recovery"
	]),
	outcome: _enum([
		"done",
		"refused",
		"failed"
	]),
	/** Code of the error where it was refused or failed. */
	errorCode: string().nullable(),
	/** Journal entry of the change, where there is one. */
	changeId: uuid().nullable(),
	changes: array(changeSchema).readonly(),
	backup: backupInfoSchema.nullable(),
	/** SHA-256 of the backup's manifest, so that it cannot be exchanged unnoticed. */
	manifestSha256: string().regex(/^[0-9a-f]{64}$/).nullable(),
	computerName: string(),
	userName: string(),
	programVersion: string()
});
// electron/audit/audit-log.ts
var lineSchema = strictObject({
	/** Counts from 1. */
	number: number().int().min(1),
	/** SHA-256 of the line before, without its line end; 64 zeros in the first line. */
	previous: string().regex(/^[0-9a-f]{64}$/),
	event: auditEventSchema
});
var firstPrevious = "0".repeat(64);
/** The history in `file`. Appends are carried out one after the other. */
function auditLog(file) {
	let queue = Promise.resolve();
	async function appendNow(event) {
		const text = await textOf(file);
		const lines = completeLines(text);
		const line = JSON.stringify({
			number: lines.length + 1,
			previous: hashOf(lines.at(-1)),
			event
		});
		await mkdir(dirname(file), { recursive: true });
		const handle = await open(file, "a");
		try {
			await handle.appendFile(`${text === "" || text.endsWith("\n") ? "" : "\n"}${line}\n`);
			await handle.sync();
		} finally {
			await handle.close();
		}
	}
	return {
		append(event) {
			const appended = queue.then(() => appendNow(event));
			queue = appended.catch(() => void 0);
			return appended;
		},
		async read() {
			await queue;
			return readLines(await textOf(file));
		}
	};
}
function readLines(text) {
	const events = [];
	const faults = [];
	let previous = firstPrevious;
	for (const [index, line] of completeLines(text).entries()) {
		const number = index + 1;
		const parsed = parseLine(line);
		if (!parsed) faults.push({
			line: number,
			kind: "unreadable"
		});
		else {
			events.push(parsed.event);
			if (parsed.previous !== previous || parsed.number !== number) faults.push({
				line: number,
				kind: "not-linked"
			});
		}
		previous = hashOf(line);
	}
	if (text !== "" && !text.endsWith("\n")) faults.push({
		line: completeLines(text).length,
		kind: "cut-off"
	});
	return {
		events,
		faults
	};
}
function parseLine(line) {
	try {
		return lineSchema.parse(JSON.parse(line));
	} catch {
		return null;
	}
}
/** Every line of the text; a last one without line end counts too. */
function completeLines(text) {
	const lines = text.split("\n");
	if (lines.at(-1) === "") lines.pop();
	return lines;
}
function hashOf(line) {
	return line === void 0 ? firstPrevious : createHash("sha256").update(line).digest("hex");
}
async function textOf(file) {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
		throw error;
	}
}
// electron/backup/manifest.ts
var manifestSchema = strictObject({
	format: literal(1),
	backup: backupInfoSchema,
	reason: _enum(["manual", "before-change"]),
	note: string().max(500),
	key: literal(parametersKeyPath),
	/** Each value of the catalogue as it was, absence included: a .reg file cannot say that a value was absent. */
	catalogue: record(_enum(parameterNames), storedValueSchema),
	/** The dynamic port ranges are not stored below the key, so the .reg file does not hold them. */
	portRanges: portRangesSchema.nullable(),
	computerName: string(),
	userName: string(),
	programVersion: string()
});
/** The manifest in a text; null when it is not one of this program. */
function readManifest(text) {
	try {
		return manifestSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
function manifestText(manifest) {
	return `${JSON.stringify(manifest, null, 2)}\n`;
}
/** Path of the manifest that belongs to a .reg file. */
function manifestPath(regFile) {
	return regFile.replace(/\.reg$/, ".json");
}
/** SHA-256 in lower-case hexadecimal. */
function sha256(data) {
	return createHash("sha256").update(data).digest("hex");
}
// electron/backup/catalogue.ts
/** The backups in `folder`. */
function backupCatalogue(folder, audit, place = "machine") {
	async function everything() {
		const { events, faults } = await audit.read();
		const recorded = recordedBackups(events);
		const names = await readdir(folder).catch(() => []);
		const found = [];
		const known = /* @__PURE__ */ new Set();
		for (const event of recorded.values()) {
			const entry = await checked(folder, event);
			found.push(entry);
			known.add(basename(event.backup.file)).add(basename(manifestPath(event.backup.file)));
		}
		for (const name of names.filter((some) => some.endsWith(".json") && !known.has(some))) {
			const entry = await unrecorded(folder, name);
			if (!entry) continue;
			found.push(entry);
			known.add(name).add(basename(entry.listing.backup.file));
		}
		found.sort((a, b) => b.listing.backup.createdAt.localeCompare(a.listing.backup.createdAt));
		return {
			found,
			strangers: names.filter((name) => !known.has(name)),
			faults
		};
	}
	return {
		async list(neededId) {
			const { found, strangers, faults } = await everything();
			return {
				backups: found.map(({ listing }) => ({
					...listing,
					place,
					isNeededForUndo: listing.backup.id === neededId
				})),
				strangers,
				historyFaults: faults
			};
		},
		async find(id) {
			const entry = (await everything()).found.find(({ listing }) => listing.backup.id === id);
			return entry ? {
				listing: {
					...entry.listing,
					place,
					isNeededForUndo: false
				},
				manifest: entry.manifest
			} : null;
		},
		async remove({ backup }, by) {
			await audit.append({
				at: (/* @__PURE__ */ new Date()).toISOString(),
				kind: "backup-deleted",
				outcome: "done",
				errorCode: null,
				changeId: null,
				changes: [],
				backup,
				manifestSha256: null,
				...by
			});
			const file = join(folder, basename(backup.file));
			await rm(manifestPath(file), { force: true });
			await rm(file, { force: true });
		}
	};
}
function recordedBackups(events) {
	const recorded = /* @__PURE__ */ new Map();
	for (const event of events) {
		const { kind, backup } = event;
		if (!backup) continue;
		if (kind === "backup") recorded.set(backup.id, {
			...event,
			backup
		});
		if (kind === "backup-deleted") recorded.delete(backup.id);
	}
	return recorded;
}
/** A backup that the history knows: what it says is compared with what lies on disk. */
async function checked(folder, event) {
	const backup = {
		...event.backup,
		folder,
		file: join(folder, basename(event.backup.file))
	};
	const bytes = await readFile(backup.file).catch(() => null);
	const text = await readFile(manifestPath(backup.file), "utf8").catch(() => null);
	const manifest = text === null ? null : readManifest(text);
	const seal = bytes === null || text === null ? "missing" : sha256(bytes) !== backup.sha256 ? "reg-changed" : sha256(text) !== event.manifestSha256 ? "manifest-changed" : "intact";
	const { computerName, userName } = event;
	const isTrusted = seal === "intact" || seal === "reg-changed";
	return {
		listing: {
			backup,
			reason: manifest?.reason ?? "manual",
			note: isTrusted ? manifest?.note ?? "" : "",
			computerName,
			userName,
			seal
		},
		manifest
	};
}
/** A manifest that the history does not know: shown, and never called good. */
async function unrecorded(folder, name) {
	const manifest = readManifest(await readFile(join(folder, name), "utf8").catch(() => ""));
	if (!manifest) return null;
	const { computerName, userName, reason, note } = manifest;
	return {
		listing: {
			backup: {
				...manifest.backup,
				folder,
				file: join(folder, name.replace(/\.json$/, ".reg"))
			},
			reason,
			note,
			computerName,
			userName,
			seal: "not-in-history"
		},
		manifest
	};
}
// electron/backup/tree-comparison.ts
/**
* Names of the values (as `path\name`) and keys that are in one set only, or differ in type or data.
* Names are compared without regard to case, as Windows does; the order does not matter.
*/
function differingNames(one, other) {
	const a = flattened(one);
	const b = flattened(other);
	return [.../* @__PURE__ */ new Set([...a.keys(), ...b.keys()])].filter((name) => {
		const left = a.get(name);
		const right = b.get(name);
		return !left || !right || !isSameStored(left, right);
	}).map((name) => name.replace("\0", "\\"));
}
var keyItself = { present: false };
function flattened(keys) {
	const result = /* @__PURE__ */ new Map();
	for (const key of keys) {
		const path = foldedName(key.path);
		result.set(path, keyItself);
		for (const value of key.values) result.set(`${path}\0${foldedName(value.name)}`, storedFrom(value.content));
	}
	return result;
}
// electron/backup/store.ts
/** How often the key may change under our hands before the backup gives up. */
var attempts = 3;
/**
* Backups of `machine`, kept in `folder` and sealed in `audit`.
* Errors: BACKUP_FAILED, BACKUP_MISMATCH, and those of reading the machine.
*/
function backupStore(machine, folder, audit, programVersion) {
	async function attempt({ reason, note }, onCompare) {
		const system = await machine.system.describe();
		if (!system.ok) return system;
		const tree = await machine.registry.readTree();
		if (!tree.ok) return tree;
		const exported = await machine.registry.exportFile();
		if (!exported.ok) return exported;
		const ranges = await machine.portRange.read();
		const bytes = exported.value ?? regFileBytes(entriesOf(tree.value, "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters"));
		const createdAt = /* @__PURE__ */ new Date();
		const { computerName, userName } = system.value;
		const file = await unusedFile(folder, `${localTimestamp(createdAt)}-${fileNamePart(computerName)}`);
		const backup = {
			id: randomUUID(),
			file,
			folder,
			createdAt: createdAt.toISOString(),
			sizeInBytes: bytes.length,
			sha256: sha256(bytes),
			valueCount: countValues(tree.value),
			writtenBy: exported.value ? "reg.exe" : "own-codec"
		};
		const manifest = manifestText({
			format: 1,
			backup,
			reason,
			note,
			key: parametersKeyPath,
			catalogue: {
				MaxUserPort: storedIn(tree.value, "MaxUserPort"),
				TcpTimedWaitDelay: storedIn(tree.value, "TcpTimedWaitDelay")
			},
			portRanges: ranges.ok ? ranges.value : null,
			computerName,
			userName,
			programVersion
		});
		try {
			await machine.disk.writeDurably(file, bytes);
			await machine.disk.writeDurably(manifestPath(file), manifest);
		} catch (error) {
			await discard(file);
			return unwritable(error);
		}
		onCompare();
		const proof = await compare(file, bytes, manifest);
		if (!proof.ok) {
			await discard(file);
			return proof;
		}
		try {
			await audit.append({
				at: backup.createdAt,
				kind: "backup",
				outcome: "done",
				errorCode: null,
				changeId: null,
				changes: [],
				backup,
				manifestSha256: sha256(manifest),
				computerName,
				userName,
				programVersion
			});
		} catch (error) {
			await discard(file);
			return unwritable(error);
		}
		return success(backup);
	}
	async function compare(file, bytes, manifest) {
		let fromDisk;
		let manifestFromDisk;
		try {
			fromDisk = await readFile(file);
			manifestFromDisk = await readFile(manifestPath(file), "utf8");
		} catch (error) {
			return unreadable(String(error));
		}
		if (sha256(fromDisk) !== sha256(bytes) || manifestFromDisk !== manifest) return unreadable("what was read back is not what was written");
		const reading = readRegFile(fromDisk);
		if (!reading.ok) {
			const { line, column, expected } = reading.problem;
			return unreadable(`line ${line}, column ${column}: expected ${expected}`);
		}
		const live = await machine.registry.readTree();
		if (!live.ok) return live;
		const names = differingNames(reading.keys, entriesOf(live.value, parametersKeyPath));
		return names.length === 0 ? success(null) : failure({
			code: "BACKUP_MISMATCH",
			names
		});
	}
	return {
		folder,
		async create(request, onCompare = () => void 0) {
			let result = await attempt(request, onCompare);
			for (let more = 1; more < attempts && !result.ok && result.error.code === "BACKUP_MISMATCH"; more += 1) result = await attempt(request, onCompare);
			return result;
		}
	};
}
function unwritable(error) {
	const isDiskFull = error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT");
	return failure({
		code: "BACKUP_FAILED",
		reason: isDiskFull ? "disk-full" : "unwritable",
		detail: String(error)
	});
}
function unreadable(detail) {
	return failure({
		code: "BACKUP_FAILED",
		reason: "unreadable",
		detail
	});
}
function storedIn(tree, name) {
	return storedFrom(tree.values.find((value) => isSameName(value.name, name)) ?? null);
}
function countValues(key) {
	return key.values.length + key.subkeys.reduce((sum, subkey) => sum + countValues(subkey), 0);
}
async function unusedFile(folder, name) {
	for (let number = 1;; number += 1) {
		const file = join(folder, `${name}${number === 1 ? "" : `-${number}`}.reg`);
		if (!await stat(file).catch(() => null)) return file;
	}
}
async function discard(file) {
	await rm(file, { force: true });
	await rm(manifestPath(file), { force: true });
}
function localTimestamp(date) {
	const two = (number) => String(number).padStart(2, "0");
	return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
function fileNamePart(computerName) {
	return computerName.replace(/[^A-Za-z0-9_-]/g, "_");
}
// electron/tuning/journal.ts
/** The journal in `folder`. */
function journal(disk, folder) {
	const pathOf = (record) => join(folder, `${record.startedAt.replace(/[:.]/g, "-")}-${record.id}.json`);
	const entries = async () => {
		const records = [];
		const damaged = [];
		for (const name of await entryNames(folder)) {
			const record = readRecord(await readFile(join(folder, name), "utf8"));
			if (record) records.push(record);
			else damaged.push(name);
		}
		return {
			records,
			damaged
		};
	};
	return {
		async write(record) {
			try {
				await disk.writeDurably(pathOf(record), `${JSON.stringify(record, null, 2)}\n`);
				return success(null);
			} catch (error) {
				return failure({
					code: "STORAGE_FAILED",
					detail: `${pathOf(record)}: ${String(error)}`
				});
			}
		},
		entries,
		lastApplied: async () => (await entries()).records.findLast(({ state }) => state === "applied") ?? null
	};
}
function readRecord(text) {
	try {
		return changeRecordSchema.parse(JSON.parse(text));
	} catch {
		return null;
	}
}
async function entryNames(folder) {
	return (await readdir(folder).catch((error) => {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
		throw error;
	})).filter((name) => name.endsWith(".json")).sort();
}
// electron/shell/places.ts
/** Both places as one of each kind. Their folders are two. */
function together({ machine, own, hasRights, isMachineTrusted }) {
	const writer = async () => await hasRights() ? machine : own;
	const readable = async () => await isMachineTrusted() ? [.../* @__PURE__ */ new Set([machine, own])] : [own];
	const placeOf = (listing) => listing.place === "machine" ? machine : own;
	return {
		audit: {
			append: async (event) => (await writer()).audit.append(event),
			async read() {
				const readings = await Promise.all((await readable()).map(({ audit }) => audit.read()));
				return {
					events: readings.flatMap((reading) => reading.events).sort((a, b) => a.at.localeCompare(b.at)),
					faults: readings.flatMap(({ faults }) => faults)
				};
			}
		},
		backups: {
			folder: machine.backups.folder,
			create: async (request, onCompare) => (await writer()).backups.create(request, onCompare)
		},
		catalogue: {
			async list(neededId) {
				const views = await Promise.all((await readable()).map(({ catalogue }) => catalogue.list(neededId)));
				return {
					backups: views.flatMap(({ backups }) => backups).sort((a, b) => b.backup.createdAt.localeCompare(a.backup.createdAt)),
					strangers: views.flatMap(({ strangers }) => strangers),
					historyFaults: views.flatMap(({ historyFaults }) => historyFaults)
				};
			},
			async find(id) {
				for (const { catalogue } of await readable()) {
					const found = await catalogue.find(id);
					if (found) return found;
				}
				return null;
			},
			remove: (listing, by) => placeOf(listing).catalogue.remove(listing, by)
		}
	};
}
/** The journal, empty where others could have written it. Writing is refused before, with its own error. */
function trustedJournal(journal, isTrusted) {
	const nothing = {
		records: [],
		damaged: []
	};
	return {
		write: (record) => journal.write(record),
		entries: async () => await isTrusted() ? journal.entries() : nothing,
		lastApplied: async () => await isTrusted() ? journal.lastApplied() : null
	};
}
// electron/shell/services.ts
/**
* Two places: the machine folder, where changes and what belongs to them are kept, and user data, where a process
* without administrator rights keeps its own backups and refusals. What is read is both; what is written goes by the
* rights of the process.
*/
function openServices(inputs) {
	const { machine, userData, programVersion, desktop, words, usage, hireWorker } = inputs;
	const hasRights = async () => {
		const system = await machine.system.describe();
		return system.ok && system.value.isElevated;
	};
	const machinePlace = placeAt(machine, machine.folder.path, programVersion, "machine");
	const places = {
		machine: machinePlace,
		own: userData === null || isSameFolder(userData, machine.folder.path) ? machinePlace : placeAt(machine, userData, programVersion, "own"),
		hasRights,
		isMachineTrusted: async () => (await machine.folder.check()).ok
	};
	return {
		machine,
		...together(places),
		machineBackups: places.machine.catalogue,
		journal: trustedJournal(journal(machine.disk, join(machine.folder.path, "changes")), places.isMachineTrusted),
		desktop,
		words,
		ticketSettingsFile: join(userData ?? machine.folder.path, "ticket-settings.json"),
		usage,
		hireWorker,
		prepareFolder: async () => await hasRights() ? machine.folder.prepare() : success(null),
		takeTurn: async () => userData === null || await hasRights() ? machine.folder.takeTurn() : turnsOf(userData)()
	};
}
/** A folder that was chosen for user data may be the machine folder itself; Windows does not look at the case. */
function isSameFolder(a, b) {
	return relative(resolve(a), resolve(b)) === "";
}
function placeAt(machine, folder, programVersion, place) {
	const audit = auditLog(join(folder, "history.jsonl"));
	const backupFolder = join(folder, "backups");
	return {
		audit,
		backups: backupStore(machine, backupFolder, audit, programVersion),
		catalogue: backupCatalogue(backupFolder, audit, place)
	};
}
// electron/usage/csv.ts
function historyCsv(view) {
	return csv([[
		"time",
		...tcpStates,
		"in_use",
		"busiest_address",
		"usable",
		"udp",
		"new_per_second",
		"no_measurement_because"
	], ...view.times.map((at, row) => {
		const states = view.byState.map((column) => column[row] ?? null);
		const isMeasured = states[0] !== null;
		const inUse = isMeasured ? states.reduce((sum, ports) => sum + (ports ?? 0), 0) : null;
		const gap = isMeasured ? null : view.gaps.find(({ from, to }) => at >= from && at <= to);
		return [
			new Date(at).toISOString(),
			...states,
			inUse,
			view.busiest[row] ?? null,
			view.usable[row] ?? null,
			view.udp[row] ?? null,
			view.newPerSecond[row] ?? null,
			gap?.reason ?? null
		];
	})]);
}
function tableCsv(table, details) {
	switch (table) {
		case "processes": return csv([[
			"process",
			"pid",
			"ports",
			...tcpStates,
			"growth_per_minute"
		], ...details.processes.map(({ processId, name, ports, byState, growth }) => [
			name,
			processId,
			ports,
			...byState,
			oneDigit(growth)
		])]);
		case "endpoints": return csv([[
			"remote_address",
			"remote_port",
			"connections",
			...tcpStates,
			"growth_per_minute"
		], ...details.endpoints.map(({ address, port, ports, byState, growth }) => [
			address,
			port,
			ports,
			...byState,
			oneDigit(growth)
		])]);
		case "addresses": return csv([[
			"local_address",
			"ports",
			...tcpStates
		], ...details.addresses.map(({ address, ports, byState }) => [
			address,
			ports,
			...byState
		])]);
	}
}
/** Lines end with CRLF; the byte order mark tells spreadsheets that it is UTF-8. */
function csv(rows) {
	return `\ufeff${rows.map((row) => row.map(cellText).join(",")).join("\r\n")}\r\n`;
}
function cellText(cell) {
	if (cell === null) return "";
	if (typeof cell === "number") return String(cell);
	const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
}
function oneDigit(value) {
	return value === null ? null : Math.round(value * 10) / 10;
}
// electron/usage/alerts.ts
/** A threshold is armed again when the level was this many percent below it. */
var slack = 5;
var quiet = { level: null };
/** `percent` of the usable ports that are in use now. */
function nextAlert({ level }, percent) {
	const reached = alertThresholds.findLast((threshold) => percent >= threshold) ?? null;
	if ((reached ?? 0) > (level ?? 0)) return {
		state: { level: reached },
		crossed: { threshold: reached }
	};
	if (level === null || percent > level - slack) return {
		state: { level },
		crossed: null
	};
	const kept = alertThresholds.findLast((threshold) => threshold <= level && percent > threshold - slack) ?? null;
	return {
		state: { level: kept },
		crossed: kept === null ? { threshold: null } : null
	};
}
// electron/usage/forecast.ts
var criticalShare = .8;
var exhaustedShare = .995;
var minute = 6e4;
/** The samples that are looked at; more would say hardly more, and cost by the square. */
var mostPoints = 60;
var fewestPoints = 10;
var shortestSpanMs = 2e4;
/** Ninety of a hundred lines through such samples lie within. */
var z90 = 1.645;
/** No line through the past is a better prophet than this. */
var leastDoubt = .15;
/** Growth below this share of the usable ports an hour is nothing to tell anybody. */
var leastGrowthPerHour = .05;
/** While few ports are in use, wait until ports in TIME_WAIT have had time to come back: before that, every machine rises. */
var fewShare = .1;
var fewSpanMinutes = 3;
/** Beyond this, an end of the range is left open. */
var longestMinutes = 1440;
/** Growth of the series; null when it is too short to say. */
function slopeOf(points) {
	const some = thinned$1(points, mostPoints);
	const first = some[0];
	const last = some.at(-1);
	if (!first || !last || some.length < fewestPoints || last.at - first.at < shortestSpanMs) return null;
	const slopes = pairSlopes(some);
	const count = some.length;
	const doubt = z90 * Math.sqrt(count * (count - 1) * (2 * count + 5) / 18);
	const middleIndex = (slopes.length - 1) / 2;
	const at = (index) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(index)))] ?? 0;
	const middle = at(middleIndex);
	const half = Math.floor(count / 2);
	const halves = [some.slice(0, half), some.slice(half)].map((part) => medianOf(pairSlopes(part)));
	return {
		middle,
		low: Math.min(at(middleIndex - doubt / 2), ...halves, middle - Math.abs(middle) * leastDoubt),
		high: Math.max(at(middleIndex + doubt / 2), ...halves, middle + Math.abs(middle) * leastDoubt)
	};
}
/** Time until the usable ports are used up, seen from the last point. */
function forecastOf(points, usable) {
	const last = points.at(-1);
	if (!last || usable <= 0) return { kind: "not-enough-data" };
	if (last.ports >= usable * exhaustedShare) return { kind: "exhausted" };
	const slope = slopeOf(points);
	if (!slope) return { kind: "not-enough-data" };
	const span = (last.at - (points[0]?.at ?? last.at)) / minute;
	if (last.ports < usable * fewShare && span < fewSpanMinutes) return { kind: "not-enough-data" };
	if (!(slope.low > 0 && slope.middle * 60 >= usable * leastGrowthPerHour && slope.middle * span >= 3)) return { kind: "steady" };
	const critical = usable * criticalShare;
	return {
		kind: "rising",
		perMinute: slope.middle,
		perMinuteLow: slope.low,
		perMinuteHigh: slope.high,
		toCritical: last.ports >= critical ? null : minutesTo(critical - last.ports, slope),
		toExhaustion: minutesTo(usable - last.ports, slope)
	};
}
function minutesTo(ports, { low, high }) {
	const latest = ports / low;
	return {
		low: ports / high,
		high: latest > longestMinutes ? null : latest
	};
}
/** Ports a second that can go on for ever to one destination: each port rests in TIME_WAIT before it is lent again. */
function sustainableRate(usable, timeWaitSeconds) {
	return timeWaitSeconds === null || timeWaitSeconds <= 0 ? null : usable / timeWaitSeconds;
}
/** Every pair of points as ports a minute, rising. */
function pairSlopes(points) {
	const slopes = [];
	points.forEach((one, index) => {
		for (let next = index + 1; next < points.length; next += 1) {
			const other = points[next];
			if (other && other.at > one.at) slopes.push((other.ports - one.ports) / (other.at - one.at) * minute);
		}
	});
	return Float64Array.from(slopes).sort();
}
function medianOf(sorted) {
	if (sorted.length === 0) return 0;
	const upper = sorted.length >> 1;
	const high = sorted[upper] ?? 0;
	return sorted.length % 2 === 1 ? high : (high + (sorted[upper - 1] ?? 0)) / 2;
}
/** At most `most` points, evenly taken, the last one always. */
function thinned$1(points, most) {
	if (points.length <= most) return points;
	const step = (points.length - 1) / (most - 1);
	return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]).filter((point) => point !== void 0);
}
// electron/usage/history.ts
var stateCount$1 = tcpStates.length;
var fineCapacity = 3600;
var bucketMs = 2e4;
var coarseCapacity = 864e5 / bucketMs;
/** Without a sample for this many intervals, the computer slept or the program could not run. */
var missedIntervals = 3;
function usageHistory() {
	const fine = ring(fineCapacity);
	const coarse = ring(coarseCapacity);
	const reasons = ["no-sample"];
	let expectedBefore = Number.POSITIVE_INFINITY;
	const reasonNumber = (reason) => {
		const known = reasons.indexOf(reason);
		return known >= 0 ? known : reasons.push(reason) - 1;
	};
	const store = (takenAt, sample) => {
		const reason = sample?.figures ? -1 : reasonNumber(sample?.reason ?? "no-sample");
		const row = fine.append(takenAt);
		write(fine, row, sample?.figures ?? null, reason);
		const bucket = Math.floor(takenAt / bucketMs) * bucketMs;
		if (coarse.size() === 0 || coarse.bucketOf(coarse.last()) !== bucket) write(coarse, coarse.append(takenAt), sample?.figures ?? null, reason);
		else if (sample?.figures && isFuller(coarse, coarse.last(), fine, row)) {
			const last = coarse.last();
			coarse.times[last] = takenAt;
			write(coarse, last, sample.figures, reason);
		}
	};
	return {
		push(sample) {
			const before = fine.size() === 0 ? null : fine.times[fine.last()] ?? null;
			if (before !== null && sample.takenAt <= before) {
				const shift = before + 1e3 - sample.takenAt;
				for (const each of [fine, coarse]) each.shiftBack(shift);
				expectedBefore -= shift;
			} else if (before !== null && sample.takenAt > expectedBefore) store(before + 1, null);
			store(sample.takenAt, sample);
			expectedBefore = sample.takenAt + Math.max(1e3, sample.figures?.intervalMs ?? 1e3) * missedIntervals;
		},
		view({ from, to, rows }) {
			const picked = picks(fine, coarse, from, to);
			return columns(thinned(picked, from, to, rows), reasons, from, to, picked.length > rows ? (to - from) / rows : stepOf(picked));
		},
		clear() {
			fine.clear();
			coarse.clear();
			expectedBefore = Number.POSITIVE_INFINITY;
		}
	};
}
var countColumns = 3;
function ring(capacity) {
	let next = 0;
	let size = 0;
	const times = new Float64Array(capacity);
	return {
		times,
		states: new Uint32Array(capacity * stateCount$1),
		counts: new Int32Array(capacity * countColumns),
		rates: new Float32Array(capacity),
		reasons: new Int16Array(capacity),
		size: () => size,
		last: () => (next - 1 + capacity) % capacity,
		append(takenAt) {
			const row = next;
			times[row] = takenAt;
			next = (next + 1) % capacity;
			size = Math.min(capacity, size + 1);
			return row;
		},
		row: (index) => (next - size + index + capacity) % capacity,
		bucketOf: (row) => Math.floor((times[row] ?? 0) / bucketMs) * bucketMs,
		shiftBack(milliseconds) {
			for (let row = 0; row < capacity; row += 1) times[row] = (times[row] ?? 0) - milliseconds;
		},
		clear() {
			next = 0;
			size = 0;
		}
	};
}
function write(to, row, figures, reason) {
	for (let state = 0; state < stateCount$1; state += 1) to.states[row * stateCount$1 + state] = figures?.byState[state] ?? 0;
	to.counts.set([
		figures?.usable ?? -1,
		figures?.busiest ?? -1,
		figures?.udp ?? -1
	], row * countColumns);
	to.rates[row] = figures?.newPerSecond ?? -1;
	to.reasons[row] = reason;
}
function totalAt(from, row) {
	if (from.reasons[row] !== -1) return -1;
	let total = 0;
	for (let state = 0; state < stateCount$1; state += 1) total += from.states[row * stateCount$1 + state] ?? 0;
	return total;
}
function isFuller(held, heldRow, other, otherRow) {
	return totalAt(other, otherRow) > totalAt(held, heldRow);
}
/** The samples between `from` and `to`, oldest first: single ones as far as they reach back, buckets before that. */
function picks(fine, coarse, from, to) {
	const picked = [];
	const fineStart = fine.size() === 0 ? Number.POSITIVE_INFINITY : fine.times[fine.row(0)] ?? 0;
	const collect = (ring, first, end) => {
		for (let index = 0; index < ring.size(); index += 1) {
			const row = ring.row(index);
			const at = ring.times[row] ?? 0;
			if (at >= first && at < end) picked.push({
				ring,
				row,
				at
			});
		}
	};
	collect(coarse, from, Math.min(fineStart, to + 1));
	collect(fine, Math.max(from, fineStart), to + 1);
	return picked;
}
/** At most `rows`: of each stretch of time the fullest sample, and a gap wherever there was one. */
function thinned(picked, from, to, rows) {
	if (picked.length <= rows) return picked;
	const step = (to - from) / Math.max(1, Math.floor(rows / 2));
	const kept = [];
	let stretch = -1;
	let peak = null;
	let gap = null;
	const finish = () => {
		kept.push(...[peak, gap].filter((pick) => pick !== null).sort((one, other) => one.at - other.at));
		peak = null;
		gap = null;
	};
	for (const pick of picked) {
		const its = Math.min(Math.floor(rows / 2) - 1, Math.floor((pick.at - from) / step));
		if (its !== stretch) finish();
		stretch = its;
		const held = peak;
		if (pick.ring.reasons[pick.row] !== -1) gap = pick;
		else if (held === null || totalAt(pick.ring, pick.row) > totalAt(held.ring, held.row)) peak = pick;
	}
	finish();
	return kept;
}
function stepOf(picked) {
	const [first, last] = [picked[0], picked.at(-1)];
	return first && last && picked.length > 1 ? Math.max(1e3, Math.round((last.at - first.at) / (picked.length - 1))) : 1e3;
}
function columns(picked, reasons, from, to, stepMs) {
	const cell = (value) => picked.map((pick) => {
		const number = pick.ring.reasons[pick.row] === -1 ? value(pick) : -1;
		return number === void 0 || number < 0 ? null : number;
	});
	return {
		from,
		to,
		times: picked.map(({ at }) => at),
		byState: tcpStates.map((_, state) => cell(({ ring, row }) => ring.states[row * stateCount$1 + state])),
		usable: cell(({ ring, row }) => ring.counts[row * countColumns]),
		busiest: cell(({ ring, row }) => ring.counts[row * countColumns + 1]),
		udp: cell(({ ring, row }) => ring.counts[row * countColumns + 2]),
		newPerSecond: cell(({ ring, row }) => rounded(ring.rates[row] ?? -1)),
		stepMs: Math.max(1e3, Math.round(stepMs)),
		gaps: gapsOf(picked, reasons, to)
	};
}
function rounded(rate) {
	return Math.round(rate * 10) / 10;
}
/** Failures in a row with the same reason are one gap, which ends with the next measurement. */
function gapsOf(picked, reasons, to) {
	const gaps = [];
	let open = null;
	const close = (at) => {
		if (open) gaps.push({
			...open,
			to: at
		});
		open = null;
	};
	for (const { ring, row, at } of picked) {
		const number = ring.reasons[row] ?? -1;
		const reason = number === -1 ? null : reasons[number] ?? "no-sample";
		if (open !== null && open.reason === reason) continue;
		close(at);
		if (reason !== null) open = {
			from: at,
			reason
		};
	}
	close(to);
	return gaps;
}
// electron/usage/tracks.ts
var stepMs = 5e3;
var capacity = 36e5 / stepMs;
var mostSubjects = 64;
var stateCount = tcpStates.length;
var growthMs = 3e5;
function usageTracks() {
	const tracks = /* @__PURE__ */ new Map();
	let lastAt = Number.NEGATIVE_INFINITY;
	const forgetOldest = () => {
		let oldest = null;
		for (const [key, { seenAt }] of tracks) if (oldest === null || seenAt < oldest[1]) oldest = [key, seenAt];
		if (oldest !== null) tracks.delete(oldest[0]);
	};
	return {
		add(takenAt, shares) {
			if (takenAt < lastAt) tracks.clear();
			else if (takenAt - lastAt < stepMs * .9) return;
			lastAt = takenAt;
			const present = new Map(shares.map(([subject, share]) => [keyOf(subject), share]));
			for (const [key, share] of present) {
				if (!tracks.has(key)) {
					if (tracks.size >= mostSubjects) forgetOldest();
					tracks.set(key, newTrack());
				}
				const track = tracks.get(key);
				if (track) append(track, takenAt, share.byState);
			}
			for (const [key, track] of tracks) if (!present.has(key)) append(track, takenAt, null);
		},
		growth(subject) {
			const track = tracks.get(keyOf(subject));
			if (!track) return null;
			const end = lastAt - growthMs;
			return slopeOf(rowsOf(track).map((row) => ({
				at: track.times[row] ?? 0,
				ports: totalOf(track, row)
			})).filter(({ at }) => at >= end))?.middle ?? null;
		},
		view(subject, from, to, rows) {
			const track = tracks.get(keyOf(subject));
			const all = track ? rowsOf(track).filter((row) => (track.times[row] ?? 0) >= from && (track.times[row] ?? 0) <= to) : [];
			const every = Math.max(1, Math.ceil(all.length / rows));
			const kept = all.filter((_, index) => (all.length - 1 - index) % every === 0);
			const nothing = kept.map(() => null);
			return {
				from,
				to,
				times: kept.map((row) => track?.times[row] ?? 0),
				byState: tcpStates.map((_, state) => kept.map((row) => track?.states[row * stateCount + state] ?? 0)),
				usable: nothing,
				busiest: nothing,
				udp: nothing,
				newPerSecond: nothing,
				stepMs: stepMs * every,
				gaps: []
			};
		},
		clear() {
			tracks.clear();
			lastAt = Number.NEGATIVE_INFINITY;
		}
	};
}
function keyOf(subject) {
	switch (subject.kind) {
		case "process": return `p${subject.processId}`;
		case "endpoint": return `e${subject.address} ${subject.port}`;
		case "address": return `a${subject.address}`;
	}
}
function newTrack() {
	return {
		times: new Float64Array(capacity),
		states: new Uint32Array(capacity * stateCount),
		next: 0,
		size: 0,
		seenAt: 0
	};
}
function append(track, takenAt, byState) {
	const row = track.next;
	track.times[row] = takenAt;
	for (let state = 0; state < stateCount; state += 1) track.states[row * stateCount + state] = byState?.[state] ?? 0;
	track.next = (row + 1) % capacity;
	track.size = Math.min(capacity, track.size + 1);
	if (byState) track.seenAt = takenAt;
}
/** Rows, oldest first. */
function rowsOf({ next, size }) {
	return Array.from({ length: size }, (_, index) => (next - size + index + capacity) % capacity);
}
function totalOf({ states }, row) {
	let total = 0;
	for (let state = 0; state < stateCount; state += 1) total += states[row * stateCount + state] ?? 0;
	return total;
}
// electron/usage/recorder.ts
var forecastMs = 3e5;
var rateMs = 6e4;
var forecastRows = 300;
var peakRows = 2e3;
function usageRecorder() {
	const history = usageHistory();
	const tracks = usageTracks();
	let alerts = quiet;
	let latest = null;
	return {
		add(sample) {
			if (!sample.ok) {
				history.push({
					takenAt: sample.takenAt,
					figures: null,
					reason: sample.error.code
				});
				latest = sample;
				return {
					sample,
					alert: null
				};
			}
			const { figures, details } = sample;
			const ports = portsAtRisk(sample);
			history.push({
				takenAt: figures.takenAt,
				reason: null,
				figures: {
					byState: figures.byState,
					usable: figures.usable,
					busiest: ports,
					udp: details.udpCount,
					newPerSecond: details.newPerSecond,
					intervalMs: details.intervalMs
				}
			});
			tracks.add(figures.takenAt, sharesOf(details));
			const { state, crossed } = nextAlert(alerts, figures.usable === 0 ? 0 : ports / figures.usable * 100);
			alerts = state;
			latest = {
				ok: true,
				figures,
				details: withTrends(details, (subject) => tracks.growth(subject))
			};
			const alert = crossed && {
				at: figures.takenAt,
				...crossed,
				ports,
				usable: figures.usable,
				address: details.busiest?.address ?? null,
				isSimulated: details.simulated !== null
			};
			return {
				sample: latest,
				alert
			};
		},
		latest: () => latest,
		view({ from, to, rows, subject }) {
			return subject === null ? history.view({
				from,
				to,
				rows
			}) : tracks.view(subject, from, to, rows);
		},
		outlook(timeWaitSeconds) {
			if (!latest?.ok) return {
				forecast: { kind: "not-enough-data" },
				rate: {
					sustainable: null,
					timeWaitSeconds,
					measured: null
				}
			};
			const { takenAt, usable } = latest.figures;
			const seconds = latest.details.timeWaitSeconds ?? timeWaitSeconds;
			const recent = history.view({
				from: takenAt - forecastMs,
				to: takenAt,
				rows: forecastRows
			});
			const points = recent.times.flatMap((at, index) => {
				const ports = recent.busiest[index] ?? null;
				return ports === null ? [] : [{
					at,
					ports
				}];
			});
			const rates = recent.newPerSecond.filter((rate, index) => rate !== null && (recent.times[index] ?? 0) > takenAt - rateMs);
			const measured = rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
			return {
				forecast: forecastOf(points, usable),
				rate: {
					sustainable: sustainableRate(usable, seconds),
					timeWaitSeconds: seconds,
					measured
				}
			};
		},
		peak() {
			const newest = latest?.ok ? latest.figures.takenAt : latest?.takenAt ?? 0;
			const { times, busiest, usable } = history.view({
				from: newest - 864e5,
				to: newest,
				rows: peakRows
			});
			const moments = times.flatMap((at, index) => {
				const [ports, of] = [busiest[index] ?? null, usable[index] ?? null];
				return ports === null || of === null ? [] : [{
					ports,
					usable: of,
					at
				}];
			});
			const [first, second] = moments;
			if (!first || !second) return null;
			return {
				...moments.reduce((most, moment) => moment.ports * most.usable > most.ports * moment.usable ? moment : most),
				since: first.at
			};
		},
		clear() {
			history.clear();
			tracks.clear();
			alerts = quiet;
			latest = null;
		}
	};
}
/** Ports in use at the local address that has the most: there they run out first. */
function portsAtRisk({ figures, details }) {
	return details.busiest?.ports ?? figures.inUse;
}
function sharesOf({ processes, endpoints, addresses }) {
	return [
		...processes.map((usage) => [{
			kind: "process",
			processId: usage.processId
		}, usage]),
		...endpoints.map((usage) => [{
			kind: "endpoint",
			address: usage.address,
			port: usage.port
		}, usage]),
		...addresses.map((usage) => [{
			kind: "address",
			address: usage.address
		}, usage])
	];
}
function withTrends(details, growth) {
	return {
		...details,
		processes: details.processes.map((usage) => ({
			...usage,
			growth: growth({
				kind: "process",
				processId: usage.processId
			})
		})),
		endpoints: details.endpoints.map((usage) => ({
			...usage,
			growth: growth({
				kind: "endpoint",
				address: usage.address,
				port: usage.port
			})
		}))
	};
}
// electron/shell/usage-service.ts
var settingsSchema = strictObject({ notifications: boolean() });
function startUsageService({ machine, feed, desktop, words, settingsFile }) {
	const recorder = usageRecorder();
	let stopFeed = () => void 0;
	let choice = { kind: "real" };
	let waiting = [];
	let shownPercent = null;
	let settings = readSettings(settingsFile);
	const showLevel = (sample) => {
		const percent = sample.ok ? Math.round(levelOf(sample) * 100) : null;
		if (percent === shownPercent) return;
		shownPercent = percent;
		desktop.showLevel(percent === null ? null : percent / 100);
	};
	const announce = async (alert) => {
		desktop.tellAlert(alert);
		if (alert.threshold === null || !desktop.isInBackground() || !(await settings).notifications) return;
		const { threshold, ports, usable, isSimulated } = alert;
		const title = words(isSimulated ? "usage.alertTitleSimulated" : "usage.alertTitle", { threshold });
		desktop.notify(title, words("usage.alertBody", {
			ports,
			usable
		}));
	};
	const start = (wanted) => {
		choice = wanted;
		recorder.clear();
		measure();
	};
	/** Measures the choice from the beginning; what was recorded stays. */
	const measure = () => {
		stopFeed();
		const load = loadOf(choice);
		stopFeed = feed(choice, {
			onBug: desktop.logIncident,
			onSample(measured) {
				const { sample, alert } = recorder.add(measured.ok || load === null ? measured : {
					...measured,
					simulated: load
				});
				desktop.tellSample(sample);
				showLevel(sample);
				if (alert) announce(alert);
				for (const resolve of waiting.splice(0)) resolve(sample);
			}
		});
	};
	const chooseLoad = async (wanted) => {
		if (!machine.practice) return failure({ code: "NOT_AVAILABLE_HERE" });
		const next = wanted === null ? success({ kind: "real" }) : await simulation(machine.practice, wanted);
		if (!next.ok) return next;
		start(next.value);
		return success(null);
	};
	/** The load on the practice machine as it is now. */
	const simulation = async (practice, load) => {
		const ranges = await machine.portRange.read();
		if (!ranges.ok) return ranges;
		const { ipv4Tcp } = ranges.value;
		if (!ipv4Tcp.known) return failure({
			code: "MACHINE_FAILED",
			action: "port-range.read",
			windowsCode: null,
			detail: ipv4Tcp.raw
		});
		const played = await practice.describe();
		if (!played.ok) return played;
		const { product, version, timeWaitSeconds } = played.value;
		return success({
			kind: "simulated",
			load,
			range: ipv4Tcp.range,
			timeWaitSeconds,
			product,
			hasEventLog: isAtLeast(version, 6, 0)
		});
	};
	const outlook = async () => recorder.outlook(machine.usage.of === "machine" ? await storedTimeWait(machine) : null);
	const fileOf = (what) => {
		switch (what.kind) {
			case "chart-png": return {
				name: "port-usage.png",
				kind: "png",
				content: what.png
			};
			case "history-csv": return {
				name: "port-usage.csv",
				kind: "csv",
				content: historyCsv(recorder.view(what.question))
			};
			case "table-csv": {
				const measured = recorder.latest();
				return measured?.ok ? {
					name: `port-usage-${what.table}.csv`,
					kind: "csv",
					content: tableCsv(what.table, measured.details)
				} : null;
			}
		}
	};
	const latest = () => {
		const sample = recorder.latest();
		return sample ? Promise.resolve(sample) : new Promise((resolve) => waiting = [...waiting, resolve]);
	};
	measure();
	return {
		latest,
		async look() {
			return {
				sample: await latest(),
				outlook: await outlook(),
				peak: recorder.peak()
			};
		},
		chooseLoad,
		machineChanged: () => {
			const load = loadOf(choice);
			if (load !== null) chooseLoad(load);
		},
		async settingsChanged() {
			const load = loadOf(choice);
			if (load === null || !machine.practice) {
				if (machine.usage.of === "machine") measure();
				return;
			}
			const next = await simulation(machine.practice, load);
			if (next.ok && JSON.stringify(next.value) !== JSON.stringify(choice)) start(next.value);
		},
		stop: () => stopFeed(),
		handlers: {
			"usage.history": (question) => Promise.resolve(success(recorder.view(question))),
			"usage.outlook": async () => success(await outlook()),
			async "usage.export"(what) {
				const file = fileOf(what);
				if (!file) return failure({ code: "NOT_AVAILABLE_HERE" });
				const target = await desktop.chooseTarget(file.kind, file.name);
				if (target === null) return success({ file: null });
				try {
					await machine.disk.writeDurably(target, file.content);
					return success({ file: target });
				} catch (error) {
					return failure({
						code: "STORAGE_FAILED",
						detail: String(error)
					});
				}
			},
			async "usage.settings"() {
				return success({
					...await settings,
					load: loadOf(choice)
				});
			},
			async "usage.notify"({ isOn }) {
				const wanted = { notifications: isOn };
				try {
					await machine.disk.writeDurably(settingsFile, `${JSON.stringify(wanted)}\n`);
				} catch (error) {
					return failure({
						code: "STORAGE_FAILED",
						detail: String(error)
					});
				}
				settings = Promise.resolve(wanted);
				return success(null);
			},
			"practice.load": ({ load: wanted }) => chooseLoad(wanted)
		}
	};
}
function levelOf({ figures, details }) {
	return figures.usable === 0 ? 0 : Math.min(1, (details.busiest?.ports ?? figures.inUse) / figures.usable);
}
function loadOf(choice) {
	return choice.kind === "simulated" ? choice.load : null;
}
/** Seconds in TIME_WAIT as the registry has them: stored, or the default of this Windows. Null when it cannot be read. */
async function storedTimeWait(machine) {
	const [system, values] = [await machine.system.describe(), await readCatalogue(machine.registry)];
	if (!system.ok || !values.ok) return null;
	const { min, max, defaultValue } = catalogueFor(system.value.version).TcpTimedWaitDelay;
	const stored = dwordOf(values.value.TcpTimedWaitDelay);
	return stored !== null && stored >= min && stored <= max ? stored : defaultValue;
}
/** Switched on where nothing was chosen, or the file is not ours. */
async function readSettings(file) {
	try {
		return settingsSchema.parse(JSON.parse(await readFile(file, "utf8")));
	} catch {
		return { notifications: true };
	}
}
export { createHandlers as a, callInputs as c, storedText as d, sealStates as f, settingSchema as i, practiceLoads as l, reversed as m, openServices as n, planOf as o, planTexts as p, changeSchema as r, workerRequestSchema as s, startUsageService as t, probeLines as u };
