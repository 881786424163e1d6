// The .reg codec: what Registry Editor and reg.exe write and read (Microsoft 310516), to and from keys and values.
// Protects: a value keeps its type and every byte. Data that has no exact text form is written as hex.
import type { RegistryKey } from '../machine/machine';
import { registryTypes } from '../contract/models';

export interface RegFileValue {
  readonly name: string;
  /** null: the file says that the value is to be deleted (`"name"=-`). */
  readonly content: { readonly type: number; readonly data: Uint8Array } | null;
}

export interface RegFileKey {
  /** Full path, as in the file. */
  readonly path: string;
  /** True for `[-HKEY_...]`. */
  readonly isDeletion: boolean;
  readonly values: readonly RegFileValue[];
}

const header = 'Windows Registry Editor Version 5.00';
/** Registry Editor breaks hex after a byte that passes this column. */
const lastHexColumn = 77;

/** One key with everything below it as entries of a .reg file, parents first, as `reg export` orders them. */
export function entriesOf(tree: RegistryKey, path: string): RegFileKey[] {
  return [
    { path, isDeletion: false, values: tree.values.map(({ name, type, data }) => ({ name, content: { type, data } })) },
    ...tree.subkeys.flatMap((subkey) => entriesOf(subkey, `${path}\\${subkey.name}`)),
  ];
}

/** The text of a version 5.00 file, without byte order mark, lines ending in CRLF. */
export function regFileText(keys: readonly RegFileKey[]): string {
  const lines = [header, ''];
  for (const key of keys) {
    lines.push(key.isDeletion ? `[-${key.path}]` : `[${key.path}]`);
    for (const value of key.values) lines.push(valueLine(value));
    lines.push('');
  }
  return lines.map((line) => `${line}\r\n`).join('');
}

/** The bytes of a version 5.00 file: UTF-16LE with byte order mark, as `reg export` writes it. */
export function regFileBytes(keys: readonly RegFileKey[]): Uint8Array {
  return Buffer.from(`\ufeff${regFileText(keys)}`, 'utf16le');
}

function valueLine({ name, content }: RegFileValue): string {
  const start = `${name === '' ? '@' : `"${escaped(name)}"`}=`;
  if (!content) return `${start}-`;
  const { type, data } = content;
  if (type === registryTypes.REG_DWORD && data.length === 4) {
    return `${start}dword:${new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true).toString(16).padStart(8, '0')}`;
  }
  const text = type === registryTypes.REG_SZ ? plainText(data) : null;
  if (text !== null) return `${start}"${escaped(text)}"`;
  return hexLines(`${start}${type === registryTypes.REG_BINARY ? 'hex:' : `hex(${type.toString(16)}):`}`, data);
}

/** The text of a REG_SZ that survives being written in quotes: one NUL, at its end, and no line break. */
function plainText(data: Uint8Array): string | null {
  if (data.length < 2 || data.length % 2 !== 0) return null;
  const text = Buffer.from(data).toString('utf16le');
  const end = text.length - 1;
  return text.indexOf('\0') === end && !/[\r\n]/.test(text) ? text.slice(0, end) : null;
}

function escaped(text: string): string {
  return text.replace(/[\\"]/g, '\\$&');
}

function hexLines(start: string, data: Uint8Array): string {
  const lines: string[] = [];
  let line = start;
  data.forEach((byte, index) => {
    const isLast = index === data.length - 1;
    line += byte.toString(16).padStart(2, '0') + (isLast ? '' : ',');
    if (!isLast && line.length >= lastHexColumn) {
      lines.push(`${line}\\`);
      line = '  ';
    }
  });
  return [...lines, line].join('\r\n');
}

/** Where a .reg file stops making sense. Line and column count from 1. */
export interface RegFileProblem {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

export type RegFileReading =
  | { readonly ok: true; readonly keys: readonly RegFileKey[] }
  | { readonly ok: false; readonly problem: RegFileProblem };

/**
 * Reads a version 5.00 file strictly: UTF-16LE with byte order mark, or UTF-8 with or without one.
 * The first thing that the grammar does not know ends the reading, with its place and what was expected there.
 */
export function readRegFile(bytes: Uint8Array): RegFileReading {
  const text = decoded(bytes);
  const scanner = new Scanner(text);
  try {
    return { ok: true, keys: scanner.file() };
  } catch (error) {
    if (!(error instanceof ScanError)) throw error;
    const before = text.slice(0, error.offset);
    const line = before.split('\n').length;
    return { ok: false, problem: { line, column: error.offset - before.lastIndexOf('\n'), expected: error.expected } };
  }
}

function decoded(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(isUtf16 ? 'utf16le' : 'utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

class ScanError extends Error {
  constructor(readonly offset: number, readonly expected: string) {
    super(expected);
  }
}

class Scanner {
  private at = 0;

  constructor(private readonly text: string) {}

  file(): RegFileKey[] {
    this.expect(header, `the line "${header}"`);
    this.lineEnd();
    const keys: RegFileKey[] = [];
    while (this.skipToContent()) {
      keys.push(this.key());
    }
    return keys;
  }

  private key(): RegFileKey {
    this.expect('[', 'a key in square brackets');
    const isDeletion = this.accept('-');
    const end = this.endOfLine();
    const close = this.text.lastIndexOf(']', end - 1);
    if (close <= this.at) throw new ScanError(this.at, 'a key path and "]"');
    const path = this.text.slice(this.at, close);
    this.at = close + 1;
    this.lineEnd();
    const values: RegFileValue[] = [];
    while (this.skipToContent() && this.text[this.at] !== '[') values.push(this.value());
    return { path, isDeletion, values };
  }

  private value(): RegFileValue {
    const name = this.accept('@') ? '' : this.quoted('a value name in quotes, or @');
    this.expect('=', '"="');
    const content = this.content();
    this.lineEnd();
    return { name, content };
  }

  private content(): RegFileValue['content'] {
    if (this.accept('-')) return null;
    if (this.text[this.at] === '"') {
      const text = this.quoted('text in quotes');
      return { type: registryTypes.REG_SZ, data: Buffer.from(`${text}\0`, 'utf16le') };
    }
    const kind = /(dword|hex(?:\(([0-9a-f]{1,8})\))?):/iy;
    kind.lastIndex = this.at;
    const match = kind.exec(this.text);
    if (!match) throw new ScanError(this.at, 'text in quotes, dword:, hex:, hex(n): or -');
    this.at = kind.lastIndex;
    if (match[1]?.toLowerCase() === 'dword') return { type: registryTypes.REG_DWORD, data: this.dwordBytes() };
    const type = match[2] === undefined ? registryTypes.REG_BINARY : Number.parseInt(match[2], 16);
    return { type, data: this.hexBytes() };
  }

  private dwordBytes(): Uint8Array {
    const start = this.at;
    while (hexDigit(this.text.charCodeAt(this.at)) >= 0) this.at += 1;
    const digits = this.text.slice(start, this.at);
    if (digits.length < 1 || digits.length > 8) throw new ScanError(start, 'one to eight hexadecimal digits');
    const data = new Uint8Array(4);
    new DataView(data.buffer).setUint32(0, Number.parseInt(digits, 16), true);
    return data;
  }

  private hexBytes(): Uint8Array {
    let data = new Uint8Array(64);
    let length = 0;
    this.skipContinuation();
    while (hexDigit(this.text.charCodeAt(this.at)) >= 0) {
      const high = hexDigit(this.text.charCodeAt(this.at));
      const low = hexDigit(this.text.charCodeAt(this.at + 1));
      this.at += low < 0 ? 1 : 2;
      if (length === data.length) data = grown(data);
      data[length] = low < 0 ? high : high * 16 + low;
      length += 1;
      if (!this.accept(',')) break;
      this.skipContinuation();
    }
    return data.slice(0, length);
  }

  private skipContinuation(): void {
    const continuation = /\\[ \t]*\r?\n[ \t]*/y;
    for (;;) {
      continuation.lastIndex = this.at;
      if (!continuation.test(this.text)) return;
      this.at = continuation.lastIndex;
    }
  }

  /** Text in quotes; a line break inside belongs to it, as `reg export` writes such names. */
  private quoted(expected: string): string {
    this.expect('"', expected);
    let result = '';
    for (;;) {
      const special = /[\\"]/g;
      special.lastIndex = this.at;
      const match = special.exec(this.text);
      if (!match) throw new ScanError(this.text.length, 'a closing quote');
      result += this.text.slice(this.at, match.index);
      this.at = match.index + 1;
      if (match[0] === '"') return result;
      const next = this.text[this.at];
      if (next !== '\\' && next !== '"') throw new ScanError(this.at, '\\\\ or \\" after a backslash');
      result += next;
      this.at += 1;
    }
  }

  /** Passes blank lines and comments; false at the end of the file. */
  private skipToContent(): boolean {
    const blank = /(?:[ \t]*(?:;[^\r\n]*)?\r?\n)*[ \t]*(?:;[^\r\n]*$)?/y;
    blank.lastIndex = this.at;
    blank.test(this.text);
    this.at = Math.max(this.at, blank.lastIndex);
    return this.at < this.text.length;
  }

  private lineEnd(): void {
    const end = /[ \t]*(?:;[^\r\n]*)?(?:\r?\n|$)/y;
    end.lastIndex = this.at;
    if (!end.test(this.text)) throw new ScanError(this.at, 'the end of the line');
    this.at = end.lastIndex;
  }

  private endOfLine(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private accept(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private expect(text: string, expected: string): void {
    if (!this.accept(text)) throw new ScanError(this.at, expected);
  }
}

function grown(data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(data.length * 2);
  larger.set(data);
  return larger;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
