// What apply.ps1 (with remediate.ps1) and undo.ps1 of "commands only" do, in Windows PowerShell 5.1.
// Protects: nothing is written before the state of the machine is saved and everything was checked; a failure says what is left.

/** Both begin with it. */
const rightsFirst = `if (-not (Test-Elevated)) {
    Write-Output 'Administrator rights are needed. Nothing was changed.'
    exit 3
}`;

/** Ends the checks, where a failure changed nothing, and begins to write. */
const nowWrite = `} catch {
    Write-Output "Failed, nothing was changed: $($_.Exception.Message)"
    exit 1
}
try {`;

/** Wants `$codeWhenAlready`, `$codeWhenRestart` and `$StateFolder`. */
export const applying = `${rightsFirst}
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
${nowWrite}
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

/** Goes back to the state in `$StateFolder`, unless somebody else changed a setting since. */
export const undoing = `${rightsFirst}
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
${nowWrite}
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
