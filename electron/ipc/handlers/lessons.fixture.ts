// What each scripted load of the practice machine teaches: the verdict after some seconds, on a Windows and a range.
import { rangePresets, type PortRange, type RangeName } from '../../contract/port-ranges/dynamic-ranges';
import type { Conclusion, Lever, NextStep, OwnerKind, RestartReason } from '../../contract/diagnosis/verdict';
import type { PracticeLoad } from '../../contract/usage/usage';
import type { PracticeWindows } from '../../contract/machine/practice';

export interface Lesson {
  readonly load: PracticeLoad;
  readonly on: PracticeWindows;
  readonly seconds: number;
  readonly range?: PortRange;
  /** Which ranges become that one; that of TCP/IPv4 where nothing is said. */
  readonly widened?: readonly RangeName[];
  readonly conclusion: Conclusion;
  readonly next: NextStep['code'];
  /** What else the verdict has to say. */
  readonly tells?: object;
}

const critical = { severity: 'critical' };
const warning = { severity: 'warning' };
const named = (name: string | null, kind: OwnerKind) => ({ culprit: { name, kind } });
const restart = (why: RestartReason) => ({ nextStep: { why } });
const lever = (of: Lever) => ({ nextStep: { lever: of } });

/** Situations that an expert knows, as the loads play them. */
// prettier-ignore
const expertLessons: readonly Lesson[] = [
  { load: 'bound', on: 'windows11', seconds: 70, conclusion: 'exhausted-now', next: 'copy-process-details', tells: { ...critical, ...named('VpnClient.exe', 'program') } },
  { load: 'bound', on: 'windows11', seconds: 5, conclusion: 'exhausted-now', next: 'copy-process-details', tells: { ...critical, ...named('VpnClient.exe', 'program') } },
  { load: 'bound', on: 'windows11', seconds: 120, range: rangePresets.wide, conclusion: 'leak', next: 'copy-process-details', tells: { ...warning, ...named('VpnClient.exe', 'program') } },
  { load: 'bound', on: 'server2003', seconds: 70, conclusion: 'exhausted-now', next: 'copy-process-details', tells: named('VpnClient.exe', 'program') },
  { load: 'orphaned', on: 'windows11', seconds: 70, conclusion: 'exhausted-now', next: 'restart-computer', tells: { ...critical, ...named(null, 'gone'), ...restart('owner-gone') } },
  { load: 'orphaned', on: 'server2003', seconds: 5, conclusion: 'exhausted-now', next: 'restart-computer', tells: { ...named(null, 'gone'), ...restart('owner-gone') } },
  { load: 'heavy', on: 'windows11', seconds: 70, conclusion: 'heavy-use', next: 'widen', tells: { ...warning, ...lever('dynamic-range'), ...named('sqlservr.exe', 'service') } },
  { load: 'heavy', on: 'windows11', seconds: 70, range: rangePresets.wide, conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'heavy', on: 'server2003', seconds: 70, conclusion: 'small-range', next: 'widen', tells: { ...warning, ...lever('MaxUserPort') } },
  { load: 'churn', on: 'windows11', seconds: 70, conclusion: 'churn', next: 'reuse-connections', tells: { ...warning, ...lever('dynamic-range'), ...named('bun.exe', 'program') } },
  { load: 'churn', on: 'server2003', seconds: 70, conclusion: 'churn', next: 'reuse-connections', tells: { ...lever('MaxUserPort'), ...named('bun.exe', 'program') } },
  { load: 'udp', on: 'windows11', seconds: 70, conclusion: 'exhausted-now', next: 'widen', tells: { ...critical, scope: { transport: 'udp', ip: 'ipv4' }, ...lever('udp-range'), ...named('dns.exe', 'service') } },
  { load: 'driver', on: 'windows11', seconds: 90, conclusion: 'leak', next: 'restart-computer', tells: { ...warning, ...named('System', 'system'), ...restart('driver') } },
  { load: 'system-service', on: 'windows11', seconds: 90, conclusion: 'leak', next: 'restart-computer', tells: { ...warning, ...named('svchost.exe', 'service'), ...restart('service-not-stoppable') } },
  { load: 'service', on: 'windows11', seconds: 90, conclusion: 'leak', next: 'restart-service', tells: { ...warning, ...named('svchost.exe', 'service') } },
  { load: 'service', on: 'server2003', seconds: 90, conclusion: 'leak', next: 'restart-service', tells: named('svchost.exe', 'service') },
  { load: 'excluded', on: 'windows11', seconds: 70, conclusion: 'excluded-ranges', next: 'move-excluded', tells: { ...warning, ...lever('dynamic-range') } },
  { load: 'excluded', on: 'windows11', seconds: 70, range: { start: 10000, number: 39000 }, widened: ['ipv4Tcp', 'ipv6Tcp'], conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'addresses', on: 'windows11', seconds: 70, conclusion: 'exhausted-now', next: 'widen', tells: { ...critical, scope: { transport: 'tcp', ip: 'ipv4', address: null }, ...lever('dynamic-range') } },
  { load: 'ipv6', on: 'windows11', seconds: 70, range: rangePresets.wide, conclusion: 'exhausted-now', next: 'widen', tells: { ...critical, scope: { transport: 'tcp', ip: 'ipv6', address: null }, ...lever('dynamic-range') } },
];

export const lessons: readonly Lesson[] = [
  { load: 'idle', on: 'server2003', seconds: 240, conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'idle', on: 'nt4', seconds: 600, conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'idle', on: 'windows11', seconds: 240, conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'leak', on: 'server2003', seconds: 60, conclusion: 'leak', next: 'copy-process-details' },
  { load: 'leak', on: 'server2003', seconds: 400, conclusion: 'exhausted-now', next: 'copy-process-details' },
  { load: 'leak', on: 'windows11', seconds: 120, conclusion: 'leak', next: 'copy-process-details' },
  { load: 'burst', on: 'server2003', seconds: 15, conclusion: 'churn', next: 'reuse-connections' },
  { load: 'burst', on: 'server2003', seconds: 85, conclusion: 'exhausted-now', next: 'reuse-connections' },
  { load: 'burst', on: 'windows11', seconds: 100, conclusion: 'not-ports', next: 'look-elsewhere' },
  {
    load: 'burst',
    on: 'windows11',
    seconds: 15,
    range: rangePresets.as2003,
    conclusion: 'churn',
    next: 'reuse-connections',
  },
  { load: 'growth', on: 'server2003', seconds: 40, conclusion: 'will-be-exhausted', next: 'widen' },
  { load: 'growth', on: 'windows11', seconds: 200, conclusion: 'will-be-exhausted', next: 'widen' },
  { load: 'busy', on: 'server2003', seconds: 60, conclusion: 'small-range', next: 'widen' },
  { load: 'busy', on: 'nt4', seconds: 240, conclusion: 'small-range', next: 'widen' },
  { load: 'busy', on: 'windows11', seconds: 60, conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'exhaustion', on: 'server2003', seconds: 90, conclusion: 'exhausted-now', next: 'copy-process-details' },
  { load: 'exhaustion', on: 'windows11', seconds: 90, conclusion: 'exhausted-now', next: 'copy-process-details' },
  { load: 'past', on: 'windows11', seconds: 5, conclusion: 'exhausted-before', next: 'watch' },
  { load: 'past', on: 'server2003', seconds: 5, conclusion: 'enough-now', next: 'watch-trend' },
  { load: 'past', on: 'server2003', seconds: 240, conclusion: 'not-ports', next: 'look-elsewhere' },
  { load: 'unreadable', on: 'server2003', seconds: 1, conclusion: 'not-known', next: 'measure-as-administrator' },
  ...expertLessons,
];
