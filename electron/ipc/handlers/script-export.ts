// The call about scripts for other machines.
import type { Handlers } from '../../contract/ipc/calls';
import type { ScriptService } from '../../services/script-service';

export function scriptHandlers(scripts: ScriptService): Pick<Handlers, 'commands.write'> {
  return { 'commands.write': ({ token }) => scripts.write(token) };
}
