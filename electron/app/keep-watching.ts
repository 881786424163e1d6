// Goes on recording behind an icon after the window was closed.
import { app } from 'electron';
import { defaultStepMs } from '../contract/recording/recording-limits';
import { countTextFor, shareTextFor } from '../contract/text/count-text';
import { shareOfUsable } from '../contract/usage/levels';
import { tcpAtRisk, type UsageSample } from '../contract/usage/sample';
import type { Words } from '../contract/messages/messages';
import type { Log } from '../log/log';
import { nextWatch, type WatchEffect, type WatchEvent, type WatchState } from '../recording/keep-watching';
import type { RecordingService } from '../services/recording-service';
import type { RecordingSession } from '../services/recording-session';
import { showNotificationIcon, type NotificationIcon } from '../window/notification-icon';
import { quitAfter } from './ending';

/** What a window leaves to those who watch on. */
export interface Background {
  readonly recordings: Pick<RecordingService, 'measure'>;
  readonly words: Words;
  /** For the numbers in them, a BCP 47 tag. */
  readonly locale: string;
  readonly log: Log;
}

/**
 * Watches as soon as the window has ended its own recording (`ready`), until the person opens the window again (`openWindow`)
 * or stops; then the program ends.
 */
export function watchInBackground(
  { recordings, words, locale, log }: Background,
  ready: Promise<unknown>,
  openWindow: () => void,
): void {
  let state: WatchState = 'window';
  let icon: NotificationIcon | null = null;
  let session: RecordingSession | null = null;
  let nextTry: NodeJS.Timeout | undefined;
  let failedWith: string | null = null;
  let work: Promise<void> = ready.then(() => undefined);

  const show = (sample: UsageSample) => icon?.setToolTip(toolTip(words, locale, sample));
  const effects: Readonly<Record<WatchEffect, () => Promise<void> | void>> = {
    'show-icon'() {
      icon = showNotificationIcon(words, {
        open: () => send({ kind: 'open' }),
        pause: () => send({ kind: 'pause' }),
        resume: () => send({ kind: 'resume' }),
        stop: () => send({ kind: 'stop' }),
      });
      icon.setToolTip(words('title'));
    },
    'hide-icon': () => icon?.hide(),
    async record() {
      clearTimeout(nextTry);
      icon?.setPaused(false);
      if (session) return;
      const onNotice = (notice: object) => log.warn(`recording: ${JSON.stringify(notice)}`);
      const started = await recordings.measure({ stepMs: defaultStepMs, by: 'window', onNotice }, show);
      if (started.ok) {
        session = started.value;
        failedWith = null;
      } else {
        const { code } = started.error;
        if (code !== failedWith) log.warn(`nothing is recorded: ${JSON.stringify(started.error)}`);
        failedWith = code;
        // Another process records: it will end.
        if (code === 'BUSY') nextTry = setTimeout(() => send({ kind: 'try-again' }), defaultStepMs);
        icon?.setToolTip(code === 'BUSY' ? words('keepWatching.elsewhere') : words('keepWatching.failed', { code }));
      }
    },
    async 'pause-recording'() {
      await session?.stop('paused');
      session = null;
      icon?.setPaused(true);
      icon?.setToolTip(words('keepWatching.paused'));
    },
    async 'stop-recording'() {
      await session?.stop('stopped');
      session = null;
    },
    'open-window'() {
      app.off('second-instance', secondStart);
      openWindow();
    },
    quit: () => quitAfter(Promise.resolve()),
  };
  const send = (event: WatchEvent): void => {
    const next = nextWatch(state, event);
    state = next.state;
    for (const effect of next.effects) work = work.then(effects[effect]);
    work = work.catch((error: unknown) => {
      // Without its icon nobody could end it.
      log.incident(error);
      if (icon === null) app.quit();
    });
  };
  const secondStart = () => send({ kind: 'open' });
  app.on('second-instance', secondStart);
  send({ kind: 'closed', isOn: true });
}

function toolTip(words: Words, locale: string, sample: UsageSample): string {
  if (!sample.ok) return words('keepWatching.unknown', { code: sample.error.code });
  const { ports, usable } = tcpAtRisk(sample);
  const count = countTextFor(locale);
  return words('keepWatching.inUse', {
    ports: count(ports),
    usable: count(usable),
    percent: shareTextFor(locale, 0)(shareOfUsable(ports, usable)),
  });
}
