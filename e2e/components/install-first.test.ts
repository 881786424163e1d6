// A copy of the program in a place that others can change: it asks nobody for administrator rights, and says what to do.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { windowWords as en } from '../../electron/contract/messages/en/window';
import { playRights } from '../fixtures/program';
import { expect, test } from './test';

test.beforeEach(async ({ dialogs, practice }) => {
  await practice.switchOn({ kind: 'elevation', how: 'unsafe-place' });
  await dialogs.accept();
});

test('says on the button what to do first; asks nobody, starts no worker, writes nothing', async ({
  program,
  page,
  userData,
  dialogs,
  wizard,
  practice,
}) => {
  await playRights(program, false);
  await expect(page.getByText(en.machine.notElevated.install)).toBeVisible();
  await wizard.goToApply();
  // Without the shield: Windows is not asked.
  const button = wizard.main.getByRole('button', { name: en.rights.first.install, exact: true });
  await expect(button).toHaveCount(1);
  await expect(wizard.apply).toHaveCount(0);
  await button.click();
  const failure = wizard.failure(en.errors.INSTALL_FIRST.title);
  await expect(failure).toContainText('C:\\Users\\practice\\Downloads');
  await expect(failure).toContainText(en.errors.INSTALL_FIRST.next.copy);
  await expect(failure).toContainText('Nothing was changed.');
  expect(await dialogs.asked()).toEqual([]);
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(program.workerStarts).toEqual([]);
  await expect(readdir(practice.machineFolder)).rejects.toThrow('ENOENT');
  expect(await readFile(join(userData, 'history-1.jsonl'), 'utf8')).toContain('"errorCode":"INSTALL_FIRST"');
});

test('works from there when it was started as administrator, and says so in one line', async ({
  page,
  menu,
  wizard,
  practice,
}) => {
  // What the window knows of its place is read again when the machine changes.
  await menu.choose('practice-restart');
  await expect(page.getByText(en.machine.elevatedHere)).toBeVisible();
  await wizard.goToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
});
