// The schemas of failures that another process of the program reports: what it says is checked like any other input.
import { z } from 'zod';
import { historyFaultSchema } from '../integrity/history-fault';
import {
  elevationProblems,
  folderProblems,
  locationProblems,
  locationRights,
  type AppError,
  type MachineAction,
} from './errors';
import { changeSchema, settingSchema, sideEffectSchema } from '../change/change.schema';
import { backupIntegrities } from '../integrity/backup-integrity';

/** The compiler fails when an action is left out: what failed would be told as a worker that is not understood. */
const machineActions: Readonly<Record<MachineAction, MachineAction>> = {
  'registry.read': 'registry.read',
  'registry.write': 'registry.write',
  'registry.delete': 'registry.delete',
  'registry.export': 'registry.export',
  'registry.open-editor': 'registry.open-editor',
  'port-range.read': 'port-range.read',
  'port-range.write': 'port-range.write',
  'port-table.read': 'port-table.read',
  'event-log.read': 'event-log.read',
  'system.read': 'system.read',
  'system.restart': 'system.restart',
};
const action = z.enum(machineActions);
const text = z.string();
const windowsCode = z.number().int().nullable();

type Code = AppError['code'];
const failing = <C extends Code, F extends z.ZodRawShape>(code: C, data: F) =>
  z.strictObject({ code: z.literal(code), ...data });

/** The compiler fails when a code lacks its schema. */
const schemas: { readonly [C in Code]: z.ZodType<Extract<AppError, { code: C }>> } = {
  INVALID_INPUT: failing('INVALID_INPUT', { detail: text }),
  OUT_OF_RANGE: failing('OUT_OF_RANGE', { name: text, value: z.number(), min: z.number(), max: z.number() }),
  ALREADY_AS_WANTED: failing('ALREADY_AS_WANTED', {}),
  KEY_MISSING: failing('KEY_MISSING', {}),
  ACCESS_DENIED: failing('ACCESS_DENIED', { action, windowsCode }),
  NOT_ELEVATED: failing('NOT_ELEVATED', { action }),
  MACHINE_FAILED: failing('MACHINE_FAILED', { action, windowsCode, detail: text }),
  BACKUP_FAILED: failing('BACKUP_FAILED', { reason: z.enum(['disk-full', 'unwritable', 'unreadable']), detail: text }),
  BACKUP_MISMATCH: failing('BACKUP_MISMATCH', { names: z.array(text) }),
  DRIFTED: failing('DRIFTED', {
    drift: z.array(z.strictObject({ name: text, expected: settingSchema, found: settingSchema })),
  }),
  TOKEN_UNKNOWN: failing('TOKEN_UNKNOWN', {}),
  NOT_CONFIRMED: failing('NOT_CONFIRMED', {}),
  SIDE_EFFECTS: failing('SIDE_EFFECTS', { effects: z.array(sideEffectSchema) }),
  REG_FILE_REFUSED: failing('REG_FILE_REFUSED', {
    reason: z.enum(['too-large', 'unreadable', 'missing-header', 'not-understood']),
    detail: text,
  }),
  SEAL_BROKEN: failing('SEAL_BROKEN', { seal: z.enum(backupIntegrities) }),
  BUSY: failing('BUSY', {}),
  RECOVERY_PENDING: failing('RECOVERY_PENDING', {}),
  CHANGE_FAILED: failing('CHANGE_FAILED', {
    name: text,
    cause: z.enum(['write-refused', 'did-not-stick', 'read-back-failed']),
    detail: text,
    left: z.array(changeSchema),
    backupFile: text,
  }),
  NOT_AVAILABLE_HERE: failing('NOT_AVAILABLE_HERE', {}),
  ELEVATION_DECLINED: failing('ELEVATION_DECLINED', {}),
  ELEVATION_FAILED: failing('ELEVATION_FAILED', { reason: z.enum(elevationProblems), detail: text }),
  START_AS_ADMINISTRATOR: failing('START_AS_ADMINISTRATOR', {}),
  FOLDER_NOT_TRUSTED: failing('FOLDER_NOT_TRUSTED', {
    folder: text,
    child: text.nullable(),
    problem: z.enum(folderProblems),
    detail: text,
  }),
  INSTALL_FIRST: failing('INSTALL_FIRST', {
    run: z.enum(['copy', 'development']),
    place: text,
    problem: z.enum(locationProblems),
    account: text.nullable(),
    right: z.enum(locationRights).nullable(),
    detail: text,
  }),
  STORAGE_FAILED: failing('STORAGE_FAILED', { detail: text }),
  OTHER_COMPUTER: failing('OTHER_COMPUTER', { computerName: text }),
  HISTORY_DAMAGED: failing('HISTORY_DAMAGED', { faults: z.array(historyFaultSchema) }),
  UNEXPECTED: failing('UNEXPECTED', { incident: text }),
};

export const appErrorSchema: z.ZodType<AppError> = z.union(
  Object.values(schemas) as [z.ZodType<AppError>, ...z.ZodType<AppError>[]],
);
