// Selects the machine and starts the worker, the command line or the window. The only file that names adapters.
// What the first paint does not need is loaded when it is needed.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { app } from 'electron';
import { isElevatedNow } from '../machine/windows/elevation/elevated-now';
import type { UsageSource } from '../machine/interfaces/usage';
import type { Application } from './application';
import { readStart } from './process-role';
import type { Build } from '../services/start-rules';
import { locateUserData } from '../services/user-data-location';
import { workerFeed } from '../usage/worker-feed';

const isWindows = process.platform === 'win32';

/**
 * Electron becomes ready only after its entry module has been evaluated: worker and command line are awaited and exit before
 * that; the window is not awaited.
 */
export async function start(build: Build): Promise<void> {
  const asked = readStart(build);
  if (asked.kind === 'worker' || asked.kind === 'worker-refused') {
    const { runWorker } = await import('../elevation/worker/start');
    const isPractice = asked.kind === 'worker' && asked.isPractice;
    await runWorker(
      application(build, isPractice),
      asked,
      async () => build === 'packaged' && isWindows && (await mayHaveRights()),
    );
  } else if (asked.kind !== 'window') {
    const isShort = asked.kind !== 'run' || asked.request.command !== 'record';
    // What ends at once need not collect the garbage of its start: the young heap may grow to its limit (factor).
    if (isShort) setFlagsFromString('--semi-space-growth-factor=16');
    const { runCommandLine } = await import('../cli/cli');
    await runCommandLine(application(build, asked.kind === 'run' && asked.request.isPractice), asked);
  } else {
    const { startApplication } = await import('./application');
    void startApplication(application(build, asked.isPractice), asked.userData);
  }
}

function application(build: Build, isPractice: boolean): Application {
  return {
    outFolder: join(import.meta.dirname, '..'),
    hasDevTools: build === 'development',
    ...(build === 'packaged' && { collectorFile: join(process.resourcesPath, 'collect-evidence.ps1') }),
    ...(build === 'development' && { testLanguage: process.env.EPW_LANGUAGE }),
    ...(isWindows && {
      locateUserData: (proposed: string) => locateUserData(proposed, process.env.LOCALAPPDATA, isElevatedNow),
    }),
    usageFeed: workerFeed(join(import.meta.dirname, 'usage-worker.cjs')),
    async openEvidence(path) {
      const { openInThread } = await import('../evidence/open-in-thread');
      return openInThread(join(import.meta.dirname, 'evidence-worker.cjs'), path);
    },
    async openMachine(userData, as) {
      const { realDisk } = await import('../machine/common/disk');
      if (isWindows && !isPractice) {
        const { programDataFolder } = await import('../machine/windows/machine-folder/program-data-folder');
        const { windowsElevation } = await import('../machine/windows/elevation/windows-elevation');
        const { checkInstallLocation, developmentLocation } =
          await import('../machine/windows/elevation/elevation-location');
        const { windowsMachine } = await import('../machine/windows/windows-machine');
        const checkLocation =
          build === 'packaged'
            ? () => checkInstallLocation(process.execPath)
            : () => Promise.resolve(developmentLocation(app.getAppPath()));
        return windowsMachine(
          realDisk,
          await programDataFolder(),
          windowsElevation(join(import.meta.dirname, 'run-as-thread.cjs'), checkLocation),
        );
      }
      const { openPracticeMachine } = await import('../machine/practice/practice-machine');
      return openPracticeMachine(join(userData, 'practice'), realDisk, await thisComputer(), as === 'worker');
    },
  };
}

/** Whether this process has administrator rights; true if Windows does not say. */
async function mayHaveRights(): Promise<boolean> {
  const { loadWin32 } = await import('../machine/windows/win32/win32-api');
  const { elevationOfProcess } = await import('../machine/windows/win32/process-elevation');
  return elevationOfProcess(await loadWin32()) ?? true;
}

async function thisComputer(): Promise<UsageSource> {
  if (process.platform === 'linux') return (await import('../machine/linux/this-computer')).linuxComputer;
  if (process.platform === 'darwin') return (await import('../machine/mac/this-computer')).macComputer;
  return (await import('../machine/practice/unmeasured-computer')).unmeasuredComputer;
}
