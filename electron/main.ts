// Entry: picks the machine, and starts the window or the command line. The only place that names adapters.
import { join } from 'node:path';
import { app } from 'electron';
import { realDisk } from './machine/disk';
import type { UsageSource } from './machine/machine';
import { linuxComputer } from './machine/linux/this-computer';
import { macComputer } from './machine/mac/this-computer';
import { openPracticeMachine } from './machine/practice/practice-machine';
import { unmeasuredComputer } from './machine/practice/unmeasured-computer';
import { windowsMachine } from './machine/windows/windows-machine';
import { startApplication, type Application } from './shell/application';
import { invocation, runCommandLine } from './shell/cli';
import { workerFeed } from './usage/worker-feed';

const application: Application = {
  outFolder: join(import.meta.dirname, '..'),
  usageFeed: workerFeed(join(import.meta.dirname, 'usage-worker.js')),
  async openMachine(userData) {
    const isWindows = process.platform === 'win32';
    if (isWindows && !app.commandLine.hasSwitch('practice')) return windowsMachine(realDisk);
    return openPracticeMachine(join(userData, 'practice'), realDisk, thisComputer());
  },
};

const asked = invocation();
// Electron becomes ready only when this module has been loaded: the command line is awaited and ends before that, the
// window is not awaited.
if (asked.kind !== 'window') await runCommandLine(application, asked);
void startApplication(application);

function thisComputer(): UsageSource {
  if (process.platform === 'linux') return linuxComputer;
  return process.platform === 'darwin' ? macComputer : unmeasuredComputer;
}
