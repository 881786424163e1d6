// The PowerShell of the folder "commands only", for Windows PowerShell 5.1. Pure; every number comes from a checked plan.
// Protects: no script writes before it has saved the state of the machine that it runs on; undo goes back to that state.
import { netshWords } from '../../tuning/plan';
import type { CommandsPlan } from './plan';

const lines = (...parts: readonly string[]) => parts.join('\n');

/** What the scripts are given: constants of the plan, and nothing that was typed. */
function constants({ values, ranges }: CommandsPlan): string {
  const valueLines = values.map(({ name, number }) =>
    `    @{ Name = '${name}'; Present = ${number === null ? '$false' : '$true'}; Kind = '${number === null ? 'None' : 'DWord'}'; Data = '${number ?? ''}' }`);
  const rangeLines = ranges.map(({ range, start, number }) => {
    const [ip, protocol] = netshWords[range];
    return `    @{ Ip = '${ip}'; Protocol = '${protocol}'; Start = ${start}; Number = ${number} }`;
  });
  return lines('$wantedValues = @(', ...valueLines, ')', '$wantedRanges = @(', ...rangeLines, ')');
}

const reading = `$keyPath = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

# A 32-bit PowerShell on a 64-bit Windows reaches the 64-bit programs by the name Sysnative only.
$systemFolder = Join-Path -Path $env:SystemRoot -ChildPath 'System32'
$sysnative = Join-Path -Path $env:SystemRoot -ChildPath 'Sysnative'
if (Test-Path -LiteralPath (Join-Path -Path $sysnative -ChildPath 'netsh.exe')) {
    $systemFolder = $sysnative
}
$reg = Join-Path -Path $systemFolder -ChildPath 'reg.exe'
$netsh = Join-Path -Path $systemFolder -ChildPath 'netsh.exe'

function Open-Parameters([bool] $Writable) {
    $base = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]::Registry64)
    $key = $base.OpenSubKey($keyPath, $Writable)
    if ($null -eq $key) {
        throw 'The key Tcpip\\Parameters does not exist.'
    }
    return $key
}

function Read-Value([string] $Name) {
    $key = Open-Parameters $false
    try {
        $isPresent = $false
        foreach ($present in $key.GetValueNames()) {
            if ($present -eq $Name) {
                $isPresent = $true
            }
        }
        if (-not $isPresent) {
            return @{ Name = $Name; Present = $false; Kind = 'None'; Data = '' }
        }
        $kind = [string] $key.GetValueKind($Name)
        $raw = $key.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        if ($kind -eq 'DWord') {
            $data = [string] [BitConverter]::ToUInt32([BitConverter]::GetBytes([int] $raw), 0)
        } elseif (($kind -eq 'String') -or ($kind -eq 'ExpandString')) {
            $data = [string] $raw
        } else {
            throw "$Name is stored as $kind. This script knows REG_DWORD and REG_SZ only."
        }
        return @{ Name = $Name; Present = $true; Kind = $kind; Data = $data }
    } finally {
        $key.Close()
    }
}

function Read-Range([string] $Ip, [string] $Protocol) {
    $numbers = @()
    $output = & $netsh int $Ip show dynamicport $Protocol
    $code = $LASTEXITCODE
    foreach ($line in $output) {
        if ([string] $line -match '[:\\uff1a]\\s*(\\d{1,5})\\s*$') {
            $numbers += [int] $Matches[1]
        }
    }
    if (($code -ne 0) -or ($numbers.Count -ne 2)) {
        throw "netsh did not tell the range of $Ip $Protocol."
    }
    return @{ Ip = $Ip; Protocol = $Protocol; Start = $numbers[0]; Number = $numbers[1] }
}

function Test-SameValue($One, $Other) {
    return (([bool] $One.Present -eq [bool] $Other.Present) -and ($One.Kind -eq $Other.Kind) -and ([string] $One.Data -ceq [string] $Other.Data))
}

function Test-SameRange($One, $Other) {
    return (([int] $One.Start -eq [int] $Other.Start) -and ([int] $One.Number -eq [int] $Other.Number))
}

function Test-AllAsWanted {
    foreach ($wanted in $wantedValues) {
        if (-not (Test-SameValue (Read-Value $wanted.Name) $wanted)) {
            return $false
        }
    }
    foreach ($wanted in $wantedRanges) {
        if (-not (Test-SameRange (Read-Range $wanted.Ip $wanted.Protocol) $wanted)) {
            return $false
        }
    }
    return $true
}`;

const writing = `function Test-Elevated {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object -TypeName Security.Principal.WindowsPrincipal -ArgumentList $identity
    return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Write-Value($Stored) {
    $key = Open-Parameters $true
    try {
        if (-not $Stored.Present) {
            $key.DeleteValue($Stored.Name, $false)
        } elseif ($Stored.Kind -eq 'DWord') {
            $number = [BitConverter]::ToInt32([BitConverter]::GetBytes([uint32] $Stored.Data), 0)
            $key.SetValue($Stored.Name, $number, [Microsoft.Win32.RegistryValueKind]::DWord)
        } else {
            $key.SetValue($Stored.Name, [string] $Stored.Data, [Microsoft.Win32.RegistryValueKind] $Stored.Kind)
        }
        $key.Flush()
    } finally {
        $key.Close()
    }
    if (-not (Test-SameValue (Read-Value $Stored.Name) $Stored)) {
        throw "$($Stored.Name) did not stick."
    }
}

function Write-Range($Range) {
    $null = & $netsh int $Range.Ip set dynamicport $Range.Protocol "start=$($Range.Start)" "num=$($Range.Number)"
    if ($LASTEXITCODE -ne 0) {
        throw "netsh refused the range of $($Range.Ip) $($Range.Protocol)."
    }
    if (-not (Test-SameRange (Read-Range $Range.Ip $Range.Protocol) $Range)) {
        throw "The range of $($Range.Ip) $($Range.Protocol) did not stick."
    }
}`;

const applying = `if (-not (Test-Elevated)) {
    Write-Output 'Administrator rights are needed. Nothing was changed.'
    exit 3
}
try {
    if (Test-AllAsWanted) {
        Write-Output 'Already as wanted; nothing to do.'
        exit $codeWhenAlready
    }
    $before = @{ format = 1; computer = $env:COMPUTERNAME; settings = @(); portRanges = @() }
    foreach ($wanted in $wantedValues) {
        $before.settings += Read-Value $wanted.Name
    }
    foreach ($wanted in $wantedRanges) {
        $before.portRanges += Read-Range $wanted.Ip $wanted.Protocol
    }
    $stateFile = Join-Path -Path $StateFolder -ChildPath 'state.json'
    # A state of an earlier run is that before the first change: it is kept.
    $isFirst = -not (Test-Path -LiteralPath $stateFile)
    if ($isFirst) {
        $null = New-Item -ItemType Directory -Force -Path $StateFolder
        $null = & $reg export "HKLM\\$keyPath" (Join-Path -Path $StateFolder -ChildPath 'before.reg') /y /reg:64
        if ($LASTEXITCODE -ne 0) {
            throw 'reg.exe could not export the key.'
        }
        $text = ConvertTo-Json -InputObject $before -Depth 4
        [IO.File]::WriteAllText($stateFile, $text)
        if ([IO.File]::ReadAllText($stateFile) -cne $text) {
            throw 'The state could not be read back.'
        }
    }
} catch {
    Write-Output "Failed, nothing was changed: $($_.Exception.Message)"
    exit 1
}
try {
    foreach ($wanted in $wantedValues) {
        Write-Value $wanted
    }
    foreach ($wanted in $wantedRanges) {
        Write-Range $wanted
    }
} catch {
    $reason = $_.Exception.Message
    $left = @()
    foreach ($range in $before.portRanges) {
        try { Write-Range $range } catch { $left += "$($range.Ip) $($range.Protocol)" }
    }
    foreach ($value in $before.settings) {
        try { Write-Value $value } catch { $left += $value.Name }
    }
    if ($left.Count -gt 0) {
        Write-Output "Failed: $reason Not put back: $($left -join ', '). The state before is in $StateFolder"
    } else {
        if ($isFirst) {
            Remove-Item -LiteralPath $stateFile
        }
        Write-Output "Failed, everything was put back: $reason"
    }
    exit 1
}
if ($wantedValues.Count -gt 0) {
    Write-Output "Done; a restart is needed. The state before is in $StateFolder"
    exit $codeWhenRestart
}
Write-Output "Done, in effect at once. The state before is in $StateFolder"
exit 0`;

const undoing = `if (-not (Test-Elevated)) {
    Write-Output 'Administrator rights are needed. Nothing was changed.'
    exit 3
}
$stateFile = Join-Path -Path $StateFolder -ChildPath 'state.json'
if (-not (Test-Path -LiteralPath $stateFile)) {
    Write-Output "There is no state in $StateFolder. Nothing was changed."
    exit 2
}
try {
    $before = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($stateFile))
    if (($before.format -ne 1) -or ($before.computer -ne $env:COMPUTERNAME)) {
        Write-Output 'The state is of another computer. Nothing was changed.'
        exit 2
    }
    $values = @($before.settings)
    $ranges = @($before.portRanges)
    foreach ($value in $values) {
        if (@($wantedValues | Where-Object -FilterScript { $_.Name -eq $value.Name }).Count -ne 1) {
            throw "The state names $($value.Name), which this script does not change."
        }
        if (@('None', 'DWord', 'String', 'ExpandString') -notcontains $value.Kind) {
            throw "The state has a kind of value that this script does not know."
        }
    }
    foreach ($range in $ranges) {
        if (@($wantedRanges | Where-Object -FilterScript { ($_.Ip -eq $range.Ip) -and ($_.Protocol -eq $range.Protocol) }).Count -ne 1) {
            throw 'The state names a range that this script does not change.'
        }
        if (([int] $range.Start -lt 1024) -or ([int] $range.Number -lt 255) -or ([int] $range.Start + [int] $range.Number -gt 65536)) {
            throw 'The state has a range that Windows does not accept.'
        }
    }
    $isBefore = $true
    foreach ($value in $values) {
        $wanted = @($wantedValues | Where-Object -FilterScript { $_.Name -eq $value.Name })[0]
        $now = Read-Value $value.Name
        if (-not (Test-SameValue $now $value)) {
            $isBefore = $false
            if (-not (Test-SameValue $now $wanted)) {
                Write-Output "$($value.Name) was changed by somebody else since. Nothing was changed."
                exit 5
            }
        }
    }
    foreach ($range in $ranges) {
        $wanted = @($wantedRanges | Where-Object -FilterScript { ($_.Ip -eq $range.Ip) -and ($_.Protocol -eq $range.Protocol) })[0]
        $now = Read-Range $range.Ip $range.Protocol
        if (-not (Test-SameRange $now $range)) {
            $isBefore = $false
            if (-not (Test-SameRange $now $wanted)) {
                Write-Output "The range of $($range.Ip) $($range.Protocol) was changed by somebody else since. Nothing was changed."
                exit 5
            }
        }
    }
    if ($isBefore) {
        Write-Output 'Already as before; nothing to do.'
        exit 4
    }
} catch {
    Write-Output "Failed, nothing was changed: $($_.Exception.Message)"
    exit 1
}
try {
    foreach ($range in $ranges) {
        Write-Range $range
    }
    foreach ($value in $values) {
        Write-Value $value
    }
    Rename-Item -LiteralPath $stateFile -NewName ('state-undone-' + (Get-Date -Format 'yyyyMMdd-HHmmss') + '.json')
} catch {
    Write-Output "Failed: $($_.Exception.Message) The state before is in $StateFolder"
    exit 1
}
if ($values.Count -gt 0) {
    Write-Output 'Put back as it was before; a restart is needed.'
    exit 3010
}
Write-Output 'Put back as it was before, in effect at once.'
exit 0`;

/** Beside the script: whoever applies by hand finds it there. */
const besideScript = "(Join-Path -Path $PSScriptRoot -ChildPath ('state-' + $env:COMPUTERNAME))";
/** Intune runs a copy that it deletes; below Program Files only administrators write. */
const underPrograms = "(Join-Path -Path $env:ProgramFiles -ChildPath 'Ephemeral Port Wizard Commands')";

function header(title: string, stateFolder: string | null): string {
  const parameter = stateFolder === null ? ['param()'] : ['param(', '    [ValidateNotNullOrEmpty()]', `    [string] $StateFolder = ${stateFolder}`, ')'];
  return lines('#Requires -Version 5.1', `# ${title}`, '[CmdletBinding()]', ...parameter, 'Set-StrictMode -Version 2.0', "$ErrorActionPreference = 'Stop'");
}

/** Both codes of the outcomes that Intune takes for a failure. */
const codes = (already: number, restart: number) => lines(`$codeWhenAlready = ${already}`, `$codeWhenRestart = ${restart}`);

export function applyScript(plan: CommandsPlan): string {
  const title = 'Saves the state of this computer, makes the change, and checks it. README.txt has the exit codes.';
  return blocks(header(title, besideScript), codes(4, 3010), constants(plan), reading, writing, applying);
}

export function undoScript(plan: CommandsPlan): string {
  const title = 'Puts back the state that apply.ps1 saved on this computer; what did not exist is deleted again.';
  return blocks(header(title, besideScript), constants(plan), reading, writing, undoing);
}

export function detectScript(plan: CommandsPlan): string {
  const body = lines(
    'try {', '    if (Test-AllAsWanted) {', "        Write-Output 'As wanted.'", '        exit 0', '    }',
    "    Write-Output 'Not as wanted.'", '    exit 1', '} catch {', '    Write-Output "Could not be read: $($_.Exception.Message)"', '    exit 1', '}',
  );
  return blocks(header('Intune detection: exit code 1 asks for the remediation. Changes nothing.', null), constants(plan), reading, body);
}

export function remediateScript(plan: CommandsPlan): string {
  const title = 'Intune remediation: saves the state of the computer, makes the change, and checks it. 0 is success.';
  return blocks(header(title, underPrograms), codes(0, 0), constants(plan), reading, writing, applying);
}

function blocks(...parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
