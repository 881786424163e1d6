// A page that ends or hangs is loaded again, said and logged.
// Protects: nobody sits in front of an empty window without a word; a page that ends over and over is not loaded for ever.
import { dialog, type BrowserWindow } from 'electron';
import type { PageReload } from '../contract/ipc/page';
import type { Log } from '../log/log';
import { reloadLimit } from './reload-limit';

/** How long a page that Chromium calls unresponsive may take to answer after all. */
const patienceMs = 3_000;

export interface PageLife {
  /** Why the page that is there was loaded again; null for the first one. */
  readonly lastReload: () => PageReload | null;
  /** Calls `listener` each time before the page is loaded again. */
  readonly onReload: (listener: () => void) => void;
}

/** Watches over the page of `window`; `load` loads it. */
export function keepPageAlive(window: BrowserWindow, load: () => void, log: Log): PageLife {
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
    // Not within the event: Chromium is still taking the old page away.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (mayReload()) reload(why);
      else
        void askToReload(window, log).then((isWanted) => {
          if (window.isDestroyed()) return;
          if (isWanted) reload(why);
          else window.close();
        });
    });
  });
  webContents.on('did-fail-load', (_, code, description, __, isMainFrame) => {
    // -3 is what a navigation that was refused or superseded ends with.
    if (isMainFrame && code !== -3) log.warn(`the page could not be loaded: ${description} (${code})`);
  });
  window.on('closed', giveHangUp);
  return { lastReload: () => last, onReload: (listener) => void listeners.push(listener) };
}

/** The page has ended too often: a native message in its place. False means that the window is to be closed. */
async function askToReload(window: BrowserWindow, log: Log): Promise<boolean> {
  log.warn('the page ended: too often within a minute, it is not loaded again by itself');
  const { loadWords } = await import('../contract/messages/messages');
  const words = await loadWords();
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
