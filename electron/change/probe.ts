// What a probe of a change would look for, and what its ports say. Pure but for `runProbes`, which asks the machine.
// Protects: ports are held against the range in effect before the change; few ports, or ports in a row, prove nothing.
import { isAtLeast, type WindowsVersion } from '../contract/registry/parameters';
import { isRangeChange, isValueChange } from '../contract/change/change';
import { rangeParts, type PortRange, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import type { ChangeRecord } from '../contract/history/change-record';
import { isWithin, rangeWithout } from '../contract/port-ranges/port-ranges';
import type { ProbeFinding, ProbeReport, ProbeState } from '../contract/change/effect';
import { isSameName } from '../contract/registry/value-name';
import { dwordOf } from '../contract/registry/stored-value';
import type { PortProbe } from '../machine/interfaces/ports';
import { rangeOfMaxUserPort } from './max-user-port';

export interface ProbeTarget {
  readonly name: RangeName;
  readonly oldRange: PortRange;
  readonly requested: PortRange;
  /** What the wanted range gives and the old one did not. */
  readonly fresh: readonly PortRange[];
}

export type ProbePlan =
  | { readonly targets: readonly [ProbeTarget, ...ProbeTarget[]] }
  | { readonly targets: null; readonly reason: Exclude<ProbeState, 'possible' | 'done'> };

/**
 * The probes that could show the effect of a change: of ranges at once, of MaxUserPort after a restart (`wasRestarted`; null
 * where it cannot be told, and a new port would show it all the same). None where the requested range lies (all but) within
 * the old one: whatever port comes, the old range could have given it.
 */
export function probePlan(record: ChangeRecord, version: WindowsVersion, wasRestarted: boolean | null): ProbePlan {
  const sought = [...soughtRanges(record), ...soughtByValue(record, version)];
  const now = sought.filter(({ isOfValue }) => !isOfValue || wasRestarted !== false);
  const targets = now.flatMap(({ name, oldRange, requested }): ProbeTarget[] =>
    oldRange ? [{ name, oldRange, requested, fresh: rangeWithout(requested, oldRange) }] : [],
  );
  const [first, ...more] = targets.filter((target) => freshShare(target) >= smallestShare);
  if (first) return { targets: [first, ...more] };
  if (sought.length === 0) return { targets: null, reason: 'no-port-range-changed' };
  if (now.length === 0) return { targets: null, reason: 'waiting-for-restart' };
  return { targets: null, reason: targets.length < now.length ? 'old-range-not-known' : 'no-new-ports' };
}

interface Sought {
  readonly name: RangeName;
  readonly oldRange: PortRange | null;
  readonly requested: PortRange;
  /** It is what MaxUserPort asks for. */
  readonly isOfValue: boolean;
}

/** The changed ranges, TCP first. */
function soughtRanges({ changes }: ChangeRecord): Sought[] {
  const ranges = changes
    .filter(isRangeChange)
    .map(({ range, before, after }) => ({ name: range, oldRange: before, requested: after, isOfValue: false }));
  return [...ranges.filter(isTcp), ...ranges.filter((range) => !isTcp(range))];
}

/** The TCP range that MaxUserPort asks for, unless a TCP range was set along with it. */
function soughtByValue(record: ChangeRecord, version: WindowsVersion): Sought[] {
  const value = record.changes.filter(isValueChange).find(({ name }) => isSameName(name, 'MaxUserPort'));
  const requested = value ? rangeOfMaxUserPort(dwordOf(value.after), version) : null;
  if (!value || !requested || soughtRanges(record).some(isTcp)) return [];
  return [
    { name: 'ipv4Tcp', oldRange: rangeBefore(record, dwordOf(value.before), version), requested, isOfValue: true },
  ];
}

function isTcp({ name }: { readonly name: RangeName }): boolean {
  return rangeParts[name].transport === 'tcp';
}

/** As recorded; before Vista the value itself tells it. */
function rangeBefore(
  { rangesBefore }: ChangeRecord,
  highest: number | null,
  version: WindowsVersion,
): PortRange | null {
  const reading = rangesBefore?.ipv4Tcp;
  if (reading?.known) return reading.range;
  return isAtLeast(version, 6, 0) ? null : rangeOfMaxUserPort(highest, version);
}

/** Below this, 200 tries would often see no new port although there are some. */
const smallestShare = 0.02;

function freshShare({ requested, fresh }: ProbeTarget): number {
  return fresh.reduce((sum, { number }) => sum + number, 0) / requested.number;
}

/** Runs the probes one after the other. */
export async function runProbes(probe: PortProbe, targets: readonly ProbeTarget[]): Promise<ProbeReport[]> {
  const reports: ProbeReport[] = [];
  for (const target of targets) {
    const { name, oldRange, fresh } = target;
    const { ports, ended, detail } = await probe.run(name, fresh);
    reports.push({
      ...rangeParts[name],
      isSimulated: probe.isSimulated,
      oldRange,
      opened: ports.length,
      lowest: ports.length > 0 ? Math.min(...ports) : null,
      highest: ports.length > 0 ? Math.max(...ports) : null,
      newPort: ports.find((port) => fresh.some((range) => isWithin(port, range))) ?? null,
      ended,
      finding: probeFinding(ports, target),
      detail,
    });
  }
  return reports;
}

/** Ports closer than this to one another may come from one draw: systems also go on from port to port. */
const sameDraw = 32;
const chanceThatProves = 1e-4;

/** What the ports say. That none was new counts only where that can hardly be chance. */
export function probeFinding(ports: readonly number[], target: ProbeTarget): ProbeFinding {
  const { oldRange, fresh } = target;
  if (ports.some((port) => fresh.some((range) => isWithin(port, range)))) return 'new-port';
  if (!ports.every((port) => isWithin(port, oldRange))) return 'nothing';
  const sorted = [...ports].sort((a, b) => a - b);
  const draws = sorted.filter((port, index) => index === 0 || port - (sorted[index - 1] ?? 0) > sameDraw).length;
  return (1 - freshShare(target)) ** draws < chanceThatProves ? 'old-ports-only' : 'nothing';
}
