// What the collector reads of sockets, processes and services, with Windows' own modules.
// Protects: bound sockets that Windows does not tell are not in the file, never an empty table.

/** Requires `gathering`. */
export const socketReading = String.raw`$states = @{
    Closed = 'CLOSED'; Listen = 'LISTEN'; SynSent = 'SYN_SENT'; SynReceived = 'SYN_RECEIVED'; Established = 'ESTABLISHED'; FinWait1 = 'FIN_WAIT_1'
    FinWait2 = 'FIN_WAIT_2'; CloseWait = 'CLOSE_WAIT'; Closing = 'CLOSING'; LastAck = 'LAST_ACK'; TimeWait = 'TIME_WAIT'; DeleteTCB = 'DELETE_TCB'
}

# Processes by their number. The idle process has no sockets.
function Read-Processes {
    $found = @{}
    foreach ($process in Get-CimInstance -ClassName Win32_Process) {
        $id = [long] $process.ProcessId
        if ($id -ne 0) {
            $started = if ($null -ne $process.CreationDate) { $process.CreationDate } else { $null }
            $found[$id] = @{ Name = [string] $process.Name; Cell = (ConvertTo-Cell $process.Name); Started = $started; Path = [string] $process.ExecutablePath; Handles = $process.HandleCount; Tcp = 0; Udp = 0 }
        }
    }
    return $found
}

# The running services of each process; null where they cannot be read.
function Read-Services {
    $found = @{}
    try {
        foreach ($service in Get-CimInstance -ClassName Win32_Service -Filter 'ProcessId <> 0') {
            $id = [long] $service.ProcessId
            if (-not $found.ContainsKey($id)) {
                $found[$id] = @()
            }
            $found[$id] += @{ name = [string] $service.Name; displayName = [string] $service.DisplayName; isStoppable = [bool] $service.AcceptStop }
        }
    } catch {
        return $null
    }
    return $found
}

function Get-ProcessCell([long] $Id) {
    if ($processes.ContainsKey($Id)) {
        return $processes[$Id].Cell
    }
    return ''
}

# Every TCP socket: a table of connections and listeners, one of bound sockets, and who listens where.
function Read-Tcp {
    $tcp = New-Object -TypeName Text.StringBuilder -ArgumentList 'local_address,local_port,remote_address,remote_port,state,process_id,process'
    $bound = New-Object -TypeName Text.StringBuilder -ArgumentList 'local_address,local_port,process_id,process'
    $listeners = @{}
    $rows = 0
    $boundRows = 0
    foreach ($socket in Get-NetTCPConnection) {
        $id = [long] $socket.OwningProcess
        $cell = Get-ProcessCell $id
        if ($cell -ne '') {
            $processes[$id].Tcp += 1
        }
        $state = [string] $socket.State
        if ($state -eq 'Bound') {
            $boundRows += 1
            $null = $bound.Append($newLine).Append([string] $socket.LocalAddress).Append(',').Append([int] $socket.LocalPort).Append(',').Append($id).Append(',').Append($cell)
            continue
        }
        if (-not $states.ContainsKey($state)) {
            Stop-NotUnderstood "A socket is in state $state."
        }
        $rows += 1
        $null = $tcp.Append($newLine).Append([string] $socket.LocalAddress).Append(',').Append([int] $socket.LocalPort).Append(',').Append([string] $socket.RemoteAddress).Append(',').Append([int] $socket.RemotePort).Append(',').Append($states[$state]).Append(',').Append($id).Append(',').Append($cell)
        if ($state -eq 'Listen') {
            $listeners[[int] $socket.LocalPort] = $id
        }
    }
    if (($rows -gt $mostRows) -or ($boundRows -gt $mostRows)) {
        throw "There are more than $mostRows sockets."
    }
    $boundText = $null
    if ($boundRows -gt 0) {
        $boundText = $bound.Append($newLine).ToString()
    }
    return @{ Tcp = $tcp.Append($newLine).ToString(); Bound = $boundText; Listeners = $listeners }
}

function Read-Udp {
    $udp = New-Object -TypeName Text.StringBuilder -ArgumentList 'local_address,local_port,process_id,process'
    foreach ($socket in Get-NetUDPEndpoint) {
        $id = [long] $socket.OwningProcess
        $cell = Get-ProcessCell $id
        if ($cell -ne '') {
            $processes[$id].Udp += 1
        }
        $null = $udp.Append($newLine).Append([string] $socket.LocalAddress).Append(',').Append([int] $socket.LocalPort).Append(',').Append($id).Append(',').Append($cell)
    }
    return $udp.Append($newLine).ToString()
}

# From a drive of this computer alone: a path on a server is not opened.
function Read-Company([string] $Path) {
    try {
        $isLocal = ($Path -match '^[A-Za-z]:\\') -and (@('Fixed', 'Removable', 'Ram', 'CDRom') -contains [string] (New-Object -TypeName IO.DriveInfo -ArgumentList $Path.Substring(0, 2)).DriveType)
        $company = if ($isLocal) { [string] [Diagnostics.FileVersionInfo]::GetVersionInfo($Path).CompanyName } else { '' }
        if ($company -ne '') {
            return $company
        }
    } catch {
        return $null
    }
    return $null
}

# The processes with most sockets, as the program looks at them.
function Read-Owners {
    $holding = @($processes.Keys | Where-Object -FilterScript { $processes[$_].Tcp + $processes[$_].Udp -gt 0 })
    $largest = @($holding | Sort-Object -Descending -Property { $processes[$_].Tcp + $processes[$_].Udp } | Select-Object -First 20)
    $owners = New-Object -TypeName Collections.Generic.List[object]
    foreach ($id in $largest) {
        $process = $processes[$id]
        $own = @()
        if (($null -ne $services) -and $services.ContainsKey($id)) {
            $own = $services[$id]
        }
        $owners.Add(@{
            processId = $id
            startedAt = $(if ($null -ne $process.Started) { ConvertTo-Moment $process.Started } else { $null })
            path = $(if ($process.Path -ne '') { $process.Path } else { $null })
            company = (Read-Company $process.Path)
            handles = $(if ($null -ne $process.Handles) { [long] $process.Handles } else { $null })
            services = $(if ($null -ne $services) { , @($own) } else { $null })
            isRunning = $true
            firstSeenAt = $null
        })
    }
    return , $owners.ToArray()
}

function ConvertTo-ProcessTable($Owners) {
    $table = New-Object -TypeName Text.StringBuilder -ArgumentList 'process_id,process,started_at,path,company,handles,services,tcp_sockets,udp_sockets'
    $companies = @{}
    foreach ($owner in $Owners) {
        $companies[$owner.processId] = $owner.company
    }
    foreach ($id in @($processes.Keys | Sort-Object)) {
        $process = $processes[$id]
        if ($process.Tcp + $process.Udp -eq 0) {
            continue
        }
        $started = if ($null -ne $process.Started) { $process.Started.ToUniversalTime().ToString('o') } else { '' }
        $names = if (($null -ne $services) -and $services.ContainsKey($id)) { @($services[$id] | ForEach-Object -Process { $_.name }) -join ' ' } else { '' }
        $cells = @([string] $id, $process.Cell, $started, (ConvertTo-Cell $process.Path), (ConvertTo-Cell $companies[$id]), [string] $process.Handles, (ConvertTo-Cell $names), [string] $process.Tcp, [string] $process.Udp)
        $null = $table.Append($newLine).Append($cells -join ',')
    }
    return $table.Append($newLine).ToString()
}`;
