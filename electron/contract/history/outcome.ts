// What became of a change: its record, and what is in effect now.
import type { Change, Setting } from '../change/change';
import type { EffectVerdict, Proof } from '../change/effect';
import type { ChangeRecord } from './change-record';

export interface ChangeOutcome {
  readonly record: ChangeRecord;
  readonly verdict: EffectVerdict;
  readonly proof: Proof;
}

/** A change that was cut off by a crash, and how each of its values stands now. */
export interface RecoveryInfo {
  readonly record: ChangeRecord;
  /** Whether another process is carrying it out right now; null where that cannot be told. */
  readonly isAtWork: boolean | null;
  readonly values: readonly {
    readonly change: Change;
    readonly now: Setting;
    readonly stands: 'as-before' | 'as-wanted' | 'neither';
  }[];
}
