// What Linux tells of single processes (proc(5)): since when they run, from which file, and how many files they have open.
// Protects: what is refused for another user's process is unknown; a process that has ended is not among the answers.
import { readFile, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, success } from '../../contract/errors/result';
import type { ProcessFacts } from '../../contract/usage/process-facts';
import type { ProcessInspector } from '../interfaces/processes';

/** USER_HZ: in what /proc counts, whatever the kernel's own tick is. */
const ticksPerSecond = 100;
/** Behind the name of the program: its state, and 19 fields further the time of its start. */
const [stateField, startField] = [0, 19];

export function linuxProcessInspector(root = '/proc'): ProcessInspector {
  return {
    async inspect(processIds) {
      try {
        const bootedAt = bootTime(await readFile(join(root, 'stat'), 'utf8'));
        const looks = [...new Set(processIds)].map((processId) => look(root, processId, bootedAt));
        const found = (await Promise.all(looks)).filter((facts) => facts !== null);
        return success(new Map(found.map((facts) => [facts.processId, facts])));
      } catch (error) {
        return failure({ code: 'MACHINE_FAILED', action: 'port-table.read', windowsCode: null, detail: String(error) });
      }
    },
  };
}

/** Null when there is no such process, or one that only waits for its parent to notice its end. */
async function look(root: string, processId: number, bootedAt: number | null): Promise<ProcessFacts | null> {
  const folder = join(root, String(processId));
  const stat = await readFile(join(folder, 'stat'), 'utf8').catch(missing);
  if (stat === null) return null;
  // The name stands in brackets, and may hold blanks and brackets itself.
  const fields = stat
    .slice(stat.lastIndexOf(')') + 1)
    .trim()
    .split(' ');
  if (/^[ZX]$/i.test(fields[stateField] ?? '')) return null;
  const ticks = Number(fields[startField]);
  return {
    processId,
    startedAt: bootedAt === null || !Number.isInteger(ticks) ? null : bootedAt + (ticks * 1000) / ticksPerSecond,
    path: await readlink(join(folder, 'exe')).catch(() => null),
    company: null,
    handles: await readdir(join(folder, 'fd')).then(
      (open) => open.length,
      () => null,
    ),
    services: [],
  };
}

function missing(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  // ESRCH: it ended while it was read.
  if (code === 'ENOENT' || code === 'ESRCH') return null;
  throw error;
}

/** Milliseconds since 1970, to the second: a process never seems to have started later than it did. */
function bootTime(stat: string): number | null {
  const [, seconds] = /^btime (\d+)$/m.exec(stat) ?? [];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
