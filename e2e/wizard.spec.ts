// The article walked end to end in Electron: the whole change, what was cut off, and what only a real window has.
import { expect, test } from './fixtures/test';

test('backs a change up, applies it, reads it back, sees it in effect after the restart, and undoes it to absence', async ({
  dialogs,
  wizard,
  practice,
}) => {
  await expect(wizard.banner).toBeVisible();
  await wizard.goToApply('0xfffe', '30');
  await dialogs.accept();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();

  const [question] = await dialogs.asked();
  expect(question).toMatchObject({ buttons: ['Cancel', 'Change settings'], defaultId: 0, cancelId: 0 });
  expect(question?.detail).toContain('MaxUserPort: not set → 65534 (0xfffe)');
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  expect(await practice.value('TcpTimedWaitDelay')).toBe('1e000000');
  expect(await practice.backups()).toHaveLength(2);
  expect(await practice.changes()).toMatchObject([{ state: 'applied' }]);
  await expect(wizard.notice('Restart needed.')).toBeVisible();

  await wizard.restart.click();
  await expect(wizard.notice('The change is active.')).toBeVisible();
  expect(await wizard.ticketText()).toContain('in effect; effective range 1025–65534 (64,510 ports)');

  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.value('TcpTimedWaitDelay')).toBeNull();
});

test('refuses pasted text with a line break instead of joining it', async ({ app, page, wizard }) => {
  await wizard.goToValue();
  await wizard.choose('MaxUserPort', 'set');
  const field = wizard.field('MaxUserPort');
  await field.fill('6000');
  await app.evaluate(({ clipboard }) => clipboard.writeText('65\n534'));
  await field.focus();
  await field.selectText();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(wizard.main.getByText("Paste a single number. The field wasn't changed.")).toBeVisible();
  await expect(field).toHaveValue('6000');
});

for (const [when, written] of [
  ['before', null],
  ['after', 'feff0000'],
] as const) {
  test(`offers the way back before anything else after it was killed ${when} the write`, async ({
    dialogs,
    wizard,
    practice,
    startAgain,
  }) => {
    await wizard.goToApply();
    await dialogs.accept();
    await practice.switchOn({ kind: 'hangs', when });
    await wizard.apply.click();
    await expect.poll(() => practice.value('MaxUserPort')).toBe(written);
    await expect.poll(() => practice.changes()).toMatchObject([{ state: 'open' }]);
    await practice.switchOffFaults();

    const again = await startAgain('kill');
    await again.wizard.heading('interrupted').waitFor();
    await expect(again.wizard.next).toHaveCount(0);
    await again.dialogs.accept();
    await again.wizard.main.getByRole('button', { name: 'Restore previous values' }).click();
    await again.wizard.heading('putBack').waitFor();
    await again.wizard.openDetails();
    await expect(again.wizard.row(/^Values before the change/, 'MaxUserPort')).toContainText(
      written === null ? 'as before' : 'restored',
    );
    expect(await practice.value('MaxUserPort')).toBeNull();
    const states = (await practice.changes()).map(({ state }) => state);
    expect(states).not.toContain('open');
  });
}

test('keeps an interrupted change', async ({ dialogs, wizard, practice, startAgain }) => {
  await wizard.goToApply();
  await dialogs.accept();
  await practice.switchOn({ kind: 'hangs', when: 'after' });
  await wizard.apply.click();
  await expect.poll(() => practice.value('MaxUserPort')).toBe('feff0000');
  await practice.switchOffFaults();
  const again = await startAgain('kill');
  await again.wizard.heading('interrupted').waitFor();
  await again.wizard.main.getByRole('button', { name: 'Keep current values' }).click();
  await again.wizard.heading('kept').waitFor();
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  expect(await practice.changes()).toMatchObject([{ state: 'kept' }]);
});

test('restarts and resets the practice machine from the menu', async ({ dialogs, menu, wizard, practice }) => {
  await wizard.goToApply();
  await dialogs.accept();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await menu.choose('practice-restart');
  await expect(wizard.notice('The change is active.')).toBeVisible();
  await menu.choose('practice-reset');
  await expect.poll(() => practice.value('MaxUserPort')).toBeNull();
});
