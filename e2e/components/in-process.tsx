// The whole program in this process: the window's code on a DOM, and behind the real preload and the real gate the real
// main process on a practice machine. Only Electron itself is a stand-in (electron.ts), and time is the test's (clock.ts).
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import type { Page } from '@playwright/test';
import type { BrowserWindow as ElectronWindow } from 'electron';
import { createRoot } from 'react-dom/client';
import { connectWindow } from '../../electron/app/connect-window';
import '../../electron/preload';
import { openGate } from '../../electron/ipc/gate';
import { openLog } from '../../electron/log/log';
import { realDisk } from '../../electron/machine/common/disk';
import type { Elevation } from '../../electron/machine/interfaces/elevation';
import type { Machine } from '../../electron/machine/interfaces/machine';
import type { UsageSource } from '../../electron/machine/interfaces/usage';
import type { CatalogLanguage } from '../../electron/contract/settings/languages';
import { languageNow } from '../../electron/window/language-now';
import { openPracticeMachine } from '../../electron/machine/practice/practice-machine';
import { App } from '../../renderer/app/App';
import { speak, startTranslations } from '../../renderer/app/i18n';
import type { Program } from '../fixtures/program';
import { newUserData } from '../fixtures/practice';
import { holdClocks, steppedFeed, type Clock } from './clock';
import { clickMenuItem, clipboard, openedWindow, person, type BrowserWindow } from './electron';
import { DomPage } from './page';

export interface InProcessProgram extends Program {
  readonly window: BrowserWindow;
  readonly clock: Clock;
  /** The arguments of each worker that the program asked to be started. There is no program here that one could be. */
  readonly workerStarts: readonly (readonly string[])[];
  close(): Promise<void>;
}

holdClocks();
startTranslations();

/** Starts the program on a folder of its own, where the system speaks that language, and waits for its first screen. */
export async function startInProcess(systemLanguage: CatalogLanguage = 'en'): Promise<InProcessProgram> {
  await speak(systemLanguage);
  const userData = await newUserData();
  const window = openedWindow();
  const workerStarts: (readonly string[])[] = [];
  clipboard.writeText('');
  const { feed, clock } = steppedFeed(await thisComputer());
  const answering = connectWindow(
    {
      async openMachine(folder, as) {
        const practice = join(folder, 'practice');
        const machine = await openPracticeMachine(practice, realDisk, await thisComputer(), as === 'worker');
        return recordingStarts(machine, workerStarts);
      },
      usageFeed: feed,
    },
    {
      // As much of a window as the program uses: see electron.ts.
      window: window as unknown as ElectronWindow,
      painted: Promise.resolve(),
      pageLife: { lastReload: () => null, onReload: () => undefined },
      frame: 'own',
      language: languageNow('system', { preferred: () => [], testLanguage: systemLanguage }),
    },
    userData,
    openLog(join(userData, 'logs')),
  );
  openGate(window as unknown as ElectronWindow, answering);
  await answering;

  const host = document.createElement('div');
  document.body.append(host);
  const root = createRoot(host);
  root.render(
    // Styles are for those who see: without them, what is looked for is found sooner.
    <RendererProvider renderer={createDOMRenderer()} targetDocument={document}>
      <App />
    </RendererProvider>,
  );
  // The drivers use of a page and its locators what page.ts has.
  const page = new DomPage() as unknown as Page;
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await meet({ answer: 'cancel', asked: [], path: null });

  return {
    page,
    userData,
    window,
    clock,
    workerStarts,
    menu: {
      choose(id) {
        clickMenuItem(id);
        return Promise.resolve();
      },
    },
    dialogs: {
      accept: () => meet({ answer: 'accept', asked: [] }),
      cancel: () => meet({ answer: 'cancel', asked: [] }),
      choose: (path) => meet({ path }),
      asked: () => Promise.resolve(person.asked),
    },
    copied: () => Promise.resolve(clipboard.readText()),
    async close() {
      root.unmount();
      window.close();
      document.body.replaceChildren();
      await rm(userData, { recursive: true, force: true });
    },
  };
}

/** The machine, which notes in `starts` each worker that it is asked to start. */
function recordingStarts(machine: Machine, starts: (readonly string[])[]): Machine {
  const { elevation } = machine;
  if (!elevation) throw new Error('the practice machine starts workers');
  const start: Elevation['start'] = (args, ownerWindow) => {
    starts.push(args);
    return elevation.start(args, ownerWindow);
  };
  return { ...machine, elevation: { ...elevation, start } };
}

/** Changes what the person in front of the dialogs does. */
function meet(how: Partial<typeof person>): Promise<void> {
  Object.assign(person, how);
  return Promise.resolve();
}

async function thisComputer(): Promise<UsageSource> {
  if (process.platform === 'linux') return (await import('../../electron/machine/linux/this-computer')).linuxComputer;
  return (await import('../../electron/machine/practice/unmeasured-computer')).unmeasuredComputer;
}
