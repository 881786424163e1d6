// The header and the lines of a .reg file whose UTF-16 units arrive in parts.
// Protects: where a part ends changes nothing: not where a line ends, and not whether it is too long to be read.
import { carriageReturn, isBlank, lineFeed, RegFileCursor } from './cursor';

const headers: readonly (readonly [text: string, version: 4 | 5])[] = [
  ['Windows Registry Editor Version 5.00', 5],
  ['REGEDIT4', 4],
];

export abstract class RegFileLines extends RegFileCursor {
  version: 4 | 5 = 5;
  /** Blanks after the header, as `echo` leaves them. What Windows does with such a file is unknown. Never when strict. */
  hasBlankAfterHeader = false;
  private isHeaderNext = true;
  /** The rest of a line that was too long comes next. */
  private isInLongLine = false;
  /** Units that were left over from the last call: no line ends in them. */
  private left = 0;

  /** `longestLine`: in UTF-16 units, without the line break. */
  constructor(
    isLenient: boolean,
    private readonly longestLine: number,
  ) {
    super(isLenient);
  }

  /** Reads the line that starts here, up to any position in it. */
  protected abstract readLine(): void;
  /** Here starts a line of more than `longest` units, of which there are so many at least. */
  protected abstract longLine(longest: number): void;
  /** At the end of the file. */
  protected abstract finish(): void;

  /**
   * Reads the complete lines in `units` and returns how many units are done with; the rest, at most `longestLine` + 1, must
   * be passed again, together with what follows. `isLast`: nothing follows. What it throws is for `problemIn`. Strict
   * reading needs the whole file at once, because there a text may continue on the next line.
   */
  scan(units: Uint16Array<ArrayBuffer>, isLast: boolean): number {
    const end = isLast ? units.length : endOfLines(units, this.left);
    this.goOn(units);
    while (this.at < end) {
      if (this.isInLongLine) this.isInLongLine = false;
      else if (end - this.at > this.longestLine && this.isLong()) this.passOver();
      else if (this.isHeaderNext) this.header();
      else this.readLine();
      this.nextLine();
    }
    // The last unit may be the first half of a line break.
    const isRestLong = !isLast && !this.isInLongLine && units.length - 1 - end > this.longestLine;
    if (isRestLong) this.passOver();
    this.isInLongLine ||= isRestLong;
    if (isLast && this.isHeaderNext) this.stop(0, 'header');
    if (isLast) this.finish();
    if (this.isInLongLine) this.at = Math.max(end, units.length - 1);
    this.left = units.length - this.at;
    return this.at;
  }

  private isLong(): boolean {
    for (let at = this.at; at <= this.at + this.longestLine; at += 1) if (this.isBreak(at)) return false;
    return true;
  }

  private passOver(): void {
    if (this.isHeaderNext) this.stop(this.at, 'header');
    this.longLine(this.longestLine);
  }

  /** Without it nothing in the file is read; Windows reads nothing either. */
  private header(): void {
    if (this.isLenient) this.skipBlanks();
    const found = headers.find(([text]) => this.accepts(text));
    this.hasBlankAfterHeader = isBlank(this.units[this.at]);
    if (this.isLenient) this.skipBlanks();
    if (!found || !this.isBreak(this.at)) this.stop(0, 'header');
    this.version = found[1];
    this.isHeaderNext = false;
  }
}

/** The position after the last line break that is not within the first `left` units but one; 0 when there is none. */
function endOfLines(units: Uint16Array, left: number): number {
  // A carriage return at the end may be half of a line break.
  for (let end = units.length; end > 0 && end >= left; end -= 1) {
    const unit = units[end - 1];
    if (unit === lineFeed || (unit === carriageReturn && end < units.length)) return end;
  }
  return 0;
}
