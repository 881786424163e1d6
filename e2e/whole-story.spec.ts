// The whole story in Electron, as a trainer shows it: verdict, change, restart, proof, and the ticket that tells it.
// The older Windows are in components/whole-story.test.ts.
import { playWindows } from './fixtures/program';
import { expect, test } from './fixtures/test';

test.beforeEach(({ dialogs }) => dialogs.accept());

test('leads on Windows 11 from no port left over the dynamic port range to the proof in the ticket, at once', async ({
  program,
  menu,
  wizard,
}) => {
  test.setTimeout(150_000);
  await playWindows(program, 'windows11');
  await menu.choose('practice-load-exhaustion');
  await expect(wizard.notice('No ports left.')).toBeVisible({ timeout: 60_000 });
  await expect(
    wizard.verdict.getByText(
      /Ask the person responsible for OrderService\.exe \(process 4312\) to close or restart it/,
    ),
  ).toBeVisible();
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await expect(wizard.notice('The change is active.')).toContainText('No restart is needed.');
  await wizard.openDetails();
  await expect(wizard.proof).toContainText('outside the old range (49152–65535). The new range is active.');
  await expect
    .poll(() => wizard.ticketText())
    .toMatch(/Probe:\nIPv4: simulated, .* is outside the old range 49152–65535/);
  expect(await wizard.ticketText()).toContain('Result: in effect; effective range 10000–65534');
  await menu.choose('practice-restart');
  await expect(wizard.notice('The change is active.')).toBeVisible();
  await expect(wizard.proof).toContainText('The new range is active.');
});
