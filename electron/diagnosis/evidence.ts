// Gathers the evidence for the verdict from everything that can be measured here; what cannot be read says why.
// Protects: sockets, ranges and log of one verdict belong to the same computer, and one failed reading does not hide the others.
import { wasRestarted } from '../contract/machine/boot-identity';
import { parametersFor, type ParameterName } from '../contract/registry/parameters';
import { isRangeChange } from '../contract/change/change';
import {
  eventDays,
  tcpipEvents,
  type Diagnosis,
  type EventEvidence,
  type Evidence,
  type Reading,
  type UnknownReason,
  type UsageEvidence,
} from '../contract/diagnosis/diagnosis';
import type { AppError } from '../contract/errors/errors';
import type { ChangeRecord } from '../contract/history/change-record';
import type { PortRanges, RangeReading } from '../contract/port-ranges/dynamic-ranges';
import type { ParameterState } from '../contract/registry/parameters';
import { portsAtRisk, tcpStates, type UsageSample } from '../contract/usage/sample';
import type { Result } from '../contract/errors/result';
import type { UsageOutlook } from '../contract/usage/usage';
import type { LoggedEvents } from '../machine/interfaces/event-log';
import type { Machine } from '../machine/interfaces/machine';
import type { SystemInfo } from '../machine/interfaces/system';
import { readParameters } from '../change/read-values';
import { verdictOf } from './verdict';

/** What is known about the ports in use, now and before. */
export interface MeasuredUsage {
  readonly sample: UsageSample;
  readonly outlook: UsageOutlook;
  readonly peak: UsageEvidence['peak'];
}

/** What is told without asking Windows anew. */
export interface DiagnosisInputs {
  readonly usage: MeasuredUsage;
  /** The change of this program that is in force. */
  readonly lastChange: ChangeRecord | null;
}

/** Programs of Windows are not started again for it within this time, unless it is asked for. */
const slowLifetimeMs = 5 * 60_000;
/** Nor within this time, even if it is: a level that wavers asks again and again. */
const shortestLifetimeMs = 5000;
const dayMs = 86_400_000;

type Slow = Pick<Evidence, 'excluded' | 'events'>;

export interface DiagnosisReader {
  /** `isFresh`: the log and the excluded ranges are read anew too. */
  read(inputs: DiagnosisInputs, isFresh: boolean): Promise<Diagnosis>;
}

export function diagnosisReader(machine: Machine): DiagnosisReader {
  const source = machine.usage;
  let slow: { readonly at: number; readonly facts: Promise<Slow> } | null = null;

  const readSlow = async (): Promise<Slow> => {
    const [excluded, events] = await Promise.all([source.excludedRanges?.read(), source.eventLog?.read(eventDays)]);
    return {
      excluded: excluded ? readingOf(excluded) : notAvailable,
      events: events ? eventsOf(events) : notAvailable,
    };
  };

  return {
    async read({ usage, lastChange }, isFresh) {
      const { sample } = usage;
      const simulated = sample.ok ? sample.details.simulated : null;
      const load = sample.ok ? (simulated?.load ?? null) : (sample.simulated ?? null);
      const isSimulated = load !== null;
      const of = isSimulated ? 'simulated' : source.of;
      if (!slow || Date.now() - slow.at > (isFresh ? shortestLifetimeMs : slowLifetimeMs))
        slow = { at: Date.now(), facts: readSlow() };
      const [system, values, ranges, facts] = await Promise.all([
        machine.system.describe(),
        readParameters(machine.registry),
        of === 'this-computer' ? source.portRange.read() : machine.portRange.read(),
        isSimulated ? simulatedFacts(simulated?.events ?? null) : slow.facts,
      ]);
      const parameter = (name: ParameterName): Reading<ParameterState> => {
        if (!system.ok) return unknown(system.error);
        if (!values.ok) return unknown(values.error);
        return known({ parameter: parametersFor(system.value.version)[name], stored: values.value[name] });
      };
      const evidence: Evidence = {
        of,
        load,
        isPractice: machine.kind === 'practice',
        windows: system.ok
          ? known({ product: system.value.product, version: system.value.version })
          : unknown(system.error),
        ipv4: rangeOf(ranges, 'ipv4Tcp'),
        ipv6: rangeOf(ranges, 'ipv6Tcp'),
        maxUserPort: parameter('MaxUserPort'),
        timedWaitDelay: parameter('TcpTimedWaitDelay'),
        usage: usageOf(usage),
        ...facts,
        changedAt: of === 'this-computer' ? null : effectiveSince(lastChange, system),
      };
      return { verdict: verdictOf(evidence), evidence };
    },
  };
}

function usageOf({ sample, outlook, peak }: MeasuredUsage): Reading<UsageEvidence> {
  if (!sample.ok) return unknown(sample.error);
  const { figures, details } = sample;
  const { busiest, addresses, processes, excluded, largestFree, simulated } = details;
  return known({
    takenAt: figures.takenAt,
    ports: portsAtRisk(sample),
    usable: figures.usable,
    address: busiest?.address ?? null,
    addresses,
    processes,
    timeWait: (busiest ?? figures).byState[tcpStates.indexOf('TIME_WAIT')] ?? 0,
    excluded,
    largestFree,
    peak,
    rate: outlook.rate,
    forecast: outlook.forecast,
    refused: simulated?.refused ?? null,
  });
}

/** A simulated machine has no excluded ranges, and the log that its load writes. */
function simulatedFacts(events: LoggedEvents['events'] | null): Slow {
  return {
    excluded: known([]),
    events: events ? known(countsOf({ events, since: Date.now() - eventDays * dayMs })) : notAvailable,
  };
}

function eventsOf(result: Result<LoggedEvents>): Reading<EventEvidence> {
  return result.ok ? known(countsOf(result.value)) : unknown(result.error);
}

/** Each of the events that occurred, with how often and when last. */
function countsOf({ events, since, coveredSince }: LoggedEvents): EventEvidence {
  const counts = tcpipEvents.flatMap((id) => {
    const times = events.filter((event) => event.id === id).map(({ at }) => at);
    const covered = coveredSince?.get(id);
    return times.length === 0
      ? []
      : [
          {
            id,
            count: times.length,
            lastAt: Math.max(...times),
            ...(covered !== undefined && { coveredSince: covered }),
          },
        ];
  });
  return { since, counts };
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

function rangeOf(ranges: Result<PortRanges>, name: keyof PortRanges): Evidence['ipv4'] {
  if (!ranges.ok) return unknown(ranges.error);
  const reading: RangeReading = ranges.value[name];
  return reading.known
    ? known(reading.range)
    : { known: false, reason: 'not-understood', detail: shortened(reading.raw) };
}

const notAvailable = { known: false, reason: 'not-available', detail: '' } as const;

function known<T>(value: T): Reading<T> {
  return { known: true, value };
}

function readingOf<T>(result: Result<T>): Reading<T> {
  return result.ok ? known(result.value) : unknown(result.error);
}

function unknown(error: AppError): { readonly known: false; readonly reason: UnknownReason; readonly detail: string } {
  return {
    known: false,
    reason: reasonOf(error),
    detail: error.code === 'MACHINE_FAILED' ? shortened(error.detail) : '',
  };
}

function reasonOf({ code }: AppError): UnknownReason {
  if (code === 'NOT_AVAILABLE_HERE') return 'not-available';
  return code === 'ACCESS_DENIED' || code === 'NOT_ELEVATED' ? 'denied' : 'failed';
}

/** What a program of Windows said, on one line that fits a table. */
function shortened(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 160);
}
