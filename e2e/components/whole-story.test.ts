// The whole story on each older Windows, as a trainer shows it: verdict, change, restart, proof, and the ticket that tells it.
import { playWindows } from '../fixtures/program';
import { expect, playLoad, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

for (const which of ['nt4', 'windows2000', 'server2003'] as const) {
  test(`leads on ${which} from no port left over MaxUserPort and a restart to the proof in the ticket`, async ({
    program,
    clock,
    wizard,
  }) => {
    await playWindows(program, which);
    await playLoad(program, 'exhaustion');
    await clock.passUntil(() => wizard.notice('No ports left.').isVisible(), 60);
    await expect(
      wizard.verdict.getByText(
        /Ask the person responsible for OrderService\.exe \(process 4312\) to close or restart it/,
      ),
    ).toBeVisible();
    await wizard.goToValue();
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.restart.click();
    await expect(wizard.notice('The change is active.')).toBeVisible();
    await wizard.openDetails();
    await expect(wizard.proof).toContainText('outside the old range (1025–5000). The new range is active.');
    await expect
      .poll(() => wizard.ticketText())
      .toMatch(/Probe:\nIPv4: simulated, \d+ ports .* is outside the old range 1025–5000/);
    expect(await wizard.ticketText()).toMatch(/Ports in use: [\d,]+ of 3,97[36] \((?:9\d|100)/);
    expect(await wizard.ticketText()).toContain('Result: in effect; effective range 1025–65534');
  });
}
