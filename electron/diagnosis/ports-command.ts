// The command of Windows that lists the ports in use. Protects: no command is told that a release does not have.
import { isAtLeast, type WindowsVersion } from '../contract/registry/parameters';
import type { PortsCommand } from '../contract/usage/ports-command';

/** -q came with Windows 10 and Server 2016, -o with XP. */
export function netstatOf(version: WindowsVersion): PortsCommand {
  if (isAtLeast(version, 10, 0)) return { command: 'netstat -anoq', listsBound: true };
  return { command: isAtLeast(version, 5, 1) ? 'netstat -ano' : 'netstat -an', listsBound: false };
}
