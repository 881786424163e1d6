// Opens an evidence file in a thread of its own: that of a server with many sockets takes seconds to count.
// Protects: the window goes on meanwhile, and a file that takes all memory of the thread ends the thread alone.
import { Worker } from 'node:worker_threads';
import type { Result } from '../contract/errors/result';
import type { OpenedEvidence } from './opened';

/** `script` is the built electron/evidence/worker/evidence-worker.ts. Errors: EVIDENCE_REFUSED. Rejects where the thread failed. */
export function openInThread(script: string, path: string): Promise<Result<OpenedEvidence>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: path });
    worker.once('message', (opened: Result<OpenedEvidence>) => resolve(opened));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that read the evidence file ended (${code})`)));
  });
}
