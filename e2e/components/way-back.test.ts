// Ways back as they are told: what was never in effect needs no restart, and an ignored value is replaced by the range in one change.
import { playWindows } from '../fixtures/program';
import { expect, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

test('says after an undo before the restart that nothing was ever in effect, and asks for no restart', async ({
  program,
  wizard,
  practice,
}) => {
  await playWindows(program, 'server2003');
  await wizard.goToApply('65534', '30');
  await wizard.apply.click();
  await expect(wizard.notice('Restart needed.')).toBeVisible();
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await expect(wizard.notice('Nothing to do: the change was never active.')).toContainText('No restart is needed.');
  await wizard.openDetails();
  await expect(wizard.row(/^Values before the change/, 'MaxUserPort')).toContainText('unchanged; never active');
  await expect(wizard.row(/^Values before the change/, 'TcpTimedWaitDelay')).toContainText('unchanged; never active');
  await expect(wizard.main).toContainText("The change was never active, so you don't need to restart your computer.");
  await expect(wizard.notice('Restart needed.')).toHaveCount(0);
  expect(await practice.value('MaxUserPort')).toBeNull();
});

test('replaces an ignored MaxUserPort by the range: one plan, one confirmation, one change', async ({
  program,
  menu,
  wizard,
  page,
  practice,
  dialogs,
}) => {
  await playWindows(program, 'windows11');
  await menu.choose('practice-honours');
  await wizard.applyIgnoredMaxUserPort();
  const ignored = wizard.notice('Stored, but not active.');
  await expect(ignored).toContainText('it takes effect immediately');
  const asked = (await dialogs.asked()).length;
  await ignored.getByRole('button', { name: 'Undo and set the dynamic range instead' }).click();
  await page.getByRole('heading', { level: 1, name: 'Undo and set the dynamic range instead' }).waitFor();
  await wizard.readSerious();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.ranges()).toMatchObject({
    ipv4Tcp: { start: 10000, number: 55535 },
    ipv6Tcp: { start: 10000, number: 55535 },
    ipv4Udp: { start: 49152, number: 16384 },
  });
  expect((await dialogs.asked()).length).toBe(asked + 1);
  expect(await practice.changes()).toMatchObject([
    { changes: [{ name: 'MaxUserPort' }] },
    { changes: [{ name: 'MaxUserPort', after: { present: false } }, { range: 'ipv4Tcp' }, { range: 'ipv6Tcp' }] },
  ]);
});

test('tells that MaxUserPort moved the range of IPv6 along, and that of UDP not', async ({
  program,
  wizard,
  practice,
}) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '15000');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await expect(wizard.notice('Restart needed.')).toBeVisible();
  await expect(wizard.notice('Windows also changed other port ranges.')).toHaveCount(0);
  await wizard.restart.click();
  await expect(wizard.notice('Windows also changed other port ranges.')).toContainText('Dynamic ports IPv6 TCP');
  await expect(wizard.notice('Windows also changed other port ranges.')).toContainText(/1024–15000/);
  expect(await wizard.ticketText()).toContain(
    'Also changed by Windows, without being requested: Dynamic ports IPv6 TCP: 49152–65535 (16,384 ports) → 1024–15000',
  );
  expect((await practice.ranges()).ipv4Udp).toEqual({ start: 49152, number: 16384 });
});
