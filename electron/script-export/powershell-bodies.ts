// The bodies of apply.ps1 (also remediate.ps1) and undo.ps1 of "commands only", in Windows PowerShell 5.1.
// Protects: nothing is written before the state of the machine is saved and everything is checked; a failure says what is left.

/** The beginning of both. */
const rightsFirst = `if (-not (Test-Elevated)) {
    Write-Output 'Administrator rights are needed. Nothing was changed.'
    exit 3
}`;

/** Ends the checks, during which a failure has changed nothing, and starts writing. */
const nowWrite = `} catch {
    Write-Output "Failed, nothing was changed: $($_.Exception.Message)"
    exit 1
}
try {`;

/** Reports why a saved state cannot be used; nothing has been touched then. */
const readingState = `try {
        $state = Read-State $stateFile
    } catch {
        Write-Output "$($_.Exception.Message) Nothing was changed."
        exit 2
    }`;

/** Requires `$codeWhenAlready`, `$codeWhenRestart` and `$StateFolder`. */
export const applying = `${rightsFirst}
try {
    if (Test-AllAsWanted) {
        Write-Output 'Already set. No change was made.'
        exit $codeWhenAlready
    }
    $before = @{ format = 2; plan = $planId; computer = $env:COMPUTERNAME; settings = @(); portRanges = @() }
    foreach ($wanted in $wantedValues) {
        $before.settings += Read-Value $wanted.Name
    }
    foreach ($wanted in $wantedRanges) {
        $before.portRanges += Read-Range $wanted.Ip $wanted.Protocol
    }
    $stateFile = Join-Path -Path $StateFolder -ChildPath 'state.json'
    # The state of an earlier run of this change is kept, unless somebody else has changed a setting since: then it
    # tells no longer what was before this run.
    $isFirst = -not (Test-Path -LiteralPath $stateFile)
    if (-not $isFirst) {
        ${readingState.replaceAll('\n', '\n    ')}
        if (@(Get-ChangedSince $state).Count -gt 0) {
            Close-State $stateFile 'superseded'
            $isFirst = $true
        }
    }
    if ($isFirst) {
        $null = New-Item -ItemType Directory -Force -Path $StateFolder
        $null = & $reg export "HKLM\\$keyPath" (Join-Path -Path $StateFolder -ChildPath ('before-' + (Get-Date -Format 'yyyyMMdd-HHmmss') + '.reg')) /y /reg:64
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
        Write-Output "Failed: $reason Not rolled back: $($left -join ', '). The state before is in $StateFolder"
    } else {
        if ($isFirst) {
            Remove-Item -LiteralPath $stateFile
        }
        Write-Output "Failed, everything was rolled back: $reason"
    }
    exit 1
}
if ($wantedValues.Count -gt 0) {
    Write-Output "Done; a restart is needed. The state before is in $StateFolder"
    exit $codeWhenRestart
}
Write-Output "Done, in effect immediately. The state before is in $StateFolder"
exit 0`;

/** Restores the state in `$StateFolder`, unless somebody else has changed a setting since. Requires `$otherStateFolder`. */
export const undoing = `${rightsFirst}
$stateFile = Join-Path -Path $StateFolder -ChildPath 'state.json'
# Without a folder of its own choice: beside the script, or where the remediation keeps it.
if ((-not (Test-Path -LiteralPath $stateFile)) -and (-not $PSBoundParameters.ContainsKey('StateFolder'))) {
    $otherStateFile = Join-Path -Path $otherStateFolder -ChildPath 'state.json'
    if (Test-Path -LiteralPath $otherStateFile) {
        $StateFolder = $otherStateFolder
        $stateFile = $otherStateFile
    }
}
if (-not (Test-Path -LiteralPath $stateFile)) {
    Write-Output "There is no state in $StateFolder. Nothing was changed."
    exit 2
}
try {
    ${readingState}
    $changed = @(Get-ChangedSince $state)
    if ($changed.Count -gt 0) {
        Write-Output "Changed in the meantime: $($changed -join ', '). Nothing was changed."
        exit 5
    }
    if (Test-AsBefore $state) {
        Write-Output 'Already as before; nothing to do.'
        exit 4
    }
${nowWrite}
    foreach ($range in $state.Ranges) {
        Write-Range $range
    }
    foreach ($value in $state.Values) {
        Write-Value $value
    }
    Close-State $stateFile 'undone'
} catch {
    Write-Output "Failed: $($_.Exception.Message) The state before is in $StateFolder"
    exit 1
}
if ($state.Values.Count -gt 0) {
    Write-Output 'The previous state is restored; a restart is needed.'
    exit 3010
}
Write-Output 'The previous state is restored, in effect immediately.'
exit 0`;
