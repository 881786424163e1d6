// What each new range would break, from what else needs ports: each warning with a case in which it is not told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../contract/change/change';
import { rangePresets, type PortRange } from '../contract/port-ranges/dynamic-ranges';
import type { PortRanges } from '../contract/port-ranges/dynamic-ranges';
import { failure, success } from '../contract/errors/result';
import type { ExcludedRange, Listener, SideEffect } from '../contract/change/side-effects';
import { absent, dword } from '../contract/registry/stored-value';
import { realDisk } from '../machine/common/disk';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { rangesAskedFor, readClaims, readSideEffects, sideEffects, type Claims } from './side-effects';
import { testFolder } from '../machine/common/test-folder.fixture';

const { default: standard, wide, widest, as2003 } = rangePresets;
const server2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const nothing: Claims = { listeners: [], excluded: [], programs: [] };
const listener = (port: number, name: string | null = 'a.exe'): Listener => ({ port, processId: port, name });
const excluded = (start: number, number: number, isAdministered = true): ExcludedRange => ({
  start,
  number,
  isAdministered,
});

const told = (before: PortRange, after: PortRange, claims: Partial<Claims> = {}, version = windows11): SideEffect[] =>
  sideEffects({ before, after }, { ...nothing, ...claims }, version);
const codes = (effects: readonly SideEffect[]) => effects.map(({ code, severity }) => `${severity} ${code}`);

describe('services inside the new range', () => {
  it('are listed with name, process and port, except those that were inside before', () => {
    const listeners = [
      listener(445),
      listener(8080),
      listener(12000, 'OrderService.exe'),
      listener(49664, 'lsass.exe'),
    ];
    expect(told(standard, wide, { listeners })).toContainEqual({
      code: 'LISTENERS_INSIDE',
      severity: 'warning',
      listeners: [{ port: 12000, processId: 12000, name: 'OrderService.exe' }],
      total: 1,
    });
  });

  it('are listed in part when there are many, with their number', () => {
    const listeners = Array.from({ length: 40 }, (_, index) => listener(20000 + index));
    const effect = told(standard, wide, { listeners }).find(({ code }) => code === 'LISTENERS_INSIDE');
    expect(effect).toMatchObject({ total: 40 });
    expect(effect?.code === 'LISTENERS_INSIDE' && effect.listeners.length).toBe(12);
  });

  it('are reported unchecked when they could not be read', () => {
    expect(told(standard, wide, { listeners: null })).toContainEqual({
      code: 'NOT_CHECKED',
      severity: 'warning',
      what: 'listeners',
    });
  });
});

describe('excluded ranges', () => {
  it('are counted inside the new range, each port once, where some of them are in its new part', () => {
    const effects = told(standard, wide, {
      excluded: [excluded(20000, 100), excluded(20050, 100), excluded(50000, 60), excluded(80, 1)],
    });
    expect(effects).toContainEqual({
      code: 'EXCLUDED_INSIDE',
      severity: 'note',
      ranges: [
        { start: 20000, number: 100 },
        { start: 20050, number: 100 },
        { start: 50000, number: 60 },
      ],
      ports: 210,
    });
    expect(codes(effects)).not.toContain('note EXCLUDED_CUT');
    expect(codes(told(standard, wide, { excluded: [excluded(50000, 60), excluded(80, 1)] }))).not.toContain(
      'note EXCLUDED_INSIDE',
    );
  });

  it('are reported when an end of the new range cuts through them', () => {
    expect(told(standard, wide, { excluded: [excluded(9950, 100)] })).toContainEqual({
      code: 'EXCLUDED_CUT',
      severity: 'note',
      ranges: [{ start: 9950, number: 100 }],
    });
  });

  it('are reported unchecked when they could not be read', () => {
    expect(told(standard, wide, { excluded: null })).toContainEqual({
      code: 'NOT_CHECKED',
      severity: 'warning',
      what: 'excluded-ranges',
    });
  });
});

describe('the block of 4,096 ports for WSL in mirrored mode', () => {
  // prettier-ignore
  it.each<[string, string | null, PortRange, Partial<Claims>]>([
    ['is gone with the widest range, and WSL runs', 'severe NO_BLOCK_FOR_WSL', widest, { programs: ['wslservice.exe'] }],
    ['is gone, and WSL was not seen', 'note NO_BLOCK_FOR_WSL', widest, {}],
    ['is left below a start of 10000', null, wide, {}],
    ['would be left, but for services in between', 'note NO_BLOCK_FOR_WSL', wide, { listeners: [listener(4000), listener(7000)] }],
    ['was not there before either', null, widest, { excluded: Array.from({ length: 40 }, (_, index) => excluded(1024 + index * 1500, 1)) }],
  ])('%s', (_, expected, after, claims) => {
    expect(codes(told(standard, after, claims)).find((code) => code.includes('WSL')) ?? null).toBe(expected);
  });

  it('is reported with "unknown" where it cannot be seen whether WSL runs', () => {
    expect(told(standard, widest, { programs: null })).toContainEqual({
      code: 'NO_BLOCK_FOR_WSL',
      severity: 'note',
      wsl: 'not-known',
      largest: 1,
    });
  });
});

describe('reservations on low ports', () => {
  // prettier-ignore
  it.each<[string, string | null, PortRange, PortRange, Partial<Claims>]>([
    ['a program that reserves is seen', 'warning LOW_RESERVATIONS', standard, wide, { programs: ['vmcompute.exe', 'explorer.exe'] }],
    ['blocks that no administrator set are seen', 'warning LOW_RESERVATIONS', standard, wide, { excluded: [excluded(49723, 100, false)] }],
    ['only what an administrator set is seen', 'note LOW_RESERVATIONS', standard, wide, { excluded: [excluded(50000, 100, true)] }],
    ['nothing is seen', 'note LOW_RESERVATIONS', standard, wide, {}],
    ['the range stays above', null, { start: 50000, number: 1000 }, standard, {}],
  ])('warn as they should when %s', (_, expected, before, after, claims) => {
    expect(codes(told(before, after, claims)).find((code) => code.includes('LOW')) ?? null).toBe(expected);
  });
});

describe('a smaller range', () => {
  it('comes first, and is serious', () => {
    expect(told(standard, as2003, { listeners: [listener(3000)] })[0]).toEqual({
      code: 'SMALLER_RANGE',
      severity: 'severe',
      before: 16384,
      after: 3976,
    });
  });

  it('is counted without excluded ports', () => {
    const effects = told(
      { start: 20000, number: 1000 },
      { start: 30000, number: 1000 },
      { excluded: [excluded(30000, 10)] },
    );
    expect(effects[0]).toEqual({ code: 'SMALLER_RANGE', severity: 'severe', before: 1000, after: 990 });
  });
});

it('ignores WSL and Hyper-V on Windows 2003', () => {
  expect(codes(told(as2003, { start: 1025, number: 64510 }, { listeners: [listener(8080)] }, server2003))).toEqual([
    'warning LISTENERS_INSIDE',
  ]);
});

it('has no side effect when the range is the same, and puts the worst first, whatever the machine is like', () => {
  const range = fc
    .tuple(fc.integer({ min: 1025, max: 60000 }), fc.integer({ min: 255, max: 5000 }))
    .map(([start, number]) => ({ start, number }));
  const claims = fc.record({
    listeners: fc.array(
      fc.integer({ min: 1, max: 65535 }).map((port) => listener(port)),
      { maxLength: 5 },
    ),
    excluded: fc.array(range, { maxLength: 5 }),
    programs: fc.array(fc.constantFrom('wslservice.exe', 'vmms.exe', 'x.exe'), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(range, range, claims, (before, after, some) => {
      expect(told(before, before, some)).toEqual([]);
      const order = told(before, after, some).map(({ severity }) => ['severe', 'warning', 'note'].indexOf(severity));
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }),
  );
});

describe('the side effects of a set of changes', () => {
  const portClaims = {
    listeners: () => Promise.resolve(success([listener(12000)])),
    excluded: () => Promise.resolve(success([])),
    programs: () => Promise.resolve(success([])),
  };
  const unread = { known: false, raw: '?' } as const;
  const portRange = {
    read: () => Promise.resolve(success({ ipv4Tcp: unread, ipv4Udp: unread, ipv6Tcp: unread, ipv6Udp: unread })),
    write: () => Promise.resolve(success(null)),
  };
  const read = async (changes: readonly Change[]) =>
    codes(await readSideEffects({ portRange, portClaims }, changes, windows11));

  it('include a smaller range where the IPv6 range alone becomes smaller', async () => {
    const after = { start: 20000, number: 5000 };
    const ipv4: Change = { name: '4', range: 'ipv4Tcp', before: as2003, after };
    expect(await read([ipv4])).not.toContain('severe SMALLER_RANGE');
    expect(await read([ipv4, { name: '6', range: 'ipv6Tcp', before: standard, after }])).toContain(
      'severe SMALLER_RANGE',
    );
    const both = await read([
      { ...ipv4, before: standard },
      { name: '6', range: 'ipv6Tcp', before: standard, after },
    ]);
    expect(both.filter((code) => code === 'severe SMALLER_RANGE')).toHaveLength(1);
  });

  it('include services even where Windows does not report its range', async () => {
    expect(await read([{ name: 'MaxUserPort', before: absent, after: dword(65534) }])).toContain(
      'warning LISTENERS_INSIDE',
    );
  });
});

describe('the range that changes ask for', () => {
  const all = (range: PortRange): PortRanges => {
    const reading = { known: true, range } as const;
    return { ipv4Tcp: reading, ipv4Udp: reading, ipv6Tcp: reading, ipv6Udp: reading };
  };
  const value: Change = { name: 'MaxUserPort', before: absent, after: dword(65534) };
  const delay: Change = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };
  const range: Change = { name: 'r', range: 'ipv4Tcp', before: standard, after: wide };
  // prettier-ignore
  it.each<[string, object, readonly Change[], PortRanges | null, typeof windows11]>([
    ['a range as it is', { before: standard, after: wide }, [delay, range], all(standard), windows11],
    ['MaxUserPort on 2003', { before: as2003, after: { start: 1025, number: 64510 } }, [value, delay], null, server2003],
    ['MaxUserPort on Windows 11 that does not report its range: every port counts as new', { before: { start: 1024, number: 0 }, after: { start: 1024, number: 64511 } }, [value], null, windows11],
    ['MaxUserPort on Windows 11, if it is honored', { before: standard, after: { start: 1024, number: 64511 } }, [value], all(standard), windows11],
  ])('is that of %s', (_, expected, changes, now, version) => {
    expect(rangesAskedFor(changes, now, version)).toEqual([expect.objectContaining(expected)]);
  });

  it('is none for the delay alone, and for MaxUserPort deleted on Windows 11', () => {
    expect(rangesAskedFor([delay], all(standard), windows11)).toEqual([]);
    expect(rangesAskedFor([{ ...value, after: absent }], all(standard), windows11)).toEqual([]);
  });
});

describe('the side effects of a UDP range', () => {
  const name = { ipv4Udp: 'Dynamic ports IPv4 UDP', ipv6Udp: 'Dynamic ports IPv6 UDP' } as const;
  const udp = (range: keyof typeof name, before: PortRange = standard, after: PortRange = wide): Change => ({
    name: name[range],
    range,
    before,
    after,
  });
  const tcp: Change = { name: 'Dynamic ports IPv4 TCP', range: 'ipv4Tcp', before: standard, after: wide };
  const unread = { known: false, raw: '?' } as const;
  const portRange = {
    read: () => Promise.resolve(success({ ipv4Tcp: unread, ipv4Udp: unread, ipv6Tcp: unread, ipv6Udp: unread })),
    write: () => Promise.resolve(success(null)),
  };
  interface OfTransport {
    readonly listeners: readonly Listener[] | null;
    readonly excluded: readonly ExcludedRange[] | null;
  }
  const machineWith = (ofTcp: OfTransport, ofUdp: OfTransport, programs: readonly string[] | null = []) => {
    const unknown = failure({ code: 'NOT_AVAILABLE_HERE' } as const);
    const of = (transport: 'tcp' | 'udp' = 'tcp') => (transport === 'udp' ? ofUdp : ofTcp);
    const answer = <T>(value: T | null) => Promise.resolve(value === null ? unknown : success(value));
    return {
      portRange,
      portClaims: {
        listeners: (transport?: 'tcp' | 'udp') => answer(of(transport).listeners),
        excluded: (transport?: 'tcp' | 'udp') => answer(of(transport).excluded),
        programs: () => answer(programs),
      },
    };
  };
  const none: OfTransport = { listeners: [], excluded: [] };

  it('are about UDP sockets and excluded UDP ports, and say so; those of TCP do not count', async () => {
    const machine = machineWith(
      { listeners: [listener(12000, 'tcp.exe')], excluded: [excluded(13000, 10)] },
      { listeners: [listener(16384, 'VoiceGateway.exe')], excluded: [excluded(50000, 60), excluded(9999, 5)] },
    );
    expect(await readSideEffects(machine, [udp('ipv4Udp'), udp('ipv6Udp')], windows11)).toEqual([
      {
        code: 'LISTENERS_INSIDE',
        transport: 'udp',
        severity: 'warning',
        listeners: [{ port: 16384, processId: 16384, name: 'VoiceGateway.exe' }],
        total: 1,
      },
      {
        code: 'EXCLUDED_INSIDE',
        transport: 'udp',
        severity: 'note',
        ranges: [
          { start: 50000, number: 60 },
          { start: 9999, number: 5 },
        ],
        ports: 64,
      },
      { code: 'EXCLUDED_CUT', transport: 'udp', severity: 'note', ranges: [{ start: 9999, number: 5 }] },
    ]);
  });

  it('are told beside those of TCP, not instead of them', async () => {
    const machine = machineWith(
      { listeners: [listener(12000)], excluded: [] },
      { listeners: [listener(16384)], excluded: [] },
    );
    const effects = await readSideEffects(machine, [tcp, udp('ipv4Udp')], windows11);
    expect(
      effects.filter(({ code }) => code === 'LISTENERS_INSIDE').map((effect) => ({ transport: undefined, ...effect })),
    ).toMatchObject([{ listeners: [{ port: 12000 }] }, { transport: 'udp', listeners: [{ port: 16384 }] }]);
  });

  it('are unknown where the UDP sockets or their excluded ranges could not be read', async () => {
    const unread = { listeners: null, excluded: null };
    expect(await readSideEffects(machineWith(none, unread), [udp('ipv4Udp')], windows11)).toEqual([
      { code: 'NOT_CHECKED', transport: 'udp', severity: 'warning', what: 'listeners' },
      { code: 'NOT_CHECKED', transport: 'udp', severity: 'warning', what: 'excluded-ranges' },
    ]);
  });

  it('are serious where the range gives fewer ports, or takes the UDP block of WSL away', async () => {
    const machine = machineWith(none, none, ['wslservice.exe']);
    expect(await readSideEffects(machine, [udp('ipv6Udp', standard, as2003)], windows11)).toMatchObject([
      { code: 'SMALLER_RANGE', transport: 'udp', severity: 'severe' },
    ]);
    expect(await readSideEffects(machine, [udp('ipv4Udp', standard, widest)], windows11)).toMatchObject([
      { code: 'NO_BLOCK_FOR_WSL', transport: 'udp', severity: 'severe', largest: 1 },
    ]);
  });

  it('are none where the range stays as it is', async () => {
    expect(await readSideEffects(machineWith(none, none), [udp('ipv4Udp', wide, wide)], windows11)).toEqual([]);
  });

  // prettier-ignore
  it.each<[string, object | null, Change, typeof windows11, readonly string[] | null]>([
    ['a UDP range where it runs', { by: 'udp-range', dns: 'seen', lastPort: 65534 }, udp('ipv4Udp'), windows11, ['DNS.exe']],
    ['a UDP range where programs are unknown', { by: 'udp-range', dns: 'not-known' }, udp('ipv4Udp'), windows11, null],
    ['a UDP range where it does not run', null, udp('ipv4Udp'), windows11, ['x.exe']],
    ['a TCP range where it runs', null, tcp, windows11, ['dns.exe']],
    ['MaxUserPort on 2003', { by: 'MaxUserPort', dns: 'seen', lastPort: 65534 }, { name: 'MaxUserPort', before: absent, after: dword(65534) }, server2003, ['dns.exe']],
    ['MaxUserPort on 2000', { by: 'MaxUserPort', dns: 'seen' }, { name: 'MaxUserPort', before: absent, after: dword(65534) }, { major: 5, minor: 0, build: 2195 }, ['dns.exe']],
    ['MaxUserPort deleted on 2003', null, { name: 'MaxUserPort', before: dword(65534), after: absent }, server2003, ['dns.exe']],
    ['MaxUserPort on NT 4.0', null, { name: 'MaxUserPort', before: absent, after: dword(65534) }, { major: 4, minor: 0, build: 1381 }, ['dns.exe']],
    ['MaxUserPort on Windows 11', null, { name: 'MaxUserPort', before: absent, after: dword(65534) }, windows11, ['dns.exe']],
  ])('mention a DNS server for %s as they should', async (_, expected, change, version, programs) => {
    const effects = await readSideEffects(machineWith(none, none, programs), [change], version);
    const told = effects.find(({ code }) => code === 'DNS_SERVER');
    if (expected === null) expect(told).toBeUndefined();
    else expect(told).toMatchObject({ severity: 'note', ...expected });
  });
});

it('reads null for claims that could not be read, and keeps the rest', async () => {
  const claims = await readClaims({
    listeners: () => Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' })),
    excluded: () => Promise.resolve(success([excluded(5000, 1)])),
    programs: () => Promise.resolve(success(['x.exe'])),
  });
  expect(claims).toEqual({ listeners: null, excluded: [excluded(5000, 1)], programs: ['x.exe'] });
});

it('gives the practice Windows 11 services, reservations and WSL, so that each warning can be shown', async () => {
  const folder = await testFolder();
  const machine = await openPracticeMachine(folder, realDisk, unmeasuredComputer);
  await machine.practice?.reset('windows11');
  const ofUdp = await readClaims(machine.portClaims, 'udp');
  expect(codes(sideEffects({ before: standard, after: wide, transport: 'udp' }, ofUdp, windows11))).toEqual([
    'warning LISTENERS_INSIDE',
  ]);
  const claims = await readClaims(machine.portClaims);
  expect(codes(sideEffects({ before: standard, after: wide }, claims, windows11))).toEqual([
    'severe NO_BLOCK_FOR_WSL',
    'warning LOW_RESERVATIONS',
    'note EXCLUDED_INSIDE',
    'note EXCLUDED_CUT',
  ]);
  const listeners = sideEffects({ before: standard, after: widest }, claims, windows11).find(
    ({ code }) => code === 'LISTENERS_INSIDE',
  );
  expect(listeners).toMatchObject({
    listeners: [{ port: 3000, name: 'node.exe' }, {}, {}, {}, { port: 8080 }],
    total: 5,
  });
});
