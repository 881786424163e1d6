// Entry: picks the machine and starts the window. The only place that names adapters.
import { join } from 'node:path';
import { app } from 'electron';
import { realDisk } from './machine/disk';
import { linuxComputer } from './machine/linux/this-computer';
import { openPracticeMachine } from './machine/practice/practice-machine';
import { unmeasuredComputer } from './machine/practice/unmeasured-computer';
import { windowsMachine } from './machine/windows/windows-machine';
import { startApplication } from './shell/application';

// Not awaited: Electron becomes ready only when this module has been loaded.
void startApplication({
  outFolder: join(import.meta.dirname, '..'),
  async openMachine(userData) {
    const isWindows = process.platform === 'win32';
    if (isWindows && !app.commandLine.hasSwitch('practice')) return windowsMachine(realDisk);
    const thisComputer = process.platform === 'linux' ? linuxComputer : unmeasuredComputer;
    return openPracticeMachine(join(userData, 'practice'), realDisk, thisComputer);
  },
});
