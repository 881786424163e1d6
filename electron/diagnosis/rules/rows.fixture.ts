// Situations of each conclusion, one row each: what a verdict has to say there. Those of an expert are in situations.fixture.ts.
import type { Evidence, UsageEvidence } from '../../contract/diagnosis/diagnosis';
import type { RecordedHolder, RecordedShortage } from '../../contract/recording/recording';
import {
  all,
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
  server2003,
  service,
  unknown,
  usage,
  windows11,
  type Situation,
} from '../verdict.fixture';

const small = { usable: 3976 } as const;
const slow = { measured: 4, sustainable: 33, timeWaitSeconds: 120 };
const fast = { measured: 90, sustainable: 33, timeWaitSeconds: 120 };
const peak = (ports: number, usable: number, hoursAgo = 3) => ({
  ports,
  usable,
  at: noon - hoursAgo * hour,
  since: noon - 8 * hour,
});

/** On Windows 11 with its usual range. */
export const modern = (over: Partial<UsageEvidence>, rest: Partial<Evidence> = {}, stored: number | null = null) =>
  evidence({ usage: known(usage(over)), ...rest }, windows11, stored);
/** On Server 2003 with 3,976 ports. */
export const old = (over: Partial<UsageEvidence>, rest: Partial<Evidence> = {}, stored: number | null = null) =>
  evidence({ usage: known(usage({ ...small, rate: slow, ...over })), ...rest }, server2003, stored);
const widened = { ranges: all({ start: 1025, number: 64511 }) };

const someExcluded = known([{ start: 50_000, number: 60 }]);
const refused = { attempts: [attempt({ kind: 'refused', error: '10055' })] };
const sqlServer = (ports: number, held: number): Partial<UsageEvidence> => ({
  ports,
  processes: [process({ ESTABLISHED: held }, { name: 'sqlservr.exe', growth: 0 })],
});
const asService = {
  owners: known([owner({ processId: 4312, path: 'C:\\SQL\\sqlservr.exe', services: [service('MSSQLSERVER')] })]),
};
const leaking = process({ ESTABLISHED: 300, CLOSE_WAIT: 900 }, { growth: 700 });
const quiet = process({ ESTABLISHED: 120 }, { processId: 884, name: 'svchost.exe' });
const released = process({ TIME_WAIT: 3000 }, { processId: 0, name: null });

/** What was recorded in a night: `held` ports were OrderService.exe's. */
const recordedNight = (held: number, over: Partial<RecordedShortage> = {}, more: Partial<RecordedHolder> = {}) => ({
  recorded: known({
    since: noon - 48 * hour,
    until: noon,
    tcp: {
      at: noon - 9 * hour,
      until: noon - 8 * hour,
      ports: 16_384,
      usable: 16_384,
      hasRunOut: true,
      holder: {
        processId: 4312,
        name: 'OrderService.exe',
        ports: held,
        path: 'C:\\Orders\\OrderService.exe',
        company: null,
        handles: null,
        services: [],
        isRunning: true,
        ...more,
      },
      ...over,
    },
    udp: null,
    timesOut: { tcp: 1, udp: 0 },
  }),
});

// prettier-ignore
export const situations: readonly Situation[] = [
  // Nothing wrong
  { when: 'a calm Windows 11', is: modern({}), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere', reasons: ['in-use', 'no-events', 'rate'] },
  { when: 'a calm Server 2003', is: old({ ports: 300 }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'exactly half of the range', is: modern({ ports: 8192 }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'calm, and the log cannot be read', is: modern({}, { events: unknown }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere', reasons: ['in-use', 'events-not-known', 'rate'] },
  { when: 'calm, with a slow rise far from the end', is: modern({ ports: 2000, forecast: rising(15, 900) }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'calm, nothing but a process with a few unclosed connections', is: modern({ processes: [process({ CLOSE_WAIT: 150 })] }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'calm, with a peak that was not critical', is: modern({ peak: peak(9000, 16384) }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'real sockets of a computer without a System log', is: modern({ usable: 28232 }, { of: 'this-computer', isPractice: true, events: { known: false, reason: 'not-available', detail: '' } }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },

  // Nothing left
  { when: 'every port is in use', is: modern({ ports: 16384 }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen' },
  { when: 'all but a handful are in use', is: modern({ ports: 16310 }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen' },
  { when: 'nothing left on Server 2003', is: old({ ports: 3976 }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', reasons: ['in-use', 'small-range'] },
  { when: 'nothing left, and one process holds most', is: old({ ports: 3976, processes: [process({ ESTABLISHED: 3000 })] }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', offers: 'MaxUserPort', names: 'OrderService.exe' },
  { when: 'nothing left, and a database server holds nearly everything, steadily', is: modern(sqlServer(16384, 16300), asService), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', lever: 'dynamic-range', offers: 'range', names: 'sqlservr.exe', kind: 'service', reasons: ['in-use', 'owner-holds'] },
  { when: 'the same on the widest range', is: modern({ ...sqlServer(64500, 64000), usable: 64511 }, { ...widened, ...asService }), conclusion: 'exhausted-now', severity: 'critical', next: 'use-fewer-ports', offers: 'widest-already', names: 'sqlservr.exe' },
  { when: 'it is nearly full of them on the widest range', is: modern({ ...sqlServer(60000, 59000), usable: 64511 }, { ...widened, ...asService }), conclusion: 'heavy-use', severity: 'critical', next: 'use-fewer-ports', offers: 'widest-already', names: 'sqlservr.exe' },
  { when: 'nothing left, and a program leaves a few connections unclosed', is: modern({ ports: 16384, processes: [process({ CLOSE_WAIT: 300 })] }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', offers: 'range' },
  { when: 'a test port is refused where the table has room', is: modern({}, refused), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', why: 'hidden-holder', offers: 'cause-unknown', reasons: ['attempt-refused', 'in-use'] },
  { when: 'a test port of IPv6 is refused, which has room, beside much use of IPv4', is: modern({ ports: 12000, ranges: [range('ipv4Tcp', { ports: 12000 }), range('ipv6Tcp', { ports: 20 })] }, { attempts: [attempt({ kind: 'refused', error: '10055' }, { ip: 'ipv6', address: '::' })] }), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', why: 'hidden-holder', offers: 'cause-unknown', scope: { ip: 'ipv6', address: null } },
  { when: 'a test port is refused where much is in use', is: modern({ ports: 12000 }, refused), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', offers: 'range' },
  { when: 'nothing left, because of TIME_WAIT', is: old({ ports: 3970, timeWait: 3000, rate: fast, processes: [released] }), conclusion: 'exhausted-now', severity: 'critical', next: 'reuse-connections', reasons: ['in-use', 'time-wait', 'small-range'] },
  { when: 'simulated connections are refused on a nearly full range', is: old({ ports: 3800, refused: 40 }, { of: 'simulated', isPractice: true }), conclusion: 'exhausted-now', severity: 'critical', next: 'widen', reasons: ['in-use', 'refused', 'small-range'] },
  { when: 'they were refused earlier, and it is calm again', is: modern({ ports: 400, refused: 40 }, { of: 'simulated', isPractice: true }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'excluded ranges leave nothing', is: modern({ ports: 0, usable: 0, timeWait: 0, excluded: 16384 }), conclusion: 'exhausted-now', severity: 'critical', next: 'move-excluded' },
  { when: 'nothing left on the widest range', is: modern({ ports: 64500, usable: 64511 }, widened), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', why: 'widest-range', offers: 'widest-already' },
  { when: 'nothing left, MaxUserPort waits for the restart', is: old({ ports: 3976 }, {}, 65534), conclusion: 'exhausted-now', severity: 'critical', next: 'restart-computer', reasons: ['in-use', 'stored-not-in-effect', 'small-range'] },

  // A leak
  { when: 'one process makes up the rise', is: modern({ ports: 3000, processes: [process({ ESTABLISHED: 2500 }, { growth: 700 }), quiet], forecast: rising(720, 18) }), conclusion: 'leak', severity: 'critical', next: 'copy-process-details', names: 'OrderService.exe', reasons: ['in-use', 'owner-grows', 'forecast'] },
  { when: 'the same, slowly, and not for long', is: modern({ ports: 3000, processes: [process({ ESTABLISHED: 2500 }, { growth: 20 })], forecast: rising(22, 600) }), conclusion: 'enough-now', severity: 'neutral', next: 'watch', reasons: ['in-use', 'owner-grows', 'no-events'] },
  { when: 'the same, slowly, for half an hour', is: modern({ ports: 3000, processes: [process({ ESTABLISHED: 2500 }, { growth: 20, risingSince: noon - 30 * minute })], forecast: rising(22, 600) }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: 'OrderService.exe' },
  { when: 'it does not close what the other side has ended', is: modern({ ports: 1500, processes: [process({ ESTABLISHED: 200, CLOSE_WAIT: 900 }), quiet] }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: 'OrderService.exe', reasons: ['in-use', 'owner-keeps-open'] },
  { when: 'both, on Server 2003', is: old({ ports: 1500, processes: [leaking], forecast: rising(720, 4) }), conclusion: 'leak', severity: 'critical', next: 'copy-process-details', names: 'OrderService.exe', reasons: ['in-use', 'owner-keeps-open', 'owner-grows', 'forecast'] },
  { when: 'one process holds over half of the range, steadily', is: modern({ ports: 9000, processes: [process({ ESTABLISHED: 8500 })] }), conclusion: 'heavy-use', severity: 'warning', next: 'widen', names: 'OrderService.exe' },
  { when: 'one process holds nearly all of it', is: modern({ ports: 14000, processes: [process({ ESTABLISHED: 13000 })] }), conclusion: 'heavy-use', severity: 'critical', next: 'widen', names: 'OrderService.exe' },
  { when: 'the leaking process is not the largest', is: modern({ ports: 4000, processes: [quiet, { ...leaking, processId: 77, name: 'Mailer.exe' }], forecast: rising(720, 18) }), conclusion: 'leak', severity: 'critical', next: 'copy-process-details', names: 'Mailer.exe' },
  { when: 'a large process keeps connections open, and a smaller one rises as well', is: modern({ ports: 6000, processes: [process({ ESTABLISHED: 2000, CLOSE_WAIT: 900 }, { processId: 12, name: 'Proxy.exe' }), leaking], forecast: rising(720, 18) }), conclusion: 'leak', severity: 'critical', next: 'copy-process-details', names: 'OrderService.exe' },
  { when: 'the leaking process has no name', is: modern({ ports: 4000, processes: [{ ...leaking, name: null }] }), conclusion: 'leak', severity: 'warning', next: 'see-bound', names: null, kind: 'unknown' },
  { when: 'its path is known', is: modern({ ports: 4000, processes: [{ ...leaking, name: null }] }, { owners: known([owner({ processId: 4312, path: 'D:\\Apps\\OrderService.exe' })]) }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: null, kind: 'program' },
  { when: 'released ports are nobody\u2019s leak', is: modern({ ports: 3600, timeWait: 3000, processes: [released] }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'a leak outweighs churn', is: old({ ports: 3000, timeWait: 1700, rate: fast, processes: [leaking] }), conclusion: 'leak', severity: 'warning', next: 'copy-process-details', names: 'OrderService.exe' },

  // Churn
  { when: 'most of a filling range rests in TIME_WAIT', is: old({ ports: 2400, timeWait: 1900, rate: fast }), conclusion: 'churn', severity: 'warning', next: 'reuse-connections', reasons: ['in-use', 'time-wait', 'rate', 'small-range'] },
  { when: 'connections come faster than can be sustained', is: old({ ports: 900, timeWait: 700, rate: fast }), conclusion: 'churn', severity: 'warning', next: 'reuse-connections' },
  { when: 'they come fast, but hardly any rests yet', is: modern({ ports: 900, timeWait: 300, rate: { measured: 200, sustainable: 136, timeWaitSeconds: 120 } }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'TIME_WAIT nearly fills the range', is: modern({ ports: 14000, timeWait: 12000 }), conclusion: 'churn', severity: 'critical', next: 'reuse-connections', addsPorts: true, offers: 'range' },
  { when: 'collisions in the log, calm now', is: modern({}, logged(event(4227))), conclusion: 'churn', severity: 'warning', next: 'reuse-connections', addsPorts: false, offers: 'little-gain', reasons: ['in-use', 'time-wait', 'event'] },
  { when: 'collisions in the log of a small range, calm now', is: old({ ports: 300 }, logged(event(4227))), conclusion: 'churn', severity: 'warning', next: 'reuse-connections', addsPorts: true, offers: 'MaxUserPort' },
  { when: 'TIME_WAIT nearly fills the widest range', is: modern({ ports: 60000, usable: 64511, timeWait: 55000 }, widened), conclusion: 'churn', severity: 'critical', next: 'reuse-connections', addsPorts: false, offers: 'widest-already' },
  { when: 'collisions and exhaustion in the log of a usual range', is: modern({}, logged(event(4231), event(4227))), conclusion: 'churn', severity: 'warning', next: 'reuse-connections' },

  // Running out
  { when: 'many processes rise together', is: modern({ ports: 9000, processes: [process({ ESTABLISHED: 2000 }, { growth: 40 })], forecast: rising(200, 37) }), conclusion: 'will-be-exhausted', severity: 'warning', next: 'widen', reasons: ['in-use', 'forecast', 'owner-holds'] },
  { when: 'they rise quickly', is: modern({ ports: 5000, forecast: rising(600, 19) }), conclusion: 'will-be-exhausted', severity: 'critical', next: 'widen' },
  { when: 'a rise that rests in TIME_WAIT, and is no faster than ports come back', is: modern({ ports: 4000, timeWait: 3900, rate: { measured: 33, sustainable: 136, timeWaitSeconds: 120 }, forecast: rising(700, 17) }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'the same, and the rate is not known', is: modern({ ports: 4000, timeWait: 3900, rate: { measured: null, sustainable: 136, timeWaitSeconds: 120 }, forecast: rising(700, 17) }), conclusion: 'will-be-exhausted', severity: 'critical', next: 'widen' },
  { when: 'they rise, and the forecast does not know it yet', is: modern({ ports: 900, forecast: { kind: 'not-enough-data' }, early: { perMinute: 1000, perMinuteLow: 900, perMinuteHigh: 1100, toCritical: { low: 11, high: 14 }, toExhaustion: { low: 14, high: 18 } } }, { trend: { kind: 'watching', remainingMs: 30_000 } }), conclusion: 'will-be-exhausted', severity: 'warning', next: 'watch-trend', reasons: ['in-use', 'early-rise'] },
  { when: 'over 80 %, and nobody to blame', is: modern({ ports: 13500 }), conclusion: 'will-be-exhausted', severity: 'critical', next: 'widen' },
  { when: 'over half, and nobody to blame', is: modern({ ports: 8200 }), conclusion: 'will-be-exhausted', severity: 'warning', next: 'widen' },
  { when: 'over 80 % of the widest range', is: modern({ ports: 60000, usable: 64511 }, widened), conclusion: 'will-be-exhausted', severity: 'critical', next: 'use-fewer-ports', offers: 'widest-already' },

  // Too small
  { when: 'ordinary use of 3,976 ports', is: old({ ports: 2900 }), conclusion: 'small-range', severity: 'warning', next: 'widen', reasons: ['in-use', 'small-range'] },
  { when: 'critical use of 3,976 ports', is: old({ ports: 3400 }), conclusion: 'small-range', severity: 'critical', next: 'widen' },
  { when: 'somebody made the range of Windows 11 small', is: modern({ ports: 2900, usable: 3976 }, { ranges: all({ start: 1025, number: 3976 }) }), conclusion: 'small-range', severity: 'warning', next: 'widen' },
  { when: 'excluded ranges made it small', is: modern({ ports: 5000, usable: 8000, excluded: 8384 }), conclusion: 'small-range', severity: 'warning', next: 'widen', reasons: ['in-use', 'small-range', 'excluded'] },
  { when: 'MaxUserPort is stored, and Windows was not restarted', is: old({ ports: 2900 }, {}, 65534), conclusion: 'small-range', severity: 'warning', next: 'restart-computer' },
  { when: 'MaxUserPort is stored on Windows 11, which uses less', is: modern({ ports: 2900, usable: 3976 }, { ranges: all({ start: 1025, number: 3976 }) }, 65534), conclusion: 'small-range', severity: 'warning', next: 'widen', reasons: ['in-use', 'stored-not-in-effect', 'small-range'] },
  { when: 'it ran out earlier on a small range', is: old({ ports: 300 }, logged(event(4231))), conclusion: 'small-range', severity: 'warning', next: 'widen', reasons: ['in-use', 'small-range', 'event'] },
  { when: 'it was full earlier today on a small range', is: old({ ports: 300, peak: peak(3900, 3976) }), conclusion: 'small-range', severity: 'warning', next: 'widen' },

  // Excluded
  { when: 'the user saw 10013, and there are excluded ranges somewhere', is: modern({}, { reported: '10013', excluded: someExcluded }), conclusion: 'excluded-ranges', severity: 'warning', next: 'check-excluded', offers: 'enough-ports', reasons: ['reported', 'in-use'] },
  { when: 'the user saw 10013, and nothing is excluded', is: modern({}, { reported: '10013' }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'the user saw 10013, and excluded ranges take nearly everything', is: modern({ ports: 120, usable: 384, excluded: 16000 }, { reported: '10013', excluded: known([{ start: 49500, number: 16000 }]) }), conclusion: 'excluded-ranges', severity: 'warning', next: 'move-excluded', offers: 'range' },

  // Before
  { when: 'it ran out yesterday, calm now', is: modern({}, logged(event(4231))), conclusion: 'exhausted-before', severity: 'warning', next: 'watch', reasons: ['event', 'in-use'] },
  { when: 'nearly full earlier today, calm now', is: modern({ peak: peak(15000, 16384) }), conclusion: 'exhausted-before', severity: 'warning', next: 'watch' },
  { when: 'recorded: it ran out in the night, and one program held most ports', is: modern({}, recordedNight(14_900)), conclusion: 'exhausted-before', severity: 'warning', next: 'copy-process-details', names: 'OrderService.exe', kind: 'program', reasons: ['recorded', 'in-use'] },
  { when: 'recorded: a service that can be restarted held most ports', is: modern({}, recordedNight(14_900, {}, { services: [service('OrderService')] })), conclusion: 'exhausted-before', severity: 'warning', next: 'restart-service', names: 'OrderService.exe', kind: 'service' },
  { when: 'recorded: nobody held more than half of the ports', is: modern({}, recordedNight(8000)), conclusion: 'exhausted-before', severity: 'warning', next: 'watch', reasons: ['recorded', 'in-use'] },
  { when: 'recorded: scarce in the night, and never out', is: modern({}, recordedNight(14_000, { ports: 14_500, hasRunOut: false })), conclusion: 'exhausted-before', severity: 'warning', next: 'copy-process-details', names: 'OrderService.exe', reasons: ['recorded', 'in-use'] },
  { when: 'recorded: before the last change took effect', is: modern({}, { ...recordedNight(14_900), changedAt: noon - hour }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'recorded: before the range was widened', is: modern({ usable: 64511 }, { ...widened, ...recordedNight(14_900) }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },
  { when: 'UDP ports ran out', is: modern({}, logged(event(4266))), conclusion: 'exhausted-before', severity: 'warning', next: 'watch' },
  { when: 'it ran out before the range was widened', is: modern({ usable: 64511 }, { ...widened, ...logged(event(4231, 30)), changedAt: noon - 2 * hour }), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere', reasons: ['in-use', 'event-before-change', 'rate'] },
  { when: 'it ran out again after that', is: modern({ usable: 64511 }, { ...widened, ...logged(event(4231, 1)), changedAt: noon - 2 * hour }), conclusion: 'exhausted-before', severity: 'warning', next: 'watch' },
  { when: 'the peak was on the narrower range of before', is: modern({ usable: 64511, peak: peak(3976, 3976) }, widened), conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' },

  // Not known
  { when: 'the port table cannot be read', is: evidence({ usage: unknown }), conclusion: 'not-known', severity: 'unknown', next: 'measure', reasons: ['usage-not-known', 'no-events'] },
  { when: 'nothing can be read', is: evidence({ usage: unknown, events: unknown, windows: unknown, ranges: { ipv4Tcp: unknown, ipv4Udp: unknown, ipv6Tcp: unknown, ipv6Udp: unknown }, maxUserPort: unknown, timedWaitDelay: unknown, excluded: unknown }), conclusion: 'not-known', severity: 'unknown', next: 'measure', reasons: ['usage-not-known', 'events-not-known'] },
  { when: 'only the log speaks', is: evidence({ usage: unknown, ...logged(event(4231)) }), conclusion: 'exhausted-before', severity: 'warning', next: 'measure', reasons: ['usage-not-known', 'event'] },
  { when: 'only the log speaks, and access to the port table was denied', is: evidence({ usage: { known: false, reason: 'denied', detail: '' }, ...logged(event(4231)) }), conclusion: 'exhausted-before', severity: 'warning', next: 'measure-as-administrator' },
  { when: 'UDP ports ran out, and cannot be counted', is: modern({ udpProcesses: null }, logged(event(4266))), conclusion: 'exhausted-before', severity: 'warning', next: 'measure' },
  { when: 'only the log speaks, and the range is small', is: evidence({ usage: unknown, ...logged(event(4231)) }, server2003), conclusion: 'small-range', severity: 'warning', next: 'widen', reasons: ['usage-not-known', 'small-range', 'event'] },
  { when: 'Windows does not say what it is', is: modern({ ports: 13500 }, { windows: unknown }), conclusion: 'will-be-exhausted', severity: 'critical', next: 'widen' },
];
