// The end of the collector: reads everything, and writes one .zip, or nothing and says why.
// Protects: no file is replaced, and none is left that is not whole.

/** Requires everything else. */
export const collecting = String.raw`try {
    if (-not (Test-Path -LiteralPath $Folder -PathType Container)) {
        throw "The folder $Folder does not exist."
    }
    $takenAt = (Get-Date).ToUniversalTime()
    $processFact = Read-Fact { Read-Processes }
    $processes = if ($processFact.known) { $processFact.value } else { @{} }
    $services = if ($processFact.known) { Read-Services } else { $null }
    $tcp = Read-Fact { Read-Tcp }
    if ($tcp.known) {
        Add-Part 'tcp.csv' $utf8.GetBytes($tcp.value.Tcp)
    } else {
        Add-Missing 'tcp.csv' $tcp.reason $tcp.detail
    }
    if ($tcp.known -and ($null -ne $tcp.value.Bound)) {
        Add-Part 'bound.csv' $utf8.GetBytes($tcp.value.Bound)
    } else {
        Add-Missing 'bound.csv' 'not-available' 'Windows listed no bound socket: there is none, or it does not tell them.'
    }
    Add-Reading 'udp.csv' { Read-Udp }
    $owners = $processFact
    if ($processFact.known) {
        $owners = Read-Fact { Read-Owners }
    }
    if ($owners.known) {
        Add-Reading 'processes.csv' { ConvertTo-ProcessTable $owners.value }
    } else {
        Add-Missing 'processes.csv' $owners.reason $owners.detail
    }
    $claims = if (-not $processFact.known) { $processFact } elseif (-not $tcp.known) { $tcp } else {
        @{
            known = $true
            value = @{
                listeners = @($tcp.value.Listeners.Keys | Sort-Object | ForEach-Object -Process {
                    $id = $tcp.value.Listeners[$_]
                    @{ port = $_; processId = $id; name = $(if ($processes.ContainsKey($id)) { Limit-Text $processes[$id].Name 1000 } else { $null }) }
                })
                programs = @($processes.Values | ForEach-Object -Process { Limit-Text $_.Name 1000 } | Sort-Object -Unique)
            }
        }
    }
    $evidence = @{
        takenAt = (ConvertTo-Moment $takenAt)
        windows = (Read-Fact { Read-Windows })
        ranges = @{
            ipv4Tcp = (Read-Fact { Read-DynamicPorts 'ipv4' 'tcp' }); ipv4Udp = (Read-Fact { Read-DynamicPorts 'ipv4' 'udp' })
            ipv6Tcp = (Read-Fact { Read-DynamicPorts 'ipv6' 'tcp' }); ipv6Udp = (Read-Fact { Read-DynamicPorts 'ipv6' 'udp' })
        }
        maxUserPort = (Read-Fact { Read-Stored 'MaxUserPort' })
        timedWaitDelay = (Read-Fact { Read-Stored 'TcpTimedWaitDelay' })
        owners = $owners
        claims = $claims
        excluded = (Read-Fact { Read-Excluded 'ipv4' 'tcp' })
        excludedElsewhere = @{ ipv4Udp = (Read-Fact { Read-Excluded 'ipv4' 'udp' }); ipv6Tcp = (Read-Fact { Read-Excluded 'ipv6' 'tcp' }); ipv6Udp = (Read-Fact { Read-Excluded 'ipv6' 'udp' }) }
        events = (Read-Fact { Read-Events })
    }
    Add-Part 'evidence.json' $utf8.GetBytes((ConvertTo-Json -InputObject $evidence -Depth 8 -Compress))
    Add-Reading 'raw/wevtutil.xml' { Read-EventText }
    Add-Reading 'raw/parameters.reg' { Read-KeyText }
    foreach ($name in 'verdict.json', 'history.json', 'ticket.txt', 'chart.png') {
        Add-Missing $name 'not-available' 'The collector does not make it.'
    }
    $product = if ($evidence.windows.known) { $evidence.windows.value.product } else { $null }
    $sha256 = [Security.Cryptography.SHA256]::Create()
    $manifest = @{
        format = 'ephemeral-port-wizard/evidence'
        version = 1
        writtenBy = 'collector'
        programVersion = $programVersion
        madeAt = $takenAt.ToString('o')
        computer = @{ name = $env:COMPUTERNAME; product = $product; utcOffsetMinutes = [int] [Math]::Round(($takenAt.ToLocalTime() - $takenAt).TotalMinutes) }
        isPractice = $false
        areNamesReplaced = $false
        versions = $versions
        files = @($parts | ForEach-Object -Process { @{ name = $_.Name; sizeInBytes = $_.Bytes.Length; sha256 = [BitConverter]::ToString($sha256.ComputeHash($_.Bytes)).Replace('-', '').ToLowerInvariant() } })
        missing = $missing.ToArray()
    }
    $parts.Insert(0, @{ Name = 'manifest.json'; Bytes = $utf8.GetBytes((ConvertTo-Json -InputObject $manifest -Depth 8 -Compress)) })
    $computer = ([string] $env:COMPUTERNAME) -replace '[^A-Za-z0-9_-]', '_'
    $file = Join-Path -Path $Folder -ChildPath "evidence-$($takenAt.ToString('s').Replace(':', ''))-$computer.zip"
    Add-Type -AssemblyName System.IO.Compression
    # Fails where a file of this name, or a link, is there.
    $stream = New-Object -TypeName IO.FileStream -ArgumentList $file, ([IO.FileMode]::CreateNew)
    try {
        $archive = New-Object -TypeName IO.Compression.ZipArchive -ArgumentList $stream, ([IO.Compression.ZipArchiveMode]::Create)
        foreach ($part in $parts) {
            $entry = $archive.CreateEntry($part.Name).Open()
            $entry.Write($part.Bytes, 0, $part.Bytes.Length)
            $entry.Close()
        }
        $archive.Dispose()
    } catch {
        $stream.Close()
        Remove-Item -LiteralPath $file
        throw
    }
    Write-Output $file
    exit 0
} catch {
    Write-Output "Failed, no file was written: $($_.Exception.Message)"
    exit 1
}`;
