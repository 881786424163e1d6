import { describe, expect, it } from 'vitest';
import { changeRecord } from '../history/change-record.fixture';
import type { PortRange, PortRanges } from '../contract/port-ranges/dynamic-ranges';
import { absent, dword, type StoredValue } from '../contract/registry/stored-value';
import type { Change } from '../contract/change/change';
import type { EffectVerdict, InEffect } from '../contract/change/effect';
import { rangeInstead } from '../contract/change/range-instead';

const windows11 = { major: 10, minor: 0, build: 26100 };
const server2003 = { major: 5, minor: 2, build: 3790 };
const standard = { start: 49152, number: 16384 };
const wide = { start: 10000, number: 55535 };
const ranges = (range: PortRange, isIpv6Known = true): PortRanges => {
  const reading = { known: true, range } as const;
  const ipv6 = isIpv6Known ? reading : ({ known: false, raw: '' } as const);
  return { ipv4Tcp: reading, ipv4Udp: reading, ipv6Tcp: ipv6, ipv6Udp: ipv6 };
};
const raise = (before: StoredValue = absent): Change => ({ name: 'maxuserport', before, after: dword(65534) });
const widen: Change = { name: 'r', range: 'ipv4Udp', before: standard, after: wide };
const delay: Change = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };
interface Circumstances {
  readonly verdict?: EffectVerdict;
  readonly rangesBefore?: PortRanges;
  /** The TCP range of IPv4 in effect now. */
  readonly now?: InEffect;
  readonly version?: typeof windows11;
}
const asked = (
  changes: readonly Change[],
  {
    verdict = 'stored-but-not-effective',
    rangesBefore = ranges(standard),
    now = { kind: 'range', range: standard },
    version = windows11,
  }: Circumstances = {},
) => {
  const rows = changes.map(({ name, after }) => ({ name, requested: after, stored: after, inEffect: now, verdict }));
  const proof = { takenAt: '', wasRestarted: true, rows, movedAlong: [], probe: 'possible', reports: [] } as const;
  return rangeInstead({ record: changeRecord({ changes, rangesBefore }), verdict, proof }, version);
};

describe('the range instead of an ignored MaxUserPort', () => {
  it('takes the value back as it was and sets the TCP ranges, and nothing else', () => {
    const both = [
      { range: 'ipv4Tcp', value: wide },
      { range: 'ipv6Tcp', value: wide },
    ];
    expect(asked([raise(), delay])).toEqual([{ name: 'MaxUserPort', value: null }, ...both]);
    expect(asked([raise(dword(20000))])).toEqual([{ name: 'MaxUserPort', value: 20000 }, ...both]);
    expect(asked([raise()], { rangesBefore: ranges(standard, false) })).toEqual([
      { name: 'MaxUserPort', value: null },
      both[0],
    ]);
    // It was wide before, and somebody narrowed it since.
    expect(asked([raise()], { rangesBefore: ranges(wide) })).not.toBeNull();
  });

  it.each<[string, ReturnType<typeof asked>]>([
    ['nothing is ignored', asked([raise()], { verdict: 'took-effect' })],
    ['it is not known', asked([raise()], { verdict: 'not-known' })],
    ['Windows has no dynamic ranges', asked([raise()], { version: server2003 })],
    ['MaxUserPort was not changed', asked([delay])],
    ['a range was changed with it', asked([raise(), widen])],
    [
      'the range is as wide by now',
      asked([raise()], { now: { kind: 'range', range: { start: 1025, number: 64511 } } }),
    ],
    ['the range cannot be read now', asked([raise()], { now: { kind: 'not-known' } })],
    ['the value of before is out of range', asked([raise(dword(415028))])],
    ['the value of before is no number', asked([raise({ present: true, type: 1, hex: '3100' })])],
  ])('is not offered where %s', (_, requested) => {
    expect(requested).toBeNull();
  });
});
