// The reader in parts against a plain reading of the whole text: any file, cut anywhere, lines longer than its buffer too.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenly, plainlyInParts } from './parts.fixture';
import { plainReading } from './reference.fixture';

type Encoding = 'utf-16le' | 'utf-8' | 'ansi';
const encodings: readonly Encoding[] = ['utf-16le', 'utf-8', 'ansi'];
const header = 'Windows Registry Editor Version 5.00\r\n';

function bytesOf(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-8' ? Buffer.from(text) : Buffer.from(text, 'latin1');
}

/** The text that an encoding keeps of a text. */
const kept = (text: string, encoding: Encoding) =>
  bytesOf(text, encoding)
    .toString(encoding === 'utf-16le' ? 'utf16le' : encoding === 'utf-8' ? 'utf8' : 'latin1')
    .replace(/^\ufeff/, '');

const longLine = 48;
const filler = fc
  .tuple(fc.constantFrom(' ', 'x', '00,', 'é', ']', '0', '\\\\', ';'), fc.integer({ min: 1, max: longLine + 3 }))
  .map(([text, count]) => text.repeat(count).slice(0, longLine + 3));
const piece = fc.oneof(
  filler,
  fc.constantFrom(
    '"',
    '"a"=',
    '@=',
    '=',
    '-',
    'hex:',
    'hex(2):',
    '00,',
    '7f',
    ',\\\r\n',
    ',\\\r\n  ',
    '\\',
    '[',
    ']',
    ';',
  ),
  fc.constantFrom(
    '[x]\r\n',
    '[-x]\r\n',
    '[y',
    '\r\n[',
    '"a"=dword:1\r\n',
    '"b"="c"\r\n',
    '"c"=-\r\n',
    '"d"=hex(7):41,',
  ),
  fc.constantFrom('\r', '\n', '\r\n', '\r\n', '\r\r\n', '\t', '端', '😀', '\0', 'dword:', '1f', 'REGEDIT4'),
);
const anyText = fc
  .tuple(
    fc.constantFrom(header, header, 'REGEDIT4\n', ` ${header}`, 'REGEDIT4 \r', ''),
    fc.array(piece, { maxLength: 30 }),
  )
  .map(([start, pieces]) => `${start}[x]\r\n${pieces.join('')}`);

describe('reading in parts', () => {
  it('says of any text, cut anywhere and with lines of any length, what reading it line by line says', () => {
    const limits = fc.record({ line: fc.integer({ min: 38, max: longLine }), data: fc.constantFrom(2, 7, 1000) });
    const cuts = fc.oneof(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.nat(1500), { maxLength: 12 }).map((ends) => ends.sort((a, b) => a - b)),
    );
    fc.assert(
      fc.property(anyText, fc.constantFrom(...encodings), cuts, limits, (text, encoding, cut, some) => {
        if (encoding !== 'utf-16le' && (encoding === 'ansi') !== /^[ \t]*REGEDIT4/.test(text)) return;
        const bytes = bytesOf(text, encoding);
        const ends = typeof cut === 'number' ? evenly(bytes, cut) : cut;
        expect(plainlyInParts(bytes, ends, some)).toEqual(plainReading(kept(text, encoding), some));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(encodings)('says the same of a small file wherever it is cut: %s', (encoding) => {
    const start = encoding === 'ansi' ? 'REGEDIT4\r\n' : header;
    const text = `${start}\r\n[x]\r\n"é"="端"\r\n"a"=hex:00,\\\r\n  ; why\r\n  01\r\n${'x'.repeat(60)}\r\n[${'y'.repeat(60)}]\r\n"b"=-\r\n[z] y\r"c"=dword:10\n"d"=hex(2):41,00`;
    const bytes = bytesOf(text, encoding);
    for (const line of [40, 1000]) {
      const expected = plainReading(kept(text, encoding), { line, data: 8 });
      expect(expected?.said.length).toBeGreaterThan(5);
      for (let end = 0; end <= bytes.length; end += 1)
        expect(plainlyInParts(bytes, [end], { line, data: 8 })).toEqual(expected);
      for (const part of [1, 2, 3])
        expect(plainlyInParts(bytes, evenly(bytes, part), { line, data: 8 })).toEqual(expected);
    }
  });
});
