// The codec against itself: whatever is written is read back, and every problem is told at its place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInParts } from './parts.fixture';
import { readRegFile, regFileBytes, regFileText, scanRegFile, type RegFileKey, type RegFileOptions } from './reg-file';

const header = 'Windows Registry Editor Version 5.00\r\n\r\n';
const path = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

function utf16(text: string): Uint8Array {
  return Buffer.from(`\ufeff${text}`, 'utf16le');
}

/** Lines below one key, strictly read unless told otherwise. */
function reading(lines: string, options?: RegFileOptions) {
  return readRegFile(utf16(`${header}[${path}]\r\n${lines}`), options);
}

/** Values as `name type:hex`, for short expectations. */
function valuesOf(result: ReturnType<typeof readRegFile>): string[] {
  if (!result.ok) return [`problem ${result.problem.line}:${result.problem.column} ${result.problem.expected}`];
  return result.keys.flatMap(({ values }) =>
    values.map(
      ({ name, content }) =>
        `${name} ${content ? `${content.type}:${Buffer.from(content.data).toString('hex')}` : 'deleted'}`,
    ),
  );
}

/** Any UTF-16 units: quotes, backslashes, line breaks and lone surrogates more often than chance would have it. */
const units = fc.array(
  fc.oneof(
    fc.constantFrom(
      0x22,
      0x5c,
      0x0d,
      0x0a,
      0x09,
      0x20,
      0x3b,
      0x3d,
      0x40,
      0x5b,
      0x5d,
      0x2d,
      0xd800,
      0xdc00,
      0xfeff,
      0xfffe,
      0x2028,
    ),
    fc.integer({ min: 0x20, max: 0x7e }),
    fc.integer({ min: 1, max: 0xffff }),
  ),
  { maxLength: 24 },
);
const anyName = units.map((codes) => String.fromCharCode(...codes));
const anyData = fc.oneof(
  fc.uint8Array({ maxLength: 120 }),
  units.map((codes) => new Uint8Array(Buffer.from(String.fromCharCode(...codes, 0), 'utf16le'))),
);
const anyType = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 0xffff_ffff }));
const anyContent = fc.option(fc.record({ type: anyType, data: anyData }), { nil: null });
/** Key names hold no backslash, and no line break can be written between the brackets. */
const anyPath = anyName.map((name) => `HKEY_CURRENT_USER\\${name.replace(/[\r\n]/g, '_')}`);
const anyKeys = fc.array(
  fc.oneof(
    fc.record({
      path: anyPath,
      isDeletion: fc.constant(false),
      values: fc.array(fc.record({ name: anyName, content: anyContent }), { maxLength: 6 }),
    }),
    fc.record({ path: anyPath, isDeletion: fc.constant(true), values: fc.constant([]) }),
  ),
  { maxLength: 5 },
);

/** Data as plain Uint8Array, so that equality does not look at what it is a view of. */
function plain(keys: readonly RegFileKey[]) {
  return keys.map((key) => ({
    ...key,
    values: key.values.map(({ name, content }) => ({
      name,
      content: content && { ...content, data: Array.from(content.data) },
    })),
  }));
}

describe('writing and reading', () => {
  it('reads back every type, name and byte that it wrote', () => {
    fc.assert(
      fc.property(anyKeys, (keys) => {
        const result = readRegFile(regFileBytes(keys));
        expect(result.ok && plain(result.keys)).toEqual(plain(keys));
      }),
      { numRuns: 1000 },
    );
  });

  it('reads UTF-8 with and without a byte order mark the same way', () => {
    fc.assert(
      fc.property(anyKeys, fc.boolean(), (keys, hasMark) => {
        const text = Buffer.from(regFileText(keys)).toString();
        const fromUtf8 = readRegFile(Buffer.from(hasMark ? `\ufeff${text}` : text, 'utf8'));
        const fromUtf16 = readRegFile(utf16(text));
        expect(fromUtf8.ok && plain(fromUtf8.keys)).toEqual(fromUtf16.ok && plain(fromUtf16.keys));
        expect(fromUtf8.ok && fromUtf8.encoding).toBe('utf-8');
      }),
    );
  });

  it('serializes what it read to the same bytes', () => {
    fc.assert(
      fc.property(anyKeys, (keys) => {
        const bytes = regFileBytes(keys);
        const result = readRegFile(bytes);
        expect(result.ok && Buffer.compare(regFileBytes(result.keys), bytes)).toBe(0);
      }),
    );
  });

  it('agrees with the reading "as Windows reads" on all that is one line and ends in NUL where text must', () => {
    const oneLine = anyName.map((name) => name.replace(/[\r\n]/g, ''));
    const content = fc.record({ type: fc.constantFrom(0, 3, 4, 11, 0x1234), data: fc.uint8Array({ maxLength: 60 }) });
    const keys = fc.array(
      fc.record({
        path: anyPath,
        isDeletion: fc.constant(false),
        values: fc.array(fc.record({ name: oneLine, content })),
      }),
    );
    fc.assert(
      fc.property(keys, (written) => {
        const result = readRegFile(regFileBytes(written), { mode: 'as-windows' });
        expect(result.ok && result.skipped.count).toBe(0);
        expect(result.ok && plain(result.keys)).toEqual(plain(written));
      }),
    );
  });
});

describe('reading a file in parts', () => {
  /** Anything that a person could type, and what is special in a .reg file more often than chance would have it. */
  const word = fc.oneof(
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
      ',\\\r\n  ',
      '\\',
      '[',
      ']',
      '[x]\r\n',
      ';',
      ' ',
    ),
    fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\r\n',
      'dword:1',
      '"b"="c"\r\n',
      'é',
      '端',
      '😀',
      '\0',
      '"x"=hex:01,02,\\\r\n  03\r\n',
    ),
  );
  const anyLines = fc.array(word, { maxLength: 40 }).map((words) => words.join(''));
  const encoded: Record<string, (text: string) => Buffer> = {
    'utf-16le': (text) => Buffer.from(`\ufeff${header}${text}`, 'utf16le'),
    'utf-8': (text) => Buffer.from(`${header}${text}`),
    'latin1 or gbk': (text) => Buffer.from(`REGEDIT4\r\n${text}`, 'latin1'),
  };

  it.each(Object.keys(encoded))('gives the same as reading it at once, wherever it is cut: %s', (name) => {
    const codePages = fc.constantFrom('windows-1252', 'gbk');
    fc.assert(
      fc.property(anyLines, codePages, fc.integer({ min: 4, max: 40 }), (lines, codePage, part) => {
        const bytes = encoded[name]?.(`[x]\r\n${lines}`) ?? Buffer.of();
        expect(readInParts(bytes, codePage, part)).toEqual(readRegFile(bytes, { mode: 'as-windows', codePage }));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the bytes of reg export', () => {
  it.each([
    ['text', '"a"="C:\\\\Windows\\\\\\"x\\""'],
    ['a number', '"MaxUserPort"=dword:0000fffe'],
    [
      'bytes broken at column 77',
      `"DhcpInterfaceOptions"=hex:${'fc,'.repeat(17)}\\\r\n  ${'00,'.repeat(25)}\\\r\n  01`,
    ],
    ['no bytes', '"x"=hex:\r\n"y"=hex(7):'],
    ['an unknown type', '"x"=hex(ffff0010):01,02'],
    ['the default value', '@="x"'],
  ])('round-trip unchanged: %s', (_, line) => {
    const bytes = utf16(`${header}[${path}]\r\n${line}\r\n\r\n[${path}\\Interfaces]\r\n\r\n`);
    const result = readRegFile(bytes);
    expect(result.ok && Buffer.from(regFileBytes(result.keys)).toString('utf16le')).toBe(
      Buffer.from(bytes).toString('utf16le'),
    );
  });
});

describe('strict reading', () => {
  it.each([
    ['a short dword', '"a"=dword:fffe', ['a 4:feff0000']],
    ['blanks and a comment', '  "a"\t=  dword:00000001 ; why', ['a 4:01000000']],
    ['a text over two lines, as Registry Editor exports it', '"a"="x\r\ny"', ['a 1:78000d000a0079000000']],
    ['continued bytes past blank lines and comments', '"a"=hex:01,\\ ; one\r\n\r\n  ; two\r\n  02', ['a 3:0102']],
    ['a deletion and the default value', '"a"=-\r\n@=-', ['a deleted', ' deleted']],
    ['no line break at the end', '"a"="b"', ['a 1:62000000']],
  ])('accepts %s', (_, lines, expected) => {
    expect(valuesOf(reading(lines))).toEqual(expected);
  });

  it.each([
    ['a missing quote', '"a=1\r\n', 'problem 4:1 closing-quote'],
    ['a missing quote with lines after it', '"a"="b\r\n"c"=dword:00000001', 'problem 4:5 closing-quote'],
    ['an unknown escape', '"a"="C:\\new"', 'problem 4:9 known-escape'],
    ['upper case types', '"a"=DWORD:1', 'problem 4:5 data'],
    ['nine digits', '"a"=dword:000000001', 'problem 4:11 dword-digits'],
    ['a letter that is no digit', '"a"=dword:12xy', 'problem 4:13 end-of-line'],
    ['a comma at the end', '"a"=hex:01,02,\r\n', 'problem 4:15 hex-byte'],
    ['three digits', '"a"=hex:001', 'problem 4:9 hex-byte'],
    ['a comma too many', '"a"=hex:01,,02', 'problem 4:12 hex-byte'],
    ['a type that is too large', '"a"=hex(100000000):01', 'problem 4:17 type-number'],
    ['something after the value', '"a"="b" c', 'problem 4:9 end-of-line'],
    ['a line of prose', 'MaxUserPort=65534', 'problem 4:1 key-or-value'],
    ['a comment sign of other systems', '# no', 'problem 4:1 key-or-value'],
    ['a key without bracket', '[HKEY_LOCAL_MACHINE\\x', 'problem 4:22 closing-bracket'],
    ['a value below a deleted key', `[-${path}]\r\n"a"=-`, 'problem 5:1 key-before-value'],
  ])('names line and column of %s', (_, lines, expected) => {
    expect(valuesOf(reading(lines))).toEqual([expected]);
  });

  it.each(['\r\n', '\n', '\r'])('counts lines that end in %j', (end) => {
    const text = ['Windows Registry Editor Version 5.00', '', `[${path}]`, '', '"a"=nothing'].join(end);
    expect(valuesOf(readRegFile(utf16(text)))).toEqual(['problem 5:5 data']);
  });

  it('refuses UTF-16BE, and bytes that are invalid in their encoding, with their position', () => {
    expect(valuesOf(readRegFile(Uint8Array.of(0xfe, 0xff, 0, 0x57)))).toEqual(['problem 1:1 not-utf-16be']);
    expect(valuesOf(readRegFile(Buffer.concat([Buffer.from(`${header}"a`), Buffer.of(0xe9, 0x22)])))).toEqual([
      'problem 3:3 valid-utf-8',
    ]);
    expect(valuesOf(readRegFile(Buffer.concat([utf16(header), Buffer.of(0x22)])))).toEqual([
      'problem 3:1 whole-utf-16-units',
    ]);
    expect(valuesOf(readRegFile(Uint8Array.of()))).toEqual(['problem 1:1 header']);
  });

  it('names the place of the first byte that is not UTF-8, whatever it is', () => {
    const piece = fc.constantFrom('a', 'é', '端', '😀', '\ufffd', '\r\n');
    const bad = fc.constantFrom(
      [0xff],
      [0xc3],
      [0xe7, 0xab],
      [0xef, 0xbf],
      [0xf0, 0x9f, 0x98],
      [0xed, 0xa0, 0x80],
      [0x80],
    );
    fc.assert(
      fc.property(fc.array(piece), bad, fc.constantFrom('', 'a', '\ufffd'), (pieces, bytes, after) => {
        const before = `${header}${pieces.join('')}`;
        const lines = before.split(/\r\n/);
        const result = readRegFile(Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]));
        const column = (lines.at(-1)?.length ?? 0) + 1;
        expect(valuesOf(result)).toEqual([`problem ${lines.length}:${column} valid-utf-8`]);
      }),
    );
  });

  it('reads nothing without the header, in both modes', () => {
    for (const mode of ['strict', 'as-windows'] as const) {
      expect(valuesOf(readRegFile(utf16(`[${path}]\r\n"a"="b"`), { mode }))).toEqual(['problem 1:1 header']);
    }
  });
});

describe('REGEDIT4', () => {
  const text = (line: string) => `REGEDIT4\r\n\r\n[${path}]\r\n${line}\r\n`;

  it('reads text and hex in its code page as UTF-16', () => {
    const bytes = Buffer.from(text('"é"="\x80"\r\n"x"=hex(2):e9,00'), 'latin1');
    expect(valuesOf(readRegFile(bytes))).toEqual(['é 1:ac200000', 'x 2:e9000000']);
    const greek = Buffer.from(text('"x"="\xe1"'), 'latin1');
    expect(valuesOf(readRegFile(greek, { codePage: 'windows-1253' }))).toEqual(['x 1:b1030000']);
  });

  it('does not mistake the second byte of a Japanese character for a backslash', () => {
    const bytes = Buffer.from(text('"x"="\x83\x5c"'), 'latin1');
    expect(valuesOf(readRegFile(bytes, { codePage: 'shift_jis' }))).toEqual(['x 1:bd300000']);
  });

  it('leaves other types alone', () => {
    expect(valuesOf(readRegFile(Buffer.from(text('"x"=hex:e9\r\n"y"=hex(b):01,00,00,00,00,00,00,00'))))).toEqual([
      'x 3:e9',
      'y 11:0100000000000000',
    ]);
  });
});

describe('reading as Windows reads', () => {
  it('skips what Windows skips, and lists it', () => {
    const result = reading('"a"=dword:xyz\r\n# c\r\n"b"="ok"\r\n"c"="C:\\Dir"\r\n"d"=hex(2):41,00', {
      mode: 'as-windows',
    });
    expect(valuesOf(result)).toEqual(['b 1:6f006b000000', 'c 1:43003a00440069007200' + '0000', 'd 2:41000000']);
    expect(result.ok && result.skipped.lines).toEqual([
      { line: 4, column: 11, expected: 'dword-digits', text: '"a"=dword:xyz' },
      { line: 5, column: 1, expected: 'key-or-value', text: '# c' },
    ]);
  });

  it('lists a thousand lines and counts all of them', () => {
    const result = reading('nonsense\n'.repeat(5000), { mode: 'as-windows' });
    expect(result.ok && [result.skipped.lines.length, result.skipped.count]).toEqual([1000, 5000]);
  });

  it('notes where a dword has fewer than eight digits, all of them decimal', () => {
    const lines =
      '"a"=dword:fffe\r\n"b"=dword:0000fffe\r\n"c"=dword:1\r\n"d"=dword:00000010\r\n"e"=dword:65534\r\n"f"="x"';
    const noted: unknown[] = [];
    scanRegFile(utf16(`${header}[${path}]\r\n${lines}`), { mode: 'as-windows' }, [
      {
        key: () => undefined,
        value({ name, shortDwordLine }) {
          if (shortDwordLine !== null) noted.push([name, shortDwordLine]);
        },
      },
    ]);
    expect(noted).toEqual([
      ['c', 6],
      ['e', 8],
    ]);
  });

  it.each([' ', '\t', ' \t '])('reads a header with %j after it, and notes that', (blanks) => {
    const text = `Windows Registry Editor Version 5.00${blanks}\r\n${blanks}\r\n[HKEY_LOCAL_MACHINE\\x]${blanks}\r\n"a"=dword:0000fffe${blanks}\r\n`;
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const result = readRegFile(bytes, { mode: 'as-windows' });
      expect(result).toMatchObject({
        ok: true,
        hasBlankAfterHeader: true,
        skipped: { count: 0 },
        keys: [{ values: [{ name: 'a' }] }],
      });
      expect(readRegFile(bytes)).toMatchObject({ ok: false, problem: { line: 1, expected: 'header' } });
    }
    expect(readRegFile(Buffer.from(text.replace(`5.00${blanks}`, '5.00')), { mode: 'as-windows' })).toMatchObject({
      ok: true,
      hasBlankAfterHeader: false,
    });
    expect(
      readRegFile(Buffer.from(text.replace(`5.00${blanks}`, `5.00${blanks}x`)), { mode: 'as-windows' }),
    ).toMatchObject({ ok: false });
  });

  it('notes the text after a key, which Windows ignores', () => {
    const result = readRegFile(
      Buffer.from(
        'Windows Registry Editor Version 5.00\r\n[HKEY_LOCAL_MACHINE\\x] the key\r\n"a"="b"\r\n[HKEY_LOCAL_MACHINE\\y] ; why',
      ),
      { mode: 'as-windows' },
    );
    expect(result).toMatchObject({
      ok: true,
      skipped: { count: 0 },
      ignored: { count: 1, lines: [{ line: 2, column: 24, text: '[HKEY_LOCAL_MACHINE\\x] the key' }] },
    });
  });
});
