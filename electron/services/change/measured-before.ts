// How things stand right before a change: port usage, the verdict and what it may break here, for its record.
// Protects: measuring never holds a change up for long, and never fails it.
import type { Change } from '../../contract/change/change';
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Verdict } from '../../contract/diagnosis/verdict';
import type { MeasuredBefore, RecordedBefore } from '../../contract/history/change-record';
import type { UsageSample } from '../../contract/usage/sample';
import type { ProcessUsage } from '../../contract/usage/usage';
import { usageNote } from '../../usage/usage-note';
import { readSideEffects } from '../../change/side-effects';
import type { SeenVerdict } from '../../elevation/request';
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

/** `seen`: the verdict of whoever has watched the ports for longer; without it that of this process. Never rejects. */
export async function measureBefore(
  parts: MeasuringParts,
  changes: readonly Change[],
  seen?: SeenVerdict,
): Promise<MeasuredBefore> {
  const { machine, usage } = parts;
  const effects = async () => {
    const system = await machine.system.describe();
    return system.ok ? readSideEffects(machine, changes, system.value.version) : null;
  };
  const [asked, looked] = [attempt(parts, judge(parts, seen)), attempt(parts, effects())];
  const sample = await sampleSoon(usage);
  const judged = await asked;
  return {
    usage: sample && usageNote(sample, machine.usage),
    // What was told is kept, also where this process comes to no verdict in time.
    ...(judged ?? toldBy(seen)),
    sideEffects: (await looked) ?? undefined,
  };
}

/** The verdict as a worker is told of it; null where there is none in time. Never rejects. */
export async function seenVerdict(parts: MeasuringParts): Promise<SeenVerdict | null> {
  const diagnosis = await attempt(parts, parts.diagnosis.read(false));
  if (!diagnosis) return null;
  const { verdict, evidence } = diagnosis;
  return {
    conclusion: verdict.conclusion,
    isLeak: isLeak(verdict),
    culprit: verdict.culprit?.processId ?? null,
    reported: evidence.reported,
  };
}

/** Null where it fails or takes too long. */
function attempt<T>({ logIncident }: MeasuringParts, work: Promise<T>): Promise<T | null> {
  return soon(work).catch((error: unknown) => {
    logIncident(error);
    return null;
  });
}

async function judge(
  { diagnosis }: MeasuringParts,
  seen: SeenVerdict | undefined,
): Promise<Omit<MeasuredBefore, 'usage' | 'sideEffects'>> {
  const { verdict, evidence } = await diagnosis.read(false, seen?.reported ?? undefined);
  const culprit = seen ? holderOf(evidence, seen.culprit) : verdict.culprit;
  return {
    conclusion: verdict.conclusion,
    isLeak: isLeak(verdict) || undefined,
    ...(seen && toldBy(seen)),
    culprit: culprit ? { processId: culprit.processId, name: culprit.name, ports: culprit.ports } : undefined,
    refusedWith: verdict.reasons.find((reason) => reason.code === 'attempt-refused')?.error,
    reported: evidence.reported ?? undefined,
    recorded: recordedBefore(verdict, evidence),
  };
}

function toldBy(seen: SeenVerdict | undefined): Pick<MeasuredBefore, 'conclusion' | 'isLeak' | 'reported'> {
  return {
    conclusion: seen?.conclusion ?? null,
    isLeak: seen?.isLeak === true || undefined,
    reported: seen?.reported ?? undefined,
  };
}

/** The process of this number, as it holds ports here; null where it holds none. */
function holderOf({ usage }: Pick<Evidence, 'usage'>, processId: number | null): ProcessUsage | null {
  if (processId === null || !usage.known) return null;
  const { processes, udpProcesses } = usage.value;
  return [...processes, ...(udpProcesses ?? [])].find((one) => one.processId === processId) ?? null;
}

function isLeak({ recommendation }: Verdict): boolean {
  return recommendation.kind === 'none' && recommendation.why === 'leak';
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
