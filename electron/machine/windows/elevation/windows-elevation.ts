// The way to administrator rights on Windows: our own executable again, after the question of Windows (UAC).
// Protects: only the executable that runs already is started, by its absolute path, with arguments of ours and no script.
import { win32 } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../../contract/errors/result';
import type { Elevation, WorkerStart } from '../../interfaces/elevation';
import { commandLine } from './command-line';
import { checkInstallLocation } from './elevation-location';
import type { RunAsOrders, RunAsReport } from './run-as';
import { systemProgram } from '../win32/system-folder';
import { windowsError } from '../win32/windows-error';
import { openPipe, protectPipe } from './worker-pipe';

/** `threadScript` is the built run-as-thread; `check` looks at where the program lies. */
export function windowsElevation(
  threadScript: string,
  check: () => Promise<Result<null>> = () => checkInstallLocation(process.execPath),
): Elevation {
  return {
    checkInstallLocation: check,
    async start(args, ownerWindow) {
      return runAs(threadScript, {
        file: process.execPath,
        parameters: commandLine(args),
        // Nothing is looked for in a folder that the person or a shortcut chose.
        folder: win32.dirname(await systemProgram('reg.exe')),
        ownerWindow: handleFrom(ownerWindow),
      });
    },
    protectChannel: protectPipe,
    openChannel: openPipe,
  };
}

/** Starts what the orders say, with the question of Windows. Rejects only when the thread itself cannot run. */
export function runAs(threadScript: string, orders: RunAsOrders): Promise<WorkerStart> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(threadScript, { workerData: orders });
    const ended = new Promise<void>((done) => {
      thread.once('exit', () => done());
      thread.on('message', ({ kind }: RunAsReport) => {
        if (kind === 'ended') done();
      });
    });
    thread.on('message', (report: RunAsReport) => {
      if (report.kind === 'started') resolve({ kind: 'started', ended });
      if (report.kind === 'failed') resolve(refusal(report.windowsCode));
    });
    thread.once('error', reject);
  });
}

function refusal(windowsCode: number): WorkerStart {
  if (windowsCode === windowsError.CANCELLED) return { kind: 'declined' };
  return { kind: 'not-started', detail: `ShellExecuteExW failed with Windows error ${windowsCode}` };
}

/** The number in a native window handle of Electron, which comes as its bytes. */
function handleFrom(window: Uint8Array | null): bigint {
  if (window?.length !== 8) return 0n;
  return new DataView(window.buffer, window.byteOffset, 8).getBigInt64(0, true);
}
