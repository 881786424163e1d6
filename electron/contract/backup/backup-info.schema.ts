// The shape of a backup as the history and its manifest hold it.
import { z } from 'zod';

export const backupInfoSchema = z.strictObject({
  id: z.uuid(),
  file: z.string().min(1),
  folder: z.string().min(1),
  createdAt: z.iso.datetime(),
  sizeInBytes: z.number().int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  valueCount: z.number().int().min(0),
  /** Which way the .reg file was made. */
  writtenBy: z.enum(['reg.exe', 'own-codec']),
});
