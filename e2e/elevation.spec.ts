// The program without administrator rights: shields, and a real second process of it that carries one request out.
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { playRights, playWindows } from './fixtures/program';
import { ask, filesOf } from './fixtures/hostile-page';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

test.beforeEach(({ program }) => playRights(program, false));

const shield = words.rights.needed;

/** The folders of channels: each is removed by the window that made it. Pipes of Windows end with their processes. */
async function channelFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^ephemeral-port-wizard-[0-9a-f]{32}$/.test(name));
}
test('has a worker make a change, with a backup of its own in the machine folder, and another undo it', async ({
  page,
  dialogs,
  wizard,
  practice,
}) => {
  const channels = await channelFolders();
  await wizard.goToApply();
  expect(await practice.ownBackups(), "the backup of step 2 is the user's own").toHaveLength(1);
  expect(await practice.backups()).toEqual([]);
  await expect(page.getByRole('button', { name: `${shield} Apply the change` })).toBeVisible();
  await expect(wizard.main.getByText('Windows then asks for administrator permission.')).toBeVisible();
  await dialogs.accept();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await dialogs.asked()).toHaveLength(1);
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  expect(await practice.backups()).toHaveLength(1);
  expect(await practice.changes()).toMatchObject([{ state: 'applied' }]);

  await expect(page.getByRole('button', { name: `${shield} Undo`, exact: true })).toBeVisible();
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect((await practice.events()).at(-1)).toMatchObject({ kind: 'undo', outcome: 'done' });
  // Another test may have a worker of its own meanwhile; ours would stay.
  await expect
    .poll(async () => (await channelFolders()).filter((name) => !channels.includes(name)), { timeout: 30_000 })
    .toEqual([]);
});

test('has a worker measure once, which writes nothing, and takes over what it saw', async ({
  program,
  page,
  wizard,
}) => {
  await wizard.heading('symptom').waitFor();
  const before = await filesOf(program.userData);
  const answer = await ask(page, 'diagnosis.measure-as-administrator', { reported: '10055' });
  expect(answer).toMatchObject({
    ok: true,
    value: {
      evidence: { reported: '10055', owners: { known: true }, events: { known: false, reason: 'not-available' } },
    },
  });
  expect(await filesOf(program.userData)).toEqual(before);
});

test('has a worker change a dynamic port range for both families at once, and another undo it', async ({
  program,
  page,
  dialogs,
  wizard,
  practice,
}) => {
  // A newly played Windows has administrator rights again.
  await dialogs.accept();
  await playWindows(program, 'windows11');
  await playRights(program, false);
  await wizard.goToValue();
  await wizard.setRange('10000', '55535');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await expect(wizard.notice('The change is active.')).toContainText('No restart is needed.');
  expect(await practice.ranges()).toMatchObject({
    ipv4Tcp: { start: 10000, number: 55535 },
    ipv6Tcp: { start: 10000, number: 55535 },
    ipv4Udp: { start: 49152 },
  });
  expect(await practice.changes()).toMatchObject([
    { state: 'applied', changes: [{ range: 'ipv4Tcp' }, { range: 'ipv6Tcp' }] },
  ]);
  expect(await practice.backups(), "the worker's own").toHaveLength(1);

  await page.getByRole('button', { name: `${shield} Undo`, exact: true }).click();
  await wizard.heading('undone').waitFor();
  expect(await practice.ranges()).toMatchObject({
    ipv4Tcp: { start: 49152, number: 16384 },
    ipv6Tcp: { start: 49152, number: 16384 },
  });
  expect((await practice.events()).at(-1)).toMatchObject({ kind: 'undo', outcome: 'done' });
});

test('has a worker correct a misspelt value with one click: deletes it, and writes it under its right name', async ({
  page,
  dialogs,
  wizard,
  screens,
  practice,
}) => {
  await wizard.heading('symptom').waitFor();
  await practice.set('TcpTimeWaitDelay', { type: 4, hex: '1e000000' });
  await practice.set('MaxUserPort', { type: 4, hex: '34550600' });
  await screens.goTo('backups');
  await expect(screens.notice('2 registry values need correction.')).toContainText(
    'The name is probably TcpTimedWaitDelay.',
  );
  await screens.main.getByRole('button', { name: 'Correct TcpTimeWaitDelay' }).click();
  await expect(page.getByRole('button', { name: `${shield} Apply the change` })).toBeVisible();
  await dialogs.accept();
  await screens.applyAndClose();
  await expect(screens.heading('Backups')).toBeVisible();
  await expect(screens.notice('1 registry value needs correction.')).toContainText('MaxUserPort is 415028');
  await expect(screens.notice('1 registry value needs correction.')).not.toContainText('TcpTimeWaitDelay');
  expect(await practice.value('TcpTimeWaitDelay')).toBeNull();
  expect(await practice.value('TcpTimedWaitDelay')).toBe('1e000000');
  expect(await practice.value('MaxUserPort'), 'the other mistake is left alone').toBe('34550600');
  expect((await dialogs.asked()).map(({ detail }) => detail)).toEqual([expect.stringContaining('TcpTimeWaitDelay')]);
  expect((await practice.events()).at(-1)).toMatchObject({
    outcome: 'done',
    changes: expect.arrayContaining([expect.objectContaining({ name: 'TcpTimeWaitDelay' })]),
  });

  await screens.goTo('history');
  await screens.main.getByRole('button', { name: /^Undo the change of .*needs administrator rights/ }).click();
  await screens.heading('Change undone').waitFor();
  expect(await practice.value('TcpTimeWaitDelay')).toBe('1e000000');
  expect(await practice.value('TcpTimedWaitDelay')).toBeNull();
});

test("restores a sealed backup of the machine folder with values beyond the article, but not one of the user's own", async ({
  program,
  dialogs,
  wizard,
  screens,
  practice,
}) => {
  await dialogs.accept();
  await wizard.heading('symptom').waitFor();
  await screens.goTo('backups');
  await screens.takeBackup('mine');
  await playRights(program, true);
  await screens.takeBackup('of the machine');
  await playRights(program, false);
  await practice.set('Domain', { type: 1, hex: '78000000' });

  await screens.compare('mine');
  await screens.tick('Domain').check();
  await screens.restore.click();
  await screens.apply.click();
  await expect(screens.notice('This needs a start as administrator')).toBeVisible();
  expect(await practice.value('Domain')).toBe('78000000');
  await screens.main.getByRole('button', { name: 'Close' }).click();

  await screens.compare('of the machine');
  await screens.tick('Domain').check();
  await screens.restore.click();
  await screens.applyAndClose();
  expect(await practice.value('Domain')).not.toBe('78000000');

  // The list has moved on by the backup of that change before anybody clicks in it.
  await screens.backup('Before restoring Domain').waitFor();
  await screens.choose('of the machine', 'delete');
  await expect(screens.backup('of the machine')).toHaveCount(0);
  expect((await practice.backups()).length, 'the one before the restore is still there').toBe(1);
});
