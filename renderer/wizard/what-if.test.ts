// The figures of the facts, and what is left out of them.
import { describe, expect, it } from 'vitest';
import { draftsFor, type AllDrafts } from './drafts';
import { whatIf } from './what-if';
import { parametersFor, type WindowsVersion } from '../../electron/contract/registry/parameters';
import { absent, dword, type StoredValue } from '../../electron/contract/registry/stored-value';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { ParametersView } from '../../electron/contract/current-state/current-state';

const nt4 = { major: 4, minor: 0, build: 1381 };
const server2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const standard = { known: true, range: { start: 49152, number: 16384 } } as const;
const leave = { choice: 'leave', text: '' } as const;

function figures(
  version: WindowsVersion,
  touched: Partial<AllDrafts>,
  maxUserPort: StoredValue = absent,
  delay: StoredValue = absent,
  excluded: PortRange[] = [],
) {
  const { MaxUserPort, TcpTimedWaitDelay } = parametersFor(version);
  const view: ParametersView = {
    keyPath: '',
    lastChange: null,
    effective: standard,
    origin: null,
    excluded: { tcp: excluded, udp: null },
    ranges: version.major >= 6 ? { ipv4Tcp: standard, ipv4Udp: standard, ipv6Tcp: standard, ipv6Udp: standard } : null,
    parameters: [
      { parameter: MaxUserPort, stored: maxUserPort },
      { parameter: TcpTimedWaitDelay, stored: delay },
    ],
  };
  const result = whatIf(draftsFor(version, touched), view);
  return result && [result.ports, result.seconds, Math.round(result.perSecond)];
}

describe('what-if figures', () => {
  it.each<[string, number[] | null, WindowsVersion, Partial<AllDrafts>, StoredValue?, StoredValue?]>([
    ['NT 4.0 as installed', [3976, 240, 17], nt4, { MaxUserPort: leave }],
    [
      'NT 4.0, back to the default',
      [3976, 240, 17],
      nt4,
      { MaxUserPort: { choice: 'default', text: '' } },
      dword(65534),
    ],
    ["2003 with the article's example", [64510, 120, 538], server2003, {}],
    ['2003, and 30 seconds', [64510, 30, 2150], server2003, { TcpTimedWaitDelay: { choice: 'set', text: '30' } }],
    ['2003 with stored values left', [8976, 60, 150], server2003, { MaxUserPort: leave }, dword(10000), dword(60)],
    [
      '2003 with a stored value that Windows ignores',
      [3976, 120, 33],
      server2003,
      { MaxUserPort: leave },
      dword(415028),
      dword(5),
    ],
    ['Windows 11 as installed', [16384, 120, 137], windows11, {}],
    ['Windows 11, wide', [55535, 120, 463], windows11, { range: { choice: 'set', start: '10000', number: '55535' } }],
    [
      'Windows 11: MaxUserPort is left out',
      [16384, 120, 137],
      windows11,
      { MaxUserPort: { choice: 'set', text: '65534' } },
    ],
    ['an invalid number', null, server2003, { MaxUserPort: { choice: 'set', text: '4999' } }],
    ['an invalid range', null, windows11, { range: { choice: 'set', start: '60000', number: '6000' } }],
  ])('are right for %s', (_, expected, version, touched, maxUserPort, delay) => {
    expect(figures(version, touched, maxUserPort, delay)).toEqual(expected);
  });

  it('are those of UDP where a range is set for it, and unknown where its excluded ports are', () => {
    const { MaxUserPort, TcpTimedWaitDelay } = parametersFor(windows11);
    const view = (udp: PortRange[] | null): ParametersView => ({
      keyPath: '',
      lastChange: null,
      effective: standard,
      origin: null,
      excluded: { tcp: [], udp },
      ranges: { ipv4Tcp: standard, ipv4Udp: standard, ipv6Tcp: standard, ipv6Udp: standard },
      parameters: [
        { parameter: MaxUserPort, stored: absent },
        { parameter: TcpTimedWaitDelay, stored: absent },
      ],
    });
    const set = draftsFor(windows11, { udpRange: { choice: 'set', start: '10000', number: '55535' } });
    expect(whatIf(set, view([{ start: 50000, number: 60 }]))).toMatchObject({
      ports: 16384,
      excluded: 0,
      udp: { ports: 55475, excluded: 60 },
    });
    expect(whatIf(set, view(null))?.udp).toEqual({ ports: 55535, excluded: null });
    expect(whatIf(draftsFor(windows11, {}), view([]))?.udp).toBeNull();
    const invalid = draftsFor(windows11, { udpRange: { choice: 'set', start: '60000', number: '6000' } });
    expect(whatIf(invalid, view([]))?.udp).toBeNull();
  });

  it('subtract excluded ports, and say how many they are', () => {
    const excluded = [
      { start: 50000, number: 384 },
      { start: 80, number: 1 },
      { start: 50100, number: 10 },
    ];
    expect(figures(windows11, {}, absent, absent, excluded)).toEqual([16000, 120, 133]);
    expect(figures(server2003, { MaxUserPort: leave }, absent, absent, [{ start: 1433, number: 2 }])).toEqual([
      3974, 120, 33,
    ]);
  });
});
