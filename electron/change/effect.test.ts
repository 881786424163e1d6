import { describe, expect, it } from 'vitest';
import type { PortRanges, RangeReading } from '../contract/port-ranges/dynamic-ranges';
import type { EffectVerdict, IpVersion, ProbeFinding, ProbeReport } from '../contract/change/effect';
import type { Change, RangeChange, ValueChange } from '../contract/change/change';
import { byParameter } from '../contract/registry/parameters';
import { type StoredValue, absent, dword } from '../contract/registry/stored-value';
import { changeRecord } from '../history/change-record.fixture';
import { effectOf, movedAlong, proofRows, valuesAtStart } from './effect';

/** Whether the machine was restarted since the change. */
const [running, restarted, untold] = [false, true, null] as const;
type Restarted = boolean | null;
const windows2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const range = (start: number, number: number): RangeReading => ({ known: true, range: { start, number } });
const unknown: RangeReading = { known: false, raw: '?' };
const all = (reading: RangeReading): PortRanges => ({
  ipv4Tcp: reading,
  ipv4Udp: reading,
  ipv6Tcp: reading,
  ipv6Udp: reading,
});
const stored = (maxUserPort: StoredValue) => ({ ...byParameter(() => absent), MaxUserPort: maxUserPort });
const probed = (
  finding: ProbeFinding,
  ip: IpVersion = 'ipv4',
  transport: ProbeReport['transport'] = 'tcp',
): ProbeReport => ({
  ip,
  transport,
  finding,
  isSimulated: false,
  oldRange: { start: 49152, number: 16384 },
  opened: 3,
  lowest: 1,
  highest: 2,
  newPort: null,
  ended: 'tries-used',
  detail: '',
});
const raise: ValueChange = { name: 'MaxUserPort', before: absent, after: dword(65534) };
const lower: ValueChange = { name: 'MaxUserPort', before: dword(65534), after: absent };
const delay: ValueChange = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };

const record = (changes: readonly Change[], rangesBefore?: PortRanges) => changeRecord({ changes, rangesBefore });

describe('the effect of a change', () => {
  // prettier-ignore
  it.each<[string, EffectVerdict, ValueChange[], typeof windows11, ValueChange['after'], Restarted, RangeReading]>([
    ['stored, not restarted', 'waiting-for-restart', [raise], windows2003, dword(65534), running, range(1025, 3976)],
    ['restarted, range follows', 'took-effect', [raise], windows2003, dword(65534), restarted, range(1025, 64510)],
    ['Windows 11 that honors it (start 1024)', 'took-effect', [raise], windows11, dword(65534), restarted, range(1024, 64511)],
    ['Windows 11 that ignores it', 'stored-but-not-effective', [raise], windows11, dword(65534), restarted, range(49152, 16384)],
    ['effective before any restart', 'took-effect', [raise], windows11, dword(65534), running, range(1024, 64511)],
    ['changed by somebody else since then', 'not-known', [raise], windows2003, dword(6000), restarted, range(1025, 4976)],
    ['range not readable, not restarted', 'waiting-for-restart', [raise], windows11, dword(65534), running, unknown],
    ['range not readable, restarted', 'not-known', [raise], windows11, dword(65534), restarted, unknown],
    ['back to the default on 2003', 'took-effect', [lower], windows2003, absent, restarted, range(1025, 3976)],
    ['back to the default on 11, which this value does not show', 'not-known', [lower], windows11, absent, restarted, range(49152, 16384)],
    ['in effect before any restart, but another value with it is not', 'waiting-for-restart', [raise, delay], windows11, dword(65534), running, range(1024, 64511)],
    ['delay alone, not restarted', 'waiting-for-restart', [delay], windows11, absent, running, range(49152, 16384)],
    ['delay alone, restarted: cannot be measured', 'not-known', [delay], windows11, absent, restarted, range(49152, 16384)],
    ['restart unknown, range follows', 'took-effect', [raise], windows2003, dword(65534), untold, range(1025, 64510)],
    ['restart unknown, range as before', 'not-known', [raise], windows2003, dword(65534), untold, range(1025, 3976)],
    ['restart unknown, Windows 11 that may ignore it', 'not-known', [raise], windows11, dword(65534), untold, range(49152, 16384)],
    ['restart unknown, in effect, but another value with it may not be', 'not-known', [raise, delay], windows11, dword(65534), untold, range(1024, 64511)],
    ['restart unknown, range not readable', 'not-known', [raise], windows11, dword(65534), untold, unknown],
    ['restart unknown, back to the default on 11', 'not-known', [lower], windows11, absent, untold, range(49152, 16384)],
    ['restart unknown, delay alone', 'not-known', [delay], windows11, absent, untold, range(49152, 16384)],
  ])('judges "%s" as %s', (_, verdict, changes, version, maxUserPort, wasRestarted, effective) => {
    expect(effectOf(record(changes), { version, wasRestarted, stored: stored(maxUserPort), ranges: all(effective) })).toBe(verdict);
  });
});

describe('the effect of a change of ranges', () => {
  const requested = { start: 10000, number: 55535 };
  const widen: RangeChange = {
    name: 'Dynamic ports IPv4 TCP',
    range: 'ipv4Tcp',
    before: { start: 49152, number: 16384 },
    after: requested,
  };
  const judge = (
    changes: readonly Change[],
    wasRestarted: Restarted,
    reading: RangeReading | null,
    reports: ProbeReport[] = [],
  ) =>
    effectOf(record(changes), {
      version: windows11,
      wasRestarted,
      stored: stored(dword(65534)),
      ranges: reading && all(reading),
      reports,
    });

  // prettier-ignore
  it.each<[string, EffectVerdict, Change[], Restarted, RangeReading]>([
    ['at once', 'took-effect', [widen], running, { known: true, range: requested }],
    ['still there after a restart', 'took-effect', [widen], restarted, { known: true, range: requested }],
    ['not kept over a restart', 'stored-but-not-effective', [widen], restarted, range(49152, 16384)],
    ['changed by somebody since', 'not-known', [widen], running, range(49152, 16384)],
    ['not readable', 'not-known', [widen], running, unknown],
    ['a value with it waits for the restart', 'waiting-for-restart', [delay, widen], running, { known: true, range: requested }],
    ['with a value, after the restart', 'took-effect', [raise, widen], restarted, { known: true, range: requested }],
    ['at once, whether restarted or not', 'took-effect', [widen], untold, { known: true, range: requested }],
    ['another range, restart unknown', 'not-known', [widen], untold, range(49152, 16384)],
    ['as requested, with a value whose restart is unknown', 'not-known', [delay, widen], untold, { known: true, range: requested }],
    ['the value replaced the range at the restart', 'stored-but-not-effective', [raise, widen], restarted, range(1024, 64511)],
  ])('judges "%s" as %s', (_, verdict, changes, wasRestarted, reading) => {
    expect(judge(changes, wasRestarted, reading)).toBe(verdict);
  });
});

describe('a way back before any restart', () => {
  const boot = (value: string) => [{ source: 'practice' as const, value }];
  const made = (id: string, changes: readonly Change[], at: string | null, own: object = {}) =>
    changeRecord({ id, changes, ...(at === null ? {} : { boot: boot(at) }), ...own });
  const back: ValueChange[] = [raise, delay].map((change) => ({
    ...change,
    before: change.after,
    after: change.before,
  }));
  const judge = (
    records: readonly ReturnType<typeof changeRecord>[],
    wasRestarted: Restarted = running,
    now = absent,
    inEffect = range(1025, 3976),
  ) => {
    const measured = {
      version: windows2003,
      wasRestarted,
      stored: stored(now),
      ranges: all(inEffect),
      atStart: valuesAtStart(records, boot('2')),
    };
    const last = records.at(-1) ?? changeRecord();
    return { verdict: effectOf(last, measured), rows: proofRows(last, measured).map(({ verdict }) => verdict) };
  };
  const undone = made('u', back, '2', { reason: 'undo', reverses: 'c' });

  it('says that nothing was ever in effect, of each value and of the whole', () => {
    expect(judge([made('c', [raise, delay], '2'), undone])).toEqual({
      verdict: 'never-in-effect',
      rows: ['never-in-effect', 'never-in-effect'],
    });
  });

  it('waits for the restart where Windows started with something else', () => {
    const earlier = made('b', [{ name: 'maxuserport', before: dword(20000), after: absent }], '2');
    expect(judge([earlier, made('c', [raise, delay], '2'), undone], running, absent, range(1025, 18976)).verdict).toBe(
      'waiting-for-restart',
    );
    // What was in force before the restart was in effect after it.
    expect(judge([made('c', [raise, delay], '1'), undone], running, absent, range(1025, 64510)).verdict).toBe(
      'waiting-for-restart',
    );
  });

  it('waits where a value stood before that is neither absent nor what an earlier change left', () => {
    const [own, others] = [dword(20000), dword(65534)];
    const set = (before: StoredValue, after: StoredValue): ValueChange => ({ name: 'MaxUserPort', before, after });
    const there = (before: StoredValue) => made('c', [set(before, dword(40000))], '2');
    const andBack = (before: StoredValue) =>
      made('u', [set(dword(40000), before)], '2', { reason: 'undo', reverses: 'c' });
    const verdictOf = (before: StoredValue, ...earlier: ReturnType<typeof made>[]) =>
      judge([...earlier, there(before), andBack(before)], running, before, range(1025, 28976)).verdict;
    const oldest = made('a', [set(absent, others)], null);
    const newest = made('b', [{ ...set(others, own), name: 'maxuserport' }], '1');
    expect(verdictOf(others)).toBe('waiting-for-restart');
    expect(verdictOf(own, oldest, newest)).toBe('never-in-effect');
    expect(verdictOf(others, oldest, newest)).toBe('waiting-for-restart');
    expect(verdictOf(absent, oldest, newest)).toBe('waiting-for-restart');
    expect(verdictOf(absent)).toBe('never-in-effect');
    const failed = made('b', [set(others, own)], '1', { state: 'rolled-back' });
    expect(verdictOf(own, failed)).toBe('waiting-for-restart');
    expect(verdictOf(others, failed)).toBe('never-in-effect');
  });

  it('is not told where the run of Windows is unknown, after a restart, or where the value is another one now', () => {
    expect(judge([made('c', [raise, delay], null), undone]).rows).toEqual(['took-effect', 'waiting-for-restart']);
    expect(judge([made('c', [raise, delay], '2'), undone], restarted).verdict).not.toBe('never-in-effect');
    expect(judge([made('c', [raise, delay], '2'), undone], untold).verdict).not.toBe('never-in-effect');
    expect(judge([made('c', [raise, delay], '2'), undone], running, dword(30000)).verdict).not.toBe('never-in-effect');
  });

  it('leaves to the ranges with it whether they are in effect', () => {
    const before = { start: 10000, number: 55535 };
    const narrow: RangeChange = { name: 'r', range: 'ipv4Udp', before, after: { start: 1025, number: 3976 } };
    const mixed = made('u', [...back, narrow], '2', { reason: 'undo', reverses: 'c' });
    expect(judge([made('c', [raise, delay], '2'), mixed])).toEqual({
      verdict: 'took-effect',
      rows: ['never-in-effect', 'never-in-effect', 'took-effect'],
    });
  });

  it('is true of an interrupted change of which nothing was left to put back', () => {
    const cutOff = made('c', [raise], '2', { state: 'rolled-back' });
    expect(judge([cutOff]).verdict).toBe('never-in-effect');
    expect(judge([cutOff], untold).verdict).not.toBe('never-in-effect');
  });
});

describe('what MaxUserPort moved along at the restart', () => {
  const [standard, followed] = [range(49152, 16384), range(1024, 64511)];
  const others = range(20000, 1000);
  const widenUdp: RangeChange = {
    name: 'Dynamic ports IPv4 UDP',
    range: 'ipv4Udp',
    before: { start: 49152, number: 16384 },
    after: { start: 10000, number: 55535 },
  };
  const movedBy = (now: Partial<PortRanges>, wasRestarted: Restarted = restarted, changes: Change[] = [raise]) =>
    movedAlong(record(changes, all(standard)), {
      version: windows11,
      wasRestarted,
      stored: stored(dword(65534)),
      ranges: { ...all(standard), ...now },
    }).map(({ range: name }) => name);

  it('is the TCP range of IPv6, if it is that of IPv4 now', () => {
    expect(movedBy({ ipv4Tcp: followed, ipv6Tcp: followed })).toEqual(['ipv6Tcp']);
    expect(movedBy({ ipv4Tcp: followed, ipv6Tcp: others })).toEqual([]);
    expect(movedBy({ ipv4Tcp: unknown, ipv6Tcp: followed })).toEqual([]);
    expect(movedBy({ ipv4Tcp: followed, ipv6Tcp: followed }, running)).toEqual([]);
  });

  it('is no range of UDP, whoever set it', () => {
    expect(movedBy({ ipv4Udp: others, ipv6Udp: followed })).toEqual([]);
    const udp: RangeReading = { known: true, range: widenUdp.after };
    expect(movedBy({ ipv4Udp: udp, ipv6Udp: udp }, restarted, [raise, widenUdp])).toEqual([]);
  });
});

describe('the measured range and a probe together', () => {
  const standard = range(49152, 16384);
  const wide = range(10000, 55535);
  // prettier-ignore
  it.each<[string, EffectVerdict, RangeReading, RangeReading, Restarted, ProbeReport[]]>([
    ['range as requested, and a new port', 'took-effect', standard, range(1024, 64511), restarted, [probed('new-port')]],
    ['range as requested, and an inconclusive probe', 'took-effect', standard, range(1024, 64511), restarted, [probed('nothing')]],
    ['range as requested, but only old ports are assigned', 'not-known', standard, range(1024, 64511), restarted, [probed('old-ports-only')]],
    ['range as before, and only old ports', 'stored-but-not-effective', standard, standard, restarted, [probed('old-ports-only')]],
    ['netsh shows the old range, and yet a new port is assigned', 'took-effect', standard, standard, restarted, [probed('new-port')]],
    ['somebody else set another range: its ports say nothing about the value', 'stored-but-not-effective', standard, range(20000, 40000), restarted, [probed('new-port')]],
    ['the dynamic range ended there before, and is still the same', 'stored-but-not-effective', wide, wide, restarted, []],
    ['the same before the restart', 'waiting-for-restart', wide, wide, running, []],
    ['restart unknown, and yet a new port is assigned', 'took-effect', standard, standard, untold, [probed('new-port')]],
    ['restart unknown, only old ports', 'not-known', standard, standard, untold, [probed('old-ports-only')]],
    ['range not readable, a new port', 'took-effect', standard, unknown, restarted, [probed('new-port')]],
    ['range not readable, only old ports', 'stored-but-not-effective', standard, unknown, restarted, [probed('old-ports-only')]],
    ['range not readable, and an inconclusive probe', 'not-known', standard, unknown, restarted, [probed('nothing')]],
  ])('judges MaxUserPort on Windows 11, "%s", as %s', (_, verdict, before, now, wasRestarted, reports) => {
    const measured = { version: windows11, wasRestarted, stored: stored(dword(65534)), ranges: all(now), reports };
    expect(effectOf(record([raise], all(before)), measured)).toBe(verdict);
  });

  describe('of UDP', () => {
    const standardRange = { start: 49152, number: 16384 };
    const widenUdp: RangeChange = {
      name: 'Dynamic ports IPv4 UDP',
      range: 'ipv4Udp',
      before: standardRange,
      after: { start: 10000, number: 55535 },
    };
    const now = (udp: RangeReading, tcp: RangeReading): PortRanges => ({ ...all(tcp), ipv4Udp: udp, ipv6Udp: udp });
    // prettier-ignore
    it.each<[string, EffectVerdict, Change[], Restarted, PortRanges, ProbeReport[]]>([
      ['range as requested', 'took-effect', [widenUdp], running, now(wide, standard), []],
      ['range as before after a restart', 'stored-but-not-effective', [widenUdp], restarted, now(standard, standard), []],
      ['range as requested, but only old ports are assigned', 'not-known', [widenUdp], running, now(wide, standard), [probed('old-ports-only', 'ipv4', 'udp')]],
      ['range as requested, and old ports of TCP only', 'took-effect', [widenUdp], running, now(wide, standard), [probed('old-ports-only', 'ipv4', 'tcp')]],
      ['range not readable, a new port of UDP', 'took-effect', [widenUdp], running, now(unknown, standard), [probed('new-port', 'ipv4', 'udp')]],
      ['range not readable, a new port of TCP', 'not-known', [widenUdp], running, now(unknown, standard), [probed('new-port', 'ipv4', 'tcp')]],
      ['range in effect, MaxUserPort with it waits', 'waiting-for-restart', [raise, widenUdp], running, now(wide, standard), []],
      ['range in effect, MaxUserPort with it ignored', 'stored-but-not-effective', [raise, widenUdp], restarted, now(wide, standard), []],
      ['range in effect, MaxUserPort with it too', 'took-effect', [raise, widenUdp], restarted, now(wide, range(1024, 64511)), []],
      ['range in effect, the delay with it not measurable', 'took-effect', [delay, widenUdp], restarted, now(wide, standard), []],
    ])('judges "%s" as %s', (_, verdict, changes, wasRestarted, ranges, reports) => {
      const measured = { version: windows11, wasRestarted, stored: stored(dword(65534)), ranges, reports };
      expect(effectOf(record(changes, all(standard)), measured)).toBe(verdict);
    });
  });

  it('shows each setting separately: requested, stored, in effect', () => {
    const widen: RangeChange = {
      name: 'Dynamic ports IPv4 TCP',
      range: 'ipv4Tcp',
      before: { start: 49152, number: 16384 },
      after: { start: 10000, number: 55535 },
    };
    const measured = { version: windows11, wasRestarted: running, stored: stored(dword(65534)), ranges: all(wide) };
    expect(proofRows(record([raise, delay, widen], all(standard)), measured)).toEqual([
      {
        name: 'MaxUserPort',
        requested: dword(65534),
        stored: dword(65534),
        inEffect: { kind: 'range', range: { start: 10000, number: 55535 } },
        verdict: 'waiting-for-restart',
      },
      {
        name: 'TcpTimedWaitDelay',
        requested: dword(30),
        stored: absent,
        inEffect: { kind: 'not-measurable' },
        verdict: 'waiting-for-restart',
      },
      {
        name: widen.name,
        requested: widen.after,
        stored: widen.after,
        inEffect: { kind: 'range', range: widen.after },
        verdict: 'took-effect',
      },
    ]);
  });

  it('reports unknown where nothing could be read', () => {
    const measured = { version: windows11, wasRestarted: restarted, stored: null, ranges: null };
    expect(effectOf(record([raise]), measured)).toBe('not-known');
    expect(proofRows(record([raise]), measured)).toEqual([
      {
        name: 'MaxUserPort',
        requested: dword(65534),
        stored: null,
        inEffect: { kind: 'not-known' },
        verdict: 'not-known',
      },
    ]);
  });
});
