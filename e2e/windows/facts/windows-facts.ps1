#Requires -Version 5.1
# What this program relies on and only a real Windows can tell, as one JSON file. Reads; sends nothing. Opens sockets on this
# computer alone. With -Change and a typed yes it sets the TCP range of IPv4 for a moment and restores it (administrator).
# With -Load (only on the runner of the workflow) it opens connections of this computer to itself, a quarter of the free range
# at most.
[CmdletBinding()]
param([string] $File = '', [switch] $Change, [switch] $Load, [switch] $Quick)
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
$loopback = [Net.IPAddress]::Loopback
$facts = @{ format = 1 }

# What cannot be told is unknown, with the reason: never left out, and never a value.
function Add-Fact([string] $Name, [scriptblock] $Read) {
    Write-Host "$Name ..."
    try { $facts[$Name] = @{ value = & $Read } } catch { $facts[$Name] = @{ unknown = Hide-Names $_.Exception.Message } }
}

# The names of computer, user and domain, and the accounts of this computer, are nobody's business.
function Hide-Names([string] $Text) {
    foreach ($name in @($env:COMPUTERNAME, $env:USERNAME, $env:USERDOMAIN, [Environment]::UserName, [Environment]::MachineName)) {
        if ($name) { $Text = $Text -replace [regex]::Escape($name), 'NAME' }
    }
    return $Text -replace 'S-1-5-21-\d+-\d+-\d+', 'S-1-5-21-1-2-3'
}

# The bytes that a program of Windows prints, with its exit code.
function Read-Program([string] $Name, [string] $Arguments) {
    $start = New-Object -TypeName Diagnostics.ProcessStartInfo
    $start.FileName = Join-Path -Path ([Environment]::GetFolderPath('System')) -ChildPath $Name
    $start.Arguments = $Arguments
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $memory = New-Object -TypeName IO.MemoryStream
    $process.StandardOutput.BaseStream.CopyTo($memory)
    $process.WaitForExit()
    $latin = [Text.Encoding]::GetEncoding(28591)
    $text = Hide-Names $latin.GetString($memory.ToArray())
    return @{ line = "$Name $Arguments"; code = $process.ExitCode; base64 = [Convert]::ToBase64String($latin.GetBytes($text)) }
}

function Read-Ranges {
    foreach ($ip in 'ipv4', 'ipv6') {
        foreach ($protocol in 'tcp', 'udp') { Read-Program 'netsh.exe' "int $ip show dynamicport $protocol" }
    }
}

function New-Bound([Net.Sockets.ProtocolType] $Protocol) {
    $type = if ($Protocol -eq [Net.Sockets.ProtocolType]::Tcp) { [Net.Sockets.SocketType]::Stream } else { [Net.Sockets.SocketType]::Dgram }
    $socket = New-Object -TypeName Net.Sockets.Socket -ArgumentList ([Net.Sockets.AddressFamily]::InterNetwork), $type, $Protocol
    $socket.Bind((New-Object -TypeName Net.IPEndPoint -ArgumentList $loopback, 0))
    return $socket
}

function Read-Value([string] $Key, [string] $Name) {
    $item = Get-ItemProperty -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\$Key"
    $found = $item.PSObject.Properties[$Name]
    if ($null -eq $found) { return 'absent' }
    return $found.Value
}

function Add-Native {
    if ('Epw.Native' -as [type]) { return }
    Add-Type -TypeDefinition @'
using System; using System.Runtime.InteropServices;
namespace Epw { public static class Native {
  [DllImport("iphlpapi.dll")] public static extern uint GetExtendedTcpTable(IntPtr table, ref int size, bool sort, int family, int kind, int reserved);
  [DllImport("kernel32.dll", CharSet = CharSet.Unicode)] static extern IntPtr LoadLibraryW(string name);
  [DllImport("kernel32.dll", CharSet = CharSet.Ansi)] static extern IntPtr GetProcAddress(IntPtr library, string name);
  [DllImport("kernel32.dll")] static extern IntPtr GetProcessHeap();
  [DllImport("kernel32.dll")] static extern bool HeapFree(IntPtr heap, uint flags, IntPtr memory);
  [DllImport("iphlpapi.dll")] static extern uint InternalGetBoundTcpEndpointTable(out IntPtr table, IntPtr heap, uint flags);
  public static bool Has(string library, string name) { return GetProcAddress(LoadLibraryW(library), name) != IntPtr.Zero; }
  // Rows of 28 bytes after their count; the local port is the second half of the third word, in network order.
  public static int[] BoundPorts() {
    IntPtr table; uint error = InternalGetBoundTcpEndpointTable(out table, GetProcessHeap(), 0);
    if (error != 0) throw new Exception("error " + error);
    int[] ports = new int[Marshal.ReadInt32(table)];
    for (int row = 0; row < ports.Length; row++) {
      int word = Marshal.ReadInt32(table, 4 + row * 28 + 8);
      ports[row] = ((word & 0xff) << 8) | ((word >> 8) & 0xff);
    }
    HeapFree(GetProcessHeap(), 0, table);
    return ports;
  }
} }
'@
}

# Rows and milliseconds (middle of five) of GetExtendedTcpTable for IPv4 with owners.
function Measure-Table {
    Add-Native
    $times = foreach ($round in 1..5) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $size = 0
        $null = [Epw.Native]::GetExtendedTcpTable([IntPtr]::Zero, [ref] $size, $false, 2, 5, 0)
        $size += 24000
        $memory = [Runtime.InteropServices.Marshal]::AllocHGlobal($size)
        try {
            $code = [Epw.Native]::GetExtendedTcpTable($memory, [ref] $size, $false, 2, 5, 0)
            if ($code -ne 0) { throw "error $code" }
            $rows = [Runtime.InteropServices.Marshal]::ReadInt32($memory)
        } finally { [Runtime.InteropServices.Marshal]::FreeHGlobal($memory) }
        $watch.Elapsed.TotalMilliseconds
    }
    return @{ rows = $rows; milliseconds = @($times | Sort-Object)[2] }
}

function Read-Order([Net.Sockets.ProtocolType] $Protocol) {
    $sockets = @(foreach ($count in 1..40) { New-Bound $Protocol })
    $ports = @($sockets | ForEach-Object -Process { $_.LocalEndPoint.Port })
    foreach ($socket in $sockets) { $socket.Close() }
    return $ports
}

function Measure-TimeWait {
    $listener = New-Object -TypeName Net.Sockets.TcpListener -ArgumentList $loopback, 0
    $listener.Start()
    $client = New-Object -TypeName Net.Sockets.TcpClient
    $client.Connect($loopback, $listener.LocalEndpoint.Port)
    $server = $listener.AcceptTcpClient()
    $port = $client.Client.LocalEndPoint.Port
    $client.Close()
    $server.Close()
    $listener.Stop()
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $properties = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    $isSeen = $false
    while ($watch.Elapsed.TotalSeconds -lt 310) {
        $rows = @($properties.GetActiveTcpConnections() | Where-Object -FilterScript { ($_.LocalEndPoint.Port -eq $port) -and ($_.State -eq 'TimeWait') })
        if (($rows.Count -eq 0) -and $isSeen) { return $watch.Elapsed.TotalSeconds }
        if ($rows.Count -gt 0) { $isSeen = $true } elseif ($watch.Elapsed.TotalSeconds -gt 5) { throw 'The port was never in TIME_WAIT.' }
        Start-Sleep -Milliseconds 500
    }
    throw 'The port was in TIME_WAIT for more than 310 seconds.'
}

Add-Fact 'system' {
    $key = Get-ItemProperty -LiteralPath 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    return @{ product = $key.ProductName; build = "$($key.CurrentBuildNumber).$($key.UBR)"; language = [Globalization.CultureInfo]::InstalledUICulture.Name; powerShell = [string] $PSVersionTable.PSVersion; oemCodePage = (Read-Value 'Control\Nls\CodePage' 'OEMCP'); consoleCodePage = [Console]::OutputEncoding.CodePage }
}
Add-Fact 'ranges' { @(Read-Ranges) }
Add-Fact 'excludedRanges' { @(Read-Program 'netsh.exe' 'int ipv4 show excludedportrange tcp'; Read-Program 'netsh.exe' 'int ipv6 show excludedportrange udp') }
Add-Fact 'stored' {
    $names = 'MaxUserPort', 'TcpTimedWaitDelay', 'AutoReusePortRangeStartPort', 'AutoReusePortRangeNumberOfPorts'
    $stored = @{}
    foreach ($name in $names) { $stored[$name] = [string] (Read-Value 'Services\Tcpip\Parameters' $name) }
    return $stored
}
Add-Fact 'boundExport' { Add-Native; @{ ipv4 = [Epw.Native]::Has('iphlpapi.dll', 'InternalGetBoundTcpEndpointTable'); ipv6 = [Epw.Native]::Has('iphlpapi.dll', 'InternalGetBoundTcp6EndpointTable') } }
$bound = New-Bound ([Net.Sockets.ProtocolType]::Tcp)
$boundPort = $bound.LocalEndPoint.Port
Add-Fact 'boundInTable' { Add-Native; [bool] ([Epw.Native]::BoundPorts() -contains $boundPort) }
Add-Fact 'boundInPowerShell' { [bool] @(Get-NetTCPConnection -State Bound | Where-Object -FilterScript { $_.LocalPort -eq $boundPort }).Count }
Add-Fact 'boundInNetstat' {
    $read = Read-Program 'netstat.exe' '-anoq'
    $text = [Text.Encoding]::GetEncoding(28591).GetString([Convert]::FromBase64String($read.base64))
    return @{ code = $read.code; lines = @($text -split "`r?`n" | Where-Object -FilterScript { $_ -match ":$boundPort\s" }) }
}
$bound.Close()
Add-Fact 'bootIdentities' {
    if ([Environment]::OSVersion.Platform -ne 'Win32NT') { throw 'There is no shared page of Windows here.' }
    return @{
        sharedPage = [Runtime.InteropServices.Marshal]::ReadInt32([IntPtr] 0x7FFE02C4)
        smss = @(Get-CimInstance -ClassName Win32_Process -Filter 'Name = "smss.exe" and ParentProcessId = 4' | ForEach-Object -Process { $_.CreationDate.ToUniversalTime().ToString('o') })
        prefetch = Read-Value 'Control\Session Manager\Memory Management\PrefetchParameters' 'BootId'
        lastBoot = (Get-CimInstance -ClassName Win32_OperatingSystem).LastBootUpTime.ToUniversalTime().ToString('o')
        event12 = @(Get-WinEvent -MaxEvents 1 -FilterHashtable @{ LogName = 'System'; ProviderName = 'Microsoft-Windows-Kernel-General'; Id = 12 } | ForEach-Object -Process { $_.TimeCreated.ToUniversalTime().ToString('o') })
    }
}
Add-Fact 'eventLog' {
    foreach ($id in 4227, 4231, 4266) { Read-Program 'wevtutil.exe' "qe System `"/q:*[System[Provider[@Name='Tcpip'] and EventID=$id]]`" /c:1 /rd:true /f:xml" }
    Read-Program 'wevtutil.exe' 'qe NoSuchLog /c:1'
}
Add-Fact 'orderTcp' { Read-Order ([Net.Sockets.ProtocolType]::Tcp) }
Add-Fact 'orderUdp' { Read-Order ([Net.Sockets.ProtocolType]::Udp) }
Add-Fact 'folders' {
    $user = [Environment]::GetFolderPath('UserProfile')
    $folders = @{ drive = 'C:\'; programFiles = [Environment]::GetFolderPath('ProgramFiles'); programData = [Environment]::GetFolderPath('CommonApplicationData'); windows = [Environment]::GetFolderPath('Windows'); downloads = (Join-Path -Path $user -ChildPath 'Downloads'); temporary = [IO.Path]::GetTempPath(); otherDrive = 'D:\' }
    $lists = @{}
    foreach ($name in $folders.Keys) {
        $lists[$name] = try { Hide-Names (Get-Acl -LiteralPath $folders[$name]).Sddl } catch { 'unknown' }
    }
    return $lists
}
Add-Fact 'tableTime' { Measure-Table }
if ($Load -and ($env:GITHUB_ACTIONS -ne 'true')) { throw '-Load is for the runner of the workflow only.' }
if ($Load) {
    Add-Fact 'tableTimeUnderLoad' {
        $numbers = [regex]::Matches([Text.Encoding]::ASCII.GetString([Convert]::FromBase64String((Read-Program 'netsh.exe' 'int ipv4 show dynamicport tcp').base64)), ':\s*(\d+)')
        $used = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections().Count
        $count = [int] [Math]::Floor(([int] $numbers[$numbers.Count - 1].Groups[1].Value - $used) / 4)
        $listener = New-Object -TypeName Net.Sockets.TcpListener -ArgumentList $loopback, 0
        $listener.Start()
        $clients = New-Object -TypeName Collections.Generic.List[object]
        try {
            for ($index = 0; $index -lt $count; $index += 1) {
                $client = New-Object -TypeName Net.Sockets.TcpClient
                $client.LingerState = New-Object -TypeName Net.Sockets.LingerOption -ArgumentList $true, 0
                $clients.Add($client)
                $client.Connect($loopback, $listener.LocalEndpoint.Port)
                $clients.Add($listener.AcceptTcpClient())
            }
            return Measure-Table
        } finally {
            foreach ($client in $clients) { $client.Close() }
            $listener.Stop()
        }
    }
}
if ($Change) {
    if ((Read-Host -Prompt 'Set the TCP range of IPv4 to 20000-36383 for a moment, and restore it? Type yes') -ceq 'yes') {
        Add-Fact 'moves' {
            $before = @(Read-Ranges)
            $numbers = [regex]::Matches([Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($before[0].base64)), ':\s*(\d+)')
            if ($numbers.Count -lt 2) { throw 'netsh did not tell the range; nothing was changed.' }
            $start, $number = $numbers[$numbers.Count - 2].Groups[1].Value, $numbers[$numbers.Count - 1].Groups[1].Value
            try {
                $set = Read-Program 'netsh.exe' 'int ipv4 set dynamicport tcp start=20000 num=16384'
                $during = @(Read-Ranges)
            } finally { $restored = Read-Program 'netsh.exe' "int ipv4 set dynamicport tcp start=$start num=$number" }
            return @{ before = $before; set = $set; during = $during; restored = $restored; after = @(Read-Ranges) }
        }
    }
}
if (-not $Quick) { Add-Fact 'timeWaitSeconds' { Measure-TimeWait } }

if (-not $File) { $File = Join-Path -Path $PWD -ChildPath "windows-facts-$(Get-Date -Format 'yyyyMMdd-HHmmss').json" }
$facts.isElevated = try { (New-Object -TypeName Security.Principal.WindowsPrincipal -ArgumentList ([Security.Principal.WindowsIdentity]::GetCurrent())).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator) } catch { $null }
[IO.File]::WriteAllText($File, (ConvertTo-Json -InputObject $facts -Depth 6))
Write-Host "Written: $File"
