// Each Windows that the practice machine plays: which lever the wizard offers, when it works, and the way back.
import type { WizardDriver } from '../fixtures/wizard-driver';
import { playWindows } from '../fixtures/program';
import { expect, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

const field = (wizard: WizardDriver, name: string) => wizard.main.getByRole('textbox', { name });

test('refuses a range beyond the limits of Windows 11 while it is typed', async ({ program, wizard }) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setRange('1024', '1000');
  await expect(field(wizard, 'New start port')).toHaveAttribute('aria-invalid', 'true');
  await chooseField('49152', '16385');
  await expect(field(wizard, 'New number of ports')).toHaveAttribute('aria-invalid', 'true');
  await expect(wizard.next).toHaveAttribute('aria-disabled', 'true');
  await chooseField('65281', '255');
  await wizard.goOnToApply();

  async function chooseField(start: string, number: string): Promise<void> {
    await field(wizard, 'New start port').fill(start);
    await field(wizard, 'New number of ports').fill(number);
  }
});

test('puts the first range of Windows 11 back when the second is refused', async ({ program, wizard, practice }) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setRange('10000', '55535');
  await wizard.goOnToApply();
  await practice.switchOn({ kind: 'access-denied', name: 'Dynamic ports IPv6 TCP' });
  await wizard.apply.click();
  await expect(wizard.failure('The change failed')).toContainText('Windows refused to write Dynamic ports IPv6 TCP.');
  expect(await practice.ranges()).toMatchObject({
    ipv4Tcp: { start: 49152 },
    ipv6Tcp: { start: 49152 },
  });
});

for (const [isHonoured, verdict, first] of [
  [true, 'The change is active.', 1024],
  [false, 'Stored, but not active.', 49152],
] as const) {
  test(`says on a Windows 11 that ${isHonoured ? 'honours' : 'ignores'} MaxUserPort: ${verdict}`, async ({
    program,
    menu,
    wizard,
    practice,
  }) => {
    await playWindows(program, 'windows11');
    if (!isHonoured) await menu.choose('practice-honours');
    await wizard.goToValue();
    await wizard.setNumber('MaxUserPort', '65534');
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.openDetails();
    await expect(wizard.proof).toContainText('Runs automatically after the restart.');
    await wizard.restart.click();
    await expect(wizard.notice(verdict)).toBeVisible();
    await expect(wizard.proof).toContainText(isHonoured ? 'The new range is active.' : "The new range isn't active.");
    expect((await practice.ranges()).ipv4Tcp.start).toBe(first);
  });
}

for (const [which, delay] of [
  ['nt4', 240],
  ['windows2000', 240],
  ['server2003', 120],
] as const) {
  test(`offers MaxUserPort alone on ${which}, with ${delay} seconds in TIME_WAIT, and proves it after a restart`, async ({
    program,
    wizard,
    practice,
  }) => {
    await playWindows(program, which);
    await wizard.goToValue();
    await expect(wizard.range).toHaveCount(0);
    await expect(wizard.udpRange).toHaveCount(0);
    await expect(wizard.main.getByText(/^This version of Windows has no setting for UDP ports/)).toBeVisible();
    await expect(wizard.choices('MaxUserPort')).toContainText('not set (default 5000)');
    await wizard.openDelay();
    await expect(wizard.choices('TcpTimedWaitDelay')).toContainText(`not set (default ${delay})`);
    await expect(wizard.notice('1 warning')).toContainText('OrderService.exe (PID 4312) on port 8080');
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.restart.click();
    await expect(wizard.notice('The change is active.')).toBeVisible();
    await wizard.openDetails();
    await expect(wizard.row(/^Values before the change/, 'MaxUserPort')).toContainText('active');
    await expect(wizard.proof).toContainText('outside the old range (1025–5000). The new range is active.');
    expect((await practice.ranges()).ipv4Tcp).toEqual({ start: 1025, number: 64510 });
  });
}

test('says on Windows 11 without MaxUserPort that the dynamic port range decides, and calls a smaller one serious', async ({
  program,
  wizard,
}) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await expect(wizard.choices('MaxUserPort')).toContainText('not set (dynamic range applies)');
  await expect(wizard.main.getByText('default 5000')).toHaveCount(0);
  await wizard.setCommonRange(/Server 2003/);
  await expect(wizard.main.getByRole('listitem').filter({ hasText: 'Serious: Fewer ports' })).toContainText(
    /3,?976 instead of 16,?124/,
  );
});

test('shows the figures of a value while it is edited, and explains an odd range as a guess', async ({
  clock,
  menu,
  program,
  wizard,
}) => {
  await playWindows(program, 'windows11');
  await menu.choose('practice-load-none');
  await wizard.goToValue();
  await expect(wizard.main.getByText(/16,?124 usable ports: about 134 new connections/)).toBeVisible();
  await wizard.setCommonRange(/Server 2003/);
  await clock.pass(2);
  await expect(wizard.main.getByText(/^Now, on this PC \(not the practice PC\): about .*\/s\.$/)).toBeVisible();
  await wizard.setNumber('TcpTimedWaitDelay', '240');
  await expect(wizard.main.getByText(/3,?976 usable ports: about 17 new connections/)).toBeVisible();
  await wizard.setCommonRange(/widest/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.startOver.click();
  await wizard.goToBackup();
  await expect(wizard.notice('Possible origin of these values')).toContainText('the largest range');
});
