// The worker with administrator rights that is declined, killed, silent or a stranger: each outcome is told, and the way back works.
import { readFile, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { channelPath } from '../electron/elevation/credentials';
import { killApp } from './fixtures/launch';
import { playRights } from './fixtures/program';
import { isWindows } from './fixtures/system';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';
import { workerProcess } from './fixtures/worker-process';

test.beforeEach(({ program }) => playRights(program, false));

const shield = words.rights.needed;

/** Makes a wait of a minute or more in the main process end at once, as if the time had passed. */
async function hurryClock(app: ElectronApplication, what: 'minutes' | 'not'): Promise<void> {
  await app.evaluate((_, isHurried) => {
    const clock = globalThis as typeof globalThis & { realSetTimeout?: typeof setTimeout };
    const real = (clock.realSetTimeout ??= clock.setTimeout);
    const hurried = (work: () => void, milliseconds?: number) =>
      real(work, (milliseconds ?? 0) >= 60_000 ? 100 : milliseconds);
    clock.setTimeout = isHurried ? Object.assign(hurried, real) : real;
  }, what === 'minutes');
}

/** Connects to the channel of that worker, as a second worker would. */
async function secondConnection(userData: string): Promise<void> {
  const { line } = await workerProcess(userData);
  const socket = connect(channelPath(/--elevated-worker=([0-9a-f]{32})/.exec(line)?.[1] ?? ''));
  await new Promise((done, failed) => {
    socket.once('connect', done);
    socket.once('error', failed);
  });
}

for (const [how, title] of [
  ['declined', 'Administrator permission was declined'],
  ['not-started', "The administrator process didn't finish"],
  ['wrong-secret', "The administrator process didn't finish"],
] as const) {
  test(`changes nothing with a worker that is ${how}, and succeeds at the next attempt`, async ({
    userData,
    dialogs,
    wizard,
    practice,
  }) => {
    await wizard.goToApply();
    await practice.switchOn({ kind: 'elevation', how });
    await dialogs.accept();
    await wizard.apply.click();
    await expect(wizard.failure(title)).toContainText('Nothing was changed.');
    if (how === 'wrong-secret') await expect(wizard.failure(title)).toContainText('was turned away');
    expect(await practice.value('MaxUserPort')).toBeNull();
    expect(await practice.changes()).toEqual([]);
    expect(await readFile(join(userData, 'history-1.jsonl'), 'utf8')).toContain('"kind":"apply","outcome":"refused"');

    await practice.switchOffFaults();
    await wizard.main.getByRole('button', { name: 'Try again' }).click();
    await wizard.heading('done').waitFor();
    expect(await practice.value('MaxUserPort')).toBe('feff0000');
  });
}

test('gives up a worker that never answers, changes nothing, and succeeds at the next attempt', async ({
  app,
  dialogs,
  wizard,
  practice,
}) => {
  await wizard.goToApply();
  await practice.switchOn({ kind: 'elevation', how: 'silent' });
  await dialogs.accept();
  await hurryClock(app, 'minutes');
  await wizard.apply.click();
  await expect(wizard.failure("The administrator process didn't finish")).toContainText(
    "It was started, but didn't report in time.",
  );
  await expect(wizard.failure("The administrator process didn't finish")).toContainText('Nothing was changed.');
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.changes()).toEqual([]);
  await expect(readdir(practice.machineFolder)).rejects.toThrow('ENOENT');

  await hurryClock(app, 'not');
  await practice.switchOffFaults();
  await wizard.main.getByRole('button', { name: 'Try again' }).click();
  await wizard.heading('done').waitFor();
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
});

test('leads to the recovery after a worker was killed in the middle, and has another one put everything back', async ({
  page,
  userData,
  dialogs,
  wizard,
  practice,
}) => {
  test.slow(isWindows, 'Windows waits half a minute for a pipe that is taken');
  await wizard.goToApply();
  await practice.switchOn({ kind: 'hangs', when: 'after' });
  await dialogs.accept();
  await wizard.apply.click();
  await expect.poll(() => practice.value('MaxUserPort')).toBe('feff0000');
  await expect(secondConnection(userData)).rejects.toThrow(/ENOENT|ECONNREFUSED|ETIMEDOUT/);
  process.kill((await workerProcess(userData)).id, 'SIGKILL');
  await expect(wizard.failure("The administrator process didn't finish")).toContainText('in the middle of its work');
  expect(await practice.changes()).toMatchObject([{ state: 'open' }]);

  await practice.switchOffFaults();
  await wizard.main.getByRole('button', { name: 'Review' }).click();
  await wizard.heading('interrupted').waitFor();
  await page.getByRole('button', { name: `${shield} Restore previous values` }).click();
  await wizard.heading('putBack').waitFor();
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect((await practice.changes()).filter(({ state }) => state === 'open')).toEqual([]);
});

test('says of a change that takes long that it is still at work', async ({ page, dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await practice.switchOn({ kind: 'slow', milliseconds: 8000 });
  await dialogs.accept();
  await page.clock.install();
  await wizard.apply.click();
  await wizard.openStages();
  // The stage that the fault holds up: the worker may be there before anybody looks.
  await expect(wizard.stage('Write MaxUserPort')).toContainText('running');
  await page.clock.fastForward(31_000);
  await expect(wizard.notice('This is taking longer than usual.')).toBeVisible();
  await wizard.heading('done').waitFor();
});

test('lets the worker finish when the window is killed meanwhile', async ({
  app,
  dialogs,
  wizard,
  practice,
  startAgain,
}) => {
  await wizard.goToApply();
  await practice.switchOn({ kind: 'slow', milliseconds: 1500 });
  await dialogs.accept();
  await wizard.apply.click();
  await wizard.openStages();
  await expect(wizard.stage('Create a new backup')).toContainText(/running|done/);
  await killApp(app);
  await expect
    .poll(async () => (await practice.changes()).map(({ state }) => state), { timeout: 15_000 })
    .toEqual(['applied']);
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  await startAgain();
});
