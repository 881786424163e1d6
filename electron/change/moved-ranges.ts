// Ranges that are others than before although nobody requested it: Windows may keep one range for both versions of IP.
// Protects: they are read and told, and never written by anything: what looks moved may be an administrator's own setting.
import type { ChangeRecord } from '../contract/history/change-record';
import { isRangeChange, isSameSetting, type Change, type RangeChange } from '../contract/change/change';
import {
  rangeNames,
  rangeParts,
  rangeTitles,
  type PortRange,
  type PortRanges,
  type RangeName,
} from '../contract/port-ranges/dynamic-ranges';

/**
 * Those that are now just what was requested for their transport, and could be read before and now. Any other range is none
 * of this change.
 */
export function movedRanges(
  changes: readonly Change[],
  before: PortRanges | undefined,
  now: PortRanges | null,
): RangeChange[] {
  const requested = changes.filter(isRangeChange);
  return rangeNames
    .filter((range) => requested.every((change) => change.range !== range))
    .flatMap((range) => {
      const { transport } = rangeParts[range];
      const ofTransport = requested.filter((change) => rangeParts[change.range].transport === transport);
      return ofTransport.some(({ after }) => isNow(range, now, after)) ? moved(range, before, now) : [];
    });
}

/**
 * The TCP range of IPv6, where a restart brought it to what that of IPv4 is now: MaxUserPort asks, from Vista on, for the TCP
 * range of IPv4 alone. Only where neither was requested.
 */
export function movedByMaxUserPort(
  changes: readonly Change[],
  before: PortRanges | undefined,
  now: PortRanges | null,
): RangeChange[] {
  const ipv4 = now?.ipv4Tcp;
  if (!ipv4?.known || changes.filter(isRangeChange).some(({ range }) => range === 'ipv6Tcp')) return [];
  return isNow('ipv6Tcp', now, ipv4.range) ? moved('ipv6Tcp', before, now) : [];
}

/**
 * What a way back from `reversed` left moved: recorded with it and not known to be another range now; or, where it was cut
 * off before anything was recorded, as far as can be told now.
 */
export function stillMoved(reversed: ChangeRecord, now: PortRanges | null): RangeChange[] {
  const { changes, movedAlong, rangesBefore, state } = reversed;
  if (movedAlong)
    return movedAlong.filter(({ range, after }) => now?.[range].known !== true || isNow(range, now, after));
  return state === 'rolled-back' ? movedRanges(changes, rangesBefore, now) : [];
}

function isNow(name: RangeName, now: PortRanges | null, range: PortRange): boolean {
  const reading = now?.[name];
  return reading?.known === true && isSameSetting(reading.range, range);
}

function moved(range: RangeName, before: PortRanges | undefined, now: PortRanges | null): RangeChange[] {
  const [then, present] = [before?.[range], now?.[range]];
  if (!then?.known || !present?.known || isSameSetting(then.range, present.range)) return [];
  return [{ name: rangeTitles[range], range, before: then.range, after: present.range }];
}
