// The report of a command: the JSON of `--json`, version 4. docs/command-line.schema.json is generated from this file.
// Protects: other people's scripts. A field that changes its meaning or is removed requires a new `schemaVersion`.
import { z } from 'zod';
import type { Shape } from '../contract/shape';
import { missingReasons } from '../contract/evidence/evidence-limits';
import { historyFaultSchema } from '../contract/integrity/history-fault.schema';
import { parameterNames } from '../contract/registry/parameters';
import { rangeNames } from '../contract/port-ranges/dynamic-ranges';
import { reportedErrors } from '../contract/diagnosis/diagnosis';
import { conclusions, ownerKinds, severities } from '../contract/diagnosis/verdict';
import { effectVerdicts, probeEnds, probeFindings, probeStates } from '../contract/change/effect';
import { sideEffectSchema } from '../contract/change/change.schema';
import { backupIntegrities } from '../contract/integrity/backup-integrity';
import { commandNames } from './arguments';
import { exitCodes } from './exit-codes';

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
/** Whether the machine was restarted since the change, by the identity of the boot; null if that is unknown. */
const wasRestarted = z.boolean().nullable();
const setting = z.union([stored, dynamicRange]);
/** Requested, stored and effective setting of each change, and what sockets on this computer itself showed. */
const proof = z.strictObject({
  takenAt: z.string(),
  wasRestarted,
  rows: z.array(
    z.strictObject({
      name: z.string(),
      wanted: setting,
      stored: setting.nullable(),
      verdict,
      /** The range from which Windows assigns ports; null if it could not be read or Windows does not report it (TcpTimedWaitDelay). */
      effectiveRange: range.nullable(),
    }),
  ),
  /**
   * Ranges that nobody requested, and that moved with the change: at the write, or with MaxUserPort at the restart. Of an undo
   * also those that moved with the undone change and stand so still.
   */
  movedAlong: z.array(change),
  probe: z.enum(probeStates),
  reports: z.array(
    z.strictObject({
      ip: z.enum(['ipv4', 'ipv6']),
      transport: z.enum(['tcp', 'udp']),
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
  /** The user logged on where it was confirmed; null if there was none, and in records of version 0.1. */
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
    /** The user logged on in its session; null if there is none. */
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
      /** Null if the dynamic port range decides while the value is absent (MaxUserPort since Vista). */
      default: z.number().int().nullable(),
      min: z.number().int(),
      max: z.number().int(),
      unit: z.enum(['port', 'seconds']),
    }),
  ),
  effectiveRange: range.nullable(),
  lastChange: z.strictObject({ record, verdict, wasRestarted }).nullable(),
  /**
   * A change that was opened and not closed. `isAtWork`: another process is carrying it out right now; null if that is unknown.
   * `mayBeFinished`: the line that closed it may be among those that cannot be read.
   */
  openChange: z.strictObject({ record, isAtWork: z.boolean().nullable(), mayBeFinished: z.boolean() }).nullable(),
});
const count = z.number().int();
const service = z.strictObject({ name: z.string(), displayName: z.string(), isStoppable: z.boolean() });
/** The latest time in which more than 80 % of the usable ports were in use; `holder` held most then, null if it is unknown. */
const shortage = z.strictObject({
  at: z.string(),
  until: z.string(),
  ports: count,
  usable: count,
  ranOut: z.boolean(),
  holder: z
    .strictObject({
      processId: count,
      name: z.string().nullable(),
      path: z.string().nullable(),
      ports: count,
      services: z.array(service).nullable(),
    })
    .nullable(),
});
const diagnose = z.strictObject({
  conclusion: z.enum(conclusions),
  severity: z.enum(severities),
  /** The conclusion in words. */
  title: z.string(),
  text: z.string(),
  /** What the conclusion is about; null where it is about all addresses, or unknown. */
  scope: z.strictObject({
    transport: z.enum(['tcp', 'udp']),
    ip: z.enum(['ipv4', 'ipv6']).nullable(),
    address: z.string().nullable(),
  }),
  /** Who is to blame, or the largest holder; null if there is none. `growth` in ports per minute. */
  culprit: z
    .strictObject({
      kind: z.enum(ownerKinds),
      processId: count,
      /** All processes of the program. */
      processIds: z.array(count),
      name: z.string().nullable(),
      path: z.string().nullable(),
      company: z.string().nullable(),
      services: z.array(service),
      ports: count,
      growth: z.number().nullable(),
      handles: count.nullable(),
    })
    .nullable(),
  /** `code` is stable; the other fields are the figures that the reason refers to. */
  reasons: z.array(z.looseObject({ code: z.string(), text: z.string() })),
  nextStep: z.looseObject({ code: z.string(), text: z.string() }),
  /** The change that would give enough ports (the other fields depend on `kind`), or why there is none (`why`). */
  recommendation: z.looseObject({ kind: z.enum(['range', 'MaxUserPort', 'none']) }),
  effectiveRange: range.nullable(),
  /** TCP before UDP, IPv4 before IPv6. `range` is null if it could not be read, the counts if the sockets could not. */
  ranges: z.array(
    z.strictObject({
      name: z.enum(rangeNames),
      range: range.nullable(),
      /** Of all addresses together. */
      inUse: count.nullable(),
      usable: count.nullable(),
      excluded: count.nullable(),
      largestFree: count.nullable(),
    }),
  ),
  /** TCP at the fullest local address; null if the sockets could not be read. On the practice machine: those of the host computer. */
  usage: z
    .strictObject({
      inUse: count,
      usable: count,
      address: z.string().nullable(),
      timeWait: count,
      /** Bound, and neither connected nor listening; null if this system does not report them. */
      bound: count.nullable(),
    })
    .nullable(),
  /** Whether ports were watched for long enough. */
  trend: z.enum(['known', 'unknown']),
  /** Requests for one port, and what the system answered; only those that were made. */
  attempts: z.array(
    z.strictObject({
      transport: z.enum(['tcp', 'udp']),
      ip: z.enum(['ipv4', 'ipv6']),
      how: z.enum(['bind', 'connect']),
      address: z.string(),
      answer: z.enum(['granted', 'refused', 'unknown']),
      /** The system's own error of a refusal, for example 10055. */
      error: z.string().nullable(),
      isSimulated: z.boolean(),
    }),
  ),
  /**
   * The largest holders of ports of the range, of TCP and then of UDP. Process 0: released by its process, or unknown. `bound`
   * is null for UDP, and if this system does not report it.
   */
  holders: z.array(
    z.strictObject({
      transport: z.enum(['tcp', 'udp']),
      processId: count,
      name: z.string().nullable(),
      ports: count,
      bound: count.nullable(),
      timeWait: count,
      /** Ports in TIME_WAIT that it was seen to hold before. */
      released: count,
      growth: z.number().nullable(),
    }),
  ),
  /** Transports whose sockets could not be read: `holders` has none of them. */
  uncounted: z.array(z.enum(['tcp', 'udp'])),
  /** What the system tells of the largest holders; null if processes could not be looked at. Times in ISO 8601. */
  owners: z
    .array(
      z.strictObject({
        processId: count,
        /** False: it has ended, and its ports are left; null if that is unknown. */
        isRunning: z.boolean().nullable(),
        startedAt: z.string().nullable(),
        /** When ports of this process were first seen by this command. */
        firstSeenAt: z.string().nullable(),
        path: z.string().nullable(),
        company: z.string().nullable(),
        handles: count.nullable(),
        services: z.array(service).nullable(),
      }),
    )
    .nullable(),
  /** What Windows goes by since it started; null if that is unknown. */
  timeWaitSeconds: z.number().nullable(),
  /** As given with `--reported`. */
  reported: z.enum(reportedErrors).nullable(),
  /**
   * Events of source Tcpip in the System log, ISO 8601; null if the log could not be read. `coveredSince`: there may be more
   * before that moment, which was not read; null if `count` is all of the last days.
   */
  events: z
    .array(z.strictObject({ id: count, count, lastAt: z.string(), coveredSince: z.string().nullable() }))
    .nullable(),
  /** What was recorded in the last days; null if nothing was, or if it could not be read. `ranOut`: no port was left. */
  recorded: z
    .strictObject({ since: z.string(), until: z.string(), tcp: shortage.nullable(), udp: shortage.nullable() })
    .nullable(),
  /** Every figure in words, with its source. */
  evidence: z.array(z.strictObject({ name: z.string(), value: z.string(), source: z.string() })),
  /** Mistakes in the key; null if it was not looked at, as with an evidence file. */
  findings: z.array(z.looseObject({ code: z.string() })).nullable(),
  /** The evidence file that was read instead of this computer; null if this computer was measured. */
  evidenceFile: z
    .strictObject({
      file: z.string(),
      computerName: z.string().nullable(),
      product: z.string().nullable(),
      madeAt: z.string(),
      areNamesReplaced: z.boolean(),
      /** Lines of the recording that could not be read. */
      unreadableLines: count,
    })
    .nullable(),
});
const plan = z.strictObject({
  changes: z.array(change),
  applyCommands: z.array(z.string()),
  undoCommands: z.array(z.string()),
  applyReg: z.string(),
  undoReg: z.string(),
  /** Where `export-commands` wrote the scripts; null if nothing was written. */
  folder: z.string().nullable(),
  /** What the change may break on this machine, the worst first; empty if the port ranges stay as they are. */
  sideEffects: z.array(sideEffectSchema),
});
const outcome = z.strictObject({
  /** The change that was carried out; the recovery of a change that was cut off is a change of its own (`recovery`). */
  record,
  verdict,
  wasRestarted,
  /** What was written: empty if a change that was cut off had left nothing to put back. */
  written: z.array(change),
  /** Ranges that nobody requested, and that Windows moved along with what was written: told only, no undo writes them. */
  movedAlong: z.array(change),
  /** False: the values were written and verified, but the history could no longer be written; the change is still open there. */
  isRecorded: z.boolean(),
  /** Side effects found on this machine right before the first write, the worst first; empty if none were found or looked for. */
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

/** What `record` has to say while it goes on. */
const notice = z.strictObject({
  at: z.string(),
  code: z.enum(['disk-full', 'denied', 'removed', 'failed', 'writing-again', 'clock-back', 'clock-forward']),
  /** The system's own words, or the milliseconds by which the clock was changed. */
  detail: z.string(),
});
const recording = z.strictObject({
  folder: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  endedBy: z.enum(['time-over', 'signal']),
  everySeconds: count,
  /** Lines of each kind that were handed to the disk. */
  samples: count,
  snapshots: count,
  /** Measurements that failed. */
  failed: count,
  /** The last lines could not be written; null if all is written. */
  trouble: z.string().nullable(),
  /** At most 1,000, the latest. */
  notices: z.array(notice),
});

const missingPart = z.strictObject({ name: z.string(), reason: z.enum(missingReasons), detail: z.string() });
const evidence = z.strictObject({
  file: z.string(),
  sizeInBytes: count,
  areNamesReplaced: z.boolean(),
  parts: z.array(z.strictObject({ name: z.string(), sizeInBytes: count, sha256: z.string() })),
  /** What could be in the file and is not. */
  missing: z.array(missingPart),
});
const collector = z.strictObject({ folder: z.string() });
/** One row for each evidence file of a folder, by name. */
const diagnoses = z.strictObject({
  folder: z.string(),
  files: z.array(
    z.strictObject({
      file: z.string(),
      /** Null in all other fields: the file was refused, and `problem` says why. */
      computerName: z.string().nullable(),
      madeAt: z.string().nullable(),
      conclusion: z.enum(conclusions).nullable(),
      severity: z.enum(severities).nullable(),
      title: z.string().nullable(),
      culprit: z.string().nullable(),
      inUse: count.nullable(),
      usable: count.nullable(),
      nextStep: z.string().nullable(),
      problem: z.string().nullable(),
    }),
  ),
  /** The same rows as CSV; null if no folder was given for it. */
  table: z.string().nullable(),
});

export const resultSchemas = {
  status,
  diagnose,
  plan,
  outcome,
  backup,
  backups,
  verify,
  recording,
  evidence,
  diagnoses,
  collector,
};
type Schemas = typeof resultSchemas;
export type CommandAnswer = {
  [K in keyof Schemas]: { readonly kind: K; readonly value: Shape<Schemas[K]> };
}[keyof Schemas];

export const reportSchema = z.strictObject({
  schema: z.literal('ephemeral-port-wizard/command-line'),
  schemaVersion: z.literal(4),
  command: z.enum(commandNames).nullable(),
  /** As the process returns it, before the system truncates it. */
  exitCode: z.union(Object.values(exitCodes).map((code) => z.literal(code))),
  /** One line for people; the last line of the output without `--json`. */
  summary: z.string(),
  isDryRun: z.boolean(),
  isPractice: z.boolean(),
  /** Where the history is damaged; empty if it is intact. */
  historyFaults: z.array(historyFaultSchema),
  /** Which shape `result` has; null after a failure. */
  resultKind: z
    .enum([
      'status',
      'diagnose',
      'plan',
      'outcome',
      'backup',
      'backups',
      'verify',
      'recording',
      'evidence',
      'diagnoses',
      'collector',
    ])
    .nullable(),
  result: z
    .union([status, diagnose, plan, outcome, backup, backups, verify, recording, evidence, diagnoses, collector])
    .nullable(),
  /** Null on success. `code` is stable; the other fields depend on it. */
  error: z.looseObject({ code: z.string() }).nullable(),
});
export type Report = Shape<typeof reportSchema>;
