// What a command answers: the JSON of `--json`, version 3. docs/command-line.schema.json is made from here.
// Protects: scripts of other people. A field that changes its meaning, or goes, takes a new `schemaVersion`.
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { historyFaultSchema } from '../contract/integrity/history-fault.schema';
import { parameterNames } from '../contract/registry/parameters';
import { rangeNames } from '../contract/port-ranges/dynamic-ranges';
import { conclusions } from '../contract/diagnosis/diagnosis';
import { effectVerdicts, probeEnds, probeFindings, probeStates } from '../contract/change/effect';
import { sideEffectSchema } from '../contract/change/change.schema';
import { backupIntegrities } from '../contract/integrity/backup-integrity';
import { commandNames } from './arguments';

/** 3010 is what installers say for "done, restart needed"; systems with 8-bit exit codes see 194. */
export const exitCodes = {
  done: 0,
  failed: 1,
  invalidInput: 2,
  notElevated: 3,
  alreadyAsWanted: 4,
  drifted: 5,
  restartNeeded: 3010,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const stored = z.strictObject({
  present: z.boolean(),
  /** REG_* name; null when absent. */
  type: z.string().nullable(),
  /** The number of a REG_DWORD; null for anything else. */
  number: z.number().int().nullable(),
  /** The bytes as stored; null when absent. */
  hex: z.string().nullable(),
});
const range = z.strictObject({ start: z.number().int(), number: z.number().int(), last: z.number().int() });
const dynamicRange = z.strictObject({ start: z.number().int(), number: z.number().int() });
/** A value of the key, or a dynamic port range. */
const change = z.union([
  z.strictObject({ name: z.string(), before: stored, after: stored }),
  z.strictObject({ name: z.string(), range: z.enum(rangeNames), before: dynamicRange, after: dynamicRange }),
]);
const backup = z.strictObject({
  id: z.string(),
  file: z.string(),
  createdAt: z.string(),
  sizeInBytes: z.number().int(),
  sha256: z.string(),
  valueCount: z.number().int(),
});
const verdict = z.enum(effectVerdicts);
/** Whether the machine was restarted since the change, by the identity of its start; null where that cannot be told. */
const wasRestarted = z.boolean().nullable();
const setting = z.union([stored, dynamicRange]);
/** Wanted, stored and in effect for each changed setting, and what connections to this computer itself showed. */
const proof = z.strictObject({
  takenAt: z.string(),
  wasRestarted,
  rows: z.array(
    z.strictObject({
      name: z.string(),
      wanted: setting,
      stored: setting.nullable(),
      verdict,
      /** The range that Windows lends from; null where it could not be read, or where Windows tells nothing (TcpTimedWaitDelay). */
      effectiveRange: range.nullable(),
    }),
  ),
  probe: z.enum(probeStates),
  reports: z.array(
    z.strictObject({
      ip: z.enum(['ipv4', 'ipv6']),
      isSimulated: z.boolean(),
      oldRange: range,
      opened: z.number().int(),
      lowest: z.number().int().nullable(),
      highest: z.number().int().nullable(),
      newPort: z.number().int().nullable(),
      ended: z.enum(probeEnds),
      finding: z.enum(probeFindings),
      detail: z.string(),
    }),
  ),
});
const record = z.strictObject({
  id: z.string(),
  /** The account that wrote it. */
  userName: z.string(),
  /** Whoever was logged on where it was confirmed; null where nobody was, and in records of version 0.1. */
  confirmedBy: z.string().nullable(),
  reason: z.enum(['apply', 'restore', 'undo', 'recovery']),
  state: z.enum(['open', 'applied', 'rolled-back', 'undone', 'kept']),
  startedAt: z.string(),
  changes: z.array(change),
  backup,
});

const status = z.strictObject({
  machine: z.strictObject({
    kind: z.enum(['windows', 'practice']),
    product: z.string(),
    version: z.string(),
    computerName: z.string(),
    /** The account of this process; on Windows with its domain. */
    userName: z.string(),
    /** Whoever is logged on in its session; null where nobody is. */
    sessionUser: z.string().nullable(),
    isElevated: z.boolean(),
    bootedAt: z.string(),
    programVersion: z.string(),
  }),
  key: z.string(),
  values: z.array(
    z.strictObject({
      name: z.enum(parameterNames),
      stored,
      /** Null where the dynamic port range decides while the value is absent (MaxUserPort from Vista on). */
      default: z.number().int().nullable(),
      min: z.number().int(),
      max: z.number().int(),
      unit: z.enum(['port', 'seconds']),
    }),
  ),
  effectiveRange: range.nullable(),
  lastChange: z.strictObject({ record, verdict, wasRestarted }).nullable(),
  /**
   * A change that was begun and not closed. `isAtWork`: another process carries it out right now; null where that cannot be told.
   * `mayBeFinished`: the line that closed it may be among what cannot be read.
   */
  openChange: z.strictObject({ record, isAtWork: z.boolean().nullable(), mayBeFinished: z.boolean() }).nullable(),
});
const diagnose = z.strictObject({
  conclusion: z.enum(conclusions),
  severity: z.enum(['ok', 'warning', 'critical', 'unknown']),
  /** What the conclusion means, in words. */
  title: z.string(),
  text: z.string(),
  /** The process that is to blame; null where there is none. `growth` is ports a minute. */
  culprit: z
    .strictObject({
      processId: z.number().int(),
      name: z.string().nullable(),
      ports: z.number().int(),
      growth: z.number().nullable(),
    })
    .nullable(),
  /** `code` is stable; what stands beside it are the figures that the reason refers to. */
  reasons: z.array(z.looseObject({ code: z.string(), text: z.string() })),
  nextStep: z.looseObject({ code: z.string(), text: z.string() }),
  effectiveRange: range.nullable(),
  /** At the fullest local address; null where the sockets could not be read. On the practice machine they are those of the computer it runs on. */
  usage: z
    .strictObject({
      inUse: z.number().int(),
      usable: z.number().int(),
      address: z.string().nullable(),
      timeWait: z.number().int(),
    })
    .nullable(),
  /** Events of source Tcpip in the System log, ISO 8601; null where the log could not be read. */
  events: z.array(z.strictObject({ id: z.number().int(), count: z.number().int(), lastAt: z.string() })).nullable(),
  /** Every figure in words, with where it was read. */
  evidence: z.array(z.strictObject({ name: z.string(), value: z.string(), source: z.string() })),
  findings: z.array(z.looseObject({ code: z.string() })),
});
const plan = z.strictObject({
  changes: z.array(change),
  applyCommands: z.array(z.string()),
  undoCommands: z.array(z.string()),
  applyReg: z.string(),
  undoReg: z.string(),
  /** Where `export-commands` wrote the scripts; null where nothing was written. */
  folder: z.string().nullable(),
  /** What the change may break on this machine, the worst first; empty where the TCP range stays as it is. */
  sideEffects: z.array(sideEffectSchema),
});
const outcome = z.strictObject({
  /** The change that was carried out; the way back of a change that was cut off is a change of its own (`recovery`). */
  record,
  verdict,
  wasRestarted,
  /** What was written: empty where a change that was cut off had left nothing to put back. */
  written: z.array(change),
  /** False: the values were written and verified, and the history could not be written any more; the change is still open there. */
  isRecorded: z.boolean(),
  /** What was seen on this machine right before the first write, the worst first; empty where nothing was seen or looked at. */
  sideEffects: z.array(sideEffectSchema),
});
const backups = z.strictObject({
  backups: z.array(
    z.strictObject({
      backup,
      reason: z.enum(['manual', 'before-change']),
      note: z.string(),
      seal: z.enum(backupIntegrities),
      isNeededForUndo: z.boolean(),
      computerName: z.string(),
      isOfThisComputer: z.boolean(),
    }),
  ),
  strangers: z.array(z.string()),
});
const verify = z.strictObject({
  /** Null: no change of this program is in force. */
  record: record.nullable(),
  verdict: verdict.nullable(),
  storedAsWanted: z.boolean().nullable(),
  effectiveRange: range.nullable(),
  proof: proof.nullable(),
});

export const resultSchemas = { status, diagnose, plan, outcome, backup, backups, verify };
type Schemas = typeof resultSchemas;
export type CommandAnswer = {
  [K in keyof Schemas]: { readonly kind: K; readonly value: Shape<Schemas[K]> };
}[keyof Schemas];

export const reportSchema = z.strictObject({
  schema: z.literal('ephemeral-port-wizard/command-line'),
  schemaVersion: z.literal(3),
  command: z.enum(commandNames).nullable(),
  /** As the process returns it, before the system cuts it. */
  exitCode: z.union(Object.values(exitCodes).map((code) => z.literal(code))),
  /** One line for people; the last line of the output without `--json`. */
  summary: z.string(),
  isDryRun: z.boolean(),
  isPractice: z.boolean(),
  /** Where the history is damaged. */
  historyFaults: z.array(historyFaultSchema),
  /** Which shape `result` has; null after a failure. */
  resultKind: z.enum(['status', 'diagnose', 'plan', 'outcome', 'backup', 'backups', 'verify']).nullable(),
  result: z.union([status, diagnose, plan, outcome, backup, backups, verify]).nullable(),
  /** Null on success. `code` is stable; what stands beside it depends on the code. */
  error: z.looseObject({ code: z.string() }).nullable(),
});
export type Report = Shape<typeof reportSchema>;
