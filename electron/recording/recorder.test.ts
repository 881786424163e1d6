import { describe, expect, it } from 'vitest';
import type { RecordingLine } from '../contract/recording/recording';
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import { measuredWith } from '../contract/usage/sample.fixture';
import type { UsageSample } from '../contract/usage/sample';
import { noon } from './lines.fixture';
import { startRecorder, type LoggedPortEvent, type RecorderParts } from './recorder';

const refused: AttemptEvidence = {
  transport: 'tcp',
  ip: 'ipv4',
  how: 'bind',
  address: '0.0.0.0',
  answer: { kind: 'refused', error: '10055' },
  isSimulated: false,
};

/** Plays samples, each `afterMs` after the one before; `wallMs` where the clock went another way. */
async function play(
  steps: readonly {
    readonly afterMs: number;
    readonly wallMs?: number;
    readonly sample: (at: number) => UsageSample;
  }[],
  more: Partial<RecorderParts> = {},
) {
  const lines: RecordingLine[] = [];
  const clocks: number[] = [];
  const bugs: unknown[] = [];
  let [steady, wall] = [0, noon];
  const recorder = startRecorder({
    writer: { trouble: () => null, write: (line) => Promise.resolve(void lines.push(line)) },
    stepMs: 20_000,
    by: 'window',
    program: '1',
    clock: { steady: () => steady, wall: () => wall },
    inspect: () => Promise.resolve(new Map()),
    ask: () => Promise.resolve([]),
    readEvents: () => Promise.resolve(null),
    onClock: (byMs) => clocks.push(byMs),
    onBug: (error) => bugs.push(error),
    ...more,
  });
  for (const { afterMs, wallMs = afterMs, sample } of steps) {
    steady += afterMs;
    wall += wallMs;
    recorder.add(sample(wall));
    // The recorder has done all of it before the clocks go on.
    await recorder.settled();
  }
  await recorder.stop('stopped');
  return { lines, clocks, bugs, counts: recorder.counts() };
}

const using =
  (tcp: number, intervalMs = 1000) =>
  (takenAt: number) =>
    measuredWith({ tcp, takenAt, intervalMs });
const every = (count: number, afterMs: number, sample: (at: number) => UsageSample) =>
  Array.from({ length: count }, () => ({ afterMs, sample }));

describe('a recorder', () => {
  it('keeps the fullest moment of each step', async () => {
    const { lines } = await play([
      ...every(10, 1000, using(10)),
      ...every(1, 1000, using(300)),
      ...every(9, 1000, using(10)),
      ...every(20, 1000, using(20)),
    ]);
    expect(lines.map((line) => (line.kind === 'sample' ? line.tcp.ports : line.kind))).toEqual([
      'start',
      300,
      20,
      'end',
    ]);
  });

  it('writes every sample where one comes with each step', async () => {
    const { lines } = await play(every(3, 20_000, using(10, 20_000)));
    expect(lines.map(({ kind }) => kind)).toEqual(['start', 'sample', 'sample', 'sample', 'end']);
  });

  it('writes what it had when it stops, and failures with their reason', async () => {
    const failed = (takenAt: number): UsageSample => ({ ok: false, takenAt, error: { code: 'NOT_AVAILABLE_HERE' } });
    const { lines, counts } = await play([...every(20, 1000, failed), ...every(3, 1000, using(10))]);
    expect(lines).toMatchObject([
      { kind: 'start' },
      { kind: 'failed', reason: 'NOT_AVAILABLE_HERE' },
      { kind: 'sample' },
      { kind: 'end', why: 'stopped' },
    ]);
    expect(counts).toEqual({ samples: 1, snapshots: 0, failed: 1 });
  });

  it.each([-3_600_000, 3_600_000])('says that the clock was changed by %i ms, and goes on', async (byMs) => {
    const [one, other] = every(2, 20_000, using(10, 20_000));
    if (!one || !other) throw new Error('two steps');
    const { lines, clocks } = await play([one, { ...other, wallMs: 20_000 + byMs }]);
    expect(clocks).toEqual([byMs]);
    expect(lines.map(({ kind }) => kind)).toEqual(['start', 'sample', 'clock', 'sample', 'end']);
    expect(lines[2]).toMatchObject({ byMs });
  });

  it('asks for a port while few are free, and takes a snapshot when it is refused', async () => {
    const { lines } = await play(every(3, 20_000, using(850, 20_000)), { ask: () => Promise.resolve([refused]) });
    expect(lines.filter(({ kind }) => kind === 'snapshot')).toMatchObject([
      { reasons: ['over-50', 'over-80', 'refused'], attempts: [{ answer: 'refused', error: '10055' }] },
    ]);
    const calm = await play(every(3, 20_000, using(700, 20_000)), {
      ask: () => Promise.reject(new Error('nobody asks')),
    });
    expect(calm.bugs).toEqual([]);
  });

  it('takes a snapshot at a new event, not at those that were there before', async () => {
    const logged: LoggedPortEvent[] = [{ id: 4231, at: 1 }];
    const read = () => Promise.resolve([...logged]);
    const before = every(2, 20_000, using(10, 20_000));
    const { lines } = await play(
      [
        ...before,
        {
          afterMs: 300_000,
          sample(at) {
            logged.push({ id: 4227, at });
            return using(10, 20_000)(at);
          },
        },
      ],
      { readEvents: read },
    );
    expect(lines.filter(({ kind }) => kind === 'snapshot')).toMatchObject([
      { reasons: ['event-4227'], events: [{ id: 4227 }] },
    ]);
  });

  it('goes on after a bug', async () => {
    const { lines, bugs } = await play(every(2, 20_000, using(600, 20_000)), {
      inspect: () => Promise.reject(new Error('bug')),
    });
    expect(bugs).toHaveLength(1);
    expect(lines.filter(({ kind }) => kind === 'sample')).toHaveLength(2);
  });
});
