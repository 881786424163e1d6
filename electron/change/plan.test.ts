import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byParameter } from '../contract/registry/parameters';
import { absent, dword, type StoredValue } from '../contract/registry/stored-value';
import type { RequestedRange } from '../contract/change/plan';
import type { PortRanges } from '../contract/port-ranges/dynamic-ranges';
import { planAll, planChanges, planRangeChanges, planTexts, reversed } from './plan';

const windows2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const nothingSet = byParameter((): StoredValue => absent);

describe('a plan', () => {
  it('contains each value as it is and as it will be', () => {
    expect(planChanges(nothingSet, [{ name: 'MaxUserPort', value: 65534 }], windows2003)).toEqual({
      ok: true,
      value: [{ name: 'MaxUserPort', before: absent, after: dword(65534) }],
    });
  });

  it('returns to the default by deleting the value', () => {
    const current = { ...nothingSet, MaxUserPort: dword(65534) };
    expect(planChanges(current, [{ name: 'MaxUserPort', value: null }], windows2003)).toEqual({
      ok: true,
      value: [{ name: 'MaxUserPort', before: dword(65534), after: absent }],
    });
  });

  it.each([
    ['MaxUserPort', 4999, 5000, 65534],
    ['MaxUserPort', 65535, 5000, 65534],
    ['TcpTimedWaitDelay', 29, 30, 300],
    ['TcpTimedWaitDelay', 301, 30, 300],
  ] as const)('refuses %s = %d', (name, value, min, max) => {
    expect(planChanges(nothingSet, [{ name, value }], windows2003)).toEqual({
      ok: false,
      error: { code: 'OUT_OF_RANGE', name, value, min, max },
    });
  });

  it('allows 2 seconds in TIME_WAIT from Windows 8.1 on, and not before', () => {
    const requested = [{ name: 'TcpTimedWaitDelay', value: 2 }] as const;
    expect(planChanges(nothingSet, requested, windows11).ok).toBe(true);
    expect(planChanges(nothingSet, requested, { major: 6, minor: 2, build: 9200 }).ok).toBe(false);
  });

  it('refuses to write what is there already, and replaces a value of the wrong type', () => {
    const asText = { present: true, type: 1, hex: '36003500' } as const;
    expect(
      planChanges({ ...nothingSet, MaxUserPort: dword(6000) }, [{ name: 'MaxUserPort', value: 6000 }], windows2003),
    ).toEqual({
      ok: false,
      error: { code: 'ALREADY_AS_WANTED' },
    });
    expect(
      planChanges({ ...nothingSet, MaxUserPort: asText }, [{ name: 'MaxUserPort', value: 6000 }], windows2003).ok,
    ).toBe(true);
  });

  it('stays the same when reversed twice', () => {
    const stored = fc.oneof(fc.constant(absent), fc.integer({ min: 0, max: 0xffff_ffff }).map(dword));
    const changes = fc.array(
      fc.record({ name: fc.constantFrom('MaxUserPort', 'TcpTimedWaitDelay'), before: stored, after: stored }),
    );
    fc.assert(
      fc.property(changes, (some) => {
        expect(reversed(reversed(some))).toEqual(some);
      }),
    );
  });

  it('spells the change and its way back as .reg text and as commands', () => {
    const texts = planTexts(
      [
        { name: 'MaxUserPort', before: absent, after: dword(65534) },
        { name: 'TcpTimedWaitDelay', before: dword(240), after: dword(30) },
      ],
      windows11,
    );
    const start =
      'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters]\r\n';
    expect(texts.apply).toBe(`${start}"MaxUserPort"=dword:0000fffe\r\n"TcpTimedWaitDelay"=dword:0000001e\r\n\r\n`);
    expect(texts.undo).toBe(`${start}"TcpTimedWaitDelay"=dword:000000f0\r\n"MaxUserPort"=-\r\n\r\n`);
    const key = '"HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters"';
    expect(texts.applyCommands).toEqual([
      `reg.exe add ${key} /v MaxUserPort /t REG_DWORD /d 65534 /f /reg:64`,
      `reg.exe add ${key} /v TcpTimedWaitDelay /t REG_DWORD /d 30 /f /reg:64`,
    ]);
    expect(texts.undoCommands).toEqual([
      `reg.exe add ${key} /v TcpTimedWaitDelay /t REG_DWORD /d 240 /f /reg:64`,
      `reg.exe delete ${key} /v MaxUserPort /f /reg:64`,
    ]);
  });

  it('falls back to importing the undo text where a command line cannot spell the old value', () => {
    const before = { present: true, type: 1, hex: '3600350000000000' } as const;
    expect(planTexts([{ name: 'MaxUserPort', before, after: dword(6000) }], windows11).undoCommands).toEqual([
      'reg.exe import undo.reg /reg:64',
    ]);
  });
});

it.each([
  ['NT 4.0', { major: 4, minor: 0, build: 1381 }, ''],
  ['Server 2003', windows2003, ''],
  ['Vista', { major: 6, minor: 0, build: 6000 }, ''],
  ['Windows 7', { major: 6, minor: 1, build: 7600 }, ' /reg:64'],
  ['Windows 11', windows11, ' /reg:64'],
] as const)(
  'gives the commands for %s the switch for the registry view only where reg.exe knows it',
  (_, version, view) => {
    const odd = { present: true, type: 1, hex: '3600000000000000' } as const;
    const texts = planTexts(
      [
        { name: 'MaxUserPort', before: absent, after: dword(65534) },
        { name: 'TcpTimedWaitDelay', before: odd, after: dword(30) },
      ],
      version,
    );
    const ends = ['/f', 'import undo.reg'].map((end) => expect.stringMatching(new RegExp(`${end}${view}$`)) as string);
    expect(texts.applyCommands).toEqual([ends[0], ends[0]]);
    expect(texts.undoCommands).toEqual([ends[1], ends[0]]);
  },
);

describe('a plan of dynamic port ranges', () => {
  const reading = { known: true, range: { start: 49152, number: 16384 } } as const;
  const ranges: PortRanges = {
    ipv4Tcp: reading,
    ipv4Udp: reading,
    ipv6Tcp: reading,
    ipv6Udp: { known: false, raw: 'IPv6 is not installed.' },
  };
  const want = (start: number, number: number, range: RequestedRange['range'] = 'ipv4Tcp'): RequestedRange => ({
    range,
    value: { start, number },
  });

  it('contains the range before and after, and leaves out what is already so', () => {
    expect(planRangeChanges(ranges, [want(10000, 55535), want(49152, 16384, 'ipv6Tcp')], windows11)).toEqual({
      ok: true,
      value: [
        {
          name: 'Dynamic ports IPv4 TCP',
          range: 'ipv4Tcp',
          before: reading.range,
          after: { start: 10000, number: 55535 },
        },
      ],
    });
    expect(planRangeChanges(ranges, [want(49152, 16384)], windows11)).toEqual({
      ok: false,
      error: { code: 'ALREADY_AS_WANTED' },
    });
  });

  it.each([
    ['start', 1024, 1000, 1024],
    ['start', 65282, 254, 65282],
    ['num', 1025, 254, 254],
    ['num', 1025, 64512, 64512],
    ['start + num - 1', 49152, 16385, 65536],
  ] as const)('refuses a wrong %s', (name, start, number, value) => {
    expect(planRangeChanges(ranges, [want(start, number)], windows11)).toMatchObject({
      ok: false,
      error: { code: 'OUT_OF_RANGE', name, value },
    });
  });

  it('allows the widest, the highest and the smallest', () => {
    for (const [start, number] of [
      [1025, 64511],
      [65281, 255],
      [1025, 255],
    ] as const)
      expect(planRangeChanges(ranges, [want(start, number)], windows11).ok).toBe(true);
  });

  it('is not made before Vista, nor for a range that could not be put back', () => {
    expect(planRangeChanges(ranges, [want(10000, 55535)], windows2003)).toEqual({
      ok: false,
      error: { code: 'NO_DYNAMIC_RANGES' },
    });
    expect(planRangeChanges(ranges, [want(10000, 55535, 'ipv6Udp')], windows11)).toMatchObject({
      ok: false,
      error: { detail: 'IPv6 is not installed.' },
    });
  });

  it('combines with values, and is spelled as netsh commands, not as .reg text', () => {
    const changes = planAll(
      nothingSet,
      ranges,
      [want(10000, 55535), { name: 'TcpTimedWaitDelay', value: 30 }],
      windows11,
    );
    if (!changes.ok) throw new Error(changes.error.code);
    expect(changes.value.map(({ name }) => name)).toEqual(['TcpTimedWaitDelay', 'Dynamic ports IPv4 TCP']);
    const texts = planTexts(changes.value, windows11);
    expect(texts.apply).not.toContain('Dynamic');
    expect(texts.applyCommands.at(-1)).toBe('netsh.exe int ipv4 set dynamicport tcp start=10000 num=55535');
    expect(texts.undoCommands[0]).toBe('netsh.exe int ipv4 set dynamicport tcp start=49152 num=16384');
    expect(planTexts(changes.value.slice(1), windows11)).toMatchObject({ apply: '', undo: '' });
    expect(
      planAll(nothingSet, ranges, [want(49152, 16384), { name: 'TcpTimedWaitDelay', value: null }], windows11),
    ).toEqual({
      ok: false,
      error: { code: 'ALREADY_AS_WANTED' },
    });
  });
});
