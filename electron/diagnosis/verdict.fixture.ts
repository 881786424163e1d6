// Evidence for tests: a calm Windows 11 with everything known, changed where the test says so.
import { parametersFor } from '../contract/registry/parameters';
import { absent, dword } from '../contract/registry/stored-value';
import { tcpStates, type TcpStateGroup } from '../contract/usage/sample';
import type { Evidence, Reading, UsageEvidence } from '../contract/diagnosis/diagnosis';
import type { ProcessUsage, UsageForecast } from '../contract/usage/usage';

export const noon = Date.UTC(2026, 5, 15, 12);

export const known = <T>(value: T): Reading<T> => ({ known: true, value });
export const unknown = { known: false, reason: 'failed', detail: '' } as const;

export const windows11 = { major: 10, minor: 0, build: 26100 };
export const server2003 = { major: 5, minor: 2, build: 3790 };

export function usage(over: Partial<UsageEvidence> = {}): UsageEvidence {
  return {
    takenAt: noon,
    ports: 600,
    usable: 16384,
    address: '192.0.2.25',
    addresses: [],
    ranges: [],
    processes: [],
    udpProcesses: [],
    endpoints: [],
    tellsBound: true,
    timeWait: 40,
    excluded: 0,
    largestFree: 9000,
    peak: null,
    rate: { measured: 2, sustainable: 136.5, timeWaitSeconds: 120 },
    forecast: { kind: 'steady' },
    udpForecast: { kind: 'steady' },
    refused: null,
    ...over,
  };
}

export function process(
  states: Partial<Record<TcpStateGroup, number>>,
  over: Partial<ProcessUsage> = {},
): ProcessUsage {
  const byState = tcpStates.map((state) => states[state] ?? 0);
  return {
    processId: 4312,
    name: 'OrderService.exe',
    ports: byState.reduce((sum, count) => sum + count, 0),
    byState,
    growth: null,
    released: 0,
    ...over,
  };
}

export function rising(perMinute: number, minutes: number): UsageForecast {
  const range = (low: number) => ({ low, high: low * 1.5 });
  return {
    kind: 'rising',
    perMinute,
    perMinuteLow: perMinute * 0.8,
    perMinuteHigh: perMinute * 1.2,
    toCritical: range(minutes * 0.7),
    toExhaustion: range(minutes),
  };
}

/** Windows 11 unless `version` says otherwise; `stored` is MaxUserPort. */
export function evidence(over: Partial<Evidence> = {}, version = windows11, stored: number | null = null): Evidence {
  const parameters = parametersFor(version);
  const isModern = version.major >= 6;
  const range = isModern ? { start: 49152, number: 16384 } : { start: 1025, number: 3976 };
  return {
    takenAt: noon,
    of: 'machine',
    load: null,
    isPractice: false,
    windows: known({ product: isModern ? 'Windows 11 Pro' : 'Windows Server 2003 R2', version }),
    ranges: { ipv4Tcp: known(range), ipv4Udp: known(range), ipv6Tcp: known(range), ipv6Udp: known(range) },
    trend: { kind: 'known' },
    attempts: [],
    owners: known([]),
    timeWaitSeconds: known(isModern ? 120 : 240),
    claims: known({ listeners: [], programs: [] }),
    reported: null,
    maxUserPort: known({ parameter: parameters.MaxUserPort, stored: stored === null ? absent : dword(stored) }),
    timedWaitDelay: known({ parameter: parameters.TcpTimedWaitDelay, stored: absent }),
    usage: known(
      usage(isModern ? {} : { usable: 3976, rate: { measured: 2, sustainable: 33.1, timeWaitSeconds: 120 } }),
    ),
    excluded: known([]),
    events: known({ since: noon - 7 * 24 * 3_600_000, counts: [] }),
    changedAt: null,
    ...over,
  };
}
