// Writer, reader and thinning on real files.
import { appendFile, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { success } from '../contract/errors/result';
import type { RecordingLine } from '../contract/recording/recording';
import { unflushedDisk } from '../machine/common/dying-disk.fixture';
import { testFolder } from '../machine/common/test-folder.fixture';
import type { Disk } from '../machine/interfaces/storage';
import { lineText } from './lines';
import { anyLine, noon, sampleAt, snapshotAt } from './lines.fixture';
import { readLines, recordedDays } from './reader';
import { shareOf } from './sample-line';
import { withFewerSamples, withFewerSnapshots, keepWithin } from './thinning';
import { recordingWriter, type WriteTrouble } from './writer';

const ready = () => Promise.resolve(success(null));

async function linesIn(folder: string): Promise<{ lines: RecordingLine[]; unreadable: number }> {
  const lines: RecordingLine[] = [];
  const days = (await recordedDays(folder)).map(({ day }) => day);
  const unreadable = await readLines(folder, days, (line) => lines.push(line));
  return { lines, unreadable };
}

function open(folder: string, disk: Disk = unflushedDisk) {
  const told: (WriteTrouble | null)[] = [];
  const writer = recordingWriter({ disk, folder, prepare: ready, onTrouble: (trouble) => told.push(trouble) });
  return { writer, told };
}

describe('a recording on disk', () => {
  it('is read as it was written, each day in a segment of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { maxLength: 30 }), async (lines) => {
        const folder = await testFolderFor();
        const sorted = [...lines].sort((one, other) => one.at - other.at);
        const { writer } = open(folder);
        for (const line of sorted) await writer.write(line);
        expect(await linesIn(folder)).toEqual({ lines: sorted, unreadable: 0 });
        for (const { day } of await recordedDays(folder))
          expect(await readFile(join(folder, `${day}.jsonl`), 'utf8')).toMatch(/^[\x20-\x7e\n]+$/);
      }),
      { numRuns: 20 },
    );
  });

  it('loses a torn line alone, wherever it was cut', async () => {
    const folder = await testFolderFor();
    const file = join(folder, '2026-11-24.jsonl');
    const [first, second, third] = [sampleAt(noon), snapshotAt(noon + 1, 900), sampleAt(noon + 2)];
    const whole = lineText(first).length;
    for (const cut of [1, 2, 40, lineText(second).length - 1]) {
      await writeFile(file, lineText(first) + lineText(second));
      await truncate(file, whole + cut);
      await open(folder).writer.write(third);
      const { lines, unreadable } = await linesIn(folder);
      // Only its end was missing: the line itself is whole.
      const isWhole = cut === lineText(second).length - 1;
      expect(lines).toEqual(isWhole ? [first, second, third] : [first, third]);
      expect(unreadable).toBe(isWhole ? 0 : 1);
    }
  });

  it('reads around lines of a later version, of no kind that is known, and of any length', async () => {
    const folder = await testFolderFor();
    const strange = [
      '{"v":2,"kind":"sample","at":1}',
      '{"v":1,"kind":"new","at":1}',
      'x'.repeat(3_000_000),
      '[]',
      'null',
    ];
    await writeFile(join(folder, '2026-11-24.jsonl'), `${strange.join('\n')}\n${lineText(sampleAt(noon))}`);
    expect(await linesIn(folder)).toEqual({ lines: [sampleAt(noon)], unreadable: strange.length });
  });

  it('waits while the disk is full, tells it once, and writes what waited', async () => {
    const folder = await testFolderFor();
    let isFull = false;
    const disk: Disk = {
      ...unflushedDisk,
      appendDurably: (...given) =>
        isFull
          ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }))
          : unflushedDisk.appendDurably(...given),
    };
    const { writer, told } = open(folder, disk);
    const lines = Array.from({ length: 6 }, (_, index) => sampleAt(noon + index));
    for (const [index, line] of lines.entries()) {
      isFull = index === 2 || index === 3;
      await writer.write(line);
      expect(writer.trouble()?.kind ?? null).toBe(isFull ? 'disk-full' : null);
    }
    expect(told.map((trouble) => trouble?.kind ?? null)).toEqual(['disk-full', null]);
    expect(await linesIn(folder)).toEqual({ lines, unreadable: 0 });
  });

  it('goes on in a new segment when its folder is gone, and says so', async () => {
    const folder = await testFolderFor();
    const { writer, told } = open(folder);
    await writer.write(sampleAt(noon));
    await rm(folder, { recursive: true });
    await writer.write(sampleAt(noon + 1));
    expect(told.map((trouble) => trouble?.kind)).toEqual(['removed']);
    expect((await linesIn(folder)).lines).toEqual([sampleAt(noon + 1)]);
  });

  it('says what was lost after a trouble that was too long', async () => {
    const folder = await testFolderFor();
    let isDenied = true;
    const disk: Disk = {
      ...unflushedDisk,
      appendDurably: (...given) =>
        isDenied
          ? Promise.reject(Object.assign(new Error('denied'), { code: 'EACCES' }))
          : unflushedDisk.appendDurably(...given),
    };
    const { writer } = open(folder, disk);
    for (let index = 0; index < 1005; index += 1) await writer.write(sampleAt(noon + index));
    isDenied = false;
    await writer.write(snapshotAt(noon + 2000, 900));
    const { lines } = await linesIn(folder);
    expect(lines.at(-1)).toMatchObject({ kind: 'not-written', from: noon, lost: 6, detail: 'denied' });
    expect(lines).toHaveLength(1001);
  });
});

describe('thinning', () => {
  it('keeps the peak of the samples and all snapshots', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 60 }), (lines) => {
        const thinned = withFewerSamples(lines);
        const fullest = (all: readonly RecordingLine[]) =>
          Math.max(0, ...all.flatMap((line) => (line.kind === 'sample' ? shareOf(line) : [])));
        expect(fullest(thinned)).toBe(fullest(lines));
        const snapshots = (all: readonly RecordingLine[]) => all.filter(({ kind }) => kind === 'snapshot');
        expect(snapshots(thinned)).toEqual(snapshots(lines));
        expect(thinned.length).toBeLessThanOrEqual(lines.length);
      }),
    );
  });

  it('drops the older snapshots first', () => {
    const [old, young] = [snapshotAt(noon, 900), snapshotAt(noon + 1, 900)];
    expect(withFewerSnapshots([old, sampleAt(noon), young])).toEqual([sampleAt(noon), young]);
  });

  it('comes into the budget, with a snapshot dropped only where no sample can be thinned', async () => {
    const folder = await testFolderFor();
    const days = [0, 1, 2].map((day) => noon + day * 86_400_000);
    for (const [index, start] of days.entries()) {
      const lines = Array.from({ length: 400 }, (_, step) => sampleAt(start + step * 20_000, (step * 7) % 1000));
      const text = [...lines, snapshotAt(start, 900)].map(lineText).join('');
      await appendFile(join(folder, `2026-11-${24 + index}.jsonl`), text);
    }
    const now = days[2] ?? 0;
    const kept = await keepWithin(unflushedDisk, folder, { days: 7, bytes: 60_000 }, now);
    expect(kept.bytes).toBeLessThanOrEqual(60_000);
    const kinds = (await linesIn(folder)).lines.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'snapshot')).toHaveLength(3);
    await keepWithin(unflushedDisk, folder, { days: 7, bytes: 2_500 }, now);
    const left = (await linesIn(folder)).lines;
    expect(
      left.filter(({ kind }) => kind === 'sample').every((line) => line.kind === 'sample' && line.stepMs > 1_000_000),
    ).toBe(true);
    await keepWithin(unflushedDisk, folder, { days: 1, bytes: 2_500 }, now);
    expect((await recordedDays(folder)).map(({ day }) => day)).not.toContain('2026-11-24');
  });
});

async function testFolderFor(): Promise<string> {
  const folder = join(await testFolder(), 'recording');
  await mkdir(folder);
  return folder;
}
