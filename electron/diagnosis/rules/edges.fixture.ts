// Both sides of every threshold, two rows each: what holds at the limit, and one step beside it.
import type { UsageEvidence } from '../../contract/diagnosis/diagnosis';
import type { ProcessUsage } from '../../contract/usage/usage';
import {
  all,
  event,
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
  type Situation,
} from '../verdict.fixture';
import { modern } from './rows.fixture';

const ok = { conclusion: 'not-ports', severity: 'ok', next: 'look-elsewhere' } as const;
const watched = { conclusion: 'enough-now', severity: 'neutral', next: 'watch' } as const;
const leak = {
  conclusion: 'leak',
  severity: 'warning',
  next: 'copy-process-details',
  names: 'OrderService.exe',
} as const;
const runningOut = { conclusion: 'will-be-exhausted', severity: 'warning', next: 'widen' } as const;
const collided = { conclusion: 'churn', severity: 'warning', next: 'reuse-connections' } as const;
const exhausted = { conclusion: 'exhausted-now', severity: 'critical', next: 'widen' } as const;

const holds = (states: Parameters<typeof process>[0], over: Partial<ProcessUsage> = {}): Partial<UsageEvidence> => ({
  ports: 3800,
  processes: [process(states, over)],
});
const started = { owners: known([owner({ processId: 4312 })]) };
const ended = { owners: known([owner({ processId: 4312, isRunning: false })]) };
const handles = (count: number) => ({ owners: known([owner({ processId: 4312, handles: count })]) });
const slowly = { forecast: rising(14, 900) };
const dns = (ports: number) => ({
  ranges: [range('ipv4Udp', { ports })],
  udpProcesses: [process({ OTHER: ports }, { processId: 1600, name: 'dns.exe', growth: 20 })],
  udpForecast: rising(20, 500),
});
const excluded = (ports: number) => ({ ports: 60, excluded: ports, usable: 16384 - ports });
const without = (number: number) => ({ excluded: known([{ start: 49152, number }]) });
const wide = (number: number) => ({ ranges: all({ start: 65536 - number, number }) });

// prettier-ignore
export const edges: readonly Situation[] = [
  { when: 'usual ports: a range of nine tenths is not small', is: modern({ ports: 7500, usable: 14746 }), ...runningOut },
  { when: 'usual ports: a port less is small', is: modern({ ports: 7500, usable: 14745 }), conclusion: 'small-range', severity: 'warning', next: 'widen' },
  { when: 'ports of 2003: two hours to the end of its range', is: modern({ ...holds({ ESTABLISHED: 300 }, { growth: 20 }), ports: 1576, forecast: rising(21, 700) }), ...watched },
  { when: 'ports of 2003: a port longer', is: modern({ ...holds({ ESTABLISHED: 300 }, { growth: 20 }), ports: 1575, forecast: rising(21, 700) }), ...ok },
  { when: 'widest range: it is not widened', is: modern({ ports: 40000, usable: 51609 }, wide(51609)), ...runningOut, next: 'use-fewer-ports', offers: 'widest-already' },
  { when: 'widest range: a port less can be', is: modern({ ports: 40000, usable: 51608 }, wide(51608)), ...runningOut, offers: 'range' },
  { when: 'gain: a quarter more ports', is: modern({}, { ...logged(event(4227)), ...without(3277) }), ...collided, addsPorts: true, offers: 'range' },
  { when: 'gain: hardly less', is: modern({}, { ...logged(event(4227)), ...without(3276) }), ...collided, addsPorts: false, offers: 'little-gain' },
  { when: 'excluded: three quarters of the range', is: modern(excluded(12288)), conclusion: 'excluded-ranges', severity: 'warning', next: 'move-excluded' },
  { when: 'excluded: a port less', is: modern(excluded(12287)), ...ok },
  { when: 'excluded: worth telling', is: modern({ ports: 8000, usable: 14895, excluded: 1490 }), ...runningOut, reasons: ['in-use', 'excluded'] },
  { when: 'excluded: not worth telling', is: modern({ ports: 8000, usable: 14895, excluded: 1489 }), ...runningOut, reasons: ['in-use', 'no-events'] },
  { when: 'unclosed: enough to watch', is: modern(holds({ CLOSE_WAIT: 200 })), ...watched },
  { when: 'unclosed: one less', is: modern(holds({ CLOSE_WAIT: 199 })), ...ok },
  { when: 'unclosed: a twentieth of the range', is: modern(holds({ CLOSE_WAIT: 820 })), ...leak },
  { when: 'unclosed: one less than that', is: modern(holds({ CLOSE_WAIT: 819 })), ...watched },
  { when: 'gone: it left many ports', is: modern(holds({ BOUND: 200 }), ended), ...leak, next: 'restart-computer', why: 'owner-gone' },
  { when: 'gone: it left one less', is: modern(holds({ BOUND: 199 }), ended), ...ok },
  { when: 'a fifth of the range is bound', is: modern(holds({ BOUND: 3277 }), started), ...leak },
  { when: 'one port less is bound', is: modern(holds({ BOUND: 3276 }), started), ...watched },
  { when: 'two hours are left', is: modern({ ...holds({ ESTABLISHED: 600 }, { growth: 100 }), ports: 4384, forecast: rising(110, 150) }), ...leak },
  { when: 'a port more is left', is: modern({ ...holds({ ESTABLISHED: 600 }, { growth: 100 }), ports: 4383, forecast: rising(110, 150) }), ...watched },
  { when: 'a quarter of an hour of rise', is: modern({ ...holds({ ESTABLISHED: 600 }, { growth: 14, risingSince: noon - 15 * minute }), ...slowly }), ...leak },
  { when: 'a minute less of rise', is: modern({ ...holds({ ESTABLISHED: 600 }, { growth: 14, risingSince: noon - 14 * minute }), ...slowly }), ...watched },
  { when: 'growth: a twentieth of the range an hour', is: modern({ ...holds({ ESTABLISHED: 3400 }, { growth: 13.66 }), ...slowly }), ...leak },
  { when: 'growth: hardly less', is: modern({ ...holds({ ESTABLISHED: 3400 }, { growth: 13.65 }), ...slowly }), ...watched },
  { when: 'growth: half of the rise', is: modern({ ...holds({ ESTABLISHED: 3400 }, { growth: 50 }), forecast: rising(100, 500) }), ...leak },
  { when: 'growth: hardly less than half of the rise', is: modern({ ...holds({ ESTABLISHED: 3400 }, { growth: 49.9 }), forecast: rising(100, 500) }), ...ok },
  { when: 'DNS: its reserve', is: modern(dns(5200)), ...ok },
  { when: 'DNS: more than its reserve', is: modern(dns(5201)), ...leak, names: 'dns.exe' },
  { when: 'TIME_WAIT: a tenth towards one server', is: modern({ timeWait: 1639, ports: 2000, endpoints: [server('10.0.0.9', 1639)] }, { reported: '10048' }), conclusion: 'churn', severity: 'warning', next: 'reuse-connections' },
  { when: 'TIME_WAIT: less than that', is: modern({ timeWait: 1638, ports: 2000, endpoints: [server('10.0.0.9', 1638)] }, { reported: '10048' }), ...ok },
  { when: 'TIME_WAIT: half of a filling range', is: modern({ ports: 9000, timeWait: 4500 }), conclusion: 'churn', severity: 'warning', next: 'reuse-connections' },
  { when: 'TIME_WAIT: less than half of it', is: modern({ ports: 9000, timeWait: 4499 }), ...runningOut },
  { when: 'half an hour is left', is: modern({ ports: 5000, forecast: rising(300, 24) }), ...runningOut, severity: 'critical' },
  { when: 'a minute more is left', is: modern({ ports: 5000, forecast: rising(300, 24.8) }), ...runningOut },
  { when: 'an event of ten minutes ago', is: modern({}, logged(event(4231, (10 * minute) / hour))), conclusion: 'exhausted-before', severity: 'critical', next: 'watch' },
  { when: 'an event of eleven minutes ago', is: modern({}, logged(event(4231, (11 * minute) / hour))), conclusion: 'exhausted-before', severity: 'warning', next: 'watch' },
  { when: 'handles: many', is: modern(holds({ CLOSE_WAIT: 900 }), handles(3001)), ...leak, reasons: ['in-use', 'owner-keeps-open', 'owner-handles'], over: 3000 },
  { when: 'handles: not many', is: modern(holds({ CLOSE_WAIT: 900 }), handles(3000)), ...leak, reasons: ['in-use', 'owner-keeps-open'] },
  { when: 'handles: too many', is: modern(holds({ CLOSE_WAIT: 900 }), handles(10001)), ...leak, over: 10000 },
  { when: 'handles: not too many', is: modern(holds({ CLOSE_WAIT: 900 }), handles(10000)), ...leak, over: 3000 },
  { when: 'half of the range is in use', is: modern({ ports: 8190, usable: 16380 }), ...ok },
  { when: 'more than half', is: modern({ ports: 8191, usable: 16380 }), ...runningOut },
  { when: 'four fifths', is: modern({ ports: 13104, usable: 16380 }), ...runningOut },
  { when: 'more than four fifths', is: modern({ ports: 13105, usable: 16380 }), ...runningOut, severity: 'critical' },
  { when: 'so full that the last ports are hard to find', is: modern({ ports: 16303 }), ...exhausted },
  { when: 'a port less full', is: modern({ ports: 16302 }), ...runningOut, severity: 'critical' },
];
