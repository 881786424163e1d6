// The backups and histories of the program, the same for window, command line and worker.
import { join, relative, resolve } from 'node:path';
import { backupList, type BackupList } from '../backup/backup-list';
import { backupStore, type BackupStore } from '../backup/store';
import { changeLog, type ChangeLog } from '../history/change-log';
import { success, type Result } from '../contract/errors/result';
import type { BackupListing } from '../contract/backup/backup-list';
import { changeLockOf } from '../machine/common/change-lock';
import type { Machine } from '../machine/interfaces/machine';
import type { AcquireLock } from '../machine/interfaces/storage';
import { recordingFolderName } from '../recording/segments';
import { combineLocations, type StorageLocation } from './storage-locations';

export interface Storage {
  readonly log: ChangeLog;
  readonly backups: BackupStore;
  readonly backupList: BackupList;
  /** The backups of the machine folder alone. */
  readonly machineBackups: BackupList;
  /** What the person gave for the last ticket. */
  readonly ticketSettingsFile: string;
  /** Makes the machine folder ready for a process that may write there. Errors: FOLDER_NOT_TRUSTED, STORAGE_FAILED. */
  readonly prepareFolder: () => Promise<Result<null>>;
  /** Another process of the program may be at work on the same files. */
  readonly acquireLock: AcquireLock;
  /** Where this process records, and where recordings are read: the machine folder only while nobody else could have written there. */
  readonly recording: RecordingFolders;
  /** Whether some process, this one included, carries out a change of the machine right now; null where that is unknown. */
  readonly isAtWork: () => Promise<boolean | null>;
}

export interface RecordingFolders {
  readonly toWrite: () => Promise<string>;
  readonly toRead: () => Promise<{ readonly folders: readonly string[]; readonly isMachineFolderLeftOut: boolean }>;
}

/**
 * Two locations: the machine folder, where changes and what belongs to them are kept, and user data, where a process
 * without administrator rights keeps its own backups and refusals. What is read is both; what is written goes by the
 * rights of the process. `userData` is null where the machine folder alone is used.
 */
export function openStorage(machine: Machine, userData: string | null, programVersion: string): Storage {
  const hasRights = async () => {
    const system = await machine.system.describe();
    return system.ok && system.value.isElevated;
  };
  const ofMachine = locationAt(machine, machine.folder.path, programVersion, 'machine');
  const isMachineFolder = userData === null || isSameFolder(userData, machine.folder.path);
  const folders = { machine: machine.folder.path, own: userData ?? machine.folder.path };
  const recordingIn = (folder: string) => join(folder, recordingFolderName);
  return {
    recording: {
      toWrite: async () => recordingIn((await hasRights()) ? folders.machine : folders.own),
      async toRead() {
        const isTrusted = (await machine.folder.check()).ok;
        const read = [...(isTrusted ? [folders.machine] : []), ...(isMachineFolder ? [] : [folders.own])];
        return { folders: read.map(recordingIn), isMachineFolderLeftOut: !isTrusted };
      },
    },
    ...combineLocations({
      machine: ofMachine,
      own: isMachineFolder ? ofMachine : locationAt(machine, userData, programVersion, 'own'),
      hasRights,
      isMachineTrusted: async () => (await machine.folder.check()).ok,
    }),
    machineBackups: ofMachine.backupList,
    ticketSettingsFile: join(userData ?? machine.folder.path, 'ticket-settings.json'),
    prepareFolder: async () => ((await hasRights()) ? machine.folder.prepare() : success(null)),
    isAtWork: () => isHeld(machine.folder.acquireLock),
    acquireLock: async () =>
      userData === null || (await hasRights()) ? machine.folder.acquireLock() : changeLockOf(userData)(),
  };
}

/** A folder that was chosen for user data may be the machine folder itself; Windows ignores the case of names. */
function isSameFolder(a: string, b: string): boolean {
  return relative(resolve(a), resolve(b)) === '';
}

/** Unknown to a process that has no rights to acquire the lock. */
async function isHeld(acquireLock: AcquireLock): Promise<boolean | null> {
  try {
    const releaseLock = await acquireLock();
    releaseLock?.();
    return releaseLock === null;
  } catch {
    return null;
  }
}

function locationAt(
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
