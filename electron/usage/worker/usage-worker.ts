// The thread that measures port usage: its only job, so that neither the window nor the main process ever waits for a port table.
import { parentPort, workerData } from 'node:worker_threads';
import type { UsageSource } from '../../machine/interfaces/usage';
import type { UsageChoice, WorkerMessage } from '../feed';
import { startSampling } from '../sampler';

// Set by worker-feed.ts.
const choice = workerData as UsageChoice;

/** Loads only what this platform needs, so that the thread stays small. */
async function sourceOf(requested: UsageChoice): Promise<UsageSource> {
  if (requested.kind === 'simulated') return (await import('../../machine/practice/loads')).simulatedLoad(requested);
  if (process.platform === 'win32') return (await import('../../machine/windows/windows-machine')).windowsUsage();
  if (process.platform === 'linux') return (await import('../../machine/linux/this-computer')).linuxComputer;
  if (process.platform === 'darwin') return (await import('../../machine/mac/this-computer')).macComputer;
  return (await import('../../machine/practice/unmeasured-computer')).unmeasuredComputer;
}

const send = (message: WorkerMessage) => parentPort?.postMessage(message);

void sourceOf(choice).then((source) =>
  startSampling(
    source,
    (sample) => send({ kind: 'sample', sample }),
    (error) => send({ kind: 'bug', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  ),
);
