// The machine: what it is, its values as they stand, its restart.
// Protects: a change is not cut off by a restart, and nobody's Windows restarts without a confirmation.
import type { ParametersView } from '../contract/current-state/current-state';
import { failure, success, type Result } from '../contract/errors/result';
import type { MachineInfo } from '../contract/machine/machine-info';
import type { WindowsTool } from '../contract/machine/windows-tools';
import type { Words } from '../contract/messages/messages';
import type { PortRange } from '../contract/port-ranges/dynamic-ranges';
import { parametersFor, parameterNames, parametersKeyPath } from '../contract/registry/parameters';
import { hasDynamicRanges } from '../change/plan';
import { readParameters, readStored } from '../change/read-values';
import { likelySetterOf } from '../diagnosis/likely-setter';
import type { ChangeLog } from '../history/change-log';
import type { Machine } from '../machine/interfaces/machine';
import type { Questions } from './desktop';
import type { WriteLock } from './write-lock';

/** Time that people who are logged on get before a restart. */
const restartDelaySeconds = 120;

export interface MachineParts {
  readonly machine: Machine;
  readonly log: ChangeLog;
  readonly lock: WriteLock;
  readonly questions: Pick<Questions, 'confirmRestart'>;
  readonly words: Words;
  readonly programVersion: string;
  /** The system's regional format as a BCP 47 tag. */
  readonly locale: string;
}

export interface MachineService {
  readonly describe: () => Promise<Result<MachineInfo>>;
  /** Values of the article, dynamic port ranges and the last change, as they stand now. */
  readonly readParameters: () => Promise<Result<ParametersView>>;
  /** Errors: NOT_AVAILABLE_HERE where there is no such tool. */
  readonly openTool: (tool: WindowsTool) => Promise<Result<null>>;
  /** Restarts Windows after a delay. Errors: NOT_AVAILABLE_HERE in practice, BUSY during a change, NOT_CONFIRMED. */
  readonly restart: () => Promise<Result<{ readonly restartsAt: string }>>;
  readonly cancelRestart: () => Promise<Result<null>>;
}

export function machineService(parts: MachineParts): MachineService {
  const { machine, log, lock, questions, words, programVersion, locale } = parts;
  return {
    async describe() {
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const { regExe: _, ...info } = system.value;
      return success({
        ...info,
        kind: machine.kind,
        programVersion,
        locale,
        usageSource: machine.usage.of,
        usageProduct: machine.usage.product,
      });
    },
    async readParameters() {
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const values = await readParameters(machine.registry);
      if (!values.ok) return values;
      const { portClaims } = machine;
      const [ranges, tcp, udp] = await Promise.all([
        machine.portRange.read(),
        portClaims.excluded('tcp'),
        portClaims.excluded('udp'),
      ]);
      if (!ranges.ok) return ranges;
      const strict = await readStored(machine.registry, 'StrictTimeWaitSeqCheck');
      if (!strict.ok) return strict;
      const parameters = parametersFor(system.value.version);
      return success({
        keyPath: parametersKeyPath,
        parameters: parameterNames.map((name) => ({ parameter: parameters[name], stored: values.value[name] })),
        effective: ranges.value.ipv4Tcp,
        ranges: hasDynamicRanges(system.value.version) ? ranges.value : null,
        excluded: { tcp: tcp.ok ? plainRanges(tcp.value) : null, udp: udp.ok ? plainRanges(udp.value) : null },
        origin: likelySetterOf({
          maxUserPort: values.value.MaxUserPort,
          timedWaitDelay: values.value.TcpTimedWaitDelay,
          strictTimeWaitSeqCheck: strict.value,
          effective: ranges.value.ipv4Tcp,
        }),
        lastChange: (await log.standing()).current,
      });
    },
    openTool: (tool) => machine.system.openTool(tool),
    async restart() {
      if (machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
      if (lock.isHeld()) return failure({ code: 'BUSY' });
      if (!(await questions.confirmRestart(restartDelaySeconds))) return failure({ code: 'NOT_CONFIRMED' });
      const restartsAt = new Date(Date.now() + restartDelaySeconds * 1000).toISOString();
      const requested = await machine.system.requestRestart(restartDelaySeconds, words('confirm.restartNotice'));
      return requested.ok ? success({ restartsAt }) : requested;
    },
    cancelRestart: () => machine.system.cancelRestart(),
  };
}

function plainRanges(ranges: readonly PortRange[]): PortRange[] {
  return ranges.map(({ start, number }) => ({ start, number }));
}
