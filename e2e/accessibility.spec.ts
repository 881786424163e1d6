// Everybody can use the wizard: axe finds nothing on any screen, light or dark, and the keyboard alone is enough.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { answerDialogs, closeApp, launchApp, practiceValue, switchOnFaults, type RunningApp } from './launch';
import { WizardDriver } from './wizard-driver';

/** Every rule of axe, best practices included. Electron has no second page for axe to finish its work in: legacy mode. */
async function expectNoViolations(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join('\n  ')}`);
  expect.soft(found, screen).toEqual([]);
}

let running: RunningApp;
test.afterEach(() => closeApp(running));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${colorScheme}`, async () => {
    running = await launchApp({ colorScheme });
    const { app, page, userData } = running;
    const wizard = new WizardDriver(page);
    await wizard.goToBackup();
    await wizard.back.click();
    await wizard.usage.getByRole('table').waitFor();
    await expectNoViolations(page, 'symptom');
    await wizard.goToBackup();
    await expectNoViolations(page, 'backup, not yet taken');
    await wizard.takeBackup();
    await expectNoViolations(page, 'backup');
    await wizard.next.click();
    await wizard.table('Values of the article in this key').waitFor();
    await expectNoViolations(page, 'locate');
    await wizard.next.click();
    await wizard.setNumber('MaxUserPort', '4999');
    await wizard.setNumber('TcpTimedWaitDelay', '30');
    await expectNoViolations(page, 'value, refused');
    await wizard.setNumber('MaxUserPort', '65534');
    expect(await wizard.planText('.reg text')).toContain('"MaxUserPort"=dword:0000fffe');
    await expectNoViolations(page, 'value');
    await wizard.goOnToApply();
    await expectNoViolations(page, 'apply');
    await wizard.apply.click();
    await wizard.notice('Nothing was changed.').waitFor();
    await expectNoViolations(page, 'apply, cancelled');
    await answerDialogs(app, 'accept');
    await switchOnFaults(userData, [{ kind: 'access-denied' }]);
    await wizard.apply.click();
    await wizard.failure('The change failed').waitFor();
    await expectNoViolations(page, 'apply, failed');
    await switchOnFaults(userData, []);
    await wizard.main.getByRole('button', { name: 'Try again' }).click();
    await wizard.failure('The change failed').waitFor({ state: 'detached' });
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
    await wizard.table(/^Values before the change/).waitFor();
    await expectNoViolations(page, 'done');
  });
}

test('the keyboard alone walks the whole wizard', async () => {
  running = await launchApp();
  const { app, page, userData } = running;
  await answerDialogs(app, 'accept');
  const wizard = new WizardDriver(page);

  const focused = () => page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent.trim() ?? '';
  });
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused()) === name) return;
    }
    throw new Error(`The Tab key does not reach "${name}"`);
  };

  await expect(wizard.heading('symptom')).toBeFocused();
  await tabTo('Next');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('backup')).toBeFocused();
  await tabTo('Take the backup');
  await page.keyboard.press('Enter');
  await wizard.notice('The backup is safe.').waitFor();
  await tabTo('Next');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('locate')).toBeFocused();
  await wizard.table('Values of the article in this key').waitFor();
  await tabTo('Next');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('value')).toBeFocused();

  await wizard.choices('MaxUserPort').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(wizard.field('MaxUserPort')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0xC350');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'What will change' })).toBeFocused();
  await wizard.table('Before and after').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  await tabTo('Next');
  await page.keyboard.press('Enter');

  await expect(wizard.heading('apply')).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await practiceValue(userData, 'MaxUserPort'), 'Enter alone must not apply').toBeNull();
  await tabTo('Apply the change');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('done')).toBeFocused();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('50c30000');

  await tabTo('Simulate the restart');
  await page.keyboard.press('Enter');
  await wizard.notice('It took effect.').waitFor();
  await expect(wizard.restart).toBeFocused();
  await tabTo('Undo the change');
  await page.keyboard.press('Enter');
  await expect(wizard.heading('undone')).toBeFocused();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
});
