// Assembles the program and runs it: one instance, one window, one machine.
// Protects: no window opens without a writable folder for its files; the reason is printed to standard error.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { app, dialog } from 'electron';
import type { LanguageChoice } from '../contract/settings/languages';
import type { Program } from '../services/program';
import { openGate } from '../ipc/gate';
import { openLog, type Log } from '../log/log';
import { answerExceptions, endWith, printError } from '../log/last-resort';
import { cutOffNetwork } from '../window/session-policy';
import { whyUnusable } from '../services/user-data-folder';
import { defaultUserDataFolder } from '../services/default-user-data-folder';
import { readStartSettings } from '../window/start-settings';
import { languageNow, type LanguageNow } from '../window/language-now';
import { openWindow } from '../window/window';
import type { WindowEnd } from './connect-window';
import { quitAfter } from './ending';

export interface Application extends Program {
  /** Folder with the built parts `main`, `preload` and `renderer`. */
  readonly outFolder: string;
  /** Whether the developer tools can be opened. */
  readonly hasDevTools?: boolean;
  /** For tests: speaks for the system, and may name a pseudo-language. */
  readonly testLanguage?: string | undefined;
}

/** Documented in docs/command-line.md. */
const exitCodes = { failed: 1, invalidInput: 2 } as const;

/**
 * Runs until the window is closed. A second instance brings the window of the first to the front. `chosenFolder` is the
 * folder for the program's files; null for the default.
 */
export async function startApplication(application: Application, chosenFolder: string | null = null): Promise<void> {
  const located = chosenFolder === null ? application.locateUserData?.(defaultUserDataFolder()) : undefined;
  const folder = chosenFolder ?? located?.folder ?? defaultUserDataFolder();
  const reason = whyUnusable(folder);
  if (reason !== null) return endWithoutFolder(folder, chosenFolder !== null, reason, application);
  if (chosenFolder !== null || located) app.setPath('userData', folder);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  cutOffNetwork();
  // Page and main process make little garbage: their young heaps need not grow to what Chromium and Node allow (MB, factor).
  app.commandLine.appendSwitch('js-flags', '--max-semi-space-size=1');
  setFlagsFromString('--semi-space-growth-factor=1');
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'));
  answerExceptions((error) => void log.incident(error));
  await app.whenReady();
  await openMainWindow(application, userData, log);
  // By now a process with administrator rights logs to the machine folder, not to a user's own.
  for (const remark of located?.remarks ?? []) log.info(remark);
}

/** Also after the window was closed and the program went on without it. Ends the program where the window cannot work. */
async function openMainWindow(application: Application, userData: string, log: Log): Promise<void> {
  try {
    await run(application, userData, log);
  } catch (error) {
    const incident = log.incident(error);
    const { loadWords } = await import('../contract/messages/messages');
    const words = await loadWords(
      languageUnder(readStartSettings(settingsFile(userData)).language, application).read(),
    );
    dialog.showErrorBox(
      words('failedStart.title'),
      words('failedStart.detail', { incident, folder: log.folder, error: String(error) }),
    );
    app.exit(exitCodes.failed);
  }
}

/** A problem with a folder from the arguments goes to standard error, not to a dialog: nobody may be watching. */
async function endWithoutFolder(
  folder: string,
  isChosen: boolean,
  reason: string,
  application: Application,
): Promise<void> {
  const text = `Ephemeral Port Wizard can't start: it can't write to its folder ${folder} (${reason}).`;
  if (isChosen) {
    endWith(exitCodes.invalidInput, text);
    return;
  }
  printError(text);
  await app.whenReady();
  const { loadWords } = await import('../contract/messages/messages');
  const words = await loadWords(languageUnder('system', application).read());
  dialog.showErrorBox(words('failedStart.title'), words('failedStart.folder', { folder, reason }));
  app.exit(exitCodes.failed);
}

/** The page paints first, then the machine is opened; calls of the page wait at the gate meanwhile. */
async function run(application: Application, userData: string, log: Log): Promise<void> {
  let isWatching = false;
  const endWithoutWindow = () => {
    if (!isWatching) app.quit();
  };
  const closed = ({ background, recordingEnded }: WindowEnd) => {
    isWatching = background !== null;
    if (!background) {
      quitAfter(recordingEnded);
      return;
    }
    const openAgain = () => {
      app.off('window-all-closed', endWithoutWindow);
      void openMainWindow(application, userData, log);
    };
    void import('./keep-watching').then(({ watchInBackground }) =>
      watchInBackground(background, recordingEnded, openAgain),
    );
  };
  app.on('window-all-closed', endWithoutWindow);
  const settings = readStartSettings(settingsFile(userData));
  const language = languageUnder(settings.language, application);
  const boundsFile = join(userData, 'window-bounds.json');
  const opened = openWindow({ ...application, settings, language, boundsFile }, app.name, log);
  // This thread has to be free for the first paint.
  const connected = opened.painted.then(async () => {
    const { connectWindow } = await import('./connect-window');
    return connectWindow(application, opened, userData, log, closed);
  });
  openGate(opened.window, connected);
  await connected;
}

const settingsFile = (userData: string) => join(userData, 'settings.json');

function languageUnder(choice: LanguageChoice, { testLanguage }: Application): LanguageNow {
  return languageNow(choice, { preferred: () => app.getPreferredSystemLanguages(), testLanguage });
}
