import { s as rangePresets } from "./change-HnknF4Ef.js";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
// electron/contract/number-text.ts
var dwordMax = 4294967295;
/**
* Reads a whole number from 0 to 4294967295 (REG_DWORD). Blanks around it are ignored; leading zeros are read as
* decimal ("05000" is 5000). Everything else is refused with its problem.
*/
function readNumberText(text) {
	const trimmed = text.trim();
	if (trimmed === "") return problem("empty");
	if (/[\r\n\u2028\u2029]/.test(trimmed)) return problem("line-break");
	if (/[\uff10-\uff19\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/.test(trimmed)) return problem("full-width");
	if (/^[+\-\u2212\u2013]/.test(trimmed)) return problem("sign");
	if (/^0x[0-9a-f]+$/i.test(trimmed)) return fitting(trimmed, 16);
	if (/^\d+$/.test(trimmed)) return fitting(trimmed, 10);
	if (/^\d+(?:[.,']\d{3})+$/.test(trimmed)) return problem("separator");
	if (/^\d+(?:\s\d+)+$/.test(trimmed)) return problem("blank-inside");
	if (/^\d*[.,]\d+$/.test(trimmed)) return problem("fraction");
	if (/^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(trimmed)) return problem("exponent");
	if (/^[0-9a-f]+h?$/i.test(trimmed)) return problem("hex-without-prefix");
	return problem("not-a-number");
}
function fitting(digits, base) {
	const value = Number(digits);
	return value <= dwordMax ? {
		ok: true,
		value,
		base
	} : problem("over-dword");
}
function problem(kind) {
	return {
		ok: false,
		problem: kind
	};
}
// electron/shell/cli-arguments.ts
var commandNames = [
	"status",
	"diagnose",
	"plan",
	"apply",
	"backup",
	"backups",
	"restore",
	"undo",
	"verify",
	"export-commands"
];
/** Option to parameter. */
var wantedOptions = {
	"max-user-port": "MaxUserPort",
	"time-wait-delay": "TcpTimedWaitDelay"
};
/** Every option, and whether it takes a value. */
var options = {
	"json": { type: "boolean" },
	"dry-run": { type: "boolean" },
	"yes": { type: "boolean" },
	"help": {
		type: "boolean",
		short: "h"
	},
	"max-user-port": { type: "string" },
	"time-wait-delay": { type: "string" },
	"range": { type: "string" },
	"ipv4-only": { type: "boolean" },
	"value": {
		type: "string",
		multiple: true
	},
	"accept-broken-seal": { type: "boolean" },
	"note": { type: "string" },
	"folder": { type: "string" },
	"user-data-dir": { type: "string" },
	"practice": { type: "boolean" },
	"no-sandbox": { type: "boolean" }
};
var everywhere = [
	"json",
	"help",
	"user-data-dir",
	"practice",
	"no-sandbox"
];
var wishes = [
	"max-user-port",
	"time-wait-delay",
	"range",
	"ipv4-only"
];
var writes = ["dry-run", "yes"];
/** What each command takes beside the options that all of them take. */
var commandOptions = {
	"status": [],
	"diagnose": [],
	"plan": wishes,
	"apply": [...wishes, ...writes],
	"backup": ["note"],
	"backups": [],
	"restore": [
		"value",
		"accept-broken-seal",
		...writes
	],
	"undo": writes,
	"verify": [],
	"export-commands": [...wishes, "folder"]
};
/** The commands that write to the registry, and therefore want `--yes`. */
var writingCommands = [
	"apply",
	"restore",
	"undo"
];
var longestNote = 500;
/** The arguments that are ours: those behind the program, and in development behind the program's folder. */
function ownArguments(argv, developmentFolder) {
	if (developmentFolder === null) return argv.slice(1);
	const folder = argv.findIndex((argument, index) => index > 0 && !argument.startsWith("-") && resolve(argument) === developmentFolder);
	return folder === -1 ? [] : argv.slice(folder + 1);
}
/** Without a command, and without `--help`, the window is meant. */
function readInvocation(args) {
	const { tokens } = parseArgs({
		args: [...args],
		options,
		strict: false,
		allowPositionals: true,
		tokens: true
	});
	const words = tokens.flatMap((token) => token.kind === "positional" ? [token.value] : []);
	const given = tokens.filter((token) => token.kind === "option");
	const [first, ...rest] = words;
	const command = commandNames.find((name) => name === first) ?? null;
	const isJson = given.some(({ name }) => name === "json");
	const refused = (problem) => ({
		kind: "refused",
		command,
		isJson,
		problem
	});
	if (given.some(({ name }) => name === "help")) return {
		kind: "help",
		command
	};
	if (first === void 0) return { kind: "window" };
	if (!command) return refused({
		kind: "unknown-command",
		text: first
	});
	const texts = /* @__PURE__ */ new Map();
	const allowed = [...everywhere, ...commandOptions[command]];
	for (const { name, rawName, value, inlineValue } of given) {
		const option = allowed.find((some) => some === name);
		if (!option) return refused({
			kind: "unknown-option",
			option: rawName
		});
		const takesValue = options[option].type === "string";
		if (takesValue && (value === void 0 || value === "" || !inlineValue && value.startsWith("-"))) return refused({
			kind: "value-missing",
			option: rawName
		});
		if (!takesValue && value !== void 0) return refused({
			kind: "value-unexpected",
			option: rawName
		});
		const before = texts.get(option) ?? [];
		if (before.length > 0 && option !== "value") return refused({
			kind: "given-twice",
			option: rawName
		});
		texts.set(option, [...before, value ?? ""]);
	}
	const takesTarget = command === "restore" || command === "undo";
	const extra = takesTarget ? rest[1] : rest[0];
	if (extra !== void 0) return refused({
		kind: "unexpected-argument",
		text: extra
	});
	const target = (takesTarget ? rest[0] : void 0) ?? null;
	if (command === "restore" && target === null) return refused({ kind: "target-missing" });
	const wanted = [];
	for (const [option, name] of Object.entries(wantedOptions)) {
		const text = texts.get(option)?.[0];
		if (text === void 0) continue;
		const value = wantedNumber(text);
		if (value === void 0) return refused({
			kind: "not-a-number",
			option: `--${option}`,
			text
		});
		wanted.push({
			name,
			value
		});
	}
	const rangeText = texts.get("range")?.[0];
	const range = rangeText === void 0 ? null : wantedRange(rangeText);
	if (rangeText !== void 0 && range === null) return refused({
		kind: "not-a-range",
		option: "--range",
		text: rangeText
	});
	const isIpv4Only = texts.has("ipv4-only");
	if (isIpv4Only && range === null) return refused({
		kind: "range-missing",
		option: "--ipv4-only"
	});
	if (commandOptions[command].includes("max-user-port") && wanted.length === 0 && range === null) return refused({ kind: "nothing-wanted" });
	const note = texts.get("note")?.[0] ?? "";
	if (note.length > longestNote) return refused({ kind: "note-too-long" });
	const isDryRun = texts.has("dry-run");
	const isConfirmed = texts.has("yes");
	if (writingCommands.includes(command) && !isDryRun && !isConfirmed) return refused({ kind: "not-confirmed" });
	return {
		kind: "run",
		request: {
			command,
			isJson,
			isDryRun,
			isConfirmed,
			wanted,
			range,
			isIpv4Only,
			target,
			note,
			userData: texts.get("user-data-dir")?.[0] ?? null,
			values: texts.get("value") ?? [],
			acceptBrokenSeal: texts.has("accept-broken-seal"),
			folder: texts.get("folder")?.[0] ?? null
		}
	};
}
/** A number, null for `default` (the value is deleted, and the default of Windows holds), undefined for anything else. */
function wantedNumber(text) {
	if (text === "default") return null;
	const read = readNumberText(text);
	return read.ok ? read.value : void 0;
}
/** "START:NUMBER", or `default` for the range of a freshly installed Windows; null for anything else. */
function wantedRange(text) {
	if (text === "default") return rangePresets.default;
	const [start, number, ...more] = text.split(":").map(readNumberText);
	return start?.ok && number?.ok && more.length === 0 ? {
		start: start.value,
		number: number.value
	} : null;
}
export { writingCommands as a, readInvocation as i, commandOptions as n, ownArguments as r, commandNames as t };
