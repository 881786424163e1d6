// Puts the program together and runs it: one instance, one window, one machine.
import { join } from 'node:path';
import { app, clipboard, dialog, Menu, shell, type BrowserWindow, type MessageBoxOptions } from 'electron';
import { backupStore } from '../backup/store';
import type { ChangeReason, ValueChange } from '../contract/models';
import { loadWords, type Words } from '../contract/words';
import type { Machine, PracticeControls } from '../machine/machine';
import { storedText } from '../record/change-record';
import { journal } from '../tuning/journal';
import { startSampling } from '../usage/sampler';
import { openGate, tell } from './gate';
import { createHandlers, type Desktop } from './handlers';
import { openLog, type Log } from './log';
import { menuTemplate } from './menu';
import { openWindow, registerScheme } from './window';

export interface Application {
  /** Folder with the built parts `main`, `preload` and `renderer`. */
  readonly outFolder: string;
  /** Picks the machine; `userData` is the folder for files of ours. */
  readonly openMachine: (userData: string) => Promise<Machine>;
}

/** Runs until the window is closed. A second instance brings the window of the first to the front. */
export async function startApplication(application: Application): Promise<void> {
  const chosenFolder = app.commandLine.getSwitchValue('user-data-dir');
  if (chosenFolder) app.setPath('userData', chosenFolder);
  if (!app.requestSingleInstanceLock()) {
    app.exit(0);
    return;
  }
  registerScheme();
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

async function run({ outFolder, openMachine }: Application, userData: string, words: Words, log: Log): Promise<void> {
  const machine = await openMachine(userData);
  const system = await machine.system.describe();
  const computer = system.ok ? system.value.computerName : '';
  const backupFolder = join(userData, 'backups');
  const window = openWindow(outFolder, words('title'), log);
  const machineChanged = () => tell(window, 'machine.changed', null);
  const desktop: Desktop = {
    locale: regionalFormat(),
    programVersion: app.getVersion(),
    confirmChange: (changes, reason) => ask(window, words, confirmation(words, machine, computer, changes, reason)),
    confirmRestart: (seconds) =>
      ask(window, words, {
        message: words('confirm.restartMessage', { computer }),
        detail: words('confirm.restartDetail', { seconds }),
        action: words('confirm.restart'),
      }),
    revealFile: (path) => shell.showItemInFolder(path),
    copy: (text) => void clipboard.writeText(text),
    machineChanged,
    reportStage: (report) => tell(window, 'change.stage', report),
  };
  const programVersion = app.getVersion();
  const { handlers, isChanging } = createHandlers({
    machine,
    backups: backupStore(machine, backupFolder, programVersion),
    journal: journal(machine.disk, join(userData, 'changes')),
    desktop,
    words,
  });
  openGate(window, handlers, log);
  const stopSampling = startSampling(machine.usage, (sample) => tell(window, 'usage.sampled', sample), (error) => void log.incident(error));

  const { practice } = machine;
  const template = menuTemplate(words, {
    backupFolder,
    logFolder: log.folder,
    practice: practice && {
      restart: () => void practice.restart().then(machineChanged),
      reset: () => void resetPractice(window, words, practice).then(machineChanged),
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  window.on('close', (event) => {
    if (isChanging()) event.preventDefault();
  });
  window.on('closed', () => {
    stopSampling();
    app.quit();
  });
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  log.info(`started ${programVersion} on ${machine.kind}, Electron ${process.versions.electron}`);
}

interface Question {
  readonly message: string;
  readonly detail: string;
  /** Label of the button that carries it out. Cancel is the default. */
  readonly action: string;
}

async function ask(window: BrowserWindow, words: Words, { message, detail, action }: Question): Promise<boolean> {
  const options: MessageBoxOptions = {
    type: 'warning',
    title: words('title'),
    message,
    detail,
    buttons: [words('confirm.cancel'), action],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await dialog.showMessageBox(window, options);
  return response === 1;
}

function confirmation(words: Words, machine: Machine, computer: string, changes: readonly ValueChange[], reason: ChangeReason): Question {
  const lines = changes.map(({ name, before, after }) =>
    words('confirm.change', { name, before: storedText(words, before), after: storedText(words, after) }),
  );
  const notes = machine.kind === 'practice' ? [words('confirm.backupNote'), words('confirm.practiceNote')] : [words('confirm.backupNote')];
  return {
    message: words(`confirm.${reason}Message`, { computer }),
    detail: [...lines, '', ...notes].join('\n'),
    action: reason === 'apply' ? words('confirm.apply') : words('confirm.undo'),
  };
}

async function resetPractice(window: BrowserWindow, words: Words, practice: PracticeControls): Promise<void> {
  const question = { message: words('confirm.resetMessage'), detail: words('confirm.resetDetail'), action: words('confirm.reset') };
  if (await ask(window, words, question)) await practice.reset();
}

/** The system's regional format; POSIX variants ("en-US@posix") are not BCP 47 and lose their suffix. */
function regionalFormat(): string {
  const [locale = 'en'] = app.getSystemLocale().split('@');
  return Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0 ? locale : 'en';
}
