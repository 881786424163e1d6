// What the scripts of "commands only" have in common: the functions that read and write settings, in Windows PowerShell 5.1.
// Protects: a setting is read back after it was written; what a script cannot put back, it refuses to read.

/** The key, the programs of Windows by their paths, and reading. Wants `$wantedValues` and `$wantedRanges`. */
export const reading = `$keyPath = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

# A 32-bit PowerShell on a 64-bit Windows reaches the 64-bit programs by the name Sysnative only.
# Windows is asked for its own folder: a variable of the environment is anybody's to set.
$windows = [Environment]::GetFolderPath('Windows')
$systemFolder = Join-Path -Path $windows -ChildPath 'System32'
$sysnative = Join-Path -Path $windows -ChildPath 'Sysnative'
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

/** Writing, with the question for administrator rights. Wants `reading`. */
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
