// Reading from disk in parts: same result as reading at once, progress, cancellation, refusals and limits.
import { createHash } from 'node:crypto';
import { appendFileSync, truncateSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largestRegFile, longestData, longestLine, readRegFileFromDisk, type RegFileDiskOptions } from './disk';
import { readRegFile, regFileBytes, regFileText, scanRegFile, type RegFileKey, type RegFileValue } from './reg-file';
import { plainReading } from './reference.fixture';
import type { RegFileSink } from './scanned-value';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reg-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ignored: RegFileSink = { key: () => undefined, value: () => undefined };
const lenient = { mode: 'as-windows', codePage: 'windows-1252' } as const;

function readFromDisk(path: string, sink: Partial<RegFileSink> = {}, options: Partial<RegFileDiskOptions> = {}) {
  return readRegFileFromDisk(path, { ...lenient, ...options }, [{ ...ignored, ...sink }]);
}
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');
const header = 'Windows Registry Editor Version 5.00\r\n\r\n';

async function fileOf(bytes: Uint8Array | string): Promise<string> {
  const file = join(folder, 'file.reg');
  await writeFile(file, bytes);
  return file;
}

/** A file of some megabytes. */
function large(): RegFileKey[] {
  return Array.from({ length: 4000 }, (_, index) => ({
    path: `HKEY_CURRENT_USER\\${index}`,
    isDeletion: false,
    values: Array.from({ length: 8 }, (__, value) => ({
      name: `n${value}é`,
      content: value === 7 ? null : { type: 3, data: Uint8Array.from({ length: 20 }, () => index & 255) },
    })),
  }));
}

/** Faster to compare than objects. */
const shown = (some: unknown) =>
  JSON.stringify(some, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
  );

/** What `readRegFile` says, from disk. */
async function readWhole(path: string, options: Partial<RegFileDiskOptions> = {}) {
  const keys: (RegFileKey & { readonly values: RegFileValue[] })[] = [];
  const sink: RegFileSink = {
    key: (of, isDeletion) => keys.push({ path: of, isDeletion, values: [] }),
    value: ({ name, type, data }) =>
      keys.at(-1)?.values.push({ name, content: type === null ? null : { type, data: data() } }),
  };
  const result = await readFromDisk(path, sink, options);
  return result.ok ? { ...result, keys } : result;
}

describe('reading a file from disk', () => {
  it('gives the same for a large file as reading in place, and reports its progress', async () => {
    const bytes = regFileBytes(large());
    const fractions: number[] = [];
    const result = await readWhole(await fileOf(bytes), { onProgress: (fraction) => fractions.push(fraction) });
    expect(shown(result)).toBe(shown(readRegFile(bytes, lenient)));
    expect(fractions.at(-1)).toBe(1);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.length).toBeGreaterThan(2);
  });

  it.each([
    ['UTF-8', Buffer.from(regFileText(large())), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${regFileText(large())}`), 'utf-8'],
    [
      'bytes that are no UTF-8, which Windows reads in its code page',
      Buffer.from(regFileText(large()), 'latin1'),
      'ansi',
    ],
    ['REGEDIT4', Buffer.from(regFileText(large()).replace(header.trim(), 'REGEDIT4'), 'latin1'), 'ansi'],
  ])('gives the same for a large file in %s as reading in place', async (_, bytes, encoding) => {
    for (const codePage of ['windows-1252', 'gbk']) {
      const fractions: number[] = [];
      const onProgress = (fraction: number) => fractions.push(fraction);
      const result = await readWhole(await fileOf(bytes), { codePage, onProgress });
      expect(shown(result)).toBe(shown(readRegFile(bytes, { ...lenient, codePage })));
      expect(result.ok && [result.encoding, result.keys.length]).toEqual([encoding, 4000]);
      expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    }
  });

  it('lists in a large file what Windows skips', async () => {
    const bytes = Buffer.concat([regFileBytes(large()), Buffer.from('nonsense\r\n', 'utf16le')]);
    const strict = readRegFile(bytes);
    expect(!strict.ok && strict.problem.expected).toBe('key-or-value');
    const read = await readFromDisk(await fileOf(bytes));
    expect(read.ok && read.skipped.lines.map(({ text }) => text)).toEqual(['nonsense']);
  });

  it('stops when it is canceled, before and during the reading', async () => {
    const path = await fileOf(regFileBytes(large()));
    const canceled = { ok: false, reason: 'canceled' };
    expect(await readFromDisk(path, {}, { signal: AbortSignal.abort() })).toEqual(canceled);
    const controller = new AbortController();
    const { signal } = controller;
    expect(await readFromDisk(path, {}, { signal, onProgress: () => controller.abort() })).toEqual(canceled);
  });

  it('refuses a file of more than 1 GiB without reading it', async () => {
    const path = join(folder, 'huge.reg');
    const handle = await open(path, 'w');
    await handle.truncate(largestRegFile + 1);
    await handle.close();
    const start = performance.now();
    const result = await readFromDisk(path);
    expect(result).toEqual({
      ok: false,
      reason: 'too-large',
      sizeInBytes: largestRegFile + 1,
      limitInBytes: largestRegFile,
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('reports why a file cannot be read', async () => {
    const missing = await readFromDisk(join(folder, 'nothing.reg'));
    expect(!missing.ok && missing.reason).toBe('unreadable');
    await mkdir(join(folder, 'folder.reg'));
    const directory = await readFromDisk(join(folder, 'folder.reg'));
    expect(directory).toEqual({ ok: false, reason: 'unreadable', detail: 'not a file' });
  });

  it.each([
    ['grows', (path: string) => appendFileSync(path, 'more')],
    ['is cut off', (path: string) => truncateSync(path, 1000)],
  ])('refuses a file that %s during the reading', async (_, change) => {
    const path = await fileOf(regFileBytes(large()));
    let isChanged = false;
    const result = await readFromDisk(path, {
      key() {
        if (!isChanged) change(path);
        isChanged = true;
      },
    });
    expect(result).toEqual({ ok: false, reason: 'unreadable', detail: 'changed while it was read' });
  });

  it('reads a small file', async () => {
    const path = await fileOf(regFileBytes([{ path: 'HKEY_CURRENT_USER\\x', isDeletion: false, values: [] }]));
    const result = await readWhole(path);
    expect(result.ok && result.keys.length).toBe(1);
  });
});

describe('reading a file of more lines than any real one', () => {
  it('succeeds in both modes, from disk in constant memory', async () => {
    const lines = 2_500_000;
    const bytes = Buffer.concat([Buffer.from(`${header}[x]\n`), Buffer.alloc(lines * 4, '@=-\n')]);
    const path = await fileOf(bytes);
    let count = 0;
    const counting: RegFileSink = { ...ignored, value: () => (count += 1) };
    const before = process.memoryUsage().arrayBuffers;
    expect((await readFromDisk(path, counting)).ok && count).toBe(lines);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
    expect(scanRegFile(bytes, {}, [counting]).ok && count).toBe(2 * lines);
  });
});

describe('reading what is longer than anything real', () => {
  const bytes = 1_300_000;

  it.each([
    ['in lines as Registry Editor writes them', (hex: string) => hex.replace(/(.{75})/g, '$1\\\r\n  ')],
    ['in one line', (hex: string) => hex],
  ])('counts the bytes of a value, and keeps the first: %s', async (_, written) => {
    const text = `${header}[x]\r\n"a"=hex:${written('ab,'.repeat(bytes - 1))}cd\r\n"b"="after"\r\n`;
    const values: unknown[] = [];
    const result = await readFromDisk(await fileOf(text), {
      value: ({ name, size, isWhole, data }) => values.push([name, size, isWhole, data().length, data()[0]]),
    });
    expect(result.ok && result.skipped.count).toBe(0);
    expect(values).toEqual([
      ['a', bytes, false, longestData, 0xab],
      ['b', 12, true, 12, 0x61],
    ]);
    const strict = readRegFile(Buffer.from(text));
    expect(strict.ok && strict.keys[0]?.values.map(({ content }) => content?.data.length)).toEqual([bytes, 12]);
  });

  it('skips and lists a line that is longer than can be held', async () => {
    const long = 'x,'.repeat(2_500_000);
    const path = await fileOf(`${header}[x]\r\n"a"="${long}"\r\n"b"="after"\r\n"c"=hex:00,\\\r\n${long}\r\n"d"=-\r\n`);
    const names: string[] = [];
    const result = await readFromDisk(path, { value: ({ name }) => names.push(name) });
    expect(names).toEqual(['b', 'd']);
    expect(result.ok && result.skipped.lines.map(({ line, expected, text }) => [line, expected, text.length])).toEqual([
      [4, 'shorter-line', 121],
      [7, 'shorter-line', 121],
    ]);
  });

  const encodings = {
    'UTF-16': (text: string) => Buffer.from(`\ufeff${header}${text}`, 'utf16le'),
    'UTF-8': (text: string) => Buffer.from(header + text),
    ANSI: (text: string) => Buffer.from(`REGEDIT4\r\n\r\n${text}`, 'latin1'),
  };
  const lines: readonly (readonly [what: string, line: (length: number) => string])[] = [
    ['an early comma in a text', (length) => `"a"="x,${'y'.repeat(length - 8)}"`],
    ['an early comma in nonsense', (length) => `x,${'y'.repeat(length - 2)}`],
    ['an early comma in bytes', (length) => `"a"=hex:00,${' '.repeat(length - 13)}01`],
    ['early commas, and the digits of one byte after them', (length) => `"a"=hex:00,01,${'0'.repeat(length - 14)}`],
    ['no bytes after the comma', (length) => `"a"=hex:00,${'z'.repeat(length - 11)}`],
    ['a number that blanks hide', (length) => `"MaxUserPort"=dword:${' '.repeat(length - 28)}00000001`],
    ['no number', (length) => `"MaxUserPort"=dword:${' '.repeat(length - 20)}`],
    ['a number in front of blanks', (length) => `"MaxUserPort"=dword:00000001${' '.repeat(length - 29)}x`],
    ['the name of a value', (length) => `"${'n'.repeat(length - 4)}"=-`],
    ['a key', (length) => `[HKEY_CURRENT_USER\\${'k'.repeat(length - 20)}]`],
    ['a key that ends at its last bracket', (length) => `[x]${'k'.repeat(length - 4)}]`],
    ['a key behind blanks', (length) => `${' '.repeat(length - 3)}[y]`],
    ['blanks', (length) => ' '.repeat(length)],
    ['a comment', (length) => `;${'c'.repeat(length - 1)}`],
  ];

  it.each([
    ['UTF-16', 1_300_000],
    ['UTF-8', 1_300_000],
    ['ANSI', 1_300_000],
    ['UTF-8', longestLine],
    ['UTF-8', longestLine + 1],
  ] as const)('says of long lines what reading line by line says: %s, %i units', async (encoding, length) => {
    // Those that end at the limit: where another key begins, or bytes do.
    const some = length < longestLine ? lines : lines.filter(([what]) => /key|early comma/.test(what));
    const text = some
      .map(([, line], at) => `[k${at}]\r\n"first"="1"\r\n${line(length)}\r\n"MaxUserPort"=dword:0000000${at % 10}\r\n`)
      .join('');
    const said: string[] = [];
    let key = '';
    const result = await readFromDisk(await fileOf(encodings[encoding](text)), {
      key: (path) => void (key = path),
      value: ({ name, size, data }) => said.push(`${key} ${name} ${size} ${sha256(data())}`),
    });
    const plain = plainReading(header + text, { line: longestLine, data: longestData });
    const values = plain?.said.filter((one) => typeof one !== 'string') ?? [];
    expect(said.map((one) => one.slice(0, 200))).toEqual(
      values.map(({ key: path, name, size, hex }) =>
        `${path} ${name} ${size} ${sha256(Buffer.from(hex, 'hex'))}`.slice(0, 200),
      ),
    );
    expect(result.ok && result.skipped.lines.map((one) => one.line)).toEqual(plain?.skipped);
  });

  it('skips and lists a value whose name is longer than the registry allows', async () => {
    const name = (length: number) => `"${'\\\\'.repeat(2)}${'é'.repeat(length - 2)}"=dword:00000001\r\n`;
    const text = `${header}[x]\r\n${name(16_383)}${name(16_384)}`;
    const result = await readWhole(await fileOf(text));
    expect(result.ok && result.keys[0]?.values.map((value) => value.name.length)).toEqual([16_383]);
    expect(result.ok && result.skipped.lines).toMatchObject([{ line: 5, column: 1, expected: 'value-name' }]);
    expect(readRegFile(Buffer.from(text))).toMatchObject({ ok: false, problem: { line: 5, expected: 'value-name' } });
  });

  it('skips and lists a key path that is longer than Windows allows', async () => {
    const path = await fileOf(`${header}[HKEY_CURRENT_USER\\${'x'.repeat(40_000)}]\r\n"a"="b"\r\n[y]\r\n"c"="d"\r\n`);
    const result = await readWhole(path);
    expect(result.ok && result.keys.map(({ path: of }) => of)).toEqual(['y']);
    expect(result.ok && result.skipped.lines.map(({ expected }) => expected)).toEqual(['key-path', 'key-before-value']);
  });
});
