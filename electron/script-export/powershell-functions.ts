// Shared by the scripts of "commands only": the functions that read and write settings, in Windows PowerShell 5.1.
// Protects: a setting is read back after it is written; what a script could not restore, it refuses to read.
import { rangeText, windowsParts } from './powershell-windows';

/** Requires `$wantedValues` and `$wantedRanges`. */
export const reading = `${windowsParts}

${rangeText}

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
    $output = & $netsh int $Ip show dynamicport $Protocol
    $range = Find-Range $output
    if (($LASTEXITCODE -ne 0) -or ($null -eq $range)) {
        throw "netsh did not tell the range of $Ip $Protocol. It said: $(([string] ($output -join ' ')).Trim())"
    }
    return @{ Ip = $Ip; Protocol = $Protocol; Start = $range.Start; Number = $range.Number }
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

/**
 * The state that an apply saved, checked. Requires `$planId`, `$wantedValues` and `$wantedRanges`. Throws with the reason
 * if it is damaged, of another plan or of another computer: the earlier state is never guessed.
 */
export const savedState = `function Read-State([string] $File) {
    try {
        $state = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($File))
        $isOurs = ($state.format -eq 2) -and ($state.plan -is [string]) -and ($state.computer -is [string])
        $values = @($state.settings)
        $ranges = @($state.portRanges)
        foreach ($value in $values) {
            $isKind = @('None', 'DWord', 'String', 'ExpandString') -ccontains $value.Kind
            $isOurs = $isOurs -and $isKind -and ($value.Present -is [bool]) -and ($value.Present -eq ($value.Kind -ne 'None')) -and ($value.Data -is [string])
            if ($value.Kind -eq 'DWord') {
                $null = [uint32]::Parse($value.Data)
            }
        }
        foreach ($range in $ranges) {
            $isOurs = $isOurs -and (Test-Range ([int] $range.Start) ([int] $range.Number))
        }
    } catch {
        $isOurs = $false
    }
    if (-not $isOurs) {
        throw "The state in $File is damaged."
    }
    if ($state.computer -ne $env:COMPUTERNAME) {
        throw "The state in $File is of another computer."
    }
    $isComplete = ($state.plan -ceq $planId) -and ($values.Count -eq $wantedValues.Count) -and ($ranges.Count -eq $wantedRanges.Count)
    foreach ($wanted in $wantedValues) {
        $isComplete = $isComplete -and (@($values | Where-Object -FilterScript { $_.Name -eq $wanted.Name }).Count -eq 1)
    }
    foreach ($wanted in $wantedRanges) {
        $isComplete = $isComplete -and (@($ranges | Where-Object -FilterScript { ($_.Ip -eq $wanted.Ip) -and ($_.Protocol -eq $wanted.Protocol) }).Count -eq 1)
    }
    if (-not $isComplete) {
        throw "The state in $File is of another change than that of this script."
    }
    return @{ Values = $values; Ranges = $ranges }
}

# Names of the settings that are now neither as in the state nor as this script wants them: somebody else changed them.
function Get-ChangedSince($State) {
    foreach ($value in $State.Values) {
        $wanted = @($wantedValues | Where-Object -FilterScript { $_.Name -eq $value.Name })[0]
        $now = Read-Value $value.Name
        if (-not ((Test-SameValue $now $value) -or (Test-SameValue $now $wanted))) {
            $value.Name
        }
    }
    foreach ($range in $State.Ranges) {
        $wanted = @($wantedRanges | Where-Object -FilterScript { ($_.Ip -eq $range.Ip) -and ($_.Protocol -eq $range.Protocol) })[0]
        $now = Read-Range $range.Ip $range.Protocol
        if (-not ((Test-SameRange $now $range) -or (Test-SameRange $now $wanted))) {
            "the range of $($range.Ip) $($range.Protocol)"
        }
    }
}

function Test-AsBefore($State) {
    foreach ($value in $State.Values) {
        if (-not (Test-SameValue (Read-Value $value.Name) $value)) {
            return $false
        }
    }
    foreach ($range in $State.Ranges) {
        if (-not (Test-SameRange (Read-Range $range.Ip $range.Protocol) $range)) {
            return $false
        }
    }
    return $true
}

# Puts a state aside that is done with; it stays readable.
function Close-State([string] $File, [string] $Why) {
    $name = 'state-' + $Why + '-' + (Get-Date -Format 'yyyyMMdd-HHmmss-fff') + '.json'
    Rename-Item -LiteralPath $File -NewName $name
}`;

/** Writing, and the check for administrator rights. Requires `reading`. */
export const writing = `function Test-Elevated {
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
