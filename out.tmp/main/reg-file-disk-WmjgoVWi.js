import { s as registryTypes } from "./stored-value-GFZNVjll.js";
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
// electron/backup/reg-file-encoding.ts
/** Windows-1252 from 0x80 to 0x9f; the five bytes without a character stay control characters, as in Windows. */
var windows1252 = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";
/**
* The text of a .reg file without its byte order mark: UTF-16LE (mark needed) or UTF-8 (with or without). Bytes that
* open with `REGEDIT4` and no mark are in `codePage`, a label of the WHATWG Encoding Standard. UTF-16BE is refused.
* `isLenient`: bytes that are not UTF-8 are read in `codePage`, as Windows does, and an odd last byte is left out.
*/
function decodeRegFile(bytes, codePage, isLenient) {
	if (bytes[0] === 254 && bytes[1] === 255) return refused("not-utf-16be", 0, /* @__PURE__ */ new Uint16Array(0));
	if (bytes[0] === 255 && bytes[1] === 254) {
		const units = utf16Units(bytes, 2);
		if (bytes.length % 2 !== 0 && !isLenient) return refused("whole-utf-16-units", units.length, units);
		return {
			ok: true,
			units,
			encoding: "utf-16le"
		};
	}
	const hasMark = bytes[0] === 239 && bytes[1] === 187 && bytes[2] === 191;
	if (!hasMark && isRegedit4(bytes)) return inCodePage(bytes, codePage, isLenient);
	const { units, isValid } = utf8Units(hasMark ? bytes.subarray(3) : bytes);
	if (isValid) return {
		ok: true,
		units,
		encoding: "utf-8"
	};
	return isLenient ? inCodePage(bytes, codePage, true) : refused("valid-utf-8", units.length, units);
}
/**
* Text in an ANSI code page as UTF-16 units; null when `isLenient` is false and a byte means nothing there.
* Throws RangeError when the label is not known.
*/
function decodeAnsi(bytes, codePage, isLenient) {
	const units = new Uint16Array(bytes);
	if (!hasByteFrom80(bytes)) return units;
	if (codePage === "windows-1252") {
		for (let at = 0; at < units.length; at += 1) {
			const unit = units[at] ?? 0;
			if (unit >= 128 && unit < 160) units[at] = windows1252.charCodeAt(unit - 128);
		}
		return units;
	}
	const decoder = new TextDecoder(codePage, {
		fatal: !isLenient,
		ignoreBOM: true
	});
	try {
		return utf16Units(Buffer.from(decoder.decode(bytes), "utf16le"), 0);
	} catch (error) {
		if (error instanceof TypeError) return null;
		throw error;
	}
}
function inCodePage(bytes, codePage, isLenient) {
	const units = decodeAnsi(bytes, codePage, isLenient);
	if (units) return {
		ok: true,
		units,
		encoding: "ansi"
	};
	return refused("text-in-code-page", 0, /* @__PURE__ */ new Uint16Array(0));
}
function hasByteFrom80(bytes) {
	for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) >= 128) return true;
	return false;
}
function refused(expected, unit, before) {
	return {
		ok: false,
		problem: {
			expected,
			unit,
			before
		}
	};
}
function isRegedit4(bytes) {
	let at = 0;
	while (bytes[at] === 32 || bytes[at] === 9) at += 1;
	return Buffer.from(bytes.subarray(at, at + 8)).toString("latin1") === "REGEDIT4";
}
/** The units from `start` on: a view where memory is aligned for it, otherwise a copy. An odd last byte is left out. */
function utf16Units(bytes, start) {
	const length = bytes.length - start >> 1;
	const offset = bytes.byteOffset + start;
	if (offset % 2 === 0) return new Uint16Array(bytes.buffer, offset, length);
	return new Uint16Array(Uint8Array.from(bytes.subarray(start, start + length * 2)).buffer);
}
/** Units of UTF-8 by the table of Unicode 3.9 D92 (no overlong forms, no surrogates); up to the first invalid byte. */
function utf8Units(bytes) {
	const units = new Uint16Array(bytes.length);
	let length = 0;
	let at = 0;
	while (at < bytes.length) {
		const first = bytes[at] ?? 0;
		if (first < 128) {
			units[length++] = first;
			at += 1;
			continue;
		}
		const size = first < 194 ? 0 : first < 224 ? 2 : first < 240 ? 3 : first < 245 ? 4 : 0;
		if (size === 0) return {
			units: units.subarray(0, length),
			isValid: false
		};
		let point = first & 127 >> size;
		for (let next = 1; next < size; next += 1) {
			const byte = bytes[at + next] ?? 0;
			if ((byte & 192) !== 128) return {
				units: units.subarray(0, length),
				isValid: false
			};
			point = point << 6 | byte & 63;
		}
		if (size === 3 && point < 2048 || size === 4 && (point < 65536 || point > 1114111) || point >= 55296 && point < 57344) return {
			units: units.subarray(0, length),
			isValid: false
		};
		if (point >= 65536) {
			units[length++] = 55232 + (point >> 10);
			units[length++] = 56320 | point & 1023;
		} else units[length++] = point;
		at += size;
	}
	return {
		units: units.subarray(0, length),
		isValid: true
	};
}
/** In place of the length of data: the file says `"name"=-`. */
var deletionLength = 4294967295;
/** Collects columns. Text and data are written straight into `bytes` and `units`, two views of one buffer. */
var RegFileColumnsBuilder = class {
	bytes;
	units;
	/** Where the next text or data goes, in bytes; always even, so that text can start there. */
	end = 0;
	arena;
	keys = /* @__PURE__ */ new Uint32Array(64);
	keyCount = 0;
	values = /* @__PURE__ */ new Uint32Array(320);
	valueCount = 0;
	/**
	* `unitCount`: length of the text that is read. A name or path takes the space of its own units, data no more than
	* its digits or units and what introduces them, so the buffer never fills; pages never written cost no memory.
	*/
	constructor(unitCount) {
		this.arena = /* @__PURE__ */ new ArrayBuffer(unitCount * 2 + 64);
		this.bytes = new Uint8Array(this.arena);
		this.units = new Uint16Array(this.arena);
	}
	addKey(pathOffset, pathLength, isDeletion) {
		const row = this.keyCount * 4;
		if (row === this.keys.length) this.keys = grown(this.keys);
		this.keys[row] = pathOffset;
		this.keys[row + 1] = pathLength;
		this.keys[row + 2] = isDeletion ? 1 : 0;
		this.keys[row + 3] = this.valueCount;
		this.keyCount += 1;
	}
	addValue(nameOffset, nameLength, type, dataOffset, dataLength) {
		const row = this.valueCount * 5;
		if (row === this.values.length) this.values = grown(this.values);
		this.values[row] = nameOffset;
		this.values[row + 1] = nameLength;
		this.values[row + 2] = type;
		this.values[row + 3] = dataOffset;
		this.values[row + 4] = dataLength;
		this.valueCount += 1;
	}
	/** Keys and values so far. */
	get entryCount() {
		return this.keyCount + this.valueCount;
	}
	finish() {
		const { arena, keys, keyCount, values, valueCount } = this;
		return {
			arena,
			keys,
			keyCount,
			values,
			valueCount
		};
	}
};
function grown(column) {
	const larger = new Uint32Array(column.length * 2);
	larger.set(column);
	return larger;
}
// electron/backup/reg-file-problem.ts
var longestExcerpt = 120;
var carriageReturn$3 = 13;
var lineFeed$3 = 10;
/** Turns places in a text into line and column; quick as long as the places it is asked for go forward. */
var PlaceFinder = class {
	units;
	line = 1;
	lineStart = 0;
	counted = 0;
	constructor(units) {
		this.units = units;
	}
	problemAt(at, expected) {
		const { units } = this;
		if (at < this.counted) {
			this.line = 1;
			this.lineStart = 0;
			this.counted = 0;
		}
		for (; this.counted < at; this.counted += 1) {
			const unit = units[this.counted];
			if (unit === lineFeed$3 || unit === carriageReturn$3 && units[this.counted + 1] !== lineFeed$3) {
				this.line += 1;
				this.lineStart = this.counted + 1;
			}
		}
		return {
			line: this.line,
			column: at - this.lineStart + 1,
			expected,
			text: this.excerpt()
		};
	}
	excerpt() {
		let end = this.lineStart;
		const limit = Math.min(this.units.length, this.lineStart + longestExcerpt);
		while (end < limit && this.units[end] !== carriageReturn$3 && this.units[end] !== lineFeed$3) end += 1;
		const text = String.fromCharCode(...this.units.subarray(this.lineStart, end));
		return end === limit && limit < this.units.length ? `${text}…` : text;
	}
};
/** Thrown by strict scanning, and by both ways when the header is missing: Windows reads nothing then. */
var RegFileScanStop = class extends Error {
	problem;
	constructor(problem) {
		super(problem.expected);
		this.problem = problem;
	}
};
var semicolon = 59;
var carriageReturn$2 = 13;
var lineFeed$2 = 10;
var RegFileCursor = class {
	units;
	isLenient;
	at = 0;
	/** Start of a quoted text of this value that runs over a line break: suspect number one when something is wrong later. */
	brokenQuote = null;
	skipped = [];
	skippedCount = 0;
	shortDwordLines = [];
	places;
	constructor(units, isLenient) {
		this.units = units;
		this.isLenient = isLenient;
		this.places = new PlaceFinder(units);
	}
	/** Strict: stops. Otherwise lists the line, for the caller to give it up. */
	problem(at, expected) {
		if (!this.isLenient) this.stop(at, expected);
		this.skippedCount += 1;
		if (this.skipped.length < 1e3) this.skipped.push(this.places.problemAt(at, expected));
		return "problem";
	}
	stop(at, expected) {
		const isBroken = this.brokenQuote !== null;
		throw new RegFileScanStop(this.places.problemAt(this.brokenQuote ?? at, isBroken ? "closing-quote" : expected));
	}
	noteShortDword(at) {
		if (this.shortDwordLines.length < 1e3) this.shortDwordLines.push(this.places.problemAt(at, "dword-digits").line);
	}
	/** Passes blanks; true at the end of the line or before a comment. */
	isRestEmpty() {
		this.skipBlanks();
		return this.units[this.at] === semicolon || this.isAtBreak();
	}
	isAtBreak() {
		const unit = this.units[this.at];
		return unit === void 0 || unit === carriageReturn$2 || unit === lineFeed$2;
	}
	skipBlanks() {
		const { units } = this;
		let { at } = this;
		while (isBlank(units[at])) at += 1;
		this.at = at;
	}
	/** To the start of the next line; CRLF, CR and LF each end one. */
	nextLine() {
		const { units } = this;
		let { at } = this;
		while (at < units.length && units[at] !== carriageReturn$2 && units[at] !== lineFeed$2) at += 1;
		if (units[at] === carriageReturn$2 && units[at + 1] === lineFeed$2) at += 1;
		this.at = at + 1;
	}
	accepts(text) {
		for (let index = 0; index < text.length; index += 1) if (this.units[this.at + index] !== text.charCodeAt(index)) return false;
		this.at += text.length;
		return true;
	}
};
function isBlank(unit) {
	return unit === 32 || unit === 9;
}
/** 0 to 15, or -1. */
function hexDigit(unit) {
	if (unit === void 0) return -1;
	if (unit >= 48 && unit <= 57) return unit - 48;
	const lower = unit | 32;
	return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
// electron/backup/reg-file-hex.ts
var backslash$2 = 92;
var comma = 44;
/** The digits after `dword:` to four bytes, least first. */
function scanDword(cursor, built) {
	const { units } = cursor;
	cursor.skipBlanks();
	const start = cursor.at;
	let number = 0;
	for (let digit = hexDigit(units[cursor.at]); digit >= 0; digit = hexDigit(units[cursor.at])) {
		number = number * 16 + digit;
		cursor.at += 1;
	}
	const digits = cursor.at - start;
	if (digits < 1 || digits > 8) return cursor.problem(start, "dword-digits");
	if (!cursor.isRestEmpty()) return cursor.problem(cursor.at, "end-of-line");
	if (digits < 8) cursor.noteShortDword(start);
	built.bytes[built.end] = number & 255;
	built.bytes[built.end + 1] = number >>> 8 & 255;
	built.bytes[built.end + 2] = number >>> 16 & 255;
	built.bytes[built.end + 3] = number >>> 24;
	built.end += 4;
	return "done";
}
/** The digits of `hex(n):` and what follows them; null when that is no type number. */
function scanTypeNumber(cursor) {
	let number = 0;
	const start = cursor.at;
	for (let digit = hexDigit(cursor.units[cursor.at]); digit >= 0; digit = hexDigit(cursor.units[cursor.at])) {
		number = number * 16 + digit;
		if (number > 4294967295) return null;
		cursor.at += 1;
	}
	return cursor.at > start && cursor.accepts("):") ? number : null;
}
/** Bytes up to the end of the value, over continued lines. Windows takes a last comma, and a last backslash. */
function scanHex(cursor, built) {
	const { units, isLenient } = cursor;
	const { bytes } = built;
	let to = built.end;
	let isAfterComma = false;
	for (;;) {
		cursor.skipBlanks();
		let at = cursor.at;
		const first = hexDigit(units[at]);
		if (first < 0) {
			if (units[at] === backslash$2) {
				const goesOn = continuation(cursor);
				if (goesOn === "problem") return goesOn;
				if (goesOn) continue;
				break;
			}
			if (!cursor.isRestEmpty() || isAfterComma && !isLenient) return cursor.problem(cursor.at, "hex-byte");
			break;
		}
		let byte = first;
		at += 1;
		for (let digit = hexDigit(units[at]); digit >= 0; digit = hexDigit(units[at])) {
			byte = byte * 16 + digit;
			at += 1;
			if (byte > 255 || !isLenient && at - cursor.at > 2) return cursor.problem(cursor.at, "hex-byte");
		}
		cursor.at = at;
		bytes[to++] = byte;
		isAfterComma = units[at] === comma;
		if (isAfterComma) cursor.at = at + 1;
		else {
			if (!cursor.isRestEmpty()) return cursor.problem(cursor.at, "end-of-line");
			break;
		}
	}
	built.end = to;
	return "done";
}
/** From the backslash to the next line that goes on, past blank ones and comments. False at the end of the file. */
function continuation(cursor) {
	cursor.at += 1;
	if (!cursor.isRestEmpty()) return cursor.problem(cursor.at, "end-of-line");
	while (cursor.at < cursor.units.length) {
		cursor.nextLine();
		cursor.skipBlanks();
		if (hexDigit(cursor.units[cursor.at]) >= 0) return true;
		if (cursor.at < cursor.units.length && !cursor.isRestEmpty()) return cursor.problem(cursor.at, "continuation-line");
	}
	return cursor.isLenient ? false : cursor.problem(cursor.at, "hex-byte");
}
// electron/backup/reg-file-scanner.ts
var headers = [["Windows Registry Editor Version 5.00", 5], ["REGEDIT4", 4]];
/** Each becomes an object of some 200 bytes, so that a file of nothing but short lines would fill the memory. */
var mostEntries = 2e6;
/** In UTF-16 units. */
var progressEvery = 1 << 20;
var quote$1 = 34;
var backslash$1 = 92;
var carriageReturn$1 = 13;
var lineFeed$1 = 10;
/** The keys and values in `units`, a text without byte order mark. Throws RegFileScanStop. */
function scanRegFile(units, options) {
	return new Scanner(units, options).scan();
}
var Scanner = class {
	units;
	options;
	version = 5;
	isKeyOpen = false;
	cursor;
	built;
	constructor(units, options) {
		this.units = units;
		this.options = options;
		this.cursor = new RegFileCursor(units, options.isLenient);
		this.built = new RegFileColumnsBuilder(units.length);
	}
	scan() {
		const { cursor, units, options } = this;
		this.header();
		let nextProgress = progressEvery;
		while (cursor.at < units.length) {
			if (cursor.at >= nextProgress) {
				options.onProgress?.(cursor.at / units.length);
				nextProgress = cursor.at + progressEvery;
			}
			if (this.built.entryCount >= mostEntries) cursor.stop(cursor.at, "fewer-entries");
			this.line();
			cursor.nextLine();
		}
		const { skipped, skippedCount, shortDwordLines } = cursor;
		return {
			columns: this.built.finish(),
			version: this.version,
			skipped,
			skippedCount,
			shortDwordLines
		};
	}
	/** Without it nothing of the file is read, by Windows neither. */
	header() {
		const { cursor } = this;
		if (cursor.isLenient) cursor.skipBlanks();
		const found = headers.find(([text]) => cursor.accepts(text));
		if (!found || !cursor.isAtBreak()) return cursor.stop(0, "header");
		this.version = found[1];
		cursor.nextLine();
	}
	line() {
		const { cursor } = this;
		cursor.brokenQuote = null;
		if (cursor.isRestEmpty()) return;
		const unit = this.units[cursor.at];
		if (unit === 91) this.key();
		else if (unit === quote$1 || unit === 64) this.value();
		else cursor.problem(cursor.at, "key-or-value");
	}
	/** The path ends at the last bracket of the line: key names may hold brackets themselves. */
	key() {
		const { cursor, units, built } = this;
		const isDeletion = units[cursor.at + 1] === 45;
		const start = cursor.at + (isDeletion ? 2 : 1);
		let end = start;
		let close = -1;
		for (; end < units.length && units[end] !== carriageReturn$1 && units[end] !== lineFeed$1; end += 1) {
			if (units[end] === 93) close = end;
			if (units[end] === 0) return void cursor.problem(end, "key-path");
		}
		if (close < 0) return void cursor.problem(end, "closing-bracket");
		if (isDeletion || close === start) this.isKeyOpen = false;
		if (close === start || isBlank(units[start])) return void cursor.problem(start, "key-path");
		cursor.at = close + 1;
		if (!cursor.isLenient && !cursor.isRestEmpty()) return void cursor.problem(cursor.at, "end-of-line");
		const offset = built.end;
		built.units.set(units.subarray(start, close), offset >> 1);
		built.end += (close - start) * 2;
		built.addKey(offset, close - start, isDeletion);
		this.isKeyOpen = !isDeletion;
	}
	value() {
		const { cursor, built } = this;
		const nameOffset = built.end;
		if (!this.isKeyOpen) return void cursor.problem(cursor.at, "key-before-value");
		if (!cursor.accepts("@") && this.quoted() === "problem") return;
		const dataOffset = built.end;
		const type = this.content();
		if (type === "problem") {
			built.end = nameOffset;
			return;
		}
		const dataLength = type === "deletion" ? deletionLength : built.end - dataOffset;
		built.addValue(nameOffset, dataOffset - nameOffset >> 1, type === "deletion" ? 0 : type, dataOffset, dataLength);
		built.end += built.end % 2;
	}
	/** From the equals sign to the end of the value: its type, with its data written. */
	content() {
		const { cursor, built } = this;
		cursor.skipBlanks();
		if (!cursor.accepts("=")) return cursor.problem(cursor.at, "equals-sign");
		cursor.skipBlanks();
		if (this.units[cursor.at] === quote$1) {
			if (this.quoted() === "problem") return "problem";
			built.units[built.end >> 1] = 0;
			built.end += 2;
			return this.endingAs(registryTypes.REG_SZ);
		}
		if (cursor.accepts("dword:")) return scanDword(cursor, built) === "done" ? registryTypes.REG_DWORD : "problem";
		if (cursor.accepts("hex:")) return scanHex(cursor, built) === "done" ? registryTypes.REG_BINARY : "problem";
		if (cursor.accepts("hex(")) {
			const type = scanTypeNumber(cursor);
			if (type === null) return cursor.problem(cursor.at, "type-number");
			const offset = built.end;
			if (scanHex(cursor, built) === "problem") return "problem";
			if (this.convertText(type, offset)) return type;
			return cursor.problem(cursor.at, "text-in-code-page");
		}
		if (cursor.accepts("-")) return this.endingAs("deletion");
		return cursor.problem(cursor.at, "data");
	}
	endingAs(content) {
		const { cursor } = this;
		return cursor.isRestEmpty() ? content : cursor.problem(cursor.at, "end-of-line");
	}
	/**
	* Text in quotes. A line break inside belongs to it when strict, for so Registry Editor exports texts with line
	* breaks; but it imports files line by line.
	*/
	quoted() {
		const { units, built, cursor } = this;
		const { isLenient } = cursor;
		const start = cursor.at;
		const out = built.units;
		let to = built.end >> 1;
		let at = start + 1;
		for (; at < units.length; at += 1) {
			let unit = units[at] ?? 0;
			if (unit === quote$1) {
				cursor.at = at + 1;
				built.end = to * 2;
				return "done";
			}
			if (unit === backslash$1) {
				at += 1;
				unit = units[at] ?? 0;
				if (!(unit === backslash$1 || unit === quote$1 || isLenient && isPlainEscape(unit))) return cursor.problem(at, "known-escape");
			} else if (unit < 32) {
				if (unit === 0 && isLenient) return cursor.problem(at, "text-without-nul");
				if (unit === carriageReturn$1 || unit === lineFeed$1) {
					if (isLenient) return cursor.problem(at, "closing-quote");
					cursor.brokenQuote ??= start;
				}
			}
			out[to++] = unit;
		}
		return cursor.problem(at, "closing-quote");
	}
	/** Texts in hex: ANSI in a REGEDIT4 file becomes UTF-16LE; Windows adds a NUL where the text does not end in one. */
	convertText(type, offset) {
		const { built } = this;
		if (!(type === registryTypes.REG_SZ || type === registryTypes.REG_EXPAND_SZ || type === registryTypes.REG_MULTI_SZ) || built.end === offset) return true;
		if (this.version === 4) {
			const { codePage, isLenient } = this.options;
			const text = decodeAnsi(built.bytes.slice(offset, built.end), codePage, isLenient);
			if (!text) return false;
			built.units.set(text, offset >> 1);
			built.end = offset + text.length * 2;
		}
		if (!this.options.isLenient) return true;
		const end = offset + (built.end - offset & -2);
		if (end === offset || built.units[(end >> 1) - 1] !== 0) {
			built.units[end >> 1] = 0;
			built.end = end + 2;
		}
		return true;
	}
};
/** Windows drops a backslash before any other character; what it does before n, r, 0 or the end of a line is in doubt. */
function isPlainEscape(unit) {
	return unit >= 32 && unit !== 110 && unit !== 114 && unit !== 48;
}
// electron/backup/reg-file-text.ts
var header = "Windows Registry Editor Version 5.00";
/** Registry Editor breaks hex after a byte that passes this column. */
var lastHexColumn = 77;
var quote = 34;
var backslash = 92;
var carriageReturn = 13;
var lineFeed = 10;
var hexDigits = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));
var RegFileText = class {
	units = /* @__PURE__ */ new Uint16Array(1024);
	length = 0;
	constructor() {
		this.text(`\ufeff${header}\r\n\r\n`);
	}
	/** All units, the byte order mark first. */
	finish() {
		return this.units.subarray(0, this.length);
	}
	key(path, isDeletion) {
		this.text(isDeletion ? "[-" : "[");
		this.text(path);
		this.text("]\r\n");
	}
	/** The empty name is the default value; content null deletes the value. */
	value(name, content) {
		const lineStart = this.length;
		if (name === "") this.text("@=");
		else {
			this.quoted(name.length, (index) => name.charCodeAt(index));
			this.text("=");
		}
		if (!content) this.text("-");
		else this.data(content.type, content.data, lineStart);
		this.blankLine();
	}
	blankLine() {
		this.text("\r\n");
	}
	data(type, data, lineStart) {
		if (type === registryTypes.REG_DWORD && data.length === 4) {
			this.text("dword:");
			this.room(8);
			for (let index = 3; index >= 0; index -= 1) this.hexByte(data[index] ?? 0);
		} else if (type === registryTypes.REG_SZ && isPlainText(data)) this.quoted(data.length / 2 - 1, (index) => (data[index * 2] ?? 0) | (data[index * 2 + 1] ?? 0) << 8);
		else {
			this.text(type === registryTypes.REG_BINARY ? "hex:" : `hex(${type.toString(16)}):`);
			this.hex(data, lineStart);
		}
	}
	hex(data, lineStart) {
		const last = data.length - 1;
		this.room(data.length * 4 + 16);
		let column = this.length - lineStart;
		for (let index = 0; index <= last; index += 1) {
			this.hexByte(data[index] ?? 0);
			if (index === last) return;
			this.units[this.length++] = 44;
			column += 3;
			if (column < lastHexColumn) continue;
			this.text("\\\r\n  ");
			this.room((last - index) * 4 + 16);
			column = 2;
		}
	}
	hexByte(byte) {
		this.units[this.length++] = hexDigits[byte >> 4] ?? 0;
		this.units[this.length++] = hexDigits[byte & 15] ?? 0;
	}
	quoted(length, unitAt) {
		this.room(length * 2 + 2);
		const { units } = this;
		let to = this.length;
		units[to++] = quote;
		for (let index = 0; index < length; index += 1) {
			const unit = unitAt(index);
			if (unit === quote || unit === backslash) units[to++] = backslash;
			units[to++] = unit;
		}
		units[to++] = quote;
		this.length = to;
	}
	text(text) {
		this.room(text.length);
		for (let index = 0; index < text.length; index += 1) this.units[this.length + index] = text.charCodeAt(index);
		this.length += text.length;
	}
	room(count) {
		if (this.length + count <= this.units.length) return;
		const larger = new Uint16Array(Math.max(this.units.length * 2, this.length + count));
		larger.set(this.units.subarray(0, this.length));
		this.units = larger;
	}
};
/** Whether the data of a REG_SZ survives being written in quotes: one NUL, at its end, and no line break. */
function isPlainText(data) {
	if (data.length < 2 || data.length % 2 !== 0) return false;
	const end = data.length - 2;
	for (let at = 0; at < end; at += 2) {
		if (data[at + 1] !== 0) continue;
		const low = data[at];
		if (low === 0 || low === carriageReturn || low === lineFeed) return false;
	}
	return data[end] === 0 && data[end + 1] === 0;
}
// electron/backup/reg-file.ts
/** One key with everything below it as entries of a .reg file, parents first, as `reg export` orders them. */
function entriesOf(tree, path) {
	return [{
		path,
		isDeletion: false,
		values: tree.values.map(({ name, type, data }) => ({
			name,
			content: {
				type,
				data
			}
		}))
	}, ...tree.subkeys.flatMap((subkey) => entriesOf(subkey, `${path}\\${subkey.name}`))];
}
/** The text of a version 5.00 file, without byte order mark, lines ending in CRLF. */
function regFileText(keys) {
	return Buffer.from(regFileBytes(keys)).toString("utf16le").slice(1);
}
/** The bytes of a version 5.00 file: UTF-16LE with byte order mark, as `reg export` writes it. */
function regFileBytes(keys) {
	const text = new RegFileText();
	for (const key of keys) {
		text.key(key.path, key.isDeletion);
		for (const { name, content } of key.values) text.value(name, content);
		text.blankLine();
	}
	const { buffer, byteOffset, byteLength } = text.finish();
	return Buffer.from(buffer, byteOffset, byteLength);
}
/**
* Reads a .reg file: UTF-16LE with byte order mark, UTF-8 with or without, or REGEDIT4 in a code page; see
* docs/reg-files.md for the odd cases. A file without its header is a problem in both modes: Windows reads nothing of it.
*/
function readRegFile(bytes, options = {}) {
	const reading = readRegFileColumns(bytes, options);
	if (!reading.ok) return reading;
	const { columns, ...rest } = reading;
	const keys = [];
	for (const key of keysIn(columns)) if (key) keys.push(key);
	return {
		...rest,
		keys
	};
}
/** The same as `readRegFile`, without making objects. */
function readRegFileColumns(bytes, options) {
	const { mode = "strict", codePage = "windows-1252", onProgress } = options;
	const isLenient = mode === "as-windows";
	const decoded = decodeRegFile(bytes, codePage, isLenient);
	if (!decoded.ok) {
		const { expected, unit, before } = decoded.problem;
		return {
			ok: false,
			problem: new PlaceFinder(before).problemAt(unit, expected)
		};
	}
	try {
		return {
			ok: true,
			...scanRegFile(decoded.units, {
				isLenient,
				codePage,
				...onProgress ? { onProgress } : {}
			}),
			encoding: decoded.encoding
		};
	} catch (error) {
		if (error instanceof RegFileScanStop) return {
			ok: false,
			problem: error.problem
		};
		throw error;
	}
}
/** How many values are made into objects between two pauses of `keysIn`. */
var valuesBetweenPauses = 4096;
/** The keys in columns, in the order of the file; null now and then, where a caller may let others run. */
function* keysIn(columns) {
	const { arena, keys, keyCount, values, valueCount } = columns;
	const text = Buffer.from(arena);
	const textAt = (offset, length) => length === 0 ? "" : text.toString("utf16le", offset, offset + length * 2);
	let untilPause = valuesBetweenPauses;
	for (let index = 0; index < keyCount; index += 1) {
		const row = index * 4;
		const end = index + 1 < keyCount ? numberIn(keys, row + 4 + 3) : valueCount;
		const own = [];
		for (let value = numberIn(keys, row + 3); value < end; value += 1) {
			const at = value * 5;
			const length = numberIn(values, at + 4);
			own.push({
				name: textAt(numberIn(values, at), numberIn(values, at + 1)),
				content: length === 4294967295 ? null : {
					type: numberIn(values, at + 2),
					data: new Uint8Array(arena, numberIn(values, at + 3), length)
				}
			});
			untilPause -= 1;
			if (untilPause === 0) {
				untilPause = valuesBetweenPauses;
				yield null;
			}
		}
		yield {
			path: textAt(numberIn(keys, row), numberIn(keys, row + 1)),
			isDeletion: numberIn(keys, row + 2) === 1,
			values: own
		};
	}
}
function numberIn(column, index) {
	return column[index] ?? 0;
}
// electron/backup/reg-file-disk.ts
/** 256 MiB: more than ten times a whole SYSTEM hive as text. */
var largestRegFile = 268435456;
/** The bytes of a file of at most 256 MiB. A file that grows meanwhile is read up to the size that it had. */
function readWholeFile(path) {
	let handle;
	try {
		if (!statSync(path).isFile()) return unreadable("not a file");
		handle = openSync(path, "r");
	} catch (error) {
		return unreadable(error);
	}
	try {
		const status = fstatSync(handle);
		if (status.size > 268435456) return {
			ok: false,
			failure: {
				reason: "too-large",
				sizeInBytes: status.size,
				limitInBytes: largestRegFile
			}
		};
		const bytes = new Uint8Array(status.size);
		let length = 0;
		while (length < bytes.length) {
			const count = readSync(handle, bytes, length, bytes.length - length, null);
			if (count === 0) break;
			length += count;
		}
		return {
			ok: true,
			bytes: bytes.subarray(0, length)
		};
	} catch (error) {
		return unreadable(error);
	} finally {
		closeSync(handle);
	}
}
function unreadable(error) {
	return {
		ok: false,
		failure: {
			reason: "unreadable",
			detail: error instanceof Error ? error.message : String(error)
		}
	};
}
export { readRegFileColumns as a, readRegFile as i, entriesOf as n, regFileBytes as o, keysIn as r, regFileText as s, readWholeFile as t };
