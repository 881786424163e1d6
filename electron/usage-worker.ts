// The thread that measures port usage: its only job, so that neither window nor main process ever waits for a port table.
import { parentPort, workerData } from 'node:worker_threads';
import { linuxComputer } from './machine/linux/this-computer';
import { macComputer } from './machine/mac/this-computer';
import { simulatedLoad } from './machine/practice/loads';
import { unmeasuredComputer } from './machine/practice/unmeasured-computer';
import type { UsageSource } from './machine/machine';
import { windowsUsage } from './machine/windows/windows-machine';
import type { UsageChoice, WorkerMessage } from './usage/feed';
import { startSampling } from './usage/sampler';

// Given by worker-feed.ts, and by nobody else.
const choice = workerData as UsageChoice;

function sourceOf(wanted: UsageChoice): UsageSource {
  if (wanted.kind === 'simulated') return simulatedLoad(wanted);
  if (process.platform === 'win32') return windowsUsage();
  if (process.platform === 'linux') return linuxComputer;
  return process.platform === 'darwin' ? macComputer : unmeasuredComputer;
}

const tell = (message: WorkerMessage) => parentPort?.postMessage(message);

startSampling(
  sourceOf(choice),
  (sample) => tell({ kind: 'sample', sample }),
  (error) => tell({ kind: 'bug', text: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
);
