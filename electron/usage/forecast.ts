// What the recent minutes suggest about the ports to come. Pure: a line through the samples that outliers do not bend.
// Protects: noise leads to no forecast; the answer is a range, and there is none where nothing rises.
import { exhaustedShare, shareOfUsable, thresholds } from '../contract/usage/levels';
import type { EarlyRise, MinutesRange, UsageForecast, UsageHistoryView } from '../contract/usage/usage';

export interface SeriesPoint {
  /** Milliseconds. */
  readonly at: number;
  readonly ports: number;
}

export interface Slope {
  /** Ports per minute: the estimate, and the ends of its 90 % range. */
  readonly middle: number;
  readonly low: number;
  readonly high: number;
}

const minute = 60_000;
/** Points used for a slope. More would hardly improve it, and the cost grows with the square. */
const mostPoints = 60;
const fewestPoints = 10;
const shortestSpanMs = 20_000;
/** Normal quantile of a two-sided 90 % confidence interval. */
const z90 = 1.645;
/** The range is never narrower than this share of the slope: the past does not predict better. */
const leastDoubt = 0.15;
/** Growth below this share of the usable ports per hour is not reported. */
const leastGrowthPerHour = 0.05;
/** While few ports are in use, wait until the first ports have left TIME_WAIT: before that, usage rises on every machine. */
const fewShare = 0.1;
const fewSpanMinutes = 3;
/** Beyond this, an end of the range is left open. */
const longestMinutes = 24 * 60;

/** Growth of the series, by the Theil–Sen estimator (outliers hardly move it); null when the series is too short. */
export function slopeOf(points: readonly SeriesPoint[]): Slope | null {
  const some = thinned(points, mostPoints);
  const first = some[0];
  const last = some.at(-1);
  if (!first || !last || some.length < fewestPoints || last.at - first.at < shortestSpanMs) return null;
  const slopes = pairSlopes(some);
  const count = some.length;
  const doubt = z90 * Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  const middleIndex = (slopes.length - 1) / 2;
  const at = (index: number) => slopes[Math.min(slopes.length - 1, Math.max(0, Math.round(index)))] ?? 0;
  const middle = at(middleIndex);
  const half = Math.floor(count / 2);
  const halves = [some.slice(0, half), some.slice(half)].map((part) => medianOf(pairSlopes(part)));
  const low = Math.min(at(middleIndex - doubt / 2), ...halves, middle - Math.abs(middle) * leastDoubt);
  const high = Math.max(at(middleIndex + doubt / 2), ...halves, middle + Math.abs(middle) * leastDoubt);
  return { middle, low, high };
}

/** Time until the usable ports are used up, seen from the last point. */
export function forecastOf(points: readonly SeriesPoint[], usable: number): UsageForecast {
  const last = points.at(-1);
  if (!last) return { kind: 'not-enough-data' };
  if (shareOfUsable(last.ports, usable) >= exhaustedShare) return { kind: 'exhausted' };
  const slope = slopeOf(points);
  if (!slope) return { kind: 'not-enough-data' };
  const span = (last.at - (points[0]?.at ?? last.at)) / minute;
  if (last.ports < usable * fewShare && span < fewSpanMinutes) return { kind: 'not-enough-data' };
  const isRising = slope.low > 0 && slope.middle * 60 >= usable * leastGrowthPerHour && slope.middle * span >= 3;
  if (!isRising) return { kind: 'steady' };
  return { kind: 'rising', ...risingAt(slope, last.ports, usable) };
}

/** What a slope comes to, while so many ports are in use. */
export function risingAt(slope: Slope, ports: number, usable: number): EarlyRise {
  const critical = (usable * thresholds.critical) / 100;
  return {
    perMinute: slope.middle,
    perMinuteLow: slope.low,
    perMinuteHigh: slope.high,
    toCritical: ports >= critical ? null : minutesTo(critical - ports, slope),
    toExhaustion: minutesTo(usable - ports, slope),
  };
}

/** Minutes until so many more ports are in use. */
function minutesTo(ports: number, { low, high }: Slope): MinutesRange {
  const latest = ports / low;
  return { low: ports / high, high: latest > longestMinutes ? null : latest };
}

/** Watched for so long, the trend is known: whoever opens ports in bursts has had one. */
const trendKnownMs = 60_000;

/** Milliseconds that the ports have to be watched until their trend is known; 0 when it is. Null: nothing was watched. */
export function watchedLeft(recent: Pick<UsageHistoryView, 'times' | 'busiest'> | null): number {
  const { times, busiest } = recent ?? { times: [], busiest: [] };
  const last = times.at(-1);
  const gap = busiest.lastIndexOf(null);
  const first = times[gap + 1];
  return last === undefined || first === undefined ? trendKnownMs : Math.max(0, trendKnownMs - (last - first));
}

/** New connections per second to one server that can be sustained: each port stays in TIME_WAIT before it is assigned again. */
export function sustainableRate(usable: number, timeWaitSeconds: number | null): number | null {
  return timeWaitSeconds === null || timeWaitSeconds <= 0 ? null : usable / timeWaitSeconds;
}

/** Every pair of points as ports a minute, rising. */
function pairSlopes(points: readonly SeriesPoint[]): Float64Array {
  const slopes: number[] = [];
  points.forEach((one, index) => {
    for (let next = index + 1; next < points.length; next += 1) {
      const other = points[next];
      if (other && other.at > one.at) slopes.push(((other.ports - one.ports) / (other.at - one.at)) * minute);
    }
  });
  return Float64Array.from(slopes).sort();
}

function medianOf(sorted: Float64Array): number {
  if (sorted.length === 0) return 0;
  const upper = sorted.length >> 1;
  const high = sorted[upper] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[upper - 1] ?? 0)) / 2;
}

/** At most `most` points, evenly taken, the last one always. */
function thinned(points: readonly SeriesPoint[], most: number): readonly SeriesPoint[] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  );
}
