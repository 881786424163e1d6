// The table of calls and events between window and main process: one row for each, from which types, gate, limits and the
// window's bridge follow.
// Protects: the window can ask for nothing but what stands here, in the shape and as often as it stands here. Strict: an
// extra field, a wrong type or a number that is no REG_DWORD is refused.
import { z } from 'zod';
import type { BackupInfo } from '../backup/backup-info';
import type { BackupsView } from '../backup/backup-list';
import type { Comparison } from '../backup/comparison';
import type { PlanPreview } from '../change/plan';
import { requestedChangesSchema } from '../change/plan.schema';
import type { StageReport } from '../change/stages.schema';
import type { ParametersView } from '../current-state/current-state';
import { reportedErrors, type ErrorTexts } from '../diagnosis/diagnosis';
import type { Diagnosis } from '../diagnosis/verdict';
import type { EvidencePreview, OpenedEvidenceView, SavedEvidence } from '../evidence/evidence';
import type { ShownFinding } from '../findings/findings';
import type { HistoryCheck, HistoryPage } from '../history/history-view';
import type { ChangeOutcome, RecoveryInfo } from '../history/outcome';
import type { MachineInfo } from '../machine/machine-info';
import { practiceWindows, type PracticeRules } from '../machine/practice';
import { windowsTools } from '../machine/windows-tools';
import type { KeepWatching, RecordedDays, RecordedSnapshot, RecordedView } from '../recording/recording';
import { recordedQuestionSchema } from '../recording/recording.schema';
import { shownFolders, type AboutProgram } from '../settings/about';
import type { CatalogLanguage } from '../settings/languages';
import type { SettingsView } from '../settings/settings';
import { settingsSchema } from '../settings/settings.schema';
import { keptTextProblem, longestNote } from '../text/kept-text';
import { ticketFileFormats, ticketTextFormats, type KeptTicketOptions, type TicketTexts } from '../ticket/ticket';
import { ticketOptionsSchema } from '../ticket/ticket.schema';
import type { UsageSample } from '../usage/sample';
import {
  practiceLoads,
  type PracticeLoad,
  type UsageAlert,
  type UsageHistoryView,
  type UsageMark,
  type UsageOutlook,
} from '../usage/usage';
import { historyQuestionSchema, pngSchema, usageExportSchema } from '../usage/usage.schema';
import type { PageState } from './page';

/** How often a call may be made: how many at once, how many in a burst, and how many a second in the long run. */
export interface Rate {
  readonly atOnce: number;
  readonly burst: number;
  readonly perSecond: number;
}

/** Of calls that answer the page. */
export const inward = { atOnce: 16, burst: 200, perSecond: 20 } satisfies Rate;
/** Of calls that open a dialog or a program, or leave a file behind. */
const outward = { atOnce: 1, burst: 20, perSecond: 1 / 3 } satisfies Rate;
/** Of the call after which Windows asks for administrator rights, and nothing but a look is done with them. */
const asking = { atOnce: 1, burst: 4, perSecond: 1 / 30 } satisfies Rate;

/** Stands in the table for a type alone. */
export interface Type<T> {
  readonly of?: T;
}

const nothing = z.strictObject({});
const token = z.uuid();
const byId = z.strictObject({ id: token });
const byToken = z.strictObject({ token });
const switched = z.strictObject({ isOn: z.boolean() });
const reported = z.enum(reportedErrors).nullable().optional();
const note = z.string().refine((text) => keptTextProblem(text, longestNote) === null, 'not a note');
const restorePlan = z.strictObject({
  token,
  names: z.array(z.string().max(16_383)).min(1).max(1000),
  acceptDamaged: z.boolean(),
  acceptOtherComputer: z.boolean(),
});
/** Entries older than the one at that position; the newest where it is absent. */
const historyPart = z.strictObject({ before: z.number().int().min(1).optional() });
/** `id` is that of a change in the history. */
const ofTicket = { id: token, options: ticketOptionsSchema };

export const table = {
  /** What this machine is. */
  'machine.describe': call(inward, nothing, type<MachineInfo>()),
  /**
   * Step 1 of the wizard: one conclusion with its evidence. `isFresh`: the System log is read anew too, not remembered for some
   * minutes. `reported`: what the person saw; null or absent where nobody said.
   */
  'diagnosis.read': call(inward, z.strictObject({ isFresh: z.boolean(), reported }), type<Diagnosis>()),
  /** The same, with what a worker with administrator rights measured once; Windows asks the person for them. */
  'diagnosis.measure-as-administrator': call(asking, z.strictObject({ reported }), type<Diagnosis>()),
  /** Puts the result of a check on the clipboard, as a text for the ticket: of the check that the page shows. */
  'diagnosis.copy': call(outward, z.strictObject({ takenAt: z.number().min(0).max(8.64e15) }), type<null>()),
  /** How Windows itself words the errors that are asked about, in its language; null where it does not say. */
  'diagnosis.error-texts': call(inward, nothing, type<ErrorTexts>()),
  /** The parameters as they are stored, effective range, last change. */
  'parameters.read': call(inward, nothing, type<ParametersView>()),
  /** Takes, flushes, re-reads and compares a backup. Changes nothing else. */
  'backup.create': call(outward, z.strictObject({ note: note.optional() }), type<BackupInfo>()),
  /** Shows the backup in the file manager. */
  'backup.reveal': call(outward, byId, type<null>()),
  /** Deletes a backup after a native confirmation. */
  'backup.delete': call(outward, byId, type<null>()),
  /** Copies a backup to a place that the person chooses, with a second .reg file that restores the state of now. */
  'backup.export': call(outward, byId, type<{ readonly files: readonly string[] }>()),
  /** Holds a backup against the live key. */
  'backup.compare': call(inward, byId, type<Comparison>()),
  /** All backups, and whether each is as it was taken. */
  'backups.list': call(inward, nothing, type<BackupsView>()),
  'backups.open-folder': call(outward, nothing, type<null>()),
  /** Lets the person choose a .reg file, and holds it against the live key. */
  'reg-file.open': call(outward, nothing, type<Comparison>()),
  /** Holds a file that was opened before against the live key. */
  'reg-file.compare': call(inward, byId, type<Comparison>()),
  /** Ends the reading of a large file; the call that waits for it answers NOT_CONFIRMED. */
  'reg-file.cancel': call(inward, nothing, type<null>()),
  /** A plan of the chosen values of the last comparison, for `plan.apply`. */
  'restore.plan': call(inward, restorePlan, type<PlanPreview>()),
  /** Mistakes in the live key. */
  'findings.read': call(inward, nothing, type<readonly ShownFinding[]>()),
  /** A plan that corrects a finding of the last reading, for `plan.apply`. */
  'correction.plan': call(inward, byId, type<PlanPreview>()),
  /** Where the history is damaged, without reading all of it. */
  'history.check': call(inward, nothing, type<HistoryCheck>()),
  /** Everything that was done, refused or failed. */
  'history.read': call(inward, historyPart, type<HistoryPage>()),
  /** Saves the history where the person chooses. */
  'history.export': call(
    outward,
    z.strictObject({ format: z.enum(['csv', 'json']) }),
    type<{ readonly file: string }>(),
  ),
  /** Computes before and after, and hands out a single-use token. Writes nothing. */
  'plan.create': call(inward, z.strictObject({ requested: requestedChangesSchema }), type<PlanPreview>()),
  /** Carries a plan out: backup, confirmation, write, read back. Reports `change.stage`. */
  'plan.apply': call(outward, byToken, type<ChangeOutcome>()),
  /** Writes the shown plan as scripts and .reg files into a folder that the person chooses. Changes nothing on this machine. */
  'commands.write': call(outward, byToken, type<{ readonly folder: string }>()),
  /** Writes the script that collects evidence elsewhere into a folder that the person chooses. */
  'collector.write': call(outward, nothing, type<{ readonly folder: string }>()),
  /** Puts the values of an applied change back as they were, absence included. */
  'change.undo': call(outward, byId, type<ChangeOutcome>()),
  /** Outcome of the last change as it stands now (after a restart, for example); null when there is none. */
  'change.verify': call(inward, nothing, type<ChangeOutcome | null>()),
  /** The same, after a probe: at most 200 connections from this computer to itself per version of IP, all closed again. */
  'change.prove': call(inward, nothing, type<ChangeOutcome | null>()),
  /** What the person gave for the last ticket. */
  'ticket.options': call(inward, nothing, type<KeptTicketOptions>()),
  /** Whether user names are left out of the next ticket. */
  'ticket.leave-out-user-names': call(inward, switched, type<null>()),
  /** The ticket of a change in the history, as it stands now. */
  'ticket.make': call(inward, z.strictObject(ofTicket), type<TicketTexts>()),
  /** Puts the ticket on the clipboard, and keeps the options for the next one. */
  'ticket.copy': call(outward, z.strictObject({ ...ofTicket, format: z.enum(ticketTextFormats) }), type<null>()),
  /** Saves the ticket where the person chooses, and keeps the options for the next one. */
  'ticket.save': call(
    outward,
    z.strictObject({ ...ofTicket, format: z.enum(ticketFileFormats) }),
    type<{ readonly file: string }>(),
  ),
  /** A change that a crash interrupted; null when there is none. */
  'recovery.read': call(inward, nothing, type<RecoveryInfo | null>()),
  /** Settles an interrupted change: back to the state before, or leave what is there. */
  'recovery.settle': call(
    outward,
    z.strictObject({ id: token, action: z.enum(['restore', 'keep']) }),
    type<ChangeOutcome>(),
  ),
  /** Opens a tool that Windows brings along (Windows only). */
  'windows-tool.open': call(outward, z.strictObject({ tool: z.enum(windowsTools) }), type<null>()),
  /** Restarts Windows after a delay, once the person has agreed in a native dialog; `restartsAt` is ISO 8601. */
  'machine.restart': call(outward, nothing, type<{ readonly restartsAt: string }>()),
  /** Calls a requested restart off. */
  'machine.cancel-restart': call(outward, nothing, type<null>()),
  /** Puts a text of the screen on the clipboard. */
  'clipboard.write': call(inward, z.strictObject({ text: z.string().max(100_000) }), type<null>()),
  /** Which Windows the practice machine plays, and by which rules. */
  'practice.read': call(inward, nothing, type<PracticeRules>()),
  /** Simulated restart of the practice machine. */
  'practice.restart': call(outward, nothing, type<null>()),
  /** Resets the practice machine after a native confirmation: to the Windows it plays (null), or to another one. */
  'practice.reset': call(outward, z.strictObject({ which: z.enum(practiceWindows).nullable() }), type<null>()),
  /** Plays a program with or without administrator rights. */
  'practice.set-without-rights': call(inward, switched, type<null>()),
  /** Whether MaxUserPort widens the range of the practice Windows 11 at its next restart. */
  'practice.set-max-user-port-honoured': call(inward, switched, type<null>()),
  /** Shows a scripted load of the practice machine, or (null) the real sockets of this computer. */
  'practice.load': call(inward, z.strictObject({ load: z.enum(practiceLoads).nullable() }), type<null>()),
  /** A stretch of the recorded usage. */
  'usage.history': call(inward, historyQuestionSchema, type<UsageHistoryView>()),
  /** Forecast and rates as of now. */
  'usage.outlook': call(inward, nothing, type<UsageOutlook>()),
  /** What happened meanwhile: changes, restarts and alerts since the program was started, oldest first. */
  'usage.marks': call(inward, nothing, type<readonly UsageMark[]>()),
  /** Saves to a file that the person chooses in a native dialog; null when they cancel. */
  'usage.export': call(outward, usageExportSchema, type<{ readonly file: string | null }>()),
  /** `isDamaged`: what was chosen cannot be read any more, and notifications are on. */
  'usage.settings': call(
    inward,
    nothing,
    type<{ readonly notifications: boolean; readonly isDamaged: boolean; readonly load: PracticeLoad | null }>(),
  ),
  /** Switches desktop notifications on or off. */
  'usage.notify': call(inward, switched, type<null>()),
  /** The days that were recorded while nobody looked. */
  'recording.days': call(inward, nothing, type<RecordedDays>()),
  /** A stretch of the recording. */
  'recording.read': call(inward, recordedQuestionSchema, type<RecordedView>()),
  /** The last snapshot at or before a moment of its day; null where there is none. */
  'recording.snapshot': call(
    inward,
    z.strictObject({ at: z.number().min(0).max(8.64e15), isSimulated: z.boolean() }),
    type<RecordedSnapshot | null>(),
  ),
  /** How it stands with *Keep watching*. */
  'recording.state': call(inward, nothing, type<KeepWatching>()),
  /** Switches *Keep watching* on or off, and with it the recording of this window. */
  'recording.keep-watching': call(inward, switched, type<null>()),
  /** Gathers what an evidence file would contain; `chart` is a picture of the chart that is shown. */
  'evidence.preview': call(outward, z.strictObject({ chart: z.union([z.null(), pngSchema]) }), type<EvidencePreview>()),
  /** Saves what was previewed where the person chooses. */
  'evidence.save': call(outward, z.strictObject({ token, replaceNames: z.boolean() }), type<SavedEvidence>()),
  /** Lets the person choose an evidence file, and opens it: it is asked for under its token. */
  'evidence.open': call(outward, nothing, type<OpenedEvidenceView>()),
  /** Forgets the evidence file that is open. */
  'evidence.close': call(inward, nothing, type<null>()),
  /** A stretch of the recording in the evidence file that is open. */
  'evidence.recording': call(inward, z.strictObject({ token, question: recordedQuestionSchema }), type<RecordedView>()),
  /** Its last snapshot at or before a moment; null where there is none. */
  'evidence.snapshot': call(
    inward,
    z.strictObject({ token, at: z.number().min(0).max(8.64e15), isSimulated: z.boolean() }),
    type<RecordedSnapshot | null>(),
  ),
  /** What was done on the computer of that file. */
  'evidence.history': call(inward, historyPart.extend({ token }), type<HistoryPage>()),
  'settings.read': call(inward, nothing, type<SettingsView>()),
  /** Keeps all settings, and follows what can be followed at once. */
  'settings.write': call(inward, settingsSchema, type<null>()),
  /** Versions, and where the files of the program lie. */
  'about.read': call(inward, nothing, type<AboutProgram>()),
  'about.open-folder': call(outward, z.strictObject({ which: z.enum(shownFolders) }), type<null>()),
  /** Shows the file with the license texts in the file manager. */
  'about.show-licenses': call(outward, nothing, type<null>()),
  /** Whether the page was loaded again, and what became of a change that was asked for before. */
  'page.state': call(inward, nothing, type<PageState>()),

  /** One tick a second of the port sampler. */
  'usage.sampled': event(type<UsageSample>()),
  /** A threshold was crossed; told once. */
  'usage.alerted': event(type<UsageAlert>()),
  /** Progress of the change being carried out. */
  'change.stage': event(type<StageReport>()),
  /** A change has ended whose page is gone: `page.state` tells how. */
  'change.ended': event(type<null>()),
  /** The machine was restarted or reset: read everything again. */
  'machine.changed': event(type<null>()),
  /** The window speaks another language from now on. */
  'language.changed': event(type<CatalogLanguage>()),
  /** How much of a large .reg file has been read, 0 to 1. */
  'reg-file.progress': event(type<number>()),
};

type Table = typeof table;
export type CallName = { [N in keyof Table]: Table[N]['direction'] extends 'to-main' ? N : never }[keyof Table];
export type EventName = Exclude<keyof Table, CallName>;

export const callNames = (Object.keys(table) as (keyof Table)[]).filter(isCall);

function isCall(name: keyof Table): name is CallName {
  return table[name].direction === 'to-main';
}

/** The window asks with `input`, and the main process answers with a Result of `output`. */
function call<Input extends z.ZodType, Output>(rate: Rate, input: Input, output: Type<Output>) {
  return { direction: 'to-main', rate, input, output } as const;
}

/** The main process tells the window of `payload`. */
function event<Payload>(payload: Type<Payload>) {
  return { direction: 'to-window', payload } as const;
}

function type<T>(): Type<T> {
  return {};
}
