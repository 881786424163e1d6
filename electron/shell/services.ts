// The services over the files in user data, the same for window and command line.
import { join } from 'node:path';
import { auditLog, type AuditLog } from '../audit/audit-log';
import { backupCatalogue, type BackupCatalogue } from '../backup/catalogue';
import { backupStore, type BackupStore } from '../backup/store';
import type { Words } from '../contract/words';
import type { Machine } from '../machine/machine';
import type { ChangeTools } from '../tuning/apply';
import { journal, type Journal } from '../tuning/journal';
import type { FileDesktop } from './backup-handlers';
import { turnsOf, type TakeTurn } from './one-change';
import type { UsageService } from './usage-service';

/** What the handlers need of Electron. */
export interface Desktop extends FileDesktop {
  readonly locale: string;
  readonly programVersion: string;
  readonly confirmChange: ChangeTools['confirm'];
  /** Asks whether to restart; false means Cancel. */
  readonly confirmRestart: (delaySeconds: number) => Promise<boolean>;
  readonly logIncident: (error: unknown) => void;
  readonly copy: (text: string) => void;
  readonly machineChanged: () => void;
  readonly reportStage: ChangeTools['report'];
}

export interface Services {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly journal: Journal;
  readonly audit: AuditLog;
  readonly catalogue: BackupCatalogue;
  readonly desktop: Desktop;
  readonly words: Words;
  readonly usage: Pick<UsageService, 'handlers' | 'latest'>;
  /** Another process of the program may be at work on the same files. */
  readonly takeTurn: TakeTurn;
}

export interface ServiceInputs {
  readonly machine: Machine;
  readonly userData: string;
  readonly words: Words;
  readonly desktop: Desktop;
  readonly programVersion: string;
  readonly usage: Services['usage'];
}

export function openServices({ machine, userData, words, desktop, programVersion, usage }: ServiceInputs): Services {
  const audit = auditLog(join(userData, 'history.jsonl'));
  const backupFolder = join(userData, 'backups');
  return {
    machine,
    backups: backupStore(machine, backupFolder, audit, programVersion),
    catalogue: backupCatalogue(backupFolder, audit),
    audit,
    journal: journal(machine.disk, join(userData, 'changes')),
    desktop,
    words,
    usage,
    takeTurn: turnsOf(userData),
  };
}
