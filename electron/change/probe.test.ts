// What a probe looks for in each change, and what its ports prove.
import { describe, expect, it } from 'vitest';
import type { Change, RangeChange, ValueChange } from '../contract/change/change';
import type { PortRange, PortRanges } from '../contract/port-ranges/dynamic-ranges';
import { rangeWithout } from '../contract/port-ranges/port-ranges';
import type { ProbeFinding } from '../contract/change/effect';
import { absent, dword } from '../contract/registry/stored-value';
import type { PortProbe } from '../machine/interfaces/ports';
import { changeRecord } from '../history/change-record.fixture';
import { probeFinding, probePlan, runProbes, type ProbeTarget } from './probe';

const server2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const standard = { start: 49152, number: 16384 };
const wide = { start: 10000, number: 55535 };
const raise: ValueChange = { name: 'MaxUserPort', before: absent, after: dword(65534) };
const delay: ValueChange = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };
const widen = (range: RangeChange['range'], before = standard, after: PortRange = wide): RangeChange => ({
  name: range,
  range,
  before,
  after,
});
const all = (range: PortRange): PortRanges => {
  const reading = { known: true, range } as const;
  return { ipv4Tcp: reading, ipv4Udp: reading, ipv6Tcp: reading, ipv6Udp: reading };
};

const record = (changes: readonly Change[], rangesBefore?: PortRanges) => changeRecord({ changes, rangesBefore });

describe('the target of a probe', () => {
  it('covers every changed range at once, TCP first: ports of the new range that the old one did not have', () => {
    const plan = probePlan(record([widen('ipv4Udp'), widen('ipv4Tcp'), widen('ipv6Tcp')]), windows11, false);
    const about = { oldRange: standard, requested: wide, fresh: [{ start: 10000, number: 39152 }] };
    expect(plan.targets).toEqual([
      { name: 'ipv4Tcp', ...about },
      { name: 'ipv6Tcp', ...about },
      { name: 'ipv4Udp', ...about },
    ]);
  });

  it('covers the UDP range at once and MaxUserPort, which moves no UDP port, after the restart', () => {
    const both = record([raise, widen('ipv4Udp')], all(standard));
    expect(probePlan(both, windows11, false).targets?.map(({ name }) => name)).toEqual(['ipv4Udp']);
    expect(probePlan(both, windows11, true).targets?.map(({ name }) => name)).toEqual(['ipv4Udp', 'ipv4Tcp']);
  });

  it('covers the UDP range also where the TCP range of before is not known', () => {
    const plan = probePlan(record([raise, widen('ipv4Udp')]), windows11, true);
    expect(plan.targets?.map(({ name }) => name)).toEqual(['ipv4Udp']);
  });

  it('covers for MaxUserPort on 2003 after the restart the ports above the old highest one', () => {
    const plan = probePlan(record([raise, delay]), server2003, true);
    expect(plan.targets).toEqual([
      {
        name: 'ipv4Tcp',
        oldRange: { start: 1025, number: 3976 },
        requested: { start: 1025, number: 64510 },
        fresh: [{ start: 5001, number: 60534 }],
      },
    ]);
  });

  it('covers for MaxUserPort on Windows 11 whatever the recorded range did not have', () => {
    const plan = probePlan(record([raise], all(standard)), windows11, true);
    expect(plan.targets?.[0].fresh).toEqual([{ start: 1024, number: 48128 }]);
  });

  it.each([
    ['before the restart', 'waiting-for-restart', [raise], all(standard), windows11, false],
    ['without the previous range', 'old-range-not-known', [raise], undefined, windows11, true],
    ['when the range became smaller', 'no-new-ports', [widen('ipv4Tcp', wide, standard)], undefined, windows11, true],
    [
      'when MaxUserPort goes back to the default of 2003',
      'no-new-ports',
      [{ ...raise, before: dword(65534), after: absent }],
      undefined,
      server2003,
      true,
    ],
    ['for the delay alone', 'no-port-range-changed', [delay], undefined, server2003, true],
    [
      'when the UDP range became smaller',
      'no-new-ports',
      [widen('ipv4Udp', wide, standard)],
      undefined,
      windows11,
      true,
    ],
    [
      'for MaxUserPort with a smaller UDP range before the restart',
      'no-new-ports',
      [raise, widen('ipv6Udp', wide, standard)],
      all(standard),
      windows11,
      false,
    ],
    [
      'for MaxUserPort deleted on Windows 11',
      'no-port-range-changed',
      [{ ...raise, after: absent }],
      all(standard),
      windows11,
      true,
    ],
  ] as const)('is empty %s', (_, reason, changes, before, version, wasRestarted) => {
    expect(probePlan(record(changes, before), version, wasRestarted)).toEqual({ targets: null, reason });
  });
});

describe('what the ports of a probe prove', () => {
  const target: ProbeTarget = {
    name: 'ipv4Udp',
    oldRange: standard,
    requested: wide,
    fresh: rangeWithout(wide, standard),
  };
  const spread = (count: number) => Array.from({ length: count }, (_, index) => 49152 + index * 80);
  it.each<[string, ProbeFinding, readonly number[], ProbeTarget]>([
    ['one new port', 'new-port', [50000, 12345], target],
    ['200 ports all over the old range', 'old-ports-only', spread(200), target],
    ['a few old ports', 'nothing', spread(5), target],
    [
      'old ports in a row: such a system counts up from port to port',
      'nothing',
      Array.from({ length: 200 }, (_, index) => 51000 + index * 2),
      target,
    ],
    [
      'many old ports where nearly all of the requested range is old',
      'nothing',
      spread(200),
      { ...target, requested: { start: 49000, number: 16536 }, fresh: [{ start: 49000, number: 152 }] },
    ],
    ['ports of neither range', 'nothing', spread(20).map((port) => port - 45000), target],
    ['no port at all', 'nothing', [], target],
  ])('reads "%s" as %s', (_, finding, ports, about) => {
    expect(probeFinding(ports, about)).toBe(finding);
  });

  it('is reported with the ports seen and how the probe ended', async () => {
    const probe: PortProbe = {
      isSimulated: true,
      run: () => Promise.resolve({ ports: [50000, 60000, 12345], ended: 'new-port-seen', detail: '' }),
    };
    expect(await runProbes(probe, [target])).toEqual([
      {
        ip: 'ipv4',
        transport: 'udp',
        isSimulated: true,
        oldRange: standard,
        opened: 3,
        lowest: 12345,
        highest: 60000,
        newPort: 12345,
        ended: 'new-port-seen',
        finding: 'new-port',
        detail: '',
      },
    ]);
  });

  it('is nothing when no port could be opened', async () => {
    const probe: PortProbe = {
      isSimulated: false,
      run: () => Promise.resolve({ ports: [], ended: 'failed', detail: 'EADDRNOTAVAIL' }),
    };
    expect(await runProbes(probe, [target])).toMatchObject([
      { opened: 0, lowest: null, highest: null, newPort: null, finding: 'nothing', detail: 'EADDRNOTAVAIL' },
    ]);
  });
});
