// The verdict: hands what is measured to the rules, and their answer back.
import { eventDays, reportedNumbers, type ErrorTexts, type ReportedError } from '../contract/diagnosis/diagnosis';
import type { Diagnosis } from '../contract/diagnosis/verdict';
import { failure, success, type Result } from '../contract/errors/result';
import { timeOf } from '../contract/usage/sample';
import { diagnosisReader, type DiagnosisInputs } from '../diagnosis/evidence';
import { trendOf } from '../diagnosis/trend';
import type { RunInWorker } from '../elevation/run-in-worker';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import type { RecordingService } from './recording-service';
import type { UsageService } from './usage-service';

export interface DiagnosisService {
  /**
   * `isFresh`: the System log is read again too, instead of being remembered for some minutes. `reported`: what the person saw
   * who reported the fault; without it what was told last.
   */
  readonly read: (isFresh: boolean, reported?: ReportedError | null) => Promise<Diagnosis>;
  /** Resolves when ports have been measured for so many seconds; where measurements do not come, a minute later at the latest. */
  readonly watch: (seconds: number) => Promise<void>;
  /**
   * Has a process with administrator rights look once at what is refused to this one, and reads the verdict with it. Errors:
   * BUSY during a change, NOT_AVAILABLE_HERE, INSTALL_FIRST, ELEVATION_DECLINED, ELEVATION_FAILED, MACHINE_FAILED.
   */
  readonly measureAsAdministrator: (reported?: ReportedError | null) => Promise<Result<Diagnosis>>;
  /** The one of the last few that was read at that moment (`evidence.takenAt`); null where it was none of them. */
  readonly recent: (takenAt: number) => Promise<Diagnosis | null>;
  /** How Windows words the errors that a person may have seen. */
  readonly readErrorTexts: () => Promise<ErrorTexts>;
}

/** The window may show one while the next is on its way to it, and another page asks too. */
const mostRecent = 4;
const longestDelayMs = 60_000;
const lookMs = 250;
const dayMs = 86_400_000;

export function diagnosisService(
  machine: Machine,
  log: ChangeLog,
  usage: Pick<UsageService, 'latest' | 'look' | 'note' | 'readTimeWait' | 'isWatching'>,
  recordings: Pick<RecordingService, 'evidence'>,
  runInWorker: RunInWorker | null,
  isWriting: () => boolean,
): DiagnosisService {
  const reader = diagnosisReader(machine, usage.readTimeWait, (isSimulated) =>
    recordings.evidence(isSimulated, Date.now() - eventDays * dayMs),
  );
  const inputs = async (reported: ReportedError | null): Promise<DiagnosisInputs> => {
    const [{ current }, measured] = await Promise.all([log.standing(), usage.look()]);
    const trend = usage.isWatching ? trendOf(measured.outlook) : ({ kind: 'unknown' } as const);
    return { usage: measured, trend, lastChange: current, reported };
  };
  let told: ReportedError | null = null;
  /** The newest first. */
  let recent: readonly Diagnosis[] = [];
  const read: DiagnosisService['read'] = async (isFresh, reported = told) => {
    told = reported;
    const diagnosis = await reader.read(inputs(reported), isFresh);
    recent = [diagnosis, ...recent].slice(0, mostRecent);
    // A refused port is on the badge and the task bar too.
    usage.note(diagnosis.evidence.attempts, diagnosis.evidence.takenAt);
    return diagnosis;
  };
  return {
    read,
    recent: (takenAt) => Promise.resolve(recent.find(({ evidence }) => evidence.takenAt === takenAt) ?? null),
    async readErrorTexts() {
      const texts = await Promise.all(
        reportedNumbers.map(async (code) => [code, await machine.system.errorText(code)] as const),
      );
      return Object.fromEntries(texts) as ErrorTexts;
    },
    async measureAsAdministrator(reported) {
      // A change may have Windows ask the person already.
      if (isWriting()) return failure({ code: 'BUSY' });
      const system = await machine.system.describe();
      // Whoever has the rights needs nobody else.
      if (system.ok && system.value.isElevated) return success(await read(true, reported));
      if (!runInWorker) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const { result } = await runInWorker({ kind: 'measure' }, () => undefined);
      if (!result.ok) return result;
      if (result.value.measured) reader.adopt(result.value.measured);
      return success(await read(true, reported));
    },
    async watch(seconds) {
      const endsAt = performance.now() + seconds * 1000 + longestDelayMs;
      const first = timeOf(await usage.latest());
      const isWatched = async () => timeOf(await usage.latest()) - first >= seconds * 1000;
      while (!(await isWatched()) && performance.now() < endsAt) await new Promise((go) => setTimeout(go, lookMs));
    },
  };
}
