// Entry of the program for this suite alone: the same application, on the machine that a Windows Node answers for.
import { join } from 'node:path';
import '../../electron/log/last-resort';
import { app } from 'electron';
import { startApplication } from '../../electron/app/application';
import { forwardedMachine } from './forwarded-machine';

// Not awaited: Electron becomes ready only when this module has been loaded.
void startApplication(
  {
    outFolder: app.commandLine.getSwitchValue('out-folder'),
    hasDevTools: true,
    testLanguage: 'en',
    openMachine: (userData) =>
      forwardedMachine(
        Number(process.env.PORT_WIZARD_SUITE_PORT),
        process.env.PORT_WIZARD_SUITE_SECRET ?? '',
        join(userData, 'machine'),
      ),
  },
  app.commandLine.getSwitchValue('user-data-dir'),
);
