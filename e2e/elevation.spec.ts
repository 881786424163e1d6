// The program without administrator rights: shields, and a real second process of it that carries one request out.
import { readFile, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BackupsDriver } from './backups-driver';
import {
  answerDialogs, askedQuestions, backupFiles, clickMenu, closeApp, journalEntries, killApp, launchApp, machineFolder, ownBackupFiles, practiceValue, setPracticeValue,
  switchOffFaults, switchOnFaults, type RunningApp,
} from './launch';
import { WizardDriver } from './wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;

test.beforeEach(async () => {
  running = await launchApp();
  wizard = new WizardDriver(running.page);
  await playRights(false);
});
test.afterEach(() => closeApp(running));

/** Switches the menu entry, and waits until the practice machine has it. */
async function playRights(hasRights: boolean): Promise<void> {
  await clickMenu(running.app, 'practice-without-rights');
  const state = () => readFile(join(running.userData, 'practice', 'windows.json'), 'utf8');
  await expect.poll(async () => (await state()).includes(`"isWithoutRights": ${String(!hasRights)}`)).toBe(true);
}

const shield = 'needs administrator rights';

async function goToApply(): Promise<void> {
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.goOnToApply();
}

test('a change is made by a worker, with a backup of its own in the machine folder, and undone by another', async () => {
  const { app, page, userData } = running;
  const channels = await channelFolders();
  await goToApply();
  expect(await ownBackupFiles(userData), 'the backup of step 2 is the user\'s own').toHaveLength(1);
  expect(await backupFiles(userData)).toEqual([]);
  await expect(page.getByRole('button', { name: `${shield} Apply the change` })).toBeVisible();
  await expect(wizard.stage('Get administrator rights from Windows')).toBeVisible();
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await askedQuestions(app)).toHaveLength(1);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  expect(await backupFiles(userData)).toHaveLength(1);
  expect(await journalEntries(userData)).toMatchObject([{ state: 'applied' }]);

  await expect(page.getByRole('button', { name: `${shield} Undo the change` })).toBeVisible();
  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect(await readFile(join(machineFolder(userData), 'history.jsonl'), 'utf8')).toContain('"kind":"undo","outcome":"done"');
  expect(await channelFolders()).toEqual(channels);
});

test('Cancel in the confirmation starts no worker', async () => {
  const { userData } = running;
  await goToApply();
  await wizard.apply.click();
  await expect(wizard.notice('Nothing was changed.')).toBeVisible();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  await expect(readdir(machineFolder(userData))).rejects.toThrow('ENOENT');
});

for (const [how, words] of [
  ['declined', 'Administrator rights were not given'],
  ['not-started', 'The part with administrator rights did not finish'],
  ['wrong-secret', 'The part with administrator rights did not finish'],
] as const) {
  test(`a worker that is ${how} changes nothing, and the next attempt succeeds`, async () => {
    const { app, userData } = running;
    await goToApply();
    await switchOnFaults(userData, [{ kind: 'elevation', how }]);
    await answerDialogs(app, 'accept');
    await wizard.apply.click();
    await expect(wizard.failure(words)).toContainText('Nothing was changed.');
    if (how === 'wrong-secret') await expect(wizard.failure(words)).toContainText('was turned away');
    expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
    expect(await journalEntries(userData)).toEqual([]);
    expect(await readFile(join(userData, 'history.jsonl'), 'utf8')).toContain('"kind":"apply","outcome":"refused"');

    await switchOffFaults(userData);
    await wizard.main.getByRole('button', { name: 'Try again' }).click();
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
    expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  });
}

test('a worker that is killed in the middle leads to the recovery, and another one puts everything back', async () => {
  const { app, userData } = running;
  await goToApply();
  await switchOnFaults(userData, [{ kind: 'hangs', when: 'after' }]);
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await expect.poll(() => practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  await expect(secondConnection()).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  process.kill(await workerProcess(), 'SIGKILL');
  await expect(wizard.failure('The part with administrator rights did not finish')).toContainText('in the middle of its work');
  expect(await journalEntries(userData)).toMatchObject([{ state: 'open' }]);

  await switchOffFaults(userData);
  await wizard.main.getByRole('button', { name: 'Read again' }).click();
  await wizard.heading('interrupted').waitFor();
  await running.page.getByRole('button', { name: `${shield} Put it back as it was` }).click();
  await wizard.heading('putBack').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect((await journalEntries(userData)).filter(({ state }) => state === 'open')).toEqual([]);
});

test('a change that takes long is said to be at work still', async () => {
  const { app, page, userData } = running;
  await goToApply();
  await switchOnFaults(userData, [{ kind: 'slow', milliseconds: 4000 }]);
  await answerDialogs(app, 'accept');
  await page.clock.install();
  await wizard.apply.click();
  await expect(wizard.stage('Get administrator rights from Windows')).toContainText('running');
  await page.clock.fastForward(31_000);
  await expect(wizard.notice('This takes longer than usual.')).toBeVisible();
  await wizard.heading('done').waitFor();
});

test('a window that is killed meanwhile does not stop the worker', async () => {
  const { app, userData } = running;
  await goToApply();
  await switchOnFaults(userData, [{ kind: 'slow', milliseconds: 1500 }]);
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await expect(wizard.stage('Save and seal a fresh backup')).toContainText(/running|done/);
  await killApp(app);
  await expect.poll(async () => (await journalEntries(userData)).map(({ state }) => state), { timeout: 15_000 }).toEqual(['applied']);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  running = await launchApp({ userData });
});

test('a value that drifts after the plan is not written over', async () => {
  const { app, userData } = running;
  await goToApply();
  await setPracticeValue(userData, 'MaxUserPort', { type: 4, hex: '70170000' });
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await expect(wizard.failure('Somebody else changed a value meanwhile')).toContainText('6000');
  expect(await askedQuestions(app), 'nobody is asked to confirm what no longer holds').toEqual([]);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('70170000');
});

test('a sealed backup of the machine folder is restored with values beyond the article; one of the user\'s own is not', async () => {
  const { app, page, userData } = running;
  const backups = new BackupsDriver(page);
  await answerDialogs(app, 'accept');
  await wizard.heading('symptom').waitFor();
  await backups.goTo('Backups');
  await backups.takeBackup('mine');
  await playRights(true);
  await backups.takeBackup('of the machine');
  await playRights(false);
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

/** The process id of the worker of this run. */
async function workerProcess(): Promise<number> {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (line.includes('--elevated-worker=') && line.includes(running.userData) && !line.includes('--type=')) return Number(entry);
  }
  throw new Error('there is no worker');
}

/** Connects to the channel of the worker of this run, as a second worker would. */
async function secondConnection(): Promise<void> {
  const line = await readFile(`/proc/${await workerProcess()}/cmdline`, 'utf8');
  const channel = /--elevated-worker=([0-9a-f]{32})/.exec(line)?.[1] ?? '';
  const socket = connect(join(tmpdir(), `ephemeral-port-wizard-${channel}`, 'worker'));
  await new Promise((done, failed) => {
    socket.once('connect', done);
    socket.once('error', failed);
  });
}

/** The folders of channels: each is removed by the window that made it. */
async function channelFolders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => /^ephemeral-port-wizard-[0-9a-f]{32}$/.test(name));
}
