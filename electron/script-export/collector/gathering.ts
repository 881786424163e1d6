// What the collector is made of, in Windows PowerShell 5.1: the parts of the file, and readings of which each may fail.
// Protects: what cannot be read is unknown, with its reason; it is never left out, and never an empty list.

/** Requires `$mostBytes`. */
export const gathering = String.raw`$newLine = [string] [char] 13 + [char] 10
$utf8 = New-Object -TypeName Text.UTF8Encoding -ArgumentList $false
$epoch = New-Object -TypeName DateTime -ArgumentList 1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc)
$parts = New-Object -TypeName Collections.Generic.List[object]
$missing = New-Object -TypeName Collections.Generic.List[object]

# Milliseconds since 1970.
function ConvertTo-Moment([DateTime] $Time) {
    return [long] ($Time.ToUniversalTime() - $epoch).TotalMilliseconds
}

function Add-Missing([string] $Name, [string] $Reason, [string] $Detail) {
    $missing.Add(@{ name = $Name; reason = $Reason; detail = (Limit-Text $Detail 1000) })
}

function Add-Part([string] $Name, [byte[]] $Bytes) {
    if ($Bytes.Length -gt $mostBytes) {
        Add-Missing $Name 'too-large' "$($Bytes.Length) bytes"
    } else {
        $parts.Add(@{ Name = $Name; Bytes = $Bytes })
    }
}

function Limit-Text([string] $Text, [int] $Most) {
    if ($Text.Length -gt $Most) {
        return $Text.Substring(0, $Most)
    }
    return $Text
}

function Stop-NotUnderstood([string] $What) {
    throw (New-Object -TypeName IO.InvalidDataException -ArgumentList $What)
}

function Get-Reason($Failure) {
    $exception = $Failure.Exception
    while (($exception -is [Management.Automation.MethodInvocationException]) -and $exception.InnerException) {
        $exception = $exception.InnerException
    }
    if ($exception -is [IO.InvalidDataException]) {
        return 'not-understood'
    }
    if (($exception -is [UnauthorizedAccessException]) -or ($exception -is [Security.SecurityException]) -or ($Failure.CategoryInfo.Category -eq 'PermissionDenied')) {
        return 'denied'
    }
    if (($exception -is [Management.Automation.CommandNotFoundException]) -or ($exception -is [PlatformNotSupportedException])) {
        return 'not-available'
    }
    return 'failed'
}

# What a script block gives, or why there is nothing; a list must come as one object.
function Read-Fact([scriptblock] $Read) {
    try {
        return @{ known = $true; value = (& $Read) }
    } catch {
        return @{ known = $false; reason = (Get-Reason $_); detail = (Limit-Text $_.Exception.Message 1000) }
    }
}

# The same for a part of its own: text or bytes.
function Add-Reading([string] $Name, [scriptblock] $Read) {
    $fact = Read-Fact $Read
    if (-not $fact.known) {
        Add-Missing $Name $fact.reason $fact.detail
    } elseif ($fact.value -is [string]) {
        Add-Part $Name $utf8.GetBytes($fact.value)
    } else {
        Add-Part $Name $fact.value
    }
}

# A cell as the program writes it: on one line, and nothing that a spreadsheet would run.
function ConvertTo-Cell([string] $Text) {
    $line = $Text -replace '[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]+', ' '
    if ($line -match '^[=+\-@]') {
        $line = "'" + $line
    }
    if ($line -match '[",]') {
        $line = '"' + $line.Replace('"', '""') + '"'
    }
    return $line
}`;
