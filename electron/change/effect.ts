// Compares what was wanted with what is stored and what Windows really does. Pure.
// Protects: "took effect" is said only when it was measured (facts: sources conflict on what MaxUserPort does today).
import {
  isAtLeast,
  parameterNamed,
  parametersFor,
  type ParameterName,
  type WindowsVersion,
} from '../contract/registry/parameters';
import {
  isRangeChange,
  isSameSetting,
  isValueChange,
  type Change,
  type RangeChange,
  type ValueChange,
} from '../contract/change/change';
import type { ChangeRecord } from '../contract/history/change-record';
import { wasRestarted, type BootIdentity } from '../contract/machine/boot-identity';
import { rangeParts, type PortRanges, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import type { EffectVerdict, InEffect, ProbeReport, ProofRow } from '../contract/change/effect';
import { foldedName, isSameName } from '../contract/registry/value-name';
import { movedByMaxUserPort, stillMoved } from './moved-ranges';
import { absent, dwordOf, isSameStored, type StoredValue } from '../contract/registry/stored-value';

export interface Measured {
  readonly version: WindowsVersion;
  /** Present values of the parameters; null where they could not be read. */
  readonly stored: Readonly<Record<ParameterName, StoredValue>> | null;
  /** Whether the machine was restarted since the change; null where that cannot be told. */
  readonly wasRestarted: boolean | null;
  /** The ranges in effect; null where they could not be read. */
  readonly ranges: PortRanges | null;
  /** What probes have shown since; none where none was run. */
  readonly reports?: readonly ProbeReport[];
  /** What Windows started with, as far as changes of this program since then tell (`valuesAtStart`). */
  readonly atStart?: ReadonlyMap<string, StoredValue>;
}

/**
 * The values that Windows started with, by folded name: those from before the first change of this program in this run of
 * Windows, where they are what the last change before it left, or absent where there is none. Anything else somebody else
 * wrote, nobody knows when. Empty where it cannot be told in which run a change was made. `records` in the order of the history.
 */
export function valuesAtStart(records: readonly ChangeRecord[], boot: BootIdentity): Map<string, StoredValue> {
  const values = new Map<string, StoredValue>();
  const leftEarlier = new Map<string, StoredValue>();
  let isEarlier = false;
  for (const { boot: then, changes, state } of records.toReversed()) {
    // What stands before an earlier one in the history is earlier too.
    const restarted: boolean | null = isEarlier || wasRestarted(then, boot);
    if (restarted === null) return new Map();
    isEarlier = restarted;
    for (const { name, before, after } of changes.filter(isValueChange)) {
      const folded = foldedName(name);
      if (!isEarlier) values.set(folded, before);
      else if (!leftEarlier.has(folded)) leftEarlier.set(folded, state === 'rolled-back' ? before : after);
    }
  }
  return new Map([...values].filter(([name, before]) => isSameStored(before, leftEarlier.get(name) ?? absent)));
}

/**
 * The verdict on a whole change. A range is measured as soon as it is set, and a TCP range says what is in effect, not
 * MaxUserPort beside it. As long as one value waits for the restart, the whole change does; where the restart cannot be told, a
 * value that was not measured leaves the whole change unknown. TcpTimedWaitDelay alone cannot be measured.
 */
export function effectOf(record: ChangeRecord, measured: Measured): EffectVerdict {
  if (!measured.stored) return 'not-known';
  // Nothing of it was left, or had to be written to put it back.
  if (record.state === 'rolled-back' && record.changes.every(isValueChange) && measured.wasRestarted === false)
    return 'never-in-effect';
  const rangeChanges = record.changes.filter(isRangeChange);
  const valueChanges = record.changes.filter(isValueChange);
  if (rangeChanges.length > 0) {
    const isWaiting = valueChanges.some((change) => !isAsAtStart(change, measured));
    if (isWaiting && measured.wasRestarted !== true) return unlessRestarted(measured);
    const verdicts = [
      ...rangeChanges.map((change) => effectOfRange(change, measured)),
      ...(rangeChanges.some(isTcp) ? [] : valueChanges.filter(isMaxUserPort)).map((change) =>
        effectOfValue(change, record, measured),
      ),
    ];
    return (
      (['not-known', 'stored-but-not-effective'] as const).find((verdict) => verdicts.includes(verdict)) ??
      'took-effect'
    );
  }
  const ofValues = valueChanges.map((change) => effectOfValue(change, record, measured));
  if (ofValues.includes('waiting-for-restart')) return 'waiting-for-restart';
  if (measured.wasRestarted === null && ofValues.some((verdict) => verdict !== 'took-effect')) return 'not-known';
  const change = valueChanges.find(isMaxUserPort) ?? valueChanges[0];
  return change ? effectOfValue(change, record, measured) : 'not-known';
}

/** What is said of a value whose effect a restart brings, while none is known of. */
function unlessRestarted(measured: Measured): EffectVerdict {
  return measured.wasRestarted === false ? 'waiting-for-restart' : 'not-known';
}

/** Wanted, stored and in effect, for each changed setting. */
export function proofRows(record: ChangeRecord, measured: Measured): ProofRow[] {
  return record.changes.map((change) => ({
    name: change.name,
    requested: change.after,
    stored: storedNow(change, measured),
    inEffect: inEffect(change, measured),
    verdict: isRangeChange(change) ? effectOfRange(change, measured) : effectOfValue(change, record, measured),
  }));
}

/** Windows keeps no range beside the one in effect. */
function storedNow(change: Change, { stored, ranges }: Measured): ProofRow['stored'] {
  if (isRangeChange(change)) {
    const reading = ranges?.[change.range];
    return reading?.known ? reading.range : null;
  }
  const name = parameterNamed(change.name);
  return name && stored ? stored[name] : null;
}

/** See `Proof`. `reversed`: the change that this one leads back from. */
export function movedAlong(
  { changes, movedAlong: atWrite = [], rangesBefore }: ChangeRecord,
  { version, wasRestarted: restarted, ranges }: Measured,
  reversed?: ChangeRecord,
): readonly RangeChange[] {
  const isByValue = changes.filter(isValueChange).some(isMaxUserPort) && isAtLeast(version, 6, 0);
  const moved = [
    ...atWrite,
    ...(isByValue && restarted === true ? movedByMaxUserPort(changes, rangesBefore, ranges) : []),
    ...(reversed ? stillMoved(reversed, ranges) : []),
  ];
  return moved.filter(({ range }, index) => moved.findIndex((other) => other.range === range) === index);
}

function inEffect(change: Change, { ranges }: Measured): InEffect {
  if (!isRangeChange(change) && !isMaxUserPort(change)) return { kind: 'not-measurable' };
  const reading = ranges?.[isRangeChange(change) ? change.range : 'ipv4Tcp'];
  return reading?.known ? { kind: 'range', range: reading.range } : { kind: 'not-known' };
}

/** What was read back when it was set, and is different now: after a restart Windows did not keep it, otherwise somebody changed it. */
function effectOfRange(change: RangeChange, measured: Measured): EffectVerdict {
  const finding = findingOf(change.range, measured);
  const reading = measured.ranges?.[change.range];
  if (!reading?.known) return finding === 'new-port' ? 'took-effect' : 'not-known';
  if (isSameSetting(reading.range, change.after)) return finding === 'old-ports-only' ? 'not-known' : 'took-effect';
  return measured.wasRestarted === true ? 'stored-but-not-effective' : 'not-known';
}

function isTcp({ range }: RangeChange): boolean {
  return rangeParts[range].transport === 'tcp';
}

function findingOf(name: RangeName, { reports = [] }: Measured): ProbeReport['finding'] {
  const { ip, transport } = rangeParts[name];
  return reports.find((report) => report.ip === ip && report.transport === transport)?.finding ?? 'nothing';
}

/** Windows started with what this change leads back to, and has not read the value since. */
function isAsAtStart({ name, after }: ValueChange, { wasRestarted: restarted, stored, atStart }: Measured): boolean {
  const [before, parameter] = [atStart?.get(foldedName(name)), parameterNamed(name)];
  if (restarted !== false || before === undefined || !isSameStored(before, after)) return false;
  return parameter === null || (stored !== null && isSameStored(stored[parameter], after));
}

function effectOfValue(change: ValueChange, record: ChangeRecord, measured: Measured): EffectVerdict {
  if (isAsAtStart(change, measured)) return 'never-in-effect';
  if (!isMaxUserPort(change)) return unlessRestarted(measured);
  if (!measured.stored || !isSameStored(measured.stored.MaxUserPort, change.after)) return 'not-known';
  const requested = wantedHighestPort(change.after, measured.version);
  if (requested === null) return unlessRestarted(measured);
  const finding = findingOf('ipv4Tcp', measured);
  const byRange = isRangeOfValue(requested, record, measured);
  if (byRange === true) return finding === 'old-ports-only' ? 'not-known' : 'took-effect';
  if (measured.wasRestarted === false) return 'waiting-for-restart';
  const before = record.rangesBefore?.ipv4Tcp;
  const now = measured.ranges?.ipv4Tcp;
  // A range that is neither the old one nor the wanted one was set by somebody else: a new port is no merit of this value.
  const isOfOthers = before?.known === true && now?.known === true && !isSameSetting(before.range, now.range);
  if (finding === 'new-port' && !isOfOthers) return 'took-effect';
  // Old ports and an old range are what there is before the restart as well.
  if (measured.wasRestarted === true && (byRange === false || finding === 'old-ports-only'))
    return 'stored-but-not-effective';
  return 'not-known';
}

/**
 * Whether the measured range is what the value asks for; null where it is not known. From Vista on, a dynamic range that
 * happens to end at that port (it did before the change, or was set along with the value) is no sign of the value.
 */
function isRangeOfValue(
  wantedHighest: number,
  { rangesBefore, changes }: ChangeRecord,
  { version, ranges }: Measured,
): boolean | null {
  const now = ranges?.ipv4Tcp;
  if (!now?.known) return null;
  const ofNetsh = changes
    .filter(isRangeChange)
    .filter(({ range }) => range === 'ipv4Tcp')
    .map(({ after }) => after);
  if (rangesBefore?.ipv4Tcp.known) ofNetsh.push(rangesBefore.ipv4Tcp.range);
  if (isAtLeast(version, 6, 0) && ofNetsh.some((range) => isSameSetting(range, now.range))) return false;
  return now.range.start + now.range.number - 1 === wantedHighest;
}

function isMaxUserPort({ name }: ValueChange): boolean {
  return isSameName(name, 'MaxUserPort');
}

/** Highest ephemeral port that the value asks for; null where Windows says no longer by this value (Vista and later, absent). */
function wantedHighestPort(stored: StoredValue, version: WindowsVersion): number | null {
  const number = dwordOf(stored);
  if (number !== null) return number;
  return isAtLeast(version, 6, 0) ? null : parametersFor(version).MaxUserPort.defaultValue;
}
