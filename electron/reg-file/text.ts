// The text of a .reg file as it grows, in UTF-16 units: lines as Registry Editor and reg.exe write them.
// Protects: data that has no exact form in quotes is written as hex, so that no byte is lost.
import { registryTypes } from '../contract/registry/stored-value';

const header = 'Windows Registry Editor Version 5.00';
/** Registry Editor breaks hex after a byte that passes this column. */
const lastHexColumn = 77;
const quote = 0x22;
const backslash = 0x5c;
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const hexDigits = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));

export class RegFileText {
  private units = new Uint16Array(1024);
  private length = 0;

  constructor() {
    this.text(`\ufeff${header}\r\n\r\n`);
  }

  /** All units, the byte order mark first. */
  finish(): Uint16Array<ArrayBuffer> {
    return this.units.subarray(0, this.length);
  }

  key(path: string, isDeletion: boolean): void {
    this.text(isDeletion ? '[-' : '[');
    this.text(path);
    this.text(']\r\n');
  }

  /** The empty name is the default value; content null deletes the value. */
  value(name: string, content: { readonly type: number; readonly data: Uint8Array } | null): void {
    const lineStart = this.length;
    if (name === '') this.text('@=');
    else {
      this.quoted(name.length, (index) => name.charCodeAt(index));
      this.text('=');
    }
    if (!content) this.text('-');
    else this.data(content.type, content.data, lineStart);
    this.blankLine();
  }

  blankLine(): void {
    this.text('\r\n');
  }

  private data(type: number, data: Uint8Array, lineStart: number): void {
    if (type === registryTypes.REG_DWORD && data.length === 4) {
      this.text('dword:');
      this.room(8);
      for (let index = 3; index >= 0; index -= 1) this.hexByte(data[index] ?? 0);
    } else if (type === registryTypes.REG_SZ && isPlainText(data)) {
      this.quoted(data.length / 2 - 1, (index) => (data[index * 2] ?? 0) | ((data[index * 2 + 1] ?? 0) << 8));
    } else {
      this.text(type === registryTypes.REG_BINARY ? 'hex:' : `hex(${type.toString(16)}):`);
      this.hex(data, lineStart);
    }
  }

  private hex(data: Uint8Array, lineStart: number): void {
    const last = data.length - 1;
    // Every byte takes three units, and the widest line end (five more) comes at most once in 25 bytes.
    this.room(data.length * 4 + 16);
    let column = this.length - lineStart;
    for (let index = 0; index <= last; index += 1) {
      this.hexByte(data[index] ?? 0);
      if (index === last) return;
      this.units[this.length++] = 0x2c;
      column += 3;
      if (column < lastHexColumn) continue;
      this.text('\\\r\n  ');
      this.room((last - index) * 4 + 16);
      column = 2;
    }
  }

  private hexByte(byte: number): void {
    this.units[this.length++] = hexDigits[byte >> 4] ?? 0;
    this.units[this.length++] = hexDigits[byte & 15] ?? 0;
  }

  private quoted(length: number, unitAt: (index: number) => number): void {
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

  private text(text: string): void {
    this.room(text.length);
    for (let index = 0; index < text.length; index += 1) this.units[this.length + index] = text.charCodeAt(index);
    this.length += text.length;
  }

  private room(count: number): void {
    if (this.length + count <= this.units.length) return;
    const larger = new Uint16Array(Math.max(this.units.length * 2, this.length + count));
    larger.set(this.units.subarray(0, this.length));
    this.units = larger;
  }
}

/** Whether the data of a REG_SZ survives being written in quotes: one NUL, at its end, and no line break. */
function isPlainText(data: Uint8Array): boolean {
  if (data.length < 2 || data.length % 2 !== 0) return false;
  const end = data.length - 2;
  for (let at = 0; at < end; at += 2) {
    if (data[at + 1] !== 0) continue;
    const low = data[at];
    if (low === 0 || low === carriageReturn || low === lineFeed) return false;
  }
  return data[end] === 0 && data[end + 1] === 0;
}
