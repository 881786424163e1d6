// Evidence for tests: a calm Windows 11 with everything known, changed where the test says so.
import { parametersFor } from '../contract/registry/parameters';
import { absent, dword } from '../contract/registry/stored-value';
import { tcpStates, type TcpStateGroup } from '../contract/usage/sample';
import type { RecommendationRefusal } from '../contract/diagnosis/recommendation';
import type {
  EventCount,
  Evidence,
  OwnerEvidence,
  Reading,
  TcpipEvent,
  UsageEvidence,
} from '../contract/diagnosis/diagnosis';
import type {
  Conclusion,
  Lever,
  NextStep,
  OwnerKind,
  Reason,
  RestartReason,
  Scope,
  Severity,
  Verdict,
} from '../contract/diagnosis/verdict';
import { netstatOf } from './ports-command';
import type { AttemptAnswer, AttemptEvidence } from '../contract/usage/port-attempt';
import type { ServiceFacts } from '../contract/usage/process-facts';
import type { PortRange, RangeName } from '../contract/port-ranges/dynamic-ranges';
import type { AddressUsage, EndpointUsage, ProcessUsage, RangeUsage, UsageForecast } from '../contract/usage/usage';

export const noon = Date.UTC(2026, 5, 15, 12);

export const known = <T>(value: T): Reading<T> => ({ known: true, value });
export const unknown = { known: false, reason: 'failed', detail: '' } as const;

/** The same range for TCP and UDP, IPv4 and IPv6. */
export function all(range: PortRange): Evidence['ranges'] {
  return { ipv4Tcp: known(range), ipv4Udp: known(range), ipv6Tcp: known(range), ipv6Udp: known(range) };
}

export const windows11 = { major: 10, minor: 0, build: 26100 };
export const server2003 = { major: 5, minor: 2, build: 3790 };

export function usage(over: Partial<UsageEvidence> = {}): UsageEvidence {
  return {
    takenAt: noon,
    ports: 600,
    usable: 16384,
    address: '192.0.2.25',
    addresses: [],
    ranges: [range('ipv4Udp', { ports: 40 })],
    processes: [],
    udpProcesses: [],
    endpoints: [],
    bound: 0,
    timeWait: 40,
    excluded: 0,
    largestFree: 9000,
    peak: null,
    rate: { measured: 2, sustainable: 136.5, timeWaitSeconds: 120 },
    forecast: { kind: 'steady' },
    udpForecast: { kind: 'steady' },
    early: null,
    udpEarly: null,
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
    risingSince: null,
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
    ranges: all(range),
    trend: { kind: 'known' },
    attempts: [],
    owners: known([]),
    timeWaitSeconds: known(isModern ? 120 : 240),
    claims: known({ listeners: [], programs: [] }),
    reported: null,
    maxUserPort: known({ parameter: parameters.MaxUserPort, stored: stored === null ? absent : dword(stored) }),
    timedWaitDelay: known({ parameter: parameters.TcpTimedWaitDelay, stored: absent }),
    isStoredSinceStart: true,
    portsCommand: netstatOf(version),
    usage: known(
      usage(isModern ? {} : { usable: 3976, rate: { measured: 2, sustainable: 33.1, timeWaitSeconds: 120 } }),
    ),
    excluded: known([]),
    events: known({ since: noon - 7 * 24 * 3_600_000, counts: [] }),
    recorded: known(null),
    changedAt: null,
    ...over,
  };
}

export const minute = 60_000;
export const hour = 60 * minute;

export const event = (id: TcpipEvent, hoursAgo = 20, count = 3): EventCount => ({
  id,
  count,
  lastAt: noon - hoursAgo * hour,
});

export const logged = (...counts: readonly EventCount[]) => ({ events: known({ since: noon - 168 * hour, counts }) });

/** Facts on a process that was there before its ports were. */
export function owner(over: Partial<OwnerEvidence> & Pick<OwnerEvidence, 'processId'>): OwnerEvidence {
  return {
    startedAt: noon - 5 * hour,
    path: null,
    company: null,
    handles: null,
    services: [],
    isRunning: true,
    firstSeenAt: noon - 4 * hour,
    ...over,
  };
}

export function service(name: string, isStoppable = true): ServiceFacts {
  return { name, displayName: name, isStoppable };
}

export function at(address: string, ports: number, usable = 16384): AddressUsage {
  return { address, ports, usable, byState: [ports, 0, 0, 0, 0, 0, 0] };
}

export function range(name: RangeName, over: Partial<RangeUsage> = {}): RangeUsage {
  return {
    name,
    range: { start: 49152, number: 16384 },
    usable: 16384,
    excluded: 0,
    largestFree: 9000,
    busiest: null,
    ports: 0,
    byState: [0, 0, 0, 0, 0, 0, 0],
    ...over,
  };
}

/** One server, with its ports in TIME_WAIT. */
export function server(address: string, timeWait: number, over: Partial<EndpointUsage> = {}): EndpointUsage {
  return {
    address,
    port: 443,
    ports: timeWait,
    byState: [0, timeWait, 0, 0, 0, 0, 0],
    growth: null,
    newPerSecond: null,
    lastOwner: null,
    ...over,
  };
}

export function attempt(answer: AttemptAnswer, over: Partial<AttemptEvidence> = {}): AttemptEvidence {
  return { transport: 'tcp', ip: 'ipv4', how: 'bind', address: '0.0.0.0', answer, isSimulated: false, ...over };
}

/** One row of a table of tests. */
export interface Situation {
  readonly when: string;
  readonly is: Evidence;
  readonly conclusion: Conclusion;
  readonly severity: Severity;
  readonly next: NextStep['code'];
  /** Of the next step, where it has one. */
  readonly lever?: Lever;
  readonly why?: RestartReason;
  readonly addsPorts?: boolean;
  /** What kind of change is recommended, or why there is none. */
  readonly offers?: 'range' | 'MaxUserPort' | RecommendationRefusal;
  readonly reasons?: readonly Reason['code'][];
  /** The culprit's name; absent where nobody is to be named. */
  readonly names?: string | null;
  readonly kind?: OwnerKind;
  readonly scope?: Partial<Scope>;
  /** The limit that the number of open handles is over. */
  readonly over?: number;
}

/** What of a verdict a row tells, in the same form. */
export function toldBy(row: Situation) {
  const { conclusion, severity, next, lever, why, addsPorts, offers, reasons, names, kind, scope, over } = row;
  return {
    conclusion,
    severity,
    next,
    ...(lever !== undefined && { lever }),
    ...(why !== undefined && { why }),
    ...(addsPorts !== undefined && { addsPorts }),
    ...(offers !== undefined && { offers }),
    ...(reasons && { reasons }),
    names,
    ...(kind && { kind }),
    ...(scope && { scope }),
    ...(over !== undefined && { over }),
  };
}

export function foundIn(
  { conclusion, severity, scope, culprit, reasons, nextStep, recommendation }: Verdict,
  row: Situation,
): ReturnType<typeof toldBy> {
  const handles = reasons.find((reason) => reason.code === 'owner-handles');
  return {
    conclusion,
    severity,
    next: nextStep.code,
    ...(row.lever !== undefined && { lever: 'lever' in nextStep ? nextStep.lever : null }),
    ...(row.why !== undefined && 'why' in nextStep && { why: nextStep.why }),
    ...(row.addsPorts !== undefined && 'addsPorts' in nextStep && { addsPorts: nextStep.addsPorts }),
    ...(row.offers !== undefined && {
      offers: recommendation.kind === 'none' ? recommendation.why : recommendation.kind,
    }),
    ...(row.reasons && { reasons: reasons.map(({ code }) => code) }),
    names: culprit ? culprit.name : undefined,
    ...(row.kind && culprit && { kind: culprit.kind }),
    ...(row.scope && { scope: partOf(scope, row.scope) }),
    ...(row.over !== undefined && { over: handles?.over }),
  };
}

function partOf(scope: Scope, asked: Partial<Scope>): Partial<Scope> {
  return {
    ...('transport' in asked && { transport: scope.transport }),
    ...('ip' in asked && { ip: scope.ip }),
    ...('address' in asked && { address: scope.address }),
  };
}
