// The whole story on each practice Windows, as a trainer shows it: verdict, change, restart, proof, and the ticket that tells it.
import { expect, test } from '@playwright/test';
import { clickMenu, closeApp, type RunningApp } from './fixtures/launch';
import { launchWizard, playWindows, type PlayedWindows, type WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => void ({ running, wizard } = await launchWizard()));
test.afterEach(() => closeApp(running));

/** Plays the Windows, with a load that takes nearly all of its ports, until the verdict is that none is left. */
async function untilNoPortIsLeft(which: PlayedWindows): Promise<void> {
  await playWindows(running, which);
  await clickMenu(running.app, 'practice-load-exhaustion');
  await expect(wizard.notice('No port is left.')).toBeVisible({ timeout: 60_000 });
  await expect(wizard.verdict.getByText(/Close OrderService\.exe \(process 4312\)/)).toBeVisible();
}

for (const which of ['nt4', 'windows2000', 'server2003'] as const) {
  test(`${which}: no port is left; MaxUserPort, a restart, and the proof of it in the ticket`, async () => {
    test.setTimeout(150_000);
    await untilNoPortIsLeft(which);
    await wizard.goToValue();
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.restart.click();
    await expect(wizard.notice('It took effect.')).toBeVisible();
    await expect(wizard.proof).toContainText('Before the change it lent only 1025–5000, so the new range is in use.');
    await expect
      .poll(() => wizard.ticketText())
      .toMatch(/Probe:\nIPv4: simulated, \d+ ports .* is outside the old range 1025–5000/);
    expect(await wizard.ticketText()).toMatch(/Ports in use: [\d,]+ of 3,976 \((?:9\d|100)/);
    expect(await wizard.ticketText()).toContain('Result: in effect; effective range 1025–65534');
  });
}

test('Windows 11: no port is left; the dynamic port range helps at once, and the proof of it is in the ticket', async () => {
  test.setTimeout(150_000);
  await untilNoPortIsLeft('windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await expect(wizard.notice('It took effect.')).toContainText('No restart is needed.');
  await expect(wizard.proof).toContainText('Before the change it lent only 49152–65535, so the new range is in use.');
  await expect
    .poll(() => wizard.ticketText())
    .toMatch(/Probe:\nIPv4: simulated, .* is outside the old range 49152–65535/);
  expect(await wizard.ticketText()).toContain('Result: in effect; effective range 10000–65534');
  await wizard.restart.click();
  await expect(
    wizard.main.getByRole('status').filter({ hasText: 'The practice machine was restarted.' }),
  ).toBeVisible();
  await expect(wizard.notice('It took effect.')).toBeVisible();
  await expect(wizard.proof).toContainText('so the new range is in use');
});
