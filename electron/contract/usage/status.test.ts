import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredWith } from './sample.fixture';
import type { AttemptEvidence } from './port-attempt';
import { statusOf, trendLevel, type StatusInput } from './status';
import { statusLevels } from './status-levels';
import type { UsageForecast, UsageTrend } from './usage';

const usable = 1000;
const quiet = { forecast: { kind: 'steady' }, early: null } as const;
const settled: StatusInput['outlook'] = { ...quiet, udp: quiet, remainingMs: 0 };

function rising(low: number, high: number | null): UsageForecast {
  return {
    kind: 'rising',
    perMinute: 10,
    perMinuteLow: 9,
    perMinuteHigh: 11,
    toCritical: null,
    toExhaustion: { low, high },
  };
}

const early: UsageTrend['early'] = {
  perMinute: 1000,
  perMinuteLow: 900,
  perMinuteHigh: 1100,
  toCritical: { low: 11, high: 14 },
  toExhaustion: { low: 14, high: 18 },
};
const attempt = (kind: 'refused' | 'granted'): AttemptEvidence => ({
  transport: 'tcp',
  ip: 'ipv4',
  how: 'bind',
  address: '127.0.0.1',
  answer: kind === 'refused' ? { kind, error: '10055' } : { kind, port: 50000 },
  isSimulated: false,
});

/** TCP and UDP ports in use of 1,000 each. */
function status(
  { tcp = 0, udp = 0, tellsBound = true }: { tcp?: number; udp?: number; tellsBound?: boolean },
  outlook: StatusInput['outlook'] = settled,
  attempts: readonly AttemptEvidence[] = [],
) {
  return statusOf({ sample: measuredWith({ tcp, udp, usable, tellsBound }), outlook, attempts });
}

describe('the status', () => {
  it.each([
    [{ tcp: 500 }, 'normal', null, null],
    [{ tcp: 501 }, 'warning', 'level', 'tcp'],
    [{ tcp: 801 }, 'critical', 'level', 'tcp'],
    [{ tcp: 10, udp: 501 }, 'warning', 'level', 'udp'],
    [{ tcp: 501, udp: 801 }, 'critical', 'level', 'udp'],
  ] as const)('is the worse level of TCP and UDP: %j is %s', (ports, level, because, transport) => {
    expect(status(ports)).toMatchObject({ level, because, transport });
  });

  it('has the greater share of the two', () => {
    expect(status({ tcp: 100, udp: 300 }).share).toBe(0.3);
  });

  it.each([
    [rising(29, 31), 'critical'],
    [rising(30, 31), 'warning'],
    [rising(119, 121), 'warning'],
    [rising(120, 121), 'normal'],
    [rising(15, null), 'critical'],
    [rising(60, null), 'warning'],
    [rising(61, null), 'normal'],
    [{ kind: 'exhausted' }, 'critical'],
    [{ kind: 'not-enough-data' }, 'normal'],
  ] as const)('goes by the time that is left: %j is %s', (forecast, level) => {
    expect(status({ tcp: 100 }, { ...settled, forecast }).level).toBe(level);
  });

  it('takes a rise of the last half minute as a warning, before the trend is known', () => {
    expect(status({ tcp: 100 }, { ...settled, early, remainingMs: 40_000 })).toMatchObject({
      level: 'warning',
      because: 'early-trend',
    });
  });

  it('is no all-clear before the trend is known, and one that was measured once', () => {
    expect(status({ tcp: 1 }, { ...settled, remainingMs: 1 })).toMatchObject({ level: 'watching' });
    expect(status({ tcp: 1 }, null)).toMatchObject({ level: 'watching', because: 'watching' });
  });

  it('is no all-clear where bound sockets are not told, or nothing was measured', () => {
    expect(status({ tcp: 1, tellsBound: false })).toMatchObject({ level: 'unknown', because: 'bound-unknown' });
    expect(status({ tcp: 501, tellsBound: false })).toMatchObject({ level: 'warning' });
    const failed = { ok: false, takenAt: 0, error: { code: 'NOT_AVAILABLE_HERE' } } as const;
    expect(statusOf({ sample: failed, outlook: null, attempts: [] })).toEqual({
      level: 'unknown',
      because: 'not-measured',
      transport: null,
      share: null,
    });
  });

  it('is critical when a port was refused, whatever the table says; a port that was given changes nothing', () => {
    expect(status({ tcp: 1 }, settled, [attempt('granted'), attempt('refused')])).toMatchObject({
      level: 'critical',
      because: 'attempt',
    });
    expect(status({ tcp: 1000 }, settled, [attempt('granted')])).toMatchObject({ level: 'critical', because: 'level' });
  });

  it('lets a DNS server open its ports: a rise of UDP counts above a fifth of the range', () => {
    const udp = { forecast: rising(5, 6), early };
    expect(status({ udp: 200 }, { ...settled, udp })).toMatchObject({ level: 'normal' });
    expect(status({ udp: 201 }, { ...settled, udp })).toMatchObject({
      level: 'critical',
      because: 'trend',
      transport: 'udp',
    });
  });

  it('is never better with more ports in use, less time, or less that is known', () => {
    const rank = (input: ReturnType<typeof status>) => statusLevels.indexOf(input.level);
    const ports = fc.record({ tcp: fc.nat(usable), udp: fc.nat(usable) });
    fc.assert(
      fc.property(ports, fc.nat(usable), fc.integer({ min: 1, max: 300 }), fc.nat(300), (some, more, left, longer) => {
        const outlook = (minutes: number) => ({ ...settled, forecast: rising(minutes, minutes) });
        const now = rank(status(some, outlook(left + longer)));
        const fuller = { tcp: Math.min(usable, some.tcp + more), udp: Math.min(usable, some.udp + more) };
        expect(rank(status(fuller, outlook(left + longer)))).toBeGreaterThanOrEqual(now);
        expect(rank(status(some, outlook(left)))).toBeGreaterThanOrEqual(now);
        expect(rank(status({ ...some, tellsBound: false }, outlook(left + longer)))).toBeGreaterThanOrEqual(now);
        expect(rank(status(some, { ...outlook(left + longer), remainingMs: 1 }))).toBeGreaterThanOrEqual(now);
      }),
    );
  });
});

describe('the trend', () => {
  it('is early evidence only where the forecast has nothing worse', () => {
    expect(trendLevel({ forecast: { kind: 'not-enough-data' }, early })).toEqual({ level: 'warning', isEarly: true });
    expect(trendLevel({ forecast: rising(5, 6), early })).toEqual({ level: 'critical', isEarly: false });
    expect(trendLevel(quiet)).toBeNull();
  });
});
