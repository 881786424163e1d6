// The calls about the machine.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { Clipboard } from '../../services/desktop';
import type { MachineService } from '../../services/machine-service';

export type MachineHandlers = Pick<
  Handlers,
  | 'machine.describe'
  | 'parameters.read'
  | 'windows-tool.open'
  | 'machine.restart'
  | 'machine.cancel-restart'
  | 'clipboard.write'
>;

export function machineHandlers(machine: MachineService, clipboard: Clipboard): MachineHandlers {
  return {
    'machine.describe': () => machine.describe(),
    'parameters.read': () => machine.readParameters(),
    'windows-tool.open': ({ tool }) => machine.openTool(tool),
    'machine.restart': () => machine.restart(),
    'machine.cancel-restart': () => machine.cancelRestart(),
    async 'clipboard.write'({ text }) {
      await clipboard.copy(text);
      return success(null);
    },
  };
}
