// The shape of a backup as the history and its manifest hold it.
import { z } from 'zod';
import type { BackupInfo } from './backup-info';

export const backupInfoSchema: z.ZodType<BackupInfo> = z.strictObject({
  id: z.uuid(),
  file: z.string().min(1),
  folder: z.string().min(1),
  createdAt: z.iso.datetime(),
  sizeInBytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  valueCount: z.number().int().min(0),
  writtenBy: z.enum(['reg.exe', 'own-codec']),
});
