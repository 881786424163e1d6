// The verdict: hands what is measured to the rules, and their answer back.
import type { ReportedError, TrendEvidence } from '../contract/diagnosis/diagnosis';
import type { Diagnosis } from '../contract/diagnosis/verdict';
import type { UsageSample } from '../contract/usage/sample';
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
  /** Resolves when ports have been measured for so many seconds; where measurements do not come, a minute later at the latest. */
  readonly watch: (seconds: number) => Promise<void>;
}

const longestDelayMs = 60_000;
const lookMs = 250;

export function diagnosisService(
  machine: Machine,
  log: ChangeLog,
  usage: Pick<UsageService, 'latest' | 'look' | 'readHistory' | 'readTimeWait' | 'isWatching'>,
): DiagnosisService {
  const reader = diagnosisReader(machine, usage.readTimeWait);
  const trendNow = (now: number): TrendEvidence =>
    usage.isWatching ? trendOf(usage.readHistory(trendQuestion(now))) : { kind: 'unknown' };
  return {
    async read(isFresh, reported = null) {
      const { current } = await log.standing();
      const measured = await usage.look();
      const trend = trendNow(momentOf(measured.sample));
      return reader.read({ usage: measured, trend, lastChange: current, reported }, isFresh);
    },
    async watch(seconds) {
      const endsAt = performance.now() + seconds * 1000 + longestDelayMs;
      const first = momentOf(await usage.latest());
      const isWatched = async () => momentOf(await usage.latest()) - first >= seconds * 1000;
      while (!(await isWatched()) && performance.now() < endsAt) await new Promise((go) => setTimeout(go, lookMs));
    },
  };
}

function momentOf(sample: UsageSample): number {
  return sample.ok ? sample.figures.takenAt : sample.takenAt;
}
