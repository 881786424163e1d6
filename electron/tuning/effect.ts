// Compares what was wanted with what is stored and what Windows really does. Pure.
// Protects: "took effect" is said only when it was measured (facts: sources conflict on what MaxUserPort does today).
import { catalogueFor, isAtLeast, type WindowsVersion } from '../contract/catalogue';
import type { ChangeRecord, EffectVerdict, RangeReading, StoredValue } from '../contract/models';
import { isSameName } from '../contract/registry-name';
import { dwordOf, isSameStored } from '../contract/stored-value';

export interface Measured {
  readonly version: WindowsVersion;
  /** Present value of MaxUserPort. */
  readonly maxUserPort: StoredValue;
  /** ISO 8601, when the machine was last started. */
  readonly bootedAt: string;
  readonly effective: RangeReading;
}

/** The verdict on a change of MaxUserPort; TcpTimedWaitDelay alone cannot be measured and gives `not-known`. */
export function effectOf(record: ChangeRecord, measured: Measured): EffectVerdict {
  const change = record.changes.find(({ name }) => isSameName(name, 'MaxUserPort'));
  const wasRestarted = Date.parse(measured.bootedAt) > Date.parse(record.startedAt);
  if (!change) return wasRestarted ? 'not-known' : 'waiting-for-restart';
  if (!isSameStored(measured.maxUserPort, change.after)) return 'not-known';
  const wanted = wantedHighestPort(change.after, measured.version);
  if (wanted === null || !measured.effective.known) return wasRestarted ? 'not-known' : 'waiting-for-restart';
  const { start, number } = measured.effective.range;
  if (start + number - 1 === wanted) return 'took-effect';
  return wasRestarted ? 'stored-but-not-effective' : 'waiting-for-restart';
}

/** Highest ephemeral port that the value asks for; null where Windows says no longer by this value (Vista and later, absent). */
function wantedHighestPort(stored: StoredValue, version: WindowsVersion): number | null {
  const number = dwordOf(stored);
  if (number !== null) return number;
  return isAtLeast(version, 6, 0) ? null : catalogueFor(version).MaxUserPort.defaultValue;
}
