// Times a whole change of this program on Windows (or Wine) against the bare reg.exe calls for the same: export, set two
// values, query them. Prints one line of JSON with the times in milliseconds.
import { join } from 'node:path';
import { carryOut } from '../../electron/change/apply';
import { planChanges } from '../../electron/change/plan';
import { readParameters } from '../../electron/change/read-values';
import { changeTools } from '../windows/fixtures/change';
import { inFolder, pathOf, regExe, throwAwayKey } from '../windows/fixtures/throw-away-key';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';

const rounds = 15;
const requested = [
  { name: 'MaxUserPort', value: 65534 },
  { name: 'TcpTimedWaitDelay', value: 30 },
] as const;

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function bare(location: KeyLocation, folder: string): Promise<void> {
  const key = pathOf(location);
  await regExe('export', key, join(folder, 'bare.reg'), '/y', '/reg:64');
  for (const { name, value } of requested)
    await regExe('add', key, '/v', name, '/t', 'REG_DWORD', '/d', String(value), '/f', '/reg:64');
  for (const { name } of requested) await regExe('query', key, '/v', name, '/reg:64');
}

async function ours(location: KeyLocation, folder: string): Promise<void> {
  const tools = changeTools(location, folder);
  const current = await readParameters(tools.machine.registry);
  if (!current.ok) throw new Error(JSON.stringify(current));
  const changes = planChanges(current.value, requested, { major: 10, minor: 0, build: 19045 });
  if (!changes.ok) throw new Error(JSON.stringify(changes));
  const result = await carryOut(tools, changes.value, 'apply');
  if (!result.ok) throw new Error(JSON.stringify(result));
}

async function forget(location: KeyLocation): Promise<void> {
  for (const { name } of requested) await regExe('delete', pathOf(location), '/v', name, '/f', '/reg:64');
}

const { location, remove } = await throwAwayKey();
const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
try {
  await inFolder(async (folder) => {
    for (let round = 0; round < rounds; round += 1) {
      times.bare.push(await timed(() => bare(location, folder)));
      await forget(location);
      times.ours.push(await timed(() => ours(location, folder)));
      await forget(location);
    }
  });
} finally {
  await remove();
}
process.stdout.write(`result ${JSON.stringify(times)}\n`);
