// The article walked step by step on the practice machine: what refuses a change, what goes wrong, and what is said then.
import { readFile } from 'node:fs/promises';
import { expect, test } from './test';

test('does not go on without a backup', async ({ wizard }) => {
  await wizard.goToBackup();
  await expect(wizard.next).toHaveCount(0);
  await expect(wizard.main.getByText('Nothing else is written.')).toBeVisible();
  await expect(wizard.step('Choose')).toHaveAttribute('disabled', '');
  await wizard.backUp();
  await expect(wizard.heading('value')).toBeVisible();
  await wizard.back.click();
  await expect(wizard.main.getByRole('region', { name: 'Backup verified. It matches the registry.' })).toBeVisible();
});

test('explains numbers that Windows would not accept, and leads nowhere with them', async ({ page, wizard }) => {
  await wizard.goToValue();
  await wizard.choose('MaxUserPort', 'set');
  const field = wizard.field('MaxUserPort');
  for (const [text, reason] of [
    ['', 'Enter a number from 5,000 to 65,534'],
    ['4999', 'Enter 5000 or higher. 4999 is too low.'],
    ['65535', 'Enter 65534 or lower. 65535 is too high.'],
    ['0x1387', '4999 is too low'],
    ['-6000', 'without a sign'],
    ['+6000', 'without a sign'],
    ['6 000', 'without spaces'],
    ['65,534', 'without separators'],
    ['65.534', 'without separators'],
    ['5e4', 'is in scientific notation'],
    ['\uff16\uff10\uff10\uff10', 'Use the digits 0–9.'],
    [String(2 ** 32 + 6000), 'is too large: a REG_DWORD stores at most 4294967295'],
    ['fffe', 'looks like hex. For a hexadecimal number, enter 0x first. Enter 0xfffe.'],
    ['65\u2019534', 'Enter the number without separators. Enter 65534.'],
    ['5000d', 'Enter 5000.'],
    ['60\u200b00', 'invisible characters'],
    ['\u0e56\u0e50\u0e50\u0e50', 'Use the digits 0–9.'],
    ['many', "isn't a number"],
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
        .map((id) => page.locator(`[id="${id}"]`).innerText()),
    );
    expect(texts, text).not.toHaveLength(0);
    return texts.join(' ');
  }
});

test('deletes the value to go back to the default', async ({ dialogs, wizard, practice }) => {
  await wizard.goToApply('6000');
  await dialogs.accept();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practice.value('MaxUserPort')).toBe('70170000');
  await wizard.startOver.click();
  await wizard.goToValue();
  await wizard.choose('MaxUserPort', 'default');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practice.value('MaxUserPort')).toBeNull();
});

test('changes nothing after Cancel in the confirmation, and can apply the change afterwards', async ({
  dialogs,
  wizard,
  practice,
}) => {
  await wizard.goToApply();
  await wizard.apply.click();
  await expect(wizard.notice('Nothing was changed.')).toBeVisible();
  expect(await practice.value('MaxUserPort')).toBeNull();
  await dialogs.accept();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
});

test('rolls back what was written when Windows refuses a value, and says so', async ({ dialogs, wizard, practice }) => {
  await wizard.goToApply('65534', '30');
  await dialogs.accept();
  await practice.switchOn({ kind: 'access-denied', name: 'TcpTimedWaitDelay' });
  await wizard.apply.click();
  const failure = wizard.failure('The change failed');
  await expect(failure).toContainText('Windows refused to write TcpTimedWaitDelay.');
  await expect(failure).toContainText('all values are as they were before');
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.changes()).toMatchObject([{ state: 'rolled-back' }]);
});

test('notices a write that does not stick when it reads it back', async ({ dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await dialogs.accept();
  await practice.switchOn({ kind: 'does-not-stick' });
  await wizard.apply.click();
  await expect(wizard.failure('The change failed')).toContainText('the registry still shows another value');
  expect(await practice.value('MaxUserPort')).toBeNull();
});

test('does not overwrite a value that somebody else changed meanwhile', async ({ dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await dialogs.accept();
  await practice.switchOn({ kind: 'changed-by-another', name: 'MaxUserPort', value: 7000 });
  await wizard.apply.click();
  const failure = wizard.failure('A value changed in the meantime');
  await expect(failure).toContainText(/MaxUserPort: was not set.*now 7,?000/);
  expect(await practice.value('MaxUserPort')).toBe('581b0000');
  await failure.getByRole('button', { name: 'Review' }).click();
  await wizard.heading('value').waitFor();
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practice.value('MaxUserPort')).toBe('581b0000');
});

test('stops the change when a full disk stops its backup', async ({ dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await dialogs.accept();
  await practice.switchOn({ kind: 'disk-full' });
  await wizard.apply.click();
  await expect(wizard.failure("The backup couldn't be created")).toContainText('The disk is full.');
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.changes()).toEqual([]);
  await practice.switchOffFaults();
  await wizard.main.getByRole('button', { name: 'Try again' }).click();
  await wizard.heading('done').waitFor();
});

test('shows and copies the texts of the change', async ({ program, wizard }) => {
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.table('Before and after').waitFor();
  expect(await wizard.planText('Registry file (.reg)')).toContain('"MaxUserPort"=dword:0000fffe');
  expect(await wizard.planText('Registry file to undo')).toContain('"MaxUserPort"=-');
  expect(await wizard.planText('Commands')).toContain('/v MaxUserPort /t REG_DWORD /d 65534 /f');
  await wizard.main.getByRole('button', { name: 'Copy the commands of the change' }).click();
  await expect.poll(() => program.copied()).toContain('reg.exe add "HKLM\\SYSTEM');
});

test('writes the backup where it says', async ({ wizard, practice }) => {
  await wizard.goToBackup();
  await wizard.backUp();
  await wizard.back.click();
  const [file = ''] = await practice.backups();
  await expect(wizard.main).toContainText(file);
  expect((await readFile(file)).subarray(0, 4)).toEqual(Buffer.from([0xff, 0xfe, 0x57, 0x00]));
});
