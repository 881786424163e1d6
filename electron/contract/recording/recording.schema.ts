// The lines of a recording, one JSON object each (docs/recording.md). Fields that a later version adds are ignored.
import { z } from 'zod';
import { rangeNames } from '../port-ranges/dynamic-ranges';
import { endReasons, recordingVersion, snapshotReasons } from './recording-limits';

const moment = z.number().min(0).max(8.64e15);
const count = z.number().int().min(0);
const text = z.string().max(1000);

/** Of every line: its version, and when it was measured or happened (milliseconds since 1970). */
const line = { v: z.literal(recordingVersion), at: moment };
/** Present where the sockets were those of a scripted load. */
const simulated = z.literal(true).optional();
/** Ports in use where they run out first, and how many are usable there. */
const fullness = z.object({ ports: count, usable: count });

const sample = z.object({
  ...line,
  kind: z.literal('sample'),
  /** It is the fullest moment of so many milliseconds. */
  stepMs: z.number().positive(),
  simulated,
  tcp: fullness,
  /** Null where UDP sockets could not be read. */
  udp: fullness.nullable(),
  /** TCP ports in use by state, in the order of `tcpStates`; null for bound ones where the system does not tell them. */
  states: z.array(count.nullable()).max(16),
  /** Ports of the TCP ranges without their excluded parts. */
  usable: count,
  udpSockets: count.nullable(),
  newPerSecond: z.number().min(0).nullable(),
});

const service = z.object({ name: text, displayName: text, isStoppable: z.boolean() });

const holder = z.object({
  processId: count,
  name: text.nullable(),
  ports: count,
  /** Null where bound sockets are not told. */
  bound: count.nullable(),
  timeWait: count,
  closeWait: count,
  /** False: it had ended; null where that could not be told. */
  isRunning: z.boolean().nullable(),
  path: text.nullable(),
  company: text.nullable(),
  handles: count.nullable(),
  /** Null where they are unknown. */
  services: z.array(service).nullable(),
});

export const snapshotSchema = z.object({
  ...line,
  kind: z.literal('snapshot'),
  reasons: z.array(z.enum(snapshotReasons)).min(1),
  simulated,
  tcp: fullness,
  udp: fullness.nullable(),
  /** Bound TCP ports; null where they are not told. */
  bound: count.nullable(),
  udpSockets: count.nullable(),
  ranges: z.array(
    z.object({
      name: z.enum(rangeNames),
      start: count,
      number: count,
      ports: count,
      usable: count,
      excluded: count.nullable(),
    }),
  ),
  /** The largest holders first. */
  processes: z.array(holder),
  udpProcesses: z.array(holder).nullable(),
  endpoints: z.array(
    z.object({ address: text, port: count, ports: count, timeWait: count, lastOwner: text.nullable() }),
  ),
  /** Requests for one port, and what the system answered. */
  attempts: z.array(
    z.object({
      transport: z.enum(['tcp', 'udp']),
      address: text,
      answer: z.enum(['granted', 'refused', 'unknown']),
      /** The system's own error of a refusal. */
      error: text.nullable(),
    }),
  ),
  /** New events of the System log since recording began; null where there is no such log, or it could not be read. */
  events: z.array(z.object({ id: count, at: moment })).nullable(),
});

export const recordingLineSchema = z.discriminatedUnion('kind', [
  sample,
  snapshotSchema,
  z.object({
    ...line,
    kind: z.literal('start'),
    by: z.enum(['window', 'command-line']),
    stepMs: z.number().positive(),
    program: text,
  }),
  z.object({ ...line, kind: z.literal('end'), why: z.enum(endReasons) }),
  /** A measurement failed; `reason` is the code of the error. */
  z.object({ ...line, kind: z.literal('failed'), reason: text }),
  /** The clock was changed, or the computer slept: negative where it was set back. */
  z.object({ ...line, kind: z.literal('clock'), byMs: z.number() }),
  /** Nothing could be written between `from` and `at`; `lost` lines are gone. */
  z.object({ ...line, kind: z.literal('not-written'), from: moment, lost: count, detail: text }),
]);

/** What the window may ask: a stretch in so many rows at most. */
export const recordedQuestionSchema = z.strictObject({
  from: moment,
  to: moment,
  rows: z.number().int().min(2).max(20_000),
  /** Of scripted loads instead of real sockets. */
  isSimulated: z.boolean(),
});
