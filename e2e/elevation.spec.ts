// The program without administrator rights: shields, and a real second process of it that carries one request out.
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from '@playwright/test';
import { changeLog } from '../electron/history/change-log';
import { realDisk } from '../electron/machine/common/disk';
import { BackupsDriver } from './fixtures/backups-driver';
import {
  answerDialogs,
  askedQuestions,
  backupFiles,
  closeApp,
  effectiveRanges,
  recordedChanges,
  launchApp,
  machineFolder,
  ownBackupFiles,
  playRights,
  practiceValue,
  setPracticeValue,
  type RunningApp,
} from './fixtures/launch';
import { playWindows, WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => {
  running = await launchApp();
  wizard = new WizardDriver(running.page);
  await playRights(running, false);
});
test.afterEach(() => closeApp(running));

const shield = 'needs administrator rights';

test('a change is made by a worker, with a backup of its own in the machine folder, and undone by another', async () => {
  const { app, page, userData } = running;
  const channels = await channelFolders();
  await wizard.goToApply();
  expect(await ownBackupFiles(userData), "the backup of step 2 is the user's own").toHaveLength(1);
  expect(await backupFiles(userData)).toEqual([]);
  await expect(page.getByRole('button', { name: `${shield} Apply the change` })).toBeVisible();
  await expect(wizard.stage('Get administrator rights from Windows')).toBeVisible();
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await askedQuestions(app)).toHaveLength(1);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  expect(await backupFiles(userData)).toHaveLength(1);
  expect(await recordedChanges(userData)).toMatchObject([{ state: 'applied' }]);

  await expect(page.getByRole('button', { name: `${shield} Undo the change` })).toBeVisible();
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect((await machineEvents()).at(-1)).toMatchObject({ kind: 'undo', outcome: 'done' });
  expect(await channelFolders()).toEqual(channels);
});

test('a dynamic port range is changed by a worker for both families at once, and undone by another', async () => {
  const { app, page, userData } = running;
  // A newly played Windows has administrator rights again.
  await answerDialogs(app, 'accept');
  await playWindows(running, 'windows11');
  await playRights(running, false);
  await wizard.goToValue();
  await wizard.setRange('10000', '55535');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await expect(wizard.notice('It took effect.')).toContainText('No restart is needed.');
  expect(await effectiveRanges(userData)).toMatchObject({
    ipv4Tcp: { start: 10000, number: 55535 },
    ipv6Tcp: { start: 10000, number: 55535 },
    ipv4Udp: { start: 49152 },
  });
  expect(await recordedChanges(userData)).toMatchObject([
    { state: 'applied', changes: [{ range: 'ipv4Tcp' }, { range: 'ipv6Tcp' }] },
  ]);
  expect(await backupFiles(userData), "the worker's own").toHaveLength(1);

  await page.getByRole('button', { name: `${shield} Undo the change` }).click();
  await wizard.heading('undone').waitFor();
  expect(await effectiveRanges(userData)).toMatchObject({
    ipv4Tcp: { start: 49152, number: 16384 },
    ipv6Tcp: { start: 49152, number: 16384 },
  });
  expect((await machineEvents()).at(-1)).toMatchObject({ kind: 'undo', outcome: 'done' });
});

test('a misspelt value is corrected by a worker with one click: deleted, and written under its right name', async () => {
  const { app, page, userData } = running;
  const screens = new BackupsDriver(page);
  await wizard.heading('symptom').waitFor();
  await setPracticeValue(userData, 'TcpTimeWaitDelay', { type: 4, hex: '1e000000' });
  await setPracticeValue(userData, 'MaxUserPort', { type: 4, hex: '34550600' });
  await screens.goTo('Backups');
  await expect(screens.notice('There are 2 mistakes in the registry.')).toContainText(
    'Probably TcpTimedWaitDelay was meant.',
  );
  await screens.main.getByRole('button', { name: 'Correct TcpTimeWaitDelay' }).click();
  await expect(page.getByRole('button', { name: `${shield} Apply the change` })).toBeVisible();
  await answerDialogs(app, 'accept');
  await screens.applyAndClose();
  await expect(screens.heading('Backups')).toBeVisible();
  await expect(screens.notice('There is a mistake in the registry.')).toContainText('MaxUserPort is 415028');
  await expect(screens.notice('There is a mistake in the registry.')).not.toContainText('TcpTimeWaitDelay');
  expect(await practiceValue(userData, 'TcpTimeWaitDelay')).toBeNull();
  expect(await practiceValue(userData, 'TcpTimedWaitDelay')).toBe('1e000000');
  expect(await practiceValue(userData, 'MaxUserPort'), 'the other mistake is left alone').toBe('34550600');
  expect((await askedQuestions(app)).map(({ detail }) => detail)).toEqual([
    expect.stringContaining('TcpTimeWaitDelay'),
  ]);
  expect((await machineEvents()).at(-1)).toMatchObject({
    outcome: 'done',
    changes: expect.arrayContaining([expect.objectContaining({ name: 'TcpTimeWaitDelay' })]),
  });

  await screens.goTo('History');
  await screens.history.getByRole('button', { name: /^Undo the change of .*needs administrator rights/ }).click();
  await screens.heading('The change was undone').waitFor();
  expect(await practiceValue(userData, 'TcpTimeWaitDelay')).toBe('1e000000');
  expect(await practiceValue(userData, 'TcpTimedWaitDelay')).toBeNull();
});

test("a sealed backup of the machine folder is restored with values beyond the article; one of the user's own is not", async () => {
  const { app, page, userData } = running;
  const backups = new BackupsDriver(page);
  await answerDialogs(app, 'accept');
  await wizard.heading('symptom').waitFor();
  await backups.goTo('Backups');
  await backups.takeBackup('mine');
  await playRights(running, true);
  await backups.takeBackup('of the machine');
  await playRights(running, false);
  await setPracticeValue(userData, 'Domain', { type: 1, hex: '78000000' });

  await backups.compare('mine');
  await backups.tick('Domain').check();
  await backups.restore.click();
  await backups.apply.click();
  await expect(backups.notice('This needs a start as administrator')).toBeVisible();
  expect(await practiceValue(userData, 'Domain')).toBe('78000000');
  await backups.main.getByRole('button', { name: 'Close' }).click();

  await backups.main.getByRole('button', { name: 'Back to the backups' }).click();
  await backups.compare('of the machine');
  await backups.tick('Domain').check();
  await backups.restore.click();
  await backups.applyAndClose();
  expect(await practiceValue(userData, 'Domain')).not.toBe('78000000');

  await backups.main.getByRole('button', { name: 'Back to the backups' }).click();
  await backups.choose('of the machine', 'Delete…');
  await expect(backups.backup('of the machine')).toHaveCount(0);
  expect((await backupFiles(userData)).length, 'the one before the restore is still there').toBe(1);
});

const machineEvents = async () => (await changeLog(realDisk, machineFolder(running.userData)).read()).events;

/** The folders of channels: each is removed by the window that made it. */
async function channelFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^ephemeral-port-wizard-[0-9a-f]{32}$/.test(name));
}
