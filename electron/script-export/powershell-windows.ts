// What every script of ours asks of Windows in the same way, in Windows PowerShell 5.1.

/** The key of the article, and the programs of Windows by their paths. */
export const windowsParts = `$keyPath = 'SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters'

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
}`;

/** The range in the lines that netsh printed; null where they are anything else. */
export const rangeText = `function Test-Range([int] $Start, [int] $Number) {
    return (($Start -ge 1024) -and ($Number -ge 255) -and ($Start + $Number -le 65536))
}

function Find-Range($Lines) {
    $numbers = @()
    $isUnderstood = $true
    # Two lines with a label, a colon and a number, one below the other, and nothing behind them.
    foreach ($line in $Lines) {
        $text = ([string] $line).Trim()
        if ($text -match '^[^0-9:]*[:\\uff1a]\\s*([0-9]{1,5})$') {
            $numbers += [int] $Matches[1]
        } elseif (($numbers.Count -gt 0) -and ($text -ne '')) {
            $isUnderstood = $false
        }
    }
    if ((-not $isUnderstood) -or ($numbers.Count -ne 2) -or (-not (Test-Range $numbers[0] $numbers[1]))) {
        return $null
    }
    return @{ Start = $numbers[0]; Number = $numbers[1] }
}`;
