// Everybody can use the wizard: axe finds nothing on any screen, light or dark, and the keyboard alone is enough.
import { appendFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { faultsInBothSchemes } from './fixtures/axe';
import { expect, test } from './fixtures/test';

async function expectNoViolations(page: Page, screen: string): Promise<void> {
  expect.soft(await faultsInBothSchemes(page), screen).toEqual([]);
}

test('gives axe nothing to find on any screen, light and dark', async ({ page, dialogs, wizard, practice }) => {
  test.slow();
  await wizard.goToBackup();
  await wizard.back.click();
  await wizard.usage.getByRole('list').first().waitFor();
  await expectNoViolations(page, 'symptom');
  await wizard.goToBackup();
  await expectNoViolations(page, 'backup, not yet taken');
  await wizard.backUp();
  await wizard.back.click();
  await wizard.table('Current registry values').waitFor();
  await expectNoViolations(page, 'backup');
  await wizard.next.click();
  await wizard.setNumber('MaxUserPort', '4999');
  await wizard.setNumber('TcpTimedWaitDelay', '30');
  await expectNoViolations(page, 'value, refused');
  await wizard.setNumber('MaxUserPort', '65534');
  expect(await wizard.planText('Registry file (.reg)')).toContain('"MaxUserPort"=dword:0000fffe');
  await expectNoViolations(page, 'value');
  await wizard.goOnToApply();
  await expectNoViolations(page, 'apply');
  await wizard.apply.click();
  await wizard.notice('Nothing was changed.').waitFor();
  await expectNoViolations(page, 'apply, cancelled');
  await dialogs.accept();
  await practice.switchOn({ kind: 'access-denied' });
  await wizard.apply.click();
  await wizard.failure('The change failed').waitFor();
  await expectNoViolations(page, 'apply, failed');
  await practice.switchOffFaults();
  await wizard.main.getByRole('button', { name: 'Try again' }).click();
  await wizard.heading('done').waitFor();
  await wizard.openDetails();
  await wizard.table(/^Values before the change/).waitFor();
  await expectNoViolations(page, 'done');
});

test('gives axe nothing to find on backups, comparison, restore and history, light and dark', async ({
  page,
  dialogs,
  screens,
  practice,
}) => {
  test.slow();
  await screens.goTo('backups');
  await screens.main.getByText('No backups yet').waitFor();
  await expectNoViolations(page, 'backups, none');
  await screens.takeBackup('first');
  await screens.backup('first').hover();
  await expectNoViolations(page, 'backups, the mouse on a whole one');
  const [file = ''] = await practice.backups();
  await appendFile(file, Buffer.from('[HKEY_LOCAL_MACHINE\\SOFTWARE]\r\n"A"="b"\r\n', 'utf16le'));
  await practice.set('MaxUserPort', { type: 4, hex: '34550600' });
  await practice.set('SackOptsCache', null);
  await screens.goTo('history');
  await screens.history.waitFor();
  await screens.goTo('backups');
  await screens.notice('1 registry value needs correction.').waitFor();
  await screens.backup('first').hover();
  await expectNoViolations(page, 'backups, with warnings');
  await screens.compare('first');
  await screens.tick('SackOptsCache').check();
  await screens.acceptDamaged.check();
  await expectNoViolations(page, 'comparison');
  await screens.restore.click();
  await screens.apply.waitFor();
  await expectNoViolations(page, 'restore');
  await dialogs.accept();
  await screens.apply.click();
  await screens.heading('Change applied').waitFor();
  await screens.main.getByRole('button', { name: 'Details', exact: true }).click();
  await screens.main.getByRole('table', { name: /^Values before the change/ }).waitFor();
  await expectNoViolations(page, 'restored');
  await screens.main.getByRole('button', { name: 'Close' }).click();
  await screens.goTo('history');
  await screens.history.getByRole('option').last().hover();
  await expectNoViolations(page, 'history');
});

test('walks the whole wizard with the keyboard alone', async ({ page, dialogs, wizard, practice }) => {
  await dialogs.accept();

  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
    });
  const tabTo = async (...names: readonly string[]) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (names.includes(await focused())) return;
    }
    throw new Error(`The Tab key does not reach "${names.join('" or "')}"`);
  };

  await expect(wizard.heading('symptom')).toBeFocused();
  await tabTo('Next', 'Add ports anyway');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('backup')).toBeFocused();
  await wizard.table('Current registry values').waitFor();
  await tabTo('Back up and continue');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('value')).toBeFocused();

  await wizard.choices('MaxUserPort').waitFor();
  // The article, the choice, the number.
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Tab');
  await expect(wizard.field('MaxUserPort')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0xC350');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeFocused();
  await wizard.table('Before and after').waitFor();
  expect(await practice.value('MaxUserPort')).toBeNull();
  await tabTo('Next: review');
  await page.keyboard.press('Enter');

  await expect(wizard.heading('apply')).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await practice.value('MaxUserPort'), 'Enter alone must not apply').toBeNull();
  await tabTo('Apply the change');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('done')).toBeFocused();
  expect(await practice.value('MaxUserPort')).toBe('50c30000');

  await tabTo('Simulate the restart');
  await page.keyboard.press('Enter');
  await wizard.notice('The change is active.').waitFor();
  await expect(wizard.restart).toBeFocused();
  await tabTo('Undo');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('undone')).toBeFocused();
  expect(await practice.value('MaxUserPort')).toBeNull();
});
