// Follows the lines of one file of the history.
// Protects: damage costs the line that is damaged and is told with its number; what follows is still read. A line of a later
// version is told too, and the chain goes on through it.
import type { HistoryFault } from '../contract/integrity/history-fault';
import { noHash, readLine, type ChainEnd, type LogEntry } from './log-line';

/** An entry and the line of the file that it stands in, counted from 1. */
export interface LocatedEntry {
  readonly line: number;
  readonly entry: LogEntry;
}

export interface FileReading {
  readonly entries: readonly LocatedEntry[];
  readonly faults: readonly HistoryFault[];
  readonly end: ChainEnd;
  /** Bytes up to the end of the last whole line. */
  readonly wholeBytes: number;
  /** Whole lines up to there. */
  readonly lines: number;
}

export const lineEnd = 0x0a;

/**
 * The entries of `bytes`, which follow `end`; null where the file before could not be read: its end is then taken from the
 * first line. `from`: where to begin, and how many lines stand before. `mayRestart`: the first line may begin a new chain, since
 * whoever wrote it could not read the file before.
 */
export function readChain(
  file: string,
  bytes: Buffer,
  end: ChainEnd | null,
  from = { byte: 0, line: 0 },
  mayRestart = false,
): FileReading {
  const entries: LocatedEntry[] = [];
  const faults: HistoryFault[] = [];
  let last = end;
  let start = from.byte;
  let { line } = from;
  for (let stop = bytes.indexOf(lineEnd, start); stop !== -1; stop = bytes.indexOf(lineEnd, start)) {
    line += 1;
    const reading = readLine(bytes.subarray(start, stop));
    start = stop + 1;
    if (reading.kind !== 'line') {
      faults.push({ file, line, kind: reading.kind });
      last = last && { number: last.number + 1, hash: null };
      continue;
    }
    const { number, previous, hash, entry } = reading;
    const isRestart = mayRestart && line === 1 && number === 1 && previous === noHash;
    if (last && !isRestart && !follows(last, number, previous)) faults.push({ file, line, kind: 'not-linked' });
    if (entry) entries.push({ line, entry });
    else faults.push({ file, line, kind: 'newer' });
    last = { number, hash };
  }
  if (start < bytes.length) faults.push({ file, line: line + 1, kind: 'cut-off' });
  return { entries, faults, end: last ?? { number: line, hash: null }, wholeBytes: start, lines: line };
}

function follows(last: ChainEnd, number: number, previous: string): boolean {
  return number === last.number + 1 && (last.hash === null || previous === last.hash);
}
