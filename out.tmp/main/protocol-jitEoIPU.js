import { f as sealStates, i as settingSchema, r as changeSchema, s as workerRequestSchema } from "./usage-service-DTqwQYcU.js";
import { _ as strictObject, h as number, l as array, o as _enum, p as literal, v as string, x as uuid, y as union } from "./catalogue-C5gUTrUQ.js";
import { r as changeStages } from "./sampler-BjN3ia6z.js";
import { createHmac, timingSafeEqual } from "node:crypto";
// electron/contract/errors.ts
/**
* Where the work of the process with administrator rights ended. Before `cut-off` it had not begun, and nothing was
* changed; `cut-off` is its end in the middle, after which the journal knows whether a change is open.
*/
var elevationProblems = [
	"not-started",
	"no-answer",
	"ended-early",
	"wrong-secret",
	"other-version",
	"not-understood",
	"cut-off"
];
var folderProblems = [
	"owner",
	"writable",
	"link",
	"unreadable"
];
// electron/contract/error-schema.ts
var action = _enum([
	"registry.read",
	"registry.write",
	"registry.delete",
	"registry.export",
	"registry.open-editor",
	"port-range.read",
	"port-range.write",
	"port-table.read",
	"system.read",
	"system.restart"
]);
var text = string();
var windowsCode = number().int().nullable();
var failing = (code, data) => strictObject({
	code: literal(code),
	...data
});
/** The compiler fails when a code lacks its schema. */
var schemas = {
	INVALID_INPUT: failing("INVALID_INPUT", { detail: text }),
	OUT_OF_RANGE: failing("OUT_OF_RANGE", {
		name: text,
		value: number(),
		min: number(),
		max: number()
	}),
	ALREADY_AS_WANTED: failing("ALREADY_AS_WANTED", {}),
	KEY_MISSING: failing("KEY_MISSING", {}),
	ACCESS_DENIED: failing("ACCESS_DENIED", {
		action,
		windowsCode
	}),
	NOT_ELEVATED: failing("NOT_ELEVATED", { action }),
	MACHINE_FAILED: failing("MACHINE_FAILED", {
		action,
		windowsCode,
		detail: text
	}),
	BACKUP_FAILED: failing("BACKUP_FAILED", {
		reason: _enum([
			"disk-full",
			"unwritable",
			"unreadable"
		]),
		detail: text
	}),
	BACKUP_MISMATCH: failing("BACKUP_MISMATCH", { names: array(text) }),
	DRIFTED: failing("DRIFTED", { drift: array(strictObject({
		name: text,
		expected: settingSchema,
		found: settingSchema
	})) }),
	TOKEN_UNKNOWN: failing("TOKEN_UNKNOWN", {}),
	NOT_CONFIRMED: failing("NOT_CONFIRMED", {}),
	REG_FILE_REFUSED: failing("REG_FILE_REFUSED", {
		reason: _enum([
			"too-large",
			"unreadable",
			"missing-header",
			"not-understood"
		]),
		detail: text
	}),
	SEAL_BROKEN: failing("SEAL_BROKEN", { seal: _enum(sealStates) }),
	BUSY: failing("BUSY", {}),
	RECOVERY_PENDING: failing("RECOVERY_PENDING", {}),
	CHANGE_FAILED: failing("CHANGE_FAILED", {
		name: text,
		cause: _enum([
			"write-refused",
			"did-not-stick",
			"read-back-failed",
			"journal-failed"
		]),
		detail: text,
		left: array(changeSchema),
		backupFile: text
	}),
	NOT_AVAILABLE_HERE: failing("NOT_AVAILABLE_HERE", {}),
	ELEVATION_DECLINED: failing("ELEVATION_DECLINED", {}),
	ELEVATION_FAILED: failing("ELEVATION_FAILED", {
		reason: _enum(elevationProblems),
		detail: text
	}),
	START_AS_ADMINISTRATOR: failing("START_AS_ADMINISTRATOR", {}),
	FOLDER_NOT_TRUSTED: failing("FOLDER_NOT_TRUSTED", {
		folder: text,
		problem: _enum(folderProblems),
		detail: text
	}),
	STORAGE_FAILED: failing("STORAGE_FAILED", { detail: text }),
	UNEXPECTED: failing("UNEXPECTED", { incident: text })
};
var appErrorSchema = union(Object.values(schemas));
// electron/shell/elevation/protocol.ts
/** Characters of the longest line. A request names at most 1,000 values; an answer may hold data of values. */
var longestRequest = 1048576;
var longestAnswer = 16777216;
var requestMessage = strictObject({
	kind: literal("request"),
	request: workerRequestSchema
});
var helloMessage = strictObject({
	kind: literal("hello"),
	protocol: number().int(),
	programVersion: string().max(100)
});
var stageMessage = strictObject({
	kind: literal("stage"),
	report: strictObject({
		stage: _enum([...changeStages, "rolling-back"]),
		name: string().nullable()
	})
});
var resultMessage = strictObject({
	kind: literal("result"),
	result: union([strictObject({
		ok: literal(true),
		changeId: uuid().nullable()
	}), strictObject({
		ok: literal(false),
		error: appErrorSchema
	})])
});
var workerMessage = union([
	helloMessage,
	stageMessage,
	resultMessage
]);
/** Turns messages of one writer into lines: the code over writer, number and text, then the text. */
function sealing(secret, writer) {
	let number = 0;
	return (message) => {
		const text = JSON.stringify(message);
		number += 1;
		return `${codeOf(secret, writer, number, text).toString("hex")} ${text}`;
	};
}
/** Reads lines of one writer; null for a line that is not its next one. */
function opening(secret, writer) {
	let number = 0;
	return (line) => {
		const [, code = "", text = ""] = /^([0-9a-f]{64}) (.*)$/s.exec(line) ?? [];
		number += 1;
		const expected = codeOf(secret, writer, number, text);
		const given = Buffer.alloc(expected.length);
		given.write(code, "hex");
		if (!timingSafeEqual(given, expected) || code === "") return null;
		try {
			return { message: JSON.parse(text) };
		} catch {
			return null;
		}
	};
}
function codeOf(secret, writer, number, text) {
	return createHmac("sha256", Buffer.from(secret, "hex")).update(`${writer} ${number} ${text}`).digest();
}
export { sealing as a, requestMessage as i, longestRequest as n, workerMessage as o, opening as r, longestAnswer as t };
