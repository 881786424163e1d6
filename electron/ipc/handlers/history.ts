// What the calls about the history do.
import type { Handlers } from '../../contract/ipc/calls';
import { failure, success } from '../../contract/errors/result';
import { historyCsv, readHistory } from '../../services/history-view';
import { lastToUndo } from '../../change/undo';
import type { Services } from '../../services/services';

export function createHistoryHandlers({
  machine,
  log,
  desktop,
}: Services): Pick<Handlers, 'history.check' | 'history.read' | 'history.export'> {
  return {
    async 'history.check'() {
      const standing = await log.standing();
      return success({ faults: standing.faults, undo: lastToUndo(standing) });
    },
    'history.read': async () => readHistory(await log.read(), machine),
    async 'history.export'({ format }) {
      const { events } = await log.read();
      const file = await desktop.chooseTarget(format, `port-wizard-history.${format}`);
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
