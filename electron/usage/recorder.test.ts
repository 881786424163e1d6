import { describe, expect, it } from 'vitest';
import type { UsageSample } from '../contract/usage/sample';
import type { UsageDetails } from '../contract/usage/usage';
import { nextAlert, quiet, type AlertState } from './alerts';
import { addressText } from './address-text';
import { historyCsv, tableCsv } from './csv';
import { usageRecorder } from './recorder';

const start = 1_700_000_000_000;

function sample(at: number, ports: number): Extract<UsageSample, { ok: true }> {
  const byState = [ports, 0, 0, 0, 0, 0, 0];
  const details: UsageDetails = {
    excluded: 0,
    largestFree: 1,
    busiest: { address: '10.0.0.1', ports, byState, usable: 1000 },
    addresses: [{ address: '10.0.0.1', ports, byState, usable: 1000 }],
    processes: [{ processId: 7, name: 'app.exe', ports, byState, growth: null, released: 0 }],
    endpoints: [{ address: '10.9.9.9', port: 1433, ports, byState, growth: null, newPerSecond: null, lastOwner: null }],
    ranges: [],
    udpProcesses: null,
    seenSince: [{ processId: 7, at: start }],
    udpCount: 4,
    tellsBound: true,
    newPerSecond: 10,
    durationMs: 1,
    intervalMs: 1000,
    method: 'test',
    timeWaitSeconds: null,
    simulated: null,
  };
  return {
    ok: true,
    figures: { takenAt: start + at, range: { start: 1, number: 1000 }, usable: 1000, inUse: ports, byState },
    details,
  };
}

describe('the recorder', () => {
  it('reports each threshold once, and what the alert is about', () => {
    const recorder = usageRecorder();
    const alerts = [400, 510, 520, 490, 510, 805, 960, 1000].map(
      (ports, index) => recorder.add(sample(index * 1000, ports)).alert,
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

  it('quotes, and disarms what a spreadsheet would calculate', () => {
    const { details } = sample(0, 1);
    const evil = {
      ...details,
      processes: [{ processId: 1, name: '=cmd|"a",b', ports: 1, byState: [1], growth: 1.26, released: 0 }],
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
