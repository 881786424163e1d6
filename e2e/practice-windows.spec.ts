// Each Windows that the practice machine plays: which lever the wizard offers, when it works, and the way back.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { answerDialogs, askedQuestions, clickMenu, closeApp, journalEntries, launchApp, switchOnFaults, type RunningApp } from './launch';
import { WizardDriver } from './wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => {
  running = await launchApp();
  wizard = new WizardDriver(running.page);
  await answerDialogs(running.app, 'accept');
});
test.afterEach(() => closeApp(running));

const range = () => wizard.main.getByRole('radiogroup', { name: /^Dynamic port range/ });
const proof = () => wizard.main.getByRole('region', { name: /^Proof, simulated/ });
const field = (name: string) => wizard.main.getByRole('textbox', { name });

interface PracticeFile {
  readonly effective: Record<'ipv4Tcp' | 'ipv4Udp' | 'ipv6Tcp' | 'ipv6Udp', { start: number; number: number }>;
}

async function effective(): Promise<PracticeFile['effective']> {
  return (JSON.parse(await readFile(join(running.userData, 'practice', 'windows.json'), 'utf8')) as PracticeFile).effective;
}

async function play(menuId: string, product: string): Promise<void> {
  await wizard.heading('symptom').waitFor();
  await clickMenu(running.app, menuId);
  await expect(wizard.banner).toContainText(product);
}

async function chooseRange(start: string, number: string): Promise<void> {
  await wizard.goToValue();
  await range().getByRole('radio', { name: 'Set a range' }).check();
  await field('New start port').fill(start);
  await field('New number of ports').fill(number);
}

test('Windows 11: the dynamic range is changed at once, kept over a restart, and undone', async () => {
  await play('practice-windows11', 'Windows 11 Pro');
  await wizard.goToValue();
  await expect(wizard.notice('On this Windows, the dynamic port range decides.')).toBeVisible();
  await expect(wizard.main.getByText('Nothing to change: everything is left as it is.').first()).toBeVisible();
  await range().getByRole('radio', { name: 'Set a range' }).check();
  await wizard.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name: /widest/ }).click();
  await expect(wizard.notice('4 things to know before you apply')).toContainText('node.exe (PID 9044) on port 3000');
  await wizard.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name: /wide\)/ }).click();
  const effects = wizard.notice('4 things to know before you apply');
  await expect(effects.getByRole('listitem')).toHaveText([
    /^Serious: WSL runs on this machine\..*only 2,?647 are left/, /vmcompute\.exe, wslservice\.exe/, /^Excluded inside the new range, and never lent: 50 ports \(9950–10049\)/, /9950–10049/,
  ]);
  await wizard.table('Before and after').waitFor();
  expect(await wizard.planText('Commands')).toContain('netsh.exe int ipv4 set dynamicport tcp start=10000 num=55535');
  expect(await wizard.planText('Commands to undo')).toContain('netsh.exe int ipv6 set dynamicport tcp start=49152 num=16384');
  await expect(wizard.main.getByRole('button', { name: '.reg text', exact: true })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page: running.page }).setLegacyMode().analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect((await askedQuestions(running.app)).at(-1)).toMatchObject({ buttons: ['Cancel', 'Change it all the same'], defaultId: 0 });
  expect((await askedQuestions(running.app)).at(-1)?.detail).toContain('Serious: WSL runs here; in mirrored network mode');
  await expect(wizard.notice('It took effect.')).toContainText('No restart is needed.');
  expect(await effective()).toMatchObject({ ipv4Tcp: { start: 10000, number: 55535 }, ipv6Tcp: { start: 10000 }, ipv4Udp: { start: 49152 } });
  expect(await wizard.ticketText()).toContain('Dynamic ports IPv4 TCP: before 49152–65535 (16384 ports), after 10000–65534 (55535 ports)');
  expect(await wizard.ticketText()).toContain('netsh.exe int ipv4 set dynamicport tcp start=49152 num=16384');
  expect(await journalEntries(running.userData)).toMatchObject([{ state: 'applied', changes: [{ range: 'ipv4Tcp' }, { range: 'ipv6Tcp' }] }]);

  await expect(proof()).toContainText(/IPv4: Windows lent port \d+\. Before the change it lent only 49152–65535/);
  await expect(proof()).toContainText(/IPv6: Windows lent port \d+/);
  await wizard.restart.click();
  await expect(wizard.notice('It took effect.')).toBeVisible();
  await proof().getByRole('button', { name: 'Prove it again' }).click();
  await expect(proof()).toContainText('so the new range is in use');
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await expect(proof()).toContainText('Ports cannot show it');
  expect(await effective()).toMatchObject({ ipv4Tcp: { start: 49152, number: 16384 }, ipv6Tcp: { start: 49152 } });
});

test('Windows 11: a range beyond its limits is refused while typing', async () => {
  await play('practice-windows11', 'Windows 11 Pro');
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
  await play('practice-windows11', 'Windows 11 Pro');
  await chooseRange('10000', '55535');
  await wizard.goOnToApply();
  await switchOnFaults(running.userData, [{ kind: 'access-denied', name: 'Dynamic ports IPv6 TCP' }]);
  await wizard.apply.click();
  await expect(wizard.failure('The change failed')).toContainText('Windows refused to write Dynamic ports IPv6 TCP.');
  expect(await effective()).toMatchObject({ ipv4Tcp: { start: 49152 }, ipv6Tcp: { start: 49152 } });
});

for (const [isHonoured, verdict, first] of [[true, 'It took effect.', 1024], [false, 'Stored, but ignored by this Windows.', 49152]] as const) {
  test(`Windows 11 that ${isHonoured ? 'honours' : 'ignores'} MaxUserPort: ${verdict}`, async () => {
    await play('practice-windows11', 'Windows 11 Pro');
    if (!isHonoured) await clickMenu(running.app, 'practice-honours');
    await wizard.goToValue();
    await wizard.setNumber('MaxUserPort', '65534');
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await expect(proof()).toContainText('This is checked by itself after the restart.');
    await wizard.restart.click();
    await expect(wizard.notice(verdict)).toBeVisible();
    await expect(proof()).toContainText(isHonoured ? 'so the new range is in use' : 'The new range is not in use.');
    expect((await effective()).ipv4Tcp.start).toBe(first);
  });
}

for (const [menuId, product, delay] of [
  ['practice-nt4', 'Windows NT 4.0', 240],
  ['practice-windows2000', 'Windows 2000', 240],
  ['practice-server2003', 'Windows Server 2003', 120],
] as const) {
  test(`${product}: MaxUserPort alone, after a restart, with ${delay} seconds in TIME_WAIT, and proved`, async () => {
    await play(menuId, product);
    await wizard.goToValue();
    await expect(range()).toHaveCount(0);
    await expect(wizard.choices('MaxUserPort')).toContainText('not set (default 5000)');
    await expect(wizard.choices('TcpTimedWaitDelay')).toContainText(`not set (default ${delay})`);
    await expect(wizard.notice('1 thing to know before you apply')).toContainText('OrderService.exe (PID 4312) on port 8080');
    await wizard.goOnToApply();
    await wizard.apply.click();
    await expect(wizard.notice('Restart needed.')).toBeVisible();
    await wizard.restart.click();
    await expect(wizard.notice('It took effect.')).toBeVisible();
    await expect(wizard.row(/^Values before the change/, 'MaxUserPort')).toContainText('took effect');
    await expect(proof()).toContainText('Before the change it lent only 1025–5000, so the new range is in use.');
    expect((await effective()).ipv4Tcp).toEqual({ start: 1025, number: 64510 });
  });
}

test('Windows 11: where MaxUserPort is not set, the dynamic port range is said to decide; a smaller range is serious', async () => {
  await play('practice-windows11', 'Windows 11 Pro');
  await wizard.goToValue();
  await expect(wizard.choices('MaxUserPort')).toContainText('not set (the dynamic port range decides)');
  await expect(wizard.main.getByText('default 5000')).toHaveCount(0);
  await range().getByRole('radio', { name: 'Set a range' }).check();
  await wizard.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name: /as on 2003/ }).click();
  await expect(wizard.main.getByRole('listitem').filter({ hasText: 'Serious: Fewer ports than now' })).toContainText(/3,?976 instead of 16,?124/);
});

test('while a value is being edited, its figures are shown; and an odd range is explained as a guess', async () => {
  await play('practice-windows11', 'Windows 11 Pro');
  await wizard.goToValue();
  await expect(wizard.main.getByText(/With these numbers: 16,?124 ports.*about 134 new connections/)).toBeVisible();
  await range().getByRole('radio', { name: 'Set a range' }).check();
  await wizard.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name: /as on 2003/ }).click();
  await expect(wizard.main.getByText(/Measured now: about .* That is this computer, not the practice machine\./)).toBeVisible();
  await wizard.setNumber('TcpTimedWaitDelay', '240');
  await expect(wizard.main.getByText(/With these numbers: 3,?976 ports.*about 17 new connections/)).toBeVisible();
  await wizard.main.getByRole('group', { name: 'Common ranges' }).getByRole('button', { name: /widest/ }).click();
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.startOver.click();
  await wizard.goToBackup();
  await wizard.takeBackup();
  await wizard.next.click();
  await expect(wizard.notice('Who may have set this? A guess:')).toContainText('the widest range');
});
