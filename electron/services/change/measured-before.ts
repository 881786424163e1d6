// How things stand right before a change: port usage, the verdict and what it may break here, for its record.
// Protects: measuring never holds a change up for long, and never fails it.
import type { Change } from '../../contract/change/change';
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Verdict } from '../../contract/diagnosis/verdict';
import type { MeasuredBefore, RecordedBefore } from '../../contract/history/change-record';
import type { UsageSample } from '../../contract/usage/sample';
import { usageNote } from '../../usage/usage-note';
import { readSideEffects } from '../../change/side-effects';
import type { Machine } from '../../machine/interfaces/machine';
import type { DiagnosisService } from '../diagnosis-service';
import type { UsageService } from '../usage-service';

/** A computer whose sockets or log take longer to read is not waited for. */
const measuringTimeoutMs = 5000;

export interface MeasuringParts {
  readonly machine: Machine;
  readonly usage: Pick<UsageService, 'latest'>;
  readonly diagnosis: DiagnosisService;
  readonly logIncident: (error: unknown) => void;
}

export async function measureBefore(
  { machine, usage, diagnosis, logIncident }: MeasuringParts,
  changes: readonly Change[],
): Promise<MeasuredBefore> {
  const attempt = <T>(work: Promise<T>): Promise<T | null> =>
    soon(work).catch((error: unknown) => {
      logIncident(error);
      return null;
    });
  const judge = async () => {
    const { verdict, evidence } = await diagnosis.read(false);
    const { conclusion, culprit, recommendation } = verdict;
    return {
      conclusion,
      culprit: culprit ? { processId: culprit.processId, name: culprit.name, ports: culprit.ports } : undefined,
      isLeak: recommendation.kind === 'none' && recommendation.why === 'leak' ? (true as const) : undefined,
      recorded: recordedBefore(verdict, evidence),
    };
  };
  const effects = async () => {
    const system = await machine.system.describe();
    return system.ok ? readSideEffects(machine, changes, system.value.version) : null;
  };
  const [asked, looked] = [attempt(judge()), attempt(effects())];
  const sample = await sampleSoon(usage);
  const judged = await asked;
  return {
    usage: sample && usageNote(sample, machine.usage),
    conclusion: judged?.conclusion ?? null,
    culprit: judged?.culprit,
    isLeak: judged?.isLeak,
    recorded: judged?.recorded,
    sideEffects: (await looked) ?? undefined,
  };
}

/** What the verdict quotes of the recording; undefined where it quotes nothing. */
function recordedBefore({ reasons }: Verdict, { recorded }: Pick<Evidence, 'recorded'>): RecordedBefore | undefined {
  const reason = reasons.find(({ code }) => code === 'recorded');
  if (reason?.code !== 'recorded') return undefined;
  const { transport, at, ports, usable, hasRunOut, owner } = reason;
  const held = owner && recorded.known ? (recorded.value?.[transport]?.holder ?? null) : null;
  return {
    transport,
    at: new Date(at).toISOString(),
    ports,
    usable,
    hasRunOut,
    holder: held && { processId: held.processId, name: held.name, ports: held.ports },
  };
}

/** The latest sample, or null when none comes in time. */
export function sampleSoon({ latest }: Pick<UsageService, 'latest'>): Promise<UsageSample | null> {
  return soon(latest());
}

async function soon<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), measuringTimeoutMs)));
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
