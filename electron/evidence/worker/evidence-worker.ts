// The thread that opens one evidence file, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import { openEvidenceFile } from '../opened';

// Set by open-in-thread.ts.
const path = workerData as string;

void openEvidenceFile(path).then((opened) => parentPort?.postMessage(opened));
