// Everything behind the window: machine, services, native dialogs and menu. Loaded after the first paint.
import { dirname, join } from 'node:path';
import { app, Menu, nativeTheme } from 'electron';
import { localeFor, type LanguageChoice } from '../contract/settings/languages';
import { countTextFor, type CountText } from '../contract/text/count-text';
import type { Result } from '../contract/errors/result';
import { openCatalog } from '../contract/messages/messages';
import type { AboutProgram } from '../contract/settings/about';
import { timeWaitReader } from '../diagnosis/time-wait';
import { localFeed } from '../usage/feed';
import { answer, type Sender } from '../ipc/dispatch';
import { callLimits } from '../ipc/limits';
import { changeWatch } from '../ipc/change-watch';
import { nativeDialogs } from '../window/native-dialogs';
import { workerRunner } from '../elevation/run-in-worker';
import { practiceArguments } from '../elevation/worker/arguments';
import { sendEvent } from '../ipc/gate';
import { createHandlers } from '../ipc/handlers/handlers';
import type { Log } from '../log/log';
import { logFor } from '../log/log-location';
import { menuTemplate } from '../window/menu';
import type { Program } from '../services/program';
import { aboutService } from '../services/about-service';
import { createServices } from '../services/services';
import { settingsService } from '../services/settings-service';
import { openStorage } from '../services/storage';
import { keepWatchingService, type KeepWatchingService } from '../services/keep-watching-service';
import { startUsageService } from '../services/usage-service';
import type { OpenWindow } from '../window/window';
import type { Background } from './keep-watching';
import { whenClosing } from './closing';
import { usageDesktop, windowDesktop } from './window-desktop';

/** What is left when the window has closed. */
export interface WindowEnd {
  /** What goes on without a window; null where the program ends. */
  readonly background: Background | null;
  readonly recordingEnded: Promise<unknown>;
}

type Answer = (from: Sender, message: unknown) => Promise<Result<unknown>>;

/** Opens the machine and returns the function that answers the window's calls. */
export async function connectWindow(
  { openMachine, usageFeed, openEvidence, collectorFile }: Program,
  { window, pageLife, frame, language }: OpenWindow,
  userData: string,
  startLog: Log,
  onClosed: (end: WindowEnd) => void = () => app.quit(),
): Promise<Answer> {
  const [machine, catalog] = await Promise.all([openMachine(userData, 'program'), openCatalog(language.read())]);
  const { words } = catalog;
  const log = await logFor(machine, startLog);
  const system = await machine.system.describe();
  const computer = system.ok ? system.value.computerName : '';
  const backupFolder = join(machine.folder.path, 'backups');
  const machineChanged = () => {
    usage.machineChanged();
    sendEvent(window, 'machine.changed', null);
    void showMenu();
  };
  const programVersion = app.getVersion();
  const logIncident = (error: unknown) => log.incident(error);
  const locale = regionalFormat();
  const count: CountText = (number) => countTextFor(localeFor(language.read(), locale))(number);
  const dialogs = nativeDialogs(window, words, count);
  const desktop = windowDesktop({
    window,
    dialogs,
    machine,
    computer,
    recordStage: (report) => watch.recordStage(report),
  });
  const watch = changeWatch({
    lastReload: pageLife.lastReload,
    sendEnded: () => sendEvent(window, 'change.ended', null),
    folder: machine.folder,
    elevation: machine.elevation,
    logIncident,
  });
  pageLife.onReload(watch.recordPageGone);
  const storage = openStorage(machine, userData, programVersion);
  let keepWatching: KeepWatchingService | null = null;
  const usage = startUsageService({
    machine,
    isWatching: true,
    // So that all that is on the screen belongs to one machine.
    firstLoad: 'idle',
    timeWait: timeWaitReader(machine, storage.log),
    feed: usageFeed ?? localFeed(() => machine.usage),
    desktop: usageDesktop(window, dialogs, log, (sample) => keepWatching?.add(sample)),
    words,
    count,
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
  const followLanguage = async (choice: LanguageChoice) => {
    const before = language.read();
    const next = language.follow(choice);
    if (next === before) return;
    await catalog.change(next);
    sendEvent(window, 'language.changed', next);
    await showMenu();
  };
  const settings = settingsService({
    file: join(userData, 'settings.json'),
    disk: machine.disk,
    frameNow: frame,
    follow: (chosen) => {
      nativeTheme.themeSource = chosen.theme;
      void followLanguage(chosen.language).catch(logIncident);
    },
    logIncident,
  });
  const services = createServices({
    machine,
    storage,
    usage,
    desktop,
    words,
    ticketWords: async () => {
      const { ticketLanguage } = (await settings.read()).settings;
      const chosen = ticketLanguage === 'window' ? language.read() : ticketLanguage;
      return {
        words: await catalog.wordsIn(chosen),
        diagnosisWords: () => catalog.diagnosisWordsIn(chosen),
        language: chosen,
        locale: localeFor(chosen, locale),
      };
    },
    programVersion,
    collectorFile,
    locale,
    logIncident,
    runInWorker,
    openEvidence,
    onMachineChanged: machineChanged,
    onRulesChanged: () => void showMenu(),
  });
  const keeping = keepWatchingService({
    recordings: services.recordings,
    disk: machine.disk,
    settingsFile: join(userData, 'recording-settings.json'),
    onNotice: (notice) => log.warn(`recording: ${JSON.stringify(notice)}`),
    logIncident,
  });
  keepWatching = keeping;
  const handlers = createHandlers(
    { ...services, changes: watch.watched(services.changes) },
    {
      clipboard: desktop.clipboard,
      readPageState: watch.readPageState,
      keepWatching: keeping,
      settings,
      about: aboutService({
        about: aboutProgram({ machine: machine.folder.path, own: userData, logs: log.folder }),
        licenses: licensesFile(),
        fileManager: desktop.fileManager,
      }),
    },
  );

  const { practice } = services;
  const showMenu = async () => {
    const rules = machine.practice && (await practice.read());
    const template = menuTemplate(words, {
      backupFolder,
      logFolder: log.folder,
      practice: rules && {
        now: rules.ok ? rules.value : null,
        restart: () => void practice.restart(),
        reset: (which) => void practice.reset(which).then(showMenu),
        load: (load) => void usage.chooseLoad(load),
        setWithoutRights: (isWithoutRights) => void practice.setWithoutRights(isWithoutRights),
        setMaxUserPortHonoured: (isHonoured) => void practice.setMaxUserPortHonoured(isHonoured),
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  await showMenu();
  const secondStart = () => {
    if (window.isMinimized()) window.restore();
    window.focus();
  };
  whenClosing({
    window,
    dialogs,
    keeping,
    isWriting: () => services.isWriting(),
    onClosed({ isQuitting }) {
      app.off('second-instance', secondStart);
      usage.stop();
      const toolTipLocale = localeFor(language.read(), locale);
      onClosed({
        background:
          keeping.isOn() && !isQuitting ? { recordings: services.recordings, words, locale: toolTipLocale, log } : null,
        recordingEnded: keeping.close(),
      });
    },
  });
  app.on('second-instance', secondStart);
  log.info(`started ${programVersion} on ${machine.kind}, Electron ${process.versions.electron}`);
  const gate = { handlers, log, ownContents: window.webContents, admit: callLimits() };
  return (from, message) => answer(gate, from, message);
}

function aboutProgram(folders: AboutProgram['folders']): AboutProgram {
  return {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    folders,
  };
}

/** Beside the packaged program (build/package/configuration.mjs); in development our own license. */
function licensesFile(): string {
  return app.isPackaged
    ? join(dirname(process.execPath), 'LICENSES.third-party.txt')
    : join(app.getAppPath(), 'LICENSE');
}

/** In development Electron is started with the program's folder as argument; packaged, the executable is the program. */
function ownProgram(): string[] {
  return 'defaultApp' in process && process.defaultApp ? [app.getAppPath()] : [];
}

/**
 * The system's regional format; POSIX variants ("en-US@posix") are not BCP 47 and lose their suffix. Whether Intl has a format for
 * it, it finds out by itself: a list of all that it has takes 10 ms to make.
 */
function regionalFormat(): string {
  const [locale = 'en'] = app.getSystemLocale().split('@');
  try {
    return new Intl.Locale(locale).toString();
  } catch {
    return 'en';
  }
}
