// The scripts of the folder "commands only", assembled for one plan, for Windows PowerShell 5.1. Pure.
// Protects: every number comes from a checked plan, and nothing the user typed gets into a script.
import { rangeParts } from '../contract/port-ranges/dynamic-ranges';
import { planId, type CommandsPlan } from './plan';
import { applying, undoing } from './powershell-bodies';
import { reading, savedState, writing } from './powershell-functions';

const lines = (...parts: readonly string[]) => parts.join('\n');

/** Constants for the scripts: from the plan, nothing the user typed. */
function constants(plan: CommandsPlan): string {
  const { values, ranges } = plan;
  const valueLines = values.map(
    ({ name, number }) =>
      `    @{ Name = '${name}'; Present = ${number === null ? '$false' : '$true'}; Kind = '${number === null ? 'None' : 'DWord'}'; Data = '${number ?? ''}' }`,
  );
  const rangeLines = ranges.map(({ range, start, number }) => {
    const { ip, transport } = rangeParts[range];
    return `    @{ Ip = '${ip}'; Protocol = '${transport}'; Start = ${start}; Number = ${number} }`;
  });
  return lines(
    `$planId = '${planId(plan)}'`,
    '$wantedValues = @(',
    ...valueLines,
    ')',
    '$wantedRanges = @(',
    ...rangeLines,
    ')',
  );
}

/** Below Program Files, where only administrators can write: Intune runs a copy that it deletes. Holds one folder per plan. */
export const programsFolder = 'Ephemeral Port Wizard Commands';
/** Next to the script: whoever applies by hand finds it there. */
const besideScript = (id: string) =>
  `(Join-Path -Path $PSScriptRoot -ChildPath ('state-' + $env:COMPUTERNAME + '-${id}'))`;
const underPrograms = (id: string) =>
  `(Join-Path -Path ([Environment]::GetFolderPath('ProgramFiles')) -ChildPath '${programsFolder}\\${id}')`;

/** .NET takes a relative path from the folder of the process, PowerShell from where the person is: the latter is meant. */
const fullStateFolder =
  '$StateFolder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($StateFolder)';

function header(title: string, stateFolder: string | null): string {
  const parameter =
    stateFolder === null
      ? ['param()']
      : ['param(', '    [ValidateNotNullOrEmpty()]', `    [string] $StateFolder = ${stateFolder}`, ')'];
  return lines(
    '#Requires -Version 5.1',
    `# ${title}`,
    '[CmdletBinding()]',
    ...parameter,
    'Set-StrictMode -Version 2.0',
    "$ErrorActionPreference = 'Stop'",
    ...(stateFolder === null ? [] : [fullStateFolder]),
  );
}

/** For Intune, which takes any code other than 0 as a failure, both codes are 0. */
const codes = (already: number, restart: number) =>
  lines(`$codeWhenAlready = ${already}`, `$codeWhenRestart = ${restart}`);

export function applyScript(plan: CommandsPlan): string {
  const title = 'Saves the state of this computer, makes the change, and checks it. README.txt has the exit codes.';
  return blocks(
    header(title, besideScript(planId(plan))),
    codes(4, 3010),
    constants(plan),
    reading,
    savedState,
    writing,
    applying,
  );
}

export function undoScript(plan: CommandsPlan): string {
  const id = planId(plan);
  const title =
    'Restores the state that apply.ps1 or remediate.ps1 saved on this computer; what did not exist is deleted again.';
  return blocks(
    header(title, besideScript(id)),
    `$otherStateFolder = ${underPrograms(id)}`,
    constants(plan),
    reading,
    savedState,
    writing,
    undoing,
  );
}

export function detectScript(plan: CommandsPlan): string {
  const body = lines(
    'try {',
    '    if (Test-AllAsWanted) {',
    "        Write-Output 'As requested.'",
    '        exit 0',
    '    }',
    "    Write-Output 'Not as requested.'",
    '    exit 1',
    '} catch {',
    '    Write-Output "Could not be read: $($_.Exception.Message)"',
    '    exit 1',
    '}',
  );
  return blocks(
    header('Intune detection: exit code 1 asks for the remediation. Changes nothing.', null),
    constants(plan),
    reading,
    body,
  );
}

export function remediateScript(plan: CommandsPlan): string {
  const title = 'Intune remediation: saves the state of the computer, makes the change, and checks it. 0 is success.';
  return blocks(
    header(title, underPrograms(planId(plan))),
    codes(0, 0),
    constants(plan),
    reading,
    savedState,
    writing,
    applying,
  );
}

function blocks(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
