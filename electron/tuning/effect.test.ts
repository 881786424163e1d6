import { describe, expect, it } from 'vitest';
import type { ChangeRecord, EffectVerdict, RangeReading } from '../contract/models';
import type { Change, RangeChange } from '../contract/change';
import type { ValueChange } from '../contract/stored-value';
import { absent, dword } from '../contract/stored-value';
import { effectOf } from './effect';

const changedAt = '2026-01-02T10:00:00.000Z';
const bootBefore = '2026-01-01T08:00:00.000Z';
const bootAfter = '2026-01-02T10:30:00.000Z';
const windows2003 = { major: 5, minor: 2, build: 3790 };
const windows11 = { major: 10, minor: 0, build: 26100 };
const range = (start: number, number: number): RangeReading => ({ known: true, range: { start, number } });
const unknown: RangeReading = { known: false, raw: '?' };
const raise: ValueChange = { name: 'MaxUserPort', before: absent, after: dword(65534) };
const lower: ValueChange = { name: 'MaxUserPort', before: dword(65534), after: absent };
const delay: ValueChange = { name: 'TcpTimedWaitDelay', before: absent, after: dword(30) };

function record(changes: readonly Change[]): ChangeRecord {
  return {
    id: 'id', reason: 'apply', state: 'applied', startedAt: changedAt, endedAt: changedAt, changes, bootedAt: bootBefore,
    computerName: 'PC', userName: 'user', programVersion: '1',
    backup: { id: 'b', file: 'f', folder: 'd', createdAt: changedAt, sizeInBytes: 1, sha256: '', valueCount: 1, writtenBy: 'own-codec' },
  };
}

describe('the effect of a change', () => {
  it.each<[string, EffectVerdict, ValueChange[], typeof windows11, ValueChange['after'], string, RangeReading]>([
    ['stored, not restarted', 'waiting-for-restart', [raise], windows2003, dword(65534), bootBefore, range(1025, 3976)],
    ['restarted, range follows', 'took-effect', [raise], windows2003, dword(65534), bootAfter, range(1025, 64510)],
    ['Windows 11 that honours it (start 1024)', 'took-effect', [raise], windows11, dword(65534), bootAfter, range(1024, 64511)],
    ['Windows 11 that ignores it', 'stored-but-not-effective', [raise], windows11, dword(65534), bootAfter, range(49152, 16384)],
    ['effective before any restart', 'took-effect', [raise], windows11, dword(65534), bootBefore, range(1024, 64511)],
    ['changed by somebody else since', 'not-known', [raise], windows2003, dword(6000), bootAfter, range(1025, 4976)],
    ['range not readable, not restarted', 'waiting-for-restart', [raise], windows11, dword(65534), bootBefore, unknown],
    ['range not readable, restarted', 'not-known', [raise], windows11, dword(65534), bootAfter, unknown],
    ['back to the default on 2003', 'took-effect', [lower], windows2003, absent, bootAfter, range(1025, 3976)],
    ['back to the default on 11 cannot be told by this value', 'not-known', [lower], windows11, absent, bootAfter, range(49152, 16384)],
    ['delay alone, not restarted', 'waiting-for-restart', [delay], windows11, absent, bootBefore, range(49152, 16384)],
    ['delay alone, restarted: cannot be measured', 'not-known', [delay], windows11, absent, bootAfter, range(49152, 16384)],
  ])('%s: %s', (_, verdict, changes, version, maxUserPort, bootedAt, effective) => {
    expect(effectOf(record(changes), { version, maxUserPort, bootedAt, effective })).toBe(verdict);
  });
});

describe('the effect of a change of ranges', () => {
  const wanted = { start: 10000, number: 55535 };
  const widen: RangeChange = { name: 'Dynamic ports IPv4 TCP', range: 'ipv4Tcp', before: { start: 49152, number: 16384 }, after: wanted };
  const judge = (changes: readonly Change[], bootedAt: string, reading: RangeReading) =>
    effectOf(record(changes), {
      version: windows11, maxUserPort: absent, bootedAt, effective: reading, ranges: { ipv4Tcp: reading, ipv4Udp: unknown, ipv6Tcp: unknown, ipv6Udp: unknown },
    });

  it.each<[string, EffectVerdict, Change[], string, RangeReading]>([
    ['at once', 'took-effect', [widen], bootBefore, { known: true, range: wanted }],
    ['still there after a restart', 'took-effect', [widen], bootAfter, { known: true, range: wanted }],
    ['not kept over a restart', 'stored-but-not-effective', [widen], bootAfter, range(49152, 16384)],
    ['changed by somebody since', 'not-known', [widen], bootBefore, range(49152, 16384)],
    ['not readable', 'not-known', [widen], bootBefore, unknown],
    ['a value with it waits for the restart', 'waiting-for-restart', [delay, widen], bootBefore, { known: true, range: wanted }],
    ['with a value, after the restart', 'took-effect', [raise, widen], bootAfter, { known: true, range: wanted }],
    ['the value replaced the range at the restart', 'stored-but-not-effective', [raise, widen], bootAfter, range(1024, 64511)],
  ])('%s: %s', (_, verdict, changes, bootedAt, reading) => {
    expect(judge(changes, bootedAt, reading)).toBe(verdict);
  });
});
