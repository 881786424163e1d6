// A snapshot as a line: who holds the ports at this moment, with what the system tells of them. Pure.
// Protects: what the system does not tell is null, never 0 and never an empty list.
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import type { ProcessFacts } from '../contract/usage/process-facts';
import type { RecordedSnapshot } from '../contract/recording/recording';
import { recordingVersion, type SnapshotReason } from '../contract/recording/recording-limits';
import { portsIn, type MeasuredSample } from '../contract/usage/sample';
import type { ProcessUsage } from '../contract/usage/usage';
import { fullnessOf, simulatedMark } from './sample-line';

/** What is asked for beside the sample. */
export interface SnapshotFacts {
  /** Null where processes could not be looked at. */
  readonly processes: ReadonlyMap<number, ProcessFacts> | null;
  readonly attempts: readonly AttemptEvidence[];
  /** New events of the System log; null where it could not be read. */
  readonly events: readonly { readonly id: number; readonly at: number }[] | null;
}

const mostHolders = 10;
const mostEndpoints = 10;
const mostEvents = 20;
const longestText = 500;

/** The processes that a snapshot tells of. */
export function snapshotProcesses({ details }: MeasuredSample): readonly number[] {
  const holders = [...largest(details.processes), ...largest(details.udpProcesses ?? [])];
  return [...new Set(holders.map(({ processId }) => processId))].filter((processId) => processId !== 0);
}

export function snapshotLine(
  sample: MeasuredSample,
  reasons: readonly SnapshotReason[],
  facts: SnapshotFacts,
): RecordedSnapshot {
  const { figures, details } = sample;
  return {
    v: recordingVersion,
    kind: 'snapshot',
    at: figures.takenAt,
    reasons: [...reasons],
    ...simulatedMark(sample),
    ...fullnessOf(sample),
    bound: details.tellsBound ? portsIn(figures, 'BOUND') : null,
    udpSockets: details.udpCount,
    ranges: details.ranges.map(({ name, range, ports, usable, excluded }) => ({
      name,
      start: range.start,
      number: range.number,
      ports,
      usable,
      excluded,
    })),
    processes: largest(details.processes).map(holderLine(facts, details.tellsBound)),
    udpProcesses: details.udpProcesses && largest(details.udpProcesses).map(holderLine(facts, true)),
    endpoints: [...details.endpoints]
      .sort((one, other) => other.ports - one.ports)
      .slice(0, mostEndpoints)
      .map((endpoint) => ({
        address: endpoint.address,
        port: endpoint.port,
        ports: endpoint.ports,
        timeWait: portsIn(endpoint, 'TIME_WAIT'),
        lastOwner: shortened(endpoint.lastOwner?.name ?? null),
      })),
    attempts: facts.attempts.map(({ transport, address, answer }) => ({
      transport,
      address,
      answer: answer.kind,
      error: answer.kind === 'refused' ? shortened(answer.error) : null,
    })),
    events: facts.events && facts.events.slice(-mostEvents).map(({ id, at }) => ({ id, at })),
  };
}

function largest(processes: readonly ProcessUsage[]): readonly ProcessUsage[] {
  return [...processes].sort((one, other) => other.ports - one.ports).slice(0, mostHolders);
}

function holderLine({ processes }: SnapshotFacts, tellsBound: boolean) {
  return (holder: ProcessUsage): RecordedSnapshot['processes'][number] => {
    const { processId, name, ports } = holder;
    const told = processes?.get(processId);
    return {
      processId,
      name: shortened(name),
      ports,
      bound: tellsBound ? portsIn(holder, 'BOUND') : null,
      timeWait: portsIn(holder, 'TIME_WAIT'),
      closeWait: portsIn(holder, 'CLOSE_WAIT'),
      isRunning: processes === null || processId === 0 ? null : told !== undefined,
      path: shortened(told?.path ?? null),
      company: shortened(told?.company ?? null),
      handles: told?.handles ?? null,
      services: told?.services ?? null,
    };
  };
}

function shortened(text: string | null): string | null {
  return text === null ? null : text.slice(0, longestText);
}
