// The shape of a change record as the history holds it.
import { z } from 'zod';
import { backupInfoSchema } from '../backup/backup-info.schema';
import { changeSchema, rangeChangeSchema, sideEffectSchema } from '../change/change.schema';
import { reportedErrors } from '../diagnosis/diagnosis';
import { conclusions } from '../diagnosis/verdict';
import { bootIdentitySchema } from '../machine/boot-identity.schema';
import { portRangeSchema, portRangesSchema } from '../port-ranges/dynamic-ranges.schema';
import { storedTicketNumberSchema } from '../ticket/ticket.schema';

const portCount = z.number().int().min(0).max(65536);

/** Port usage at one moment, as it is kept with a change. */
export const usageNoteSchema = z.strictObject({
  takenAt: z.iso.datetime(),
  /** Whose sockets: the machine's, (practice) those of the computer we run on, or a simulated load's. */
  of: z.enum(['machine', 'this-computer', 'simulated']),
  product: z.string(),
  range: portRangeSchema,
  usable: portCount,
  inUse: portCount,
  /** Present where bound ports were not counted: more may be in use. */
  isLeast: z.literal(true).optional(),
  timeWait: portCount,
  /** The local address with the most ports in use; null when none is in use. */
  busiest: z.strictObject({ address: z.string(), ports: portCount }).nullable(),
});

/** A process that held ports; its name is null where it is not known. */
const holderSchema = z.strictObject({
  processId: z.number().int().min(0),
  name: z.string().nullable(),
  ports: portCount,
});

/** The latest shortage that was recorded before a change, where it counts for the verdict. */
export const recordedBeforeSchema = z.strictObject({
  transport: z.enum(['tcp', 'udp']),
  at: z.iso.datetime(),
  ports: portCount,
  usable: portCount,
  /** Otherwise ports were only scarce. */
  hasRunOut: z.boolean(),
  /** Who held more than half of the usable ports then; null where nobody did, or it is unknown. */
  holder: holderSchema.nullable(),
});

/** How things stood right before a change. */
export const measuredBeforeSchema = z.strictObject({
  /** Null where it could not be measured. */
  usage: usageNoteSchema.nullable(),
  /** The verdict's conclusion at that time; null where there was none. */
  conclusion: z.enum(conclusions).nullable(),
  /** Who was to blame for it, or held most ports; absent where nobody was named. */
  culprit: holderSchema.optional(),
  /** Present where a program leaked ports: the change only delays the error. */
  isLeak: z.literal(true).optional(),
  /** The error with which the system refused a port, e.g. "10055"; absent where it refused none, and where none was asked for. */
  refusedWith: z.string().optional(),
  /** What the user was said to have seen. */
  reported: z.enum(reportedErrors).optional(),
  /** Absent where nothing was recorded, or it does not count any more. */
  recorded: recordedBeforeSchema.optional(),
  /** What the change may break on this machine, the worst first; absent where it was not looked at. */
  sideEffects: z.array(sideEffectSchema).optional(),
});

/**
 * `open`: begun and not closed. Where carrying out a change answers with an open record, the values were written and verified,
 * and only the history could not be written any more.
 */
export const changeRecordSchema = z.strictObject({
  id: z.uuid(),
  reason: z.enum(['apply', 'restore', 'undo', 'recovery']),
  state: z.enum(['open', 'applied', 'rolled-back', 'undone', 'kept']),
  /** The change that an undo or a recovery leads back from; absent in entries of version 0.1. */
  reverses: z.uuid().optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  changes: z.array(changeSchema).min(1),
  /**
   * Ranges that had moved to what was requested for another one of their transport: a report only, written by nothing. Absent
   * where none was known to have, and in entries of earlier versions.
   */
  movedAlong: z.array(rangeChangeSchema).optional(),
  backup: backupInfoSchema,
  /** Boot time when the change was made, to show; whether the machine was restarted since, `boot` tells. */
  bootedAt: z.iso.datetime(),
  /** Which start of the machine the change was made in; records of version 0.1 have none. */
  boot: bootIdentitySchema.optional(),
  /** The dynamic ranges in effect before the change; missing where they could not be read, and in entries of earlier versions. */
  rangesBefore: portRangesSchema.optional(),
  computerName: z.string(),
  /** The account that wrote it. */
  userName: z.string(),
  /** Whoever was logged on where it was confirmed; absent where nobody was, and in records of version 0.1. */
  confirmedBy: z.string().optional(),
  programVersion: z.string(),
  /** As given on the command line (`--ticket`). */
  ticketNumber: storedTicketNumberSchema.optional(),
  /** Entries of older versions have none. */
  measuredBefore: measuredBeforeSchema.optional(),
});
