// The verdict: hands what is measured to the rules, and their answer back.
import type { Diagnosis } from '../contract/diagnosis/verdict';
import { diagnosisReader } from '../diagnosis/evidence';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageService } from './usage-service';

export interface DiagnosisService {
  /** `isFresh`: the System log is read again too, instead of being remembered for some minutes. */
  readonly read: (isFresh: boolean) => Promise<Diagnosis>;
}

export function diagnosisService(
  machine: Machine,
  log: ChangeLog,
  usage: Pick<UsageService, 'look'>,
): DiagnosisService {
  const reader = diagnosisReader(machine);
  return {
    async read(isFresh) {
      const { current } = await log.standing();
      return reader.read({ usage: await usage.look(), lastChange: current }, isFresh);
    },
  };
}
