// Records what the sampler measured, and derives from it: history, trends, forecast, status, alerts.
import {
  atRisk,
  knownStates,
  portsIn,
  tcpAtRisk,
  type MeasuredSample,
  type UsageSample,
} from '../contract/usage/sample';
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import { statusOf } from '../contract/usage/status';
import { endsByItself, type WaitingPorts } from '../contract/usage/sustainable-rise';
import type {
  HistoryQuestion,
  UsageAlert,
  UsageDetails,
  UsageHistoryView,
  UsageOutlook,
  UsageSubject,
} from '../contract/usage/usage';
import { alertsFor, quietAlerts, type TransportAlerts } from './alerts';
import { sustainableRate, watchedLeft } from './forecast';
import { rangeTrends } from './range-trends';
import { subjectHistory, type SubjectTrend } from './subject-history';
import { usageHistory, type HistoryPeak } from './usage-history';

const watchedMs = 5 * 60_000;
const watchedRows = 300;
const rateMs = 60_000;
/** What the system answered to a request says little about later. */
const attemptMs = 60_000;

export interface Recorded {
  /** The sample with its trends and its status, which need the samples before it. */
  readonly sample: UsageSample;
  /** One at most for TCP and for UDP. */
  readonly alerts: readonly UsageAlert[];
}

export interface UsageRecorder {
  add(sample: UsageSample): Recorded;
  /** What the system answered to requests for ports at `at` (milliseconds since 1970): the status counts it for a minute. */
  note(attempts: readonly AttemptEvidence[], at: number): void;
  latest(): UsageSample | null;
  view(question: HistoryQuestion): UsageHistoryView;
  /** `timeWaitSeconds` is used where the sample has none. */
  outlook(timeWaitSeconds: number | null): UsageOutlook;
  /** The fullest moment of the TCP ports in the last hours, and since when they were watched; null while there is only one sample. */
  peak(): HistoryPeak | null;
  /** Forgets everything: other sockets are measured from now on. */
  clear(): void;
}

export function usageRecorder(): UsageRecorder {
  const history = usageHistory();
  const ranges = rangeTrends();
  const subjects = subjectHistory();
  let alerts: TransportAlerts = quietAlerts;
  let latest: UsageSample | null = null;
  /** In TIME_WAIT, where samples do not tell. */
  let waitSeconds: number | null = null;
  let attempts: { readonly at: number; readonly made: readonly AttemptEvidence[] } | null = null;

  const attemptsAt = (now: number): readonly AttemptEvidence[] =>
    attempts && now - attempts.at <= attemptMs ? attempts.made : [];

  const record = (sample: MeasuredSample): void => {
    const { figures, details } = sample;
    history.push({
      takenAt: figures.takenAt,
      reason: null,
      figures: {
        byState: knownStates(figures.byState, details.tellsBound),
        usable: figures.usable,
        atRisk: tcpAtRisk(sample),
        udp: details.udpCount,
        newPerSecond: details.newPerSecond,
        intervalMs: details.intervalMs,
      },
    });
    ranges.add(sample);
    subjects.add(figures.takenAt, usersOf(details));
  };

  const trends = (takenAt: number): Pick<UsageOutlook, 'forecast' | 'early' | 'udp' | 'remainingMs'> => {
    const tcp = ranges.trend('tcp') ?? { forecast: { kind: 'not-enough-data' }, early: null };
    const recent = history.view({ from: takenAt - watchedMs, to: takenAt, rows: watchedRows });
    return { ...tcp, udp: ranges.trend('udp'), remainingMs: watchedLeft(recent) };
  };
  const rateOf = (sample: MeasuredSample): UsageOutlook['rate'] => {
    const { takenAt } = sample.figures;
    const timeWaitSeconds = sample.details.timeWaitSeconds ?? waitSeconds;
    const { newPerSecond } = history.view({ from: takenAt - rateMs + 1, to: takenAt, rows: watchedRows });
    const rates = newPerSecond.filter((rate) => rate !== null);
    const measured = rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    return { sustainable: sustainableRate(tcpAtRisk(sample).usable, timeWaitSeconds), timeWaitSeconds, measured };
  };

  /** What status and alerts go by: a rise that ends by itself is none, as for the verdict. */
  const judgedTrends = (sample: MeasuredSample, outlook: ReturnType<typeof trends>): ReturnType<typeof trends> =>
    endsByItself({ ...waitingIn(sample), ...rateOf(sample) })
      ? { ...outlook, forecast: { kind: 'steady' }, early: null }
      : outlook;

  /** Of the latest measurement; null before the first. */
  let trend: ReturnType<typeof trends> | null = null;

  return {
    add(sample) {
      if (!sample.ok) {
        history.push({ takenAt: sample.takenAt, figures: null, reason: sample.error.code });
        ranges.addFailure(sample.takenAt, sample.error.code);
        latest = sample;
        return { sample, alerts: [] };
      }
      record(sample);
      const { takenAt } = sample.figures;
      const outlook = trends(takenAt);
      trend = outlook;
      const judged = judgedTrends(sample, outlook);
      const details = withTrends(sample.details, (subject) => subjects.trend(subject));
      latest = {
        ...sample,
        details: { ...details, status: statusOf({ sample, outlook: judged, attempts: attemptsAt(takenAt) }) },
      };
      const next = alertsFor(alerts, (transport) => {
        const risk = atRisk(sample, transport);
        return risk && { risk, trend: transport === 'tcp' ? judged : judged.udp };
      });
      alerts = next.state;
      const isSimulated = sample.details.simulated !== null;
      return { sample: latest, alerts: next.crossed.map((crossed) => ({ at: takenAt, isSimulated, ...crossed })) };
    },
    note: (made, at) => void (attempts = { at, made }),
    latest: () => latest,
    view({ from, to, rows, subject }) {
      if (subject === null) return history.view({ from, to, rows });
      if (subject.kind !== 'range') return subjects.view(subject, from, to, rows);
      return ranges.view(subject.name, { from, to, rows }) ?? subjects.view(subject, from, to, rows);
    },
    outlook(timeWaitSeconds) {
      waitSeconds = timeWaitSeconds;
      if (!latest?.ok || !trend)
        return {
          forecast: { kind: 'not-enough-data' },
          early: null,
          udp: null,
          remainingMs: watchedLeft(null),
          rate: { sustainable: null, timeWaitSeconds, measured: null },
        };
      return { ...trend, rate: rateOf(latest) };
    },
    peak: () => ranges.peak('tcp') ?? history.peak(),
    clear() {
      history.clear();
      ranges.clear();
      subjects.clear();
      alerts = quietAlerts;
      latest = null;
      trend = null;
      attempts = null;
      waitSeconds = null;
    },
  };
}

function waitingIn(sample: MeasuredSample): Pick<WaitingPorts, 'ports' | 'usable' | 'timeWait' | 'toOneServer'> {
  const { figures, details } = sample;
  const { ports, usable } = tcpAtRisk(sample);
  const toServers = details.endpoints.map((server) => portsIn(server, 'TIME_WAIT'));
  return {
    ports,
    usable,
    timeWait: portsIn(details.busiest ?? figures, 'TIME_WAIT'),
    toOneServer: toServers.length === 0 ? null : Math.max(...toServers),
  };
}

type User = readonly [UsageSubject, { readonly byState: readonly (number | null)[] }];

function usersOf({ processes, udpProcesses, endpoints, addresses, tellsBound }: UsageDetails): User[] {
  const known = ({ byState }: { readonly byState: readonly number[] }) => ({
    byState: knownStates(byState, tellsBound),
  });
  return [
    ...processes.map((usage): User => [{ kind: 'process', processId: usage.processId }, known(usage)]),
    ...(udpProcesses ?? []).map((usage): User => [{ kind: 'udp-process', processId: usage.processId }, usage]),
    ...endpoints.map((usage): User => [{ kind: 'endpoint', address: usage.address, port: usage.port }, known(usage)]),
    ...addresses.map((usage): User => [{ kind: 'address', address: usage.address }, known(usage)]),
  ];
}

function withTrends(details: UsageDetails, trendOf: (subject: UsageSubject) => SubjectTrend): UsageDetails {
  return {
    ...details,
    processes: details.processes.map((usage) => ({
      ...usage,
      ...trendOf({ kind: 'process', processId: usage.processId }),
    })),
    udpProcesses:
      details.udpProcesses?.map((usage) => ({
        ...usage,
        ...trendOf({ kind: 'udp-process', processId: usage.processId }),
      })) ?? null,
    endpoints: details.endpoints.map((usage) => ({
      ...usage,
      growth: trendOf({ kind: 'endpoint', address: usage.address, port: usage.port }).growth,
    })),
  };
}
