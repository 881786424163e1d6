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
  return {
    async check() {
      const standing = await log.standing();
      return { faults: standing.faults, undo: lastToUndo(standing) };
    },
    read: async () => readHistory(await log.read(), machine),
    async readPage(before = Infinity) {
      const reading = before === Infinity || !paged ? await log.read() : paged;
      const end = Math.min(reading.events.length, before - 1);
      const start = Math.max(0, end - pageLength);
      paged = start > 0 ? reading : null;
      const view = await readHistory(reading, machine, start, end);
      return view.ok ? success({ ...view.value, left: start }) : view;
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
