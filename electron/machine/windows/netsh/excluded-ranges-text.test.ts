import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludedRangesOutputs } from './excluded-ranges-outputs.fixture';
import { netshExcludedRanges } from './netsh';
import { readExcludedRangesText } from './excluded-ranges-text';

const english = `
Protocol tcp Port Exclusion Ranges

Start Port    End Port
----------    --------
        80          80
     50000       50059     *

* - Administered port exclusions.
`;
const bytes = (text: string) => Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1');
/** The table as netsh lays it out: both numbers flush right. */
const table = (rows: readonly string[]) =>
  `\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n${rows.map((row) => `${row}\r\n`).join('')}\r\n* - Administered port exclusions.\r\n\r\n`;
const rowOf = ({
  start,
  number,
  isAdministered,
}: {
  readonly start: number;
  readonly number: number;
  readonly isAdministered: boolean;
}) => `${String(start).padStart(10)}  ${String(start + number - 1).padStart(10)}${isAdministered ? '     *' : ''}`;

describe('excluded port ranges', () => {
  it('are the rows of the table, including administered ones', () => {
    expect(readExcludedRangesText(bytes(english))).toEqual([
      { start: 80, number: 1, isAdministered: false },
      { start: 50000, number: 60, isAdministered: true },
    ]);
  });

  it.each(excludedRangesOutputs.map((each) => [`${each.language}, code page ${each.codePage}`, each.output] as const))(
    'are read in %s',
    (_, output) => {
      expect(readExcludedRangesText(output)).toEqual([
        { start: 5357, number: 1, isAdministered: false },
        { start: 49723, number: 100, isAdministered: false },
        { start: 50000, number: 60, isAdministered: true },
      ]);
    },
  );

  it('are none in an empty table', () => {
    expect(readExcludedRangesText(bytes(english.replace(/^ +\d.*\n/gm, '')))).toEqual([]);
  });

  it('are read from a published output in code page 65001 that begins with a byte order mark', () => {
    const published =
      '\ufeff\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n      5357        5357\r\n';
    expect(readExcludedRangesText(Buffer.from(published, 'utf8'))).toEqual([
      { start: 5357, number: 1, isAdministered: false },
    ]);
  });

  it.each([
    [
      'no-break spaces of the OEM code pages',
      bytes(english.replaceAll('        80          80', '\xff       80\xff         80\xff')),
    ],
    [
      'no-break spaces of the Windows code pages',
      bytes(english.replaceAll('        80          80', '\xa0       80\xa0         80\xa0')),
    ],
    [
      'no-break spaces of UTF-8',
      Buffer.from(english.replaceAll('        80          80', '\u00a0      80\u00a0\u00a0        80'), 'utf8'),
    ],
    [
      'direction marks of UTF-8',
      Buffer.from(english.replaceAll('        80          80', '\u200f       80  \u200e        80\u202c'), 'utf8'),
    ],
    ['line ends that text mode doubled', Buffer.from(english.replaceAll('\n', '\r\r\n'), 'latin1')],
  ])('are read among %s', (_, output) => {
    expect(readExcludedRangesText(output)).toEqual([
      { start: 80, number: 1, isAdministered: false },
      { start: 50000, number: 60, isAdministered: true },
    ]);
  });

  it('are the rows that were printed, whichever they are', () => {
    const anyRange = fc.integer({ min: 1, max: 65535 }).chain((start) =>
      fc.record({
        start: fc.constant(start),
        number: fc.integer({ min: 1, max: 65536 - start }),
        isAdministered: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(fc.array(anyRange, { maxLength: 40 }), (ranges) => {
        expect(readExcludedRangesText(bytes(table(ranges.map(rowOf))))).toEqual(ranges);
      }),
    );
  });

  it('are never fewer than were printed, when any row becomes another text', () => {
    const strange = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.string({
        unit: fc.constantFrom('\u0664', '\u0e54', '\uff14', '\u200f', '*', ' ', '5', '\u00a0'),
        minLength: 1,
      }),
    );
    fc.assert(
      fc.property(fc.nat(4), strange, fc.constantFrom('utf8', 'latin1', 'utf16le'), (at, text, encoding) => {
        const rows = [5357, 5358, 5359, 5360, 5361].map((start) => rowOf({ start, number: 1, isAdministered: false }));
        // As it is printed: latin1 makes a line break of some signs that it has not.
        const oneLine = Buffer.from(text, encoding)
          .toString(encoding)
          .replaceAll(/[\r\n]/g, ' ');
        rows[at] = /[^\s\u00ff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(oneLine) ? oneLine : '.';
        const read = readExcludedRangesText(Buffer.from(table(rows), encoding));
        expect(read === null || read.length === 5).toBe(true);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['an error message', 'The following command was not found: int ipv4 show.'],
    ['a row that ends before it starts', english.replace('50059', '49999')],
    ['a port beyond 65535', english.replace('50059', '70000')],
    ['a row with one number', english.replace('     50000       50059     *', '     50000')],
    ['a row with three numbers', english.replace('     50000       50059     *', '     50000       50059       60')],
    ['port 0', english.replace('        80          80', '         0           0')],
    ['digits that are grouped by one blank', english.replace('        80          80', '       5 357')],
    ['a row that begins with its star', english.replace('     50000       50059     *', '*    50000       50059')],
    ['a row of words', english.replace('     50000       50059     *', '       none        none')],
    ['rows after the end of the table', english.replace('     50000', '\n     50000')],
    ['a table without its rule', english.replace('----------    --------\n', '')],
    ['an output that ends at the rule', 'Start Port    End Port\n----------    --------\n'],
    ['an output that ends within a row', english.slice(0, english.indexOf('     50000') + 20)],
    ['a second table', english + english],
    ['an OEM no-break space inside a number', english.replace('50059', '50\xff059')],
    [
      'two columns of letters after an empty table',
      english
        .replace(/^ +\d.*\n/gm, '')
        .replace('* - Administered', '\xf5\xf3\xf5\xf7    \xf5\xf3\xf5\xf7\n* - Administered'),
    ],
  ])('are unknown from %s', (_, text) => expect(readExcludedRangesText(bytes(text))).toBeNull());

  it.each([
    ['Arabic-Indic digits', 'utf8', '\u0665\u0663\u0665\u0667        \u0665\u0663\u0665\u0667'],
    ['Thai digits', 'utf8', '\u0e55\u0e53\u0e55\u0e57        \u0e55\u0e53\u0e55\u0e57'],
    ['full-width digits', 'utf8', '\uff15\uff13\uff15\uff17        \uff15\uff13\uff15\uff17'],
    ['Thai digits of code page 874', 'latin1', '\xf5\xf3\xf5\xf7        \xf5\xf3\xf5\xf7'],
    ['full-width digits of code page 932', 'latin1', '\x82T\x82R\x82T\x82V        \x82T\x82R\x82T\x82V'],
  ] as const)('are unknown from a row in %s, alone or among others', (_, encoding, text) => {
    for (const rows of [[text], [rowOf({ start: 80, number: 1, isAdministered: false }), text]]) {
      expect(readExcludedRangesText(Buffer.from(table(rows), encoding))).toBeNull();
    }
  });

  it('never throw on garbage', () => {
    fc.assert(fc.property(fc.uint8Array(), (garbage) => void readExcludedRangesText(garbage)));
  });

  it('are asked for by version of IP and transport, those of TCP/IPv4 where nothing is said', async () => {
    const asked: string[] = [];
    const parts = {
      run: (_file: string, args: readonly string[]) => {
        asked.push(args.join(' '));
        return Promise.resolve({ exitCode: 1, stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) });
      },
      programPath: () => Promise.resolve('netsh'),
      decode: () => Promise.resolve(''),
    };
    await netshExcludedRanges(parts).read();
    await netshExcludedRanges(parts).read('ipv6Udp');
    expect(asked).toEqual(['int ipv4 show excludedportrange tcp', 'int ipv6 show excludedportrange udp']);
  });

  it('fail with what netsh printed when netsh fails', async () => {
    const run = () =>
      Promise.resolve({ exitCode: 1, stdout: Buffer.from('Zugriff verweigert'), stderr: Buffer.alloc(0) });
    const parts = {
      run,
      programPath: () => Promise.resolve('netsh'),
      decode: (text: Uint8Array) => Promise.resolve(Buffer.from(text).toString()),
    };
    expect(await netshExcludedRanges(parts).read()).toMatchObject({
      ok: false,
      error: { detail: 'Zugriff verweigert' },
    });
  });
});
