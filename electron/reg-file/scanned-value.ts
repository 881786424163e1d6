// The value being read, in memory that is reused for the next one.
// Protects: what is kept of a value is bounded, however long it is in the file.
import { registryTypes } from '../contract/registry/stored-value';
import { comma, hexDigit, textOf } from './cursor';
import { decodeAnsi } from './encoding';

const { REG_SZ, REG_EXPAND_SZ, REG_MULTI_SZ } = registryTypes;
/** In UTF-16 units: the longest name that the registry gives to a value. */
const longestName = 16_383;

/** Receives the keys and values of a .reg file while it is read, in the order of the file. */
export interface RegFileSink {
  /** `[path]` or `[-path]`. The values that follow belong to this key. */
  key(path: string, isDeletion: boolean): void;
  /** `value` is valid until this returns. */
  value(value: SinkValue): void;
}

export type SinkValue = Readonly<
  Pick<ScannedValue, 'name' | 'nameLength' | 'initial' | 'type' | 'size' | 'isWhole' | 'shortDwordLine' | 'data'>
>;

export class ScannedValue {
  /** Null: the file deletes the value (`"name"=-`). */
  type: number | null = null;
  /** Length of the data in bytes. */
  size = 0;
  /** Line of a `dword:` with fewer than eight digits, all decimal: easily mistaken for a decimal number. */
  shortDwordLine: number | null = null;
  nameLength = 0;
  readonly nameUnits = new Uint16Array(longestName);
  readonly bytes: Uint8Array;
  /** The same memory. */
  readonly units: Uint16Array;
  private knownName: string | null = null;

  /** `capacity`: units of the longest text. `longest`: bytes of a value that are kept; the others are counted. */
  constructor(
    capacity: number,
    private readonly longest: number,
  ) {
    // All that is kept has room, as bytes and as text with a NUL.
    this.units = new Uint16Array(Math.max(capacity, longest) + 1);
    this.bytes = new Uint8Array(this.units.buffer);
  }

  begin(type: number): void {
    this.type = type;
    this.size = 0;
    this.shortDwordLine = null;
    this.knownName = null;
  }

  /** Empty: the default value. Created on demand: for most values of a large file nobody asks. */
  get name(): string {
    return (this.knownName ??= textOf(this.nameUnits, 0, this.nameLength));
  }

  /** First UTF-16 unit of the name, any number if it is empty. With the length, a cheap way to rule names out. */
  get initial(): number {
    return this.nameUnits[0] ?? 0;
  }

  /** False when only the start of the data was kept. */
  get isWhole(): boolean {
    return this.size <= this.longest;
  }

  /** A copy of the data that was kept. */
  readonly data = (): Uint8Array => this.bytes.slice(0, Math.min(this.size, this.longest));

  add(byte: number): void {
    if (this.size < this.longest) this.bytes[this.size] = byte;
    this.size += 1;
  }

  /**
   * Text that was written as hex. With `codePage` (a REGEDIT4 file) it becomes UTF-16LE. Windows adds a NUL where there
   * is none at the end. False when a byte has no meaning in the code page.
   */
  becomeText(codePage: string | null, isLenient: boolean): boolean {
    const isText = this.type === REG_SZ || this.type === REG_EXPAND_SZ || this.type === REG_MULTI_SZ;
    if (!isText || this.size === 0 || !this.isWhole) return true;
    if (codePage !== null) {
      const text = decodeAnsi(this.data(), codePage, isLenient);
      if (text === null) return false;
      this.size = Buffer.from(this.bytes.buffer).write(text, 'utf16le');
    }
    const length = this.size >> 1;
    if (!isLenient || (length > 0 && this.units[length - 1] === 0)) return true;
    this.units[length] = 0;
    this.size = length * 2 + 2;
    return true;
  }

  /** Adds bytes written as Registry Editor writes them, two digits and a comma each, and returns where they end. */
  addPairs(units: Uint16Array, start: number): number {
    const { bytes, longest } = this;
    const last = units.length - 2;
    let { size } = this;
    let at = start;
    for (; at < last && units[at + 2] === comma; at += 3) {
      const byte = (hexDigit(units[at]) << 4) | hexDigit(units[at + 1]);
      if (byte < 0) break;
      if (size < longest) bytes[size] = byte;
      size += 1;
    }
    this.size = size;
    return at;
  }
}
