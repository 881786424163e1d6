// Reads the range out of what `netsh int ipv4|ipv6 show dynamicport tcp|udp` prints, whatever its language or code page.
// Protects: a text that is not understood to the last number is "not known", never a guess.
import type { PortRange } from '../../contract/change';

const highestPort = 65535;

/**
 * Colons that may stand between a label and its number, as bytes: ASCII, and the full-width one in code pages
 * 932 (Japanese), 936 and 949 (Chinese, Korean), 950 (traditional Chinese) and 65001 (UTF-8).
 */
const colon = '(?::|\\x81\\x46|\\xa3\\xba|\\xa1\\x47|\\xef\\xbc\\x9a)';
/** Blanks of the OEM code pages: 0xff is the no-break space of 437 and 850, 0xa0 that of the Windows ones. */
const blanks = '[ \\t\\xa0\\xff]*';
const labelledNumber = new RegExp(`${colon}${blanks}([0-9]{1,9})${blanks}$`);

/**
 * The range in the output of netsh, or null when it is not exactly this: two lines that end in a colon and a number,
 * the first the start port (1 to 65535), the second the number of ports, the range not passing 65535.
 *
 * The bytes are compared as they are. That is safe in every OEM code page: the second bytes of the double-byte ones
 * begin at 0x40, so that a byte that looks like an ASCII digit, colon or line end is one.
 */
export function readDynamicPortText(output: Uint8Array): PortRange | null {
  const numbers: number[] = [];
  for (const line of Buffer.from(output).toString('latin1').split(/[\r\n]+/)) {
    const match = labelledNumber.exec(line);
    if (match) numbers.push(Number(match[1]));
  }
  const [start, number] = numbers;
  if (numbers.length !== 2 || start === undefined || number === undefined) return null;
  const isRange = start >= 1 && start <= highestPort && number >= 1 && start + number - 1 <= highestPort;
  return isRange ? { start, number } : null;
}
