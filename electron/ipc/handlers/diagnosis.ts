// What the call about the verdict does: hands what is measured to the rules, and their answer back.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import { diagnosisReader } from '../../diagnosis/evidence';
import type { Services } from '../../services/services';

export function createDiagnosisHandlers({ machine, usage, log }: Services): Pick<Handlers, 'diagnosis.read'> {
  const reader = diagnosisReader(machine);
  return {
    async 'diagnosis.read'({ isFresh }) {
      const { current } = await log.standing();
      return success(await reader.read({ usage: await usage.look(), lastChange: current }, isFresh));
    },
  };
}
