// Bytes to be read as .reg files: sequences of texts from the corpus, changed as people and broken programs change them.
import fc from 'fast-check';
import { parametersKeyPath as key } from '../../electron/contract/registry/parameters';
import { regCorpus } from '../windows/reg-corpus';
import type { FuzzInput } from './reg-properties';

/** Characters that some function might take for a letter of the key, a backslash or nothing. */
const lookAlikes = ['', ...Array.from('\u0131\u017f\u212a\u0130\uff34\u0422\u200b\u00ad\u2216/. ')];
const signs = [
  ...Array.from('"\\=@-;[],./ \t\0x\r\né端😀\u2028'),
  ...['\r\n', '\\\\', '\\"', '@=', '=-', ',\\\r\n  ', '\xff\xfe'],
];
const words = [
  ...['hex:', 'hex(7):', 'hex(2):', 'hex(', '):', 'dword:', 'dword:00000001', '00,', 'ff', 'REGEDIT4', 'HKLM\\', '..'],
  ...['"a"=', '"MaxUserPort"=', '"maxuserport"=-\r\n', '"TcpTimeWaitDelay"=', '"MaxUserPort=1"=', '"x"=dword:1\r\n'],
];
const keys = ['', '\\x', '\\X\\', '\\Sub', '\\sub\\y', '\\..\\x', '\\'].flatMap((below) =>
  [key, key.slice(0, 30), 'HKEY_CURRENT_USER\\a'].flatMap((path) => [
    `[${path}${below}]\r\n`,
    `[-${path}${below}]\r\n`,
  ]),
);
const lines = [
  '"maxuserport"=-',
  '"x"=dword:10',
  '"X"="y"',
  '@=-',
  '"t"="one\r\ntwo"',
  '"h"=hex(7):41,00,\\\r\n  00,00',
];
const headers = ['Windows Registry Editor Version 5.00\r\n\r\n', 'REGEDIT4\r\n', ''];

/** The key with one wrong character, half the time one that some function folds to the right one. */
const foldedInto = { i: '\u0131', s: '\u017f', k: '\u212a' };
const folds = Object.entries(foldedInto).flatMap(([letter, stranger]) =>
  Array.from(key.matchAll(new RegExp(letter, 'gi')), ({ index }) => [index, 1, stranger] as const),
);
const nearKey = fc
  .oneof(fc.constantFrom(...folds), fc.tuple(fc.nat(key.length - 1), fc.nat(1), fc.constantFrom(...lookAlikes)))
  .map(([at, cut, put]) => `[${key.slice(0, at)}${put}${key.slice(at + cut)}]\r\n"MaxUserPort"=dword:00000001\r\n`);
/** Decimal digits half the time: most human mistakes are about these. */
const number = fc
  .tuple(
    fc.constantFrom('MaxUserPort', 'TcpTimedWaitDelay', 'MaxUserPorts'),
    fc.oneof(
      fc.nat(99_999).map(String),
      fc.nat(0xf_ffff).map((value) => value.toString(16)),
    ),
  )
  .map(([name, digits]) => `"${name}"=dword:${digits.padStart(8, '0')}\r\n`);
const corpusTexts = regCorpus.map(
  ({ text }) => `${text.replaceAll('{KEY}', key).replaceAll('{REST}', key.slice(key.indexOf('\\')))}\r\n`,
);
const block = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...corpusTexts) },
  { weight: 1, arbitrary: fc.constantFrom(...keys) },
  { weight: 1, arbitrary: fc.constantFrom(...lines).map((line) => `${line}\r\n`) },
  { weight: 1, arbitrary: number },
  { weight: 1, arbitrary: nearKey },
);
const text = fc
  .tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) }),
    fc.oneof(fc.tuple(block), fc.array(block, { minLength: 2, maxLength: 8 })),
  )
  .map(([header, blocks]) => `${headers[header] ?? ''}[${key}]\r\n${blocks.join('')}`);

/** At a fraction of the text, cuts characters and inserts others; `put: null` doubles what is there. */
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(100)),
  put: fc.oneof(
    fc.constantFrom(...signs),
    fc.constantFrom(...words),
    fc.constantFrom(...keys),
    fc.string({ minLength: 1, maxLength: 2 }),
    fc.constant(null),
  ),
});

function edited<T extends string | Buffer>(
  whole: T,
  edits: readonly { at: number; cut: number; put: string | null }[],
  joined: (before: T, put: string | T, after: T) => T,
): T {
  return edits.reduce((some, { at, cut, put }) => {
    const start = Math.floor(at * some.length);
    const part = (from: number, to?: number) =>
      (typeof some === 'string' ? some.slice(from, to) : some.subarray(from, to)) as T;
    return joined(part(0, start), put ?? part(start, start + cut), part(put === null ? start : start + cut));
  }, whole);
}

/** The unchanged texts of the corpus, to be read first. */
export const corpusInputs: readonly FuzzInput[] = regCorpus.map(({ isWhole, version }, index) => {
  const before = isWhole ? '' : `${headers[version === 5 ? 0 : 1] ?? ''}[${key}]\r\n`;
  const whole = `${version === 5 ? '\ufeff' : ''}${before}${corpusTexts[index] ?? ''}`;
  return {
    bytes: Buffer.from(whole, version === 5 ? 'utf16le' : 'latin1'),
    codePage: 'windows-1252',
    part: 4 + (index % 97),
  };
});

export const fuzzInputs: fc.Arbitrary<FuzzInput> = fc
  .record({
    text,
    edits: fc.oneof(fc.array(edit, { maxLength: 2 }), fc.array(edit, { maxLength: 8 })),
    encoding: fc.constantFrom('utf16le', 'utf8', 'latin1'),
    byteEdits: fc.oneof(
      { weight: 4, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(edit, { maxLength: 3 }) },
    ),
    codePage: fc.constantFrom('windows-1252', 'windows-1251', 'gbk', 'big5'),
    part: fc.integer({ min: 4, max: 100 }),
  })
  .map(({ edits, encoding, byteEdits, codePage, part, ...given }) => {
    const changed = edited(given.text, edits, (before, put, after) => `${before}${put}${after}`);
    const whole = Buffer.from(encoding === 'utf16le' ? `\ufeff${changed}` : changed, encoding as BufferEncoding);
    const put = (some: string | Buffer) => (typeof some === 'string' ? Buffer.from(some, 'latin1') : some);
    const bytes = edited(whole, byteEdits, (...[a, b, c]) => Buffer.concat([a, put(b), c]));
    // A few hundred parts at most: a long line is scanned again with each of them.
    return { bytes, codePage, part: Math.max(part, bytes.length >> 8) };
  });
