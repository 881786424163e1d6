// The calls and events between window and main process, each with a name, and for calls the strict schema of the input.
// Protects: the window can ask for nothing but what stands here.
import { z } from 'zod';
import { backupInputs, type BackupsView, type Comparison } from '../backup/backups';
import type { HistoryCheck, HistoryView } from '../history/history-view';
import { parameterNames } from '../registry/parameters';
import { rangeNames } from '../port-ranges/dynamic-ranges';
import type { Diagnosis } from '../diagnosis/diagnosis';
import type { ShownFinding } from '../findings/findings';
import type { CallName, EventName } from './channels';
import type { BackupInfo } from '../backup/backup-info';
import type { PlanPreview, RequestedChange } from '../change/plan';
import type { StageReport } from '../change/stages';
import type { ParametersView } from '../current-state/current-state';
import type { ChangeOutcome, RecoveryInfo } from '../history/outcome';
import type { MachineInfo } from '../machine/machine-info';
import type { UsageSample } from '../usage/sample';
import type { PageState } from './page';
import type { Result } from '../errors/result';
import type {
  KeptTicketOptions,
  TicketFileFormat,
  TicketOptions,
  TicketTextFormat,
  TicketTexts,
} from '../ticket/ticket';
import { ticketInputs } from '../ticket/ticket.schema';
import {
  practiceLoads,
  type HistoryQuestion,
  type PracticeLoad,
  type UsageAlert,
  type UsageExport,
  type UsageHistoryView,
  type UsageOutlook,
} from '../usage/usage';

interface CallTable {
  /** What this machine is. */
  'machine.describe': { input: Empty; output: MachineInfo };
  /** Step 1 of the wizard: one conclusion with its evidence. `isFresh`: the System log is read anew too, not remembered for some minutes. */
  'diagnosis.read': { input: { isFresh: boolean }; output: Diagnosis };
  /** Values of the catalogue, effective range, last change. */
  'parameters.read': { input: Empty; output: ParametersView };
  /** Takes, flushes, re-reads and compares a backup. Changes nothing else. */
  'backup.create': { input: { note?: string | undefined }; output: BackupInfo };
  /** Shows the backup in the file manager. */
  'backup.reveal': { input: { id: string }; output: null };
  /** Deletes a backup after a native confirmation. */
  'backup.delete': { input: { id: string }; output: null };
  /** Copies a backup to a place that the person chooses, with a second .reg file that restores the state of now. */
  'backup.export': { input: { id: string }; output: { files: string[] } };
  /** Holds a backup against the live key. */
  'backup.compare': { input: { id: string }; output: Comparison };
  /** All backups with the state of their seals. */
  'backups.list': { input: Empty; output: BackupsView };
  'backups.open-folder': { input: Empty; output: null };
  /** Lets the person choose a .reg file, and holds it against the live key. */
  'reg-file.open': { input: Empty; output: Comparison };
  /** Ends the reading of a large file; the call that waits for it answers NOT_CONFIRMED. */
  'reg-file.cancel': { input: Empty; output: null };
  /** The last comparison made anew, from the same file: after a restore, or when a value has drifted. */
  'comparison.read-again': { input: { token: string }; output: Comparison };
  /** A plan of the chosen values of the last comparison, for `plan.apply`. */
  'restore.plan': {
    input: { token: string; names: string[]; acceptDamaged: boolean; acceptOtherComputer: boolean };
    output: PlanPreview;
  };
  /** Mistakes in the live key. */
  'findings.read': { input: Empty; output: ShownFinding[] };
  /** A plan that corrects a finding of the last reading, for `plan.apply`. */
  'correction.plan': { input: { id: string }; output: PlanPreview };
  /** Where the history is damaged, without reading all of it. */
  'history.check': { input: Empty; output: HistoryCheck };
  /** Everything that was done, refused or failed. */
  'history.read': { input: Empty; output: HistoryView };
  /** Saves the history where the person chooses. */
  'history.export': { input: { format: 'csv' | 'json' }; output: { file: string } };
  /** Computes before and after, and hands out a single-use token. Writes nothing. */
  'plan.create': { input: { requested: RequestedChange[] }; output: PlanPreview };
  /** Writes the shown plan as scripts and .reg files into a folder that the person chooses. Changes nothing on this machine. */
  'commands.write': { input: { token: string }; output: { folder: string } };
  /** Carries a plan out: backup, confirmation, write, read back. Reports `change.stage`. */
  'plan.apply': { input: { token: string }; output: ChangeOutcome };
  /** Puts the values of an applied change back as they were, absence included. */
  'change.undo': { input: { id: string }; output: ChangeOutcome };
  /** Outcome of the last change as it stands now (after a restart, for example); null when there is none. */
  'change.verify': { input: Empty; output: ChangeOutcome | null };
  /** The same, after a probe: at most 200 connections from this computer to itself per version of IP, all closed again. */
  'change.prove': { input: Empty; output: ChangeOutcome | null };
  /** What the person gave for the last ticket. */
  'ticket.options': { input: Empty; output: KeptTicketOptions };
  /** The ticket of a change in the journal, as it stands now. */
  'ticket.make': { input: { id: string; options: TicketOptions }; output: TicketTexts };
  /** Puts the ticket on the clipboard, and keeps the options for the next one. */
  'ticket.copy': { input: { id: string; options: TicketOptions; format: TicketTextFormat }; output: null };
  /** Saves the ticket where the person chooses, and keeps the options for the next one. */
  'ticket.save': { input: { id: string; options: TicketOptions; format: TicketFileFormat }; output: { file: string } };
  /** A change that a crash interrupted; null when there is none. */
  'recovery.read': { input: Empty; output: RecoveryInfo | null };
  /** Settles an interrupted change: back to the state before, or leave what is there. */
  'recovery.settle': { input: { id: string; action: 'restore' | 'keep' }; output: ChangeOutcome };
  /** Opens Registry Editor (Windows only). */
  'registry-editor.open': { input: Empty; output: null };
  /** Restarts Windows after a delay, once the person has agreed in a native dialog; `restartsAt` is ISO 8601. */
  'machine.restart': { input: Empty; output: { readonly restartsAt: string } };
  /** Calls a requested restart off. */
  'machine.cancel-restart': { input: Empty; output: null };
  /** Puts a text of the screen on the clipboard. */
  'clipboard.write': { input: { text: string }; output: null };
  /** Simulated restart of the practice machine. */
  'practice.restart': { input: Empty; output: null };
  /** Shows a scripted load of the practice machine, or (null) the real sockets of this computer. */
  'practice.load': { input: { load: PracticeLoad | null }; output: null };
  /** A stretch of the recorded usage. */
  'usage.history': { input: HistoryQuestion; output: UsageHistoryView };
  /** Forecast and rates as of now. */
  'usage.outlook': { input: Empty; output: UsageOutlook };
  /** Saves to a file that the person chooses in a native dialog; null when they cancel. */
  'usage.export': { input: UsageExport; output: { readonly file: string | null } };
  /** `isDamaged`: what was chosen cannot be read any more, and notifications are on. */
  'usage.settings': {
    input: Empty;
    output: { readonly notifications: boolean; readonly isDamaged: boolean; readonly load: PracticeLoad | null };
  };
  /** Switches desktop notifications on or off. */
  'usage.notify': { input: { isOn: boolean }; output: null };
  /** Whether the page was loaded again, and what became of a change that was asked for before. */
  'page.state': { input: Empty; output: PageState };
}

interface EventTable {
  /** One tick a second of the port sampler. */
  'usage.sampled': UsageSample;
  /** A threshold was crossed; told once. */
  'usage.alerted': UsageAlert;
  /** Progress of the change being carried out. */
  'change.stage': StageReport;
  /** A change has ended whose page is gone: `page.state` tells how. */
  'change.ended': null;
  /** The machine was restarted or reset: read everything again. */
  'machine.changed': null;
  /** How much of a large .reg file has been read, 0 to 1. */
  'reg-file.progress': number;
}

type Empty = Record<string, never>;

export type Calls = { [N in CallName]: CallTable[N] };
export type Events = { [N in EventName]: EventTable[N] };
export type CallInput<N extends CallName> = Calls[N]['input'];
export type CallOutput<N extends CallName> = Calls[N]['output'];
export type Handlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<Result<CallOutput<N>>> };

const subjectOf = (requested: RequestedChange) => ('range' in requested ? requested.range : requested.name);
const nothing = z.strictObject({});
const token = z.uuid();
const moment = z.number().min(0).max(8.64e15);
const addressSchema = z.string().min(2).max(45);
const historyQuestion = z.strictObject({
  from: moment,
  to: moment,
  rows: z.number().int().min(2).max(20_000),
  subject: z.union([
    z.null(),
    z.strictObject({ kind: z.literal('process'), processId: z.number().int().min(0).max(0xffff_ffff) }),
    z.strictObject({ kind: z.literal('endpoint'), address: addressSchema, port: z.number().int().min(0).max(65535) }),
    z.strictObject({ kind: z.literal('address'), address: addressSchema }),
  ]),
});
const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const largestPng = 16 * 1024 * 1024;
const png = z
  .instanceof(Uint8Array)
  .refine(
    (bytes) => bytes.length <= largestPng && pngSignature.every((byte, index) => bytes[index] === byte),
    'not a PNG, or too large',
  );
const port = z.number().int().min(0).max(65535);

/** One number or range that a person may want. */
export const requestedChangeSchema: z.ZodType<RequestedChange> = z.union([
  z.strictObject({ name: z.enum(parameterNames), value: z.number().int().min(0).max(0xffff_ffff).nullable() }),
  z.strictObject({ range: z.enum(rangeNames), value: z.strictObject({ start: port, number: port }) }),
]);

/** Strict: an extra field, a wrong type or a number that is no REG_DWORD is refused. */
export const callInputs: { readonly [N in CallName]: z.ZodType<CallInput<N>> } = {
  'machine.describe': nothing,
  'diagnosis.read': z.strictObject({ isFresh: z.boolean() }),
  'parameters.read': nothing,
  'backup.create': backupInputs.note,
  'backup.reveal': z.strictObject({ id: token }),
  'backup.delete': z.strictObject({ id: token }),
  'backup.export': z.strictObject({ id: token }),
  'backup.compare': z.strictObject({ id: token }),
  'backups.list': nothing,
  'backups.open-folder': nothing,
  'reg-file.open': nothing,
  'reg-file.cancel': nothing,
  'comparison.read-again': z.strictObject({ token }),
  'restore.plan': backupInputs.restore,
  'findings.read': nothing,
  'correction.plan': z.strictObject({ id: token }),
  'history.check': nothing,
  'history.read': nothing,
  'history.export': backupInputs.format,
  'plan.create': z.strictObject({
    requested: z
      .array(requestedChangeSchema)
      .min(1)
      .refine((requested) => new Set(requested.map(subjectOf)).size === requested.length, 'one value or range twice'),
  }),
  'plan.apply': z.strictObject({ token }),
  'commands.write': z.strictObject({ token }),
  'change.undo': z.strictObject({ id: token }),
  'change.verify': nothing,
  'change.prove': nothing,
  'ticket.options': nothing,
  'ticket.make': ticketInputs.make,
  'ticket.copy': ticketInputs.copy,
  'ticket.save': ticketInputs.save,
  'recovery.read': nothing,
  'recovery.settle': z.strictObject({ id: token, action: z.enum(['restore', 'keep']) }),
  'registry-editor.open': nothing,
  'machine.restart': nothing,
  'machine.cancel-restart': nothing,
  'clipboard.write': z.strictObject({ text: z.string().max(100_000) }),
  'practice.restart': nothing,
  'practice.load': z.strictObject({ load: z.enum(practiceLoads).nullable() }),
  'usage.history': historyQuestion,
  'usage.outlook': nothing,
  'usage.export': z.union([
    z.strictObject({ kind: z.literal('history-csv'), question: historyQuestion }),
    z.strictObject({ kind: z.literal('table-csv'), table: z.enum(['processes', 'endpoints', 'addresses']) }),
    z.strictObject({ kind: z.literal('chart-png'), png }),
  ]),
  'usage.settings': nothing,
  'usage.notify': z.strictObject({ isOn: z.boolean() }),
  'page.state': nothing,
};
