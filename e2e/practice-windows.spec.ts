// Each Windows that the practice machine plays: which lever the wizard offers, when it works, and the way back.
import { expect, test } from '@playwright/test';
import { accessibilityFaults } from './fixtures/axe';
import {
  askedQuestions,
  clickMenu,
  closeApp,
  effectiveRanges,
  recordedChanges,
  switchOnFaults,
  type RunningApp,
} from './fixtures/launch';
import { launchWizard, playWindows, type WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => void ({ running, wizard } = await launchWizard()));
test.afterEach(() => closeApp(running));

const field = (name: string) => wizard.main.getByRole('textbox', { name });

async function chooseRange(start: string, number: string): Promise<void> {
  await wizard.goToValue();
  await wizard.setRange(start, number);
}

test('Windows 11: the dynamic range is changed at once, kept over a restart, and undone', async () => {
  await playWindows(running, 'windows11');
  await wizard.goToValue();
  await expect(wizard.notice('On this Windows, the dynamic port range decides.')).toBeVisible();
  await expect(wizard.main.getByText('Nothing to change: everything is left as it is.').first()).toBeVisible();
  await wizard.setCommonRange(/widest/);
  await expect(wizard.notice('4 things to know before you apply')).toContainText('node.exe (PID 9044) on port 3000');
  await wizard.setCommonRange(/wide\)/);
  const effects = wizard.notice('4 things to know before you apply');
  await expect(effects.getByRole('listitem')).toHaveText([
    /^Serious: WSL runs on this machine\..*The longest run left is 2,?647:/,
    /vmcompute\.exe, wslservice\.exe/,
    /^Excluded inside the new range, and never lent: 50 ports \(9950–10049\)/,
    /9950–10049/,
  ]);
  await wizard.table('Before and after').waitFor();
  expect(await wizard.planText('Commands')).toContain('netsh.exe int ipv4 set dynamicport tcp start=10000 num=55535');
  expect(await wizard.planText('Commands to undo')).toContain(
    'netsh.exe int ipv6 set dynamicport tcp start=49152 num=16384',
  );
  await expect(wizard.main.getByRole('button', { name: '.reg text', exact: true })).toHaveCount(0);
  expect(await accessibilityFaults(running.page)).toEqual([]);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect((await askedQuestions(running.app)).at(-1)).toMatchObject({
    buttons: ['Cancel', 'Change it all the same'],
    defaultId: 0,
  });
  expect((await askedQuestions(running.app)).at(-1)?.detail).toContain(
    'Serious: WSL runs here; in mirrored network mode',
  );
  await expect(wizard.notice('It took effect.')).toContainText('No restart is needed.');
  expect(await effectiveRanges(running.userData)).toMatchObject({
    ipv4Tcp: { start: 10000, number: 55535 },
    ipv6Tcp: { start: 10000 },
    ipv4Udp: { start: 49152 },
  });
  expect(await wizard.ticketText()).toContain(
    'Dynamic ports IPv4 TCP: before 49152–65535 (16,384 ports), after 10000–65534 (55,535 ports)',
  );
  expect(await wizard.ticketText()).toContain('netsh.exe int ipv4 set dynamicport tcp start=49152 num=16384');
  expect(await recordedChanges(running.userData)).toMatchObject([
    { state: 'applied', changes: [{ range: 'ipv4Tcp' }, { range: 'ipv6Tcp' }] },
  ]);

  await expect(wizard.proof).toContainText(/IPv4: Windows lent port \d+\. Before the change it lent only 49152–65535/);
  await expect(wizard.proof).toContainText(/IPv6: Windows lent port \d+/);
  await wizard.restart.click();
  await expect(wizard.notice('It took effect.')).toBeVisible();
  await wizard.proof.getByRole('button', { name: 'Prove it again' }).click();
  await expect(wizard.proof).toContainText('so the new range is in use');
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await expect(wizard.proof).toContainText('Ports cannot show it');
  expect(await effectiveRanges(running.userData)).toMatchObject({
    ipv4Tcp: { start: 49152, number: 16384 },
    ipv6Tcp: { start: 49152 },
  });
});

test('Windows 11: a range beyond its limits is refused while typing', async () => {
  await playWindows(running, 'windows11');
  await chooseRange('1024', '1000');
  await expect(field('New start port')).toHaveAttribute('aria-invalid', 'true');
  await chooseField('49152', '16385');
  await expect(field('New number of ports')).toHaveAttribute('aria-invalid', 'true');
  await expect(wizard.next).toHaveAttribute('aria-disabled', 'true');
  await chooseField('65281', '255');
  await wizard.goOnToApply();

  async function chooseField(start: string, number: string): Promise<void> {
    await field('New start port').fill(start);
    await field('New number of ports').fill(number);
  }
});

test('Windows 11: when the second range is refused, the first is put back', async () => {
  await playWindows(running, 'windows11');
  await chooseRange('10000', '55535');
  await wizard.goOnToApply();
  await switchOnFaults(running.userData, [{ kind: 'access-denied', name: 'Dynamic ports IPv6 TCP' }]);
  await wizard.apply.click();
  await expect(wizard.failure('The change failed')).toContainText('Windows refused to write Dynamic ports IPv6 TCP.');
  expect(await effectiveRanges(running.userData)).toMatchObject({
    ipv4Tcp: { start: 49152 },
    ipv6Tcp: { start: 49152 },
  });
});

for (const [isHonoured, verdict, first] of [
  [true, 'It took effect.', 1024],
  [false, 'Stored, but ignored by this Windows.', 49152],
] as const) {
  test(`Windows 11 that ${isHonoured ? 'honours' : 'ignores'} MaxUserPort: ${verdict}`, async () => {
    await playWindows(running, 'windows11');
    if (!isHonoured) await clickMenu(running.app, 'practice-honours');
    await wizard.goToValue();
    await wizard.setNumber('MaxUserPort', '65534');
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await expect(wizard.proof).toContainText('This is checked by itself after the restart.');
    await wizard.restart.click();
    await expect(wizard.notice(verdict)).toBeVisible();
    await expect(wizard.proof).toContainText(
      isHonoured ? 'so the new range is in use' : 'The new range is not in use.',
    );
    expect((await effectiveRanges(running.userData)).ipv4Tcp.start).toBe(first);
  });
}

for (const [which, delay] of [
  ['nt4', 240],
  ['windows2000', 240],
  ['server2003', 120],
] as const) {
  test(`${which}: MaxUserPort alone, after a restart, with ${delay} seconds in TIME_WAIT, and proved`, async () => {
    await playWindows(running, which);
    await wizard.goToValue();
    await expect(wizard.range).toHaveCount(0);
    await expect(wizard.choices('MaxUserPort')).toContainText('not set (default 5000)');
    await expect(wizard.choices('TcpTimedWaitDelay')).toContainText(`not set (default ${delay})`);
    await expect(wizard.notice('1 thing to know before you apply')).toContainText(
      'OrderService.exe (PID 4312) on port 8080',
    );
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.restart.click();
    await expect(wizard.notice('It took effect.')).toBeVisible();
    await expect(wizard.row(/^Values before the change/, 'MaxUserPort')).toContainText('took effect');
    await expect(wizard.proof).toContainText('Before the change it lent only 1025–5000, so the new range is in use.');
    expect((await effectiveRanges(running.userData)).ipv4Tcp).toEqual({ start: 1025, number: 64510 });
  });
}

test('Windows 11: where MaxUserPort is not set, the dynamic port range is said to decide; a smaller range is serious', async () => {
  await playWindows(running, 'windows11');
  await wizard.goToValue();
  await expect(wizard.choices('MaxUserPort')).toContainText('not set (the dynamic port range decides)');
  await expect(wizard.main.getByText('default 5000')).toHaveCount(0);
  await wizard.setCommonRange(/as on 2003/);
  await expect(wizard.main.getByRole('listitem').filter({ hasText: 'Serious: Fewer ports than now' })).toContainText(
    /3,?976 instead of 16,?124/,
  );
});

test('while a value is being edited, its figures are shown; and an odd range is explained as a guess', async () => {
  await playWindows(running, 'windows11');
  await wizard.goToValue();
  await expect(wizard.main.getByText(/With these numbers: 16,?124 ports.*about 134 new connections/)).toBeVisible();
  await wizard.setCommonRange(/as on 2003/);
  await expect(
    wizard.main.getByText(/Measured now: about .* That is this computer, not the practice machine\./),
  ).toBeVisible();
  await wizard.setNumber('TcpTimedWaitDelay', '240');
  await expect(wizard.main.getByText(/With these numbers: 3,?976 ports.*about 17 new connections/)).toBeVisible();
  await wizard.setCommonRange(/widest/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.startOver.click();
  await wizard.goToBackup();
  await wizard.takeBackup();
  await wizard.next.click();
  await expect(wizard.notice('Who may have set this? A guess:')).toContainText('the widest range');
});
