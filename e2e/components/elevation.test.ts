// Without administrator rights: what ends before a worker is started. Real workers are in e2e/elevation.spec.ts.
import { readdir } from 'node:fs/promises';
import { playRights } from '../fixtures/program';
import { words } from '../fixtures/words';
import { expect, test } from './test';

test.beforeEach(({ program }) => playRights(program, false));

test('starts no worker after Cancel in the confirmation', async ({ program, dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await wizard.apply.click();
  await expect(wizard.notice('Nothing was changed.')).toBeVisible();
  expect(program.workerStarts).toEqual([]);
  expect(await practice.value('MaxUserPort')).toBeNull();
  await expect(readdir(practice.machineFolder)).rejects.toThrow('ENOENT');
  // Once the person agrees, one is asked for: it would have been noticed above.
  await practice.switchOn({ kind: 'elevation', how: 'declined' });
  await dialogs.accept();
  await wizard.apply.click();
  await expect(wizard.failure(words.errors.ELEVATION_DECLINED.title)).toBeVisible();
  expect(program.workerStarts).toHaveLength(1);
});

test('does not write over a value that drifted after the plan', async ({ program, dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await practice.set('MaxUserPort', { type: 4, hex: '70170000' });
  await dialogs.accept();
  await wizard.apply.click();
  await expect(wizard.failure('A value changed in the meantime')).toContainText('6000');
  expect(await dialogs.asked(), 'nobody is asked to confirm what no longer holds').toEqual([]);
  expect(program.workerStarts).toEqual([]);
  expect(await practice.value('MaxUserPort')).toBe('70170000');
});
