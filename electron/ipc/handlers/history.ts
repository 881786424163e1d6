// The calls about the history.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { HistoryService } from '../../services/history-service';

export function historyHandlers(
  history: HistoryService,
): Pick<Handlers, 'history.check' | 'history.read' | 'history.export'> {
  return {
    'history.check': async () => success(await history.check()),
    'history.read': ({ before }) => history.readPage(before),
    'history.export': ({ format }) => history.export(format),
  };
}
