// evidence.json: the evidence of a verdict as it is written, and as it is read again.
// Protects: what was unknown when it was written, or is not in the file, is unknown when it is read.
import type { EvidenceJson } from '../contract/evidence/evidence';
import type { Evidence, Reading, UsageEvidence } from '../contract/diagnosis/diagnosis';
import type { RecordedEvidence } from '../contract/recording/recording';
import { parametersFor, type ParameterName, type ParameterState } from '../contract/registry/parameters';
import type { StoredValue } from '../contract/registry/stored-value';
import { failure, success, type Result } from '../contract/errors/result';
import type { PortRange, RangeName, RangeReading } from '../contract/port-ranges/dynamic-ranges';
import { usageOf } from '../diagnosis/evidence';
import { known, notAvailable } from '../diagnosis/readings';
import type { UsageSource } from '../machine/interfaces/usage';
import { takeSample } from '../usage/sampler';
import { readTables, type TableTexts } from './read-tables';

/** Of each list of what was counted; the rest is in the tables. */
const mostListed = 5000;

export function evidenceJson(evidence: Evidence): EvidenceJson {
  const { isPractice: _, usage, maxUserPort, timedWaitDelay, ...same } = evidence;
  return {
    ...same,
    usage: usage.known ? known(shortened(usage.value)) : usage,
    maxUserPort: storedOf(maxUserPort),
    timedWaitDelay: storedOf(timedWaitDelay),
  };
}

function shortened(usage: UsageEvidence): UsageEvidence {
  const { addresses, processes, udpProcesses, endpoints } = usage;
  return {
    ...usage,
    addresses: addresses.slice(0, mostListed),
    processes: processes.slice(0, mostListed),
    udpProcesses: udpProcesses && udpProcesses.slice(0, mostListed),
    endpoints: endpoints.slice(0, mostListed),
  };
}

function storedOf(reading: Reading<ParameterState>): Reading<StoredValue> {
  return reading.known ? known(reading.value.stored) : reading;
}

export interface BesideEvidence {
  readonly isPractice: boolean;
  /** Null where there is no table of TCP sockets. */
  readonly tables: TableTexts | null;
  /** What the segments in the file come to; null where there are none. */
  readonly recorded: RecordedEvidence | null;
}

/** The evidence that a verdict is computed from. */
export async function evidenceFrom(json: EvidenceJson, beside: BesideEvidence): Promise<Evidence> {
  const { windows = notAvailable, ranges } = json;
  return {
    takenAt: json.takenAt,
    of: json.of ?? 'machine',
    load: json.load ?? null,
    isPractice: beside.isPractice,
    windows,
    ranges: {
      ipv4Tcp: ranges?.ipv4Tcp ?? notAvailable,
      ipv4Udp: ranges?.ipv4Udp ?? notAvailable,
      ipv6Tcp: ranges?.ipv6Tcp ?? notAvailable,
      ipv6Udp: ranges?.ipv6Udp ?? notAvailable,
    },
    maxUserPort: parameterOf('MaxUserPort', json.maxUserPort, windows),
    timedWaitDelay: parameterOf('TcpTimedWaitDelay', json.timedWaitDelay, windows),
    isStoredSinceStart: json.isStoredSinceStart ?? null,
    usage: json.usage ?? (await counted(json, beside.tables)),
    portsCommand: json.portsCommand ?? null,
    trend: json.trend ?? { kind: 'unknown' },
    attempts: json.attempts ?? [],
    owners: json.owners ?? notAvailable,
    timeWaitSeconds: json.timeWaitSeconds ?? notAvailable,
    claims: json.claims ?? notAvailable,
    reported: json.reported ?? null,
    excluded: json.excluded ?? notAvailable,
    events: json.events ?? notAvailable,
    recorded: json.recorded ?? known(beside.recorded),
    changedAt: json.changedAt ?? null,
  };
}

/** What holds on a Windows that is not known is not known either. */
function parameterOf(
  name: ParameterName,
  stored: Reading<StoredValue> = notAvailable,
  windows: Evidence['windows'],
): Reading<ParameterState> {
  if (!stored.known) return stored;
  if (!windows.known) return windows;
  return known({ parameter: parametersFor(windows.value.version)[name], stored: stored.value });
}

/** Counts the sockets of the tables against the ranges of the same file. */
async function counted(json: EvidenceJson, texts: TableTexts | null): Promise<Evidence['usage']> {
  if (texts === null) return notAvailable;
  const tables = readTables(texts, json.takenAt);
  if (!tables.ok) return { known: false, reason: 'not-understood', detail: tables.problem };
  const source: UsageSource = {
    of: 'machine',
    product: '',
    portTable: { read: () => Promise.resolve(success(tables.snapshot)) },
    processNames: { read: () => Promise.resolve(success(tables.processNames)) },
    portRange: {
      read: () =>
        Promise.resolve(
          success({
            ipv4Tcp: rangeOf(json, 'ipv4Tcp'),
            ipv4Udp: rangeOf(json, 'ipv4Udp'),
            ipv6Tcp: rangeOf(json, 'ipv6Tcp'),
            ipv6Udp: rangeOf(json, 'ipv6Udp'),
          }),
        ),
    },
    excludedRanges: { read: (name = 'ipv4Tcp') => Promise.resolve(excludedOf(json, name)) },
  };
  const sample = await takeSample(source);
  const seconds = json.timeWaitSeconds?.known ? json.timeWaitSeconds.value : null;
  return usageOf({
    sample,
    peak: null,
    outlook: {
      forecast: { kind: 'not-enough-data' },
      early: null,
      udp: null,
      remainingMs: 0,
      rate: { sustainable: null, timeWaitSeconds: seconds, measured: null },
    },
  });
}

function rangeOf({ ranges }: EvidenceJson, name: RangeName): RangeReading {
  const reading = ranges?.[name];
  return reading?.known ? { known: true, range: reading.value } : { known: false, raw: reading?.detail ?? '' };
}

function excludedOf({ excluded, excludedElsewhere }: EvidenceJson, name: RangeName): Result<readonly PortRange[]> {
  const reading = name === 'ipv4Tcp' ? excluded : excludedElsewhere?.[name];
  return reading?.known ? success(reading.value) : failure({ code: 'NOT_AVAILABLE_HERE' });
}
