import { describe, expect, it } from 'vitest';
import { chartForecast } from './chart-forecast';
import type { UsageTrend } from '../../electron/contract/usage/usage';

const rise = { perMinute: 100, perMinuteLow: 80, perMinuteHigh: 125, toCritical: null };
const rising: UsageTrend = {
  forecast: { kind: 'rising', ...rise, toExhaustion: { low: 4, high: 6.25 } },
  early: null,
};
const risk = { range: null, ports: 500, usable: 1000, address: null };

describe('the forecast that is drawn', () => {
  it('reaches the limit when the figures say so', () => {
    expect(chartForecast(rising, risk, { ports: 520, usable: 1000 })).toEqual({
      middleMs: 300_000,
      lowMs: 240_000,
      highMs: 375_000,
    });
  });

  it('begins with the rise of the last half minute, and leaves an open end open', () => {
    const early = { ...rise, toExhaustion: { low: 4, high: null } };
    const trend: UsageTrend = { forecast: { kind: 'not-enough-data' }, early };
    expect(chartForecast(trend, risk, { ports: 500, usable: 1000 })).toMatchObject({ highMs: null });
  });

  it('is none where nothing rises, or nothing is known', () => {
    expect(chartForecast({ forecast: { kind: 'steady' }, early: null }, risk, { ports: 500, usable: 1000 })).toBeNull();
    expect(chartForecast(null, risk, { ports: 500, usable: 1000 })).toBeNull();
    expect(chartForecast(rising, null, { ports: 500, usable: 1000 })).toBeNull();
  });

  it('is none where the ports run out at one address of many, whose curve is not the one that is drawn', () => {
    expect(chartForecast(rising, risk, { ports: 900, usable: 1000 })).toBeNull();
    expect(chartForecast(rising, risk, { ports: 500, usable: 64_000 })).toBeNull();
  });
});
