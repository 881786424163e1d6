// Keeps a recording within its budget: old days go, then samples are thinned, and only then snapshots are dropped.
// Protects: a peak survives the thinning, and no snapshot goes while samples could.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordedSample, RecordingLine } from '../contract/recording/recording';
import type { Disk } from '../machine/interfaces/storage';
import { lineText, parsedLine } from './lines';
import { fuller } from './sample-line';
import { daysAmong, firstKeptDay, segmentOf } from './segments';

export interface Budget {
  readonly days: number;
  readonly bytes: number;
}

/** After a thinning there is room for a while. */
const roomShare = 0.8;
/** Samples that stand for so long are not thinned further. */
const coarsestMs = 3_600_000;

/** The lines with half as many samples: the fuller of two neighbors stands for both. */
export function withFewerSamples(lines: readonly RecordingLine[]): RecordingLine[] {
  const kept: RecordingLine[] = [];
  let waiting: RecordedSample | null = null;
  let failure: string | null = null;
  const flush = () => {
    if (waiting) kept.push(waiting);
    waiting = null;
  };
  for (const line of lines) {
    if (line.kind === 'sample') {
      failure = null;
      const first: RecordedSample | null = waiting;
      if (first !== null && isMergeable(first, line)) {
        kept.push({ ...fuller(first, line), stepMs: first.stepMs + line.stepMs });
        waiting = null;
      } else {
        flush();
        waiting = line;
      }
      continue;
    }
    if (line.kind === 'failed' && line.reason === failure) continue;
    if (line.kind !== 'snapshot') flush();
    failure = line.kind === 'failed' ? line.reason : failure;
    kept.push(line);
  }
  flush();
  return kept;
}

function isMergeable(one: RecordedSample, other: RecordedSample): boolean {
  return one.stepMs + other.stepMs <= coarsestMs && one.simulated === other.simulated;
}

/** The lines without the older half of their snapshots. */
export function withFewerSnapshots(lines: readonly RecordingLine[]): RecordingLine[] {
  const count = lines.filter(({ kind }) => kind === 'snapshot').length;
  let left = Math.ceil(count / 2);
  return lines.filter(({ kind }) => kind !== 'snapshot' || (left -= 1) < 0);
}

export interface Kept {
  /** Of all segments together. */
  readonly bytes: number;
  /** Some were written anew. */
  readonly isThinned: boolean;
}

/** Brings the segments in `folder` into the budget. Rejects with the error of Node's fs. */
export async function keepWithin(disk: Disk, folder: string, budget: Budget, now: number): Promise<Kept> {
  const sizes = new Map<string, number>();
  const first = firstKeptDay(now, budget.days);
  for (const day of daysAmong(await readdir(folder))) {
    const file = join(folder, segmentOf(day));
    if (day < first) await disk.remove(file);
    else sizes.set(day, (await stat(file)).size);
  }
  const total = () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
  if (total() <= budget.bytes) return { bytes: total(), isThinned: false };
  for (const thin of [withFewerSamples, withFewerSnapshots]) {
    for (let isThinner = true; isThinner && total() > budget.bytes * roomShare;) {
      isThinner = false;
      for (const [day, before] of sizes) {
        if (total() <= budget.bytes * roomShare) break;
        const size = await thinSegment(disk, join(folder, segmentOf(day)), thin);
        sizes.set(day, size);
        isThinner ||= size < before;
      }
    }
  }
  // What is left has neither samples to thin nor snapshots: the oldest days go, but never the last one.
  for (const day of [...sizes.keys()].slice(0, -1)) {
    if (total() <= budget.bytes) break;
    await disk.remove(join(folder, segmentOf(day)));
    sizes.delete(day);
  }
  return { bytes: total(), isThinned: true };
}

async function thinSegment(
  disk: Disk,
  file: string,
  thin: (lines: readonly RecordingLine[]) => RecordingLine[],
): Promise<number> {
  const before = await disk.read(file);
  const lines = before
    .toString('utf8')
    .split('\n')
    .flatMap((text) => parsedLine(text) ?? []);
  const after = Buffer.from(thin(lines).map(lineText).join(''));
  if (after.length >= before.length) return before.length;
  await disk.writeDurably(file, after);
  return after.length;
}
