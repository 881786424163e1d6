// Handlers over a practice machine in a folder of their own, with a person who answers as the test says.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupList } from '../../backup/backup-list';
import { backupStore } from '../../backup/store';
import type { Handlers } from '../../contract/ipc/calls';
import { success, type Result } from '../../contract/errors/result';
import { loadWords } from '../../contract/messages/messages';
import { countTextFor } from '../../contract/text/count-text';
import { realDisk } from '../../machine/common/disk';
import type { Machine } from '../../machine/interfaces/machine';
import type { AcquireLock } from '../../machine/interfaces/storage';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import { timeWaitReader } from '../../diagnosis/time-wait';
import { changeLog } from '../../history/change-log';
import type { UsageChoice } from '../../usage/feed';
import { takeSample } from '../../usage/sampler';
import type { RunInWorker } from '../../elevation/run-in-worker';
import { aboutService } from '../../services/about-service';
import { createServices, type Services } from '../../services/services';
import { keepWatchingService } from '../../services/keep-watching-service';
import { settingsService } from '../../services/settings-service';
import { startUsageService } from '../../services/usage-service';
import { createHandlers, type WindowParts } from './handlers';

export async function openOffice(): Promise<Office> {
  const office = new Office(await mkdtemp(join(tmpdir(), 'port-wizard-unit-')));
  await office.reopen();
  return office;
}

export class Office {
  /** What the person answers to every question. */
  answer: () => Promise<boolean> = () => Promise.resolve(true);
  /** What the person chooses in every file dialog. */
  chosenFile: string | null = null;
  /** Other processes on the same files; there is none until the test says so. */
  acquireLock: AcquireLock = () => Promise.resolve(() => undefined);
  /** Whether another process carries a change out; none does until the test says so. */
  isAtWork: () => Promise<boolean | null> = () => Promise.resolve(false);
  /** The way to administrator rights; there is none until the test gives one. */
  runInWorker: RunInWorker | null = null;
  /** As given on the command line, from the next opening on. */
  ticketNumber = '';
  readonly stages: string[] = [];
  /** Every start of measuring. */
  readonly measured: UsageChoice[] = [];
  /** What was copied last. */
  copied: string | null = null;
  readonly incidents: unknown[] = [];

  private machine?: Machine;
  private opened?: { readonly services: Services; readonly handlers: Handlers };

  constructor(readonly folder: string) {}

  get handlers(): Handlers {
    if (!this.opened) throw new Error('the office is not open');
    return this.opened.handlers;
  }

  get services(): Services {
    if (!this.opened) throw new Error('the office is not open');
    return this.opened.services;
  }

  get practice(): Machine {
    if (!this.machine) throw new Error('the office is not open');
    return this.machine;
  }

  isChanging(): boolean {
    return this.opened?.services.isWriting() ?? false;
  }

  /** As a second start of the program on the same files. */
  async reopen(): Promise<void> {
    this.machine = await openPracticeMachine(join(this.folder, 'practice'), realDisk, unmeasuredComputer);
    const log = changeLog(this.machine.disk, this.folder);
    const backupFolder = join(this.folder, 'backups');
    const { usage } = this.machine;
    const words = await loadWords();
    const chosen = () => Promise.resolve(this.chosenFile);
    const clipboard = { copy: (text: string) => Promise.resolve(void (this.copied = text)) };
    const services = createServices({
      machine: this.machine,
      storage: {
        log,
        backups: backupStore(this.machine, backupFolder, log, '1.0.0'),
        backupList: backupList(backupFolder, log, this.machine.system),
        machineBackups: backupList(backupFolder, log, this.machine.system),
        ticketSettingsFile: join(this.folder, 'ticket-settings.json'),
        prepareFolder: () => Promise.resolve(success(null)),
        acquireLock: () => this.acquireLock(),
        isAtWork: () => this.isAtWork(),
        recording: {
          toWrite: () => Promise.resolve(join(this.folder, 'recording')),
          toRead: () => Promise.resolve({ folders: [join(this.folder, 'recording')], isMachineFolderLeftOut: false }),
        },
      },
      usage: startUsageService({
        machine: this.machine,
        feed: (choice, { onSample }) => {
          this.measured.push(choice);
          void takeSample(usage).then(onSample);
          return () => undefined;
        },
        words,
        count: countTextFor('en-GB'),
        isWatching: false,
        timeWait: timeWaitReader(this.machine, log),
        settingsFile: join(this.folder, 'usage-settings.json'),
        desktop: {
          sendSample: () => undefined,
          sendAlert: () => undefined,
          isInBackground: () => false,
          notify: () => undefined,
          showLevel: () => undefined,
          chooseTarget: chosen,
          logIncident: (error) => void this.incidents.push(error),
        },
      }),
      desktop: {
        questions: {
          confirmChange: () => this.answer(),
          confirmRestart: () => this.answer(),
          confirmDelete: () => this.answer(),
          confirmReset: () => this.answer(),
        },
        fileDialogs: { chooseRegFile: chosen, chooseFolder: chosen, chooseEvidence: chosen, chooseTarget: chosen },
        fileManager: { openFolder: () => undefined, revealFile: () => undefined },
        clipboard,
        progress: { reportStage: ({ stage }) => void this.stages.push(stage), reportReading: () => undefined },
        printer: { printToPdf: ({ page }) => Promise.resolve(Buffer.from(page('nonce'))) },
      },
      words,
      programVersion: '1.0.0',
      locale: 'en-GB',
      logIncident: (error) => void this.incidents.push(error),
      runInWorker: this.runInWorker,
      ticketNumber: this.ticketNumber,
    });
    const readPageState = () => Promise.reject(new Error('there is no page'));
    const keepWatching = keepWatchingService({
      recordings: services.recordings,
      disk: this.machine.disk,
      settingsFile: join(this.folder, 'recording-settings.json'),
      onNotice: () => undefined,
      logIncident: () => undefined,
    });
    this.opened = {
      services,
      handlers: createHandlers(services, { clipboard, readPageState, keepWatching, ...this.programParts() }),
    };
  }

  private programParts(): Pick<WindowParts, 'settings' | 'about'> {
    const folders = { machine: this.folder, own: this.folder, logs: this.folder };
    return {
      settings: settingsService({
        file: join(this.folder, 'settings.json'),
        disk: realDisk,
        frameNow: 'own',
        follow: () => undefined,
        logIncident: (error) => void this.incidents.push(error),
      }),
      about: aboutService({
        about: { version: '1.0.0', electron: '1', chromium: '1', node: '1', folders },
        licenses: join(this.folder, 'LICENSE'),
        fileManager: { openFolder: () => undefined, revealFile: () => undefined },
      }),
    };
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

/** The value of an answer that has to be one. */
export async function must<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
