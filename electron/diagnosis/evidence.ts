// Gathers the evidence for the verdict from everything that can be measured here; what cannot be read says why.
// Protects: sockets, ranges and log of one verdict belong to the same computer, and one failed reading does not hide the others.
import { isRangeChange, isValueChange } from '../contract/change/change';
import {
  eventDays,
  type Evidence,
  type Reading,
  type ReportedError,
  type TrendEvidence,
  type UsageEvidence,
} from '../contract/diagnosis/diagnosis';
import type { Measurement } from '../contract/diagnosis/measurement';
import type { Diagnosis } from '../contract/diagnosis/verdict';
import { success, type Result } from '../contract/errors/result';
import type { ChangeRecord } from '../contract/history/change-record';
import { wasRestarted } from '../contract/machine/boot-identity';
import type { PortRange, PortRanges, RangeName, RangeReading } from '../contract/port-ranges/dynamic-ranges';
import { parametersFor, type ParameterName, type ParameterState } from '../contract/registry/parameters';
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import type { RecordedEvidence } from '../contract/recording/recording';
import { isSameStored } from '../contract/registry/stored-value';
import { isSameName } from '../contract/registry/value-name';
import { portsIn, tcpAtRisk, type UsageSample } from '../contract/usage/sample';
import type { UsageOutlook } from '../contract/usage/usage';
import { readParameters } from '../change/read-values';
import type { Machine } from '../machine/interfaces/machine';
import { factsOfSimulation } from '../machine/common/simulated-facts';
import type { PortAttempt } from '../machine/interfaces/ports';
import type { SystemInfo } from '../machine/interfaces/system';
import type { UsageSource } from '../machine/interfaces/usage';
import { makeAttempts, rememberedAnswers, type AttemptNeed } from './attempts';
import { readClaims } from './claims';
import { readEvents } from './events';
import { withMeasuredEvents, withMeasuredOwners } from './measurement';
import { readOwners } from './owners';
import { netstatOf } from './ports-command';
import { known, notAvailable, readingOf, shortened, unknown } from './readings';
import { verdictOf } from './verdict';

/** What is known about the ports in use, now and before. */
export interface MeasuredUsage {
  readonly sample: UsageSample;
  readonly outlook: UsageOutlook;
  readonly peak: UsageEvidence['peak'];
}

/** What is told without asking the machine anew. */
export interface DiagnosisInputs {
  readonly usage: MeasuredUsage;
  readonly trend: TrendEvidence;
  /** The change of this program that is in force. */
  readonly lastChange: ChangeRecord | null;
  readonly reported: ReportedError | null;
}

/** Programs of Windows are not started again for it within this time, unless it is asked for. */
const slowLifetimeMs = 5 * 60_000;
/** Nor within this time, even if it is: a level that wavers asks again and again. Ports are asked for no more often either. */
const shortestLifetimeMs = 5000;

type Slow = Pick<Evidence, 'excluded' | 'events' | 'claims' | 'recorded'>;
/** What was recorded of real or simulated sockets; null where nothing was. */
export type ReadRecording = (isSimulated: boolean) => Promise<Result<RecordedEvidence | null>>;
/** What is asked for beside the sockets. */
type Told = Pick<UsageSource, 'portAttempt' | 'processInspector' | 'eventLog'>;
type Lasting<T> = { readonly at: number; readonly facts: Promise<T> } | null;

export interface DiagnosisReader {
  /** `isFresh`: the log, the excluded ranges and what else needs ports are read anew too. */
  read(inputs: DiagnosisInputs | Promise<DiagnosisInputs>, isFresh: boolean): Promise<Diagnosis>;
  /** Remembers for some minutes what a process with administrator rights measured. */
  adopt(measurement: Measurement): void;
}

/** `timeWait`: the seconds in TIME_WAIT that the machine goes by. */
export function diagnosisReader(
  machine: Machine,
  timeWait: () => Promise<Reading<number>>,
  readRecording: ReadRecording = () => Promise.resolve(success(null)),
): DiagnosisReader {
  const source = machine.usage;
  let slow: Lasting<Slow> = null;
  /** Real ports; a scripted load is asked anew each time. */
  const attempt = source.portAttempt && rememberedAnswers(source.portAttempt, shortestLifetimeMs);
  let adopted: { readonly at: number; readonly measurement: Measurement } | null = null;

  const readSlow = async (): Promise<Slow> => {
    const [excluded, events, claims, recorded] = await Promise.all([
      source.excludedRanges?.read(),
      readEvents(source.eventLog, eventDays),
      // They are the machine's, whose range may be changed; other sockets say nothing about it.
      source.of === 'machine' ? readClaims(machine.portClaims) : notAvailable,
      readRecording(false),
    ]);
    return {
      excluded: excluded ? readingOf(excluded) : notAvailable,
      events,
      claims,
      recorded: readingOf(recorded),
    };
  };

  /** The log of a simulated machine is that which its load writes. */
  const simulatedSlow = async ({ eventLog }: Told): Promise<Slow> => {
    const [excluded, events, claims, recorded] = await Promise.all([
      machine.portClaims.excluded(),
      readEvents(eventLog, eventDays),
      readClaims(machine.portClaims),
      readRecording(true),
    ]);
    return { excluded: readingOf(excluded), events, claims, recorded: readingOf(recorded) };
  };

  const readTimeWait = async (sample: UsageSample, of: Evidence['of']): Promise<Reading<number>> => {
    if (of === 'machine') return timeWait();
    const ofSource = of === 'this-computer' ? (source.timeWaitSeconds ?? null) : null;
    const seconds = sample.ok ? sample.details.timeWaitSeconds : ofSource;
    return seconds === null ? notAvailable : known(seconds);
  };

  return {
    async read(inputs, isFresh) {
      if (!slow || isOlderThan(slow, isFresh ? shortestLifetimeMs : slowLifetimeMs))
        slow = { at: performance.now(), facts: readSlow() };
      // What starts programs of Windows runs while the sample is taken, which starts some too.
      const early = {
        system: machine.system.describe(),
        values: readParameters(machine.registry),
        ranges: source.of === 'machine' ? machine.portRange.read() : null,
        slow: slow.facts,
      };
      const { usage: measured, trend, lastChange, reported } = await inputs;
      const { sample } = measured;
      const load = sample.ok ? (sample.details.simulated?.load ?? null) : (sample.simulated ?? null);
      // Nothing real is asked for beside simulated sockets, nor the other way round.
      const simulated = load === null ? null : toldBy(sample);
      const of = simulated ? 'simulated' : source.of;
      const usage = usageOf(measured);
      const [system, values, ranges, facts, made, owners, timeWaitSeconds] = await Promise.all([
        early.system,
        early.values,
        early.ranges ?? (of === 'this-computer' ? source.portRange.read() : machine.portRange.read()),
        simulated ? simulatedSlow(simulated) : early.slow,
        attemptsOf(simulated ? simulated.portAttempt : attempt, { usage, reported }),
        readOwners((simulated ?? source).processInspector, usage, firstSeenIn(sample)),
        readTimeWait(sample, of),
      ]);
      const parameter = (name: ParameterName): Reading<ParameterState> => {
        if (!system.ok) return unknown(system.error);
        if (!values.ok) return unknown(values.error);
        return known({ parameter: parametersFor(system.value.version)[name], stored: values.value[name] });
      };
      const evidence: Evidence = {
        takenAt: Date.now(),
        of,
        load,
        isPractice: machine.kind === 'practice',
        windows: system.ok
          ? known({ product: system.value.product, version: system.value.version })
          : unknown(system.error),
        ranges: {
          ipv4Tcp: rangeOf(ranges, 'ipv4Tcp'),
          ipv4Udp: rangeOf(ranges, 'ipv4Udp'),
          ipv6Tcp: rangeOf(ranges, 'ipv6Tcp'),
          ipv6Udp: rangeOf(ranges, 'ipv6Udp'),
        },
        maxUserPort: parameter('MaxUserPort'),
        timedWaitDelay: parameter('TcpTimedWaitDelay'),
        isStoredSinceStart: isStoredSinceStart(parameter('MaxUserPort'), lastChange, system),
        usage,
        portsCommand: commandOf(of === 'this-computer' ? source : null, system),
        trend,
        attempts: made,
        owners,
        timeWaitSeconds,
        reported,
        ...facts,
        ...(adopted &&
          !simulated &&
          !isOlderThan(adopted, slowLifetimeMs) && {
            owners: withMeasuredOwners(owners, adopted.measurement, usage),
            events: withMeasuredEvents(facts.events, adopted.measurement),
          }),
        changedAt: of === 'this-computer' ? null : effectiveSince(lastChange, system),
      };
      return { verdict: verdictOf(evidence), evidence };
    },
    adopt: (measurement) => void (adopted = { at: performance.now(), measurement }),
  };
}

/** What a scripted load tells beside its sockets; nothing where they could not be read. */
function toldBy(sample: UsageSample): Told {
  const standing = sample.ok ? sample.details.simulated : null;
  return standing ? factsOfSimulation(() => standing) : {};
}

async function attemptsOf(attempt: PortAttempt | undefined, need: AttemptNeed): Promise<readonly AttemptEvidence[]> {
  return attempt ? makeAttempts(attempt, need) : [];
}

function firstSeenIn(sample: UsageSample): (processId: number) => number | null {
  const seen = new Map(sample.ok ? sample.details.seenSince.map(({ processId, at }) => [processId, at]) : []);
  return (processId) => seen.get(processId) ?? null;
}

function isOlderThan({ at }: { readonly at: number }, ms: number): boolean {
  return performance.now() - at > ms;
}

/** What a sample, and what is known beside it, tell the verdict. */
export function usageOf({ sample, outlook, peak }: MeasuredUsage): Reading<UsageEvidence> {
  if (!sample.ok) return unknown(sample.error);
  const { figures, details } = sample;
  const { busiest, addresses, ranges, processes, udpProcesses, endpoints, tellsBound } = details;
  const { excluded, largestFree, simulated } = details;
  const { ports, usable, address } = tcpAtRisk(sample);
  return known({
    takenAt: figures.takenAt,
    ports,
    usable,
    address,
    addresses,
    ranges,
    processes,
    udpProcesses,
    endpoints,
    bound: tellsBound ? portsIn(figures, 'BOUND') : null,
    timeWait: portsIn(busiest ?? figures, 'TIME_WAIT'),
    excluded,
    largestFree,
    peak,
    rate: outlook.rate,
    forecast: outlook.forecast,
    udpForecast: outlook.udp?.forecast ?? { kind: 'not-enough-data' },
    early: outlook.early,
    udpEarly: outlook.udp?.early ?? null,
    refused: simulated?.refused ?? null,
  });
}

/** A range holds as soon as it is set, values only from the next start on; null while nothing is in effect, or it cannot be told. */
function effectiveSince(record: ChangeRecord | null, system: Result<SystemInfo>): number | null {
  if (!record) return null;
  const changed = Date.parse(record.endedAt ?? record.startedAt);
  if (record.changes.every(isRangeChange)) return changed;
  if (!system.ok || wasRestarted(record.boot, system.value.boot) !== true) return null;
  // The time of the start is as good as the clock; that it was after the change is known.
  return Math.max(changed, Date.parse(system.value.bootedAt));
}

/** What this program did not store itself may have been stored at any time. */
function isStoredSinceStart(
  reading: Reading<ParameterState>,
  record: ChangeRecord | null,
  system: Result<SystemInfo>,
): boolean | null {
  const change = record?.changes.filter(isValueChange).find(({ name }) => isSameName(name, 'MaxUserPort'));
  if (!record || !change || !system.ok || !reading.known) return null;
  return isSameStored(change.after, reading.value.stored) ? wasRestarted(record.boot, system.value.boot) : null;
}

/** `source`: where the sockets are those of the computer that this program runs on. */
function commandOf(source: UsageSource | null, system: Result<SystemInfo>): Evidence['portsCommand'] {
  if (source) return source.portsCommand ?? null;
  return system.ok ? netstatOf(system.value.version) : null;
}

function rangeOf(ranges: Result<PortRanges>, name: RangeName): Reading<PortRange> {
  if (!ranges.ok) return unknown(ranges.error);
  const reading: RangeReading = ranges.value[name];
  return reading.known
    ? known(reading.range)
    : { known: false, reason: 'not-understood', detail: shortened(reading.raw) };
}
