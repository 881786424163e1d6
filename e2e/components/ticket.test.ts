// The ticket of a change on each Windows is the stored one, but for what differs from run to run.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { playWindows } from '../fixtures/program';
import type { WizardDriver } from '../fixtures/wizard-driver';
import { expect, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

/** What differs from run to run, as words: times, ids, hashes, paths and what is in use at the moment. */
function steady(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\b[0-9a-f]{64}\b/g, '<sha256>')
    .replace(/^Diagnosis: .*/gm, 'Diagnosis: <conclusion>')
    .replace(/^(Time of the change|Created|Record made): .*/gm, '$1: <time>')
    .replace(/^(Restart needed: yes, done on ).*/gm, '$1<time>')
    .replace(/^File: .*/gm, 'File: <file>')
    .replace(/^Measured: .*?, simulated load/gm, 'Measured: <time>, simulated load')
    .replace(/^Busiest local address: .*\n/gm, '')
    .replace(/[\d,]+ of [\d,]+ \([<>]?[\d.]+ ?%\)/g, '<share>')
    .replace(
      /simulated, \d+ ports from (.*?), \d+–\d+: port \d+ /g,
      'simulated, <count> ports from $1, <ports>: port <port> ',
    )
    .replace(/^(In TIME_WAIT \(closed, not yet reusable\)): [\d,]+/gm, '$1: <count>')
    .replace(/Ephemeral Port Wizard \d+\.\d+\.\d+/g, 'Ephemeral Port Wizard <version>');
}

/** The preview follows the probe of the ports, which ends a moment later. */
async function expectTicket(wizard: WizardDriver, name: string): Promise<void> {
  const stored = await readFile(resolve(import.meta.dirname, '..', 'tickets', `${name}.txt`), 'utf8');
  await expect.poll(async () => steady(await wizard.ticketText())).toBe(stored);
}

for (const which of ['nt4', 'windows2000', 'server2003'] as const) {
  test(`writes the stored ticket of ${which} after the restart`, async ({ program, wizard }) => {
    await playWindows(program, which);
    await wizard.applyMaxUserPort('65534');
    await wizard.restart.click();
    await wizard.notice('The change is active.').waitFor();
    await expectTicket(wizard, which);
  });
}

test('writes the stored ticket of a range of Windows 11', async ({ program, wizard }) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await expectTicket(wizard, 'windows11');
});
