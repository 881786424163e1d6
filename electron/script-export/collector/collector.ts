// The collector: a PowerShell script that makes the same evidence file (docs/evidence.md) on a computer where this program may not
// run. Pure.
// Protects: the script of a version has the same bytes for everybody, so that it can be signed when the program is packaged.
import { evidenceLimits } from '../../contract/evidence/evidence-limits';
import type { Words } from '../../contract/messages/messages';
import { asciiFile, textFile, type CommandsFile } from '../files';
import { rangeText, windowsParts } from '../powershell-windows';
import { gathering } from './gathering';
import { collecting } from './main';
import { isSigned } from './script-file';
import { settingsReading } from './settings';
import { socketReading } from './sockets';

/** What runs first: one parameter, and what the rest goes by. Without full .NET there is no .zip with folders in it. */
const beginning = (programVersion: string) => String.raw`#Requires -Version 5.1
# Gathers what port usage on this computer rests on into one file for Ephemeral Port Wizard. Reads only, and sends nothing; the file holds
# names of computer, programs and addresses. README.txt says how to run it on many computers.
[CmdletBinding()]
param(
    # An existing folder for the file. Without it: where Intune keeps its logs if this runs as SYSTEM, and the current folder otherwise.
    [ValidateNotNullOrEmpty()]
    [string] $Folder
)
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Output 'Failed, no file was written: this computer runs only scripts that its policy allows (AppLocker, App Control). README.txt says what to do.'
    exit 1
}
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($Folder -eq '') {
    $Folder = '.'
    $logs = Join-Path -Path ([Environment]::GetFolderPath('CommonApplicationData')) -ChildPath 'Microsoft\IntuneManagementExtension\Logs'
    if ([Security.Principal.WindowsIdentity]::GetCurrent().IsSystem -and (Test-Path -LiteralPath $logs -PathType Container)) {
        $Folder = $logs
    }
}
$Folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Folder)
$programVersion = '${programVersion.replace(/[^0-9A-Za-z.+-]/g, '')}'
$mostBytes = ${String(evidenceLimits.partBytes)}
$mostRows = ${String(evidenceLimits.rows)}
$versions = @{ PowerShell = [string] $PSVersionTable.PSVersion }`;

/** The text of the script, for Windows PowerShell 5.1 and later; lines end in a line feed. */
export function collectorScript(programVersion: string): string {
  const wevtutil = "$wevtutil = Join-Path -Path $systemFolder -ChildPath 'wevtutil.exe'";
  const parts = [
    beginning(programVersion),
    windowsParts,
    wevtutil,
    rangeText,
    gathering,
    settingsReading,
    socketReading,
  ];
  return `${[...parts, collecting].join('\n\n')}\n`;
}

const collectorFile = 'collect-evidence.ps1';

/** The bytes of the script without a signature. Windows PowerShell 5.1 reads one without a byte order mark in the ANSI code page. */
export function collectorBytes(programVersion: string): Uint8Array {
  return asciiFile(collectorScript(programVersion), true);
}

/** Every file that is handed out: the script, signed or not, and how to run it. */
export function collectorFiles(words: Words, programVersion: string, script: Uint8Array): CommandsFile[] {
  const command = (line: string) => `    ${line}`;
  const readme = [
    words('collector.title'),
    '',
    words('collector.made', { version: programVersion }),
    words('collector.what'),
    words('collector.open'),
    '',
    words('collector.one'),
    command(`powershell.exe -NoProfile -ExecutionPolicy Bypass -File ${collectorFile} -Folder C:\\Temp`),
    words('collector.answer'),
    words('collector.rights'),
    '',
    words('collector.many'),
    command('$sessions = New-PSSession -ComputerName (Get-Content computers.txt)'),
    command(`$files = Invoke-Command -Session $sessions -FilePath ${collectorFile} -ArgumentList C:\\Windows\\Temp`),
    command('foreach ($session in $sessions) {'),
    command('    $found = $files | Where-Object { $_.PSComputerName -eq $session.ComputerName }'),
    command('    Copy-Item -FromSession $session -Path $found -Destination C:\\Evidence'),
    command('    Invoke-Command -Session $session { Remove-Item -LiteralPath $using:found }'),
    command('}'),
    '',
    words('collector.agent'),
    words('collector.intune'),
    words('collector.share'),
    '',
    words(isSigned(script) ? 'collector.signed' : 'collector.unsigned'),
    ...(isSigned(script) ? [command(`Get-AuthenticodeSignature ${collectorFile}`)] : []),
    words('collector.policy'),
    words('collector.control'),
    words('collector.tested'),
    '',
  ].join('\n');
  return [
    { name: collectorFile, bytes: script },
    { name: 'README.txt', bytes: textFile(readme) },
  ];
}
