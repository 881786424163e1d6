// What a change consists of: registry values, and dynamic port ranges, which Windows keeps outside the key.
// Protects: each side of a change is a whole setting that can be compared and put back.
import type { Shape } from '../shape';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import { isSameStored } from '../registry/stored-value';
import type { changeSchema, rangeChangeSchema, settingSchema, valueChangeSchema } from './change.schema';

/** One value before and after. */
export type ValueChange = Shape<typeof valueChangeSchema>;

/** One range before and after; `name` is its title. */
export type RangeChange = Shape<typeof rangeChangeSchema>;

export type Change = Shape<typeof changeSchema>;

/** One side of a change. */
export type Setting = Shape<typeof settingSchema>;

export function isRangeChange(change: Change): change is RangeChange {
  return 'range' in change;
}

export function isValueChange(change: Change): change is ValueChange {
  return !isRangeChange(change);
}

export function isRange(setting: Setting): setting is PortRange {
  return 'start' in setting;
}

export function isSameSetting(a: Setting, b: Setting): boolean {
  if (isRange(a) || isRange(b)) return isRange(a) && isRange(b) && a.start === b.start && a.number === b.number;
  return isSameStored(a, b);
}

/** The same value or range with other sides, which must be of its kind. */
export function withSides(change: Change, before: Setting, after: Setting): Change {
  if (isRangeChange(change)) {
    if (!isRange(before) || !isRange(after)) throw new TypeError(`${change.name} is a range`);
    return { ...change, before, after };
  }
  if (isRange(before) || isRange(after)) throw new TypeError(`${change.name} is a value`);
  return { ...change, before, after };
}
