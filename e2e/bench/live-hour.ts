// Entry of the program for one measurement alone: the same application, with an hour of samples that takes two minutes.
import { join } from 'node:path';
import { realDisk } from '../../electron/machine/common/disk';
import { openPracticeMachine } from '../../electron/machine/practice/practice-machine';
import { unmeasuredComputer } from '../../electron/machine/practice/unmeasured-computer';
import { app } from 'electron';
import { startApplication } from '../../electron/app/application';
import { workerFeed } from '../../electron/usage/worker-feed';

// Not awaited: Electron becomes ready only when this module has been loaded.
void startApplication(
  {
    outFolder: app.commandLine.getSwitchValue('out-folder'),
    hasDevTools: true,
    openMachine: (userData) => openPracticeMachine(join(userData, 'practice'), realDisk, unmeasuredComputer),
    usageFeed: workerFeed(join(import.meta.dirname, 'live-hour-worker.js')),
  },
  app.commandLine.getSwitchValue('user-data-dir'),
);
