import { describe, expect, it } from 'vitest';
import type { RecordedQuestion, RecordingLine } from '../contract/recording/recording';
import { noon, sampleAt, snapshotAt } from './lines.fixture';
import { pastFold } from './past';
import { viewFold } from './view';

const step = 20_000;
const minute = 60_000;

function past(lines: readonly RecordingLine[], since = 0) {
  const fold = pastFold(false, since);
  for (const line of lines) fold.add(line);
  return fold.evidence();
}

function view(lines: readonly RecordingLine[], more: Partial<RecordedQuestion> = {}) {
  const fold = viewFold({ from: noon, to: noon + 60 * minute, rows: 1000, isSimulated: false, ...more });
  for (const line of lines) fold.add(line);
  return fold.view(0);
}

const run = (from: number, count: number) => Array.from({ length: count }, (_, index) => sampleAt(from + index * step));
const start = (at: number): RecordingLine => ({ v: 1, kind: 'start', at, by: 'window', stepMs: step, program: '1' });

describe('what the recording tells the verdict', () => {
  it('is nothing where nothing was recorded', () => {
    expect(past([])).toBeNull();
    expect(past([start(noon)])).toBeNull();
  });

  it('is calm where ports never were scarce', () => {
    expect(past(run(noon, 5))).toEqual({
      since: noon,
      until: noon + 4 * step,
      tcp: null,
      udp: null,
      timesOut: { tcp: 0, udp: 0 },
    });
  });

  it('names when ports ran out, and the holder of the fullest snapshot', () => {
    const told = past([
      sampleAt(noon, 100),
      snapshotAt(noon + 1, 810),
      sampleAt(noon + step, 850),
      sampleAt(noon + 2 * step, 996),
      snapshotAt(noon + 2 * step + 1, 999),
      sampleAt(noon + 3 * step, 100),
    ]);
    expect(told?.tcp).toMatchObject({
      at: noon + 2 * step,
      ports: 999,
      usable: 1000,
      hasRunOut: true,
      holder: { name: 'OrderService.exe', ports: 994, handles: 12_000 },
    });
    expect(told?.timesOut).toEqual({ tcp: 1, udp: 0 });
  });

  it('counts a refused port as out, and one that ran out before one that did not', () => {
    const attempts = [{ transport: 'tcp', address: '0.0.0.0', answer: 'refused', error: '10055' } as const];
    const told = past([
      snapshotAt(noon, 850, { attempts, reasons: ['refused'] }),
      sampleAt(noon + step, 100),
      sampleAt(noon + 2 * step, 900),
      sampleAt(noon + 3 * step, 100),
    ]);
    expect(told?.tcp).toMatchObject({ at: noon, ports: 850, hasRunOut: true });
  });

  it('keeps simulated and real sockets apart, and leaves out what is too old', () => {
    expect(past([sampleAt(noon, 999, { simulated: true })])).toBeNull();
    expect(past([sampleAt(noon, 999), sampleAt(noon + step)], noon + 1)?.tcp).toBeNull();
  });
});

describe('a stretch of the recording', () => {
  it('has the samples as columns, and no gap', () => {
    const { history, gaps } = view([start(noon), ...run(noon, 180)]);
    expect(history.times).toHaveLength(180);
    expect(history.busiest.every((ports) => ports === 100)).toBe(true);
    expect(history.byState[5]?.every((bound) => bound === null)).toBe(true);
    expect(gaps).toEqual([]);
  });

  it('keeps the peak where there are fewer rows than samples', () => {
    const lines = run(noon, 180).map((line, index) =>
      index === 77 ? { ...line, tcp: { ports: 999, usable: 1000 } } : line,
    );
    const { history } = view(lines, { rows: 20 });
    expect(history.times.length).toBeLessThanOrEqual(20);
    expect(Math.max(...history.busiest.map((ports) => ports ?? 0))).toBe(999);
  });

  const later = noon + 30 * minute;
  const rest = run(later, 91);
  it.each<[string, readonly RecordingLine[]]>([
    ['no-sample', []],
    ['ended', [start(later)]],
    ['stopped', [{ v: 1, kind: 'end', at: noon + minute, why: 'stopped' }, start(later)]],
    ['paused', [{ v: 1, kind: 'end', at: noon + minute, why: 'paused' }, start(later)]],
    ['clock-forward', [{ v: 1, kind: 'clock', at: later, byMs: 29 * minute }]],
    ['MACHINE_FAILED', [{ v: 1, kind: 'failed', at: noon + 2 * minute, reason: 'MACHINE_FAILED' }]],
    ['not-written', [{ v: 1, kind: 'not-written', at: later, from: noon + 2 * minute, lost: 9, detail: 'full' }]],
  ])('has a gap: %s', (reason, between) => {
    const { gaps, history } = view([start(noon), ...run(noon, 4), ...between, ...rest]);
    expect(gaps).toMatchObject([{ to: later, reason }]);
    expect(history.busiest).toContain(null);
  });

  it('goes on to the end of the stretch where nobody records any more', () => {
    expect(view(run(noon, 4)).gaps).toEqual([{ from: noon + 3 * step, to: noon + 60 * minute, reason: 'ended' }]);
  });

  it('marks snapshots and a clock that was set back', () => {
    const { markers, gaps } = view([
      ...run(noon + 10 * minute, 3),
      { v: 1, kind: 'clock', at: noon, byMs: -10 * minute },
      ...run(noon, 90),
      snapshotAt(noon + 30 * minute, 900),
      ...run(later, 91),
    ]);
    expect(markers.map(({ kind }) => kind)).toEqual(['clock', 'snapshot']);
    expect(gaps).toEqual([]);
  });
});
