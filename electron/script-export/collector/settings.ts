// What the collector reads of Windows, its registry, netsh and the System log: with Windows' own programs and modules alone.
// Protects: text of another shape than the known one is not understood, never a shorter list.

/** Requires `gathering`, the parts of `powershell-windows.ts`, `$wevtutil` and `$versions`. */
export const settingsReading = String.raw`function Read-Stored([string] $Name) {
    $key = Open-Parameters $false
    try {
        if (-not (@($key.GetValueNames()) -contains $Name)) {
            return @{ present = $false }
        }
        $kind = [string] $key.GetValueKind($Name)
        $raw = $key.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
        $end = [string] [char] 0
        $types = @{ None = 0; String = 1; ExpandString = 2; Binary = 3; DWord = 4; MultiString = 7; QWord = 11 }
        if (-not $types.ContainsKey($kind)) {
            Stop-NotUnderstood "$Name is stored as $kind."
        }
        [byte[]] $bytes = @()
        if ($kind -eq 'DWord') {
            $bytes = [BitConverter]::GetBytes([int] $raw)
        } elseif ($kind -eq 'QWord') {
            $bytes = [BitConverter]::GetBytes([long] $raw)
        } elseif ($kind -eq 'MultiString') {
            $bytes = [Text.Encoding]::Unicode.GetBytes((@($raw | ForEach-Object -Process { [string] $_ + $end }) -join '') + $end)
        } elseif (($kind -eq 'String') -or ($kind -eq 'ExpandString')) {
            $bytes = [Text.Encoding]::Unicode.GetBytes([string] $raw + $end)
        } else {
            $bytes = @($raw)
        }
        return @{ present = $true; type = $types[$kind]; hex = [BitConverter]::ToString($bytes).Replace('-', '').ToLowerInvariant() }
    } finally {
        $key.Close()
    }
}

function Read-Windows {
    $base = [Microsoft.Win32.RegistryKey]::OpenBaseKey([Microsoft.Win32.RegistryHive]::LocalMachine, [Microsoft.Win32.RegistryView]::Registry64)
    $key = $base.OpenSubKey('SOFTWARE\Microsoft\Windows NT\CurrentVersion', $false)
    $values = @{}
    foreach ($name in 'ProductName', 'DisplayVersion', 'CurrentMajorVersionNumber', 'CurrentMinorVersionNumber', 'CurrentVersion', 'CurrentBuildNumber', 'UBR') {
        $values[$name] = [string] $key.GetValue($name, '', [Microsoft.Win32.RegistryValueOptions]::None)
    }
    $key.Close()
    $major, $minor = $values.CurrentMajorVersionNumber, $values.CurrentMinorVersionNumber
    if ($major -eq '') {
        $major, $minor = ($values.CurrentVersion + '.') -split '\.'
    }
    if (-not ("$major.$minor.$($values.CurrentBuildNumber)" -match '^[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}$')) {
        Stop-NotUnderstood 'The registry does not tell the version of Windows.'
    }
    $version = @{ major = [int] $major; minor = [int] $minor; build = [int] $values.CurrentBuildNumber }
    $product = $values.ProductName.Trim()
    # On purpose of Microsoft, for old programs, Windows 11 is called 10 there.
    if (($version.major -eq 10) -and ($version.build -ge 22000)) {
        $product = $product -replace '^(Microsoft )?Windows 10\b', '$1Windows 11'
    }
    if ($product -eq '') {
        $product = 'Windows'
    }
    $versions['Windows'] = "$($version.major).$($version.minor).$($version.build)"
    if ($values.UBR -ne '') {
        $versions['Windows'] += ".$($values.UBR)"
    }
    return @{ product = "$product $($values.DisplayVersion)".Trim(); version = $version }
}

# What netsh printed, which is kept as it is as well.
function Read-Netsh([string] $What, [string] $Ip, [string] $Protocol) {
    $part = "raw/netsh-$What-$Ip-$Protocol.txt"
    try {
        $lines = @(& $netsh int $Ip show $What $Protocol | ForEach-Object -Process { [string] $_ })
    } catch {
        Add-Missing $part (Get-Reason $_) $_.Exception.Message
        throw
    }
    $code = $LASTEXITCODE
    Add-Part $part $utf8.GetBytes(($lines -join $newLine) + $newLine)
    if ($code -ne 0) {
        throw "netsh ended with $($code): $(Limit-Text (($lines -join ' ').Trim()) 400)"
    }
    return , $lines
}

function Read-DynamicPorts([string] $Ip, [string] $Protocol) {
    $lines = Read-Netsh 'dynamicport' $Ip $Protocol
    $range = Find-Range $lines
    if ($null -eq $range) {
        Stop-NotUnderstood (Limit-Text (($lines -join ' ').Trim()) 400)
    }
    return @{ start = $range.Start; number = $range.Number }
}

# From the line of dashes to the first blank line every line is a row, and no row follows.
function Read-Excluded([string] $Ip, [string] $Protocol) {
    $lines = Read-Netsh 'excludedportrange' $Ip $Protocol
    $text = Limit-Text (($lines -join ' ').Trim()) 400
    $ranges = New-Object -TypeName Collections.Generic.List[object]
    $place = 'before'
    $behind = 0
    foreach ($line in @($lines) + @('')) {
        $row = ($line -replace '[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]', '').Trim()
        if ($place -eq 'before') {
            if ($row -match '^[ -]*-{3,}[ -]*$') {
                $place = 'rows'
            }
        } elseif ($place -eq 'rows') {
            if ($row -eq '') {
                $place = 'behind'
                $behind = 1
            } elseif (($row -match '^([0-9]{1,5})\s{2,}([0-9]{1,5})\s*\*?$') -and ([int] $Matches[1] -ge 1) -and ([int] $Matches[2] -ge [int] $Matches[1]) -and ([int] $Matches[2] -le 65535)) {
                $ranges.Add(@{ start = [int] $Matches[1]; number = [int] $Matches[2] - [int] $Matches[1] + 1 })
            } else {
                Stop-NotUnderstood $text
            }
        } else {
            $behind += 1
            if (($row -match '[0-9]|-{3,}') -or ($row -match '^\S+\s{2,}\S+\s*\*?$')) {
                Stop-NotUnderstood $text
            }
        }
    }
    # An answer that ends at the line of dashes tells nothing, not even that there are none.
    if (($place -ne 'behind') -or (($ranges.Count -eq 0) -and ($behind -lt 2))) {
        Stop-NotUnderstood $text
    }
    return , $ranges.ToArray()
}

# Of each number the newest 200: an exhausted computer notes the same event again and again.
function Read-Events {
    $week = (Get-Date).AddDays(-7)
    $oldest = @(Get-WinEvent -LogName System -Oldest -MaxEvents 1)[0].TimeCreated
    $counts = @()
    foreach ($id in 4227, 4231, 4266) {
        $query = "*[System[Provider[@Name='Tcpip'] and EventID=$id and TimeCreated[timediff(@SystemTime) <= 604800000]]]"
        try {
            $found = @(Get-WinEvent -LogName System -FilterXPath $query -MaxEvents 200)
        } catch {
            if (-not ($_.FullyQualifiedErrorId -like 'NoMatchingEventsFound*')) {
                throw
            }
            continue
        }
        $count = @{ id = $id; count = $found.Count; lastAt = (ConvertTo-Moment $found[0].TimeCreated) }
        if ($found.Count -ge 200) {
            $count.coveredSince = ConvertTo-Moment $found[-1].TimeCreated
        }
        $counts += $count
    }
    $since = if ($oldest -gt $week) { $oldest } else { $week }
    return @{ since = (ConvertTo-Moment $since); counts = @($counts) }
}

function Read-EventText {
    $query = "*[System[Provider[@Name='Tcpip'] and (EventID=4227 or EventID=4231 or EventID=4266) and TimeCreated[timediff(@SystemTime) <= 604800000]]]"
    $lines = @(& $wevtutil qe System "/q:$query" /c:200 /rd:true /f:xml | ForEach-Object -Process { [string] $_ })
    if ($LASTEXITCODE -ne 0) {
        throw "wevtutil ended with $($LASTEXITCODE): $(Limit-Text ($lines -join ' ') 400)"
    }
    return ($lines -join $newLine) + $newLine
}

# reg.exe writes into files only: into a folder of its own, which nobody has made before.
function Read-KeyText {
    $folder = Join-Path -Path ([IO.Path]::GetTempPath()) -ChildPath ([string] [Guid]::NewGuid())
    $null = New-Item -ItemType Directory -Path $folder
    try {
        $file = Join-Path -Path $folder -ChildPath 'parameters.reg'
        $null = & $reg export "HKLM\$keyPath" $file /y /reg:64
        if ($LASTEXITCODE -ne 0) {
            throw "reg.exe ended with $LASTEXITCODE."
        }
        return , [IO.File]::ReadAllBytes($file)
    } finally {
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}`;
