import { describe, expect, it } from 'vitest';
import { measuredWith, type FixtureUsage } from '../contract/usage/sample.fixture';
import { nextAlert, quiet, type AlertState } from './alerts';
import { addressText } from './address-text';
import { historyCsv, tableCsv } from './csv';
import { usageRecorder } from './recorder';

const start = 1_700_000_000_000;

const sample = (at: number, ports: number, more: Partial<FixtureUsage> = {}) =>
  measuredWith({ tcp: ports, udp: 4, takenAt: start + at, ...more });

describe('the recorder', () => {
  it('reports each threshold once, and what the alert is about', () => {
    const recorder = usageRecorder();
    const alerts = [400, 510, 520, 490, 510, 805, 960, 1000].map(
      (ports, index) => recorder.add(sample(index * 1000, ports)).alerts[0],
    );
    expect(alerts.map((alert) => alert?.threshold)).toEqual([
      undefined,
      50,
      undefined,
      undefined,
      undefined,
      80,
      95,
      undefined,
    ]);
    expect(alerts[1]).toMatchObject({ ports: 510, usable: 1000, address: '10.0.0.1' });
  });

  it('forecasts the exhaustion of a leak and its trend by process and endpoint', () => {
    const recorder = usageRecorder();
    for (let second = 0; second < 120; second += 1) recorder.add(sample(second * 1000, 100 + second * 2));
    const { forecast, rate } = recorder.outlook(100);
    expect(forecast).toMatchObject({ kind: 'rising' });
    expect(rate).toEqual({ sustainable: 10, timeWaitSeconds: 100, measured: 10 });
    const latest = recorder.latest();
    expect(latest?.ok && Math.round(latest.details.processes[0]?.growth ?? 0)).toBe(120);
    expect(latest?.ok && Math.round(latest.details.endpoints[0]?.growth ?? 0)).toBe(120);
  });

  it('calls no rise in the status, nor announces one, that ends by itself, as the verdict does not', () => {
    const waiting = (at: number, ports: number) => {
      const one = sample(at, ports);
      const byState = [0, ports, 0, 0, 0, 0, 0];
      const { busiest, endpoints } = one.details;
      return {
        ...one,
        details: {
          ...one.details,
          busiest: busiest && { ...busiest, byState },
          endpoints: endpoints.map((server) => ({ ...server, byState })),
        },
      };
    };
    const risen = (take: typeof sample, timeWaitSeconds: number | null) => {
      const recorder = usageRecorder();
      const told = Array.from({ length: 120 }, (_, second) => {
        recorder.outlook(timeWaitSeconds);
        return recorder.add(take(second * 1000, 100 + second * 2));
      });
      const last = told.at(-1)?.sample;
      const alerts = told.flatMap((each) => each.alerts.map(({ threshold }) => threshold));
      return [last?.ok && last.details.status?.level, alerts];
    };
    // Ten new connections a second, 1,000 ports: sustainable with up to 100 seconds in TIME_WAIT.
    expect(risen(waiting, 100)).toEqual(['normal', []]);
    expect(risen(waiting, 120)).toEqual(['critical', ['running-out']]);
    expect(risen(waiting, null)).toEqual(['critical', ['running-out']]);
    expect(risen(sample, 100)).toEqual(['critical', ['running-out']]);
  });

  it('tells since when a process has been rising, by means: what wavers is no pause', () => {
    const risingFor = (portsAt: (minute: number) => number, minutes: number, everySeconds = 5) => {
      const recorder = usageRecorder();
      for (let second = 0; second <= minutes * 60; second += everySeconds)
        recorder.add(sample(second * 1000, portsAt(second / 60) + (second % 10 === 0 ? 3 : 0)));
      const latest = recorder.latest();
      const since = latest?.ok ? (latest.details.processes[0]?.risingSince ?? null) : null;
      return since === null ? null : minutes - (since - start) / 60_000;
    };
    expect(risingFor((minute) => 100 + Math.round(minute * 5), 22)).toBeCloseTo(12.5, 0);
    expect(risingFor((minute) => 100 + Math.round(Math.max(0, minute - 14) * 5), 22)).toBeCloseTo(7.5, 0);
    expect(risingFor((minute) => 100 + Math.round(minute * 5), 22, 30)).toBeCloseTo(12.5, 0);
    expect(risingFor(() => 100, 22)).toBeNull();
    expect(risingFor((minute) => 300 - Math.round(minute * 5), 22)).toBeNull();
    expect(
      risingFor((minute) => 100 + Math.round(minute * 5), 4),
      'too little is known',
    ).toBeNull();
  });

  it('remembers everybody whom a sample of a busy machine shows', () => {
    const recorder = usageRecorder();
    const crowd = Array.from({ length: 30 }, (_, index) => index);
    for (let second = 0; second <= 60; second += 5) {
      const one = sample(second * 1000, 500);
      const [byState, rising] = [[second], second + 10];
      recorder.add({
        ...one,
        details: {
          ...one.details,
          processes: crowd.map((id) => ({
            processId: 100 + id,
            name: 'a.exe',
            ports: rising,
            byState: [rising],
            growth: null,
            risingSince: null,
            released: 0,
          })),
          addresses: crowd.map((id) => ({ address: `10.0.1.${id}`, ports: 9, byState, usable: 1000 })),
          endpoints: crowd.map((id) => ({
            address: `10.0.2.${id}`,
            port: 443,
            ports: rising,
            byState: [rising],
            growth: null,
            newPerSecond: null,
            lastOwner: null,
          })),
        },
      });
    }
    const latest = recorder.latest();
    if (!latest?.ok) throw new Error('nothing was measured');
    const { processes, endpoints } = latest.details;
    for (const { growth } of [...processes, ...endpoints]) expect(Math.round(growth ?? Number.NaN)).toBe(60);
  });

  it('counts a refused port in the status for a minute', () => {
    const recorder = usageRecorder();
    const refused = {
      transport: 'tcp',
      ip: 'ipv4',
      how: 'bind',
      address: '0.0.0.0',
      answer: { kind: 'refused', error: '10055' },
      isSimulated: false,
    } as const;
    const statusAt = (at: number) => {
      const { sample: shown } = recorder.add(sample(at, 100));
      return shown.ok ? shown.details.status : null;
    };
    expect(statusAt(0)).toMatchObject({ level: 'watching' });
    recorder.note([refused], start);
    expect(statusAt(1000)).toMatchObject({ level: 'critical', because: 'attempt', transport: 'tcp' });
    expect(statusAt(60_000)).toMatchObject({ level: 'critical', because: 'attempt' });
    expect(statusAt(61_000)).not.toMatchObject({ because: 'attempt' });
    recorder.note([refused], start + 61_000);
    recorder.note([], start + 62_000);
    expect(statusAt(62_000), 'given meanwhile').not.toMatchObject({ because: 'attempt' });
  });

  it('shows the past of one process, even one that has exited', () => {
    const recorder = usageRecorder();
    for (let second = 0; second < 60; second += 1) recorder.add(sample(second * 1000, 50));
    const gone = sample(60_000, 50);
    recorder.add({ ...gone, details: { ...gone.details, processes: [] } });
    const view = recorder.view({
      from: start,
      to: start + 60_000,
      rows: 100,
      subject: { kind: 'process', processId: 7 },
    });
    expect(view.byState[0]).toEqual([...new Array<number>(12).fill(50), 0]);
    expect(
      recorder.view({ from: start, to: start + 60_000, rows: 100, subject: { kind: 'process', processId: 8 } }).times,
    ).toEqual([]);
  });

  it('takes a rise of 1,000 ports a minute as a warning long before the forecast, and says how long it must be watched', () => {
    const recorder = usageRecorder();
    const levels = new Map<number, string | undefined>();
    for (let second = 0; second <= 100; second += 1) {
      const { sample: shown } = recorder.add(
        sample(second * 1000, Math.round((second * 1000) / 60), { usable: 16384 }),
      );
      levels.set(second, shown.ok ? shown.details.status?.level : undefined);
      if (second === 20) expect(recorder.outlook(null).remainingMs).toBe(40_000);
    }
    expect([...levels.values()]).not.toContain('normal');
    expect(levels.get(10)).toBe('watching');
    for (let second = 20; second <= 100; second += 1) expect(['warning', 'critical']).toContain(levels.get(second));
    expect(recorder.outlook(null)).toMatchObject({ remainingMs: 0 });
  });

  it('takes a rise of half a minute for early evidence only where the ports are used up within two hours', () => {
    const earlyAt = (perMinute: number) => {
      const recorder = usageRecorder();
      for (let second = 0; second <= 30; second += 1)
        recorder.add(sample(second * 1000, Math.floor((second * perMinute) / 60), { usable: 12_120 }));
      return recorder.outlook(null).early;
    };
    expect(earlyAt(120)).toMatchObject({ perMinute: expect.closeTo(120, 0) as number });
    expect(earlyAt(90)).toBeNull();
  });

  it('gives the all-clear after a minute of watching, and not across a gap', () => {
    const recorder = usageRecorder();
    const levelAt = (second: number) => {
      const { sample: shown } = recorder.add(sample(second * 1000, 50));
      return shown.ok ? shown.details.status?.level : null;
    };
    const levels = Array.from({ length: 61 }, (_, second) => levelAt(second));
    expect(levels.at(59)).toBe('watching');
    expect(levels.at(60)).toBe('normal');
    // The computer slept for two minutes.
    expect(levelAt(180)).toBe('watching');
    expect(recorder.outlook(null).remainingMs).toBe(60_000);
  });

  it('follows UDP like TCP: forecast, chart and alerts of its own', () => {
    const recorder = usageRecorder();
    const alerts = Array.from({ length: 200 }, (_, second) =>
      recorder.add(sample(second * 1000, 50, { udp: 300 + second * 3 })),
    ).flatMap((recorded) => recorded.alerts);
    expect(alerts.map(({ transport, threshold }) => [transport, threshold])).toEqual([
      ['udp', 'running-out'],
      ['udp', 50],
      ['udp', 80],
    ]);
    expect(recorder.outlook(null)).toMatchObject({
      forecast: { kind: 'steady' },
      udp: { forecast: { kind: 'rising' } },
    });
    const question = { from: start, to: start + 199_000, rows: 1000 };
    const { byState, usable } = recorder.view({ ...question, subject: { kind: 'range', name: 'ipv4Udp' } });
    expect([byState[5]?.at(-1), usable.at(-1)]).toEqual([897, 1000]);
    const ofProcess = recorder.view({ ...question, subject: { kind: 'udp-process', processId: 7 } });
    expect(ofProcess.byState[5]?.[0]).toBe(300);
  });

  it('raises no alarm when a DNS server opens its 2,500 ports at once', () => {
    const recorder = usageRecorder();
    const alerts = Array.from({ length: 200 }, (_, second) =>
      recorder.add(sample(second * 1000, 50, { usable: 16384, udp: Math.min(2500, second * 500) })),
    ).flatMap((recorded) => recorded.alerts);
    expect(alerts).toEqual([]);
    const latest = recorder.latest();
    expect(latest?.ok && latest.details.status?.level).toBe('normal');
  });

  it('has no trend of UDP where its sockets cannot be read', () => {
    const recorder = usageRecorder();
    recorder.add(sample(0, 5, { udp: null }));
    expect(recorder.outlook(null).udp).toBeNull();
  });

  it('remembers that bound sockets were not told, and never shows a 0 for them', () => {
    const recorder = usageRecorder();
    recorder.add(sample(0, 5, { tellsBound: false }));
    recorder.add(sample(1000, 5));
    const question = { from: start, to: start + 1000, rows: 10 };
    expect(recorder.view({ ...question, subject: null }).byState[5]).toEqual([null, 0]);
    expect(recorder.view({ ...question, subject: { kind: 'process', processId: 7 } }).byState[5]).toEqual([null]);
    expect(recorder.view({ ...question, subject: { kind: 'range', name: 'ipv4Tcp' } }).byState[5]).toEqual([null, 0]);
  });

  it('knows the fullest moment, also where the ports of another moment were more in number', () => {
    const recorder = usageRecorder();
    recorder.add(sample(0, 100));
    recorder.add(sample(1000, 900));
    recorder.add(sample(2000, 4000, { usable: 16384 }));
    expect(recorder.peak()).toEqual({ ports: 900, usable: 1000, at: start + 1000, since: start });
  });

  it('has no forecast without a measurement, and none left after clearing', () => {
    const recorder = usageRecorder();
    recorder.add({ ok: false, takenAt: start, error: { code: 'NOT_AVAILABLE_HERE' } });
    expect(recorder.outlook(null).forecast).toEqual({ kind: 'not-enough-data' });
    recorder.add(sample(1000, 5));
    recorder.clear();
    expect(recorder.latest()).toBeNull();
    expect(recorder.view({ from: start, to: start + 9000, rows: 10, subject: null }).times).toEqual([]);
  });
});

describe('alerts', () => {
  it.each([
    [
      [40, 55, 44],
      [50, null],
    ],
    [[96], [95]],
    [
      [96, 85, 96],
      [95, 95],
    ],
    [[49, 51, 49, 51, 46, 51], [50]],
    [
      [50, 80, 95],
      [50, 80],
    ],
    [
      [82, 40],
      [80, null],
    ],
  ])('report for the levels %j the thresholds %j', (levels, told) => {
    let state: AlertState = quiet;
    const crossed = levels.flatMap((level) => {
      const step = nextAlert(state, level / 100);
      state = step.state;
      return step.crossed ? [step.crossed.threshold] : [];
    });
    expect(crossed).toEqual(told);
  });
});

describe('CSV', () => {
  it('has a row for each sample, and an empty one with its reason for a gap', () => {
    const recorder = usageRecorder();
    recorder.add(sample(0, 5));
    recorder.add({ ok: false, takenAt: start + 1000, error: { code: 'NOT_AVAILABLE_HERE' } });
    const lines = historyCsv(recorder.view({ from: start, to: start + 5000, rows: 10, subject: null }))
      .slice(1)
      .trimEnd()
      .split('\r\n');
    expect(lines[1]).toBe('2023-11-14T22:13:20.000Z,5,0,0,0,0,0,0,5,5,1000,4,10,');
    expect(lines[2]).toBe('2023-11-14T22:13:21.000Z,,,,,,,,,,,,,NOT_AVAILABLE_HERE');
  });

  it('calls what the system does not tell unknown, never 0, and leaves no range out', () => {
    const recorder = usageRecorder();
    const untold = sample(0, 5, { tellsBound: false });
    recorder.add(untold);
    const [, history] = historyCsv(recorder.view({ from: start, to: start, rows: 10, subject: null })).split('\r\n');
    expect(history).toBe('2023-11-14T22:13:20.000Z,5,0,0,0,0,unknown,0,5,5,1000,4,10,');
    expect(tableCsv('processes', untold.details)).toContain('app.exe,7,5,5,0,0,0,0,unknown,0,,0');
    expect(tableCsv('addresses', untold.details)).toContain('10.0.0.1,5,5,0,0,0,0,unknown,0,1000');
    const [first, ...others] = untold.details.ranges;
    if (!first) throw new Error('a sample has a range');
    const ranges = tableCsv('ranges', { ...untold.details, ranges: [{ ...first, excluded: null }] });
    expect(ranges).toContain(`${first.name},1025,2024,1000,unknown,5,`);
    for (const { name } of others) expect(ranges).toContain(`${name},unknown,unknown,unknown`);
    expect(ranges.trim().split('\r\n')).toHaveLength(5);
  });

  it('has a table of the ranges and one of who holds UDP ports', () => {
    const { details } = sample(0, 5);
    expect(tableCsv('ranges', details)).toContain('ipv4Udp,1025,2024,1000,0,4,10.0.0.1,4,996');
    expect(tableCsv('udp-processes', details)).toContain('app.exe,7,4,');
  });

  it('quotes, and disarms what a spreadsheet would calculate', () => {
    const { details } = sample(0, 1);
    const evil = {
      ...details,
      processes: [
        { processId: 1, name: '=cmd|"a",b', ports: 1, byState: [1], growth: 1.26, risingSince: null, released: 0 },
      ],
    };
    expect(tableCsv('processes', evil)).toContain('"\'=cmd|""a"",b",1,1,1,1.3');
  });
});

describe('addresses', () => {
  const words = (bytes: readonly number[]) => new Uint32Array(Uint8Array.from(bytes).buffer);
  it.each([
    ['192.0.2.1', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 192, 0, 2, 1]],
    ['::1', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
    ['::', new Array<number>(16).fill(0)],
    ['2001:db8::1:0:0:1', [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]],
    ['fe80::', [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['1:0:1:1:1:1:1:1', [0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]],
  ])('are written as %s', (text, bytes) => {
    const [a = 0, b = 0, c = 0, d = 0] = words(bytes);
    expect(addressText(a, b, c, d)).toBe(text);
  });
});
