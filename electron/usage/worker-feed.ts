// Measures in a thread of its own, and starts it again when it dies.
// Protects: a thread that hangs or dies is a gap with a reason, and messages of the old thread are never taken for those of the new one.
import { Worker } from 'node:worker_threads';
import { failure } from '../contract/errors/result';
import { outstanding } from '../machine/common/outstanding';
import type { UsageFeed, WorkerMessage } from './feed';

/** Milliseconds until a thread that ended is restarted, and until a silent one is considered hung (twice the longest interval). */
const defaultTimeouts = { restartMs: 2000, silenceMs: 60_000 };

/** Each sample leaves less than 1 MB of garbage: a larger young generation would only grow slowly for hours. */
const youngHeapMb = 2;

/** `script` is the built electron/usage/worker/usage-worker.ts. */
export function workerFeed(script: string, { restartMs, silenceMs } = defaultTimeouts): UsageFeed {
  return (choice, { onSample, onBug }) => {
    let isStopped = false;
    let worker: Worker | null = null;
    let silence: NodeJS.Timeout | undefined;
    let restart: NodeJS.Timeout | undefined;

    const hasFailed = (detail: string) => {
      const { error } = failure({ code: 'MACHINE_FAILED', action: 'port-table.read', windowsCode: null, detail });
      onSample({ ok: false, takenAt: Date.now(), error });
    };
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        hasFailed('no answer');
        if (worker) void outstanding.untilSettled(worker.terminate());
      }, silenceMs);
    };
    const start = () => {
      const started = new Worker(script, {
        workerData: choice,
        resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
      });
      worker = started;
      const isCurrent = () => !isStopped && worker === started;
      started.on('message', (message: WorkerMessage) => {
        if (!isCurrent()) return;
        listen();
        if (message.kind === 'sample') onSample(message.sample);
        else onBug(new Error(message.text));
      });
      started.on('error', onBug);
      started.on('exit', (code) => {
        if (!isCurrent()) return;
        hasFailed(`the measuring thread ended (${code})`);
        restart = setTimeout(start, restartMs);
      });
      listen();
    };
    start();
    return () => {
      isStopped = true;
      clearTimeout(silence);
      clearTimeout(restart);
      if (worker) void outstanding.untilSettled(worker.terminate());
    };
  };
}
