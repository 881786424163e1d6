// The verdict: hands what is measured to the rules, and their answer back.
import type { ReportedError, TrendEvidence } from '../contract/diagnosis/diagnosis';
import type { Diagnosis } from '../contract/diagnosis/verdict';
import { diagnosisReader } from '../diagnosis/evidence';
import { trendOf, trendQuestion } from '../diagnosis/trend';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageService } from './usage-service';

export interface DiagnosisService {
  /**
   * `isFresh`: the System log is read again too, instead of being remembered for some minutes. `reported`: what the person saw
   * who reported the fault.
   */
  readonly read: (isFresh: boolean, reported?: ReportedError | null) => Promise<Diagnosis>;
}

export function diagnosisService(
  machine: Machine,
  log: ChangeLog,
  usage: Pick<UsageService, 'look' | 'readHistory' | 'readTimeWait' | 'isWatching'>,
): DiagnosisService {
  const reader = diagnosisReader(machine, usage.readTimeWait);
  const trendNow = (now: number): TrendEvidence =>
    usage.isWatching ? trendOf(usage.readHistory(trendQuestion(now))) : { kind: 'unknown' };
  return {
    async read(isFresh, reported = null) {
      const { current } = await log.standing();
      const measured = await usage.look();
      const takenAt = measured.sample.ok ? measured.sample.figures.takenAt : measured.sample.takenAt;
      return reader.read({ usage: measured, trend: trendNow(takenAt), lastChange: current, reported }, isFresh);
    },
  };
}
