// Entry: picks the machine, and starts the worker, the command line or the window. The only place that names adapters.
// What is not needed for the first picture is loaded when it is needed.
import { join } from 'node:path';
import { app } from 'electron';
import type { UsageSource } from './machine/machine';
import { startApplication, type Application } from './shell/application';
import { readWorkerInvocation } from './shell/elevation/worker-arguments';
import { invocation, ownProgramArguments } from './shell/invocation';
import { isElevatedNow } from './machine/windows/elevated-now';
import { placeUserData } from './shell/user-data-place';
import { workerFeed } from './usage/worker-feed';

const application: Application = {
  outFolder: join(import.meta.dirname, '..'),
  usageFeed: workerFeed(join(import.meta.dirname, 'usage-worker.js')),
  ...(process.platform === 'win32' && { placeUserData: (proposed: string) => placeUserData(proposed, process.env.LOCALAPPDATA, isElevatedNow) }),
  async openMachine(userData, as) {
    const isWindows = process.platform === 'win32';
    const { realDisk } = await import('./machine/disk');
    if (isWindows && !app.commandLine.hasSwitch('practice')) {
      const { programDataFolder } = await import('./machine/windows/program-data-folder');
      const { windowsElevation } = await import('./machine/windows/windows-elevation');
      const { windowsMachine } = await import('./machine/windows/windows-machine');
      return windowsMachine(realDisk, await programDataFolder(), windowsElevation(join(import.meta.dirname, 'run-as-thread.js')));
    }
    const { openPracticeMachine } = await import('./machine/practice/practice-machine');
    return openPracticeMachine(join(userData, 'practice'), realDisk, await thisComputer(), as === 'worker');
  },
};

const worker = readWorkerInvocation(ownProgramArguments(), process.platform === 'win32');
if (worker.kind !== 'none') {
  const { runWorker } = await import('./shell/elevation/start-worker');
  await runWorker(application, worker);
}
const asked = invocation();
// Electron becomes ready only when this module has been loaded: worker and command line are awaited and end before that,
// the window is not awaited.
if (asked.kind !== 'window') {
  const { runCommandLine } = await import('./shell/cli');
  await runCommandLine(application, asked);
}
void startApplication(application);

async function thisComputer(): Promise<UsageSource> {
  if (process.platform === 'linux') return (await import('./machine/linux/this-computer')).linuxComputer;
  if (process.platform === 'darwin') return (await import('./machine/mac/this-computer')).macComputer;
  return (await import('./machine/practice/unmeasured-computer')).unmeasuredComputer;
}
