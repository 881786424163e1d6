// Ranges that are others than before although nobody requested it: Windows may keep one range for both versions of IP.
import { isRangeChange, isSameSetting, type Change, type RangeChange } from '../contract/change/change';
import { rangeNames, rangeTitles, type PortRanges } from '../contract/port-ranges/dynamic-ranges';

/** Those that could be read before and now. */
export function movedRanges(
  changes: readonly Change[],
  before: PortRanges | undefined,
  now: PortRanges | null,
): RangeChange[] {
  if (!before || !now) return [];
  const requested = changes.filter(isRangeChange).map(({ range }) => range);
  return rangeNames.flatMap((range) => {
    const [then, present] = [before[range], now[range]];
    if (requested.includes(range) || !then.known || !present.known) return [];
    if (isSameSetting(then.range, present.range)) return [];
    return [{ name: rangeTitles[range], range, before: then.range, after: present.range }];
  });
}
