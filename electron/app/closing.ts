// What happens when a person closes the window: it stays during a change, and goes on watching behind an icon only after a yes.
import { app, type BrowserWindow } from 'electron';
import type { KeepWatchingService } from '../services/keep-watching-service';
import type { NativeDialogs } from '../window/native-dialogs';

interface ClosingParts {
  readonly window: BrowserWindow;
  readonly dialogs: Pick<NativeDialogs, 'explainKeepWatching'>;
  readonly keeping: Pick<KeepWatchingService, 'needsExplanation' | 'set' | 'setExplained'>;
  readonly isWriting: () => boolean;
  /** `isQuitting`: the whole program is to end, and not the window alone. */
  readonly onClosed: (end: { readonly isQuitting: boolean }) => void;
}

/** Decides from now on whether the window may close. */
export function whenClosing({ window, dialogs, keeping, isWriting, onClosed }: ClosingParts): void {
  const quit = onQuit();
  let isExplaining = false;
  window.on('close', (event) => {
    if (isWriting()) {
      event.preventDefault();
      quit.forget();
      return;
    }
    if (quit.isRequested() || !keeping.needsExplanation()) return;
    event.preventDefault();
    if (isExplaining) return;
    isExplaining = true;
    void explainClosing(dialogs, keeping).then((isGoingOn) => {
      if (isGoingOn) window.destroy();
      else app.quit();
    });
  });
  window.on('closed', () => {
    quit.stop();
    onClosed({ isQuitting: quit.isRequested() });
  });
}

/** Whether the whole program is to end, as with *Exit* in the menu, and not the window alone. */
function onQuit() {
  let isRequested = false;
  const request = () => void (isRequested = true);
  app.on('before-quit', request);
  return {
    isRequested: () => isRequested,
    /** Something else keeps the window open. */
    forget: () => void (isRequested = false),
    stop: () => void app.off('before-quit', request),
  };
}

/** False: the person wants the program to end. */
async function explainClosing(dialogs: ClosingParts['dialogs'], keeping: ClosingParts['keeping']): Promise<boolean> {
  const isGoingOn = await dialogs.explainKeepWatching();
  if (isGoingOn) await keeping.setExplained();
  else await keeping.set(false);
  return isGoingOn;
}
