// Windows PowerShell 5.1 is what the scripts are for: the syntax tree of PowerShell's own parser has nothing that only later
// versions know. Each list holds what the scripts use and 5.1 has (Microsoft's reference for 5.1); a word that is not in it is
// looked up there before it is added.
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../electron/contract/change/change';
import { everything, noDelay, port, range } from './fixtures/changes';
import { collectedComputer } from './fixtures/collected';
import { Computer, type ScriptName } from './fixtures/computer';
import { ask, type Syntax } from './fixtures/powershell';

/** What 5.1 cannot read: `a ? b : c`, `a && b`, `a || b`, `a ?? b`, `a ??= b`, `a?.b`, `clean { }`, `&` at the end. */
function laterSyntax(syntax: Syntax): string[] {
  const nodes = ['TernaryExpressionAst', 'PipelineChainAst'].filter((name) => syntax.nodes.includes(name));
  const tokens = [
    'QuestionMark',
    'QuestionQuestion',
    'QuestionQuestionEquals',
    'QuestionDot',
    'QuestionLBracket',
    'AndAnd',
    'OrOr',
    'Clean',
  ];
  return [
    ...nodes,
    ...tokens.filter((name) => syntax.tokens.includes(name)),
    ...(syntax.isConditional ? ['null-conditional'] : []),
  ];
}

const commands = [
  'ConvertFrom-Json', 'ConvertTo-Json', 'Get-Date', 'Join-Path', 'New-Item', 'New-Object', 'Remove-Item', 'Rename-Item', 'Test-Path',
  'Where-Object', 'Write-Output',
]; // prettier-ignore
const parameters = [
  'ConvertFrom-Json -InputObject', 'ConvertTo-Json -Depth', 'ConvertTo-Json -InputObject', 'Get-Date -Format',
  'Join-Path -ChildPath', 'Join-Path -Path', 'New-Item -Force', 'New-Item -ItemType', 'New-Item -Path',
  'New-Object -ArgumentList', 'New-Object -TypeName', 'Remove-Item -LiteralPath', 'Rename-Item -LiteralPath',
  'Rename-Item -NewName', 'Set-StrictMode -Version', 'Test-Path -LiteralPath', 'Where-Object -FilterScript',
]; // prettier-ignore
const members = [
  'BitConverter::GetBytes', 'BitConverter::ToInt32', 'BitConverter::ToUInt32', 'Environment::GetFolderPath',
  'IO.File::ReadAllText', 'IO.File::WriteAllText', 'Microsoft.Win32.RegistryHive::LocalMachine',
  'Microsoft.Win32.RegistryKey::OpenBaseKey', 'Microsoft.Win32.RegistryValueKind::DWord',
  'Microsoft.Win32.RegistryValueOptions::DoNotExpandEnvironmentNames', 'Microsoft.Win32.RegistryView::Registry64',
  'Security.Principal.WindowsBuiltInRole::Administrator', 'Security.Principal.WindowsIdentity::GetCurrent', 'uint32::Parse',
]; // prettier-ignore

const scripts: ScriptName[] = ['apply.ps1', 'undo.ps1', 'detect.ps1', 'remediate.ps1'];

describe.each<[string, readonly Change[]]>([
  ['a value', [port]],
  ['a value that is deleted', [noDelay]],
  ['a range', [range('ipv4Tcp')]],
  ['values and ranges', everything],
])('the scripts for %s', (_, changes) => {
  it.each(scripts)('%s has only what Windows PowerShell 5.1 knows', async (name) => {
    const computer = await Computer.make(changes);
    const script = join(computer.scripts, name);
    const syntax = await ask({ verb: 'syntax', script });
    expect(syntax.mistakes).toEqual([]);
    expect(syntax.functions.length).toBeGreaterThan(3);
    expect(laterSyntax(syntax)).toEqual([]);
    expect(
      syntax.commands.filter((word) => ![...commands, 'Set-StrictMode', ...syntax.functions].includes(word)),
    ).toEqual([]);
    expect(syntax.parameters.filter((word) => !parameters.includes(word))).toEqual([]);
    expect(syntax.members.filter((word) => !members.includes(word))).toEqual([]);
    expect((await readFile(script, 'utf8')).replace(/^\ufeff/, '')).toMatch(/^#Requires -Version 5\.1\r\n/);
  });
});

/** What the collector has beyond that; the modules are those of Windows 8 and later (CimCmdlets, NetTCPIP, Microsoft.PowerShell.Diagnostics). */
const collectorCommands = [
  'Add-Type', 'ForEach-Object', 'Get-CimInstance', 'Get-NetTCPConnection', 'Get-NetUDPEndpoint', 'Get-WinEvent', 'Select-Object', 'Sort-Object',
]; // prettier-ignore
const collectorParameters = [
  'Add-Type -AssemblyName', 'ConvertTo-Json -Compress', 'ForEach-Object -Process', 'Get-CimInstance -ClassName', 'Get-CimInstance -Filter',
  'Get-WinEvent -FilterXPath', 'Get-WinEvent -LogName', 'Get-WinEvent -MaxEvents', 'Get-WinEvent -Oldest', 'Remove-Item -Force', 'Remove-Item -Recurse',
  'Select-Object -First', 'Sort-Object -Descending', 'Sort-Object -Property', 'Sort-Object -Unique', 'Test-Path -PathType',
]; // prettier-ignore
const collectorMembers = [
  'BitConverter::ToString', 'DateTimeKind::Utc', 'Diagnostics.FileVersionInfo::GetVersionInfo', 'Guid::NewGuid', 'IO.Compression.ZipArchiveMode::Create',
  'IO.File::ReadAllBytes', 'IO.FileMode::CreateNew', 'IO.Path::GetTempPath', 'Math::Round', 'Microsoft.Win32.RegistryValueOptions::None',
  'Security.Cryptography.SHA256::Create', 'Text.Encoding::Unicode',
]; // prettier-ignore

describe('the collector', () => {
  it('has only what Windows PowerShell 5.1 knows', async () => {
    const syntax = await ask({
      verb: 'syntax',
      script: join((await collectedComputer()).scripts, 'collect-evidence.ps1'),
    });
    expect(syntax.mistakes).toEqual([]);
    expect(laterSyntax(syntax)).toEqual([]);
    const known = [...commands, ...collectorCommands, 'Set-StrictMode', ...syntax.functions];
    expect(syntax.commands.filter((word) => !known.includes(word))).toEqual([]);
    expect(syntax.parameters.filter((word) => ![...parameters, ...collectorParameters].includes(word))).toEqual([]);
    expect(syntax.members.filter((word) => ![...members, ...collectorMembers].includes(word))).toEqual([]);
  });

  it('has no command that writes but for its own file and folder, and none that connects', async () => {
    const { commands: used } = await ask({
      verb: 'syntax',
      script: join((await collectedComputer()).scripts, 'collect-evidence.ps1'),
    });
    const writing = used.filter((word) =>
      /^(?:Set|New|Remove|Rename|Copy|Move|Invoke|Start|Stop|Send|Clear|Out|Export)-/.test(word),
    );
    expect(writing.filter((word) => word !== 'Stop-NotUnderstood').sort()).toEqual([
      'New-Item',
      'New-Object',
      'Remove-Item',
      'Set-StrictMode',
    ]);
  });
});

describe('the check itself', () => {
  it.each([
    ['$a ? 1 : 2', 'TernaryExpressionAst'],
    ['Get-Date && Get-Date', 'AndAnd'],
    ['Get-Date || Get-Date', 'OrOr'],
    ['$a ?? 1', 'QuestionQuestion'],
    ['$a ??= 1', 'QuestionQuestionEquals'],
    ['${a}?.Length', 'QuestionDot'],
    ['${a}?[0]', 'QuestionLBracket'],
    ['function f { process { } clean { } }', 'Clean'],
  ])('refuses %s', async (line, what) => {
    expect(laterSyntax(await syntaxOf(line))).toContain(what);
  });

  it('notices a mistake', async () => {
    expect((await syntaxOf('if ($a -eq 1) {')).mistakes).not.toEqual([]);
  });

  it('sees commands, parameters and members', async () => {
    expect(await syntaxOf('Join-Path -Path a -AdditionalChildPath b; [uint32]::Parse(1)')).toMatchObject({
      commands: ['Join-Path'],
      parameters: ['Join-Path -AdditionalChildPath', 'Join-Path -Path'],
      members: ['uint32::Parse'],
    });
  });

  async function syntaxOf(line: string): Promise<Syntax> {
    const script = join(await mkdtemp(join(tmpdir(), 'ps-')), 'line.ps1');
    await writeFile(script, line);
    return ask({ verb: 'syntax', script });
  }
});
