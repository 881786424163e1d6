// Entry: picks the machine, and starts the worker, the command line or the window. The only place that names adapters.
import { join } from 'node:path';
import { app } from 'electron';
import { realDisk } from './machine/disk';
import type { UsageSource } from './machine/machine';
import { linuxComputer } from './machine/linux/this-computer';
import { macComputer } from './machine/mac/this-computer';
import { openPracticeMachine } from './machine/practice/practice-machine';
import { unmeasuredComputer } from './machine/practice/unmeasured-computer';
import { programDataFolder } from './machine/windows/program-data-folder';
import { windowsElevation } from './machine/windows/windows-elevation';
import { windowsMachine } from './machine/windows/windows-machine';
import { startApplication, type Application } from './shell/application';
import { invocation, ownProgramArguments, runCommandLine } from './shell/cli';
import { runWorker } from './shell/elevation/start-worker';
import { readWorkerInvocation } from './shell/elevation/worker-arguments';
import { workerFeed } from './usage/worker-feed';

const application: Application = {
  outFolder: join(import.meta.dirname, '..'),
  usageFeed: workerFeed(join(import.meta.dirname, 'usage-worker.js')),
  async openMachine(userData, as) {
    const isWindows = process.platform === 'win32';
    if (isWindows && !app.commandLine.hasSwitch('practice')) {
      return windowsMachine(realDisk, await programDataFolder(), windowsElevation(join(import.meta.dirname, 'run-as-thread.js')));
    }
    return openPracticeMachine(join(userData, 'practice'), realDisk, thisComputer(), as === 'worker');
  },
};

const worker = readWorkerInvocation(ownProgramArguments(), process.platform === 'win32');
if (worker.kind !== 'none') await runWorker(application, worker);
const asked = invocation();
// Electron becomes ready only when this module has been loaded: worker and command line are awaited and end before that,
// the window is not awaited.
if (asked.kind !== 'window') await runCommandLine(application, asked);
void startApplication(application);

function thisComputer(): UsageSource {
  if (process.platform === 'linux') return linuxComputer;
  return process.platform === 'darwin' ? macComputer : unmeasuredComputer;
}
