// Reloads a page that crashed or hangs, tells the user and logs it.
// Protects: nobody is left with an empty window and no explanation; a page that keeps crashing is not reloaded forever.
import { dialog, type BrowserWindow } from 'electron';
import type { PageReload } from '../contract/ipc/page';
import type { CatalogLanguage } from '../contract/settings/languages';
import type { Log } from '../log/log';
import { reloadLimit } from './reload-limit';

/** Grace period in ms for a page that Chromium reports as unresponsive. */
const patienceMs = 3_000;

export interface PageLife {
  /** Why the current page was reloaded; null for the first one. */
  readonly lastReload: () => PageReload | null;
  /** Calls `listener` each time before the page is reloaded. */
  readonly onReload: (listener: () => void) => void;
}

/** Watches the page of `window`; `load` loads it, `language` is that of the moment. */
export function keepPageAlive(
  window: BrowserWindow,
  load: () => void,
  language: () => CatalogLanguage,
  log: Log,
): PageLife {
  const { webContents } = window;
  const mayReload = reloadLimit();
  const listeners: (() => void)[] = [];
  let last: PageReload | null = null;
  let hangTimer: NodeJS.Timeout | null = null;
  let isHanging = false;

  const reload = (why: PageReload) => {
    last = why;
    for (const listener of listeners) listener();
    load();
  };
  const giveHangUp = () => {
    if (hangTimer) clearTimeout(hangTimer);
    hangTimer = null;
  };
  webContents.on('unresponsive', () => {
    if (hangTimer) return;
    log.warn(`the page does not respond: it is ended in ${patienceMs / 1000} s unless it answers`);
    hangTimer = setTimeout(() => {
      hangTimer = null;
      if (window.isDestroyed()) return;
      isHanging = true;
      webContents.forcefullyCrashRenderer();
    }, patienceMs);
  });
  webContents.on('responsive', () => {
    if (hangTimer) log.warn('the page does not respond: it has answered after all');
    giveHangUp();
  });
  webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    giveHangUp();
    if (window.isDestroyed()) return;
    const why: PageReload = isHanging ? 'unresponsive' : 'ended';
    isHanging = false;
    log.warn(`the page ended: ${why === 'unresponsive' ? 'it did not respond' : reason}, exit code ${exitCode}`);
    // Not inside the event: Chromium is still removing the old page.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (mayReload()) reload(why);
      else
        void askToReload(window, language(), log).then((isWanted) => {
          if (window.isDestroyed()) return;
          if (isWanted) reload(why);
          else window.close();
        });
    });
  });
  webContents.on('did-fail-load', (_, code, description, __, isMainFrame) => {
    // -3 (ERR_ABORTED): a navigation that was refused or superseded.
    if (isMainFrame && code !== -3) log.warn(`the page could not be loaded: ${description} (${code})`);
  });
  window.on('closed', giveHangUp);
  return { lastReload: () => last, onReload: (listener) => void listeners.push(listener) };
}

/** The page crashed too often: shows a native message instead. False means that the window is to be closed. */
async function askToReload(window: BrowserWindow, language: CatalogLanguage, log: Log): Promise<boolean> {
  log.warn('the page ended: too often within a minute, it is not loaded again by itself');
  const { loadWords } = await import('../contract/messages/messages');
  const words = await loadWords(language);
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: words('title'),
    message: words('pageEnded.message'),
    detail: words('pageEnded.detail', { folder: log.folder }),
    buttons: [words('pageEnded.close'), words('pageEnded.again')],
    defaultId: 1,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
