// The verdict at the first step in Electron: on real sockets, and for everybody. Each conclusion is in components/verdict.test.ts.
import { faultsInBothSchemes } from './fixtures/axe';
import { verdictOn } from './fixtures/program';
import { expect, test } from './fixtures/test';
import type { WizardDriver } from './fixtures/wizard-driver';

/** The rows of the evidence: what, measured, source. */
async function evidence(wizard: WizardDriver): Promise<string[]> {
  await wizard.main.getByRole('button', { name: 'What was measured, and where' }).click();
  return wizard.table('What was measured, and where').getByRole('row').allInnerTexts();
}

test('says of a verdict on real sockets whose they are, and what this computer does not tell', async ({ wizard }) => {
  test.skip(process.platform !== 'linux', 'the sockets are those of Linux');
  await expect(
    wizard.main.getByRole('region', { name: /^Verdict on the real sockets of this computer \(Linux/ }),
  ).toBeVisible();
  await expect(wizard.verdict.getByRole('list', { name: 'Reasons' })).toContainText(
    'Whether ports ran out earlier is not known: this computer does not tell.',
  );
  const rows = await evidence(wizard);
  expect(rows.find((row) => row.startsWith('Ports lent, TCP over IPv4'))).toContain('system settings');
  expect(rows.find((row) => row.startsWith('Event 4231, 4227, 4266'))).toContain(
    'not known: this computer does not tell',
  );
});

test('shows a bad verdict and its evidence to everybody, light and dark', async ({ page, menu, wizard }) => {
  await menu.choose('practice-load-exhaustion');
  await expect(verdictOn(page, 'exhaustion')).toBeVisible();
  await expect(
    wizard.main.getByRole('group', { name: /^One program takes too many ports|^No port is left/ }),
  ).toBeVisible({ timeout: 20_000 });
  await evidence(wizard);
  await wizard.main.getByRole('button', { name: 'What error 10055 means' }).click();
  expect(await faultsInBothSchemes(page)).toEqual([]);
});
