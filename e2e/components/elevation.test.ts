// Without administrator rights: what ends before a worker is started. Real workers are in e2e/elevation.spec.ts.
import { readdir } from 'node:fs/promises';
import { playRights } from '../fixtures/program';
import { expect, test } from './test';

test.beforeEach(({ program }) => playRights(program, false));

test('starts no worker after Cancel in the confirmation', async ({ wizard, practice }) => {
  await wizard.goToApply();
  await wizard.apply.click();
  await expect(wizard.notice('Nothing was changed.')).toBeVisible();
  expect(await practice.value('MaxUserPort')).toBeNull();
  await expect(readdir(practice.machineFolder)).rejects.toThrow('ENOENT');
});

test('does not write over a value that drifted after the plan', async ({ dialogs, wizard, practice }) => {
  await wizard.goToApply();
  await practice.set('MaxUserPort', { type: 4, hex: '70170000' });
  await dialogs.accept();
  await wizard.apply.click();
  await expect(wizard.failure('Somebody else changed a value meanwhile')).toContainText('6000');
  expect(await dialogs.asked(), 'nobody is asked to confirm what no longer holds').toEqual([]);
  expect(await practice.value('MaxUserPort')).toBe('70170000');
});
