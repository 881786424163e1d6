// The services over the files of the program, the same for window, command line and worker.
import { join, relative, resolve } from 'node:path';
import { backupList, type BackupList } from '../backup/backup-list';
import { backupStore, type BackupStore } from '../backup/store';
import { changeLog, type ChangeLog } from '../history/change-log';
import { success, type Result } from '../contract/errors/result';
import type { BackupListing } from '../contract/backup/backups';
import type { Words } from '../contract/messages/messages';
import type { Machine } from '../machine/interfaces/machine';
import type { AcquireLock } from '../machine/interfaces/storage';
import type { Desktop } from './desktop';
import type { RunInWorker } from '../elevation/run-in-worker';
import { changeLockOf } from '../machine/common/change-lock';
import { combineLocations, type StorageLocation } from './storage-locations';
import type { UsageService } from './usage-service';

export interface Services {
  readonly machine: Machine;
  readonly backups: BackupStore;
  readonly log: ChangeLog;
  readonly backupList: BackupList;
  readonly desktop: Desktop;
  readonly words: Words;
  /** Number of the ticket that every change of this process belongs to; empty where there is none. */
  readonly ticketNumber: string;
  /** What the person gave for the last ticket. */
  readonly ticketSettingsFile: string;
  readonly usage: Pick<UsageService, 'handlers' | 'latest' | 'look' | 'settingsChanged'>;
  /** Another process of the program may be at work on the same files. */
  readonly acquireLock: AcquireLock;
  /** Whether some process, this one included, carries out a change of the machine right now; null where that cannot be told. */
  readonly isAtWork: () => Promise<boolean | null>;
  /** The backups of the machine folder alone. */
  readonly machineBackups: BackupList;
  /** Makes the machine folder ready for a process that may write there. Errors: FOLDER_NOT_TRUSTED, STORAGE_FAILED. */
  readonly prepareFolder: () => Promise<Result<null>>;
  /** Has a process with administrator rights carry a request out; null where there is no such way. */
  readonly runInWorker: RunInWorker | null;
}

export interface ServiceInputs {
  readonly machine: Machine;
  /** Null where the machine folder alone is used. */
  readonly userData: string | null;
  readonly words: Words;
  readonly desktop: Desktop;
  readonly programVersion: string;
  readonly usage: Services['usage'];
  readonly runInWorker: RunInWorker | null;
  readonly ticketNumber?: string;
}

/**
 * Two places: the machine folder, where changes and what belongs to them are kept, and user data, where a process
 * without administrator rights keeps its own backups and refusals. What is read is both; what is written goes by the
 * rights of the process.
 */
export function openServices(inputs: ServiceInputs): Services {
  const { machine, userData, programVersion, desktop, words, usage, runInWorker, ticketNumber = '' } = inputs;
  const hasRights = async () => {
    const system = await machine.system.describe();
    return system.ok && system.value.isElevated;
  };
  const machinePlace = placeAt(machine, machine.folder.path, programVersion, 'machine');
  const places = {
    machine: machinePlace,
    own:
      userData === null || isSameFolder(userData, machine.folder.path)
        ? machinePlace
        : placeAt(machine, userData, programVersion, 'own'),
    hasRights,
    isMachineTrusted: async () => (await machine.folder.check()).ok,
  };
  return {
    machine,
    ...combineLocations(places),
    machineBackups: places.machine.backupList,
    desktop,
    words,
    ticketNumber,
    ticketSettingsFile: join(userData ?? machine.folder.path, 'ticket-settings.json'),
    usage,
    runInWorker,
    prepareFolder: async () => ((await hasRights()) ? machine.folder.prepare() : success(null)),
    isAtWork: () => isTaken(machine.folder.acquireLock),
    acquireLock: async () =>
      userData === null || (await hasRights()) ? machine.folder.acquireLock() : changeLockOf(userData)(),
  };
}

/** A folder that was chosen for user data may be the machine folder itself; Windows does not look at the case. */
function isSameFolder(a: string, b: string): boolean {
  return relative(resolve(a), resolve(b)) === '';
}

/** Who has no rights to take the turn cannot tell. */
async function isTaken(acquireLock: AcquireLock): Promise<boolean | null> {
  try {
    const releaseLock = await acquireLock();
    releaseLock?.();
    return releaseLock === null;
  } catch {
    return null;
  }
}

function placeAt(
  machine: Machine,
  folder: string,
  programVersion: string,
  place: BackupListing['place'],
): StorageLocation {
  const log = changeLog(machine.disk, folder);
  const backupFolder = join(folder, 'backups');
  return {
    log,
    backups: backupStore(machine, backupFolder, log, programVersion),
    backupList: backupList(backupFolder, log, machine.system, place),
  };
}
