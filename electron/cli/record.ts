// `record`: records port usage until its time is over or it is told to stop.
// Protects: what goes wrong meanwhile is said when it happens and stands in the report; recording goes on.
import { success, type Result } from '../contract/errors/result';
import type { RecordingNotice } from '../services/recording-session';
import type { Services } from '../services/services';
import type { Request } from './arguments';
import type { CommandAnswer } from './report';

export type Notice = Extract<CommandAnswer, { kind: 'recording' }>['value']['notices'][number];

/** What the process around a command does with it. */
export interface CommandControl {
  /** Resolves when the command is to end early. */
  readonly ended: Promise<void>;
  /** Prints what cannot wait for the report. */
  readonly say: (notice: Notice) => void;
}

export const uncontrolled: CommandControl = { ended: new Promise(() => undefined), say: () => undefined };

const mostNotices = 1000;
/** The longest time that a timer of Node knows. */
const longestTimerMs = 0x7fff_ffff;

export async function record(
  { recordings }: Services,
  { recordSeconds, everySeconds }: Request,
  { ended, say }: CommandControl,
): Promise<Result<CommandAnswer>> {
  const notices: Notice[] = [];
  const onNotice = (told: RecordingNotice) => {
    const notice = noticeOf(told);
    notices.push(notice);
    if (notices.length > mostNotices) notices.shift();
    say(notice);
  };
  const started = await recordings.measure({ stepMs: everySeconds * 1000, by: 'command-line', onNotice });
  if (!started.ok) return started;
  const session = started.value;
  const time = recordSeconds === null ? null : timer(recordSeconds * 1000);
  const endedBy = await Promise.race([
    ended.then(() => 'signal' as const),
    ...(time ? [time.over.then(() => 'time-over' as const)] : []),
  ]);
  time?.cancel();
  await session.stop(endedBy);
  return success({
    kind: 'recording',
    value: {
      folder: session.folder,
      startedAt: new Date(session.startedAt).toISOString(),
      endedAt: new Date().toISOString(),
      endedBy,
      everySeconds,
      ...session.counts(),
      trouble: session.trouble()?.detail ?? null,
      notices,
    },
  });
}

/** `over` resolves after so many milliseconds, however many they are. */
function timer(ms: number): { readonly over: Promise<void>; readonly cancel: () => void } {
  const endsAt = performance.now() + ms;
  let running: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    const wait = () => {
      const left = endsAt - performance.now();
      if (left <= 0) resolve();
      else running = setTimeout(wait, Math.min(left, longestTimerMs));
    };
    wait();
  });
  return { over, cancel: () => clearTimeout(running) };
}

function noticeOf(told: RecordingNotice): Notice {
  const at = new Date().toISOString();
  switch (told.kind) {
    case 'trouble':
      return { at, code: told.trouble.kind, detail: told.trouble.detail };
    case 'writing-again':
      return { at, code: 'writing-again', detail: '' };
    case 'clock':
      return {
        at,
        code: told.byMs < 0 ? 'clock-back' : 'clock-forward',
        detail: String(Math.abs(Math.round(told.byMs))),
      };
  }
}
