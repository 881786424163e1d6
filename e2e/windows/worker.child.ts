// A worker in its own process, on a throw-away key. Arguments: JSON of Orders, and the credentials as the program passes them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../electron/machine/interfaces/machine';
import type { WorkerChannel } from '../../electron/machine/interfaces/elevation';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { openPipe } from '../../electron/machine/windows/elevation/worker-pipe';
import { readCredentials } from '../../electron/elevation/credentials';
import { serve } from '../../electron/elevation/worker/worker';
import { changeLockOf } from '../../electron/machine/common/change-lock';
import { machineOn } from './fixtures/change';

export interface Orders {
  readonly location: KeyLocation;
  readonly folder: string;
  readonly programVersion: string;
  /** What it does instead of a worker's job. */
  readonly play?: 'end' | 'sleep' | 'hold-lock';
  /** Blocks for good once it has reported this stage, e.g. "writing MaxUserPort". */
  readonly stopAt?: string;
}

/** A file of this name in the folder contains its process id, once it has reached the stage. */
const reached = 'reached';

async function main(): Promise<void> {
  const [orderText = '', credentialsText = ''] = process.argv.slice(2);
  const { location, folder, programVersion, play, stopAt } = JSON.parse(orderText) as Orders;
  const arrive = () => writeFileSync(join(folder, reached), String(process.pid));
  if (play === 'end') return;
  if (play === 'hold-lock' && !(await changeLockOf(folder)())) throw new Error('the lock is taken');
  if (play) {
    arrive();
    standStill();
  }
  const credentials = readCredentials(credentialsText);
  if (!credentials) throw new Error('no credentials');
  const machine = machineOn(location, folder);
  const elevation: Machine['elevation'] = {
    checkInstallLocation: () => Promise.resolve({ ok: true, value: null }),
    start: () => Promise.resolve({ kind: 'not-started', detail: '' }),
    protectChannel: () => Promise.resolve(),
    async openChannel(path) {
      const channel = await openPipe(path);
      return stopAt === undefined ? channel : stopping(channel, stopAt, arrive);
    },
  };
  process.exitCode = (await serve({ ...machine, elevation }, credentials, programVersion)) ? 0 : 2;
}

function stopping(channel: WorkerChannel, stopAt: string, arrive: () => void): WorkerChannel {
  return {
    ...channel,
    async send(line) {
      await channel.send(line);
      const { report } = JSON.parse(line.slice(line.indexOf(' ') + 1)) as {
        report?: { stage: string; name: string | null };
      };
      if (!report || [report.stage, report.name].filter(Boolean).join(' ') !== stopAt) return;
      arrive();
      standStill();
    },
  };
}

/** Blocks the thread for good: whatever would come next does not happen. */
function standStill(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

main().catch((error: unknown) => {
  const [orderText = ''] = process.argv.slice(2);
  writeFileSync(join((JSON.parse(orderText) as Orders).folder, 'error.txt'), String(error));
  process.exitCode = 1;
});
