import { describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import { toldChanges, toldNames } from './change-names';
import { rangeTitles, type RangeName } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { Change } from '../../electron/contract/change/change';

const t = ((key: string) => key) as unknown as TFunction;

function range(name: RangeName, start: number): Change {
  return {
    name: rangeTitles[name],
    range: name,
    before: { start: 49152, number: 16384 },
    after: { start, number: 20000 },
  };
}

describe('a change in words', () => {
  it('names a range once that changes alike for IPv4 and IPv6', () => {
    const told = toldChanges([range('ipv4Tcp', 20000), range('ipv6Tcp', 20000), range('ipv4Udp', 30000)], t);
    expect(told.map(({ title }) => title)).toEqual(['value.bothVersions.tcp', 'stored.ranges.ipv4Udp']);
  });

  it('names both where they differ', () => {
    const told = toldChanges([range('ipv4Tcp', 20000), range('ipv6Tcp', 21000)], t);
    expect(told.map(({ title }) => title)).toEqual(['stored.ranges.ipv4Tcp', 'stored.ranges.ipv6Tcp']);
  });

  it('joins names alone', () => {
    expect(toldNames(['MaxUserPort', rangeTitles.ipv4Tcp, rangeTitles.ipv6Tcp, rangeTitles.ipv6Udp], t)).toBe(
      'MaxUserPort, value.bothVersions.tcp, stored.ranges.ipv6Udp',
    );
  });
});
