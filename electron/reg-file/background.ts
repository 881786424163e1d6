// Reads a .reg file from disk without blocking: large ones in a thread of their own, whose result becomes objects in
// slices. Protects: the window never waits for a file, and a file that is too large is never read.
import { stat } from 'node:fs/promises';
import { setImmediate as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  keysIn,
  readRegFile,
  type RegFileColumnsReading,
  type RegFileKey,
  type RegFileNotes,
  type RegFileOptions,
} from './reg-file';
import { readWholeFile, type RegFileFailure } from './disk';
import type { RegFileProblem } from './problem';

export interface RegFileBackgroundOptions extends RegFileOptions {
  /** Ends the reading with the reason 'cancelled'. */
  readonly signal?: AbortSignal;
  /** Where the bundle of worker.ts lies; beside the bundle of this file unless told. */
  readonly worker?: URL;
}

export type RegFileFromDisk =
  | ({ readonly ok: true; readonly keys: readonly RegFileKey[] } & RegFileNotes)
  | { readonly ok: false; readonly reason: 'problem'; readonly problem: RegFileProblem }
  | ({ readonly ok: false } & RegFileFailure)
  | { readonly ok: false; readonly reason: 'cancelled' };

export interface RegFileWorkerInput {
  readonly path: string;
  readonly mode: NonNullable<RegFileOptions['mode']>;
  readonly codePage: string;
}

export type RegFileWorkerMessage =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'failed'; readonly failure: RegFileFailure }
  | { readonly kind: 'read'; readonly reading: RegFileColumnsReading };

/** Files up to this size are read where they are: a millisecond or a few. */
const largestInPlace = 256 * 1024;
/** Share of the whole that the thread takes, as measured; the rest is making objects. */
const threadShare = 0.7;
/** Longest time in milliseconds between two pauses. */
const slice = 8;

/** Reads a .reg file of at most 256 MiB. Rejects only when the thread cannot be started or breaks, which is a bug. */
export async function readRegFileInBackground(
  path: string,
  options: RegFileBackgroundOptions = {},
): Promise<RegFileFromDisk> {
  const { signal, onProgress = () => undefined } = options;
  const size = await stat(path).then(
    (status) => status.size,
    () => 0,
  );
  if (signal?.aborted) return cancelled;
  if (size <= largestInPlace) return readInPlace(path, options);
  const message = await readInThread(path, options);
  if (message === 'cancelled') return cancelled;
  if (message.kind === 'failed') return { ok: false, ...message.failure };
  if (!message.reading.ok) return { ok: false, reason: 'problem', problem: message.reading.problem };
  const { columns, ...rest } = message.reading;
  const keys: RegFileKey[] = [];
  let lastPause = performance.now();
  for (const key of keysIn(columns)) {
    if (key) keys.push(key);
    if (performance.now() - lastPause < slice) continue;
    onProgress(threadShare + (1 - threadShare) * (keys.length / columns.keyCount));
    await pause();
    if (signal?.aborted) return cancelled;
    lastPause = performance.now();
  }
  onProgress(1);
  return { ...rest, keys };
}

const cancelled = { ok: false, reason: 'cancelled' } as const;

function readInPlace(path: string, options: RegFileBackgroundOptions): RegFileFromDisk {
  const file = readWholeFile(path);
  if (!file.ok) return { ok: false, ...file.failure };
  const reading = readRegFile(file.bytes, options);
  options.onProgress?.(1);
  return reading.ok ? reading : { ok: false, reason: 'problem', problem: reading.problem };
}

type Answer = Exclude<RegFileWorkerMessage, { kind: 'progress' }>;

function readInThread(path: string, options: RegFileBackgroundOptions): Promise<Answer | 'cancelled'> {
  const { mode = 'strict', codePage = 'windows-1252', signal, onProgress } = options;
  const input: RegFileWorkerInput = { path, mode, codePage };
  const worker = new Worker(options.worker ?? new URL('./reg-file-worker.js', import.meta.url), { workerData: input });
  let cancel: () => void = () => undefined;
  return new Promise<Answer | 'cancelled'>((resolve, reject) => {
    cancel = () => {
      resolve('cancelled');
    };
    signal?.addEventListener('abort', cancel);
    worker.on('message', (message: RegFileWorkerMessage) => {
      if (message.kind === 'progress') onProgress?.(message.fraction * threadShare);
      else resolve(message);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread that reads ${path} ended with ${code}`)));
  }).finally(() => {
    signal?.removeEventListener('abort', cancel);
    void worker.terminate();
  });
}
