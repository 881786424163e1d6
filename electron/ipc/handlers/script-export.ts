// The calls about scripts for other machines.
import type { Handlers } from '../../contract/ipc/calls';
import type { CollectorService } from '../../services/collector-service';
import type { ScriptService } from '../../services/script-service';

export function scriptHandlers(
  scripts: ScriptService,
  collector: CollectorService,
): Pick<Handlers, 'commands.write' | 'collector.write'> {
  return { 'commands.write': ({ token }) => scripts.write(token), 'collector.write': () => collector.write() };
}
