// Schemas of the models that are also kept in files of ours: what is read from disk is checked like what comes from the window.
import { z } from 'zod';
import { bootIdentitySchema } from './machine/boot-identity';
import { rangeNames, type Change, type PortRange, type Setting } from './change/change';
import { conclusions } from './diagnosis/diagnosis';
import type { BackupInfo, ChangeRecord, MeasuredBefore, PortRanges, RangeReading } from './models';
import type { SideEffect } from './change/side-effects';
import type { StoredValue } from './registry/stored-value';
import { storedTicketNumberSchema } from './ticket/ticket-inputs';

export const storedValueSchema: z.ZodType<StoredValue> = z.union([
  z.strictObject({ present: z.literal(false) }),
  z.strictObject({ present: z.literal(true), type: z.number().int().min(0).max(0xffff_ffff), hex: z.string().regex(/^(?:[0-9a-f]{2})*$/) }),
]);

const portRangeSchema: z.ZodType<PortRange> = z.strictObject({
  start: z.number().int().min(0).max(65535),
  number: z.number().int().min(0).max(65536),
});

/** One side of a change. */
export const settingSchema: z.ZodType<Setting> = z.union([storedValueSchema, portRangeSchema]);

/** A value, as since the first version; or a range, since dynamic port ranges are changed as well. */
export const changeSchema: z.ZodType<Change> = z.union([
  z.strictObject({ name: z.string(), before: storedValueSchema, after: storedValueSchema }),
  z.strictObject({ name: z.string(), range: z.enum(rangeNames), before: portRangeSchema, after: portRangeSchema }),
]);

const rangeReadingSchema: z.ZodType<RangeReading> = z.union([
  z.strictObject({ known: z.literal(true), range: portRangeSchema }),
  z.strictObject({ known: z.literal(false), raw: z.string() }),
]);

export const portRangesSchema: z.ZodType<PortRanges> = z.strictObject({
  ipv4Tcp: rangeReadingSchema,
  ipv4Udp: rangeReadingSchema,
  ipv6Tcp: rangeReadingSchema,
  ipv6Udp: rangeReadingSchema,
});

export const sideEffectSchema: z.ZodType<SideEffect> = z.union([
  z.strictObject({ code: z.literal('SMALLER_RANGE'), severity: z.literal('severe'), before: z.number().int(), after: z.number().int() }),
  z.strictObject({
    code: z.literal('LISTENERS_INSIDE'), severity: z.literal('warning'), total: z.number().int(),
    listeners: z.array(z.strictObject({ port: z.number().int(), processId: z.number().int(), name: z.string().nullable() })),
  }),
  z.strictObject({ code: z.literal('EXCLUDED_INSIDE'), severity: z.literal('note'), ranges: z.array(portRangeSchema), ports: z.number().int() }),
  z.strictObject({ code: z.literal('EXCLUDED_CUT'), severity: z.literal('note'), ranges: z.array(portRangeSchema) }),
  z.strictObject({ code: z.literal('NO_BLOCK_FOR_WSL'), severity: z.enum(['severe', 'note']), wsl: z.enum(['seen', 'not-seen', 'not-known']), largest: z.number().int() }),
  z.strictObject({ code: z.literal('LOW_RESERVATIONS'), severity: z.enum(['warning', 'note']), programs: z.array(z.string()), reserved: z.number().int() }),
  z.strictObject({ code: z.literal('NOT_CHECKED'), severity: z.literal('warning'), what: z.enum(['listeners', 'excluded-ranges']) }),
]);

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

const portCount = z.number().int().min(0).max(65536);

const measuredBeforeSchema: z.ZodType<MeasuredBefore> = z.strictObject({
  usage: z.strictObject({
    takenAt: z.iso.datetime(),
    of: z.enum(['machine', 'this-computer', 'simulated']),
    product: z.string(),
    range: portRangeSchema,
    usable: portCount,
    inUse: portCount,
    timeWait: portCount,
    busiest: z.strictObject({ address: z.string(), ports: portCount }).nullable(),
  }).nullable(),
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
