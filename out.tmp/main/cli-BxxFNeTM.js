import { n as success, t as failure } from "./result-E377XOyn.js";
import { n as loadWords, t as loadDiagnosisWords } from "./words-DcEAJlR9.js";
import { C as isSameName, _ as strictObject, h as number, i as parametersKeyPath, l as array, m as looseObject, n as isAtLeast, o as _enum, p as literal, r as parameterNames, u as boolean, v as string, y as union } from "./catalogue-C5gUTrUQ.js";
import { i as isSameSetting, n as isRange, o as rangeNames, r as isRangeChange } from "./change-HnknF4Ef.js";
import { n as tcpipEvents, t as conclusions } from "./diagnosis-Rs1wrVqA.js";
import { i as tcpStates } from "./sampler-BjN3ia6z.js";
import { i as dwordOf, o as registryTypeName } from "./stored-value-GFZNVjll.js";
import { a as createHandlers, f as sealStates, m as reversed, n as openServices, p as planTexts, u as probeLines } from "./usage-service-DTqwQYcU.js";
import { i as probeStates, n as probeEnds, r as probeFindings, t as effectVerdicts } from "./proof-DafXza3M.js";
import { a as writingCommands, n as commandOptions, t as commandNames } from "./cli-arguments-DP9cBQVp.js";
import { n as sideEffectText, t as logFor } from "./log-place-CotndbTL.js";
import { t as openLog } from "./log-Cs1Ptqrq.js";
import { n as usageMeasuredOnce, t as silentDesktop } from "./silent-BXtp4DO8.js";
import { join, resolve } from "node:path";
import { app } from "electron";
// electron/contract/time-range.ts
function timeRange({ low, high }) {
	const longest = high ?? low;
	const unit = longest < 2 ? "seconds" : longest < 120 ? "minutes" : "hours";
	const factor = {
		seconds: 60,
		minutes: 1,
		hours: 1 / 60
	}[unit];
	const first = Math.floor(low * factor);
	if (high === null) return {
		unit,
		low: first,
		high: null
	};
	const last = Math.ceil(high * factor);
	return last - first <= 1 && last > 3 ? {
		unit,
		low: last,
		high: last
	} : {
		unit,
		low: first,
		high: last
	};
}
// electron/contract/diagnosis-text.ts
var shownAddresses = 3;
var shownProcesses = 5;
var shownExcluded = 4;
function verdictText({ conclusion, culprit, reasons, nextStep }, words, formats) {
	return {
		title: words(`conclusions.${conclusion}.title`, { process: culprit ? processText(culprit, words) : "" }),
		text: words(`conclusions.${conclusion}.text`),
		reasons: reasons.map((reason) => reasonText(reason, words, formats)),
		nextStep: nextStepText(nextStep, words)
	};
}
function processText({ processId, name }, words) {
	return name === null ? words("process.nameless", { processId }) : words("process.named", {
		name,
		processId
	});
}
function reasonText(reason, words, { count, percent, moment }) {
	switch (reason.code) {
		case "in-use": {
			const { ports, usable, address } = reason;
			const values = {
				ports: count(ports),
				usable: count(usable),
				percent: percent(usable === 0 ? 1 : ports / usable)
			};
			return address === null ? words("reasons.in-use.plain", values) : words("reasons.in-use.at", {
				...values,
				address
			});
		}
		case "refused": return words("reasons.refused", {
			count: reason.count,
			formatted: count(reason.count)
		});
		case "process-holds": return words("reasons.process-holds", {
			process: processText(reason, words),
			ports: count(reason.ports),
			percent: percent(reason.usable === 0 ? 1 : reason.ports / reason.usable)
		});
		case "process-grows": return words("reasons.process-grows", {
			process: processText(reason, words),
			perMinute: count(Math.round(reason.perMinute))
		});
		case "process-keeps-open": return words("reasons.process-keeps-open", {
			process: processText(reason, words),
			unclosed: count(reason.unclosed)
		});
		case "forecast": return words("reasons.forecast", { when: whenText(reason.forecast.toExhaustion, words, count) });
		case "time-wait": return words("reasons.time-wait", { timeWait: count(reason.timeWait) });
		case "rate": return words("reasons.rate", {
			measured: count(rounded(reason.measured)),
			sustainable: count(rounded(reason.sustainable)),
			seconds: reason.seconds
		});
		case "small-range": return words("reasons.small-range", {
			usable: count(reason.usable),
			usual: count(reason.usual)
		});
		case "excluded": return words("reasons.excluded", { excluded: count(reason.excluded) });
		case "stored-not-in-effect": return words("reasons.stored-not-in-effect", {
			stored: reason.stored,
			last: reason.last
		});
		case "peak": return words("reasons.peak", {
			when: moment(reason.at),
			ports: count(reason.ports),
			usable: count(reason.usable)
		});
		case "event": return words(`reasons.event.${reason.id}`, {
			count: reason.count,
			when: moment(reason.lastAt)
		});
		case "event-before-change": return words("reasons.event-before-change", {
			id: reason.id,
			when: moment(reason.lastAt)
		});
		case "no-events": return words("reasons.no-events", { when: moment(reason.since) });
		case "events-not-known": return words("reasons.events-not-known", { reason: words(`unknown.${reason.reason}`) });
		case "usage-not-known": return words("reasons.usage-not-known", { reason: words(`unknown.${reason.reason}`) });
	}
}
function nextStepText(step, words) {
	switch (step.code) {
		case "close-process": return words("next.close-process", { process: processText(step, words) });
		case "reuse-connections": return words(`next.reuse-connections.${step.lever ?? "any"}`);
		case "widen": return words(`next.widen.${step.lever ?? "any"}`);
		case "restart":
		case "watch":
		case "watch-udp":
		case "look-elsewhere":
		case "measure": return words(`next.${step.code}`);
	}
}
/** Every figure that the verdict rests on, with its source. */
function evidenceRows(evidence, words, formats) {
	const { of, isPractice, windows, ipv4, ipv6, maxUserPort, timedWaitDelay, usage, excluded, events } = evidence;
	const isSimulated = of === "simulated";
	const source = (name, simulated) => simulated ? words("sources.simulated", { source: words(`sources.${name}`) }) : words(`sources.${name}`);
	const told = (reading, text) => reading.known ? text(reading.value) : unknownText(reading, words);
	const row = (name, value, from, simulated = isSimulated) => ({
		name,
		value,
		source: source(from, simulated)
	});
	const isModern = windows.known && isAtLeast(windows.value.version, 6, 0);
	const rangeSource = isModern && of !== "this-computer" ? "netsh" : "system";
	return [
		row(words("evidence.windows"), told(windows, ({ product, version: { major, minor, build } }) => words("evidence.windowsValue", {
			product,
			version: `${major}.${minor}.${build}`
		})), "registry", isPractice),
		row(words("evidence.ipv4"), told(ipv4, (range) => rangeText$1(range, words, formats)), rangeSource),
		row(words("evidence.ipv6"), told(ipv6, (range) => rangeText$1(range, words, formats)), rangeSource),
		...[maxUserPort, timedWaitDelay].map((reading, index) => row(index === 0 ? "MaxUserPort" : "TcpTimedWaitDelay", told(reading, (state) => storedText$1(state, isModern, words)), "registry", isPractice)),
		...usage.known ? usageRows(usage.value, words, formats, row) : [row(words("evidence.inUse"), unknownText(usage, words), "ports")],
		row(words("evidence.excluded"), told(excluded, (ranges) => excludedText(ranges, usage.known ? usage.value.excluded : 0, words, formats)), rangeSource),
		...events.known ? tcpipEvents.map((id) => {
			const { since, counts } = events.value;
			const found = counts.find((event) => event.id === id);
			const value = found ? words("evidence.eventValue", {
				count: found.count,
				when: formats.moment(found.lastAt)
			}) : words("evidence.eventNone", { since: formats.moment(since) });
			return row(`${words("evidence.event", {
				id,
				days: 7
			})}: ${words(`events.${id}`)}`, value, "log");
		}) : [row(words("evidence.event", {
			id: tcpipEvents.join(", "),
			days: 7
		}), unknownText(events, words), "log")]
	];
}
function usageRows(usage, words, formats, row) {
	const { count, percent, moment } = formats;
	const { ports, usable, addresses, processes, peak, largestFree, rate, forecast, refused } = usage;
	const fullness = (held) => words("evidence.inUseValue", {
		ports: count(held),
		usable: count(usable),
		percent: percent(usable === 0 ? 1 : held / usable)
	});
	const { measured, sustainable, timeWaitSeconds: seconds } = rate;
	const possible = sustainable === null ? null : {
		sustainable: count(rounded(sustainable)),
		seconds: seconds ?? 0
	};
	const rateText = measured === null ? possible ? words("evidence.sustainable", possible) : words("evidence.rateNone") : possible ? words("evidence.rateValue", {
		measured: count(rounded(measured)),
		...possible
	}) : words("evidence.rateNow", { measured: count(rounded(measured)) });
	return [
		...addresses.length === 0 ? [row(words("evidence.inUse"), fullness(ports), "ports")] : [],
		...addresses.slice(0, shownAddresses).map((each) => row(words("evidence.at", { address: each.address }), fullness(each.ports), "ports")),
		...peak ? [row(words("evidence.peak", { since: moment(peak.since) }), words("evidence.peakValue", {
			ports: count(peak.ports),
			usable: count(peak.usable),
			at: moment(peak.at)
		}), "recorded")] : [row(words("evidence.peak", { since: moment(usage.takenAt) }), words("evidence.noPeak"), "recorded")],
		...processes.slice(0, shownProcesses).map((process) => row(ownerText(process, words), statesText(process, words, formats), "ports")),
		row(words("evidence.largestFree"), words("evidence.largestFreeValue", { ports: count(largestFree) }), "ports"),
		row(words("evidence.rate"), rateText, "calculated"),
		row(words("evidence.forecast"), forecast.kind === "rising" ? words("forecast.rising", { when: whenText(forecast.toExhaustion, words, count) }) : words(`forecast.${forecast.kind}`), "calculated"),
		...refused === null ? [] : [row(words("evidence.refused"), count(refused), "recorded")]
	];
}
/** Ports without an owner are either released, or of somebody whom the system does not tell. */
function ownerText(process, words) {
	if (process.processId !== 0) return processText(process, words);
	return (process.byState[tcpStates.indexOf("TIME_WAIT")] ?? 0) === process.ports ? words("process.released") : words("process.unknownOwner");
}
function statesText({ ports, byState, growth }, words, { count }) {
	const states = tcpStates.flatMap((state, index) => {
		const held = byState[index] ?? 0;
		return held > 0 ? [words(`evidence.states.${state}`, { ports: count(held) })] : [];
	});
	const perMinute = Math.round(growth ?? 0);
	const growing = perMinute === 0 ? "" : words("evidence.growing", { perMinute: `${perMinute > 0 ? "+" : "−"}${count(Math.abs(perMinute))}` });
	return words("evidence.process", {
		ports: count(ports),
		states: states.join(", "),
		growth: growing
	});
}
function rangeText$1({ start, number }, words, { count }) {
	return words("evidence.range", {
		first: start,
		last: start + number - 1,
		number: count(number)
	});
}
/** Vista and later do not fall back to the default of MaxUserPort: they have their dynamic range (929851). */
function storedText$1({ parameter, stored }, isModern, words) {
	if (!stored.present && isModern && parameter.name === "MaxUserPort") return words("evidence.absentDynamic");
	if (!stored.present) return words("evidence.absent", { value: parameter.defaultValue });
	const number = dwordOf(stored);
	return number === null ? words("evidence.noNumber") : words("evidence.stored", {
		number,
		hex: `0x${number.toString(16)}`
	});
}
function excludedText(ranges, ports, words, { count }) {
	if (ranges.length === 0) return words("evidence.excludedNone");
	const shown = ranges.slice(0, shownExcluded).map(({ start, number }) => number === 1 ? String(start) : `${start}\u2013${start + number - 1}`).join(", ");
	const more = ranges.length - shownExcluded;
	return more > 0 ? words("evidence.excludedMore", {
		ranges: shown,
		more,
		ports: count(ports)
	}) : words("evidence.excludedValue", {
		ranges: shown,
		ports: count(ports)
	});
}
function unknownText({ reason, detail }, words) {
	return detail === "" ? words("evidence.unknown", { reason: words(`unknown.${reason}`) }) : words("evidence.unknownDetail", {
		reason: words(`unknown.${reason}`),
		detail
	});
}
function whenText(minutes, words, count) {
	const { unit: name, low, high } = timeRange(minutes);
	const unit = words(`time.${name}`);
	if (high === null) return words("time.open", {
		low: count(low),
		unit
	});
	return low === high ? words("time.about", {
		low: count(low),
		unit
	}) : words("time.in", {
		low: count(low),
		high: count(high),
		unit
	});
}
function rounded(value) {
	return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}
// electron/shell/cli-answers.ts
function outcomeValue({ record, verdict }) {
	return {
		record: recordOf(record),
		verdict
	};
}
function proofOf({ takenAt, wasRestarted, rows, probe, reports }) {
	return {
		takenAt,
		wasRestarted,
		rows: rows.map(({ name, wanted, stored, inEffect, verdict }) => ({
			name,
			wanted: settingOf(wanted),
			stored: stored && settingOf(stored),
			effectiveRange: inEffect.kind === "range" ? rangeOf({
				known: true,
				range: inEffect.range
			}) : null,
			verdict
		})),
		probe,
		reports: reports.map((report) => ({
			...report,
			oldRange: rangeOf({
				known: true,
				range: report.oldRange
			})
		}))
	};
}
function settingOf(setting) {
	return isRange(setting) ? setting : storedOf(setting);
}
function planAnswer({ changes, texts, sideEffects }, folder = null) {
	const { apply, undo: back, applyCommands, undoCommands } = texts;
	return {
		kind: "plan",
		value: {
			changes: changes.map(changeOf),
			applyCommands: [...applyCommands],
			undoCommands: [...undoCommands],
			applyReg: apply,
			undoReg: back,
			sideEffects: [...sideEffects],
			folder
		}
	};
}
function wayBack(record) {
	const changes = reversed(record.changes);
	return planAnswer({
		changes,
		texts: planTexts(changes),
		sideEffects: []
	});
}
function recordOf({ id, reason, state, startedAt, changes, backup }) {
	return {
		id,
		reason,
		state,
		startedAt,
		changes: changes.map(changeOf),
		backup: backupOf(backup)
	};
}
function backupOf({ id, file, createdAt, sizeInBytes, sha256, valueCount }) {
	return {
		id,
		file,
		createdAt,
		sizeInBytes,
		sha256,
		valueCount
	};
}
function changeOf(change) {
	if (isRangeChange(change)) return change;
	const { name, before, after } = change;
	return {
		name,
		before: storedOf(before),
		after: storedOf(after)
	};
}
function storedOf(stored) {
	if (!stored.present) return {
		present: false,
		type: null,
		number: null,
		hex: null
	};
	return {
		present: true,
		type: registryTypeName(stored.type),
		number: dwordOf(stored),
		hex: stored.hex
	};
}
function rangeOf(reading) {
	if (!reading.known) return null;
	const { start, number } = reading.range;
	return {
		start,
		number,
		last: start + number - 1
	};
}
// electron/shell/cli-report.ts
/** 3010 is what installers say for "done, restart needed"; systems with 8-bit exit codes see 194. */
var exitCodes = {
	done: 0,
	failed: 1,
	invalidInput: 2,
	notElevated: 3,
	alreadyAsWanted: 4,
	drifted: 5,
	restartNeeded: 3010
};
var stored = strictObject({
	present: boolean(),
	/** REG_* name; null when absent. */
	type: string().nullable(),
	/** The number of a REG_DWORD; null for anything else. */
	number: number().int().nullable(),
	/** The bytes as stored; null when absent. */
	hex: string().nullable()
});
var range = strictObject({
	start: number().int(),
	number: number().int(),
	last: number().int()
});
var dynamicRange = strictObject({
	start: number().int(),
	number: number().int()
});
/** A value of the key, or a dynamic port range. */
var change = union([strictObject({
	name: string(),
	before: stored,
	after: stored
}), strictObject({
	name: string(),
	range: _enum(rangeNames),
	before: dynamicRange,
	after: dynamicRange
})]);
var backup = strictObject({
	id: string(),
	file: string(),
	createdAt: string(),
	sizeInBytes: number().int(),
	sha256: string(),
	valueCount: number().int()
});
var verdict = _enum(effectVerdicts);
var setting = union([stored, dynamicRange]);
/** Wanted, stored and in effect for each changed setting, and what connections to this computer itself showed. */
var proof = strictObject({
	takenAt: string(),
	wasRestarted: boolean(),
	rows: array(strictObject({
		name: string(),
		wanted: setting,
		stored: setting.nullable(),
		verdict,
		/** The range that Windows lends from; null where it could not be read, or where Windows tells nothing (TcpTimedWaitDelay). */
		effectiveRange: range.nullable()
	})),
	probe: _enum(probeStates),
	reports: array(strictObject({
		ip: _enum(["ipv4", "ipv6"]),
		isSimulated: boolean(),
		oldRange: range,
		opened: number().int(),
		lowest: number().int().nullable(),
		highest: number().int().nullable(),
		newPort: number().int().nullable(),
		ended: _enum(probeEnds),
		finding: _enum(probeFindings),
		detail: string()
	}))
});
var record = strictObject({
	id: string(),
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
	startedAt: string(),
	changes: array(change),
	backup
});
var sideEffect = union([
	strictObject({
		code: literal("SMALLER_RANGE"),
		severity: literal("severe"),
		before: number().int(),
		after: number().int()
	}),
	strictObject({
		code: literal("LISTENERS_INSIDE"),
		severity: literal("warning"),
		total: number().int(),
		listeners: array(strictObject({
			port: number().int(),
			processId: number().int(),
			name: string().nullable()
		}))
	}),
	strictObject({
		code: literal("EXCLUDED_INSIDE"),
		severity: literal("note"),
		ranges: array(dynamicRange),
		ports: number().int()
	}),
	strictObject({
		code: literal("EXCLUDED_CUT"),
		severity: literal("note"),
		ranges: array(dynamicRange)
	}),
	strictObject({
		code: literal("NO_BLOCK_FOR_WSL"),
		severity: _enum(["severe", "note"]),
		wsl: _enum([
			"seen",
			"not-seen",
			"not-known"
		]),
		largest: number().int()
	}),
	strictObject({
		code: literal("LOW_RESERVATIONS"),
		severity: _enum(["warning", "note"]),
		programs: array(string()),
		reserved: number().int()
	}),
	strictObject({
		code: literal("NOT_CHECKED"),
		severity: literal("warning"),
		what: _enum(["listeners", "excluded-ranges"])
	})
]);
var status$1 = strictObject({
	machine: strictObject({
		kind: _enum(["windows", "practice"]),
		product: string(),
		version: string(),
		computerName: string(),
		userName: string(),
		isElevated: boolean(),
		bootedAt: string(),
		programVersion: string()
	}),
	key: string(),
	values: array(strictObject({
		name: _enum(parameterNames),
		stored,
		/** Null where the dynamic port range decides while the value is absent (MaxUserPort from Vista on). */
		default: number().int().nullable(),
		min: number().int(),
		max: number().int(),
		unit: _enum(["port", "seconds"])
	})),
	effectiveRange: range.nullable(),
	lastChange: strictObject({
		record,
		verdict
	}).nullable(),
	interruptedChange: record.nullable()
});
var diagnose$1 = strictObject({
	conclusion: _enum(conclusions),
	severity: _enum([
		"ok",
		"warning",
		"critical",
		"unknown"
	]),
	/** What the conclusion means, in words. */
	title: string(),
	text: string(),
	/** The process that is to blame; null where there is none. `growth` is ports a minute. */
	culprit: strictObject({
		processId: number().int(),
		name: string().nullable(),
		ports: number().int(),
		growth: number().nullable()
	}).nullable(),
	/** `code` is stable; what stands beside it are the figures that the reason refers to. */
	reasons: array(looseObject({
		code: string(),
		text: string()
	})),
	nextStep: looseObject({
		code: string(),
		text: string()
	}),
	effectiveRange: range.nullable(),
	/** At the fullest local address; null where the sockets could not be read. On the practice machine they are those of the computer it runs on. */
	usage: strictObject({
		inUse: number().int(),
		usable: number().int(),
		address: string().nullable(),
		timeWait: number().int()
	}).nullable(),
	/** Events of source Tcpip in the System log, ISO 8601; null where the log could not be read. */
	events: array(strictObject({
		id: number().int(),
		count: number().int(),
		lastAt: string()
	})).nullable(),
	/** Every figure in words, with where it was read. */
	evidence: array(strictObject({
		name: string(),
		value: string(),
		source: string()
	})),
	findings: array(looseObject({ code: string() }))
});
var plan = strictObject({
	changes: array(change),
	applyCommands: array(string()),
	undoCommands: array(string()),
	applyReg: string(),
	undoReg: string(),
	/** Where `export-commands` wrote the scripts; null where nothing was written. */
	folder: string().nullable(),
	/** What the change may break on this machine, the worst first; empty where the TCP range stays as it is. */
	sideEffects: array(sideEffect)
});
var outcome$1 = strictObject({
	record,
	verdict
});
var backups$1 = strictObject({
	backups: array(strictObject({
		backup,
		reason: _enum(["manual", "before-change"]),
		note: string(),
		seal: _enum(sealStates),
		isNeededForUndo: boolean()
	})),
	strangers: array(string()),
	historyFaults: number().int()
});
var verify$1 = strictObject({
	/** Null: no change of this program is in force. */
	record: record.nullable(),
	verdict: verdict.nullable(),
	storedAsWanted: boolean().nullable(),
	effectiveRange: range.nullable(),
	proof: proof.nullable()
});
strictObject({
	schema: literal("ephemeral-port-wizard/command-line"),
	schemaVersion: literal(2),
	command: _enum(commandNames).nullable(),
	/** As the process returns it, before the system cuts it. */
	exitCode: union(Object.values(exitCodes).map((code) => literal(code))),
	/** One line for people; the last line of the output without `--json`. */
	summary: string(),
	isDryRun: boolean(),
	isPractice: boolean(),
	/** Which shape `result` has; null after a failure. */
	resultKind: _enum([
		"status",
		"diagnose",
		"plan",
		"outcome",
		"backup",
		"backups",
		"verify"
	]).nullable(),
	result: union([
		status$1,
		diagnose$1,
		plan,
		outcome$1,
		backup,
		backups$1,
		verify$1
	]).nullable(),
	/** Null on success. `code` is stable; what stands beside it depends on the code. */
	error: looseObject({ code: string() }).nullable()
});
// electron/shell/cli-exit-codes.ts
function exitCodeOf(answer) {
	switch (answer.kind) {
		case "outcome": return answer.value.verdict === "waiting-for-restart" ? exitCodes.restartNeeded : exitCodes.done;
		case "verify":
			if (answer.value.storedAsWanted === false) return exitCodes.drifted;
			if (answer.value.verdict === "stored-but-not-effective") return exitCodes.failed;
			return answer.value.verdict === "waiting-for-restart" ? exitCodes.restartNeeded : exitCodes.done;
		case "status":
		case "diagnose":
		case "plan":
		case "backup":
		case "backups": return exitCodes.done;
	}
}
function exitCodeOfError(error) {
	switch (error.code) {
		case "INVALID_INPUT":
		case "OUT_OF_RANGE":
		case "TOKEN_UNKNOWN":
		case "NOT_CONFIRMED": return exitCodes.invalidInput;
		case "NOT_ELEVATED":
		case "ELEVATION_DECLINED":
		case "START_AS_ADMINISTRATOR": return exitCodes.notElevated;
		case "ALREADY_AS_WANTED": return exitCodes.alreadyAsWanted;
		case "DRIFTED": return exitCodes.drifted;
		case "KEY_MISSING":
		case "ACCESS_DENIED":
		case "MACHINE_FAILED":
		case "BACKUP_FAILED":
		case "BACKUP_MISMATCH":
		case "REG_FILE_REFUSED":
		case "SEAL_BROKEN":
		case "BUSY":
		case "RECOVERY_PENDING":
		case "CHANGE_FAILED":
		case "NOT_AVAILABLE_HERE":
		case "ELEVATION_FAILED":
		case "FOLDER_NOT_TRUSTED":
		case "STORAGE_FAILED":
		case "UNEXPECTED": return exitCodes.failed;
	}
}
// electron/shell/cli-commands.ts
/** Carries `request` out. What fails as foreseen comes back as its error with its exit code. */
async function carryOutCommand(handlers, request) {
	const answer = await commands[request.command](handlers, request);
	return {
		answer,
		exitCode: answer.ok ? exitCodeOf(answer.value) : exitCodeOfError(answer.error)
	};
}
var commands = {
	status,
	diagnose,
	plan: planWanted,
	"export-commands": exportCommands,
	async apply(handlers, request) {
		if (request.isDryRun) return planWanted(handlers, request);
		const plan = await createPlan(handlers, request);
		return plan.ok ? outcome(handlers["plan.apply"]({ token: plan.value.token })) : plan;
	},
	async backup(handlers, { note }) {
		const taken = await handlers["backup.create"]({ note });
		return taken.ok ? success({
			kind: "backup",
			value: backupOf(taken.value)
		}) : taken;
	},
	backups,
	restore,
	undo,
	verify
};
async function status(handlers) {
	const machine = await handlers["machine.describe"]({});
	if (!machine.ok) return machine;
	const view = await handlers["parameters.read"]({});
	if (!view.ok) return view;
	const last = await handlers["change.verify"]({});
	if (!last.ok) return last;
	const interrupted = await handlers["recovery.read"]({});
	if (!interrupted.ok) return interrupted;
	const { kind, product, version, computerName, userName, isElevated, bootedAt, programVersion } = machine.value;
	return success({
		kind: "status",
		value: {
			machine: {
				kind,
				product,
				computerName,
				userName,
				isElevated,
				bootedAt,
				programVersion,
				version: `${version.major}.${version.minor}.${version.build}`
			},
			key: parametersKeyPath,
			values: view.value.parameters.map(({ parameter: { name, defaultValue, whenAbsent, min, max, unit }, stored }) => ({
				name,
				stored: storedOf(stored),
				default: whenAbsent === "default" ? defaultValue : null,
				min,
				max,
				unit
			})),
			effectiveRange: rangeOf(view.value.effective),
			lastChange: last.value && outcomeValue(last.value),
			interruptedChange: interrupted.value && recordOf(interrupted.value.record)
		}
	});
}
/** The words of the window, with plain numbers: what is printed is also read by programs. */
async function diagnose(handlers) {
	const diagnosis = await handlers["diagnosis.read"]({ isFresh: true });
	if (!diagnosis.ok) return diagnosis;
	const findings = await handlers["findings.read"]({});
	if (!findings.ok) return findings;
	const { verdict, evidence } = diagnosis.value;
	const words = await loadDiagnosisWords();
	const { title, text, reasons, nextStep } = verdictText(verdict, words, plainFormats);
	const { ipv4, usage, events } = evidence;
	return success({
		kind: "diagnose",
		value: {
			conclusion: verdict.conclusion,
			severity: verdict.severity,
			title,
			text,
			culprit: verdict.culprit,
			reasons: verdict.reasons.map((reason, index) => ({
				...reason,
				text: reasons[index] ?? ""
			})),
			nextStep: {
				...verdict.nextStep,
				text: nextStep
			},
			effectiveRange: ipv4.known ? rangeOf({
				known: true,
				range: ipv4.value
			}) : null,
			usage: usage.known ? {
				inUse: usage.value.ports,
				usable: usage.value.usable,
				address: usage.value.address,
				timeWait: usage.value.timeWait
			} : null,
			events: events.known ? events.value.counts.map(({ id, count, lastAt }) => ({
				id,
				count,
				lastAt: new Date(lastAt).toISOString()
			})) : null,
			evidence: evidenceRows(evidence, words, plainFormats),
			findings: findings.value.map(({ finding }) => ({ ...finding }))
		}
	});
}
var plainFormats = {
	count: (value) => String(value),
	percent: (fraction) => `${Math.round(fraction * 100)}%`,
	moment: (at) => new Date(at).toISOString()
};
/** A range is wanted for TCP over IPv4, and over IPv6 where Windows has a range to tell. */
async function createPlan(handlers, { wanted, range, isIpv4Only }) {
	if (!range) return handlers["plan.create"]({ wanted: [...wanted] });
	const view = await handlers["parameters.read"]({});
	if (!view.ok) return view;
	const names = !isIpv4Only && view.value.ranges?.ipv6Tcp.known === true ? ["ipv4Tcp", "ipv6Tcp"] : ["ipv4Tcp"];
	return handlers["plan.create"]({ wanted: [...wanted, ...names.map((name) => ({
		range: name,
		value: range
	}))] });
}
async function planWanted(handlers, request) {
	const plan = await createPlan(handlers, request);
	return plan.ok ? success(planAnswer(plan.value)) : plan;
}
/** Where the scripts are put, the desktop is asked: on the command line that is the folder of the request. */
async function exportCommands(handlers, request) {
	if (request.folder === null) return planWanted(handlers, request);
	const plan = await createPlan(handlers, request);
	if (!plan.ok) return plan;
	const written = await handlers["commands.write"]({ token: plan.value.token });
	return written.ok ? success(planAnswer(plan.value, written.value.folder)) : written;
}
async function backups(handlers) {
	const view = await handlers["backups.list"]({});
	if (!view.ok) return view;
	return success({
		kind: "backups",
		value: {
			backups: view.value.backups.map(({ backup, reason, note, seal, isNeededForUndo }) => ({
				backup: backupOf(backup),
				reason,
				note,
				seal,
				isNeededForUndo
			})),
			strangers: [...view.value.strangers],
			historyFaults: view.value.historyFaults.length
		}
	});
}
/** Values of the article unless others are named; only what differs is written. */
async function restore(handlers, { target, values, acceptBrokenSeal, isDryRun }) {
	const view = await handlers["backups.list"]({});
	if (!view.ok) return view;
	const listing = target === "latest" ? view.value.backups[0] : view.value.backups.find(({ backup }) => backup.id === target);
	if (!listing) return failure({ code: "TOKEN_UNKNOWN" });
	const comparison = await handlers["backup.compare"]({ id: listing.backup.id });
	if (!comparison.ok) return comparison;
	const { rows, token } = comparison.value;
	const stranger = values.find((name) => !rows.some((row) => row.keyPath === "" && isSameName(row.name, name)));
	if (stranger !== void 0) return failure({
		code: "INVALID_INPUT",
		detail: `no value ${stranger} in this backup or in the key`
	});
	const names = rows.filter((row) => row.kind !== "same" && row.obstacle === null && row.keyPath === "").filter((row) => values.length === 0 ? row.isCatalogue : values.some((name) => isSameName(name, row.name))).map(({ name }) => name);
	if (names.length === 0) return failure({ code: "ALREADY_AS_WANTED" });
	const plan = await handlers["restore.plan"]({
		token,
		names,
		acceptBrokenSeal
	});
	if (!plan.ok) return plan;
	return isDryRun ? success(planAnswer(plan.value)) : outcome(handlers["plan.apply"]({ token: plan.value.token }));
}
/** The change in force, or the one that a crash cut off. */
async function undo(handlers, { target, isDryRun }) {
	const interrupted = await handlers["recovery.read"]({});
	if (!interrupted.ok) return interrupted;
	if (interrupted.value && (target === null || target === interrupted.value.record.id)) {
		const { record } = interrupted.value;
		return isDryRun ? success(wayBack(record)) : outcome(handlers["recovery.settle"]({
			id: record.id,
			action: "restore"
		}));
	}
	const view = await handlers["parameters.read"]({});
	if (!view.ok) return view;
	const { lastChange } = view.value;
	if (target === null && (!lastChange || lastChange.reason === "undo")) return failure({ code: "ALREADY_AS_WANTED" });
	if (isDryRun) return lastChange && (target === null || target === lastChange.id) ? success(wayBack(lastChange)) : failure({ code: "TOKEN_UNKNOWN" });
	return outcome(handlers["change.undo"]({ id: target ?? lastChange?.id ?? "" }));
}
async function verify(handlers) {
	const last = await handlers["change.prove"]({});
	if (!last.ok) return last;
	const view = await handlers["parameters.read"]({});
	if (!view.ok) return view;
	const effectiveRange = rangeOf(view.value.effective);
	if (!last.value) return success({
		kind: "verify",
		value: {
			record: null,
			verdict: null,
			storedAsWanted: null,
			effectiveRange,
			proof: null
		}
	});
	const { record, verdict, proof } = last.value;
	const storedAsWanted = view.value.parameters.every(({ parameter, stored }) => {
		const wanted = record.changes.find(({ name }) => isSameName(name, parameter.name));
		return !wanted || isSameSetting(wanted.after, stored);
	}) && record.changes.filter(isRangeChange).every(({ range, after }) => {
		const reading = view.value.ranges?.[range];
		return reading?.known !== true || isSameSetting(reading.range, after);
	});
	return success({
		kind: "verify",
		value: {
			record: recordOf(record),
			verdict,
			storedAsWanted,
			effectiveRange,
			proof: proofOf(proof)
		}
	});
}
async function outcome(work) {
	const result = await work;
	return result.ok ? success({
		kind: "outcome",
		value: outcomeValue(result.value)
	}) : result;
}
// electron/shell/cli-text.ts
/** RMM tools keep 2,048 characters of the last line. */
var longestSummary = 2e3;
/** The lines above the summary. */
function answerLines(words, answer) {
	switch (answer.kind) {
		case "status": {
			const { machine, key, values, effectiveRange, lastChange, interruptedChange } = answer.value;
			return [
				...machine.kind === "practice" ? [words("cli.practice")] : [],
				words("cli.line.machine", {
					computer: machine.computerName,
					product: machine.product,
					version: machine.version,
					user: machine.userName
				}),
				words("cli.line.rights", { rights: words(machine.isElevated ? "cli.line.yes" : "cli.line.no") }),
				words("cli.line.key", { key }),
				...values.map(({ name, stored, default: defaultValue, min, max }) => words(defaultValue === null ? "cli.line.valueOfRange" : "cli.line.value", {
					name,
					stored: storedText(words, stored),
					defaultValue,
					min,
					max
				})),
				words("cli.line.range", { range: rangeText(words, effectiveRange) }),
				...lastChange ? [words("cli.summary.verify", { verdict: words(`cli.verdicts.${lastChange.verdict}`) })] : [],
				...interruptedChange ? [words("cli.line.interrupted", { id: interruptedChange.id })] : []
			];
		}
		case "diagnose": {
			const { title, text, reasons, nextStep, evidence, findings } = answer.value;
			return [
				`${title} ${text}`,
				...reasons.map((reason) => words("cli.line.reason", { reason: reason.text })),
				words("cli.line.nextStep", { step: nextStep.text }),
				words("cli.line.evidence"),
				...evidence.map((row) => words("cli.line.evidenceRow", { ...row })),
				...findings.map((finding) => words("cli.line.finding", { finding: JSON.stringify(finding) }))
			];
		}
		case "plan": {
			const { changes, applyCommands, undoCommands, sideEffects, folder } = answer.value;
			const effects = sideEffects.map((effect) => words("cli.line.sideEffect", { text: sideEffectText(words, effect) }));
			return [
				...changes.map(changeText(words)),
				...effects,
				words("cli.line.commands"),
				...applyCommands,
				words("cli.line.undoCommands"),
				...undoCommands,
				...folder === null ? [] : [words("cli.line.folder", { folder })]
			];
		}
		case "outcome": {
			const { changes, backup } = answer.value.record;
			return [
				...changes.map(changeText(words)),
				words("cli.line.backupFile", { file: backup.file }),
				words("cli.line.sha256", { sha256: backup.sha256 })
			];
		}
		case "backup": return [words("cli.line.backupFile", { file: answer.value.file }), words("cli.line.sha256", { sha256: answer.value.sha256 })];
		case "backups": {
			const { backups, strangers, historyFaults } = answer.value;
			return [
				...backups.map(({ backup: { id, createdAt, file }, seal, note }) => words("cli.line.backup", {
					id,
					createdAt,
					seal,
					file,
					note
				}).trimEnd()),
				...strangers.length > 0 ? [words("cli.line.strangers", { names: strangers.join(", ") })] : [],
				...historyFaults > 0 ? [words("cli.line.historyFaults", { count: historyFaults })] : []
			];
		}
		case "verify": return [
			...(answer.value.record?.changes ?? []).map(changeText(words)),
			...answer.value.proof ? proofLines(words, answer.value.proof) : [],
			words("cli.line.range", { range: rangeText(words, answer.value.effectiveRange) })
		];
	}
}
function proofLines(words, proof) {
	return [...proof.rows.map(({ name, wanted, stored, verdict }) => words("cli.line.proof", {
		name,
		wanted: settingText(words, wanted),
		stored: stored ? settingText(words, stored) : words("ticket.rangeUnknown"),
		verdict: words(`cli.verdicts.${verdict}`)
	})), ...probeLines(words, proof)];
}
function answerSummary(words, answer) {
	return oneLine(summaryOf(words, answer));
}
function summaryOf(words, answer) {
	switch (answer.kind) {
		case "status": {
			const stored = (wanted) => {
				const value = answer.value.values.find(({ name }) => name === wanted);
				return value ? storedText(words, value.stored) : "";
			};
			return words("cli.summary.status", {
				port: stored("MaxUserPort"),
				delay: stored("TcpTimedWaitDelay"),
				range: rangeText(words, answer.value.effectiveRange)
			});
		}
		case "diagnose": return words("cli.summary.diagnose", {
			conclusion: answer.value.title,
			step: answer.value.nextStep.text,
			count: answer.value.findings.length
		});
		case "plan":
			if (answer.value.folder !== null) return words("cli.summary.folder", { folder: answer.value.folder });
			return words("cli.summary.plan", { changes: answer.value.changes.map(changeText(words)).join(", ") });
		case "outcome": {
			const { record, verdict } = answer.value;
			return words("cli.summary.outcome", {
				changes: record.changes.map(changeText(words)).join(", "),
				verdict: words(`cli.verdicts.${verdict}`)
			});
		}
		case "backup": return words("cli.summary.backup", { file: answer.value.file });
		case "backups": {
			const { backups } = answer.value;
			return words("cli.summary.backups", {
				count: backups.length,
				broken: backups.filter(({ seal }) => seal !== "intact").length
			});
		}
		case "verify": {
			const { record, verdict, storedAsWanted } = answer.value;
			if (!record || !verdict) return words("cli.summary.verifyNone");
			return storedAsWanted ? words("cli.summary.verify", { verdict: words(`cli.verdicts.${verdict}`) }) : words("cli.summary.verifyDrifted");
		}
	}
}
/** What went wrong, as one line. */
function errorSummary(words, command, error) {
	return oneLine(words("cli.summary.failed", {
		command: command ?? "",
		error: errorText(words, error)
	}).trim());
}
function errorText(words, error) {
	const { code } = error;
	if (code === "DRIFTED") return words("cli.errors.DRIFTED", { names: error.drift.map(({ name }) => name).join(", ") });
	if (code === "BACKUP_MISMATCH") return words("cli.errors.BACKUP_MISMATCH", { names: error.names.join(", ") });
	if (code !== "CHANGE_FAILED") return words(`cli.errors.${code}`, { ...error });
	const { name, cause, backupFile, left } = error;
	return words("cli.errors.CHANGE_FAILED", {
		name,
		cause,
		backupFile,
		count: left.length
	});
}
function problemText(words, problem) {
	return oneLine(words(`cli.problems.${problem.kind}`, { ...problem }));
}
/** The help of one command, or of all; the last line is a summary here too. */
function helpLines(words, program, command) {
	if (command === null) {
		const rows = commandNames.map((name) => `  ${name.padEnd(16)} ${words(`cli.commands.${name}`)}`);
		return [
			words("cli.usageAll", { program }),
			"",
			words("cli.commandsTitle"),
			...rows,
			"",
			words("cli.exitCodes"),
			words("cli.helpSummary", { program })
		];
	}
	const rows = [
		...commandOptions[command],
		"json",
		"user-data-dir",
		"practice",
		"help"
	].map((option) => `  ${words(`cli.options.${option}`)}`);
	return [
		words("cli.usage", {
			program,
			command
		}),
		"",
		words("cli.optionsTitle"),
		...rows,
		"",
		words("cli.exitCodes"),
		words(`cli.commands.${command}`)
	];
}
/** The report as it is printed. */
function reportText(report, lines, isJson) {
	return isJson ? `${JSON.stringify(report)}\n` : `${[...lines, report.summary].join("\n")}\n`;
}
function changeText(words) {
	return ({ name, before, after }) => words("cli.line.change", {
		name,
		before: settingText(words, before),
		after: settingText(words, after)
	});
}
function settingText(words, setting) {
	if (!("start" in setting)) return storedText(words, setting);
	const { start, number } = setting;
	return rangeText(words, {
		start,
		number,
		last: start + number - 1
	});
}
function storedText(words, { present, type, number, hex }) {
	if (!present) return words("stored.absent");
	if (number !== null) return words("stored.number", {
		number,
		hex: number.toString(16)
	});
	return words("stored.other", {
		type: type ?? "",
		count: (hex ?? "").length / 2
	});
}
function rangeText(words, range) {
	return range ? words("ticket.range", {
		first: range.start,
		last: range.last,
		count: range.number
	}) : words("ticket.rangeUnknown");
}
/** A value's name, and what a machine answers, may hold line breaks. */
function oneLine(text) {
	return text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ").slice(0, longestSummary);
}
// electron/shell/cli.ts
var program = "ephemeral-port-wizard";
/** Runs the command and ends the process with its exit code. Must be awaited before Electron is ready. */
async function runCommandLine(application, asked) {
	const { output, errors, exitCode } = await answerTo(application, asked, await loadWords());
	await written(process.stdout, output);
	await written(process.stderr, errors);
	app.exit(exitCode);
	return new Promise(() => void 0);
}
async function answerTo(application, asked, words) {
	if (asked.kind === "help") return {
		output: `${helpLines(words, program, asked.command).join("\n")}\n`,
		errors: "",
		exitCode: exitCodes.done
	};
	if (asked.kind === "run") return run(application, asked.request, words);
	const { command, isJson, problem } = asked;
	const detail = problemText(words, problem);
	return ending({
		...emptyReport,
		command,
		exitCode: exitCodes.invalidInput,
		summary: detail,
		error: {
			code: "INVALID_INPUT",
			detail
		}
	}, [...helpLines(words, program, command), ""], isJson);
}
var emptyReport = {
	schema: "ephemeral-port-wizard/command-line",
	schemaVersion: 2,
	command: null,
	exitCode: exitCodes.failed,
	summary: "",
	isDryRun: false,
	isPractice: false,
	resultKind: null,
	result: null,
	error: null
};
async function run(application, request, words) {
	const { command, isDryRun, isJson } = request;
	if (request.userData !== null) app.setPath("userData", request.userData);
	const userData = app.getPath("userData");
	let log = openLog(join(userData, "logs"));
	try {
		const machine = await application.openMachine(userData, "program");
		log = await logFor(machine, log);
		const usage = usageMeasuredOnce(machine, userData, words, log, command === "diagnose" || !isDryRun && writingCommands.includes(command));
		const { folder } = request;
		const desktop = {
			...silentDesktop(log, app.getVersion()),
			chooseFolder: () => Promise.resolve(folder && resolve(folder))
		};
		const services = openServices({
			machine,
			userData,
			words,
			desktop,
			programVersion: app.getVersion(),
			usage,
			hireWorker: null
		});
		const { answer, exitCode } = await carryOutCommand(createHandlers(services).handlers, request);
		log.info(`${command} on ${machine.kind} ended with ${exitCode}`);
		const report = {
			...emptyReport,
			command,
			exitCode,
			isDryRun,
			isPractice: machine.kind === "practice"
		};
		if (!answer.ok) {
			const { error } = answer;
			return ending({
				...report,
				summary: errorSummary(words, command, error),
				error: { ...error }
			}, [], isJson);
		}
		const { kind, value } = answer.value;
		return ending({
			...report,
			summary: answerSummary(words, answer.value),
			resultKind: kind,
			result: value
		}, answerLines(words, answer.value), isJson);
	} catch (exception) {
		const { error } = failure({
			code: "UNEXPECTED",
			incident: log.incident(exception)
		});
		return ending({
			...emptyReport,
			command,
			summary: errorSummary(words, command, error),
			error
		}, [], isJson);
	}
}
function ending(report, lines, isJson) {
	const errors = report.error ? `${report.summary}\n` : "";
	return {
		output: reportText(report, lines, isJson),
		errors,
		exitCode: report.exitCode
	};
}
/** Waits until the system has taken the text: a pipe would lose what is still on its way at the end of the process. */
function written(stream, text) {
	if (text === "") return Promise.resolve();
	return new Promise((done) => {
		stream.once("error", () => done());
		stream.write(text, () => done());
	});
}
export { runCommandLine };
