// A copy of the program in a place that others can change: it asks nobody for administrator rights, and says what to do.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import en from '../electron/contract/messages/en/window.json' with { type: 'json' };
import {
  answerDialogs,
  askedQuestions,
  clickMenu,
  closeApp,
  launchApp,
  machineFolder,
  playRights,
  practiceValue,
  switchOnFaults,
  type RunningApp,
} from './fixtures/launch';
import { WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;
test.beforeEach(async () => {
  running = await launchApp();
  wizard = new WizardDriver(running.page);
  await switchOnFaults(running.userData, [{ kind: 'elevation', how: 'unsafe-place' }]);
  await answerDialogs(running.app, 'accept');
});
test.afterEach(() => closeApp(running));

test('the button of a change reads what to do first; nobody is asked, no worker is started, nothing is written', async () => {
  const { app, page, userData } = running;
  await playRights(running, false);
  await expect(page.getByRole('banner')).toContainText(en.machine.notElevated.install);
  await wizard.goToApply();
  const button = wizard.main.getByRole('button', { name: en.rights.first.install });
  // Without the shield: Windows is not asked.
  await expect(button).toHaveAccessibleName(en.rights.first.install);
  await expect(wizard.apply).toHaveCount(0);
  await button.click();
  const failure = wizard.failure(en.errors.INSTALL_FIRST.title);
  await expect(failure).toContainText('C:\\Users\\practice\\Downloads');
  await expect(failure).toContainText(en.errors.INSTALL_FIRST.next.copy);
  await expect(failure).toContainText('Nothing was changed.');
  expect(await askedQuestions(app)).toEqual([]);
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  // A worker writes its log and its history there before anything else.
  await expect(readdir(machineFolder(userData))).rejects.toThrow('ENOENT');
  expect(await readFile(join(userData, 'history-1.jsonl'), 'utf8')).toContain('"errorCode":"INSTALL_FIRST"');
});

test('a program that was started as administrator works from there, and says so in one line', async () => {
  const { app, page, userData } = running;
  // What the window knows of its place is read again when the machine changes.
  await clickMenu(app, 'practice-restart');
  await expect(page.getByRole('banner')).toContainText(en.machine.elevatedHere);
  await wizard.goToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
});
