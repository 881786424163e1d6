// What the program decides and does, over one machine and its storage: the same for window, command line and worker.
import { loadDiagnosisWords, type Words } from '../contract/messages/messages';
import type { RunInWorker } from '../elevation/run-in-worker';
import type { Machine } from '../machine/interfaces/machine';
import { backupService, type BackupService } from './backup-service';
import { changeService, type ChangeService } from './change/change-service';
import { comparisonService, type ComparisonService } from './comparison-service';
import type { Desktop } from './desktop';
import type { DiagnosisService } from './diagnosis-service';
import type { EvidenceService } from './evidence/evidence-service';
import { findingsService, type FindingsService } from './findings-service';
import { historyService, type HistoryService } from './history-service';
import { loadedWhenCalled } from './loaded-when-called';
import { machineService, type MachineService } from './machine-service';
import type { RecordingService } from './recording-service';
import { practiceService, type PracticeService } from './practice-service';
import type { Program } from './program';
import { regFileReader } from './reg-file-reader';
import type { CollectorService } from './collector-service';
import type { ScriptService } from './script-service';
import type { Storage } from './storage';
import type { TicketService, TicketWords } from './ticket-service';
import type { UsageService } from './usage-service';
import { writeLock } from './write-lock';

export interface Services {
  readonly machine: MachineService;
  readonly diagnosis: DiagnosisService;
  readonly changes: ChangeService;
  readonly backups: BackupService;
  readonly comparisons: ComparisonService;
  readonly findings: FindingsService;
  readonly history: HistoryService;
  readonly tickets: TicketService;
  readonly collector: CollectorService;
  readonly scripts: ScriptService;
  readonly evidence: EvidenceService;
  readonly usage: UsageService;
  readonly recordings: RecordingService;
  readonly practice: PracticeService;
  /** True while a change or anything else that writes to the history is at work: the window must stay until it has ended. */
  readonly isWriting: () => boolean;
}

export interface ServiceInputs {
  readonly machine: Machine;
  readonly storage: Storage;
  readonly usage: UsageService;
  readonly desktop: Desktop;
  readonly words: Words;
  /** For tickets and what else is written for others to read; by default `words`, which are English then. */
  readonly ticketWords?: () => Promise<TicketWords>;
  readonly programVersion: string;
  /** The system's regional format as a BCP 47 tag. */
  readonly locale: string;
  readonly logIncident: (error: unknown) => void;
  /** The collector's script beside a packaged program. */
  readonly collectorFile?: string | undefined;
  /** Has a process with administrator rights carry a request out; null where there is no such way. */
  readonly runInWorker?: RunInWorker | null;
  /** Number of the ticket that every change of this process belongs to. */
  readonly ticketNumber?: string;
  /** Opens an evidence file outside this thread; without it, it is opened in this one. */
  readonly openEvidence?: Program['openEvidence'];
  /** Called when the practice machine was restarted, reset or given other rights. */
  readonly onMachineChanged?: () => void;
  /** Called when only a rule of the practice machine changed. */
  readonly onRulesChanged?: () => void;
}

const nothing = () => undefined;

export function createServices(inputs: ServiceInputs): Services {
  const { machine: ofMachine, storage, usage, words, programVersion, locale, logIncident } = inputs;
  const { collectorFile, openEvidence } = inputs;
  const english = { words, diagnosisWords: loadDiagnosisWords, language: 'en', locale };
  const { ticketWords = () => Promise.resolve(english) } = inputs;
  const { runInWorker = null, ticketNumber = '', onMachineChanged = nothing, onRulesChanged = nothing } = inputs;
  const { questions, fileDialogs, fileManager, clipboard, progress, printer } = inputs.desktop;
  const { log } = storage;
  const lock = writeLock(storage);
  const reader = regFileReader(ofMachine, progress);
  const common = { machine: ofMachine, storage, log, lock, reader, words, programVersion, locale, logIncident };
  const machine = machineService({ ...common, questions });
  const { describe } = machine;
  const recordings = loadedWhenCalled<RecordingService>(async () => {
    const { recordingService } = await import('./recording-service');
    return recordingService({ machine: ofMachine, storage, programVersion, logIncident });
  });
  const diagnosis = loadedWhenCalled<DiagnosisService>(async () => {
    const { diagnosisService } = await import('./diagnosis-service');
    return diagnosisService(ofMachine, log, usage, recordings, runInWorker, lock.isHeld);
  });
  const changes = changeService({
    ...common,
    questions,
    progress,
    describe,
    diagnosis,
    usage,
    runInWorker,
    ticketNumber,
  });
  const backups = backupService({ ...common, questions, fileDialogs, fileManager, runInWorker });
  const findings = findingsService(ofMachine, changes);
  const tickets = loadedWhenCalled<TicketService>(async () => {
    const { ticketService } = await import('./ticket-service');
    const settingsFile = storage.ticketSettingsFile;
    const asked = { describe, diagnosis, changes, usage, fileDialogs, clipboard, printer, ticketWords };
    return ticketService({ ...common, ...asked, settingsFile });
  });
  return {
    machine,
    diagnosis,
    changes,
    backups,
    comparisons: comparisonService({ reader, backups, findings, changes, fileDialogs }),
    findings,
    history: historyService(ofMachine, log, fileDialogs),
    tickets,
    evidence: loadedWhenCalled(async () => {
      const { evidenceService } = await import('./evidence/evidence-service');
      return evidenceService({
        machine: ofMachine,
        log,
        storage,
        describe,
        diagnosis,
        tickets,
        fileDialogs,
        openFile: openEvidence ?? (await import('../evidence/opened')).openEvidenceFile,
      });
    }),
    collector: loadedWhenCalled(async () => {
      const { collectorService } = await import('./collector-service');
      return collectorService({ machine: ofMachine, fileDialogs, ticketWords, programVersion, collectorFile });
    }),
    scripts: loadedWhenCalled(async () => {
      const { scriptService } = await import('./script-service');
      return scriptService({ machine: ofMachine, describe, changes, fileDialogs, ticketWords });
    }),
    usage,
    recordings,
    practice: practiceService({ machine: ofMachine, questions, onMachineChanged, onRulesChanged }),
    isWriting: lock.isHeld,
  };
}
