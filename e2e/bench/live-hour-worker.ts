// The measuring thread of that measurement: an hour of a busy machine as fast as the window can follow, and from then
// on one sample a second, as in life.
import { parentPort } from 'node:worker_threads';
import { simulatedLoad } from '../../electron/machine/practice/loads';
import { simulationOf } from '../../electron/machine/practice/simulation.fixture';
import type { WorkerMessage } from '../../electron/usage/feed';
import { measurements } from '../../electron/usage/sampler';

const samplesOfHour = 3600;
const compressedMs = 30;

let second = 0;
const startedAt = Date.now() - samplesOfHour * 1000;
const measure = measurements(
  simulatedLoad(simulationOf('burst', { start: 1025, number: 64_511 }), () => second * 1000),
);

async function tick(): Promise<void> {
  const sample = await measure();
  const isPast = second < samplesOfHour;
  if (sample.ok) {
    const takenAt = isPast ? startedAt + second * 1000 : sample.figures.takenAt;
    const message: WorkerMessage = { kind: 'sample', sample: { ...sample, figures: { ...sample.figures, takenAt } } };
    parentPort?.postMessage(message);
  }
  second += 1;
  // What is measured is what stays, not what the next collection takes away.
  if (second % 60 === 0) globalThis.gc?.();
  setTimeout(() => void tick(), isPast ? compressedMs : 1000);
}

void tick();
