// The shape of a change record as the history holds it.
import { z } from 'zod';
import { backupInfoSchema } from '../backup/backup-info.schema';
import { changeSchema, sideEffectSchema } from '../change/change.schema';
import { conclusions } from '../diagnosis/diagnosis';
import type { ChangeRecord, MeasuredBefore } from './change-record';
import { bootIdentitySchema } from '../machine/boot-identity';
import { portRangeSchema, portRangesSchema } from '../port-ranges/dynamic-ranges.schema';
import { storedTicketNumberSchema } from '../ticket/ticket.schema';

const portCount = z.number().int().min(0).max(65536);

const measuredBeforeSchema: z.ZodType<MeasuredBefore> = z.strictObject({
  usage: z
    .strictObject({
      takenAt: z.iso.datetime(),
      of: z.enum(['machine', 'this-computer', 'simulated']),
      product: z.string(),
      range: portRangeSchema,
      usable: portCount,
      inUse: portCount,
      timeWait: portCount,
      busiest: z.strictObject({ address: z.string(), ports: portCount }).nullable(),
    })
    .nullable(),
  conclusion: z.enum(conclusions).nullable(),
  sideEffects: z.array(sideEffectSchema).optional(),
});

export const changeRecordSchema: z.ZodType<ChangeRecord> = z.strictObject({
  id: z.uuid(),
  reason: z.enum(['apply', 'restore', 'undo', 'recovery']),
  state: z.enum(['open', 'applied', 'rolled-back', 'undone', 'kept']),
  reverses: z.uuid().optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  changes: z.array(changeSchema).min(1),
  backup: backupInfoSchema,
  bootedAt: z.iso.datetime(),
  boot: bootIdentitySchema.optional(),
  rangesBefore: portRangesSchema.optional(),
  computerName: z.string(),
  userName: z.string(),
  confirmedBy: z.string().optional(),
  programVersion: z.string(),
  ticketNumber: storedTicketNumberSchema.optional(),
  measuredBefore: measuredBeforeSchema.optional(),
});
