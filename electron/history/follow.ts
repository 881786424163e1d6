// Follows what was read of a history to where things stand: through all of its lines, or from where the index vouches for. Pure.
// Protects: damage costs what is damaged, and is told; damage behind the change in force leaves which one is the last uncertain.
import type { HistoryFault } from '../contract/integrity/history-fault';
import { lineEnd, readChain, type LocatedEntry } from './chain';
import { atTheBeginning, fold, type Folded, type Standing } from './fold';
import { compareWithIndex, type HistoryIndex, type NamedBytes } from './history-index';
import { emptyChain, type ChainEnd, type LogEntry } from './log-line';

export interface HistoryStanding extends Standing {
  readonly faults: readonly HistoryFault[];
  /** There is damage behind the change in force: a newer one may be among what cannot be read. */
  readonly isUncertain: boolean;
}

export interface HistoryReading extends Omit<Folded, 'entryOfEvent'>, HistoryStanding {
  /** For each event how many lines there are up to its own: ascending, and the same in every reading of the same files. */
  readonly positions: readonly number[];
}

export interface HeldFile {
  readonly name: string;
  /** The programs that hold it, where that is told. */
  readonly by: readonly string[];
}

/** Everything of a folder, as it was read. */
export interface Contents {
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

/** A file that is made with the next line. */
export const empty = { size: 0, keep: 0 } as const;

export interface Followed<T> {
  readonly reading: T;
  readonly tail: Tail;
  /** Damage that the next lines would hide, and that no line tells of yet. */
  readonly hidden: readonly HistoryFault[];
}

/** Reads what the index does not vouch for; all of it where it vouches for nothing. */
export function followStanding(found: Contents): Followed<HistoryStanding> {
  return followIndex(found) ?? followAll(found);
}

/**
 * Reads what the index does not vouch for; null where it vouches for nothing. One that was made by an earlier version, which did
 * not understand all lines, does not tell where things stand.
 */
function followIndex(found: Contents): Followed<HistoryStanding> | null {
  const { index, files, held } = found;
  if (
    !index ||
    held.length > 0 ||
    index.faults.some(({ kind }) => kind === 'newer') ||
    compareWithIndex(index, files) !== 'grown'
  )
    return null;
  const known = index.files;
  const lines = new Map(known.map(({ name, lines: count }) => [name, count]));
  return follow(
    found,
    index.end,
    (name) => {
      const part = known.find((file) => file.name === name);
      return { byte: part?.bytes ?? 0, line: part?.lines ?? 0 };
    },
    { ...index.standing, faults: index.faults, isUncertain: index.isUncertain },
    lines,
  );
}

/**
 * The newest `count` lines, with where things stand. Each is held against its own hash and the line before it; what is older is
 * as the index vouches for it. Null where it vouches for nothing, or there are no more lines than that.
 */
export function followNewest(found: Contents, count: number): HistoryReading | null {
  const followed = followIndex(found);
  if (!followed) return null;
  const { reading: standing, tail } = followed;
  const entries: FilePlace[][] = [];
  let older = [...tail.lines.values()].reduce((sum, lines) => sum + lines, 0);
  if (older <= count) return null;
  let wanted = count;
  for (const { name, bytes } of found.files.toReversed()) {
    const lines = tail.lines.get(name) ?? 0;
    const taken = Math.min(lines, wanted);
    const from = { byte: startOfLast(taken, bytes), line: lines - taken };
    older -= lines;
    entries.unshift(placed(name, older, readChain(name, bytes, null, from).entries));
    wanted -= taken;
  }
  const newest = readingOf(entries.flat(), [], atTheBeginningWhole);
  const { open, current, latest, unfinished, faults, isUncertain } = standing;
  return { ...newest, open, current, latest, unfinished, faults, isUncertain };
}

/** Where the last `lines` whole lines begin. */
function startOfLast(lines: number, bytes: Buffer): number {
  let start = bytes.lastIndexOf(lineEnd) + 1;
  for (let count = 0; count < lines; count += 1)
    start = bytes.subarray(0, Math.max(0, start - 1)).lastIndexOf(lineEnd) + 1;
  return start;
}

export function followAll(found: Contents): Followed<HistoryReading> {
  const { index, files, held, imported, halfImported } = found;
  if (imported) {
    const entries = imported.map((entry, index) => ({ line: index + 1, entry }));
    const file = { name: fileName(1), size: halfImported, keep: 0 };
    return {
      reading: readingOf(placed('', 0, entries), [], atTheBeginningWhole),
      tail: { end: emptyChain, file, lines: new Map() },
      hidden: [],
    };
  }
  const followed = follow(found, emptyChain, () => ({ byte: 0, line: 0 }), atTheBeginningWhole, new Map());
  const comparison = index && held.length === 0 ? compareWithIndex(index, files) : 'grown';
  if (comparison === 'grown' || (comparison === 'another' && followed.reading.faults.length > 0)) return followed;
  const name = index?.files.at(-1)?.name ?? fileName(1);
  const fault: HistoryFault = { file: name, line: null, kind: comparison === 'shortened' ? 'shortened' : 'altered' };
  if (
    followed.reading.faults.some(({ file, line, kind }) => file === fault.file && line === null && kind === fault.kind)
  )
    return followed;
  return {
    ...followed,
    reading: { ...followed.reading, faults: [...followed.reading.faults, fault], isUncertain: true },
    hidden: [fault],
  };
}

const atTheBeginningWhole: HistoryStanding = { ...atTheBeginning, faults: [], isUncertain: false };

interface FilePlace extends LocatedEntry {
  readonly file: string;
  /** Lines up to this one, through all files. */
  readonly position: number;
}

/** `older`: lines in the files before. */
function placed(file: string, older: number, entries: readonly LocatedEntry[]): FilePlace[] {
  return entries.map(({ line, entry }) => ({ file, line, position: older + line, entry }));
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
  let older = 0;
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
    for (const entry of placed(name, older, reading.entries)) entries.push(entry);
    for (const fault of reading.faults) faults.push(fault);
    last = reading.end;
    lines.set(name, reading.lines);
    older += reading.lines;
    file = { name, size: bytes.length, keep: reading.wholeBytes };
  }
  return { reading: readingOf(entries, faults, before), tail: { end: last ?? emptyChain, file, lines }, hidden: [] };
}

function readingOf(
  entries: readonly FilePlace[],
  faults: readonly HistoryFault[],
  before: HistoryStanding,
): HistoryReading {
  const { entryOfEvent, ...folded } = fold(
    entries.map(({ entry }) => entry),
    before,
  );
  const told = entries.flatMap(({ entry }) => notedFaults(entry));
  const isSame = folded.current?.id === before.current?.id;
  const at = isSame
    ? null
    : entries.findLast(({ entry }) => entry.kind === 'change-closed' && entry.id === folded.current?.id);
  const position = (file: string, line: number | null) => numberOf(file) * 1e9 + (line ?? 1e9 - 1);
  const start = at ? position(at.file, at.line) : -1;
  const isBehind =
    faults.some((fault) => isGrave(fault) && position(fault.file, fault.line) > start) ||
    entries.some(({ entry, file, line }) => notedFaults(entry).some(isGrave) && position(file, line) > start);
  return {
    ...folded,
    positions: entryOfEvent.map((index) => entries[index]?.position ?? 0),
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

export function fileName(number: number): string {
  return `history-${number}.jsonl`;
}

export function numberOf(name: string): number {
  return Number(/^history-(\d+)\.jsonl$/.exec(name)?.[1] ?? 0);
}

export function historyNames(names: readonly string[]): string[] {
  return names.filter((name) => /^history-[1-9]\d{0,8}\.jsonl$/.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
}
