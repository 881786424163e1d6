// The worker with administrator rights that is declined, killed, silent or a stranger: each outcome is told, and the way back works.
import { readFile, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  answerDialogs,
  askedQuestions,
  closeApp,
  recordedChanges,
  killApp,
  launchApp,
  machineFolder,
  playRights,
  practiceValue,
  setPracticeValue,
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
  await playRights(running, false);
});
test.afterEach(() => closeApp(running));

const shield = 'needs administrator rights';

test('Cancel in the confirmation starts no worker', async () => {
  const { userData } = running;
  await wizard.goToApply();
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
    await wizard.goToApply();
    await switchOnFaults(userData, [{ kind: 'elevation', how }]);
    await answerDialogs(app, 'accept');
    await wizard.apply.click();
    await expect(wizard.failure(words)).toContainText('Nothing was changed.');
    if (how === 'wrong-secret') await expect(wizard.failure(words)).toContainText('was turned away');
    expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
    expect(await recordedChanges(userData)).toEqual([]);
    expect(await readFile(join(userData, 'history-1.jsonl'), 'utf8')).toContain('"kind":"apply","outcome":"refused"');

    await switchOffFaults(userData);
    await wizard.main.getByRole('button', { name: 'Try again' }).click();
    await wizard.apply.click();
    await wizard.heading('done').waitFor();
    expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  });
}

test('a worker that never answers is given up, nothing is changed, and the next attempt succeeds', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await switchOnFaults(userData, [{ kind: 'elevation', how: 'silent' }]);
  await answerDialogs(app, 'accept');
  await hurryClock(app, 'minutes');
  await wizard.apply.click();
  await expect(wizard.failure('The part with administrator rights did not finish')).toContainText(
    'It was started, and did not report in time.',
  );
  await expect(wizard.failure('The part with administrator rights did not finish')).toContainText(
    'Nothing was changed.',
  );
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect(await recordedChanges(userData)).toEqual([]);
  await expect(readdir(machineFolder(userData))).rejects.toThrow('ENOENT');

  await hurryClock(app, 'not');
  await switchOffFaults(userData);
  await wizard.main.getByRole('button', { name: 'Try again' }).click();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
});

test('a worker that is killed in the middle leads to the recovery, and another one puts everything back', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await switchOnFaults(userData, [{ kind: 'hangs', when: 'after' }]);
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await expect.poll(() => practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  await expect(secondConnection()).rejects.toThrow(/ENOENT|ECONNREFUSED/);
  process.kill(await workerProcess(), 'SIGKILL');
  await expect(wizard.failure('The part with administrator rights did not finish')).toContainText(
    'in the middle of its work',
  );
  expect(await recordedChanges(userData)).toMatchObject([{ state: 'open' }]);

  await switchOffFaults(userData);
  await wizard.main.getByRole('button', { name: 'Read again' }).click();
  await wizard.heading('interrupted').waitFor();
  await running.page.getByRole('button', { name: `${shield} Put it back as it was` }).click();
  await wizard.heading('putBack').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect((await recordedChanges(userData)).filter(({ state }) => state === 'open')).toEqual([]);
});

test('a change that takes long is said to be at work still', async () => {
  const { app, page, userData } = running;
  await wizard.goToApply();
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
  await wizard.goToApply();
  await switchOnFaults(userData, [{ kind: 'slow', milliseconds: 1500 }]);
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await expect(wizard.stage('Save and seal a fresh backup')).toContainText(/running|done/);
  await killApp(app);
  await expect
    .poll(async () => (await recordedChanges(userData)).map(({ state }) => state), { timeout: 15_000 })
    .toEqual(['applied']);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  running = await launchApp({ userData });
});

test('a value that drifts after the plan is not written over', async () => {
  const { app, userData } = running;
  await wizard.goToApply();
  await setPracticeValue(userData, 'MaxUserPort', { type: 4, hex: '70170000' });
  await answerDialogs(app, 'accept');
  await wizard.apply.click();
  await expect(wizard.failure('Somebody else changed a value meanwhile')).toContainText('6000');
  expect(await askedQuestions(app), 'nobody is asked to confirm what no longer holds').toEqual([]);
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('70170000');
});

/** Makes a wait of a minute or more in the main process end at once, as if the time had passed. */
async function hurryClock(app: RunningApp['app'], what: 'minutes' | 'not'): Promise<void> {
  await app.evaluate((_, isHurried) => {
    const clock = globalThis as typeof globalThis & { realSetTimeout?: typeof setTimeout };
    const real = (clock.realSetTimeout ??= clock.setTimeout);
    const hurried = (work: () => void, milliseconds?: number) =>
      real(work, (milliseconds ?? 0) >= 60_000 ? 100 : milliseconds);
    clock.setTimeout = isHurried ? Object.assign(hurried, real) : real;
  }, what === 'minutes');
}

/** The process id of the worker of this run. */
async function workerProcess(): Promise<number> {
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const line = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (line.includes('--elevated-worker=') && line.includes(running.userData) && !line.includes('--type='))
      return Number(entry);
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
