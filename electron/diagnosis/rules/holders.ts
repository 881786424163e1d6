// Who holds the ports: every process with what is known of it, the processes of one program together. Pure.
// Protects: a process is named only where it is known to be the one that opened the ports.
import type { Evidence, OwnerEvidence } from '../../contract/diagnosis/diagnosis';
import type { Owner, OwnerKind } from '../../contract/diagnosis/verdict';
import { portsIn } from '../../contract/usage/sample';
import type { ProcessUsage } from '../../contract/usage/usage';
import { verdictThresholds } from './thresholds';
import { isProtected, isServiceHost, systemProcessId } from './system-programs';

export interface Holder {
  readonly owner: Owner;
  readonly ports: number;
  /** Bound, and neither connected nor listening. */
  readonly bound: number;
  /** Ended by the other side, and not closed. */
  readonly unclosed: number;
  readonly growth: number | null;
  readonly handles: number | null;
  /** Milliseconds since 1970. */
  readonly risingSince: number | null;
}

/** The largest first. Process 0 owns nothing: such ports were released by their process, or the system does not tell. */
export function holdersOf(processes: readonly ProcessUsage[], { owners }: Evidence): Holder[] {
  const factsOf = new Map(owners.known ? owners.value.map((facts) => [facts.processId, facts]) : []);
  const families = new Map<string, Holder[]>();
  for (const process of processes) {
    if (process.processId === 0) continue;
    const holder = holderOf(process, factsOf.get(process.processId) ?? null);
    const { kind, path, processId } = holder.owner;
    const key = kind === 'program' && path !== null ? path.toLowerCase() : String(processId);
    families.set(key, [...(families.get(key) ?? []), holder]);
  }
  return [...families.values()].map(together).sort((one, other) => other.ports - one.ports);
}

function holderOf(process: ProcessUsage, facts: OwnerEvidence | null): Holder {
  return {
    owner: ownerOf(process, portsIn(process, 'BOUND') >= process.ports * verdictThresholds.mostShare, facts),
    ports: process.ports,
    bound: portsIn(process, 'BOUND'),
    unclosed: portsIn(process, 'CLOSE_WAIT'),
    growth: process.growth,
    handles: facts?.handles ?? null,
    risingSince: process.risingSince,
  };
}

/** `isBound`: most of its ports are bound only, and so may outlive the process. */
export function ownerOf(
  { processId, name }: Pick<ProcessUsage, 'processId' | 'name'>,
  isBound: boolean,
  facts: OwnerEvidence | null,
): Owner {
  const kind = kindOf(processId, name, isBound, facts);
  const isSame = kind !== 'gone' && kind !== 'unknown';
  return {
    kind,
    processId,
    processIds: [processId],
    name: isSame || (kind === 'gone' && facts?.isRunning === false) ? name : null,
    path: isSame ? (facts?.path ?? null) : null,
    company: isSame ? (facts?.company ?? null) : null,
    services: isSame ? (facts?.services ?? []) : [],
  };
}

function kindOf(processId: number, name: string | null, isBound: boolean, facts: OwnerEvidence | null): OwnerKind {
  if (processId === systemProcessId && (name === null || name.toLowerCase() === 'system')) return 'system';
  if (facts?.isRunning === false) return 'gone';
  if (facts) {
    const { startedAt, firstSeenAt } = facts;
    const isTold = startedAt !== null && firstSeenAt !== null;
    // The number went to another process, which cannot have opened what was there before it.
    if (isTold && startedAt > firstSeenAt) return isBound ? 'gone' : 'unknown';
    if (!isTold && isBound) return 'unknown';
  }
  if (isProtected(name, facts)) return 'protected';
  if (isServiceHost(name, facts?.path ?? null) || (facts?.services?.length ?? 0) > 0) return 'service';
  // What has neither a name nor a path may be a part of Windows.
  return name === null && (facts?.path ?? null) === null ? 'unknown' : 'program';
}

/** Processes of one program are counted as one: a browser has a dozen. */
function together(family: readonly Holder[]): Holder {
  const [largest, ...others] = [...family].sort((one, other) => other.ports - one.ports);
  if (!largest) throw new Error('a family has a member');
  if (others.length === 0) return largest;
  const sum = (of: (holder: Holder) => number) => family.reduce((total, holder) => total + of(holder), 0);
  const known = (of: (holder: Holder) => number | null) => family.map(of).filter((value) => value !== null);
  const growth = known((holder) => holder.growth);
  const handles = known((holder) => holder.handles);
  const rising = known((holder) => holder.risingSince);
  return {
    owner: { ...largest.owner, processIds: [largest, ...others].map(({ owner }) => owner.processId) },
    ports: sum(({ ports }) => ports),
    bound: sum(({ bound }) => bound),
    unclosed: sum(({ unclosed }) => unclosed),
    growth: growth.length === 0 ? null : growth.reduce((total, value) => total + value, 0),
    handles: handles.length === 0 ? null : Math.max(...handles),
    risingSince: rising.length === 0 ? null : Math.min(...rising),
  };
}
