// The grammar of .reg files (Microsoft 310516), line by line.
// Protects: strict reading stops at the first thing that Windows would skip, change or read differently; reading "as
// Windows reads" skips exactly the lines that Windows skips, and lists each of them.
import { registryTypes } from '../contract/registry/stored-value';
import { backslash, hexDigit, isBlank, lineFeed, openingBracket, quote, RegFileCursor, textOf } from './cursor';
import type { RegFileSink, ScannedValue } from './scanned-value';

const { REG_SZ, REG_BINARY, REG_DWORD } = registryTypes;
/** In UTF-16 units: the longest name that Windows gives to any object. */
const longestPath = 32_767;

export class RegFileScanner extends RegFileCursor {
  protected version: 4 | 5 = 5;
  private isKeyOpen = false;
  /** The bytes of a value continue on the next line. */
  private isHexOpen = false;

  constructor(
    isLenient: boolean,
    /** For the bytes of hex(1), hex(2) and hex(7) in a REGEDIT4 file. */
    private readonly codePage: string,
    private readonly scanned: ScannedValue,
    private readonly sinks: readonly RegFileSink[],
  ) {
    super(isLenient);
  }

  /** The line that starts here, up to any position in it. */
  protected readLine(): void {
    if (this.isHexOpen) this.continuedHex();
    else if (!this.isRestEmpty()) this.keyOrValue();
  }

  /**
   * Here starts a line of more than `longest` units, of which there are so many at least. What Windows does with it is
   * unknown; what it may be the key of is nobody's then.
   */
  protected longLine(longest: number): void {
    const start = this.at;
    this.problem(start, 'shorter-line');
    this.isHexOpen = false;
    while (this.at < start + longest && isBlank(this.units[this.at])) this.at += 1;
    if (this.at === start + longest || this.units[this.at] === openingBracket) this.isKeyOpen = false;
  }

  protected endOfFile(): void {
    if (!this.isHexOpen) return;
    if (this.isLenient) this.endOfHex();
    else this.problem(this.at, 'hex-byte');
  }

  private keyOrValue(): void {
    this.brokenQuote = null;
    const unit = this.units[this.at];
    if (unit === quote || unit === 0x40) this.value();
    else if (unit === openingBracket) this.key();
    else this.problem(this.at, 'key-or-value');
  }

  /** The path ends at the last bracket of the line: key names may contain brackets. */
  private key(): void {
    const { units } = this;
    const isDeletion = units[this.at + 1] === 0x2d;
    const start = this.at + (isDeletion ? 2 : 1);
    let end = start;
    let close = -1;
    for (; !this.isBreak(end); end += 1) {
      if (units[end] === 0x5d) close = end;
      if (units[end] === 0) this.isKeyOpen = false;
      if (units[end] === 0) return void this.problem(end, 'key-path');
    }
    if (close < 0) return void this.problem(end, 'closing-bracket');
    const isPath = close > start && close - start <= longestPath;
    if (isDeletion || !isPath) this.isKeyOpen = false;
    if (!isPath || isBlank(units[start])) return void this.problem(start, 'key-path');
    this.at = close + 1;
    if (!this.isRestEmpty()) {
      if (!this.isLenient) return void this.problem(this.at, 'end-of-line');
      const { at } = this;
      this.ignored.add(() => this.problemAt(at, 'end-of-line'));
    }
    this.isKeyOpen = !isDeletion;
    const path = textOf(units, start, close);
    for (const sink of this.sinks) sink.key(path, isDeletion);
  }

  private value(): void {
    const { scanned } = this;
    if (!this.isKeyOpen) return void this.problem(this.at, 'key-before-value');
    scanned.begin(REG_BINARY);
    const length = this.accepts('@') ? 0 : this.quoted(scanned.nameUnits);
    if (length === null) return;
    scanned.nameLength = length;
    this.skipBlanks();
    if (!this.accepts('=')) return void this.problem(this.at, 'equals-sign');
    this.skipBlanks();
    if (this.units[this.at] === quote) this.text();
    else if (this.accepts('dword:')) this.dword();
    else if (this.accepts('hex:')) this.hex();
    else if (this.accepts('hex(')) this.hexOfType();
    else if (this.accepts('-')) this.endOfValue(null);
    else this.problem(this.at, 'data');
  }

  private endOfValue(type: number | null): void {
    if (!this.isRestEmpty()) return void this.problem(this.at, 'end-of-line');
    this.scanned.type = type;
    for (const sink of this.sinks) sink.value(this.scanned);
  }

  private text(): void {
    const length = this.quoted(this.scanned.units);
    if (length === null) return;
    this.scanned.units[length] = 0;
    this.scanned.size = length * 2 + 2;
    this.endOfValue(REG_SZ);
  }

  /**
   * Unescapes quoted text into `out` and returns its length; null after a problem. When strict, a line break inside is
   * part of the text, because Registry Editor exports it that way; it imports files line by line.
   */
  private quoted(out: Uint16Array): number | null {
    const { units, isLenient } = this;
    const start = this.at;
    let to = 0;
    let at = start + 1;
    for (; at < units.length; at += 1) {
      let unit = units[at] ?? 0;
      if (unit === quote) {
        this.at = at + 1;
        return to;
      }
      if (unit === backslash) {
        at += 1;
        unit = units[at] ?? 0;
        const isKnown = unit === backslash || unit === quote || (isLenient && isPlainEscape(unit));
        if (!isKnown) return this.problem(at, 'known-escape');
      } else if (unit < 0x20) {
        if (unit === 0 && isLenient) return this.problem(at, 'text-without-nul');
        if (this.isBreak(at)) {
          if (isLenient) return this.problem(at, 'closing-quote');
          this.brokenQuote ??= this.problemAt(start, 'closing-quote');
          if (unit === lineFeed || units[at + 1] !== lineFeed) this.lineStartsAt(at + 1);
        }
      }
      // Only names can be too long: there is room for the text of any line.
      if (to === out.length) return this.problem(start, 'value-name');
      out[to++] = unit;
    }
    return this.problem(at, 'closing-quote');
  }

  /** The digits after `dword:`, as four bytes, least significant first. */
  private dword(): void {
    const { scanned } = this;
    this.skipBlanks();
    const start = this.at;
    const number = this.hexNumber();
    const count = this.at - start;
    if (count < 1 || count > 8) return void this.problem(start, 'dword-digits');
    const isDecimal = count < 8 && /^\d+$/.test(textOf(this.units, start, this.at));
    if (isDecimal) scanned.shortDwordLine = this.line;
    for (let byte = 0; byte < 4; byte += 1) scanned.add((number >>> (byte * 8)) & 0xff);
    this.endOfValue(REG_DWORD);
  }

  /** From the digits of `hex(n):` onward. */
  private hexOfType(): void {
    const start = this.at;
    const type = this.hexNumber();
    if (type > 0xffff_ffff) return void this.problem(this.at - 1, 'type-number');
    if (this.at === start || !this.accepts('):')) return void this.problem(this.at, 'type-number');
    this.scanned.type = type;
    this.hex();
  }

  /** Blank lines and comments may precede it. */
  private continuedHex(): void {
    this.skipBlanks();
    if (hexDigit(this.units[this.at]) >= 0) {
      this.hex();
    } else if (!this.isRestEmpty()) {
      this.isHexOpen = false;
      this.problem(this.at, 'continuation-line');
    }
  }

  /** Bytes up to the end of the value or of the line. Windows accepts a trailing comma and a trailing backslash. */
  private hex(): void {
    const { units, isLenient, scanned } = this;
    this.isHexOpen = false;
    let isAfterComma = false;
    do {
      const at = scanned.addPairs(units, this.at);
      isAfterComma ||= at > this.at;
      this.at = at;
      this.skipBlanks();
      const start = this.at;
      const byte = this.hexNumber();
      if (this.at === start) {
        this.endOfBytes(isAfterComma);
        return;
      }
      if (byte > 0xff || (!isLenient && this.at - start > 2)) return void this.problem(start, 'hex-byte');
      scanned.add(byte);
      isAfterComma = this.accepts(',');
    } while (isAfterComma);
    if (this.isRestEmpty()) this.endOfHex();
    else this.problem(this.at, 'end-of-line');
  }

  /** At a place where a byte is allowed and there is none. */
  private endOfBytes(isAfterComma: boolean): void {
    if (this.units[this.at] === backslash) {
      this.at += 1;
      this.isHexOpen = this.isRestEmpty();
      if (!this.isHexOpen) this.problem(this.at, 'end-of-line');
    } else if (this.isRestEmpty() && (this.isLenient || !isAfterComma)) {
      this.endOfHex();
    } else {
      this.problem(this.at, 'hex-byte');
    }
  }

  private endOfHex(): void {
    this.isHexOpen = false;
    const codePage = this.version === 4 ? this.codePage : null;
    if (this.scanned.becomeText(codePage, this.isLenient)) this.endOfValue(this.scanned.type);
    else this.problem(this.at, 'text-in-code-page');
  }
}

/** Windows drops a backslash before any other character; what it does before n, r, 0 or a line end is in doubt. */
function isPlainEscape(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x6e && unit !== 0x72 && unit !== 0x30;
}
