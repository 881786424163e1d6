// The shapes of every failure a person can be told about. The words live in the message catalogues.
// Protects: what another process of the program reports is checked like any other input.
import { z } from 'zod';
import { historyFaultSchema } from '../integrity/history-fault.schema';
import { changeSchema, rangeChangeSchema, settingSchema, sideEffectSchema } from '../change/change.schema';
import { backupIntegrities } from '../integrity/backup-integrity';

/** What is asked of the machine. */
export const machineActionSchema = z.enum([
  'registry.read',
  'registry.write',
  'registry.delete',
  'registry.export',
  'port-range.read',
  'port-range.write',
  'port-table.read',
  'event-log.read',
  'system.read',
  'system.restart',
  'system.open-tool',
]);

/** Somebody else's value in the place of the one that was expected. */
export const driftSchema = z.strictObject({ name: z.string(), expected: settingSchema, found: settingSchema });

/** The error number of Windows where known (5 = ERROR_ACCESS_DENIED). */
const windowsCode = z.number().int().nullable();
/** For the log and the expert. */
const detail = z.string();
/** Name of the file that a person chose; absent where nobody chose one. */
const file = z.string().optional();

const failing = <C extends string, F extends z.ZodRawShape>(code: C, data: F) =>
  z.strictObject({ code: z.literal(code), ...data });

export const appErrorSchema = z.union([
  /** The gate refused the message: its shape is not the contract's. `detail` names field and rule. */
  failing('INVALID_INPUT', { detail }),
  /** A number outside what the table of parameters allows on this Windows. */
  failing('OUT_OF_RANGE', { name: z.string(), value: z.number(), min: z.number(), max: z.number() }),
  /** The requested state is the present state: there is nothing to write. */
  failing('ALREADY_AS_WANTED', {}),
  /** Tcpip\Parameters does not exist: a Windows without TCP/IP, or a damaged one. */
  failing('KEY_MISSING', {}),
  /** Windows refused access. */
  failing('ACCESS_DENIED', { action: machineActionSchema, windowsCode }),
  /** This process has no administrator rights, and the action needs them. Nothing was touched. */
  failing('NOT_ELEVATED', { action: machineActionSchema }),
  /** A call to the machine failed in another way. */
  failing('MACHINE_FAILED', { action: machineActionSchema, windowsCode, detail }),
  /** The backup could not be written, flushed or read again. Nothing was changed. */
  failing('BACKUP_FAILED', { reason: z.enum(['disk-full', 'unwritable', 'unreadable']), detail }),
  /** The backup that was read back differs from the live key. Nothing was changed. */
  failing('BACKUP_MISMATCH', { names: z.array(z.string()) }),
  /** Somebody else changed a value after the plan was made. Nothing was changed. */
  failing('DRIFTED', { drift: z.array(driftSchema) }),
  /** A token that was never given out, was used before, or has been superseded. */
  failing('TOKEN_UNKNOWN', {}),
  /** The result of a check that was given out before the last few, or is that of another Windows. */
  failing('RESULT_OUTDATED', {}),
  /** The person chose Cancel in the confirmation. Nothing was changed. */
  failing('NOT_CONFIRMED', {}),
  /** The change may break something on this machine, and nobody has said that they accept it. Nothing was changed. */
  failing('SIDE_EFFECTS', { effects: z.array(sideEffectSchema) }),
  /** The .reg file cannot be used: what was expected where, or why it was not read at all. */
  failing('REG_FILE_REFUSED', {
    reason: z.enum(['too-large', 'unreadable', 'missing-header', 'not-understood']),
    detail,
    file,
  }),
  /** The evidence file cannot be used, and nothing of it was. `part`: the one in it that is wrong; null where it is the whole file. */
  failing('EVIDENCE_REFUSED', {
    reason: z.enum([
      'unreadable',
      'not-a-zip',
      'damaged',
      'encrypted',
      'too-large',
      'too-many-parts',
      'unsafe-name',
      'link',
      'twice',
      'not-evidence',
      'newer',
      'altered',
      'not-understood',
    ]),
    part: z.string().nullable(),
    detail,
    file,
  }),
  /** The backup is not what the history says; restoring it takes a deliberate extra step. */
  failing('SEAL_BROKEN', { seal: z.enum(backupIntegrities) }),
  /** Another change is being carried out. */
  failing('BUSY', {}),
  /** A change was interrupted earlier; it must be settled before anything else is changed. */
  failing('RECOVERY_PENDING', {}),
  /** A write failed or did not stick. `left` lists what now differs from before: empty after a full roll-back. */
  failing('CHANGE_FAILED', {
    name: z.string(),
    cause: z.enum(['write-refused', 'did-not-stick', 'read-back-failed']),
    detail,
    left: z.array(changeSchema),
    /** Ranges that Windows moved along with what was written, and that nobody moves back. */
    movedAlong: z.array(rangeChangeSchema).optional(),
    backupFile: z.string(),
  }),
  /** This action exists only on another kind of machine (for example the simulated restart). */
  failing('NOT_AVAILABLE_HERE', {}),
  /** Dynamic port ranges came with Vista and Server 2008: this Windows has none to set. Nothing was changed. */
  failing('NO_DYNAMIC_RANGES', {}),
  /** Windows asked for administrator rights, and the answer was no. Nothing was changed. */
  failing('ELEVATION_DECLINED', {}),
  /**
   * The process with administrator rights did not do its work. Before `cut-off` it had not begun, and nothing was changed;
   * `cut-off` is its end in the middle, after which the history knows whether a change is open.
   */
  failing('ELEVATION_FAILED', {
    reason: z.enum([
      'not-started',
      'no-answer',
      'ended-early',
      'wrong-secret',
      'other-version',
      'not-understood',
      'cut-off',
    ]),
    detail,
  }),
  /** More than the process with administrator rights may be asked for: it takes values of the article and whole backups only. */
  failing('START_AS_ADMINISTRATOR', {}),
  /** The folder for backups and history, or what lies in it under the name `child`, could be written to by others than administrators. Nothing was changed. */
  failing('FOLDER_NOT_TRUSTED', {
    folder: z.string(),
    child: z.string().nullable(),
    problem: z.enum(['owner', 'writable', 'link', 'hard-link', 'unreadable']),
    detail,
  }),
  /**
   * Others than administrators could change this program or what it loads: administrator rights are not asked for.
   * `place` is what they could change; `run` how the program was started. Nothing was changed.
   */
  failing('INSTALL_FIRST', {
    run: z.enum(['copy', 'development']),
    place: z.string(),
    problem: z.enum(['owner', 'writable', 'link', 'network', 'unreadable']),
    account: z.string().nullable(),
    right: z.enum(['everything', 'write', 'append', 'delete', 'change-rights', 'change-owner', 'other']).nullable(),
    detail,
  }),
  /** A file of ours could not be written or read (history, practice registry). */
  failing('STORAGE_FAILED', { detail }),
  /** The backup was taken on another computer, or nobody knows on which; nothing was changed. */
  failing('OTHER_COMPUTER', { computerName: z.string() }),
  /** A newer change may be among the lines of the history that cannot be read: which one is the last is unknown. */
  failing('HISTORY_DAMAGED', { faults: z.array(historyFaultSchema) }),
  /** A bug. Its details are in the log under the incident number. */
  failing('UNEXPECTED', { incident: z.string() }),
]);
