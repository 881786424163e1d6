// The calls about the recording.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { KeepWatchingService } from '../../services/keep-watching-service';
import type { RecordingService } from '../../services/recording-service';

export type RecordingHandlers = Pick<
  Handlers,
  'recording.days' | 'recording.read' | 'recording.snapshot' | 'recording.state' | 'recording.keep-watching'
>;

export function recordingHandlers(recordings: RecordingService, keepWatching: KeepWatchingService): RecordingHandlers {
  return {
    'recording.days': () => recordings.days(),
    'recording.read': (question) => recordings.read(question),
    'recording.snapshot': ({ at, isSimulated }) => recordings.snapshot(at, isSimulated),
    'recording.state': async () => success(await keepWatching.read()),
    'recording.keep-watching': ({ isOn }) => keepWatching.set(isOn),
  };
}
