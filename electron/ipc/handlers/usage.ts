// The calls about port usage.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { UsageService } from '../../services/usage-service';

export type UsageHandlers = Pick<
  Handlers,
  | 'usage.history'
  | 'usage.outlook'
  | 'usage.marks'
  | 'usage.export'
  | 'usage.settings'
  | 'usage.notify'
  | 'practice.load'
>;

export function usageHandlers(usage: UsageService): UsageHandlers {
  return {
    'usage.history': (question) => Promise.resolve(success(usage.readHistory(question))),
    'usage.outlook': async () => success(await usage.readOutlook()),
    'usage.marks': () => Promise.resolve(success(usage.readMarks())),
    'usage.export': (what) => usage.export(what),
    'usage.settings': async () => success(await usage.readSettings()),
    'usage.notify': ({ isOn }) => usage.setNotifications(isOn),
    'practice.load': ({ load }) => usage.chooseLoad(load),
  };
}
