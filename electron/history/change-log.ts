// The history of one folder: one chain of lines in files that are only added to (history-1.jsonl, history-2.jsonl, ...).
// Protects: a line that was acknowledged is on the disk; what cannot be read is told, and stops nobody; a file that somebody
// holds is continued in the next one.
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { failure, success, type Result } from '../contract/errors/result';
import type { Disk } from '../machine/interfaces/storage';
import {
  empty,
  fileName,
  followAll,
  followNewest,
  followStanding,
  historyNames,
  numberOf,
  type Contents,
  type Followed,
  type HeldFile,
  type HistoryReading,
  type HistoryStanding,
} from './follow';
import { indexFile, indexText, readIndex, sha256, type HistoryIndex, type NamedBytes } from './history-index';
import { isOnItsWay } from './left-over';
import { linesOf, type LogEntry } from './log-line';
import { isBeginningOf, readVersion01 } from './version-01';

export interface ChangeLog {
  /** Everything, oldest first. Never rejects: what cannot be read is a fault. */
  read(): Promise<HistoryReading>;
  /**
   * The newest `count` lines where the index vouches for what stands before them; otherwise everything (`isWhole`). Never
   * rejects. Until everything was read, nothing is known of the lines between.
   */
  newest(count: number): Promise<{ readonly reading: HistoryReading; readonly isWhole: boolean }>;
  /** Where things stand, without reading what the index vouches for. Never rejects. */
  standing(): Promise<HistoryStanding>;
  /** Adds entries, flushed and read back. One process at a time. Errors: STORAGE_FAILED. */
  append(...entries: readonly LogEntry[]): Promise<Result<null>>;
}

const pauseMs = 50;

/** The history in `folder`. */
export function changeLog(disk: Disk, folder: string): ChangeLog {
  let queue: Promise<unknown> = Promise.resolve();
  const isKnownHeld = new Set<string>();

  async function contents(): Promise<Contents> {
    // Before the files: what another process adds meanwhile must not make them look shorter than the index has them.
    const text = await readFile(join(folder, indexFile), 'utf8').catch(() => null);
    const index = text === null ? null : readIndex(text);
    const files: NamedBytes[] = [];
    const held: HeldFile[] = [];
    const names = await readdir(folder).then(historyNames, (error: unknown) => {
      // A folder that cannot be listed is not an empty one.
      if (!isMissing(error)) held.push({ name: basename(folder), by: [] });
      return [];
    });
    for (const name of names) {
      const file = join(folder, name);
      // What was held a moment ago is not waited for again.
      const bytes = await (isKnownHeld.has(name) ? readFile(file) : disk.read(file)).catch(() => null);
      if (bytes) {
        isKnownHeld.delete(name);
        files.push({ name, bytes });
      } else {
        isKnownHeld.add(name);
        held.push({ name, by: await disk.whoHolds(file) });
      }
    }
    const mayImport = index === null && held.length === 0 && files.every(({ name }) => name === fileName(1));
    const imported = mayImport ? await readVersion01(disk, folder) : null;
    const half = files[0]?.bytes ?? Buffer.alloc(0);
    if (imported && isBeginningOf(half, imported))
      return { files: [], held, index, imported, halfImported: half.length };
    return { files, held, index, imported: null, halfImported: 0 };
  }

  async function appendNow(entries: readonly LogEntry[]): Promise<Result<null>> {
    const found = await contents();
    const { tail, hidden } = followStanding(found);
    const all: LogEntry[] = [
      ...(found.imported ?? []),
      ...(hidden.length > 0 ? [{ kind: 'damage-found' as const, faults: [...hidden] }] : []),
      ...entries,
    ];
    const { text } = linesOf(all, tail.end);
    const { name, size, keep } = tail.file ?? { name: fileName(1), ...empty };
    let added = { name, keep, text };
    try {
      await disk.appendDurably(join(folder, name), { size, keep }, text);
    } catch (error) {
      if (!isHeld(error)) return unwritable(name, error);
      added = { name: fileName(numberOf(name) + 1), keep: 0, text };
      try {
        await disk.appendDurably(join(folder, added.name), empty, text);
      } catch {
        return unwritable(name, error);
      }
    }
    if (
      hidden.length > 0 ||
      entries.some(({ kind }) => kind === 'change-closed' || kind === 'event' || kind === 'backup-dropped')
    )
      await keepIndex(withAdded(found, added));
    return success(null);
  }

  async function unwritable(name: string, error: unknown): Promise<Result<never>> {
    const file = join(folder, name);
    const holders = await disk.whoHolds(file);
    const held = holders.length === 0 ? '' : `; held by ${holders.join(', ')}`;
    return failure({ code: 'STORAGE_FAILED', detail: `${file}: ${String(error)}${held}` });
  }

  /**
   * `found`: what was read before the append, and what the append read back. Without an index reading takes longer, and lines
   * that are cut off at the end are not noticed: no reason to fail.
   */
  async function keepIndex(found: Contents): Promise<void> {
    if (found.held.length > 0) return;
    const { reading, tail } = followStanding(found);
    const { open, current, latest, unfinished, faults, isUncertain } = reading;
    const index: HistoryIndex = {
      format: 1,
      files: found.files.map(({ name, bytes }) => ({
        name,
        bytes: bytes.length,
        lines: tail.lines.get(name) ?? 0,
        sha256: sha256(bytes),
      })),
      end: tail.end,
      standing: { open: [...open], current, latest, unfinished: [...unfinished] },
      isUncertain,
      faults: [...faults],
    };
    try {
      await disk.writeDurably(join(folder, indexFile), indexText(index));
      for (const name of await readdir(folder)) if (isOnItsWay(indexFile, name)) await disk.remove(join(folder, name));
    } catch {
      return;
    }
  }

  /** Another process may be in the middle of adding a line: what is cut off is looked at once more. */
  async function settled<T extends HistoryStanding>(follow: (found: Contents) => Followed<T>): Promise<T> {
    const { reading } = follow(await contents());
    if (!reading.faults.some(({ kind }) => kind === 'cut-off')) return reading;
    await setTimeout(pauseMs);
    return follow(await contents()).reading;
  }

  /** Sizes and times of the files; null where one cannot be looked at. */
  async function signature(): Promise<string | null> {
    const names = [...historyNames(await readdir(folder).catch(() => [])), indexFile];
    const stats = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
    return names.length > 1
      ? JSON.stringify(stats.map((found, index) => [names[index], found?.size, found?.mtimeMs]))
      : null;
  }

  /** What was read last, for as long as there is room for it. */
  let readLast: { readonly signature: string; readonly reading: WeakRef<HistoryReading> } | null = null;
  let remembered: { readonly signature: string; readonly standing: HistoryStanding } | null = null;

  function knownAt(now: string | null): HistoryReading | undefined {
    return now !== null && readLast?.signature === now ? readLast.reading.deref() : undefined;
  }

  async function read(): Promise<HistoryReading> {
    await queue;
    const now = await signature();
    const known = knownAt(now);
    if (known) return known;
    const reading = await settled(followAll);
    readLast = now !== null && isWhole(reading) ? { signature: now, reading: new WeakRef(reading) } : null;
    return reading;
  }

  return {
    read,
    async newest(count) {
      await queue;
      const newest = knownAt(await signature()) ? null : followNewest(await contents(), count);
      const isEnough = newest !== null && isWhole(newest);
      return { reading: isEnough ? newest : await read(), isWhole: !isEnough };
    },
    async standing() {
      await queue;
      const now = await signature();
      if (now !== null && remembered?.signature === now) return remembered.standing;
      const { open, current, latest, unfinished, faults, isUncertain } = await settled(followStanding);
      const standing: HistoryStanding = { open, current, latest, unfinished, faults, isUncertain };
      remembered = now !== null && isWhole(standing) ? { signature: now, standing } : null;
      return standing;
    },
    append(...entries) {
      const appended = queue.then(() => appendNow(entries));
      queue = appended.catch(() => undefined);
      return appended;
    },
  };
}

/** `found` with what was added to its last file, or to a new one, after the first `keep` bytes. */
function withAdded(found: Contents, { name, keep, text }: { name: string; keep: number; text: string }): Contents {
  const before = found.files.find((file) => file.name === name)?.bytes.subarray(0, keep) ?? Buffer.alloc(0);
  const others = found.files.filter((file) => file.name !== name);
  const files = [...others, { name, bytes: Buffer.concat([before, Buffer.from(text)]) }];
  return { ...found, files, imported: null, halfImported: 0 };
}

/** The next reading of the same files finds the same. */
function isWhole({ faults }: HistoryStanding): boolean {
  return !faults.some(({ kind }) => kind === 'held' || kind === 'cut-off');
}

function isHeld(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EBUSY' || error.code === 'EPERM' || error.code === 'EACCES')
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
