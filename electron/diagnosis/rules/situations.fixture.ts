// Situations in which an expert is sure, one row each: what a verdict has to say there.
import type { Evidence, UsageEvidence } from '../../contract/diagnosis/diagnosis';
import type { ProcessUsage } from '../../contract/usage/usage';
import {
  all,
  at,
  attempt,
  event,
  evidence,
  hour,
  known,
  logged,
  minute,
  noon,
  owner,
  process,
  range,
  rising,
  server,
  server2003,
  service,
  unknown,
  usage,
  windows11,
  type Situation,
} from '../verdict.fixture';

const on = (over: Partial<UsageEvidence>, rest: Partial<Evidence> = {}, stored: number | null = null) =>
  evidence({ usage: known(usage(over)), ...rest }, windows11, stored);

const refused = { attempts: [attempt({ kind: 'refused', error: '10055' })] };
const granted = { attempts: [attempt({ kind: 'granted', port: 50123 })] };
const minutesAgo = (id: 4231 | 4266, minutes: number, count: number) => logged(event(id, minutes / 60, count));

const binder = process({ BOUND: 16317 }, { name: 'tailscaled.exe' });
const allBound = { ports: 16384, processes: [binder] };
const running = { owners: known([owner({ processId: 4312, path: 'C:\\Program Files\\Tailscale\\tailscaled.exe' })]) };
const blind = { ports: 420, bound: null } as const;
const svchost = (states: Parameters<typeof process>[0], growth: number) =>
  process(states, { processId: 1200, name: 'svchost.exe', growth });
const svchostWith = (name: string, isStoppable: boolean) => ({
  owners: known([
    owner({
      processId: 1200,
      path: 'C:\\Windows\\System32\\svchost.exe',
      company: 'Microsoft Corporation',
      services: [service(name, isStoppable)],
    }),
  ]),
});
const browser = Array.from({ length: 4 }, (_, index): ProcessUsage =>
  process({ ESTABLISHED: 30 }, { processId: 500 + index * 4, name: 'chrome.exe', growth: 4 }),
);
const chrome = {
  owners: known(
    browser.map(({ processId }) =>
      owner({ processId, path: 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe' }),
    ),
  ),
};
const wide = { start: 10000, number: 55535 };
const widest = { start: 1025, number: 64511 };

// prettier-ignore
export const expertSituations: readonly Situation[] = [
  { when: '1: bound ports of a running program, the log is fresh, the test port is refused', is: on(allBound, { ...refused, ...running, ...minutesAgo(4231, 2, 40) }), conclusion: 'exhausted-now', severity: 'critical', next: 'copy-process-details', names: 'tailscaled.exe', kind: 'program', reasons: ['attempt-refused', 'in-use', 'owner-binds', 'event'] },
  { when: '1: the same, though a test port was given', is: on(allBound, { ...granted, ...running, ...minutesAgo(4231, 2, 40) }), conclusion: 'exhausted-now', severity: 'critical', next: 'copy-process-details', names: 'tailscaled.exe' },
  { when: '2: its process has ended', is: on({ ports: 16384, processes: [{ ...binder, name: null }] }, { ...refused, owners: known([owner({ processId: 4312, isRunning: false, startedAt: null })]), ...minutesAgo(4231, 2, 40) }), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', why: 'owner-gone', names: null, kind: 'gone' },
  { when: '2: its number belongs to another process now', is: on(allBound, { ...refused, owners: known([owner({ processId: 4312, startedAt: noon - minute, path: 'C:\\Windows\\notepad.exe' })]) }), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', why: 'owner-gone', names: null, kind: 'gone' },
  { when: '3: bound ports and log are unknown, the test port is refused', is: on(blind, { ...refused, events: unknown }), conclusion: 'exhausted-now', severity: 'critical', next: 'see-bound', reasons: ['attempt-refused', 'in-use', 'bound-not-known'] },
  { when: '4: the same, the test port is given, and 10055 was reported', is: on(blind, { ...granted, events: unknown, reported: '10055' }), conclusion: 'not-known', severity: 'unknown', next: 'see-bound', reasons: ['reported', 'bound-not-known', 'events-not-known', 'in-use'] },
  { when: '4: nobody reported anything', is: on(blind, { ...granted, events: unknown }), conclusion: 'not-known', severity: 'unknown', next: 'see-bound' },
  { when: '4: access to the log was denied', is: on(blind, { ...granted, events: { known: false, reason: 'denied', detail: '' }, reported: '10055' }), conclusion: 'not-known', severity: 'unknown', next: 'measure-as-administrator' },
  { when: '5: bound ports rise on a widened range', is: on({ ports: 11000, usable: 55535, processes: [process({ BOUND: 10590 }, { name: 'netdata.exe', growth: 58 })], forecast: rising(58, 770) }, { ranges: all(wide), owners: known([owner({ processId: 4312 })]) }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: 'netdata.exe', reasons: ['in-use', 'owner-binds', 'owner-grows', 'forecast'] },
  { when: '5: connected ones rise for an hour', is: on({ ports: 3000, usable: 55535, processes: [process({ ESTABLISHED: 2590 }, { growth: 58, risingSince: noon - hour })], forecast: rising(58, 900) }, { ranges: all(wide) }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: 'OrderService.exe' },
  { when: '6: a browser starts at logon', is: on({ ports: 300, processes: browser, forecast: rising(16, 1000) }, chrome), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: '7: a database server holds 9,000 connections, steadily', is: on({ ports: 9600, processes: [process({ ESTABLISHED: 9000 }, { name: 'sqlservr.exe', growth: 0 })] }), conclusion: 'heavy-use', severity: 'warning', next: 'widen', lever: 'dynamic-range', names: 'sqlservr.exe', reasons: ['in-use', 'owner-holds'] },
  { when: '8: short connections to one server', is: on({ ports: 11800, timeWait: 11400, processes: [process({ TIME_WAIT: 11400 }, { processId: 0, name: null })], endpoints: [server('10.0.0.9', 11400, { port: 5432, newPerSecond: 95, lastOwner: { processId: 77, name: 'bun.exe', ports: 11000 } })] }), conclusion: 'churn', severity: 'warning', next: 'reuse-connections', lever: 'dynamic-range', names: 'bun.exe', reasons: ['in-use', 'server'] },
  { when: '9: fast connections to many servers', is: on({ ports: 7000, timeWait: 6000, rate: { measured: 150, sustainable: 136.5, timeWaitSeconds: 120 }, endpoints: [server('10.0.0.1', 40, { newPerSecond: 1 }), server('10.0.0.2', 38)] }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere', reasons: ['in-use', 'many-servers', 'no-events', 'rate'] },
  { when: '10: a DNS server has all UDP ports', is: on({ ranges: [range('ipv4Tcp', { ports: 600 }), range('ipv4Udp', { ports: 16100 })], udpProcesses: [process({ OTHER: 16050 }, { processId: 1600, name: 'dns.exe' })] }, minutesAgo(4266, 1 / 6, 900)), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', lever: 'udp-range', names: 'dns.exe', scope: { transport: 'udp' }, reasons: ['in-use', 'owner-holds', 'event'] },
  { when: '10: its reserve, at its start', is: on({ ranges: [range('ipv4Udp', { ports: 2600 })], udpProcesses: [process({ OTHER: 2500 }, { processId: 1600, name: 'dns.exe', growth: 500 })], udpForecast: rising(500, 27) }, { owners: known([owner({ processId: 1600, services: [service('DNS')] })]), trend: { kind: 'watching', remainingMs: 40_000 } }), conclusion: 'enough-now', severity: 'neutral', next: 'watch-trend' },
  { when: '10: its reserve, steadily', is: on({ ranges: [range('ipv4Udp', { ports: 2600 })], udpProcesses: [process({ OTHER: 2500 }, { processId: 1600, name: 'dns.exe', growth: 0 })] }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: '11: connections are not closed, on the widest range', is: on({ ports: 3200, usable: 64511, processes: [process({ CLOSE_WAIT: 2500, ESTABLISHED: 100 }, { name: 'w3wp.exe' })] }, { ranges: all(widest) }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: 'w3wp.exe', reasons: ['in-use', 'owner-keeps-open'] },
  { when: '12: MaxUserPort is stored, and ignored', is: on({ ports: 13500, forecast: rising(60, 48) }, {}, 65534), conclusion: 'will-be-exhausted', severity: 'critical', next: 'widen', lever: 'dynamic-range', reasons: ['in-use', 'forecast', 'stored-not-in-effect'] },
  { when: '13: process 4 takes more and more', is: on({ ports: 10000, processes: [process({ BOUND: 9000, ESTABLISHED: 500 }, { processId: 4, name: 'System', growth: 90 })], forecast: rising(92, 69) }), conclusion: 'leak', severity: 'warning', next: 'restart-computer', why: 'driver', names: 'System', kind: 'system' },
  { when: '14: a service that nobody can stop takes more and more', is: on({ ports: 9400, processes: [svchost({ ESTABLISHED: 8900 }, 90)], forecast: rising(92, 75) }, svchostWith('Dnscache', false)), conclusion: 'leak', severity: 'warning', next: 'restart-computer', why: 'service-not-stoppable', names: 'svchost.exe', kind: 'service' },
  { when: '14b: a service that can be stopped takes more and more', is: on({ ports: 9400, processes: [svchost({ ESTABLISHED: 8900 }, 90)], forecast: rising(92, 75) }, svchostWith('WinRM', true)), conclusion: 'leak', severity: 'warning', next: 'restart-service', names: 'svchost.exe', kind: 'service' },
  { when: '15: Server 2003, all in use, MaxUserPort waits for the restart', is: evidence({ usage: known(usage({ ports: 3976, usable: 3976 })) }, server2003, 65534), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', why: 'stored-waits' },
  { when: '16: one program makes up the rise, 18 minutes are left', is: on({ ports: 3400, processes: [process({ ESTABLISHED: 2800 }, { growth: 700 })], forecast: rising(720, 18) }), conclusion: 'leak', severity: 'critical', next: 'copy-process-details', names: 'OrderService.exe' },
  { when: '17: excluded ranges leave 384 ports', is: on({ ports: 120, usable: 384, excluded: 16000, largestFree: 200 }, { excluded: known([{ start: 49500, number: 16000 }]) }), conclusion: 'excluded-ranges', severity: 'warning', next: 'move-excluded', lever: 'dynamic-range', reasons: ['excluded', 'in-use'] },
  { when: '18: one of 200 addresses is full', is: on({ ports: 40, address: '10.1.0.1', addresses: [...Array.from({ length: 199 }, (_, index) => at(`10.1.0.${index + 1}`, 40)), at('10.1.1.200', 16384)] }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', scope: { ip: 'ipv4', address: '10.1.1.200' } },
  { when: '19: IPv6 is full, IPv4 was widened', is: on({ ports: 16384, usable: 64511, address: '::1', ranges: [range('ipv4Tcp', { range: widest, usable: 64511, ports: 400 }), range('ipv6Tcp', { ports: 16384, busiest: at('::1', 16384) })] }, { ranges: { ...all(widest), ipv6Tcp: known({ start: 49152, number: 16384 }) } }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', lever: 'dynamic-range', scope: { transport: 'tcp', ip: 'ipv6', address: null } },
  { when: '20: calm, no port was left 26 hours ago', is: on({}, logged(event(4231, 26, 1))), conclusion: 'exhausted-before', severity: 'warning', next: 'watch', reasons: ['event', 'in-use'] },
];
