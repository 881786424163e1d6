// Records: the fullest sample of each step, snapshots when something happens, and what went on with the recording itself.
// Protects: samples are taken one after the other, a failed measurement is a line with its reason, and nothing here rejects.
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import type { ProcessFacts } from '../contract/usage/process-facts';
import { recordingVersion, type EndReason } from '../contract/recording/recording-limits';
import type { LineOf, RecordedSample, RecordingLine } from '../contract/recording/recording';
import { type MeasuredSample, type UsageSample } from '../contract/usage/sample';
import { fuller, sampleLine, shareOf } from './sample-line';
import { snapshotLine, snapshotProcesses } from './snapshot';
import { calmState, isWorthAsking, nextSnapshot } from './snapshot-rules';
import type { RecordingWriter } from './writer';

/** A clock that goes another way by more than this was changed, or the computer slept. */
const clockToleranceMs = 5_000;
/** Programs of Windows are started for it. */
const eventsEveryMs = 5 * 60_000;

export interface LoggedPortEvent {
  readonly id: number;
  readonly at: number;
}

export interface RecorderParts {
  readonly writer: RecordingWriter;
  readonly stepMs: number;
  readonly by: LineOf<'start'>['by'];
  readonly program: string;
  /** Milliseconds that never go back, and since 1970. */
  readonly clock: { readonly steady: () => number; readonly wall: () => number };
  /** What the system tells of the processes that run; null where it cannot be asked. */
  readonly inspect: (
    sample: MeasuredSample,
    ids: readonly number[],
  ) => Promise<ReadonlyMap<number, ProcessFacts> | null>;
  /** Asks the system for ports. */
  readonly ask: (sample: MeasuredSample) => Promise<readonly AttemptEvidence[]>;
  /** The events about ports of the last day; null where there is no such log, or it cannot be read. */
  readonly readEvents: (sample: MeasuredSample) => Promise<readonly LoggedPortEvent[] | null>;
  readonly onClock: (byMs: number) => void;
  /** Something threw: a bug. Recording goes on. */
  readonly onBug: (error: unknown) => void;
}

export interface RecorderCounts {
  readonly samples: number;
  readonly snapshots: number;
  readonly failed: number;
}

export interface Recorder {
  readonly add: (sample: UsageSample) => void;
  /** Writes what is left, and why it ends. */
  readonly stop: (why: EndReason) => Promise<void>;
  readonly counts: () => RecorderCounts;
  /** Resolves when all samples so far are taken in. */
  readonly settled: () => Promise<void>;
}

interface Bin {
  readonly since: number;
  readonly line: RecordedSample | LineOf<'failed'>;
}

export function startRecorder(parts: RecorderParts): Recorder {
  const { writer, stepMs, clock } = parts;
  const counts = { samples: 0, snapshots: 0, failed: 0 };
  let work: Promise<void> = Promise.resolve();
  let bin: Bin | null = null;
  let last: { readonly steady: number; readonly wall: number } | null = null;
  let rules = calmState;
  let askedAt = Number.NEGATIVE_INFINITY;
  let attempts: readonly AttemptEvidence[] = [];
  let eventsReadAt = Number.NEGATIVE_INFINITY;
  /** Null before the first reading: what was there then is not new. */
  let knownEvents: ReadonlySet<string> | null = null;
  let events: readonly LoggedPortEvent[] | null = null;

  const write = (line: RecordingLine) => {
    if (line.kind === 'sample') counts.samples += 1;
    else if (line.kind === 'snapshot') counts.snapshots += 1;
    else if (line.kind === 'failed') counts.failed += 1;
    return writer.write(line);
  };
  const flush = async () => {
    const full = bin;
    bin = null;
    if (full) await write(full.line);
  };

  const watchClock = async (): Promise<void> => {
    const now = { steady: clock.steady(), wall: clock.wall() };
    const byMs = last === null ? 0 : now.wall - last.wall - (now.steady - last.steady);
    last = now;
    if (Math.abs(byMs) <= clockToleranceMs) return;
    await flush();
    await write({ v: recordingVersion, kind: 'clock', at: now.wall, byMs: Math.round(byMs) });
    parts.onClock(byMs);
  };

  const collect = async (sample: UsageSample): Promise<void> => {
    const now = clock.steady();
    const line = sampleLine(sample, stepMs);
    if (bin === null) bin = { since: now, line };
    else if (line.kind === 'sample') bin = { ...bin, line: bin.line.kind === 'sample' ? fuller(bin.line, line) : line };
    // The next sample comes after the end of this step.
    if (now - bin.since + (sample.ok ? sample.details.intervalMs : 1000) >= stepMs) await flush();
  };

  const newEvents = async (sample: MeasuredSample): Promise<readonly number[]> => {
    if (clock.steady() - eventsReadAt < eventsEveryMs) return [];
    eventsReadAt = clock.steady();
    const logged = await parts.readEvents(sample);
    if (logged === null) {
      events = knownEvents === null ? null : events;
      return [];
    }
    const keys = logged.map(({ id, at }) => `${id} ${at}`);
    const fresh = knownEvents === null ? [] : logged.filter((_, index) => !knownEvents?.has(keys[index] ?? ''));
    knownEvents = new Set(keys);
    events = [...(events ?? []), ...fresh];
    return fresh.map(({ id }) => id);
  };

  const look = async (sample: UsageSample): Promise<void> => {
    if (!sample.ok) return;
    const line = sampleLine(sample, stepMs);
    const share = line.kind === 'sample' ? shareOf(line) : 0;
    attempts = [];
    if (isWorthAsking(share) && clock.steady() - askedAt >= stepMs * 0.9) {
      askedAt = clock.steady();
      attempts = await parts.ask(sample);
    }
    const next = nextSnapshot(rules, {
      now: clock.steady(),
      share,
      isRefused: attempts.some(({ answer }) => answer.kind === 'refused'),
      newEvents: await newEvents(sample),
    });
    rules = next.state;
    if (next.reasons.length === 0) return;
    const processes = await parts.inspect(sample, snapshotProcesses(sample));
    await write(snapshotLine(sample, next.reasons, { processes, attempts, events }));
    events = events && [];
  };

  const add = (sample: UsageSample) => {
    work = work
      .then(async () => {
        await watchClock();
        await collect(sample);
        await look(sample);
      })
      .catch(parts.onBug);
  };

  work = writer.write({
    v: recordingVersion,
    kind: 'start',
    at: clock.wall(),
    by: parts.by,
    stepMs,
    program: parts.program,
  });
  return {
    add,
    counts: () => counts,
    settled: () => work,
    async stop(why) {
      await work;
      await flush();
      await writer.write({ v: recordingVersion, kind: 'end', at: clock.wall(), why });
    },
  };
}
