// Compares what was wanted with what is stored and what Windows really does. Pure.
// Protects: "took effect" is said only when it was measured (facts: sources conflict on what MaxUserPort does today).
import { catalogueFor, isAtLeast, type WindowsVersion } from '../contract/catalogue';
import { isRangeChange, isSameSetting, isValueChange, type RangeChange } from '../contract/change';
import type { ChangeRecord, EffectVerdict, PortRanges, RangeReading } from '../contract/models';
import { isSameName } from '../contract/registry-name';
import { dwordOf, isSameStored, type StoredValue } from '../contract/stored-value';

export interface Measured {
  readonly version: WindowsVersion;
  /** Present value of MaxUserPort. */
  readonly maxUserPort: StoredValue;
  /** ISO 8601, when the machine was last started. */
  readonly bootedAt: string;
  readonly effective: RangeReading;
  /** All four, for a change of ranges. */
  readonly ranges?: PortRanges | undefined;
}

/**
 * The verdict on a change. A range is measured as soon as it is set, and with it the range says what is in effect, not
 * MaxUserPort; values changed along with it still need the restart. TcpTimedWaitDelay alone cannot be measured.
 */
export function effectOf(record: ChangeRecord, measured: Measured): EffectVerdict {
  const wasRestarted = Date.parse(measured.bootedAt) > Date.parse(record.startedAt);
  const rangeChanges = record.changes.filter(isRangeChange);
  const valueChanges = record.changes.filter(isValueChange);
  if (rangeChanges.length > 0) {
    const isWaiting = valueChanges.length > 0 && !wasRestarted;
    return isWaiting ? 'waiting-for-restart' : effectOfRanges(rangeChanges, measured.ranges, wasRestarted);
  }
  const change = valueChanges.find(({ name }) => isSameName(name, 'MaxUserPort'));
  if (!change) return wasRestarted ? 'not-known' : 'waiting-for-restart';
  if (!isSameStored(measured.maxUserPort, change.after)) return 'not-known';
  const wanted = wantedHighestPort(change.after, measured.version);
  if (wanted === null || !measured.effective.known) return wasRestarted ? 'not-known' : 'waiting-for-restart';
  const { start, number } = measured.effective.range;
  if (start + number - 1 === wanted) return 'took-effect';
  return wasRestarted ? 'stored-but-not-effective' : 'waiting-for-restart';
}

/** What was read back when it was set, and is different now: after a restart Windows did not keep it, otherwise somebody changed it. */
function effectOfRanges(changes: readonly RangeChange[], ranges: PortRanges | undefined, wasRestarted: boolean): EffectVerdict {
  const readings = changes.map(({ range }) => ranges?.[range]);
  if (readings.some((reading) => !reading?.known)) return 'not-known';
  const isInEffect = changes.every(({ after }, index) => {
    const reading = readings[index];
    return reading?.known === true && isSameSetting(reading.range, after);
  });
  if (isInEffect) return 'took-effect';
  return wasRestarted ? 'stored-but-not-effective' : 'not-known';
}

/** Highest ephemeral port that the value asks for; null where Windows says no longer by this value (Vista and later, absent). */
function wantedHighestPort(stored: StoredValue, version: WindowsVersion): number | null {
  const number = dwordOf(stored);
  if (number !== null) return number;
  return isAtLeast(version, 6, 0) ? null : catalogueFor(version).MaxUserPort.defaultValue;
}
