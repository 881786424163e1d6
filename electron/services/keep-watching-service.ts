// *Keep watching*: the person's choice, and the recording of the open window that follows from it.
// Protects: off unless somebody chose it; a choice that cannot be read counts as off, and that is told. Where another process
// records, this window takes over once that one has ended.
import { z } from 'zod';
import { defaultStepMs } from '../contract/recording/recording-limits';
import type { KeepWatching } from '../contract/recording/recording';
import { failure, success, type Result } from '../contract/errors/result';
import type { UsageSample } from '../contract/usage/sample';
import type { Disk } from '../machine/interfaces/storage';
import type { RecordingService } from './recording-service';
import type { RecordingNotice, RecordingSession } from './recording-session';
import { readSettingsFile } from './settings-file';

export interface KeepWatchingParts {
  readonly recordings: Pick<RecordingService, 'start'>;
  readonly disk: Disk;
  readonly settingsFile: string;
  readonly onNotice: (notice: RecordingNotice) => void;
  readonly logIncident: (error: unknown) => void;
  /** Milliseconds that never go back. */
  readonly clock?: () => number;
}

export interface KeepWatchingService {
  readonly read: () => Promise<KeepWatching>;
  /** Begins or ends the recording of this window too. Errors: STORAGE_FAILED, FOLDER_NOT_TRUSTED; BUSY is none: another process records. */
  readonly set: (isOn: boolean) => Promise<Result<null>>;
  /** Records it, or tries to take over from another process, once a step at most. */
  readonly add: (sample: UsageSample) => void;
  /** What closing means was not explained to the person yet. */
  readonly needsExplanation: () => boolean;
  readonly setExplained: () => Promise<void>;
  /** Ends the recording of the window. */
  readonly close: () => Promise<void>;
  readonly isOn: () => boolean;
}

const settingsSchema = z.object({ keepWatching: z.boolean(), isExplained: z.boolean() });
type Settings = z.infer<typeof settingsSchema>;
const off: Settings = { keepWatching: false, isExplained: false };

export function keepWatchingService(parts: KeepWatchingParts): KeepWatchingService {
  const { recordings, disk, settingsFile, onNotice, logIncident, clock = () => performance.now() } = parts;
  let settings = off;
  let isDamaged = false;
  let session: RecordingSession | null = null;
  let isElsewhere = false;
  /** When recording was last begun, or was to begin. */
  let begunAt = Number.NEGATIVE_INFINITY;

  const begin = async (): Promise<Result<null>> => {
    if (session) return success(null);
    begunAt = clock();
    const started = await recordings.start({ stepMs: defaultStepMs, by: 'window', onNotice });
    isElsewhere = !started.ok && started.error.code === 'BUSY';
    if (started.ok) session = started.value;
    return started.ok || isElsewhere ? success(null) : failure(started.error);
  };
  const end = async (): Promise<void> => {
    const ended = session;
    session = null;
    isElsewhere = false;
    await ended?.stop('stopped');
  };
  const keep = async (next: Settings): Promise<Result<null>> => {
    try {
      await disk.writeDurably(settingsFile, `${JSON.stringify(next)}\n`);
    } catch (error) {
      return failure({ code: 'STORAGE_FAILED', detail: String(error) });
    }
    settings = next;
    isDamaged = false;
    return success(null);
  };
  const open = async (): Promise<void> => {
    const kept = await readSettingsFile(settingsFile, settingsSchema);
    if (kept.kind === 'read') settings = kept.value;
    isDamaged = kept.kind === 'damaged';
    if (kept.kind === 'damaged') logIncident(new Error(`the settings of recording cannot be read: ${kept.detail}`));
    await beginIfOn();
  };
  const beginIfOn = async (): Promise<void> => {
    if (!settings.keepWatching) return;
    const begun = await begin();
    if (!begun.ok) logIncident(new Error(`nothing is recorded: ${JSON.stringify(begun.error)}`));
  };
  /** One after the other: what is asked for meanwhile waits. */
  let work: Promise<unknown> = open().catch(logIncident);
  const after = <T>(next: () => Promise<T>): Promise<T> => {
    const done = work.then(next);
    work = done.catch(() => undefined);
    return done;
  };

  return {
    read: () =>
      after(() =>
        Promise.resolve({
          isOn: settings.keepWatching,
          isDamaged,
          recording: session && { since: session.startedAt, trouble: session.trouble()?.detail ?? null },
          isElsewhere,
        }),
      ),
    set: (isOn) =>
      after(async () => {
        const begun = isOn ? await begin() : success(null);
        if (!begun.ok) return begun;
        const kept = await keep({ ...settings, keepWatching: isOn });
        if (kept.ok && !isOn) await end();
        return kept;
      }),
    add(sample) {
      session?.add(sample);
      if (!isElsewhere || clock() - begunAt < defaultStepMs) return;
      begunAt = clock();
      void after(beginIfOn).catch(logIncident);
    },
    needsExplanation: () => settings.keepWatching && !settings.isExplained,
    setExplained: () =>
      after(async () => {
        const kept = await keep({ ...settings, isExplained: true });
        if (!kept.ok) logIncident(new Error(JSON.stringify(kept.error)));
      }),
    close: () => after(end),
    isOn: () => settings.keepWatching,
  };
}
