// Takes backups: the .reg file, its manifest, and the proof that what lies on disk is what lies in the registry.
// Protects: create() succeeds only after both files were flushed, read again and compared with the live key.
import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parameterNames, parametersKeyPath } from '../contract/catalogue';
import type { BackupInfo } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import { backupInfoSchema, portRangesSchema, storedValueSchema } from '../contract/schemas';
import { isSameName, storedFrom } from '../contract/stored-value';
import type { Machine, RegistryKey } from '../machine/machine';
import { entriesOf, readRegFile, regFileBytes } from './reg-file';
import { differingNames } from './tree-comparison';

const manifestSchema = z.strictObject({
  format: z.literal(1),
  backup: backupInfoSchema,
  reason: z.enum(['manual', 'before-change']),
  key: z.literal(parametersKeyPath),
  /** Each value of the catalogue as it was, absence included: a .reg file cannot say that a value was absent. */
  catalogue: z.record(z.enum(parameterNames), storedValueSchema),
  /** The dynamic port ranges are not stored below the key, so the .reg file does not hold them. */
  portRanges: portRangesSchema.nullable(),
  computerName: z.string(),
  userName: z.string(),
  programVersion: z.string(),
});
export type BackupManifest = z.infer<typeof manifestSchema>;

/** How often the key may change under our hands before the backup gives up. */
const attempts = 3;

export interface BackupStore {
  /** Takes a backup. `onCompare` is called when the files are written and the comparison begins. */
  create(reason: BackupManifest['reason'], onCompare?: () => void): Promise<Result<BackupInfo>>;
  /** The backup with this id, or null. */
  find(id: string): Promise<BackupInfo | null>;
}

/** Backups of `machine`, kept in `folder`. Errors: BACKUP_FAILED, BACKUP_MISMATCH, and those of reading the machine. */
export function backupStore(machine: Machine, folder: string, programVersion: string): BackupStore {
  async function attempt(reason: BackupManifest['reason'], onCompare: () => void): Promise<Result<BackupInfo>> {
    const system = await machine.system.describe();
    if (!system.ok) return system;
    const tree = await machine.registry.readTree();
    if (!tree.ok) return tree;
    const exported = await machine.registry.exportFile();
    if (!exported.ok) return exported;
    const ranges = await machine.portRange.read();
    const bytes = exported.value ?? regFileBytes(entriesOf(tree.value, parametersKeyPath));
    const createdAt = new Date();
    const { computerName, userName } = system.value;
    const file = await unusedFile(folder, `${localTimestamp(createdAt)}-${fileNamePart(computerName)}`);
    const backup: BackupInfo = {
      id: randomUUID(),
      file,
      folder,
      createdAt: createdAt.toISOString(),
      sizeInBytes: bytes.length,
      sha256: sha256(bytes),
      valueCount: countValues(tree.value),
      writtenBy: exported.value ? 'reg.exe' : 'own-codec',
    };
    const manifest: BackupManifest = {
      format: 1,
      backup,
      reason,
      key: parametersKeyPath,
      catalogue: {
        MaxUserPort: storedIn(tree.value, 'MaxUserPort'),
        TcpTimedWaitDelay: storedIn(tree.value, 'TcpTimedWaitDelay'),
      },
      portRanges: ranges.ok ? ranges.value : null,
      computerName,
      userName,
      programVersion,
    };
    const manifestText = `${JSON.stringify(manifest, null, 2)}\n`;
    try {
      await machine.disk.writeDurably(file, bytes);
      await machine.disk.writeDurably(manifestPath(file), manifestText);
    } catch (error) {
      await discard(file);
      return failure({ code: 'BACKUP_FAILED', reason: isDiskFull(error) ? 'disk-full' : 'unwritable', detail: messageOf(error) });
    }
    onCompare();
    const proof = await compare(file, bytes, manifestText);
    if (!proof.ok) {
      await discard(file);
      return proof;
    }
    return success(backup);
  }

  async function compare(file: string, bytes: Uint8Array, manifestText: string): Promise<Result<null>> {
    let fromDisk: Buffer;
    let manifestFromDisk: string;
    try {
      fromDisk = await readFile(file);
      manifestFromDisk = await readFile(manifestPath(file), 'utf8');
    } catch (error) {
      return failure({ code: 'BACKUP_FAILED', reason: 'unreadable', detail: messageOf(error) });
    }
    if (sha256(fromDisk) !== sha256(bytes) || manifestFromDisk !== manifestText) {
      return failure({ code: 'BACKUP_FAILED', reason: 'unreadable', detail: 'what was read back is not what was written' });
    }
    const reading = readRegFile(fromDisk);
    if (!reading.ok) {
      const { line, column, expected } = reading.problem;
      return failure({ code: 'BACKUP_FAILED', reason: 'unreadable', detail: `line ${line}, column ${column}: expected ${expected}` });
    }
    const live = await machine.registry.readTree();
    if (!live.ok) return live;
    const names = differingNames(reading.keys, entriesOf(live.value, parametersKeyPath));
    return names.length === 0 ? success(null) : failure({ code: 'BACKUP_MISMATCH', names });
  }

  return {
    async create(reason, onCompare = () => undefined) {
      let result = await attempt(reason, onCompare);
      for (let more = 1; more < attempts && !result.ok && result.error.code === 'BACKUP_MISMATCH'; more += 1) {
        result = await attempt(reason, onCompare);
      }
      return result;
    },
    async find(id) {
      const names = await readdir(folder).catch(() => []);
      for (const name of names.filter((entry) => entry.endsWith('.json'))) {
        const manifest = manifestSchema.safeParse(parseJson(await readFile(join(folder, name), 'utf8')));
        if (manifest.success && manifest.data.backup.id === id) return manifest.data.backup;
      }
      return null;
    },
  };
}

function storedIn(tree: RegistryKey, name: string) {
  return storedFrom(tree.values.find((value) => isSameName(value.name, name)) ?? null);
}

function countValues(key: RegistryKey): number {
  return key.values.length + key.subkeys.reduce((sum, subkey) => sum + countValues(subkey), 0);
}

async function unusedFile(folder: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const file = join(folder, `${name}${number === 1 ? '' : `-${number}`}.reg`);
    if (!(await stat(file).catch(() => null))) return file;
  }
}

async function discard(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(manifestPath(file), { force: true });
}

function manifestPath(regFile: string): string {
  return regFile.replace(/\.reg$/, '.json');
}

function localTimestamp(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}_${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}

function fileNamePart(computerName: string): string {
  return computerName.replace(/[^A-Za-z0-9_-]/g, '_');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
