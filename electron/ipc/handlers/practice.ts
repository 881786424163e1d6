// The calls about the practice machine.
import type { Handlers } from '../../contract/ipc/calls';
import type { PracticeService } from '../../services/practice-service';

export type PracticeHandlers = Pick<
  Handlers,
  | 'practice.read'
  | 'practice.restart'
  | 'practice.reset'
  | 'practice.set-without-rights'
  | 'practice.set-max-user-port-honoured'
>;

export function practiceHandlers(practice: PracticeService): PracticeHandlers {
  return {
    'practice.read': () => practice.read(),
    'practice.restart': () => practice.restart(),
    'practice.reset': ({ which }) => practice.reset(which ?? undefined),
    'practice.set-without-rights': ({ isOn }) => practice.setWithoutRights(isOn),
    'practice.set-max-user-port-honoured': ({ isOn }) => practice.setMaxUserPortHonoured(isOn),
  };
}
