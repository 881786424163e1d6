// What is in view without scrolling on each step, in both frames, how much there is to read on the way, and how many presses of
// the mouse lead to the end.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { closeApp, launchApp, newUserData, type ElectronProgram } from './fixtures/launch';
import { countPresses, isSeen, resize, scrollsSideways } from './fixtures/measures';
import { playWindows, verdictOn } from './fixtures/program';
import { shownWords } from './fixtures/shown-words';
import { expect, test } from './fixtures/test';
import { WizardDriver } from './fixtures/wizard-driver';
import { words } from './fixtures/words';
import type { PracticeLoad } from '../electron/contract/usage/usage';

/** Of the content, in pixels of the screen. */
const sizes = [
  [1366, 669],
  [1366, 720],
  [1180, 800],
] as const;
const smallSizes = [
  [800, 600, 1],
  [1366, 669, 2],
] as const;

async function expectInView(
  program: ElectronProgram,
  step: string,
  seen: Readonly<Record<string, Locator>>,
): Promise<void> {
  for (const [width, height] of sizes) {
    await resize(program, width, height);
    for (const [what, locator] of Object.entries(seen)) {
      await expect.poll(() => isSeen(locator), `${step} at ${width}x${height}: ${what}`).toBe(true);
    }
  }
  for (const [width, height, zoom] of smallSizes) {
    await resize(program, width, height, zoom);
    expect(await scrollsSideways(program.page), `${step} at ${width}x${height}, zoom ${zoom}`).toEqual([]);
  }
  await resize(program, 1366, 669);
}

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });

for (const frame of ['own', 'system'] as const)
  test(`shows what counts on each step without scrolling: ${frame} frame`, async () => {
    test.slow();
    const userData = await newUserData();
    await writeFile(join(userData, 'settings.json'), JSON.stringify({ theme: 'light', frame, language: 'en' }));
    const program = await launchApp({ userData });
    const { page } = program;
    const wizard = new WizardDriver(page);
    await program.dialogs.accept();
    await playWindows(program, 'windows11');
    await wizard.heading('symptom').waitFor();
    await expectInView(program, 'diagnose', {
      conclusion: wizard.verdict.getByRole('group').first(),
      'primary action': wizard.verdict.getByRole('button').first(),
      'the way on': wizard.goOn,
    });
    await wizard.goToBackup();
    await wizard.table(words.locate.tableLabel).waitFor();
    await expectInView(program, 'back up', {
      warning: wizard.notice(words.backup.warningTitle),
      'primary action': button(page, words.backup.takeAndContinue),
    });
    await wizard.backUp();
    await wizard.setCommonRange(/wide\)/);
    await wizard.table(words.value.tableLabel).waitFor();
    await expectInView(program, 'choose', {
      'before and after': wizard.table(words.value.tableLabel),
      'when it takes effect': wizard.main.getByText(words.value.effect.now),
      'primary action': wizard.next,
    });
    await wizard.goOnToApply();
    await expectInView(program, 'apply', {
      'what may break': wizard.main.getByText(words.sideEffects.serious).first(),
      'primary action': wizard.apply,
    });
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
    await expectInView(program, 'verify', {
      conclusion: wizard.notice(words.done.verdict['took-effect'].title),
      'what to tell the user': button(page, words.copyNames.phone),
      ticket: button(page, words.ticket.copyText),
      undo: wizard.undo,
      'primary action': wizard.startOver,
    });
    await closeApp(program);
  });

/** Of the five steps together, each in its first state. */
const mostWords = 400;

for (const [load, way] of [
  ['idle', 'nothing is recommended, and a wide range with a serious warning is chosen'],
  ['heavy', 'the recommended range is chosen'],
] as const satisfies readonly (readonly [PracticeLoad, string])[])
  test(`has at most ${mostWords} words to read where ${way}`, async ({ program, page, menu, wizard }) => {
    const read: Record<string, number> = {};
    const count = async (step: string) => {
      read[step] = await page.evaluate(shownWords);
    };
    await resize(program, 1366, 669);
    await program.dialogs.accept();
    await playWindows(program, 'windows11');
    await menu.choose(`practice-load-${load}`);
    await verdictOn(page, load).waitFor();
    await wizard.usage.getByText(/of 16,124/).waitFor();
    // Not one that began before the other Windows was chosen.
    await wizard.verdict.getByText(/of 16,124/).waitFor();
    await expect(wizard.goOn).toHaveText(load === 'heavy' ? words.actions.next : words.symptom.addPortsAnyway);
    await count('diagnose');
    await wizard.goToBackup();
    await wizard.table(words.locate.tableLabel).waitFor();
    await count('back up');
    await wizard.backUp();
    if (load === 'heavy') await wizard.table(words.value.tableLabel).waitFor();
    await count('choose');
    if (load === 'idle') await wizard.setCommonRange(/wide\)/);
    await wizard.table(words.value.tableLabel).waitFor();
    await wizard.next.click();
    await wizard.table(words.apply.tableLabel).waitFor();
    await count('apply');
    await wizard.readSerious();
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
    await wizard.ticket.getByRole('button', { name: words.ticket.copyText }).waitFor();
    await count('verify');
    const sum = Object.values(read).reduce((total, figure) => total + figure, 0);
    expect(sum, JSON.stringify(read)).toBeLessThanOrEqual(mostWords);
  });

test('needs few presses: five for a change, three for an export, four for a restored backup', async ({
  page,
  dialogs,
  wizard,
  screens,
  practice,
  folder,
}) => {
  await dialogs.accept();
  await wizard.heading('symptom').waitFor();
  let presses = await countPresses(page);
  await wizard.goToBackup();
  await wizard.backUp();
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await presses()).toBeLessThanOrEqual(5);

  await dialogs.choose(join(folder, 'exported.reg'));
  presses = await countPresses(page);
  await screens.goTo('backups');
  await button(page, words.backups.export).click();
  await expect(screens.main.getByText('exported.reg').first()).toBeVisible();
  expect(await presses()).toBeLessThanOrEqual(3);

  await practice.set('MaxUserPort', { type: 4, hex: '581b0000' });
  await screens.goTo('history');
  presses = await countPresses(page);
  await screens.goTo('backups');
  await screens.restore.click();
  await screens.apply.click();
  await screens.heading(words.done.titleApplied).waitFor();
  expect(await presses()).toBeLessThanOrEqual(4);
  expect(await practice.value('MaxUserPort')).toBeNull();
});
