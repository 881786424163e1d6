// The whole story on each practice Windows, as a trainer shows it: verdict, change, restart, proof, and the ticket that tells it.
import { expect, test } from '@playwright/test';
import { answerDialogs, clickMenu, closeApp, launchApp, type RunningApp } from './launch';
import { WizardDriver } from './wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => {
  running = await launchApp();
  wizard = new WizardDriver(running.page);
  await answerDialogs(running.app, 'accept');
  await wizard.heading('symptom').waitFor();
});
test.afterEach(() => closeApp(running));

const verdict = () => wizard.main.getByRole('region', { name: /^Verdict on/ });
const proof = () => wizard.main.getByRole('region', { name: /^Proof, simulated/ });

/** Plays the Windows, with a load that takes nearly all of its ports, until the verdict is that none is left. */
async function untilNoPortIsLeft(menuId: string, product: string): Promise<void> {
  // A fresh practice machine plays Windows Server 2003 already; playing it again would reset it under the wizard.
  if (menuId !== 'practice-server2003') await clickMenu(running.app, menuId);
  await expect(wizard.banner).toContainText(product);
  await clickMenu(running.app, 'practice-load-exhaustion');
  await expect(wizard.notice('No port is left.')).toBeVisible({ timeout: 60_000 });
  await expect(verdict().getByText(/Close OrderService\.exe \(process 4312\)/)).toBeVisible();
}

for (const [menuId, product, old] of [
  ['practice-nt4', 'Windows NT 4.0', '1025–5000'],
  ['practice-windows2000', 'Windows 2000', '1025–5000'],
  ['practice-server2003', 'Windows Server 2003', '1025–5000'],
] as const) {
  test(`${product}: no port is left; MaxUserPort, a restart, and the proof of it in the ticket`, async () => {
    test.setTimeout(150_000);
    await untilNoPortIsLeft(menuId, product);
    await wizard.goToValue();
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.restart.click();
    await expect(wizard.notice('It took effect.')).toBeVisible();
    await expect(proof()).toContainText(`Before the change it lent only ${old}, so the new range is in use.`);
    await expect.poll(() => wizard.ticketText()).toMatch(new RegExp(`Probe:\\nIPv4: simulated, \\d+ ports .* is outside the old range ${old}`));
    expect(await wizard.ticketText()).toMatch(/Ports in use: \d+ of 3976 \((?:9\d|100)/);
    expect(await wizard.ticketText()).toContain('Result: in effect; effective range 1025–65534');
  });
}

test('Windows 11: no port is left; the dynamic port range helps at once, and the proof of it is in the ticket', async () => {
  test.setTimeout(150_000);
  await untilNoPortIsLeft('practice-windows11', 'Windows 11 Pro');
  await wizard.goToValue();
  await wizard.main.getByRole('radiogroup', { name: /^Dynamic port range/ }).getByRole('radio', { name: 'Set a range' }).check();
  await wizard.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name: /wide\)/ }).click();
  await wizard.goOnToApply();
  await wizard.apply.click();
  await expect(wizard.notice('It took effect.')).toContainText('No restart is needed.');
  await expect(proof()).toContainText('Before the change it lent only 49152–65535, so the new range is in use.');
  await expect.poll(() => wizard.ticketText()).toMatch(/Probe:\nIPv4: simulated, .* is outside the old range 49152–65535/);
  expect(await wizard.ticketText()).toContain('Result: in effect; effective range 10000–65534');
  await wizard.restart.click();
  await expect(wizard.main.getByRole('status').filter({ hasText: 'The practice machine was restarted.' })).toBeVisible();
  await expect(wizard.notice('It took effect.')).toBeVisible();
  await expect(proof()).toContainText('so the new range is in use');
});
