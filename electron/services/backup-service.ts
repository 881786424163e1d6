// Backups: takes, lists, shows, copies and deletes them.
// Protects: a backup is named by its id, never by a path; no file that the person did not name is replaced.
import { basename, dirname } from 'node:path';
import { compareBytes } from '../backup/comparison';
import { exportedBytes } from '../backup/exported';
import { integrityOf, readContent } from '../backup/content';
import { importUndo } from '../backup/import-undo';
import { unusedFile } from '../backup/store';
import type { BackupInfo } from '../contract/backup/backup-info';
import type { BackupListing, BackupsView } from '../contract/backup/backup-list';
import { failure, success, type Result } from '../contract/errors/result';
import { actorOf } from '../contract/history/actor';
import type { RunInWorker } from '../elevation/run-in-worker';
import type { Machine } from '../machine/interfaces/machine';
import type { FileDialogs, FileManager, Questions } from './desktop';
import type { Storage } from './storage';
import type { WriteLock } from './write-lock';

export interface BackupParts {
  readonly machine: Machine;
  readonly storage: Pick<Storage, 'log' | 'backups' | 'backupList'>;
  readonly lock: WriteLock;
  readonly questions: Pick<Questions, 'confirmDelete'>;
  readonly fileDialogs: Pick<FileDialogs, 'chooseTarget'>;
  readonly fileManager: FileManager;
  readonly runInWorker: RunInWorker | null;
  readonly programVersion: string;
}

export interface BackupService {
  /** Takes, flushes, re-reads and compares a backup. Errors: BUSY, those of the backup store. */
  readonly create: (note: string) => Promise<Result<BackupInfo>>;
  readonly list: () => Promise<BackupsView>;
  /** Null when there is no such backup. */
  readonly find: (id: string) => Promise<BackupListing | null>;
  readonly openFolder: () => void;
  /** Shows the backup in the file manager. Errors: TOKEN_UNKNOWN. */
  readonly reveal: (id: string) => Promise<Result<null>>;
  /** Deletes a backup that the person agrees to lose. Errors: TOKEN_UNKNOWN, INSTALL_FIRST, NOT_CONFIRMED, BUSY, STORAGE_FAILED. */
  readonly remove: (id: string) => Promise<Result<null>>;
  /**
   * Copies a backup to where the person chooses, as a .reg file that also deletes the parameters that were not set; and
   * beside it a second one that restores the state of now. Errors:
   * TOKEN_UNKNOWN, SEAL_BROKEN where its file is missing or was changed meanwhile, NOT_CONFIRMED, STORAGE_FAILED, those of reading.
   */
  readonly export: (id: string) => Promise<Result<{ files: string[] }>>;
}

export function backupService(parts: BackupParts): BackupService {
  const { machine, storage, lock, questions, fileDialogs, fileManager, runInWorker, programVersion } = parts;
  const { log, backups, backupList } = storage;

  const list = async () => backupList.list((await log.standing()).current?.backup.id ?? null);
  const find = async (id: string) => {
    const found = await backupList.find(id);
    return found && { ...found.listing, isNeededForUndo: (await log.standing()).current?.backup.id === id };
  };

  return {
    create: (note) =>
      lock.hold(async () => {
        const taken = await backups.create({ reason: 'manual', note });
        return taken.ok ? success(taken.value.backup) : taken;
      }),
    list,
    find,
    openFolder: () => fileManager.openFolder(backups.folder),
    async reveal(id) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      fileManager.revealFile(listing.backup.file);
      return success(null);
    },
    async remove(id) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const isForWorker = !system.value.isElevated && runInWorker !== null && listing.place === 'machine';
      // What cannot be had is not asked for.
      const location = isForWorker ? await machine.elevation?.checkInstallLocation() : undefined;
      if (location && !location.ok) return location;
      if (!(await questions.confirmDelete(listing))) return failure({ code: 'NOT_CONFIRMED' });
      if (isForWorker) {
        const { result } = await runInWorker({ kind: 'delete-backup', id }, () => undefined);
        return result.ok ? success(null) : result;
      }
      return lock.hold(() => backupList.remove(machine.disk, listing, { ...actorOf(system.value), programVersion }));
    },
    async export(id) {
      const listing = await find(id);
      if (!listing) return failure({ code: 'TOKEN_UNKNOWN' });
      if (listing.integrity === 'missing') return failure({ code: 'SEAL_BROKEN', seal: listing.integrity });
      const target = await fileDialogs.chooseTarget('reg', basename(listing.backup.file));
      if (target === null) return failure({ code: 'NOT_CONFIRMED' });
      const content = await readContent(machine.disk, listing.backup);
      if (!content.ok) return content;
      const bytes = exportedBytes(content.value);
      const integrity = integrityOf(content.value, listing.integrity);
      if (integrity !== listing.integrity) return failure({ code: 'SEAL_BROKEN', seal: integrity });
      const system = await machine.system.describe();
      if (!system.ok) return system;
      // The export is imported by Windows, and so is its way back.
      const options = { mode: 'as-windows', codePage: system.value.ansiCodePage } as const;
      const read = await compareBytes(machine, bytes, options);
      if (!read.ok) return read;
      const { diff, live } = read.value;
      // A way back that leaves something out would be none.
      if (diff.leftOut > 0)
        return failure({ code: 'REG_FILE_REFUSED', reason: 'too-large', detail: `${diff.leftOut} values` });
      // The person was asked about `target` alone: another file is never replaced.
      const undoTarget = await unusedFile(dirname(target), `${basename(target, '.reg')}-undo`);
      try {
        await machine.disk.writeDurably(target, bytes);
        await machine.disk.writeDurably(undoTarget, importUndo(diff, live));
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      return success({ files: [target, undoTarget] });
    },
  };
}
