// Takes backups: the .reg file, its manifest, and the proof that what lies on disk is what lies in the registry.
// Protects: create() succeeds only after both files were flushed, read again, compared with the live key, and sealed; what a
// crash left of an earlier one is known by its entry in the history, and removed.
import { randomUUID } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { actorOf } from '../contract/history/actor';
import { byParameter, parametersKeyPath } from '../contract/registry/parameters';
import type { BackupInfo } from '../contract/backup/backup-info';
import type { PortRanges } from '../contract/port-ranges/dynamic-ranges';
import { failure, success, type Result } from '../contract/errors/result';
import { isSameName } from '../contract/registry/value-name';
import { storedFrom } from '../contract/registry/stored-value';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import type { RegistryKey } from '../machine/interfaces/registry';
import type { UnfinishedBackup } from '../history/fold';
import { isOfUnfinished, manifestPath, manifestText, sha256, type BackupManifest } from './manifest';
import { entriesOf, readRegFile, regFileBytes } from '../reg-file/reg-file';
import { differingNames } from './tree-comparison';

/** How often the key may change under our hands before the backup gives up. */
const attempts = 3;

export interface BackupRequest {
  readonly reason: BackupManifest['reason'];
  readonly note: string;
}

export interface BackupTaken {
  readonly backup: BackupInfo;
  /** The dynamic port ranges as its manifest has them; null where they could not be read. */
  readonly portRanges: PortRanges | null;
}

export interface BackupStore {
  readonly folder: string;
  /**
   * Removes what a crash left of earlier backups, and takes one. `onCompare` is called when the files are written and the
   * comparison begins. One process at a time.
   */
  create(request: BackupRequest, onCompare?: () => void): Promise<Result<BackupTaken>>;
}

/**
 * Backups of `machine`, kept in `folder` and sealed in `log`.
 * Errors: BACKUP_FAILED, BACKUP_MISMATCH, and those of reading the machine.
 */
export function backupStore(machine: Machine, folder: string, log: ChangeLog, programVersion: string): BackupStore {
  async function attempt({ reason, note }: BackupRequest, onCompare: () => void): Promise<Result<BackupTaken>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const tree = await machine.registry.readTree();
    if (!tree.ok) return tree;
    // Programs of Windows, side by side: what takes time is to start them.
    const [exported, ranges] = await Promise.all([machine.registry.exportFile(), machine.portRange.read()]);
    if (!exported.ok) return exported;
    const portRanges = ranges.ok ? ranges.value : null;
    const bytes = exported.value ?? regFileBytes(entriesOf(tree.value, parametersKeyPath));
    const createdAt = new Date();
    const { computerName, userName } = system.value;
    const file = await unusedFile(folder, `${localTimestamp(createdAt)}-${fileNamePart(computerName)}`);
    const id = randomUUID();
    const begun = await log.append({ kind: 'backup-begun', id, file: basename(file) });
    if (!begun.ok) return unwritable(begun.error.code === 'STORAGE_FAILED' ? begun.error.detail : begun.error.code);
    const backup: BackupInfo = {
      id,
      file,
      folder,
      createdAt: createdAt.toISOString(),
      sizeInBytes: bytes.length,
      sha256: sha256(bytes),
      valueCount: countValues(tree.value),
      writtenBy: exported.value ? 'reg.exe' : 'own-codec',
    };
    const manifest = manifestText({
      format: 1,
      backup,
      reason,
      note,
      key: parametersKeyPath,
      catalogue: byParameter((name) => storedIn(tree.value, name)),
      portRanges,
      computerName,
      userName,
      programVersion,
    });
    try {
      await machine.disk.writeDurably(file, bytes);
      await machine.disk.writeDurably(manifestPath(file), manifest);
    } catch (error) {
      await discard({ id, file: basename(file) });
      return unwritable(error);
    }
    onCompare();
    const proof = await compare(file, bytes, manifest);
    if (!proof.ok) {
      await discard({ id, file: basename(file) });
      return proof;
    }
    const event = {
      at: backup.createdAt,
      kind: 'backup',
      outcome: 'done',
      errorCode: null,
      changeId: null,
      changes: [],
      backup,
      manifestSha256: sha256(manifest),
      ...actorOf(system.value),
      programVersion,
    } as const;
    const taken = await log.append({ kind: 'event', event: { ...event, changes: [] } });
    if (taken.ok) return success({ backup, portRanges });
    await discard({ id, file: basename(file) });
    return unwritable(taken.error.code === 'STORAGE_FAILED' ? taken.error.detail : taken.error.code);
  }

  /** Removes the files of backups that were not finished, or not removed. What cannot be removed now is tried again before the next one. */
  async function discard(...left: readonly UnfinishedBackup[]): Promise<void> {
    if (left.length === 0) return;
    const names = await readdir(folder).catch(() => []);
    const gone: UnfinishedBackup[] = [];
    for (const backup of left) {
      try {
        for (const name of names.filter((some) => isOfUnfinished(backup.file, some)))
          await machine.disk.remove(join(folder, name));
        gone.push(backup);
      } catch {
        continue;
      }
    }
    if (gone.length > 0) await log.append(...gone.map(({ id }) => ({ kind: 'backup-dropped', id }) as const));
  }

  async function compare(file: string, bytes: Uint8Array, manifest: string): Promise<Result<null>> {
    let fromDisk: Buffer;
    let manifestFromDisk: string;
    try {
      fromDisk = await readFile(file);
      manifestFromDisk = await readFile(manifestPath(file), 'utf8');
    } catch (error) {
      return unreadable(String(error));
    }
    if (sha256(fromDisk) !== sha256(bytes) || manifestFromDisk !== manifest) {
      return unreadable('what was read back is not what was written');
    }
    const reading = readRegFile(fromDisk);
    if (!reading.ok) {
      const { line, column, expected } = reading.problem;
      return unreadable(`line ${line}, column ${column}: expected ${expected}`);
    }
    const live = await machine.registry.readTree();
    if (!live.ok) return live;
    const names = differingNames(reading.keys, entriesOf(live.value, parametersKeyPath));
    return names.length === 0 ? success(null) : failure({ code: 'BACKUP_MISMATCH', names });
  }

  return {
    folder,
    async create(request, onCompare = () => undefined) {
      const { unfinished, faults } = await log.standing();
      // What cannot be read may be the line that sealed one of them.
      if (faults.every(({ kind }) => kind === 'cut-off')) await discard(...unfinished);
      let result = await attempt(request, onCompare);
      for (let more = 1; more < attempts && !result.ok && result.error.code === 'BACKUP_MISMATCH'; more += 1) {
        result = await attempt(request, onCompare);
      }
      return result;
    },
  };
}

function unwritable(error: unknown) {
  const detail = String(error);
  return failure({
    code: 'BACKUP_FAILED',
    reason: /\b(?:ENOSPC|EDQUOT)\b/.test(detail) ? 'disk-full' : 'unwritable',
    detail,
  });
}

function unreadable(detail: string) {
  return failure({ code: 'BACKUP_FAILED', reason: 'unreadable', detail });
}

function storedIn(tree: RegistryKey, name: string) {
  return storedFrom(tree.values.find((value) => isSameName(value.name, name)) ?? null);
}

function countValues(key: RegistryKey): number {
  return key.values.length + key.subkeys.reduce((sum, subkey) => sum + countValues(subkey), 0);
}

/** A path in `folder` at which there is nothing: `name`.reg, or that with a number. */
export async function unusedFile(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = join(folder, `${name}${number === 1 ? '' : `-${number}`}.reg`);
    if (!(await stat(file).catch(() => null))) return file;
  }
}

function localTimestamp(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

function fileNamePart(computerName: string): string {
  return computerName.replace(/[^A-Za-z0-9_-]/g, '_');
}
