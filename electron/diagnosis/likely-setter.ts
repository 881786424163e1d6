// Who may have set what is there: known patterns, told as a guess. Pure.
import { isSameSetting } from '../contract/change/change';
import { rangePresets, type PortRange } from '../contract/port-ranges/dynamic-ranges';
import type { LikelySetter } from '../contract/current-state/current-state';
import type { RangeReading } from '../contract/port-ranges/dynamic-ranges';
import { dwordOf, type StoredValue } from '../contract/registry/stored-value';

export interface SetterFacts {
  readonly maxUserPort: StoredValue;
  readonly timedWaitDelay: StoredValue;
  readonly strictTimeWaitSeqCheck: StoredValue;
  readonly effective: RangeReading;
}

/** What nmap issue 3499 measured on Windows 11 with MaxUserPort 65534. */
const rangeOfMaxUserPort: PortRange = { start: 1024, number: 64511 };

/** The first known pattern that matches, the most telling first; null when there is nothing to tell. */
export function likelySetterOf({
  maxUserPort,
  timedWaitDelay,
  strictTimeWaitSeqCheck,
  effective,
}: SetterFacts): LikelySetter | null {
  const port = dwordOf(maxUserPort);
  if (port === 65534 && dwordOf(timedWaitDelay) === 30 && dwordOf(strictTimeWaitSeqCheck) === 1) return 'nmap';
  if (port === 60000) return 'exchange-2007';
  if (effective.known && isSameSetting(effective.range, rangeOfMaxUserPort)) return 'max-user-port-range';
  if (effective.known && isSameSetting(effective.range, rangePresets.widest)) return 'widest-range';
  return port === 65534 ? 'article' : null;
}
