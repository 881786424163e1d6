// What was recorded, for window, command line and verdict: of the machine folder and of the person's own.
// Protects: a machine folder that others could have written is not read, and that is told.
import type {
  RecordedDays,
  RecordedEvidence,
  RecordedQuestion,
  RecordedSnapshot,
  RecordedView,
} from '../contract/recording/recording';
import { failure, success, type Result } from '../contract/errors/result';
import type { UsageSample } from '../contract/usage/sample';
import type { Machine } from '../machine/interfaces/machine';
import { pastFold } from '../recording/past';
import { readLines, recordedDays } from '../recording/reader';
import { dayOf } from '../recording/segments';
import { viewFold } from '../recording/view';
import { localFeed } from '../usage/feed';
import { startRecording, type RecordingParts, type RecordingSession } from './recording-session';
import type { Storage } from './storage';

export interface RecordingHow {
  readonly stepMs: number;
  readonly by: RecordingParts['by'];
  readonly onNotice: RecordingParts['onNotice'];
}

export interface RecordingService {
  /** Records the samples that it is given. Errors: FOLDER_NOT_TRUSTED, STORAGE_FAILED, BUSY where another process records there. */
  readonly start: (how: RecordingHow) => Promise<Result<RecordingSession>>;
  /** The same, and measures in this thread once a step. */
  readonly measure: (how: RecordingHow, onSample?: (sample: UsageSample) => void) => Promise<Result<RecordingSession>>;
  /** Errors: STORAGE_FAILED. */
  readonly days: () => Promise<Result<RecordedDays>>;
  /** A stretch of the recording. Errors: STORAGE_FAILED. */
  readonly read: (question: RecordedQuestion) => Promise<Result<RecordedView>>;
  /** The last snapshot at or before a moment of its day; null where there is none. Errors: STORAGE_FAILED. */
  readonly snapshot: (at: number, isSimulated: boolean) => Promise<Result<RecordedSnapshot | null>>;
  /** What the recording tells the verdict; null where nothing was recorded. Errors: STORAGE_FAILED. */
  readonly evidence: (isSimulated: boolean, since: number) => Promise<Result<RecordedEvidence | null>>;
}

export interface RecordingInputs {
  readonly machine: Machine;
  readonly storage: Pick<Storage, 'recording' | 'prepareFolder' | 'log'>;
  readonly programVersion: string;
  readonly logIncident: (error: unknown) => void;
}

const dayMs = 86_400_000;

export function recordingService(parts: RecordingInputs): RecordingService {
  const { machine, storage, programVersion, logIncident } = parts;
  const { toRead } = storage.recording;
  const start: RecordingService['start'] = (how) =>
    startRecording({ ...how, machine, storage, programVersion, onBug: logIncident });
  const daysIn = async (from: string, to: string) => {
    const { folders } = await toRead();
    const found = [];
    for (const folder of folders) {
      const days = (await recordedDays(folder)).map(({ day }) => day).filter((day) => day >= from && day <= to);
      if (days.length > 0) found.push({ folder, days });
    }
    return found;
  };
  return {
    start,
    async measure(how, onSample = () => undefined) {
      const session = await start(how);
      if (!session.ok) return session;
      const feed = localFeed(() => machine.usage, how.stepMs);
      const stopFeed = feed(
        { kind: 'real' },
        {
          onBug: logIncident,
          onSample(sample) {
            session.value.add(sample);
            onSample(sample);
          },
        },
      );
      return success({
        ...session.value,
        stop(why) {
          stopFeed();
          return session.value.stop(why);
        },
      });
    },
    days: () =>
      attempt(async () => {
        const { folders, isMachineFolderLeftOut } = await toRead();
        const bytes = new Map<string, number>();
        for (const folder of folders)
          for (const found of await recordedDays(folder))
            bytes.set(found.day, (bytes.get(found.day) ?? 0) + found.bytes);
        const days = [...bytes].map(([day, size]) => ({ day, bytes: size }));
        return { days: days.sort((one, other) => (one.day < other.day ? -1 : 1)), isMachineFolderLeftOut };
      }),
    read: (question) =>
      attempt(async () => {
        // The day before tells what was going on when the stretch begins.
        const found = await daysIn(dayOf(question.from - dayMs), dayOf(question.to));
        const fold = viewFold(question);
        let unreadable = 0;
        for (const { folder, days } of found) {
          unreadable += await readLines(folder, days, fold.add);
          if (found.length > 1) fold.nextFolder();
        }
        const { records } = await storage.log.read();
        for (const { startedAt } of records) fold.mark({ kind: 'change', at: Date.parse(startedAt) });
        return fold.view(unreadable);
      }),
    snapshot: (at, isSimulated) =>
      attempt(async () => {
        let latest: RecordedSnapshot | null = null;
        for (const { folder, days } of await daysIn(dayOf(at), dayOf(at)))
          await readLines(folder, days, (line) => {
            if (line.kind !== 'snapshot' || line.at > at || (line.simulated === true) !== isSimulated) return;
            if (latest === null || line.at >= latest.at) latest = line;
          });
        return latest;
      }),
    evidence: (isSimulated, since) =>
      attempt(async () => {
        const fold = pastFold(isSimulated, since);
        for (const { folder, days } of await daysIn(dayOf(since), '9999-12-31'))
          await readLines(folder, days, fold.add);
        return fold.evidence();
      }),
  };
}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await work());
  } catch (error) {
    return failure({ code: 'STORAGE_FAILED', detail: String(error) });
  }
}
