// The manifest beside each .reg backup: what a .reg file cannot say, and the hash that seals it.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { parameterNames, parametersKeyPath } from '../contract/registry/parameters';
import { readJson } from '../contract/text/json-text';
import { isOnItsWay } from '../history/left-over';
import { backupInfoSchema } from '../contract/backup/backup-info.schema';
import { portRangesSchema } from '../contract/port-ranges/dynamic-ranges.schema';
import { storedValueSchema } from '../contract/registry/stored-value.schema';

const manifestSchema = z.strictObject({
  format: z.literal(1),
  backup: backupInfoSchema,
  reason: z.enum(['manual', 'before-change']),
  note: z.string().max(500),
  key: z.literal(parametersKeyPath),
  /** Each parameter that the program of that time knew, absence included: a .reg file cannot say that a value was absent. */
  catalogue: z.partialRecord(z.enum(parameterNames), storedValueSchema),
  /** The dynamic port ranges are not stored below the key, so the .reg file does not hold them. */
  portRanges: portRangesSchema.nullable(),
  computerName: z.string(),
  userName: z.string(),
  programVersion: z.string(),
});
export type BackupManifest = Shape<typeof manifestSchema>;

/** The manifest in a text; null when it is not one of this program. */
export function readManifest(text: string): BackupManifest | null {
  const reading = readJson(text, manifestSchema);
  return reading.ok ? reading.value : null;
}

export function manifestText(manifest: BackupManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Path of the manifest that belongs to a .reg file. */
export function manifestPath(regFile: string): string {
  return regFile.replace(/\.reg$/, '.json');
}

/** Whether `name` is a file of the backup that `regFile` names, or one that was on its way there when the program ended. */
export function isOfUnfinished(regFile: string, name: string): boolean {
  return [regFile, manifestPath(regFile)].some((own) => name === own || isOnItsWay(own, name));
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
