// PowerShell 7 as a Windows program without a console, which runs under Wine: host.exe OUTPUT SCRIPT.
using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

var state = InitialSessionState.CreateDefault();
state.ExecutionPolicy = ExecutionPolicy.Bypass;
using var runspace = RunspaceFactory.CreateRunspace(state);
runspace.Open();
using var shell = PowerShell.Create(runspace);
try
{
    var lines = shell.AddCommand(args[1]).Invoke().Select(line => line.ToString());
    File.WriteAllLines(args[0], lines.Concat(shell.Streams.Error.Select(error => "error: " + error)));
    return 0;
}
catch (RuntimeException exception)
{
    File.WriteAllText(args[0], exception.ToString());
    return 1;
}
