// The files of the folder "commands only": the change for machines where this program may not run. Pure.
// Protects: the .reg files are written by the same codec as backups; the folder itself explains what its undo restores.
import { importCommand, planRegBytes, planTexts, reversed } from '../change/plan';
import type { Change } from '../contract/change/change';
import { isValueChange } from '../contract/change/change';
import type { MachineInfo } from '../contract/machine/machine-info';
import { onOneLine } from '../contract/text/kept-text';
import type { Words } from '../contract/messages/messages';
import { planId, type CommandsPlan } from './plan';
import { applyScript, detectScript, programsFolder, remediateScript, undoScript } from './powershell';

export interface CommandsFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface CommandsSource {
  readonly changes: readonly Change[];
  readonly plan: CommandsPlan;
  readonly machine: Pick<MachineInfo, 'kind' | 'computerName' | 'product' | 'version' | 'programVersion'>;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

/** Every file of the folder. A .reg file cannot hold a range: a plan with only ranges has none. */
export function commandsFiles(words: Words, source: CommandsSource): CommandsFile[] {
  const { changes, plan } = source;
  const hasValues = changes.some(isValueChange);
  const regFiles = hasValues
    ? [
        { name: 'apply.reg', bytes: planRegBytes(changes) },
        { name: 'undo.reg', bytes: planRegBytes(reversed(changes)) },
      ]
    : [];
  return [
    ...regFiles,
    // Windows PowerShell 5.1 reads a script without a byte order mark in the ANSI code page.
    { name: 'apply.ps1', bytes: asciiFile(applyScript(plan), true) },
    { name: 'undo.ps1', bytes: asciiFile(undoScript(plan), true) },
    // Intune requires UTF-8 without a byte order mark.
    { name: 'detect.ps1', bytes: asciiFile(detectScript(plan), false) },
    { name: 'remediate.ps1', bytes: asciiFile(remediateScript(plan), false) },
    { name: 'README.txt', bytes: textFile(readme(words, source, hasValues)) },
  ];
}

function readme(words: Words, { changes, plan, machine, madeAt }: CommandsSource, hasValues: boolean): string {
  const { applyCommands, undoCommands } = planTexts(changes, machine.version);
  const id = planId(plan);
  const indented = (commands: readonly string[]) => commands.map((command) => `  ${command}`);
  return [
    words('commands.title'),
    '',
    words('commands.made', {
      version: machine.programVersion,
      time: new Date(madeAt).toISOString(),
      computer: onOneLine(machine.computerName, '?'),
      product: onOneLine(machine.product, '?'),
    }),
    ...(machine.kind === 'practice' ? [words('commands.practice')] : []),
    words('commands.nothingChanged'),
    '',
    words('commands.byHand'),
    ...indented(applyCommands),
    words('commands.undoByHand'),
    ...indented(undoCommands),
    words('commands.undoState'),
    '',
    words('commands.files'),
    ...(hasValues
      ? [words('commands.regFiles', { command: importCommand('apply.reg', machine.version) })]
      : [words('commands.noRegFiles')]),
    words('commands.scripts'),
    words('commands.run'),
    words('commands.state', { id }),
    words('commands.intune', { folder: `${programsFolder}\\${id}` }),
    '',
    words('commands.exitCodes'),
    '',
    words('commands.notParsed'),
    '',
  ].join('\n');
}

/** For people: with CRLF, and with a byte order mark only where it is not all ASCII, for the editors of older Windows. */
export function textFile(text: string): Uint8Array {
  const isAscii = /^[\n\x20-\x7e]*$/.test(text);
  return Buffer.from(`${isAscii ? '' : '\ufeff'}${text.replaceAll('\n', '\r\n')}`, 'utf8');
}

/** ASCII with CRLF: other characters, such as in the name of a computer, become question marks. */
export function asciiFile(text: string, hasMark: boolean): Uint8Array {
  const ascii = text.replace(/[^\n\x20-\x7e]/gu, '?').replaceAll('\n', '\r\n');
  return Buffer.from(hasMark ? `\ufeff${ascii}` : ascii, 'utf8');
}
