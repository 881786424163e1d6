// The plan as a folder of commands, from the real window: every file says what the plan on the screen says.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { answerFileDialogs, closeApp, practiceValue, type RunningApp } from './fixtures/launch';
import { launchWizard, playWindows, type WizardDriver } from './fixtures/wizard-driver';

let running: RunningApp;
let wizard: WizardDriver;
let inside: string;

test.beforeEach(async () => {
  inside = await mkdtemp(join(tmpdir(), 'port-wizard-commands-'));
  ({ running, wizard } = await launchWizard());
});
test.afterEach(async () => {
  await closeApp(running);
  await rm(inside, { recursive: true, force: true });
});

async function saveCommands(): Promise<string> {
  await answerFileDialogs(running.app, inside);
  await wizard.table('Before and after').waitFor();
  await wizard.main.getByRole('button', { name: 'Save as commands…' }).click();
  await expect(wizard.notice('The commands were saved.')).toContainText(inside);
  const [folder = ''] = await readdir(inside);
  return join(inside, folder);
}

const shown = (text: string) => text.replaceAll('\r\n', '\n').trim();

for (const which of ['nt4', 'server2003'] as const) {
  test(`${which}: the .reg files and the scripts are those of the plan`, async () => {
    await playWindows(running, which);
    await wizard.goToValue();
    await wizard.setNumber('MaxUserPort', '0xfffe');
    const folder = await saveCommands();
    for (const [file, name] of [
      ['apply.reg', '.reg text'],
      ['undo.reg', '.reg text to undo'],
    ] as const) {
      const bytes = await readFile(join(folder, file));
      expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
      expect(shown(bytes.toString('utf16le').slice(1))).toBe(shown(await wizard.planText(name)));
    }
    const readme = await readFile(join(folder, 'README.txt'), 'utf8');
    for (const name of ['Commands', 'Commands to undo']) {
      for (const command of shown(await wizard.planText(name)).split('\n')) expect(readme).toContain(command);
    }
    expect(await readFile(join(folder, 'apply.ps1'), 'utf8')).toContain("Data = '65534'");
    expect(await practiceValue(running.userData, 'MaxUserPort')).toBeNull();
    // The plan is still good.
    await wizard.goOnToApply();
  });
}

test('Windows 11: a range goes into the scripts alone', async () => {
  await playWindows(running, 'windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  const folder = await saveCommands();
  expect((await readdir(folder)).sort()).toEqual([
    'README.txt',
    'apply.ps1',
    'detect.ps1',
    'remediate.ps1',
    'undo.ps1',
  ]);
  for (const name of ['apply.ps1', 'detect.ps1', 'remediate.ps1', 'undo.ps1']) {
    const script = await readFile(join(folder, name), 'utf8');
    for (const ip of ['ipv4', 'ipv6'])
      expect(script).toContain(`@{ Ip = '${ip}'; Protocol = 'tcp'; Start = 10000; Number = 55535 }`);
  }
});
