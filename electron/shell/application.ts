// Puts the program together and runs it: one instance, one window, one machine.
import { join } from 'node:path';
import { app, clipboard, dialog, Menu, Notification, shell, type BrowserWindow } from 'electron';
import type { Handlers } from '../contract/calls';
import { loadWords, type Words } from '../contract/words';
import type { Machine, PracticeControls, PracticeWindows } from '../machine/machine';
import { localFeed, type UsageFeed } from '../usage/feed';
import { nativeDialogs, type NativeDialogs } from './dialogs';
import { openGate, tell } from './gate';
import { createHandlers } from './handlers';
import { hiring } from './elevation/hire';
import { practiceArguments } from './elevation/worker-arguments';
import { openLog, type Log } from './log';
import { logFor } from './log-place';
import { menuTemplate } from './menu';
import { openServices, type Desktop } from './services';
import { printToPdf } from './ticket-pdf';
import { startUsageService, type UsageDesktop } from './usage-service';
import { cutOffNetwork } from './session-rules';
import { openWindow } from './window';

export interface Application {
  /** Folder with the built parts `main`, `preload` and `renderer`. */
  readonly outFolder: string;
  /** Picks the machine; `userData` is the folder for files of ours. A worker has administrator rights, also in practice. */
  readonly openMachine: (userData: string, as: 'program' | 'worker') => Promise<Machine>;
  /** Measures port usage outside this thread; without one, the machine's own source is asked in this thread. */
  readonly usageFeed?: UsageFeed;
}

/** Runs until the window is closed. A second instance brings the window of the first to the front. */
export async function startApplication(application: Application): Promise<void> {
  const chosenFolder = app.commandLine.getSwitchValue('user-data-dir');
  if (chosenFolder) app.setPath('userData', chosenFolder);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  cutOffNetwork();
  const userData = app.getPath('userData');
  const log = openLog(join(userData, 'logs'));
  process.on('uncaughtException', (error) => void log.incident(error));
  process.on('unhandledRejection', (error) => void log.incident(error));
  await app.whenReady();
  const words = await loadWords();
  try {
    await run(application, userData, words, log);
  } catch (error) {
    const incident = log.incident(error);
    dialog.showErrorBox(words('failedStart.title'), words('failedStart.detail', { incident, folder: log.folder, error: String(error) }));
    app.exit(1);
  }
}

/** The page comes first, then the machine is opened; what the page asks meanwhile waits at the gate. */
async function run(application: Application, userData: string, words: Words, log: Log): Promise<void> {
  const window = openWindow(application.outFolder, words('title'), log);
  const handlers = firstPicture(window).then(() => furnish(application, window, userData, words, log));
  openGate(window, handlers, log);
  await handlers;
}

/** The first picture has this thread for itself; a page that cannot be loaded is no reason to wait. */
function firstPicture(window: BrowserWindow): Promise<void> {
  return new Promise((done) => {
    window.webContents.once('dom-ready', () => done());
    window.webContents.once('did-fail-load', () => done());
    window.once('closed', () => done());
  });
}

async function furnish({ openMachine, usageFeed }: Application, window: BrowserWindow, userData: string, words: Words, startLog: Log): Promise<Handlers> {
  const machine = await openMachine(userData, 'program');
  const log = await logFor(machine, startLog);
  const system = await machine.system.describe();
  const computer = system.ok ? system.value.computerName : '';
  const backupFolder = join(machine.folder.path, 'backups');
  const machineChanged = () => {
    usage.machineChanged();
    tell(window, 'machine.changed', null);
  };
  const dialogs = nativeDialogs(window, words);
  const desktop: Desktop = {
    locale: regionalFormat(),
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
    reportStage: (report) => tell(window, 'change.stage', report),
  };
  const programVersion = app.getVersion();
  const usage = startUsageService({
    machine,
    feed: usageFeed ?? localFeed(() => machine.usage),
    desktop: usageDesktop(window, dialogs, log),
    words,
    settingsFile: join(userData, 'usage-settings.json'),
  });
  const hireWorker = machine.elevation && hiring({
    elevation: machine.elevation,
    programVersion,
    programArguments: [...ownProgram(), ...(machine.kind === 'practice' ? practiceArguments(userData) : [])],
    ownerWindow: () => (window.isDestroyed() ? null : window.getNativeWindowHandle()),
    logRefusal: (text) => log.warn(text),
  });
  const { handlers, isChanging } = createHandlers(openServices({ machine, userData, words, desktop, programVersion, usage, hireWorker }));

  const { practice } = machine;
  const showMenu = async () => {
    const now = practice && (await practice.describe());
    const template = menuTemplate(words, {
      backupFolder,
      logFolder: log.folder,
      practice: practice && now && {
        now: now.ok ? now.value : null,
        restart: () => void practice.restart().then(machineChanged),
        reset: (which) => void resetPractice(dialogs, practice, which).then(machineChanged).then(showMenu),
        load: (load) => void usage.chooseLoad(load),
        setWithoutRights: (isWithoutRights) => void practice.setWithoutRights(isWithoutRights).then(machineChanged).then(showMenu),
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
  return handlers;
}

function usageDesktop(window: BrowserWindow, dialogs: NativeDialogs, log: Log): UsageDesktop {
  return {
    tellSample: (sample) => tell(window, 'usage.sampled', sample),
    tellAlert: (alert) => tell(window, 'usage.alerted', alert),
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

async function resetPractice(dialogs: NativeDialogs, practice: PracticeControls, which?: PracticeWindows): Promise<void> {
  if (await dialogs.confirmReset()) await practice.reset(which);
}

/** In development Electron is started with the folder of the program; packaged, the executable is the program. */
function ownProgram(): string[] {
  return 'defaultApp' in process && process.defaultApp ? [app.getAppPath()] : [];
}

/** The system's regional format; POSIX variants ("en-US@posix") are not BCP 47 and lose their suffix. */
function regionalFormat(): string {
  const [locale = 'en'] = app.getSystemLocale().split('@');
  return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0 ? locale : 'en';
}
