// The thread that reads a large .reg file: its own bundle beside the main one, started by background.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { readRegFileColumns } from './reg-file';
import { readWholeFile } from './disk';
import type { RegFileWorkerInput, RegFileWorkerMessage } from './background';

function send(message: RegFileWorkerMessage, transfer: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, [...transfer]);
}

function run({ path, mode, codePage }: RegFileWorkerInput): void {
  const file = readWholeFile(path);
  if (!file.ok) {
    send({ kind: 'failed', failure: file.failure });
    return;
  }
  const onProgress = (fraction: number) => send({ kind: 'progress', fraction });
  const reading = readRegFileColumns(file.bytes, { mode, codePage, onProgress });
  const transfer = reading.ok
    ? [reading.columns.arena, reading.columns.keys.buffer, reading.columns.values.buffer]
    : [];
  send({ kind: 'read', reading }, transfer);
}

// Ours alone: only background.ts starts this file.
run(workerData as RegFileWorkerInput);
