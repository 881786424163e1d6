import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evidence, OwnerEvidence, UsageEvidence } from '../../contract/diagnosis/diagnosis';
import { reportedErrors } from '../../contract/diagnosis/diagnosis';
import { conclusions, severities, type Severity } from '../../contract/diagnosis/verdict';
import { rangeNames } from '../../contract/port-ranges/dynamic-ranges';
import type { ProcessUsage, RangeUsage, UsageForecast } from '../../contract/usage/usage';
import { situations } from './rows.fixture';
import { expertSituations } from './situations.fixture';
import { isProtected } from './system-programs';
import { verdictOf } from '../verdict';
import {
  all,
  at,
  attempt,
  evidence,
  hour,
  known,
  noon,
  rising,
  server2003,
  unknown,
  usage,
  windows11,
} from '../verdict.fixture';
import { verdictThresholds } from './thresholds';

const runs = { numRuns: 500 };
const ports = fc.integer({ min: 0, max: 65_000 });
const usable = fc.integer({ min: 0, max: 65_000 });
const states = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 7, maxLength: 7 });

const someProcess: fc.Arbitrary<ProcessUsage> = fc.record({
  processId: fc.integer({ min: 0, max: 9 }),
  name: fc.constantFrom(null, 'a.exe', 'lsass.exe', 'svchost.exe', 'dns.exe'),
  ports,
  byState: states,
  growth: fc.option(fc.integer({ min: -500, max: 5000 })),
  risingSince: fc.option(fc.integer({ min: noon - hour, max: noon })),
  released: fc.constant(0),
});
const someProcesses = fc.uniqueArray(someProcess, { maxLength: 4, selector: ({ processId }) => processId });
const someOwner: fc.Arbitrary<OwnerEvidence> = fc.record({
  processId: fc.integer({ min: 1, max: 9 }),
  startedAt: fc.option(fc.integer({ min: noon - 9 * hour, max: noon })),
  firstSeenAt: fc.option(fc.integer({ min: noon - 9 * hour, max: noon })),
  path: fc.constantFrom(null, 'C:\\Windows\\System32\\lsass.exe', 'C:\\Windows\\System32\\svchost.exe', 'D:\\a.exe'),
  company: fc.constant(null),
  handles: fc.option(fc.integer({ min: 0, max: 20_000 })),
  services: fc.option(
    fc.subarray([
      { name: 'RpcSs', displayName: 'Remote Procedure Call', isStoppable: false },
      { name: 'WinRM', displayName: 'Windows Remote Management', isStoppable: true },
    ]),
  ),
  isRunning: fc.option(fc.boolean()),
});
const someForecast: fc.Arbitrary<UsageForecast> = fc.oneof(
  fc.constantFrom({ kind: 'not-enough-data' } as const, { kind: 'steady' } as const, { kind: 'exhausted' } as const),
  fc
    .tuple(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 0, max: 2000 }))
    .map(([perMinute, minutes]) => rising(perMinute, minutes)),
);
const someEarly = fc.option(
  fc.integer({ min: 1, max: 2000 }).map((perMinute) => ({
    perMinute,
    perMinuteLow: perMinute,
    perMinuteHigh: perMinute,
    toCritical: null,
    toExhaustion: { low: 10, high: 20 },
  })),
);
const someRange: fc.Arbitrary<RangeUsage> = fc
  .record({
    name: fc.constantFrom(...rangeNames),
    usable,
    ports,
    excluded: fc.option(ports),
    busiest: fc.option(fc.tuple(ports, usable)),
  })
  .map(({ busiest, ...rest }) => ({
    ...rest,
    range: { start: 49152, number: 16384 },
    largestFree: 0,
    byState: [],
    busiest: busiest && at(rest.name.startsWith('ipv6') ? '::1' : '192.0.2.8', ...busiest),
  }));
const someUsage: fc.Arbitrary<UsageEvidence> = fc.record({
  takenAt: fc.constant(noon),
  ports,
  usable,
  address: fc.constantFrom(null, '192.0.2.25', '::1'),
  addresses: fc.array(
    fc.tuple(ports, usable).map(([held, limit]) => at('192.0.2.7', held, limit)),
    { maxLength: 2 },
  ),
  ranges: fc.uniqueArray(someRange, { maxLength: 4, selector: ({ name }) => name }),
  processes: someProcesses,
  udpProcesses: fc.option(someProcesses),
  endpoints: fc.array(
    fc.record({
      address: fc.constantFrom('10.0.0.1', '10.0.0.2'),
      port: fc.constant(443),
      ports,
      byState: states,
      growth: fc.constant(null),
      newPerSecond: fc.option(fc.integer({ min: 0, max: 900 })),
      lastOwner: fc.option(
        fc.record({ processId: fc.integer({ min: 1, max: 9 }), name: fc.constantFrom(null, 'b.exe'), ports }),
      ),
    }),
    { maxLength: 3 },
  ),
  bound: fc.option(ports),
  timeWait: ports,
  excluded: fc.oneof(fc.constant(0), ports),
  largestFree: ports,
  peak: fc.option(fc.record({ ports, usable, at: fc.constant(noon - hour), since: fc.constant(noon - 2 * hour) })),
  rate: fc.record({
    measured: fc.option(fc.integer({ min: 0, max: 900 })),
    sustainable: fc.option(fc.integer({ min: 1, max: 900 })),
    timeWaitSeconds: fc.constantFrom(null, 30, 120),
  }),
  forecast: someForecast,
  udpForecast: someForecast,
  early: someEarly,
  udpEarly: someEarly,
  refused: fc.option(fc.integer({ min: 0, max: 100 })),
});
const someEvents = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(4231, 4227, 4266),
    count: fc.integer({ min: 1, max: 90 }),
    lastAt: fc.integer({ min: noon - 160 * hour, max: noon }),
  }),
  { maxLength: 3, selector: ({ id }) => id },
);
const someAttempt = fc
  .tuple(
    fc.constantFrom('tcp' as const, 'udp' as const),
    fc.constantFrom(
      { kind: 'granted', port: 50123 } as const,
      { kind: 'refused', error: '10055' } as const,
      { kind: 'unknown', detail: '' } as const,
    ),
  )
  .map(([transport, answer]) => attempt(answer, { transport }));

const someEvidence: fc.Arbitrary<Evidence> = fc
  .record({
    usage: fc.oneof({ weight: 6, arbitrary: someUsage.map(known) }, { weight: 1, arbitrary: fc.constant(unknown) }),
    events: fc.oneof(
      someEvents.map((counts) => known({ since: noon - 168 * hour, counts })),
      fc.constant(unknown),
    ),
    owners: fc.oneof(
      fc.uniqueArray(someOwner, { selector: ({ processId }) => processId }).map(known),
      fc.constant(unknown),
    ),
    attempts: fc.array(someAttempt, { maxLength: 2 }),
    trend: fc.constantFrom({ kind: 'known' }, { kind: 'watching', remainingMs: 30_000 }, { kind: 'unknown' } as const),
    reported: fc.option(fc.constantFrom(...reportedErrors)),
    excluded: fc.constantFrom(known([]), known([{ start: 50_000, number: 100 }]), unknown),
    timeWaitSeconds: fc.constantFrom(known(120), unknown),
    version: fc.constantFrom(windows11, server2003),
    stored: fc.constantFrom(null, 5000, 65534),
    changedAt: fc.constantFrom(null, noon - 3 * hour),
    isRangeKnown: fc.boolean(),
  })
  .map(({ version, stored, isRangeKnown, ...rest }) =>
    evidence(
      isRangeKnown ? rest : { ...rest, ranges: { ...all({ start: 1025, number: 3976 }), ipv4Tcp: unknown } },
      version,
      stored,
    ),
  );
/** Evidence that seldom says at once what is wrong. */
const calmEvidence = someEvidence.map((is): Evidence => ({ ...is, attempts: [], trend: { kind: 'known' } }));

const rank = (severity: Severity) => severities.indexOf(severity);
const severityOf = (is: Evidence) => rank(verdictOf(is).severity);
const withUsage = (is: Evidence, change: (figures: UsageEvidence) => UsageEvidence): Evidence =>
  is.usage.known ? { ...is, usage: known(change(is.usage.value)) } : is;

/** Every number in a value, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

describe('the rules', () => {
  it('always give one conclusion with its reasons', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        const { conclusion, severity, reasons, culprit, nextStep } = verdictOf(is);
        expect(conclusions).toContain(conclusion);
        expect(reasons.length).toBeGreaterThanOrEqual(2);
        const neverCut = ['reported', 'stored-not-in-effect'];
        expect(reasons.filter(({ code }) => !neverCut.includes(code)).length).toBeLessThanOrEqual(4);
        expect(reasons.filter(({ code }) => code === 'reported')).toHaveLength(is.reported === null ? 0 : 1);
        expect(severity === 'unknown').toBe(conclusion === 'not-known');
        expect(severity === 'neutral').toBe(conclusion === 'enough-now');
        expect(severity === 'ok').toBe(conclusion === 'not-ports');
        if ('owner' in nextStep && nextStep.owner) expect(culprit?.processId).toBe(nextStep.owner.processId);
        if (conclusion === 'leak') expect(culprit).not.toBeNull();
      }),
      runs,
    );
  });

  it('recommend a change exactly where the next step is one', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        const { nextStep, recommendation } = verdictOf(is);
        const isChange =
          nextStep.code === 'widen' ||
          nextStep.code === 'move-excluded' ||
          (nextStep.code === 'reuse-connections' && nextStep.addsPorts);
        if (recommendation.kind !== 'none') expect(isChange).toBe(true);
        else if (nextStep.code === 'widen') expect(recommendation.why).toBe('range-unknown');
        else if (isChange) expect(['range-unknown', 'restart-first', 'widest-already']).toContain(recommendation.why);
      }),
      runs,
    );
  });

  it('tell nobody to close a program that is no leak, or of which nothing is known', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        const { nextStep, recommendation, conclusion } = verdictOf(is);
        if (nextStep.code !== 'copy-process-details' && nextStep.code !== 'restart-service') return;
        const { name, path, services } = nextStep.owner;
        expect(name ?? path ?? services[0]?.name ?? null).not.toBeNull();
        expect(recommendation).toEqual({ kind: 'none', why: 'leak' });
        expect(['leak', 'exhausted-now']).toContain(conclusion);
      }),
      runs,
    );
  });

  it('promise to notify only of ports that are measured', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        if (verdictOf(is).nextStep.code === 'watch') expect(is.usage.known).toBe(true);
      }),
      runs,
    );
  });

  it('never rate more usage as less severe, wherever it is', () => {
    fc.assert(
      fc.property(someEvidence, ports, fc.nat(3), (is, more, which) => {
        const fuller = withUsage(is, (figures) => ({
          ...figures,
          ...(which === 0 && { ports: figures.ports + more }),
          addresses: figures.addresses.map((each, index) =>
            which === 1 && index === 0 ? { ...each, ports: each.ports + more } : each,
          ),
          ranges: figures.ranges.map((each, index) =>
            which >= 2 && index === which - 2 ? { ...each, ports: each.ports + more } : each,
          ),
        }));
        expect(severityOf(fuller)).toBeGreaterThanOrEqual(severityOf(is));
      }),
      runs,
    );
  });

  it('never rate a refused request, a fresh event or a report as less severe', () => {
    fc.assert(
      fc.property(calmEvidence, fc.constantFrom(...reportedErrors), (is, reported) => {
        const calm = { ...is, reported: null };
        const refused = { ...is, attempts: [attempt({ kind: 'refused', error: '10055' })] };
        expect(verdictOf(refused)).toMatchObject({ conclusion: 'exhausted-now', severity: 'critical' });
        expect(severityOf({ ...calm, reported })).toBeGreaterThanOrEqual(severityOf(calm));
      }),
      runs,
    );
  });

  it('let a request that was granted lower nothing', () => {
    fc.assert(
      fc.property(calmEvidence, (is) => {
        const granted = verdictOf({ ...is, attempts: [attempt({ kind: 'granted', port: 50123 })] });
        const { conclusion, severity } = verdictOf(is);
        expect(granted).toMatchObject({ conclusion, severity });
      }),
      runs,
    );
  });

  it('never say "ok" while what decides is unknown', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        const isBlind = is.usage.known && (is.usage.value.bound === null || is.usage.value.udpProcesses === null);
        const isUnknown = !is.usage.known || is.trend.kind !== 'known' || (isBlind && !is.events.known);
        if (isUnknown) expect(verdictOf(is).severity).not.toBe('ok');
      }),
      runs,
    );
  });

  it('never turn a leak into "ok" on a wider range', () => {
    const leaks = [...situations, ...expertSituations]
      .map(({ is }) => is)
      .filter((is) => verdictOf(is).conclusion === 'leak');
    expect(leaks.length).toBeGreaterThan(10);
    const widened = (is: Evidence, factor: number): Evidence =>
      withUsage(is, (figures) => {
        const limit = Math.min(64_511, Math.round(figures.usable * factor));
        return { ...figures, usable: limit, forecast: forecastOn(limit, figures.forecast) };
      });
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...leaks), calmEvidence),
        fc.double({ min: 1, max: 20, noNaN: true }),
        (is, factor) => {
          if (verdictOf(is).conclusion === 'leak') expect(verdictOf(widened(is, factor)).severity).not.toBe('ok');
        },
      ),
      runs,
    );
  });

  it('never tell anybody to close or restart what has to go on', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        const { nextStep, culprit } = verdictOf(is);
        if (nextStep.code !== 'copy-process-details' && nextStep.code !== 'restart-service') return;
        const { processId, name, services } = nextStep.owner;
        const facts = is.owners.known ? (is.owners.value.find((each) => each.processId === processId) ?? null) : null;
        expect(processId).not.toBe(0);
        expect(isProtected(name, facts)).toBe(false);
        expect(facts?.isRunning).not.toBe(false);
        expect(culprit?.kind).toBe(nextStep.code === 'restart-service' ? 'service' : 'program');
        if (nextStep.code === 'restart-service') expect(services.some(({ isStoppable }) => isStoppable)).toBe(true);
      }),
      runs,
    );
  });

  it('count growth only with a level', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 4000, max: 64_511 }),
        fc.integer({ min: 0, max: 14 }),
        (held, growth, limit, minutes) => {
          const all = held + 50;
          const left = limit - all;
          if (left / growth <= verdictThresholds.foreseeableMinutes * 1.2) return;
          if (held >= Math.min(16_384, limit) * verdictThresholds.leakShare) return;
          const process: ProcessUsage = {
            processId: 7,
            name: 'app.exe',
            ports: held,
            byState: [held, 0, 0, 0, 0, 0, 0],
            growth,
            risingSince: noon - minutes * 60_000,
            released: 0,
          };
          const figures = usage({
            ports: all,
            usable: limit,
            processes: [process],
            forecast: rising(growth, left / growth),
          });
          expect(['not-ports', 'enough-now', 'small-range']).toContain(
            verdictOf(evidence({ usage: known(figures) })).conclusion,
          );
        },
      ),
      runs,
    );
  });

  it('give reasons only with figures of the evidence', () => {
    fc.assert(
      fc.property(someEvidence, (is) => {
        const figures = new Set([...numbersIn(is), ...derivedFrom(is)]);
        for (const reason of verdictOf(is).reasons)
          for (const number of numbersIn(reason)) expect(figures).toContain(number);
      }),
      runs,
    );
  });
});

/** The same rise, as a forecast on a larger range tells it: one that is slow for that range is none. */
function forecastOn(limit: number, forecast: UsageForecast): UsageForecast {
  return forecast.kind === 'rising' && forecast.perMinute * 60 < limit * verdictThresholds.leastGrowthPerHour
    ? { kind: 'steady' }
    : forecast;
}

/** What is worked out from the evidence: ages, the end of a range, sustainable rates, sums over a family, and the limits beside them. */
function derivedFrom({ ranges, events, usage: reading, timeWaitSeconds, owners }: Evidence): number[] {
  const { ipv4Tcp } = ranges;
  const numbers: number[] = [
    verdictThresholds.usualPorts,
    verdictThresholds.manyHandles,
    verdictThresholds.tooManyHandles,
  ];
  if (ipv4Tcp.known)
    numbers.push(ipv4Tcp.value.start + ipv4Tcp.value.number - 1, ...[0, 100].map((cut) => ipv4Tcp.value.number - cut));
  if (events.known) numbers.push(...events.value.counts.map(({ lastAt }) => noon - lastAt));
  if (!reading.known) return numbers;
  const { usable: limit, processes, udpProcesses } = reading.value;
  if (timeWaitSeconds.known) numbers.push(limit / timeWaitSeconds.value);
  const pathOf = new Map(owners.known ? owners.value.map(({ processId, path }) => [processId, path]) : []);
  for (const some of [processes, udpProcesses ?? []])
    for (const family of subsets(some.filter(({ processId }) => (pathOf.get(processId) ?? null) !== null)))
      numbers.push(...sumsOf(family));
  return numbers;
}

function subsets<T>(some: readonly T[]): T[][] {
  return some.reduce<T[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
}

function sumsOf(family: readonly ProcessUsage[]): number[] {
  const sum = (of: (process: ProcessUsage) => number) => family.reduce((total, process) => total + of(process), 0);
  return [
    sum(({ ports: held }) => held),
    sum(({ growth }) => growth ?? 0),
    ...[2, 5].map((state) => sum(({ byState }) => byState[state] ?? 0)),
  ];
}
