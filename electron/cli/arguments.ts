// Parses the command line: which command, with which options. Pure.
// Protects: an option that a command does not know, an ambiguous number and an extra word are refused; nothing is guessed.
// Without a command, the window opens only if every argument is one of the window's own switches.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { reportedErrors, type ReportedError } from '../contract/diagnosis/diagnosis';
import { parameterNames, parameterOptions, type ParameterOption } from '../contract/registry/parameters';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';
import { keptTextProblem, longestNote } from '../contract/text/kept-text';
import type { RequestedValue } from '../contract/change/plan';
import { defaultStepMs, stepLimits } from '../contract/recording/recording-limits';
import { ticketFieldProblem } from '../contract/ticket/ticket-fields';
import { requestedNumber, requestedRange, type NumberProblem } from './numbers';
import { isSwitch, strictRules, type StartRules } from '../services/start-rules';
import { folderTextProblem, type FolderTextProblem } from '../services/user-data-folder';

export const commandNames = [
  'status',
  'diagnose',
  'plan',
  'apply',
  'backup',
  'backups',
  'restore',
  'undo',
  'verify',
  'export-commands',
  'record',
  'evidence',
  'export-collector',
] as const;
export type CommandName = (typeof commandNames)[number];

export interface Request {
  readonly command: CommandName;
  readonly isJson: boolean;
  /** Report what would be done and write nothing. */
  readonly isDryRun: boolean;
  /** The user agreed beforehand (`--yes`). */
  readonly isConfirmed: boolean;
  /** Folder for the program's files; null for the default. */
  readonly userData: string | null;
  /** The practice machine, also on Windows. */
  readonly isPractice: boolean;
  readonly requested: readonly RequestedValue[];
  /** The requested dynamic port range for TCP; its limits are checked later. */
  readonly range: PortRange | null;
  /** The same for UDP. */
  readonly udpRange: PortRange | null;
  /** Set these ranges for IPv4 only. */
  readonly isIpv4Only: boolean;
  /** Id of a backup or change, `latest`, or null. */
  readonly target: string | null;
  /** Names of the values to restore; empty for the parameters. */
  readonly values: readonly string[];
  readonly acceptDamaged: boolean;
  /** The backup may come from another computer. */
  readonly acceptOtherComputer: boolean;
  /** The user has seen what the change may break on this machine and accepts it. */
  readonly acceptSideEffects: boolean;
  readonly note: string;
  /** Number of the ticket that the change belongs to; empty if there is none. */
  readonly ticketNumber: string;
  /**
   * Existing folder: `export-commands` creates a new folder for its scripts in it (null only prints the commands), `evidence`
   * its file, `export-collector` its new folder, and `diagnose` the table of many evidence files.
   */
  readonly folder: string | null;
  /** Evidence file, or folder of such files, that `diagnose` reads instead of measuring. */
  readonly evidence: string | null;
  /** Names and addresses are replaced in the evidence file. */
  readonly replaceNames: boolean;
  /** How long `diagnose` watches before it answers; null: it measures once. */
  readonly watchSeconds: number | null;
  /** How long `record` records; null: until it is told to stop. */
  readonly recordSeconds: number | null;
  /** Seconds from one recorded sample to the next. */
  readonly everySeconds: number;
  /** What the person saw who reported the fault. */
  readonly reported: ReportedError | null;
}

/** Of `--for`, in seconds. */
const forLimits = { diagnose: { least: 5, most: 3600 }, record: { least: 1, most: 31_536_000 } } as const;

export type ArgumentProblem =
  | { readonly kind: 'unknown-command'; readonly text: string }
  | { readonly kind: 'command-missing'; readonly option: string }
  | { readonly kind: 'unknown-option'; readonly option: string }
  | { readonly kind: 'value-missing'; readonly option: string }
  | { readonly kind: 'value-unexpected'; readonly option: string }
  | { readonly kind: 'given-twice'; readonly option: string }
  | NumberProblem
  | { readonly kind: FolderTextProblem; readonly folder: string }
  | { readonly kind: 'range-missing'; readonly option: string }
  | { readonly kind: 'option-missing' | 'not-together'; readonly option: string; readonly other: string }
  | { readonly kind: 'folder-missing' }
  | { readonly kind: 'unexpected-argument'; readonly text: string }
  | {
      readonly kind: 'not-seconds';
      readonly option: string;
      readonly text: string;
      readonly least: number;
      readonly most: number;
    }
  | { readonly kind: 'not-an-error'; readonly text: string; readonly errors: string }
  | { readonly kind: 'not-a-note' }
  | { readonly kind: 'not-a-ticket' }
  | { readonly kind: 'nothing-wanted' }
  | { readonly kind: 'target-missing' }
  | { readonly kind: 'not-confirmed' };

export type Invocation =
  | { readonly kind: 'window'; readonly userData: string | null; readonly isPractice: boolean }
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'refused';
      readonly command: CommandName | null;
      readonly isJson: boolean;
      readonly problem: ArgumentProblem;
    }
  | { readonly kind: 'run'; readonly request: Request };

/** The options that request a number, one for each parameter. */
const numberOptions: readonly ParameterOption[] = parameterNames.map((name) => parameterOptions[name]);

/** Every option, and whether it takes a value. */
const options = {
  json: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  ...(Object.fromEntries(numberOptions.map((option) => [option, { type: 'string' }])) as Readonly<
    Record<ParameterOption, { readonly type: 'string' }>
  >),
  range: { type: 'string' },
  'udp-range': { type: 'string' },
  'ipv4-only': { type: 'boolean' },
  value: { type: 'string', multiple: true },
  'accept-broken-seal': { type: 'boolean' },
  'accept-other-computer': { type: 'boolean' },
  'accept-side-effects': { type: 'boolean' },
  note: { type: 'string' },
  ticket: { type: 'string' },
  folder: { type: 'string' },
  for: { type: 'string' },
  every: { type: 'string' },
  reported: { type: 'string' },
  evidence: { type: 'string' },
  'replace-names': { type: 'boolean' },
  'user-data-dir': { type: 'string' },
  practice: { type: 'boolean' },
  // Read only by Chromium.
  'no-sandbox': { type: 'boolean' },
} as const;
export type OptionName = keyof typeof options;

/** The switches of the window. */
const windowOptions: readonly OptionName[] = ['user-data-dir', 'practice', 'no-sandbox'];
const everywhere: readonly OptionName[] = ['json', ...windowOptions];
const requestOptions: readonly OptionName[] = [...numberOptions, 'range', 'udp-range', 'ipv4-only'];
const writes: readonly OptionName[] = ['ticket', 'dry-run', 'yes'];

/** What each command takes besides the options common to all. */
export const commandOptions: Readonly<Record<CommandName, readonly OptionName[]>> = {
  status: [],
  diagnose: ['for', 'reported', 'evidence', 'folder'],
  plan: requestOptions,
  apply: [...requestOptions, 'accept-side-effects', ...writes],
  backup: ['note'],
  backups: [],
  restore: ['value', 'accept-broken-seal', 'accept-other-computer', 'accept-side-effects', ...writes],
  undo: writes,
  verify: [],
  'export-commands': [...requestOptions, 'folder'],
  record: ['for', 'every'],
  evidence: ['folder', 'replace-names'],
  'export-collector': ['folder'],
};

/** The commands that write to the registry and therefore require `--yes`. */
export const writingCommands: readonly CommandName[] = ['apply', 'restore', 'undo'];
/** Options whose value may begin with a minus sign. */
const signedOptions: readonly OptionName[] = [...numberOptions, 'range', 'udp-range'];

/** Our arguments: those after the program, and in development after the program's folder. */
export function ownArguments(argv: readonly string[], developmentFolder: string | null): string[] {
  if (developmentFolder === null) return argv.slice(1);
  const folder = argv.findIndex(
    (argument, index) => index > 0 && !argument.startsWith('-') && resolve(argument) === developmentFolder,
  );
  return folder === -1 ? [] : argv.slice(folder + 1);
}

/**
 * What the arguments request. Only the window's own switches, or none, open the window; every switch that is not in the
 * table above is refused, so none of Chromium, Electron or Node gets through.
 */
export function readInvocation(args: readonly string[], rules: StartRules = strictRules): Invocation {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const given = tokens.filter((token) => token.kind === 'option');
  const [first, ...rest] = words;
  const isHelp = first === 'help' || given.some(({ name }) => name === 'help');
  const [asked, ...more] = first === 'help' ? rest : words;
  const command = commandNames.find((name) => name === asked) ?? null;
  const isJson = given.some(({ name }) => name === 'json');
  const refused = (problem: ArgumentProblem): Invocation => ({ kind: 'refused', command, isJson, problem });

  const known = Object.keys(options).filter((name) => name !== 'no-sandbox' || rules.mayDropSandbox);
  const unknown =
    given.find(({ name }) => !known.includes(name))?.rawName ??
    words.find((word) => isSwitch(word, rules)) ??
    args.find((argument) => argument.startsWith('/') && isSwitch(argument, rules));
  if (unknown !== undefined) return refused({ kind: 'unknown-option', option: unknown });
  if (asked !== undefined && !command && asked !== 'version') return refused({ kind: 'unknown-command', text: asked });
  if (isHelp)
    return more[0] === undefined || first !== 'help'
      ? { kind: 'help', command }
      : refused({ kind: 'unexpected-argument', text: more[0] });
  if (asked === 'version' || given.some(({ name }) => name === 'version')) {
    const extra = asked === 'version' ? more[0] : asked;
    return extra === undefined ? { kind: 'version' } : refused({ kind: 'unexpected-argument', text: extra });
  }

  const texts = new Map<OptionName, string[]>();
  const allowed = command ? [...everywhere, ...commandOptions[command]] : windowOptions;
  for (const { name, rawName, value, inlineValue } of given) {
    const option = allowed.find((some) => some === name);
    if (!option) return refused({ kind: command ? 'unknown-option' : 'command-missing', option: rawName });
    const takesValue = options[option].type === 'string';
    if (takesValue && isMissing(option, value, inlineValue, rules))
      return refused({ kind: 'value-missing', option: rawName });
    if (!takesValue && value !== undefined) return refused({ kind: 'value-unexpected', option: rawName });
    const before = texts.get(option) ?? [];
    if (before.length > 0 && option !== 'value') return refused({ kind: 'given-twice', option: rawName });
    texts.set(option, [...before, value ?? '']);
  }
  const userData = texts.get('user-data-dir')?.[0] ?? null;
  const folderProblem = userData === null ? null : folderTextProblem(userData, rules.platform);
  if (userData !== null && folderProblem !== null) return refused({ kind: folderProblem, folder: userData });
  const isPractice = texts.has('practice');
  if (!command)
    return args.includes('--')
      ? refused({ kind: 'unknown-option', option: '--' })
      : { kind: 'window', userData, isPractice };

  const takesTarget = command === 'restore' || command === 'undo';
  const extra = takesTarget ? more[1] : more[0];
  if (extra !== undefined) return refused({ kind: 'unexpected-argument', text: extra });
  const target = (takesTarget ? more[0] : undefined) ?? null;
  if (command === 'restore' && target === null) return refused({ kind: 'target-missing' });

  const requested: RequestedValue[] = [];
  for (const name of parameterNames) {
    const option = parameterOptions[name];
    const text = texts.get(option)?.[0];
    if (text === undefined) continue;
    const read = requestedNumber(`--${option}`, text);
    if (!read.ok) return refused(read.problem);
    requested.push({ name, value: read.value });
  }
  const readRange = (option: 'range' | 'udp-range') => {
    const text = texts.get(option)?.[0];
    return text === undefined ? null : requestedRange(`--${option}`, text);
  };
  const range = readRange('range');
  if (range?.ok === false) return refused(range.problem);
  const udpRange = readRange('udp-range');
  if (udpRange?.ok === false) return refused(udpRange.problem);
  const hasRange = range !== null || udpRange !== null;
  const isIpv4Only = texts.has('ipv4-only');
  if (isIpv4Only && !hasRange) return refused({ kind: 'range-missing', option: '--ipv4-only' });
  if (commandOptions[command].includes('range') && requested.length === 0 && !hasRange)
    return refused({ kind: 'nothing-wanted' });

  const note = (texts.get('note')?.[0] ?? '').trim();
  if (keptTextProblem(note, longestNote) !== null) return refused({ kind: 'not-a-note' });
  const ticketNumber = (texts.get('ticket')?.[0] ?? '').trim();
  if (ticketFieldProblem('ticketNumber', ticketNumber) !== null) return refused({ kind: 'not-a-ticket' });
  const isDryRun = texts.has('dry-run');
  const isConfirmed = texts.has('yes');
  if (writingCommands.includes(command) && !isDryRun && !isConfirmed) return refused({ kind: 'not-confirmed' });
  const seconds = (option: 'for' | 'every', limits: SecondsLimits) => {
    const text = texts.get(option)?.[0];
    if (text === undefined) return { ok: true, value: null } as const;
    return isSeconds(text, limits)
      ? ({ ok: true, value: Number(text) } as const)
      : ({ ok: false, problem: { kind: 'not-seconds', option: `--${option}`, text, ...limits } } as const);
  };
  const isRecord = command === 'record';
  const duration = seconds('for', isRecord ? forLimits.record : forLimits.diagnose);
  if (!duration.ok) return refused(duration.problem);
  const every = seconds('every', stepLimits);
  if (!every.ok) return refused(every.problem);
  const reportedText = texts.get('reported')?.[0];
  const reported = reportedErrors.find((error) => error === reportedText) ?? null;
  if (reportedText !== undefined && reported === null)
    return refused({ kind: 'not-an-error', text: reportedText, errors: reportedErrors.join(', ') });
  const optionsProblem = problemBetween(command, (option) => texts.has(option));
  if (optionsProblem) return refused(optionsProblem);
  return {
    kind: 'run',
    request: {
      command,
      isJson,
      isDryRun,
      isConfirmed,
      requested,
      isIpv4Only,
      target,
      note,
      ticketNumber,
      userData,
      isPractice,
      range: range?.value ?? null,
      udpRange: udpRange?.value ?? null,
      values: texts.get('value') ?? [],
      acceptDamaged: texts.has('accept-broken-seal'),
      acceptOtherComputer: texts.has('accept-other-computer'),
      acceptSideEffects: texts.has('accept-side-effects'),
      folder: texts.get('folder')?.[0] ?? null,
      evidence: texts.get('evidence')?.[0] ?? null,
      replaceNames: texts.has('replace-names'),
      watchSeconds: isRecord ? null : duration.value,
      recordSeconds: isRecord ? duration.value : null,
      everySeconds: every.value ?? defaultStepMs / 1000,
      reported,
    },
  };
}

/** What options of one command want of each other. */
function problemBetween(command: CommandName, has: (option: OptionName) => boolean): ArgumentProblem | null {
  if ((command === 'evidence' || command === 'export-collector') && !has('folder')) return { kind: 'folder-missing' };
  if (command !== 'diagnose') return null;
  if (!has('evidence'))
    return has('folder') ? { kind: 'option-missing', option: '--folder', other: '--evidence' } : null;
  const other = (['for', 'reported'] as const).find(has);
  return other === undefined ? null : { kind: 'not-together', option: '--evidence', other: `--${other}` };
}

interface SecondsLimits {
  readonly least: number;
  readonly most: number;
}

function isSeconds(text: string, { least, most }: SecondsLimits): boolean {
  return /^\d{1,8}$/.test(text) && Number(text) >= least && Number(text) <= most;
}

/** A separate value that looks like a switch is the next option: the value was forgotten. A number may have a sign. */
function isMissing(
  option: OptionName,
  value: string | undefined,
  isInline: boolean | undefined,
  rules: StartRules,
): boolean {
  if (value === undefined || value === '') return true;
  if (isInline === true || !isSwitch(value, rules)) return false;
  return !(signedOptions.includes(option) && /^\s*-\s*\d/.test(value));
}
