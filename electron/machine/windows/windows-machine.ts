// Windows as the program sees it: the real registry, netsh, the port table and the system, behind the ports.
import { version } from 'node:os';
import type { Disk, MachineFolder } from '../interfaces/storage';
import type { Elevation } from '../interfaces/elevation';
import type { Machine } from '../interfaces/machine';
import type { UsageSource } from '../interfaces/usage';
import { loopbackProbe } from '../common/loopback-probe';
import { portAttempt } from '../common/port-attempt';
import { portClaimsFrom } from '../common/port-claims';
import { windowsEventLog } from './event-log/event-log';
import { netshExcludedRanges, netshPortRange } from './netsh/netsh';
import { windowsProcessInspector } from './processes/process-inspector';
import { windowsPortTable } from './sockets/port-table';
import { windowsProcessNames } from './sockets/process-names';
import { loadSocketApi } from './sockets/socket-api';
import { windowsRawAnswers } from './raw-answers/raw-answers';
import { exportsOf } from './registry/reg-exe';
import { parametersKey, windowsRegistry } from './registry/registry';
import { holdersOf } from './system/restart-manager';
import { windowsSystem } from './system/system';

/** This computer. Nothing of Windows is loaded before the first question is asked. */
export function windowsMachine(disk: Disk, folder: MachineFolder, elevation: Elevation | null): Machine {
  const portRange = netshPortRange();
  return {
    kind: 'windows',
    practice: null,
    registry: windowsRegistry(parametersKey, { regExe: exportsOf(folder.path) }),
    portRange,
    portProbe: loopbackProbe(),
    portClaims: portClaimsFrom({
      portTable: windowsPortTable(),
      processNames: windowsProcessNames(),
      excludedRanges: netshExcludedRanges(),
    }),
    system: windowsSystem(),
    usage: windowsUsage(portRange),
    rawAnswers: windowsRawAnswers(),
    disk: { ...disk, whoHolds: holdersOf },
    folder,
    elevation,
  };
}

/** The sockets of this computer, also for the thread that measures them. */
export function windowsUsage(portRange = netshPortRange()): UsageSource {
  return {
    of: 'machine',
    product: version(),
    portTable: windowsPortTable(),
    portAttempt: portAttempt(loadSocketApi),
    portRange,
    excludedRanges: netshExcludedRanges(),
    processNames: windowsProcessNames(),
    processInspector: windowsProcessInspector(),
    eventLog: windowsEventLog(),
  };
}
