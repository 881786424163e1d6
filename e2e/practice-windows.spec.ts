// A dynamic port range in Electron, from its side effects to its undo. The other Windows are in components/practice-windows.test.ts.
import { accessibilityFaults } from './fixtures/axe';
import { playWindows } from './fixtures/program';
import { expect, test } from './fixtures/test';

test.beforeEach(({ dialogs }) => dialogs.accept());

test('changes the dynamic range of Windows 11 at once, keeps it over a restart, and undoes it', async ({
  program,
  page,
  menu,
  dialogs,
  wizard,
  practice,
}) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await expect(wizard.main.getByText(/^Q196271: 5000 by default\. .* might be ignored\.$/)).toBeVisible();
  await expect(wizard.main.getByText('Select a change to continue.').first()).toBeVisible();
  await wizard.setCommonRange(/widest/);
  await expect(wizard.notice('3 warnings')).toContainText('node.exe (PID 9044) on port 3000');
  await wizard.setCommonRange(/wide\)/);
  const effects = wizard.notice('2 warnings');
  await expect(effects.getByRole('listitem')).toHaveText([
    /^Serious: WSL in mirrored mode .*\(largest left: 2,?647\)\./,
    /vmcompute\.exe, wslservice\.exe/,
  ]);
  await wizard.openNotes();
  await expect(wizard.notes.getByRole('listitem')).toHaveText([
    /^310 ports in the new range are excluded \(9950–10049, 49723–49822,/,
    /9950–10049/,
  ]);
  await wizard.table('Before and after').waitFor();
  await expect(wizard.main.getByText('Takes effect immediately.')).toBeVisible();
  expect(await wizard.planText('Commands')).toContain('netsh.exe int ipv4 set dynamicport tcp start=10000 num=55535');
  expect(await wizard.planText('Commands to undo')).toContain(
    'netsh.exe int ipv6 set dynamicport tcp start=49152 num=16384',
  );
  await expect(wizard.main.getByRole('button', { name: 'Registry file (.reg)', exact: true })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect((await dialogs.asked()).at(-1)).toMatchObject({
    buttons: ['Cancel', 'Change anyway'],
    defaultId: 0,
  });
  expect((await dialogs.asked()).at(-1)?.detail).toContain('Serious: WSL is running; in mirrored mode');
  await expect(wizard.notice('The change is active.')).toContainText('No restart is needed.');
  expect(await practice.ranges()).toMatchObject({
    ipv4Tcp: { start: 10000, number: 55535 },
    ipv6Tcp: { start: 10000 },
    ipv4Udp: { start: 49152 },
  });
  expect(await wizard.ticketText()).toContain(
    'Dynamic ports IPv4 TCP: before 49152–65535 (16,384 ports), after 10000–65534 (55,535 ports)',
  );
  expect(await wizard.ticketText()).toContain('netsh.exe int ipv4 set dynamicport tcp start=49152 num=16384');
  expect(await practice.changes()).toMatchObject([
    { state: 'applied', changes: [{ range: 'ipv4Tcp' }, { range: 'ipv6Tcp' }] },
  ]);

  await wizard.openDetails();
  await expect(wizard.proof).toContainText(/IPv4: Windows assigned port \d+, outside the old range \(49152–65535\)/);
  await expect(wizard.proof).toContainText(/IPv6: Windows assigned port \d+/);
  await expect(wizard.restart).toHaveCount(0);
  await menu.choose('practice-restart');
  await expect(wizard.notice('The change is active.')).toBeVisible();
  await wizard.proof.getByRole('button', { name: 'Test again' }).click();
  await expect(wizard.proof).toContainText('The new range is active.');
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await wizard.openDetails();
  await expect(wizard.proof).toContainText(
    'Not conclusive: almost every port of the new range was in the old one too.',
  );
  expect(await practice.ranges()).toMatchObject({
    ipv4Tcp: { start: 49152, number: 16384 },
    ipv6Tcp: { start: 49152 },
  });
});
