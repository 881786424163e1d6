// Reads the range out of what `netsh int ipv4|ipv6 show dynamicport tcp|udp` prints, whatever its language or code page.
// Protects: a text that is not understood to the last number is "not known", never a guess.
import type { PortRange } from '../../../contract/port-ranges/dynamic-ranges';

const highestPort = 65535;
const lowestStart = 1024;
const fewestPorts = 255;

/**
 * Colons that may stand between a label and its number, as bytes: ASCII, and the full-width one in code pages
 * 932 (Japanese), 936 and 949 (Chinese, Korean), 950 (traditional Chinese) and 65001 (UTF-8).
 */
const colon = '(?::|\\x81\\x46|\\xa3\\xba|\\xa1\\x47|\\xef\\xbc\\x9a)';
/** Blanks of the OEM code pages: 0xff is the no-break space of 437 and 850, 0xa0 that of the Windows ones. */
const blanks = '[ \\t\\xa0\\xff]*';
/** Neither a digit nor a second colon stands before the number: a time, an address or a default does not count as a label. */
const labelledNumber = new RegExp(`^[^0-9:]*${colon}${blanks}([0-9]{1,9})${blanks}$`);
const blankLine = new RegExp(`^${blanks}$`);

/**
 * The range in the output of netsh, or null when it is not exactly this: two lines, one below the other, of a label, a
 * colon and a number, and nothing behind them (a line that was wrapped has its rest there). The first is the start port
 * (1024 or higher: Windows shows that, though it accepts 1025 and higher), the second the number of ports (255 or more),
 * and the last port is 65535 at most (929851).
 *
 * The bytes are compared as they are. That is safe in every OEM code page: the second bytes of the double-byte ones
 * begin at 0x40, so that a byte that looks like an ASCII digit, colon or line end is one.
 */
export function readDynamicPortText(output: Uint8Array): PortRange | null {
  const lines = Buffer.from(output)
    .toString('latin1')
    .split(/[\r\n]+/)
    .filter((line) => !blankLine.test(line));
  const first = lines.findIndex((line) => labelledNumber.test(line));
  const numbers = lines.slice(Math.max(first, 0)).map((line) => labelledNumber.exec(line)?.[1]);
  const [start, number] = numbers.map(Number);
  if (numbers.length !== 2 || start === undefined || number === undefined) return null;
  // A number that is missing is NaN, and within no limits.
  const isRange = start >= lowestStart && number >= fewestPorts && start + number - 1 <= highestPort;
  return isRange ? { start, number } : null;
}
