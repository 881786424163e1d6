// The fixtures of every component test: the same as in Electron (e2e/fixtures/test.ts), and time to let pass.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base } from 'vitest';
import type { PracticeLoad } from '../../electron/contract/usage/usage';
import { BackupsDriver } from '../fixtures/backups-driver';
import { Practice } from '../fixtures/practice';
import { verdictOn, type Dialogs, type ProgramMenu } from '../fixtures/program';
import { WizardDriver } from '../fixtures/wizard-driver';
import type { Clock } from './clock';
import { startInProcess, type InProcessProgram } from './in-process';

interface Fixtures {
  readonly program: InProcessProgram;
  readonly page: Page;
  readonly userData: string;
  readonly dialogs: Dialogs;
  readonly menu: ProgramMenu;
  readonly clock: Clock;
  readonly wizard: WizardDriver;
  readonly screens: BackupsDriver;
  readonly practice: Practice;
  /** An empty folder for the files of the person. */
  readonly folder: string;
}

export const test = base.extend<Fixtures>({
  program: async ({}, use) => {
    const program = await startInProcess();
    await use(program);
    await program.close();
  },
  page: ({ program }, use) => use(program.page),
  userData: ({ program }, use) => use(program.userData),
  dialogs: ({ program }, use) => use(program.dialogs),
  menu: ({ program }, use) => use(program.menu),
  clock: ({ program }, use) => use(program.clock),
  wizard: ({ page }, use) => use(new WizardDriver(page)),
  screens: ({ page }, use) => use(new BackupsDriver(page)),
  practice: ({ userData }, use) => use(new Practice(userData)),
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'port-wizard-files-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** Shows a scripted load, and lets time pass until the verdict is on it. */
export async function playLoad({ page, menu, clock }: InProcessProgram, load: PracticeLoad): Promise<void> {
  await menu.choose(`practice-load-${load}`);
  await clock.passUntil(() => verdictOn(page, load).isVisible(), 20);
}

export { expect } from './expect';
