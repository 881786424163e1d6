// The article walked end to end on the practice machine: the change, what refuses it, what goes wrong, and the way back.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import {
  answerDialogs,
  askedQuestions,
  backupFiles,
  clickMenu,
  closeApp,
  recordedChanges,
  killApp,
  launchApp,
  practiceValue,
  switchOffFaults,
  switchOnFaults,
  type RunningApp,
} from './fixtures/launch';
import { WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => {
  running = await launchApp();
  wizard = new WizardDriver(running.page);
});
test.afterEach(() => closeApp(running));

test('a change is backed up, applied, read back, effective after the restart, and undone to absence', async () => {
  const { app, userData } = running;
  await expect(wizard.banner).toBeVisible();
  await wizard.goToApply('0xfffe', '30');
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();

  const [question] = await askedQuestions(app);
  expect(question).toMatchObject({ buttons: ['Cancel', 'Change the registry'], defaultId: 0, cancelId: 0 });
  expect(question?.detail).toContain('MaxUserPort: not set → 65534 (0xfffe)');
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  expect(await practiceValue(userData, 'TcpTimedWaitDelay')).toBe('1e000000');
  expect(await backupFiles(userData)).toHaveLength(2);
  expect(await recordedChanges(userData)).toMatchObject([{ state: 'applied' }]);
  await expect(wizard.notice('Restart needed.')).toBeVisible();

  await wizard.restart.click();
  await expect(wizard.notice('It took effect.')).toBeVisible();
  expect(await wizard.ticketText()).toContain('in effect; effective range 1025–65534 (64,510 ports)');

  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect(await practiceValue(userData, 'TcpTimedWaitDelay')).toBeNull();
});

test('the wizard does not go on without a backup', async () => {
  await wizard.goToBackup();
  await expect(wizard.next).toHaveAttribute('aria-disabled', 'true');
  await wizard.next.click({ force: true });
  await expect(wizard.heading('backup')).toBeVisible();
  await expect(wizard.main.getByText('Take the backup first. The wizard does not go on without it.')).toBeVisible();
  await wizard.takeBackup();
  await wizard.next.click();
  await expect(wizard.heading('locate')).toBeVisible();
});

test('numbers that Windows would not accept are explained, and lead nowhere', async () => {
  await wizard.goToValue();
  await wizard.choose('MaxUserPort', 'set');
  const field = wizard.field('MaxUserPort');
  for (const [text, reason] of [
    ['', 'Type a number from 5,000 to 65,534'],
    ['4999', '4999 is below 5000, the lowest that Windows accepts (Q196271).'],
    ['65535', '65535 is above 65534, the highest that Windows accepts (Q196271).'],
    ['0x1387', '4999 is below 5000'],
    ['-6000', 'has a sign'],
    ['+6000', 'has a sign'],
    ['6 000', 'has a blank inside'],
    ['65,534', 'has a separator'],
    ['65.534', 'has a separator'],
    ['5e4', 'is in scientific notation'],
    ['\uff16\uff10\uff10\uff10', 'has digits of another script'],
    [String(2 ** 32 + 6000), 'is too large: a REG_DWORD holds 4294967295 at most'],
    ['fffe', 'looks like hex. Hex is written with 0x in front. Enter 0xfffe.'],
    ['65\u2019534', 'has a separator. Type the digits alone. Enter 65534.'],
    ['5000d', 'Enter 5000.'],
    ['60\u200b00', 'invisible characters'],
    ['\u0e56\u0e50\u0e50\u0e50', 'has digits of another script'],
    ['many', 'is not a number'],
  ] as const) {
    await field.fill(text);
    await expect(field, text).toHaveAttribute('aria-invalid', 'true');
    const description = await describedBy(text);
    expect(description.replaceAll(/(\d),(\d{3})/g, '$1$2'), text).toContain(reason.replaceAll(/(\d),(\d{3})/g, '$1$2'));
    await expect(wizard.next).toHaveAttribute('aria-disabled', 'true');
    await wizard.next.click({ force: true });
    await expect(wizard.heading('value'), text).toBeVisible();
  }

  async function describedBy(text: string): Promise<string> {
    const ids = (await field.getAttribute('aria-describedby')) ?? '';
    const texts = await Promise.all(
      ids
        .split(' ')
        .filter(Boolean)
        .map((id) => running.page.locator(`[id="${id}"]`).innerText()),
    );
    expect(texts, text).not.toHaveLength(0);
    return texts.join(' ');
  }
});

test('pasted text with a line break is refused instead of being joined', async () => {
  await wizard.goToValue();
  await wizard.choose('MaxUserPort', 'set');
  const field = wizard.field('MaxUserPort');
  await field.fill('6000');
  await running.app.evaluate(({ clipboard }) => clipboard.writeText('65\n534'));
  await field.focus();
  await field.selectText();
  await running.page.keyboard.press('ControlOrMeta+V');
  await expect(wizard.main.getByText('The pasted text has more than one line.')).toBeVisible();
  await expect(field).toHaveValue('6000');
});

test('back to the default deletes the value', async () => {
  const { app, userData } = running;
  await wizard.goToApply('6000');
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('70170000');
  await wizard.startOver.click();
  await wizard.goToValue();
  await wizard.choose('MaxUserPort', 'default');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
});

test('Cancel in the confirmation changes nothing, and the change can be applied afterwards', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await wizard.apply.click();
  await expect(wizard.notice('Nothing was changed.')).toBeVisible();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
});

test('refused by Windows: what was written is rolled back, and the person is told', async () => {
  const { app, userData } = running;
  await wizard.goToApply('65534', '30');
  await answerDialogs(app, 'accept');
  await switchOnFaults(userData, [{ kind: 'access-denied', name: 'TcpTimedWaitDelay' }]);
  await wizard.apply.click();
  const failure = wizard.failure('The change failed');
  await expect(failure).toContainText('Windows refused to write TcpTimedWaitDelay.');
  await expect(failure).toContainText('all values are as they were before');
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect(await recordedChanges(userData)).toMatchObject([{ state: 'rolled-back' }]);
});

test('a write that does not stick is noticed when it is read back', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await answerDialogs(app, 'accept');
  await switchOnFaults(userData, [{ kind: 'does-not-stick' }]);
  await wizard.apply.click();
  await expect(wizard.failure('The change failed')).toContainText('reading it back showed something else');
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
});

test('a value that somebody else changed meanwhile is not overwritten', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await answerDialogs(app, 'accept');
  await switchOnFaults(userData, [{ kind: 'changed-by-another', name: 'MaxUserPort', value: 7000 }]);
  await wizard.apply.click();
  const failure = wizard.failure('Somebody else changed a value meanwhile');
  await expect(failure).toContainText(/MaxUserPort: was not set.*now 7,?000/);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('581b0000');
  await failure.getByRole('button', { name: 'Read again' }).click();
  await wizard.heading('value').waitFor();
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('581b0000');
});

test('a full disk stops the backup, and with it the change', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await answerDialogs(app, 'accept');
  await switchOnFaults(userData, [{ kind: 'disk-full' }]);
  await wizard.apply.click();
  await expect(wizard.failure('The backup could not be taken')).toContainText('The disk is full.');
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect(await recordedChanges(userData)).toEqual([]);
  await switchOffFaults(userData);
  await wizard.main.getByRole('button', { name: 'Try again' }).click();
  await wizard.failure('The backup could not be taken').waitFor({ state: 'detached' });
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
});

for (const [when, written] of [
  ['before', null],
  ['after', 'feff0000'],
] as const) {
  test(`killed ${when} the write: the next start offers the way back before anything else`, async () => {
    const { app, userData } = running;
    await wizard.goToApply();
    await answerDialogs(app, 'accept');
    await switchOnFaults(userData, [{ kind: 'hangs', when }]);
    await wizard.apply.click();
    await expect.poll(() => practiceValue(userData, 'MaxUserPort')).toBe(written);
    await expect.poll(() => recordedChanges(userData)).toMatchObject([{ state: 'open' }]);
    await killApp(app);
    await switchOffFaults(userData);

    running = await launchApp({ userData });
    wizard = new WizardDriver(running.page);
    await wizard.heading('interrupted').waitFor();
    await expect(wizard.next).toHaveCount(0);
    await answerDialogs(running.app, 'accept');
    await wizard.main.getByRole('button', { name: 'Put it back as it was' }).click();
    await wizard.heading('putBack').waitFor();
    await expect(wizard.row(/^Values before the change/, 'MaxUserPort')).toContainText(
      written === null ? 'as before' : 'put back',
    );
    expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
    const states = (await recordedChanges(userData)).map(({ state }) => state);
    expect(states).not.toContain('open');
  });
}

test('an interrupted change can be kept', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await answerDialogs(app, 'accept');
  await switchOnFaults(userData, [{ kind: 'hangs', when: 'after' }]);
  await wizard.apply.click();
  await expect.poll(() => practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  await killApp(app);
  await switchOffFaults(userData);
  running = await launchApp({ userData });
  wizard = new WizardDriver(running.page);
  await wizard.heading('interrupted').waitFor();
  await wizard.main.getByRole('button', { name: 'Keep what is there now' }).click();
  await wizard.heading('kept').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  expect(await recordedChanges(userData)).toMatchObject([{ state: 'kept' }]);
});

test('the practice machine is restarted and reset from the menu', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await clickMenu(app, 'practice-restart');
  await expect(wizard.notice('It took effect.')).toBeVisible();
  await clickMenu(app, 'practice-reset');
  await expect.poll(() => practiceValue(userData, 'MaxUserPort')).toBeNull();
});

test('the texts that are shown are those of the change', async () => {
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.table('Before and after').waitFor();
  expect(await wizard.planText('.reg text')).toContain('"MaxUserPort"=dword:0000fffe');
  expect(await wizard.planText('.reg text to undo')).toContain('"MaxUserPort"=-');
  expect(await wizard.planText('Commands')).toContain('/v MaxUserPort /t REG_DWORD /d 65534 /f');
  await wizard.main.getByRole('button', { name: 'Copy the commands of the change' }).click();
  await expect
    .poll(() => running.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('reg.exe add "HKLM\\SYSTEM');
});

test('the backup that was shown lies on disk as it was shown', async () => {
  await wizard.goToBackup();
  await wizard.takeBackup();
  const [file = ''] = await backupFiles(running.userData);
  await expect(wizard.main).toContainText(file);
  expect((await readFile(file)).subarray(0, 4)).toEqual(Buffer.from([0xff, 0xfe, 0x57, 0x00]));
});
