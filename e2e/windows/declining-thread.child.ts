// The thread that asks Windows for administrator rights, in front of a person who says no: ShellExecuteExW answers 1223
// (ERROR_CANCELLED). That answer alone is put in; everything around it is the program's own.
import { parentPort, workerData } from 'node:worker_threads';
import koffi from 'koffi';
import { runAs, windowsRunAs, type RunAsOrders } from '../../electron/machine/windows/elevation/run-as';

const declining = { ...windowsRunAs(koffi), execute: () => null, lastError: () => 1223 };
runAs(workerData as RunAsOrders, declining, (report) => parentPort?.postMessage(report));
