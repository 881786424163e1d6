// The shape of an event as the history holds it.
import { z } from 'zod';
import { backupInfoSchema } from '../backup/backup-info.schema';
import { changeSchema } from '../change/change.schema';
import { storedTicketNumberSchema } from '../ticket/ticket.schema';

export const historyEventSchema = z.strictObject({
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
  kind: z.enum(['backup', 'backup-deleted', 'apply', 'restore', 'undo', 'recovery']),
  /** `open`: begun, and neither ended nor put back since. */
  outcome: z.enum(['done', 'refused', 'failed', 'open']),
  /** Code of the error where it was refused or failed. */
  errorCode: z.string().nullable(),
  /** The change that it is about, where there is one. */
  changeId: z.uuid().nullable(),
  changes: z.array(changeSchema).readonly(),
  backup: backupInfoSchema.nullable(),
  /** SHA-256 of the backup's manifest, so that it cannot be exchanged unnoticed. */
  manifestSha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  computerName: z.string(),
  /** The account that wrote it. */
  userName: z.string(),
  /** Whoever was logged on where it was confirmed; absent where nobody was, and in events of version 0.1. */
  confirmedBy: z.string().optional(),
  programVersion: z.string(),
  /** As given on the command line; absent where none was. */
  ticketNumber: storedTicketNumberSchema.optional(),
});
