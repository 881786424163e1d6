// A thread of its own for the question of Windows: it blocks until the person has answered, and only the thread that
// asked can tell why it failed. Takes RunAsOrders; tells RunAsReport.
import { parentPort, workerData } from 'node:worker_threads';
import koffi from 'koffi';
import { runAs, windowsRunAs, type RunAsOrders } from './run-as';

runAs(workerData as RunAsOrders, windowsRunAs(koffi), (report) => parentPort?.postMessage(report));
