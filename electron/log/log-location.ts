// Where a process with administrator rights keeps its log: in a user's own folder, a link could redirect it anywhere.
import { join } from 'node:path';
import type { Machine } from '../machine/interfaces/machine';
import { openLog, type Log } from './log';

/** The log of this process on Windows with administrator rights, in the machine folder; otherwise `log`. */
export async function logFor(machine: Machine, log: Log): Promise<Log> {
  if (machine.kind !== 'windows') return log;
  const system = await machine.system.describe();
  if (!system.ok || !system.value.isElevated) return log;
  return (await machine.folder.prepare()).ok ? openLog(join(machine.folder.path, 'logs')) : log;
}
