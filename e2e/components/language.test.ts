// The language of the window: that of the system at first, then the chosen one, at once; tickets have a language of their own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { MenuItemConstructorOptions } from 'electron';
import { pseudoText } from '../../electron/contract/messages/pseudo';
import main from '../../electron/contract/messages/en/main.json';
import { loadWords } from '../../electron/contract/messages/messages';
import { languages, type CatalogLanguage } from '../../electron/contract/settings/languages';
import { menuTemplate } from '../../electron/window/menu';
import { speak } from '../../renderer/app/i18n';
import { words } from '../fixtures/words';
import { WizardDriver } from '../fixtures/wizard-driver';
import { menuLabels } from './electron';
import { startInProcess, type InProcessProgram } from './in-process';
import { expect, test } from './test';

const { settings, views } = words;

const setting = (page: Page, name: string) => page.getByLabel(name, { exact: true });

/** The program on a computer that speaks `language`. */
async function onComputerThatSpeaks(
  language: CatalogLanguage,
  use: (program: InProcessProgram) => Promise<void>,
): Promise<void> {
  const program = await startInProcess(language);
  await use(program);
  await program.close();
}

test('is that of the system, and the chosen one at once', async () => {
  await onComputerThatSpeaks('en-XA', async ({ page, userData }) => {
    await page.getByRole('button', { name: pseudoText(views.settings), exact: true }).click();
    expect(document.documentElement.lang).toBe('en-XA');
    expect(menuLabels()[0]).toBe(pseudoText(main.menu.file));

    await setting(page, pseudoText(settings.language)).selectOption('en');
    await page.getByRole('heading', { level: 1, name: settings.title }).waitFor();
    expect(document.documentElement.lang).toBe('en');
    await expect.poll(menuLabels).toContain(main.menu.file);
    const kept: unknown = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8'));
    expect(kept).toMatchObject({ language: 'en', ticketLanguage: 'window' });

    await setting(page, settings.language).selectOption('system');
    await page.getByRole('heading', { level: 1, name: pseudoText(settings.title) }).waitFor();
  });
});

test('of tickets is that of the window or the chosen one', async () => {
  await onComputerThatSpeaks('en-XA', async ({ page, dialogs }) => {
    await dialogs.accept();
    // The driver reads English; what the main process writes stays as the system speaks.
    await speak('en');
    const wizard = new WizardDriver(page);
    await wizard.applyMaxUserPort('65534');
    const question = (await dialogs.asked())[0];
    expect(question?.detail).toContain(pseudoText(main.confirm.backupNote));
    await expect.poll(() => wizard.ticketText()).toContain(pseudoText(main.ticket.title));

    await page.getByRole('button', { name: views.settings, exact: true }).click();
    await setting(page, settings.ticketLanguage).selectOption('en');
    await expect(setting(page, settings.ticketLanguage)).toHaveValue('en');
    await page.getByRole('button', { name: views.wizard, exact: true }).click();
    await expect.poll(() => wizard.ticketText()).toContain(main.ticket.title);
  });
});

/** The items of each menu whose access key is also that of an item before them. */
function doubleAccessKeys(items: readonly MenuItemConstructorOptions[]): string[] {
  const labels = items.flatMap(({ label }) => label ?? []);
  const keys = labels.map((label) => /&(.)/u.exec(label)?.[1]?.toLowerCase());
  return [
    ...labels.filter((_, index) => keys[index] === undefined || keys.indexOf(keys[index]) !== index),
    ...items.flatMap(({ submenu }) => (Array.isArray(submenu) ? doubleAccessKeys(submenu) : [])),
  ];
}

for (const language of languages) {
  test(`gives each item of a menu an access key of its own: ${language}`, async () => {
    const nothing = () => undefined;
    const practice = { now: null, restart: nothing, reset: nothing, load: nothing };
    const rules = { setMaxUserPortHonoured: nothing, setWithoutRights: nothing };
    const template = menuTemplate(await loadWords(language), {
      backupFolder: '',
      logFolder: '',
      practice: { ...practice, ...rules },
    });
    expect(doubleAccessKeys(template)).toEqual([]);
  });
}
