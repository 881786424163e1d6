// The services over the files in user data, the same for window and command line.
import { join } from 'node:path';
import { auditLog } from '../audit/audit-log';
import { backupCatalogue } from '../backup/catalogue';
import { backupStore } from '../backup/store';
import type { Words } from '../contract/words';
import type { Machine } from '../machine/machine';
import { journal } from '../tuning/journal';
import type { Desktop, Services } from './handlers';
import { turnsOf } from './one-change';

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
