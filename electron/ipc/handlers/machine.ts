// What the calls about the machine do: what it is, its figures, its values, its restart.
import type { Handlers } from '../../contract/ipc/calls';
import { parametersFor, parameterNames, parametersKeyPath } from '../../contract/registry/parameters';
import { failure, success } from '../../contract/errors/result';
import { likelySetterOf } from '../../diagnosis/likely-setter';
import { hasDynamicRanges } from '../../change/plan';
import { readCatalogue, readStored } from '../../change/read-values';
import type { Services } from '../../services/services';

/** Time that people who are logged on get before a restart. */
const restartDelaySeconds = 120;

export type MachineHandlers = Pick<
  Handlers,
  | 'machine.describe'
  | 'parameters.read'
  | 'registry-editor.open'
  | 'machine.restart'
  | 'machine.cancel-restart'
  | 'clipboard.write'
  | 'practice.restart'
>;

/** `isChanging` is asked before a restart: a change must not be cut off by it. */
export function createMachineHandlers(services: Services, isChanging: () => boolean): MachineHandlers {
  const { machine, log, desktop, words } = services;
  return {
    async 'machine.describe'() {
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const { regExe: _, ...info } = system.value;
      return success({
        ...info,
        kind: machine.kind,
        programVersion: desktop.programVersion,
        locale: desktop.locale,
        usageSource: machine.usage.of,
        usageProduct: machine.usage.product,
      });
    },
    async 'parameters.read'() {
      const system = await machine.system.describe();
      if (!system.ok) return system;
      const values = await readCatalogue(machine.registry);
      if (!values.ok) return values;
      const [ranges, excluded] = await Promise.all([machine.portRange.read(), machine.portClaims.excluded()]);
      if (!ranges.ok) return ranges;
      const strict = await readStored(machine.registry, 'StrictTimeWaitSeqCheck');
      if (!strict.ok) return strict;
      const parameters = parametersFor(system.value.version);
      return success({
        keyPath: parametersKeyPath,
        parameters: parameterNames.map((name) => ({ parameter: parameters[name], stored: values.value[name] })),
        effective: ranges.value.ipv4Tcp,
        ranges: hasDynamicRanges(system.value.version) ? ranges.value : null,
        excluded: excluded.ok ? excluded.value.map(({ start, number }) => ({ start, number })) : null,
        origin: likelySetterOf({
          maxUserPort: values.value.MaxUserPort,
          timedWaitDelay: values.value.TcpTimedWaitDelay,
          strictTimeWaitSeqCheck: strict.value,
          effective: ranges.value.ipv4Tcp,
        }),
        lastChange: (await log.standing()).current,
      });
    },
    'registry-editor.open': () => machine.system.openRegistryEditor(),
    async 'machine.restart'() {
      if (machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
      if (isChanging()) return failure({ code: 'BUSY' });
      if (!(await desktop.confirmRestart(restartDelaySeconds))) return failure({ code: 'NOT_CONFIRMED' });
      const restartsAt = new Date(Date.now() + restartDelaySeconds * 1000).toISOString();
      const requested = await machine.system.requestRestart(restartDelaySeconds, words('confirm.restartNotice'));
      return requested.ok ? success({ restartsAt }) : requested;
    },
    'machine.cancel-restart': () => machine.system.cancelRestart(),
    'clipboard.write'({ text }) {
      desktop.copy(text);
      return Promise.resolve(success(null));
    },
    async 'practice.restart'() {
      if (!machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const restarted = await machine.practice.restart();
      if (restarted.ok) desktop.machineChanged();
      return restarted;
    },
  };
}
