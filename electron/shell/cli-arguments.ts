// Reads the command line: which command, with which wishes. Pure.
// Protects: an option that a command does not know, a number that could be read in two ways and a word too many are
// refused; nothing is guessed.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ParameterName } from '../contract/catalogue';
import { rangePresets, type PortRange } from '../contract/change';
import type { WantedValue } from '../contract/models';
import { readNumberText } from '../contract/number-text';
import { ticketFieldProblem } from '../contract/ticket';

export const commandNames = [
  'status', 'diagnose', 'plan', 'apply', 'backup', 'backups', 'restore', 'undo', 'verify', 'export-commands',
] as const;
export type CommandName = (typeof commandNames)[number];

export interface Request {
  readonly command: CommandName;
  readonly isJson: boolean;
  /** Say what would be done, and write nothing. */
  readonly isDryRun: boolean;
  /** The person agreed beforehand (`--yes`). */
  readonly isConfirmed: boolean;
  /** Folder for the program's files, where another than the usual one is wanted. */
  readonly userData: string | null;
  readonly wanted: readonly WantedValue[];
  /** The dynamic port range wanted for TCP; its limits are judged later. */
  readonly range: PortRange | null;
  /** That range for IPv4 alone. */
  readonly isIpv4Only: boolean;
  /** Id of a backup or change, `latest`, or null. */
  readonly target: string | null;
  /** Values to restore; empty for those of the article. */
  readonly values: readonly string[];
  readonly acceptBrokenSeal: boolean;
  /** The backup may be of another computer. */
  readonly acceptOtherComputer: boolean;
  /** What the change may break on this machine was looked at and is accepted. */
  readonly acceptSideEffects: boolean;
  readonly note: string;
  /** Number of the ticket that the change belongs to; empty where none is given. */
  readonly ticketNumber: string;
  /** Folder in which the scripts of `export-commands` are put, into a new one of their own; null prints the commands only. */
  readonly folder: string | null;
}

export type ArgumentProblem =
  | { readonly kind: 'unknown-command'; readonly text: string }
  | { readonly kind: 'unknown-option'; readonly option: string }
  | { readonly kind: 'value-missing'; readonly option: string }
  | { readonly kind: 'value-unexpected'; readonly option: string }
  | { readonly kind: 'given-twice'; readonly option: string }
  | { readonly kind: 'not-a-number'; readonly option: string; readonly text: string }
  | { readonly kind: 'not-a-range'; readonly option: string; readonly text: string }
  | { readonly kind: 'range-missing'; readonly option: string }
  | { readonly kind: 'unexpected-argument'; readonly text: string }
  | { readonly kind: 'note-too-long' }
  | { readonly kind: 'not-a-ticket' }
  | { readonly kind: 'nothing-wanted' }
  | { readonly kind: 'target-missing' }
  | { readonly kind: 'not-confirmed' };

export type Invocation =
  | { readonly kind: 'window' }
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'refused'; readonly command: CommandName | null; readonly isJson: boolean; readonly problem: ArgumentProblem }
  | { readonly kind: 'run'; readonly request: Request };

/** Option to parameter. */
const wantedOptions: Readonly<Record<string, ParameterName>> = { 'max-user-port': 'MaxUserPort', 'time-wait-delay': 'TcpTimedWaitDelay' };

/** Every option, and whether it takes a value. */
const options = {
  'json': { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  'yes': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
  'max-user-port': { type: 'string' },
  'time-wait-delay': { type: 'string' },
  'range': { type: 'string' },
  'ipv4-only': { type: 'boolean' },
  'value': { type: 'string', multiple: true },
  'accept-broken-seal': { type: 'boolean' },
  'accept-other-computer': { type: 'boolean' },
  'accept-side-effects': { type: 'boolean' },
  'note': { type: 'string' },
  'ticket': { type: 'string' },
  'folder': { type: 'string' },
  'user-data-dir': { type: 'string' },
  // Read by the program's entry and by Chromium, not by the commands.
  'practice': { type: 'boolean' },
  'no-sandbox': { type: 'boolean' },
} as const;
type OptionName = keyof typeof options;

const everywhere: readonly OptionName[] = ['json', 'help', 'user-data-dir', 'practice', 'no-sandbox'];
const wishes: readonly OptionName[] = ['max-user-port', 'time-wait-delay', 'range', 'ipv4-only'];
const writes: readonly OptionName[] = ['ticket', 'dry-run', 'yes'];

/** What each command takes beside the options that all of them take. */
export const commandOptions: Readonly<Record<CommandName, readonly OptionName[]>> = {
  'status': [],
  'diagnose': [],
  'plan': wishes,
  'apply': [...wishes, 'accept-side-effects', ...writes],
  'backup': ['note'],
  'backups': [],
  'restore': ['value', 'accept-broken-seal', 'accept-other-computer', 'accept-side-effects', ...writes],
  'undo': writes,
  'verify': [],
  'export-commands': [...wishes, 'folder'],
};

/** The commands that write to the registry, and therefore want `--yes`. */
export const writingCommands: readonly CommandName[] = ['apply', 'restore', 'undo'];
const longestNote = 500;

/** The arguments that are ours: those behind the program, and in development behind the program's folder. */
export function ownArguments(argv: readonly string[], developmentFolder: string | null): string[] {
  if (developmentFolder === null) return argv.slice(1);
  const folder = argv.findIndex((argument, index) => index > 0 && !argument.startsWith('-') && resolve(argument) === developmentFolder);
  return folder === -1 ? [] : argv.slice(folder + 1);
}

/** Without a command, and without `--help`, the window is meant. */
export function readInvocation(args: readonly string[]): Invocation {
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const given = tokens.filter((token) => token.kind === 'option');
  const [first, ...rest] = words;
  const command = commandNames.find((name) => name === first) ?? null;
  const isJson = given.some(({ name }) => name === 'json');
  const refused = (problem: ArgumentProblem): Invocation => ({ kind: 'refused', command, isJson, problem });
  if (given.some(({ name }) => name === 'help')) return { kind: 'help', command };
  if (first === undefined) return { kind: 'window' };
  if (!command) return refused({ kind: 'unknown-command', text: first });

  const texts = new Map<OptionName, string[]>();
  const allowed = [...everywhere, ...commandOptions[command]];
  for (const { name, rawName, value, inlineValue } of given) {
    const option = allowed.find((some) => some === name);
    if (!option) return refused({ kind: 'unknown-option', option: rawName });
    const takesValue = options[option].type === 'string';
    // A value that begins with a dash is the next option: the value was forgotten.
    if (takesValue && (value === undefined || value === '' || (!inlineValue && value.startsWith('-')))) return refused({ kind: 'value-missing', option: rawName });
    if (!takesValue && value !== undefined) return refused({ kind: 'value-unexpected', option: rawName });
    const before = texts.get(option) ?? [];
    if (before.length > 0 && option !== 'value') return refused({ kind: 'given-twice', option: rawName });
    texts.set(option, [...before, value ?? '']);
  }

  const takesTarget = command === 'restore' || command === 'undo';
  const extra = takesTarget ? rest[1] : rest[0];
  if (extra !== undefined) return refused({ kind: 'unexpected-argument', text: extra });
  const target = (takesTarget ? rest[0] : undefined) ?? null;
  if (command === 'restore' && target === null) return refused({ kind: 'target-missing' });

  const wanted: WantedValue[] = [];
  for (const [option, name] of Object.entries(wantedOptions)) {
    const text = texts.get(option as OptionName)?.[0];
    if (text === undefined) continue;
    const value = wantedNumber(text);
    if (value === undefined) return refused({ kind: 'not-a-number', option: `--${option}`, text });
    wanted.push({ name, value });
  }
  const rangeText = texts.get('range')?.[0];
  const range = rangeText === undefined ? null : wantedRange(rangeText);
  if (rangeText !== undefined && range === null) return refused({ kind: 'not-a-range', option: '--range', text: rangeText });
  const isIpv4Only = texts.has('ipv4-only');
  if (isIpv4Only && range === null) return refused({ kind: 'range-missing', option: '--ipv4-only' });
  if (commandOptions[command].includes('max-user-port') && wanted.length === 0 && range === null) return refused({ kind: 'nothing-wanted' });

  const note = texts.get('note')?.[0] ?? '';
  if (note.length > longestNote) return refused({ kind: 'note-too-long' });
  const ticketNumber = (texts.get('ticket')?.[0] ?? '').trim();
  if (ticketFieldProblem('ticketNumber', ticketNumber) !== null) return refused({ kind: 'not-a-ticket' });
  const isDryRun = texts.has('dry-run');
  const isConfirmed = texts.has('yes');
  if (writingCommands.includes(command) && !isDryRun && !isConfirmed) return refused({ kind: 'not-confirmed' });
  return {
    kind: 'run',
    request: {
      command, isJson, isDryRun, isConfirmed, wanted, range, isIpv4Only, target, note, ticketNumber,
      userData: texts.get('user-data-dir')?.[0] ?? null,
      values: texts.get('value') ?? [],
      acceptBrokenSeal: texts.has('accept-broken-seal'),
      acceptOtherComputer: texts.has('accept-other-computer'),
      acceptSideEffects: texts.has('accept-side-effects'),
      folder: texts.get('folder')?.[0] ?? null,
    },
  };
}

/** A number, null for `default` (the value is deleted, and the default of Windows holds), undefined for anything else. */
function wantedNumber(text: string): number | null | undefined {
  if (text === 'default') return null;
  const read = readNumberText(text);
  return read.ok ? read.value : undefined;
}

/** "START:NUMBER", or `default` for the range of a freshly installed Windows; null for anything else. */
function wantedRange(text: string): PortRange | null {
  if (text === 'default') return rangePresets.default;
  const [start, number, ...more] = text.split(':').map(readNumberText);
  return start?.ok && number?.ok && more.length === 0 ? { start: start.value, number: number.value } : null;
}
