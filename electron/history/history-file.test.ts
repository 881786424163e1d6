import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { realDisk } from '../machine/common/disk';
import type { Disk } from '../machine/interfaces/storage';
import { changeLog } from './change-log';
import { isDamage } from '../contract/integrity/history-fault';
import type { HistoryReading } from './follow';
import { refusedEvent } from './history-event.fixture';
import { indexText, type HistoryIndex } from './history-index';
import { linesOf, type LogEntry } from './log-line';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
let file: string;
let index: string;

beforeEach(async () => {
  folder = await testFolder();
  file = join(folder, 'history-1.jsonl');
  index = join(folder, 'history-index.json');
});

const event = (userName: string): LogEntry => ({ kind: 'event', event: refusedEvent({ userName }) });
const open = (disk: Disk = realDisk) => changeLog(disk, folder);
const users = ({ events }: HistoryReading) => events.map(({ userName }) => userName);

async function filled(count = 4): Promise<string> {
  const log = open();
  const results = await Promise.all(Array.from({ length: count }, (_, number) => log.append(event(`user ${number}`))));
  expect(results.every(({ ok }) => ok)).toBe(true);
  return readFile(file, 'utf8');
}

describe('the history', () => {
  it('is empty and intact before anything happened', async () => {
    expect(await open().read()).toMatchObject({
      events: [],
      records: [],
      faults: [],
      isUncertain: false,
      current: null,
    });
  });

  it('returns what was appended, in order, also in another run', async () => {
    await filled();
    await open().append(event('later'));
    const reading = await open().read();
    expect(users(reading)).toEqual(['user 0', 'user 1', 'user 2', 'user 3', 'later']);
    expect(reading.faults).toEqual([]);
  });

  const name = 'history-1.jsonl';
  it.each<[string, (lines: string[]) => string[], { line: number | null; kind: string }[]]>([
    [
      'a changed line',
      (lines) => lines.with(1, (lines[1] ?? '').replace('user 1', 'nobody')),
      [{ line: 2, kind: 'altered' }],
    ],
    [
      'a changed last line',
      (lines) => lines.with(3, (lines[3] ?? '').replace('user 3', 'nobody')),
      [{ line: 4, kind: 'altered' }],
    ],
    [
      'a removed line',
      (lines) => lines.toSpliced(1, 1),
      [
        { line: 2, kind: 'not-linked' },
        { line: null, kind: 'shortened' },
      ],
    ],
    [
      'a removed first line',
      (lines) => lines.slice(1),
      [
        { line: 1, kind: 'not-linked' },
        { line: null, kind: 'shortened' },
      ],
    ],
    ['a removed last line', (lines) => lines.slice(0, -1), [{ line: null, kind: 'shortened' }]],
    [
      'lines that changed places',
      (lines) => [lines[1] ?? '', lines[0] ?? '', ...lines.slice(2)],
      [1, 2, 3].map((line) => ({ line, kind: 'not-linked' })),
    ],
    [
      'a line of garbage',
      (lines) => lines.with(2, '{]'),
      [
        { line: 3, kind: 'unreadable' },
        { line: null, kind: 'shortened' },
      ],
    ],
  ])('notices %s', async (_, tamper, faults) => {
    const lines = (await filled()).trimEnd().split('\n');
    await writeFile(
      file,
      tamper(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect((await open().read()).faults).toEqual(faults.map((fault) => ({ file: name, ...fault })));
    expect((await open().standing()).faults).toEqual(faults.map((fault) => ({ file: name, ...fault })));
  });

  it('notices any changed byte, and returns only what was written', async () => {
    const text = await filled(3);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: text.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const bytes = Buffer.from(text);
          bytes[at] = (bytes[at] ?? 0) ^ by;
          await writeFile(file, bytes);
          const reading = await open().read();
          expect(reading.faults).not.toEqual([]);
          for (const user of users(reading)) expect(['user 0', 'user 1', 'user 2']).toContain(user);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('keeps reporting lost lines after others were added', async () => {
    const lines = (await filled()).trimEnd().split('\n');
    await writeFile(file, `${lines.slice(0, 2).join('\n')}\n`);
    await open().append(event('later'));
    const reading = await open().read();
    expect(users(reading)).toEqual(['user 0', 'user 1', 'later']);
    expect(reading.faults).toEqual([{ file: name, line: null, kind: 'shortened' }]);
  });

  it('reports a history that was removed', async () => {
    await filled();
    await rm(file);
    expect((await open().read()).faults).toEqual([{ file: name, line: null, kind: 'shortened' }]);
  });

  it('loses the line that a power failure left incomplete, and reports it until the next one heals the file', async () => {
    const text = await filled(3);
    const ends = [...text.matchAll(/\n/g)].map((match) => match.index + 1);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: text.length }), async (length) => {
        await rm(index, { force: true });
        await writeFile(file, text);
        await truncate(file, length);
        const whole = ends.filter((end) => end <= length).length;
        const before = await open().read();
        expect(before.events).toHaveLength(whole);
        const isCleanCut = length === 0 || ends.includes(length);
        expect(before.faults).toEqual(isCleanCut ? [] : [{ file: name, line: whole + 1, kind: 'cut-off' }]);
        expect(before.isUncertain).toBe(false);
        await open().append(event('after the cut'));
        const after = await open().read();
        expect(users(after)).toEqual([...['user 0', 'user 1', 'user 2'].slice(0, whole), 'after the cut']);
        expect(after.faults).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps its length when the disk is full, and reports that', async () => {
    const text = await filled(2);
    const full: Disk = {
      ...realDisk,
      async appendDurably(path, at, more) {
        await realDisk.appendDurably(path, at, more.slice(0, more.length / 2));
        await truncate(path, at.keep);
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      },
    };
    expect(await open(full).append(event('too much'))).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED' } });
    expect(await readFile(file, 'utf8')).toBe(text);
    await open().append(event('later'));
    expect(users(await open().read())).toEqual(['user 0', 'user 1', 'later']);
  });

  it('continues in the next file where somebody holds this one', async () => {
    await filled(2);
    const held: Disk = {
      ...realDisk,
      appendDurably: (path, at, text) =>
        path === file
          ? Promise.reject(Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' }))
          : realDisk.appendDurably(path, at, text),
    };
    const log = open(held);
    expect(await log.append(event('third'))).toMatchObject({ ok: true });
    expect(await log.append(event('fourth'))).toMatchObject({ ok: true });
    expect((await stat(join(folder, 'history-2.jsonl'))).size).toBeGreaterThan(0);
    const reading = await open().read();
    expect(users(reading)).toEqual(['user 0', 'user 1', 'third', 'fourth']);
    expect(reading.faults).toEqual([]);
  });

  it('is reported as held where it cannot be read, never written to, and continued in the next file', async () => {
    const text = await filled(2);
    // A folder in its place cannot be read as a file, whatever the rights of this process.
    await rm(file);
    await realDisk.writeDurably(join(file, 'in-the-way'), '');
    const log = open();
    expect((await log.standing()).faults).toEqual([{ file: name, line: null, kind: 'held' }]);
    expect(await log.append(event('third'))).toMatchObject({ ok: true });
    expect(users(await log.read())).toEqual(['third']);
    await rm(file, { recursive: true });
    await writeFile(file, text);
    const reading = await open().read();
    expect(users(reading)).toEqual(['user 0', 'user 1', 'third']);
    expect(reading.faults).toEqual([]);
  });

  it('is complete for a reader while another process appends to it', async () => {
    await filled(1);
    let isAdding = true;
    const slow: Disk = {
      ...realDisk,
      async read(path) {
        const bytes = await realDisk.read(path);
        if (isAdding) await open().append(event('meanwhile'));
        isAdding = false;
        return bytes;
      },
    };
    expect(await open(slow).standing()).toMatchObject({ faults: [], isUncertain: false });
    expect(isAdding).toBe(false);
  });

  it('reports lost lines once, whatever is added', async () => {
    const lines = (await filled(3)).trimEnd().split('\n');
    await writeFile(file, `${lines.slice(0, 2).join('\n')}\n`);
    await open().append({ kind: 'backup-begun', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f', file: 'x.reg' });
    await open().append(event('later'));
    expect((await open().read()).faults).toEqual([{ file: name, line: null, kind: 'shortened' }]);
  });

  it('is reported as unreadable, not as empty, where its folder cannot be listed', async () => {
    const place = join(folder, 'a-file');
    await writeFile(place, '');
    const log = changeLog(realDisk, place);
    expect(await log.standing()).toMatchObject({
      isUncertain: true,
      faults: [{ file: 'a-file', line: null, kind: 'held' }],
    });
    expect(await log.append(event('first'))).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED' } });
  });

  it('does not overwrite what another program added meanwhile', async () => {
    const text = await filled(2);
    await expect(realDisk.appendDurably(file, { size: 10, keep: 10 }, 'x\n')).rejects.toThrow(
      'another program writes to it',
    );
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});

describe('a line of a later version', () => {
  const name = 'history-1.jsonl';
  // One is of a kind that is not known, one has a field that is not.
  const laterLines = [
    { kind: 'policy-read', at: '2026-01-02T03:04:05.000Z' },
    { kind: 'event', event: { ...refusedEvent(), fieldOfLater: true } },
  ];

  /** Adds entries as a later version would. */
  async function addLater(entries: readonly object[]): Promise<void> {
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const { number, sha256: hash } = JSON.parse(lines.at(-1) ?? '') as { number: number; sha256: string };
    const { text } = linesOf(entries as LogEntry[], { number, hash });
    await writeFile(file, [...lines, text].join('\n'));
  }

  it('is told, is no damage, and the chain goes on through it', async () => {
    await filled(2);
    await addLater(laterLines);
    await open().append(event('after it'));
    const reading = await open().read();
    expect(users(reading)).toEqual(['user 0', 'user 1', 'after it']);
    const newer = [3, 4].map((line) => ({ file: name, line, kind: 'newer' }));
    expect(reading.faults).toEqual(newer);
    expect(reading.faults.some(isDamage)).toBe(false);
    // Which change was the last one is only known to the later version.
    expect(reading.isUncertain).toBe(true);
    expect(await open().standing()).toMatchObject({ faults: newer, isUncertain: true });
  });

  it('is noticed where it was altered or removed', async () => {
    await filled(2);
    await addLater(laterLines);
    await open().append(event('after it'));
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    const kindsIn = async (changed: readonly string[]) => {
      await writeFile(file, `${changed.join('\n')}\n`);
      return (await open().read()).faults.map(({ kind }) => kind);
    };
    expect(await kindsIn(lines.with(2, (lines[2] ?? '').replace('policy', 'police')))).toContain('altered');
    expect(await kindsIn(lines.toSpliced(2, 1))).toContain('not-linked');
  });

  it('is read by the later version, whatever an index says that this one made', async () => {
    await filled(2);
    const known = event('written by the later version');
    await addLater([known]);
    await open().append(event('after it'));
    const written = await readFile(index, 'utf8');
    const { index: kept } = JSON.parse(written) as { index: HistoryIndex };
    const ofEarlier = { ...kept, faults: [{ file: name, line: 3, kind: 'newer' as const }], isUncertain: true };
    await writeFile(index, indexText(ofEarlier));
    expect(await open().standing()).toMatchObject({ faults: [], isUncertain: false });
    await open().append(event('later still'));
    expect(await open().standing()).toMatchObject({ faults: [], isUncertain: false });
    expect((await open().read()).faults).toEqual([]);
  });
});

describe('the history index', () => {
  it('is not trusted for other bytes, and can be lost at no cost', async () => {
    await filled(3);
    const text = await readFile(index, 'utf8');
    const kept = JSON.parse(text) as { index: { end: { number: number } } };
    expect(kept.index.end.number).toBe(3);
    const whole = await open().standing();
    for (const damage of [
      '',
      '{',
      '{"format":1}',
      text.replace('"number":3', '"number":2'),
      text.replace('"format":1', '"format":2'),
    ]) {
      await writeFile(index, damage);
      expect(await open().standing()).toEqual(whole);
    }
  });

  it('is removed by the next program when it was being written as the program ended', async () => {
    await filled(1);
    await writeFile(`${index}.1234567`, '{"format":1');
    await writeFile(`${index}.bak`, 'of somebody else');
    await open().append(event('later'));
    expect((await readdir(folder)).sort()).toEqual(['history-1.jsonl', 'history-index.json', 'history-index.json.bak']);
  });

  it('vouches for nothing that was altered between the append and itself', async () => {
    const text = await filled(2);
    const altering: Disk = {
      ...realDisk,
      async appendDurably(...args) {
        await realDisk.appendDurably(...args);
        const now = await readFile(file, 'utf8');
        await writeFile(file, now.replace('user 0', 'nobody'));
      },
    };
    expect(await open(altering).append(event('later'))).toMatchObject({ ok: true });
    expect((await stat(file)).size).toBeGreaterThan(text.length);
    for (const { faults } of [await open().standing(), await open().read()])
      expect(faults).toEqual([{ file: 'history-1.jsonl', line: 1, kind: 'altered' }]);
  });

  it('agrees with a full read, whatever was added', async () => {
    const log = open();
    for (const user of ['a', 'b', 'c']) {
      await log.append(event(user));
      const { open: opened, current, latest, faults, isUncertain } = await open().read();
      expect(await open().standing()).toMatchObject({ open: opened, current, latest, faults, isUncertain });
    }
  });
});
