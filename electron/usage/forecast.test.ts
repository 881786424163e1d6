import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastOf, slopeOf, sustainableRate, type SeriesPoint } from './forecast';

const usable = 16384;

/** One point a second for `seconds`. */
function series(seconds: number, ports: (second: number) => number): SeriesPoint[] {
  return Array.from({ length: seconds }, (_, second) => ({ at: second * 1000, ports: ports(second) }));
}

describe('the forecast', () => {
  it('knows the end of a straight line', () => {
    const forecast = forecastOf(
      series(300, (second) => 1000 + second * 10),
      usable,
    );
    expect(forecast).toMatchObject({ kind: 'rising' });
    if (forecast.kind !== 'rising') return;
    expect(forecast.perMinute).toBeCloseTo(600, 5);
    const exact = (usable - 3990) / 600;
    expect(forecast.toExhaustion.low).toBeLessThan(exact);
    expect(forecast.toExhaustion.high).toBeGreaterThan(exact);
    expect(forecast.toExhaustion.high).toBeLessThan(exact * 1.3);
    const critical = (usable * 0.8 - 3990) / 600;
    expect(forecast.toCritical?.low).toBeLessThan(critical);
    expect(forecast.toCritical?.high).toBeGreaterThan(critical);
  });

  it.each([
    ['flat', () => 5000],
    ['falling', (second: number) => 9000 - second * 5],
    ['wavering', (second: number) => 5000 + Math.sin(second / 7) * 400],
    ['up and down again', (second: number) => 5000 + Math.min(second, 300 - second) * 10],
    ['creeping', (second: number) => 5000 + Math.floor(second / 30)],
  ])('promises nothing when the ports are %s', (_, ports) => {
    expect(forecastOf(series(300, ports), usable)).toEqual({ kind: 'steady' });
  });

  it('is not thrown off by single outliers', () => {
    const points = series(300, (second) => (second % 20 === 0 ? 15_000 : 1000 + second * 10));
    expect(slopeOf(points)?.middle).toBeCloseTo(600, -1);
  });

  it('has no answer for a few samples', () => {
    expect(forecastOf([], usable)).toEqual({ kind: 'not-enough-data' });
    expect(
      forecastOf(
        series(9, (second) => second * 100),
        usable,
      ),
    ).toEqual({ kind: 'not-enough-data' });
  });

  it('waits while few ports are in use: those in TIME_WAIT have not returned yet', () => {
    const warmingUp = (second: number) => Math.round(60 + Math.min(second, 120) * 1.5);
    expect(forecastOf(series(60, warmingUp), usable)).toEqual({ kind: 'not-enough-data' });
    expect(forecastOf(series(300, warmingUp), usable)).toEqual({ kind: 'steady' });
    expect(
      forecastOf(
        series(300, (second) => 60 + second * 4),
        usable,
      ),
    ).toMatchObject({ kind: 'rising' });
  });

  it('reports exhausted when it is, and ignores the past', () => {
    expect(
      forecastOf(
        series(60, () => usable),
        usable,
      ),
    ).toEqual({ kind: 'exhausted' });
    expect(
      forecastOf(
        series(300, (second) => 13_200 + second * 10),
        usable,
      ),
    ).toMatchObject({ kind: 'rising', toCritical: null });
  });

  it('has the true time within its range for noisy lines', () => {
    let within = 0;
    let runs = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 120, max: 3000 }),
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 300, maxLength: 300 }),
        (perMinute, noise) => {
          const points = series(300, (second) => Math.round(2000 + (second / 60) * perMinute + (noise[second] ?? 0)));
          const forecast = forecastOf(points, usable);
          const last = 2000 + (299 / 60) * perMinute;
          if (forecast.kind !== 'rising') return;
          const exact = (usable - last) / perMinute;
          runs += 1;
          if (forecast.toExhaustion.low <= exact * 1.01 && (forecast.toExhaustion.high ?? Infinity) >= exact * 0.99)
            within += 1;
        },
      ),
      { seed: 7, numRuns: 200 },
    );
    expect(within / runs).toBeGreaterThan(0.95);
  });

  it('grows with the series: scaling time and ports scales the slope', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (factor) => {
        const one = slopeOf(series(100, (second) => second * 3));
        const more = slopeOf(series(100, (second) => second * 3 * factor));
        expect(more?.middle).toBeCloseTo((one?.middle ?? 0) * factor, 6);
      }),
    );
  });
});

describe('the sustainable rate', () => {
  it.each([
    [3976, 240, 16.6],
    [16384, 120, 136.5],
  ])('is, for %d ports and %d seconds in TIME_WAIT, %d a second', (ports, seconds, rate) => {
    expect(sustainableRate(ports, seconds)).toBeCloseTo(rate, 0);
  });

  it('is unknown without the seconds', () => {
    expect(sustainableRate(3976, null)).toBeNull();
    expect(sustainableRate(3976, 0)).toBeNull();
  });
});
