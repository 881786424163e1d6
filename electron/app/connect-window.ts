// Everything behind the window: machine, services, native dialogs and menu. Loaded while the page loads.
import { join } from 'node:path';
import { app, clipboard, Menu, Notification, shell, type BrowserWindow } from 'electron';
import { countTextFor } from '../contract/text/count-text';
import type { Result } from '../contract/errors/result';
import { loadWords } from '../contract/messages/messages';
import type { PracticeControls, PracticeWindows } from '../machine/interfaces';
import { localFeed } from '../usage/feed';
import { answer, type Sender } from '../ipc/dispatch';
import { callLimits } from '../ipc/limits';
import { changeWatch } from '../ipc/change-watch';
import { nativeDialogs, type NativeDialogs } from '../window/native-dialogs';
import { workerRunner } from '../elevation/run-in-worker';
import { practiceArguments } from '../elevation/worker/arguments';
import { tell } from '../ipc/gate';
import { createHandlers } from '../ipc/handlers/handlers';
import type { Log } from '../log/log';
import { logFor } from '../log/log-location';
import { menuTemplate } from '../window/menu';
import type { Desktop } from '../services/desktop';
import type { Program } from '../services/program';
import { openServices } from '../services/services';
import { printToPdf } from '../window/print-to-pdf';
import { startUsageService, type UsageDesktop } from '../services/usage-service';
import type { OpenWindow } from '../window/window';

type Answering = (from: Sender, message: unknown) => Promise<Result<unknown>>;

/** Opens the machine and returns the function that answers the window's calls. */
export async function connectWindow(
  { openMachine, usageFeed }: Program,
  { window, pageLife }: OpenWindow,
  userData: string,
  startLog: Log,
): Promise<Answering> {
  const [machine, words] = await Promise.all([openMachine(userData, 'program'), loadWords()]);
  const log = await logFor(machine, startLog);
  const system = await machine.system.describe();
  const computer = system.ok ? system.value.computerName : '';
  const backupFolder = join(machine.folder.path, 'backups');
  const machineChanged = () => {
    usage.machineChanged();
    tell(window, 'machine.changed', null);
  };
  const locale = regionalFormat();
  const dialogs = nativeDialogs(window, words, countTextFor(locale));
  const desktop: Desktop = {
    locale,
    programVersion: app.getVersion(),
    confirmChange: (changes, reason, effects) => dialogs.confirmChange({ machine, computer, changes, reason, effects }),
    confirmRestart: (seconds) => dialogs.confirmRestart(computer, seconds),
    confirmDelete: (listing) => dialogs.confirmDelete(listing),
    chooseRegFile: () => dialogs.chooseRegFile(),
    chooseTarget: (kind, name) => dialogs.chooseTarget(kind, name),
    openFolder: (path) => void shell.openPath(path),
    revealFile: (path) => shell.showItemInFolder(path),
    reportReading: (fraction) => tell(window, 'reg-file.progress', fraction),
    logIncident: (error) => void log.incident(error),
    copy: (text) => void clipboard.writeText(text),
    chooseFolder: () => dialogs.chooseFolder(),
    printToPdf,
    machineChanged,
    reportStage(report) {
      watch.recordStage(report);
      tell(window, 'change.stage', report);
    },
  };
  const watch = changeWatch({
    lastReload: pageLife.lastReload,
    sendEnded: () => tell(window, 'change.ended', null),
    folder: machine.folder,
    elevation: machine.elevation,
    logIncident: (error) => log.incident(error),
  });
  pageLife.onReload(watch.recordPageGone);
  const programVersion = app.getVersion();
  const usage = startUsageService({
    machine,
    feed: usageFeed ?? localFeed(() => machine.usage),
    desktop: usageDesktop(window, dialogs, log),
    words,
    settingsFile: join(userData, 'usage-settings.json'),
  });
  const runInWorker =
    machine.elevation &&
    workerRunner({
      elevation: machine.elevation,
      programVersion,
      programArguments: [...ownProgram(), ...(machine.kind === 'practice' ? practiceArguments(userData) : [])],
      ownerWindow: () => (window.isDestroyed() ? null : window.getNativeWindowHandle()),
      logRefusal: (text) => log.warn(text),
    });
  const { handlers, isChanging } = createHandlers(
    openServices({ machine, userData, words, desktop, programVersion, usage, runInWorker }),
  );

  const { practice } = machine;
  const showMenu = async () => {
    const now = practice && (await practice.describe());
    const template = menuTemplate(words, {
      backupFolder,
      logFolder: log.folder,
      practice: practice &&
        now && {
          now: now.ok ? now.value : null,
          restart: () => void practice.restart().then(machineChanged),
          reset: (which) => void resetPractice(dialogs, practice, which).then(machineChanged).then(showMenu),
          load: (load) => void usage.chooseLoad(load),
          setWithoutRights: (isWithoutRights) =>
            void practice.setWithoutRights(isWithoutRights).then(machineChanged).then(showMenu),
          setMaxUserPortHonoured: (isHonoured) => void practice.setMaxUserPortHonoured(isHonoured).then(showMenu),
        },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  await showMenu();
  window.on('close', (event) => {
    if (isChanging()) event.preventDefault();
  });
  window.on('closed', () => {
    usage.stop();
    app.quit();
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  log.info(`started ${programVersion} on ${machine.kind}, Electron ${process.versions.electron}`);
  const gate = { handlers: watch.watched(handlers), log, ownContents: window.webContents, admit: callLimits() };
  return (from, message) => answer(gate, from, message);
}

function usageDesktop(window: BrowserWindow, dialogs: NativeDialogs, log: Log): UsageDesktop {
  return {
    sendSample: (sample) => tell(window, 'usage.sampled', sample),
    sendAlert: (alert) => tell(window, 'usage.alerted', alert),
    isInBackground: () => !window.isDestroyed() && !window.isFocused(),
    notify(title, body) {
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        if (window.isMinimized()) window.restore();
        window.focus();
      });
      notification.show();
    },
    showLevel(share) {
      if (window.isDestroyed()) return;
      if (share === null) window.setProgressBar(-1);
      else window.setProgressBar(share, { mode: share >= 0.8 ? 'error' : share >= 0.5 ? 'paused' : 'normal' });
    },
    chooseTarget: (kind, name) => dialogs.chooseUsageTarget(kind, name),
    logIncident: (error) => void log.incident(error),
  };
}

async function resetPractice(
  dialogs: NativeDialogs,
  practice: PracticeControls,
  which?: PracticeWindows,
): Promise<void> {
  if (await dialogs.confirmReset()) await practice.reset(which);
}

/** In development Electron is started with the program's folder as argument; packaged, the executable is the program. */
function ownProgram(): string[] {
  return 'defaultApp' in process && process.defaultApp ? [app.getAppPath()] : [];
}

/** The system's regional format; POSIX variants ("en-US@posix") are not BCP 47 and lose their suffix. */
function regionalFormat(): string {
  const [locale = 'en'] = app.getSystemLocale().split('@');
  return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0 ? locale : 'en';
}
