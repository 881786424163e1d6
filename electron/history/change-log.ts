// The history of one folder: one chain of lines in files that are only added to (history-1.jsonl, history-2.jsonl, ...).
// Protects: a line that was acknowledged is on the disk; what cannot be read is told, and stops nobody; a file that somebody
// holds is continued in the next one.
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { HistoryFault } from '../contract/history-fault';
import { failure, success, type Result } from '../contract/result';
import type { Disk } from '../machine/machine';
import { readChain, type PlacedEntry } from './chain';
import { atTheBeginning, fold, type Folded, type Standing } from './fold';
import { compareWithIndex, indexFile, indexText, readIndex, sha256, type HistoryIndex, type NamedBytes } from './history-index';
import { isOnItsWay } from './left-over';
import { emptyChain, linesOf, type ChainEnd, type LogEntry } from './log-line';
import { isBeginningOf, readVersion01 } from './version-01';

export interface HistoryStanding extends Standing {
  readonly faults: readonly HistoryFault[];
  /** There is damage behind the change in force: a newer one may be among what cannot be read. */
  readonly isUncertain: boolean;
}

export interface HistoryReading extends Folded, HistoryStanding {}

export interface ChangeLog {
  /** Everything, oldest first. Never rejects: what cannot be read is a fault. */
  read(): Promise<HistoryReading>;
  /** Where things stand, without reading what the index vouches for. Never rejects. */
  standing(): Promise<HistoryStanding>;
  /** Adds entries, flushed and read back. One process at a time. Errors: STORAGE_FAILED. */
  append(...entries: readonly LogEntry[]): Promise<Result<null>>;
}

interface HeldFile {
  readonly name: string;
  /** The programs that hold it, where that is told. */
  readonly by: readonly string[];
}

/** Everything of a folder, as it was read. */
interface Contents {
  readonly files: readonly NamedBytes[];
  /** Names of files that cannot be opened. */
  readonly held: readonly HeldFile[];
  readonly index: HistoryIndex | null;
  readonly imported: readonly LogEntry[] | null;
  /** Bytes of the first file that are the beginning of what was being imported when the process died: written anew. */
  readonly halfImported: number;
}

interface Tail {
  readonly end: ChainEnd;
  /** The file that the next line goes into, up to where it is whole; null before the first one. */
  readonly file: { readonly name: string; readonly size: number; readonly keep: number } | null;
  readonly lines: ReadonlyMap<string, number>;
}

const pauseMs = 50;
const empty = { size: 0, keep: 0 } as const;

interface Followed<T> {
  readonly reading: T;
  readonly tail: Tail;
}

/** The history in `folder`. */
export function changeLog(disk: Disk, folder: string): ChangeLog {
  let queue: Promise<unknown> = Promise.resolve();
  const isKnownHeld = new Set<string>();

  async function contents(): Promise<Contents> {
    const names = historyNames(await readdir(folder).catch(() => []));
    const files: NamedBytes[] = [];
    const held: HeldFile[] = [];
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
    const text = await readFile(join(folder, indexFile), 'utf8').catch(() => null);
    const index = text === null ? null : readIndex(text);
    const mayImport = index === null && held.length === 0 && files.every(({ name }) => name === fileName(1));
    const imported = mayImport ? await readVersion01(disk, folder) : null;
    const half = files[0]?.bytes ?? Buffer.alloc(0);
    if (imported && isBeginningOf(half, imported)) return { files: [], held, index, imported, halfImported: half.length };
    return { files, held, index, imported: null, halfImported: 0 };
  }

  async function appendNow(entries: readonly LogEntry[]): Promise<Result<null>> {
    const found = await contents();
    const { reading, tail } = followStanding(found);
    const hidden = reading.faults.filter(({ kind, line }) => line === null && (kind === 'shortened' || kind === 'altered'));
    const all: LogEntry[] = [...(found.imported ?? []), ...(hidden.length > 0 ? [{ kind: 'damage-found', faults: hidden } as const] : []), ...entries];
    const { text } = linesOf(all, tail.end);
    const { name, size, keep } = tail.file ?? { name: fileName(1), ...empty };
    try {
      await disk.appendDurably(join(folder, name), { size, keep }, text);
    } catch (error) {
      if (!isHeld(error)) return unwritable(name, error);
      try {
        await disk.appendDurably(join(folder, fileName(numberOf(name) + 1)), empty, text);
      } catch {
        return unwritable(name, error);
      }
    }
    if (entries.some(({ kind }) => kind === 'change-closed' || kind === 'event' || kind === 'backup-dropped')) await keepIndex();
    return success(null);
  }

  async function unwritable(name: string, error: unknown): Promise<Result<never>> {
    const file = join(folder, name);
    const holders = await disk.whoHolds(file);
    const held = holders.length === 0 ? '' : `; held by ${holders.join(', ')}`;
    return failure({ code: 'STORAGE_FAILED', detail: `${file}: ${String(error)}${held}` });
  }

  /** Without an index reading takes longer, and lines that are cut off at the end are not noticed: no reason to fail. */
  async function keepIndex(): Promise<void> {
    const found = await contents();
    if (found.held.length > 0) return;
    const { reading, tail } = followStanding(found);
    const { open, current, latest, unfinished, faults, isUncertain } = reading;
    const index: HistoryIndex = {
      format: 1,
      files: found.files.map(({ name, bytes }) => ({ name, bytes: bytes.length, lines: tail.lines.get(name) ?? 0, sha256: sha256(bytes) })),
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
    return names.length > 1 ? JSON.stringify(stats.map((found, index) => [names[index], found?.size, found?.mtimeMs])) : null;
  }

  let remembered: { readonly signature: string; readonly standing: HistoryStanding } | null = null;

  return {
    async read() {
      await queue;
      return settled(followAll);
    },
    async standing() {
      await queue;
      const now = await signature();
      if (now !== null && remembered?.signature === now) return remembered.standing;
      const { open, current, latest, unfinished, faults, isUncertain } = await settled(followStanding);
      const standing: HistoryStanding = { open, current, latest, unfinished, faults, isUncertain };
      const isWhole = !standing.faults.some(({ kind }) => kind === 'held' || kind === 'cut-off');
      remembered = now !== null && isWhole ? { signature: now, standing } : null;
      return standing;
    },
    append(...entries) {
      const appended = queue.then(() => appendNow(entries));
      queue = appended.catch(() => undefined);
      return appended;
    },
  };
}

/** Reads what the index does not vouch for; all of it where it vouches for nothing. */
function followStanding(found: Contents): Followed<HistoryStanding> {
  const { index, files, held } = found;
  if (!index || held.length > 0 || compareWithIndex(index, files) !== 'grown') return followAll(found);
  const known = index.files;
  const lines = new Map(known.map(({ name, lines: count }) => [name, count]));
  return follow(found, index.end, (name) => {
    const part = known.find((file) => file.name === name);
    return { byte: part?.bytes ?? 0, line: part?.lines ?? 0 };
  }, { ...index.standing, faults: index.faults, isUncertain: index.isUncertain }, lines);
}

function followAll(found: Contents): Followed<HistoryReading> {
  const { index, files, held, imported, halfImported } = found;
  if (imported) {
    const placed = imported.map((entry, index) => ({ file: '', line: index + 1, entry }));
    const file = { name: fileName(1), size: halfImported, keep: 0 };
    return { reading: readingOf(placed, [], atTheBeginningWhole), tail: { end: emptyChain, file, lines: new Map() } };
  }
  const followed = follow(found, emptyChain, () => ({ byte: 0, line: 0 }), atTheBeginningWhole, new Map());
  const comparison = index && held.length === 0 ? compareWithIndex(index, files) : 'grown';
  if (comparison === 'grown' || (comparison === 'another' && followed.reading.faults.length > 0)) return followed;
  const name = index?.files.at(-1)?.name ?? fileName(1);
  const fault: HistoryFault = { file: name, line: null, kind: comparison === 'shortened' ? 'shortened' : 'altered' };
  return { ...followed, reading: { ...followed.reading, faults: [...followed.reading.faults, fault], isUncertain: true } };
}

const atTheBeginningWhole: HistoryStanding = { ...atTheBeginning, faults: [], isUncertain: false };

interface FilePlace extends PlacedEntry {
  readonly file: string;
}

function follow(
  { files, held }: Contents,
  end: ChainEnd,
  from: (name: string) => { readonly byte: number; readonly line: number },
  before: HistoryStanding,
  knownLines: ReadonlyMap<string, number>,
): Followed<HistoryReading> {
  const entries: FilePlace[] = [];
  const faults: HistoryFault[] = [];
  const lines = new Map(knownLines);
  let last: ChainEnd | null = end;
  let file: Tail['file'] = null;
  for (const name of [...files, ...held].map((one) => one.name).sort((a, b) => numberOf(a) - numberOf(b))) {
    const bytes = files.find((one) => one.name === name)?.bytes;
    if (!bytes) {
      const by = held.find((one) => one.name === name)?.by ?? [];
      faults.push({ file: name, line: null, kind: 'held', ...(by.length === 0 ? {} : { heldBy: [...by] }) });
      last = null;
      // What cannot be read is never written to.
      file = { name: fileName(numberOf(name) + 1), ...empty };
      continue;
    }
    const reading = readChain(name, bytes, last, from(name), file !== null);
    for (const placed of reading.entries) entries.push({ file: name, ...placed });
    faults.push(...reading.faults);
    last = reading.end;
    lines.set(name, reading.lines);
    file = { name, size: bytes.length, keep: reading.wholeBytes };
  }
  return { reading: readingOf(entries, faults, before), tail: { end: last ?? emptyChain, file, lines } };
}

function readingOf(entries: readonly FilePlace[], faults: readonly HistoryFault[], before: HistoryStanding): HistoryReading {
  const folded = fold(entries.map(({ entry }) => entry), before);
  const told = entries.flatMap(({ entry }) => notedFaults(entry));
  const isSame = folded.current?.id === before.current?.id;
  const at = isSame ? null : entries.findLast(({ entry }) => entry.kind === 'change-closed' && entry.id === folded.current?.id);
  const position = (file: string, line: number | null) => numberOf(file) * 1e9 + (line ?? 1e9 - 1);
  const start = at ? position(at.file, at.line) : -1;
  const isBehind = faults.some((fault) => isGrave(fault) && position(fault.file, fault.line) > start)
    || entries.some(({ entry, file, line }) => notedFaults(entry).some(isGrave) && position(file, line) > start);
  return {
    ...folded,
    faults: [...before.faults.filter(({ kind }) => kind !== 'cut-off'), ...told, ...faults],
    isUncertain: isBehind || (isSame && before.isUncertain),
  };
}

/** A line that was never finished was never acknowledged: nothing was done on the strength of it. */
function isGrave({ kind }: HistoryFault): boolean {
  return kind !== 'cut-off';
}

function notedFaults(entry: LogEntry): readonly HistoryFault[] {
  return entry.kind === 'imported' || entry.kind === 'damage-found' ? entry.faults : [];
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EBUSY' || error.code === 'EPERM' || error.code === 'EACCES');
}

function fileName(number: number): string {
  return `history-${number}.jsonl`;
}

function numberOf(name: string): number {
  return Number(/^history-(\d+)\.jsonl$/.exec(name)?.[1] ?? 0);
}

function historyNames(names: readonly string[]): string[] {
  return names.filter((name) => /^history-[1-9]\d{0,8}\.jsonl$/.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
}
