// The thread that asks Windows for administrator rights, with a person who declines: ShellExecuteExW fails with 1223
// (ERROR_CANCELLED). Only that answer is faked; everything around it is the program's own.
import { parentPort, workerData } from 'node:worker_threads';
import koffi from 'koffi';
import { runAs, windowsRunAs, type RunAsOrders } from '../../electron/machine/windows/elevation/run-as';

const declining = { ...windowsRunAs(koffi), execute: () => null, lastError: () => 1223 };
runAs(workerData as RunAsOrders, declining, (report) => parentPort?.postMessage(report));
