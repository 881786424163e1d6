// The history: where it is damaged, everything in it, and a file of it to take along.
import { failure, success, type Result } from '../contract/errors/result';
import type { HistoryCheck, HistoryPage, HistoryView } from '../contract/history/history-view';
import { lastToUndo } from '../change/undo';
import type { ChangeLog } from '../history/change-log';
import type { HistoryReading } from '../history/follow';
import type { Machine } from '../machine/interfaces/machine';
import type { FileDialogs } from './desktop';
import { historyCsv, readHistory } from './history-view';

/** How many entries the window is given at once. */
const pageLength = 250;
/** How many lines the first of them are read from: a change takes several. */
const newestLines = 100;

export interface HistoryService {
  /** Where the history is damaged, and which change an undo would be of, without reading all of it. */
  readonly check: () => Promise<HistoryCheck>;
  /** Everything that was done, refused or failed. Errors: those of reading the machine. */
  readonly read: () => Promise<Result<HistoryView>>;
  /** The newest entries, or the newest of those before a position. Errors: those of reading the machine. */
  readonly readPage: (before?: number) => Promise<Result<HistoryPage>>;
  /** Saves the history where the person chooses. Errors: NOT_CONFIRMED, STORAGE_FAILED. */
  readonly export: (format: 'csv' | 'json') => Promise<Result<{ file: string }>>;
}

export function historyService(
  machine: Machine,
  log: ChangeLog,
  fileDialogs: Pick<FileDialogs, 'chooseTarget'>,
): HistoryService {
  /** What the pages that follow the first one are of. */
  let paged: HistoryReading | null = null;

  /** The entries before the one with the index `end`. */
  async function page(reading: HistoryReading, end: number, isWhole: boolean): Promise<Result<HistoryPage>> {
    const start = Math.max(0, end - pageLength);
    const isLast = isWhole && start === 0;
    if (isWhole) paged = isLast ? null : reading;
    const view = await readHistory(reading, machine, start, end);
    return view.ok ? success({ ...view.value, isLast }) : view;
  }

  return {
    async check() {
      const standing = await log.standing();
      return { faults: standing.faults, undo: lastToUndo(standing) };
    },
    read: async () => readHistory(await log.read(), machine),
    async readPage(before) {
      if (before === undefined) {
        const { reading, isWhole } = await log.newest(newestLines);
        paged = isWhole ? reading : null;
        if (!isWhole && reading.events.length > 0) return page(reading, reading.events.length, false);
      }
      const reading = paged ?? (await log.read());
      const first = before === undefined ? -1 : reading.positions.findIndex((position) => position >= before);
      return page(reading, first === -1 ? reading.events.length : first, true);
    },
    async export(format) {
      const { events } = await log.read();
      const file = await fileDialogs.chooseTarget(format, `port-wizard-history.${format}`);
      if (file === null) return failure({ code: 'NOT_CONFIRMED' });
      try {
        await machine.disk.writeDurably(
          file,
          format === 'csv' ? historyCsv(events) : `${JSON.stringify(events, null, 2)}\n`,
        );
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      return success({ file });
    },
  };
}
