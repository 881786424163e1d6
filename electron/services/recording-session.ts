// One recording at work: the folder that the rights of this process lead to, one recorder at a time, and what the system is
// asked beside the samples. Protects: a process with administrator rights records into the machine folder, every other one
// into the person's own; a second recorder is refused, not mixed in.
import { mkdir } from 'node:fs/promises';
import type { EndReason } from '../contract/recording/recording-limits';
import { failure, success, type Result } from '../contract/errors/result';
import type { MeasuredSample, UsageSample } from '../contract/usage/sample';
import { makeAttempts } from '../diagnosis/attempts';
import { known } from '../diagnosis/readings';
import { changeLockOf } from '../machine/common/change-lock';
import { factsOfSimulation } from '../machine/common/simulated-facts';
import type { Machine } from '../machine/interfaces/machine';
import type { UsageSource } from '../machine/interfaces/usage';
import { startRecorder, type RecorderCounts, type RecorderParts } from '../recording/recorder';
import { recordingWriter, type WriteTrouble } from '../recording/writer';
import type { Storage } from './storage';

/** What a recording has to say while it goes on. */
export type RecordingNotice =
  | { readonly kind: 'trouble'; readonly trouble: WriteTrouble }
  | { readonly kind: 'writing-again' }
  /** Negative: the clock was set back. Positive: it was set forward, or the computer slept. */
  | { readonly kind: 'clock'; readonly byMs: number };

export interface RecordingSession {
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly add: (sample: UsageSample) => void;
  readonly counts: () => RecorderCounts;
  /** What keeps lines from being written; null while all is well. */
  readonly trouble: () => WriteTrouble | null;
  /** Writes what is left, and lets others record. */
  readonly stop: (why: EndReason) => Promise<void>;
}

export interface RecordingParts {
  readonly machine: Machine;
  readonly storage: Pick<Storage, 'recording' | 'prepareFolder'>;
  readonly stepMs: number;
  readonly by: RecorderParts['by'];
  readonly programVersion: string;
  readonly onNotice: (notice: RecordingNotice) => void;
  readonly onBug: (error: unknown) => void;
}

/** Errors: FOLDER_NOT_TRUSTED, STORAGE_FAILED, BUSY where another process records into this folder. */
export async function startRecording(parts: RecordingParts): Promise<Result<RecordingSession>> {
  const { machine, storage, onNotice, onBug } = parts;
  const prepared = await storage.prepareFolder();
  if (!prepared.ok) return prepared;
  const folder = await storage.recording.toWrite();
  let releaseLock: (() => void) | null;
  try {
    await mkdir(folder, { recursive: true });
    releaseLock = await changeLockOf(folder)();
  } catch (error) {
    return failure({ code: 'STORAGE_FAILED', detail: String(error) });
  }
  if (!releaseLock) return failure({ code: 'BUSY' });
  const writer = recordingWriter({
    disk: machine.disk,
    folder,
    prepare: storage.prepareFolder,
    onTrouble: (trouble) => onNotice(trouble ? { kind: 'trouble', trouble } : { kind: 'writing-again' }),
  });
  const recorder = startRecorder({
    writer,
    stepMs: parts.stepMs,
    by: parts.by,
    program: parts.programVersion,
    clock: { steady: () => performance.now(), wall: () => Date.now() },
    ...askedOf(machine),
    onClock: (byMs) => onNotice({ kind: 'clock', byMs }),
    onBug,
  });
  return success({
    folder,
    startedAt: Date.now(),
    add: recorder.add,
    counts: recorder.counts,
    trouble: writer.trouble,
    async stop(why) {
      await recorder.stop(why).finally(releaseLock);
    },
  });
}

/** A simulated load is asked instead of the system where its sockets were measured. */
function askedOf({ usage }: Machine): Pick<RecorderParts, 'inspect' | 'ask' | 'readEvents'> {
  const toldOf = ({ details: { simulated } }: MeasuredSample): Partial<UsageSource> =>
    simulated ? factsOfSimulation(() => simulated) : usage;
  return {
    async inspect(sample, ids) {
      const inspected = await toldOf(sample).processInspector?.inspect(ids);
      return inspected?.ok ? inspected.value : null;
    },
    async ask(sample) {
      const { portAttempt } = toldOf(sample);
      if (!portAttempt) return [];
      const { addresses, ranges, tellsBound } = sample.details;
      return makeAttempts(portAttempt, {
        usage: known({ addresses, ranges, bound: tellsBound ? 0 : null }),
        reported: null,
      });
    },
    async readEvents(sample) {
      const logged = await toldOf(sample).eventLog?.read(1);
      return logged?.ok ? logged.value.events : null;
    },
  };
}
