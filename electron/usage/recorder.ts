// Records what the sampler measured, and derives from it: history, trends, forecast, alerts.
import { shareOfUsable } from '../contract/usage/levels';
import { tcpAtRisk, type UsageSample } from '../contract/usage/sample';
import {
  historyHours,
  type HistoryQuestion,
  type PortsByState,
  type UsageAlert,
  type UsageDetails,
  type UsageHistoryView,
  type UsageOutlook,
  type UsageSubject,
} from '../contract/usage/usage';
import { nextAlert, quiet, type AlertState } from './alerts';
import { forecastOf, sustainableRate, type SeriesPoint } from './forecast';
import { usageHistory } from './usage-history';
import { subjectHistory } from './subject-history';

const forecastMs = 5 * 60_000;
const rateMs = 60_000;
const forecastRows = 300;
const peakRows = 2000;

export interface Recorded {
  /** The sample with its trends, which need the samples before it. */
  readonly sample: UsageSample;
  readonly alert: UsageAlert | null;
}

export interface UsagePeak {
  /** At the fullest local address. */
  readonly ports: number;
  readonly usable: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly since: number;
}

export interface UsageRecorder {
  add(sample: UsageSample): Recorded;
  latest(): UsageSample | null;
  view(question: HistoryQuestion): UsageHistoryView;
  /** `timeWaitSeconds` is used where the sample has none. */
  outlook(timeWaitSeconds: number | null): UsageOutlook;
  /** The fullest moment of the last hours, and since when they were watched; null while there is only one sample. */
  peak(): UsagePeak | null;
  /** Forgets everything: other sockets are measured from now on. */
  clear(): void;
}

export function usageRecorder(): UsageRecorder {
  const history = usageHistory();
  const subjects = subjectHistory();
  let alerts: AlertState = quiet;
  let latest: UsageSample | null = null;

  return {
    add(sample) {
      if (!sample.ok) {
        history.push({ takenAt: sample.takenAt, figures: null, reason: sample.error.code });
        latest = sample;
        return { sample, alert: null };
      }
      const { figures, details } = sample;
      const { ports, usable, address } = tcpAtRisk(sample);
      history.push({
        takenAt: figures.takenAt,
        reason: null,
        figures: {
          byState: figures.byState,
          usable: figures.usable,
          busiest: ports,
          udp: details.udpCount,
          newPerSecond: details.newPerSecond,
          intervalMs: details.intervalMs,
        },
      });
      subjects.add(figures.takenAt, usersOf(details));
      const { state, crossed } = nextAlert(alerts, shareOfUsable(ports, usable));
      alerts = state;
      latest = { ok: true, figures, details: withTrends(details, (subject) => subjects.growth(subject)) };
      const alert = crossed && {
        at: figures.takenAt,
        ...crossed,
        ports,
        usable,
        address,
        isSimulated: details.simulated !== null,
      };
      return { sample: latest, alert };
    },
    latest: () => latest,
    view({ from, to, rows, subject }) {
      return subject === null ? history.view({ from, to, rows }) : subjects.view(subject, from, to, rows);
    },
    outlook(timeWaitSeconds) {
      if (!latest?.ok)
        return { forecast: { kind: 'not-enough-data' }, rate: { sustainable: null, timeWaitSeconds, measured: null } };
      const { takenAt, usable } = latest.figures;
      const seconds = latest.details.timeWaitSeconds ?? timeWaitSeconds;
      const recent = history.view({ from: takenAt - forecastMs, to: takenAt, rows: forecastRows });
      const points = recent.times.flatMap((at, index): SeriesPoint[] => {
        const ports = recent.busiest[index] ?? null;
        return ports === null ? [] : [{ at, ports }];
      });
      const rates = recent.newPerSecond.filter(
        (rate, index) => rate !== null && (recent.times[index] ?? 0) > takenAt - rateMs,
      ) as number[];
      const measured = rates.length === 0 ? null : rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
      return {
        forecast: forecastOf(points, usable),
        rate: { sustainable: sustainableRate(usable, seconds), timeWaitSeconds: seconds, measured },
      };
    },
    peak() {
      const newest = latest?.ok ? latest.figures.takenAt : (latest?.takenAt ?? 0);
      const { times, busiest, usable } = history.view({
        from: newest - historyHours * 3_600_000,
        to: newest,
        rows: peakRows,
      });
      const moments = times.flatMap((at, index) => {
        const [ports, of] = [busiest[index] ?? null, usable[index] ?? null];
        return ports === null || of === null ? [] : [{ ports, usable: of, at }];
      });
      const [first, second] = moments;
      if (!first || !second) return null;
      const fullest = moments.reduce((most, moment) =>
        moment.ports * most.usable > most.ports * moment.usable ? moment : most,
      );
      return { ...fullest, since: first.at };
    },
    clear() {
      history.clear();
      subjects.clear();
      alerts = quiet;
      latest = null;
    },
  };
}

function usersOf({ processes, endpoints, addresses }: UsageDetails): (readonly [UsageSubject, PortsByState])[] {
  return [
    ...processes.map((usage) => [{ kind: 'process', processId: usage.processId }, usage] as const),
    ...endpoints.map((usage) => [{ kind: 'endpoint', address: usage.address, port: usage.port }, usage] as const),
    ...addresses.map((usage) => [{ kind: 'address', address: usage.address }, usage] as const),
  ];
}

function withTrends(details: UsageDetails, growth: (subject: UsageSubject) => number | null): UsageDetails {
  return {
    ...details,
    processes: details.processes.map((usage) => ({
      ...usage,
      growth: growth({ kind: 'process', processId: usage.processId }),
    })),
    endpoints: details.endpoints.map((usage) => ({
      ...usage,
      growth: growth({ kind: 'endpoint', address: usage.address, port: usage.port }),
    })),
  };
}
