// The verdict at the first step in Electron: on real sockets, and for everybody. Each conclusion is in components/verdict.test.ts.
import { faultsInBothSchemes } from './fixtures/axe';
import { verdictOn } from './fixtures/program';
import { expect, test } from './fixtures/test';
import type { WizardDriver } from './fixtures/wizard-driver';
import { words } from './fixtures/words';

/** The rows of the evidence: what, measured, source. */
async function evidence(wizard: WizardDriver): Promise<string[]> {
  await wizard.main.getByRole('button', { name: 'Measurements' }).click();
  return wizard.table('Measurements').getByRole('row').allInnerTexts();
}

test('says of a verdict on real sockets whose they are, and what this computer does not tell', async ({
  menu,
  wizard,
}) => {
  test.skip(process.platform !== 'linux', 'the sockets are those of Linux');
  await menu.choose('practice-load-none');
  await expect(wizard.main.getByRole('region', { name: /^Result for this PC \(Linux/ })).toBeVisible();
  await expect(wizard.verdict.getByRole('list', { name: 'Why' })).toContainText(
    "Whether ports ran out earlier isn't known: not available on this system.",
  );
  const rows = await evidence(wizard);
  expect(rows.find((row) => row.startsWith('Port range, TCP over IPv4'))).toContain('system settings');
  expect(rows.find((row) => row.startsWith('Event 4231, 4227, 4266'))).toContain(
    'unknown: not available on this system',
  );
});

test('shows a bad verdict and its evidence to everybody, light and dark', async ({ page, menu, wizard }) => {
  await menu.choose('practice-load-exhaustion');
  await expect(verdictOn(page, 'exhaustion')).toBeVisible();
  await expect(wizard.main.getByRole('group', { name: /uses too many ports|^No ports left/ })).toBeVisible({
    timeout: 20_000,
  });
  await evidence(wizard);
  await wizard.main.getByRole('button', { name: 'Q196271, symptom' }).click();
  await expect(page.getByText(words.symptom.onThePhone)).toBeVisible();
  expect(await faultsInBothSchemes(page)).toEqual([]);
});

test('has one primary button, that of the next step, which the keyboard reaches first', async ({
  program,
  page,
  menu,
  wizard,
}) => {
  const copy = wizard.verdict.getByRole('button', { name: words.symptom.actions['copy-process-details'] });
  await menu.choose('practice-load-exhaustion');
  await expect(copy).toBeVisible({ timeout: 30_000 });
  const color = (button: Element) => getComputedStyle(button).backgroundColor;
  const primary = await copy.evaluate(color);
  const buttons = await wizard.main.getByRole('button').all();
  const alike = await Promise.all(buttons.map(async (button) => (await button.evaluate(color)) === primary));
  expect(alike.filter(Boolean)).toHaveLength(1);
  await expect(wizard.goOn).toHaveText(words.symptom.addPortsAnyway);

  await wizard.heading('symptom').focus();
  // The article and messages stand above the verdict.
  const isInVerdict = () => wizard.verdict.evaluate((region) => region.contains(document.activeElement));
  for (let presses = 0; presses < 8 && !(await isInVerdict()); presses += 1) await page.keyboard.press('Tab');
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => program.copied()).toContain('Program: OrderService.exe\nProcess ID: 4312');
});
