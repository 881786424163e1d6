// The thread that measures port usage: its only job, so that neither window nor main process ever waits for a port table.
import { parentPort, workerData } from 'node:worker_threads';
import type { UsageSource } from '../../machine/interfaces/usage';
import type { UsageChoice, WorkerMessage } from '../feed';
import { startSampling } from '../sampler';

// Given by worker-feed.ts, and by nobody else.
const choice = workerData as UsageChoice;

/** Each is loaded only where it is needed: the thread stays small. */
async function sourceOf(requested: UsageChoice): Promise<UsageSource> {
  if (requested.kind === 'simulated') return (await import('../../machine/practice/loads')).simulatedLoad(requested);
  if (process.platform === 'win32') return (await import('../../machine/windows/windows-machine')).windowsUsage();
  if (process.platform === 'linux') return (await import('../../machine/linux/this-computer')).linuxComputer;
  if (process.platform === 'darwin') return (await import('../../machine/mac/this-computer')).macComputer;
  return (await import('../../machine/practice/unmeasured-computer')).unmeasuredComputer;
}

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

startSampling(
  await sourceOf(choice),
  (sample) => tell({ kind: 'sample', sample }),
  (error) => tell({ kind: 'bug', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
