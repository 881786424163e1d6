// The past of each dynamic range by itself, and what it suggests for TCP and for UDP.
// Protects: a range that is used up is not hidden by a wider one of the other version of IP.
import { exhaustionMinutes } from '../contract/usage/status';
import { rangeParts, rangesOf, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import { riskOf, shareAtRisk } from '../contract/usage/ports-at-risk';
import { knownStates, type MeasuredSample } from '../contract/usage/sample';
import type { Transport } from '../contract/usage/port-attempt';
import type {
  EarlyRise,
  HistoryQuestion,
  RangeUsage,
  UsageForecast,
  UsageGap,
  UsageHistoryView,
  UsageTrend,
} from '../contract/usage/usage';
import { forecastOf, risingAt, slopeOf, type SeriesPoint } from './forecast';
import { usageHistory, type HistoryPeak, type UsageHistory } from './usage-history';

const forecastMs = 5 * 60_000;
const forecastRows = 300;
const earlyMs = 30_000;
/** Where one measurement takes long, half a minute has too few of them. */
const earlyPoints = 10;

export interface RangeTrends {
  add(sample: MeasuredSample): void;
  /** There was no measurement. */
  addFailure(takenAt: number, reason: UsageGap['reason']): void;
  view(name: RangeName, question: Omit<HistoryQuestion, 'subject'>): UsageHistoryView | null;
  /** Null where no range of this transport was in the last sample. */
  trend(transport: Transport): UsageTrend | null;
  /** The fullest moment of a transport; null while there is at most one measurement. */
  peak(transport: Transport): HistoryPeak | null;
  clear(): void;
}

export function rangeTrends(): RangeTrends {
  const histories = new Map<RangeName, UsageHistory>();
  let latest: { readonly ranges: readonly RangeUsage[]; readonly takenAt: number } = { ranges: [], takenAt: 0 };

  const historyOf = (name: RangeName): UsageHistory => {
    const known = histories.get(name) ?? usageHistory();
    histories.set(name, known);
    return known;
  };

  const pointsOf = (name: RangeName): SeriesPoint[] => {
    const { takenAt } = latest;
    const { times, busiest } = historyOf(name).view({ from: takenAt - forecastMs, to: takenAt, rows: forecastRows });
    return times.flatMap((at, index): SeriesPoint[] => {
      const ports = busiest[index] ?? null;
      return ports === null ? [] : [{ at, ports }];
    });
  };

  return {
    add({ figures, details }) {
      const { takenAt } = figures;
      for (const range of details.ranges)
        historyOf(range.name).push({
          takenAt,
          reason: null,
          figures: {
            byState:
              rangeParts[range.name].transport === 'tcp'
                ? knownStates(range.byState, details.tellsBound)
                : range.byState,
            usable: range.usable,
            atRisk: riskOf(range),
            udp: null,
            newPerSecond: null,
            intervalMs: details.intervalMs,
          },
        });
      for (const [name, history] of histories)
        if (!details.ranges.some((range) => range.name === name))
          history.push({ takenAt, figures: null, reason: 'NOT_AVAILABLE_HERE' });
      latest = { ranges: details.ranges, takenAt };
    },
    addFailure(takenAt, reason) {
      for (const history of histories.values()) history.push({ takenAt, figures: null, reason });
    },
    view: (name, question) => histories.get(name)?.view(question) ?? null,
    trend(transport) {
      const names: readonly RangeName[] = rangesOf[transport];
      const ranges = latest.ranges
        .filter(({ name }) => names.includes(name))
        .map((range) => ({ risk: riskOf(range), points: pointsOf(range.name) }))
        .sort((one, other) => shareAtRisk(other.risk) - shareAtRisk(one.risk));
      if (ranges.length === 0) return null;
      const forecasts = ranges.map(({ risk, points }) => forecastOf(points, risk.usable));
      const rises = ranges.flatMap(({ risk, points }) => earlyRise(points, risk.usable) ?? []);
      return {
        forecast: soonest(forecasts),
        early: rises.sort((a, b) => a.toExhaustion.low - b.toExhaustion.low)[0] ?? null,
      };
    },
    peak(transport) {
      const peaks = rangesOf[transport].flatMap((name) => histories.get(name)?.peak() ?? []);
      return peaks.sort((one, other) => other.ports * one.usable - one.ports * other.usable)[0] ?? null;
    },
    clear() {
      histories.clear();
      latest = { ranges: [], takenAt: 0 };
    },
  };
}

/** The forecast that comes true first; where none does, that of the first range. */
function soonest(forecasts: readonly UsageForecast[]): UsageForecast {
  const dueIn = (forecast: UsageForecast): number => {
    if (forecast.kind === 'exhausted') return 0;
    return forecast.kind === 'rising' ? forecast.toExhaustion.low : Number.POSITIVE_INFINITY;
  };
  return forecasts.reduce<UsageForecast>(
    (first, forecast) => (dueIn(forecast) < dueIn(first) ? forecast : first),
    forecasts[0] ?? { kind: 'not-enough-data' },
  );
}

/** What the last half minute alone says; null unless the ports are used up soon at that pace. */
function earlyRise(points: readonly SeriesPoint[], usable: number): EarlyRise | null {
  const last = points.at(-1);
  if (!last) return null;
  const recent = points.filter(({ at }) => at >= last.at - earlyMs);
  const slope = slopeOf(recent.length < earlyPoints ? points.slice(-earlyPoints) : recent);
  if (!slope || slope.low <= 0) return null;
  if ((usable - last.ports) / slope.middle > exhaustionMinutes.warning) return null;
  return risingAt(slope, last.ports, usable);
}
