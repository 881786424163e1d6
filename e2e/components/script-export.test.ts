// The plan as a folder of commands: every file says what the plan on the screen says.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dialogs } from '../fixtures/program';
import { playWindows } from '../fixtures/program';
import type { WizardDriver } from '../fixtures/wizard-driver';
import { words } from '../fixtures/words';
import { expect, test } from './test';

test.beforeEach(({ dialogs }) => dialogs.accept());

interface Saving {
  readonly wizard: WizardDriver;
  readonly dialogs: Dialogs;
  readonly folder: string;
}

/** Has the commands saved below `folder`, and gives the folder that was made. */
async function saveCommands({ wizard, dialogs, folder }: Saving): Promise<string> {
  await dialogs.choose(folder);
  await wizard.table('Before and after').waitFor();
  await wizard.openTexts();
  await wizard.main.getByRole('button', { name: 'Save as scripts…' }).click();
  await expect(wizard.notice('The scripts were saved.')).toContainText(folder);
  const [made = ''] = await readdir(folder);
  return join(folder, made);
}

const shown = (text: string) => text.replaceAll('\r\n', '\n').trim();

for (const which of ['nt4', 'server2003'] as const) {
  test(`writes .reg files and scripts of the plan for ${which}`, async ({
    program,
    wizard,
    dialogs,
    practice,
    folder,
  }) => {
    await playWindows(program, which);
    await wizard.goToValue();
    await wizard.setNumber('MaxUserPort', '0xfffe');
    const saved = await saveCommands({ wizard, dialogs, folder });
    for (const [file, name] of [
      ['apply.reg', 'Registry file (.reg)'],
      ['undo.reg', 'Registry file to undo'],
    ] as const) {
      const bytes = await readFile(join(saved, file));
      expect(bytes.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xfe]));
      expect(shown(bytes.toString('utf16le').slice(1))).toBe(shown(await wizard.planText(name)));
    }
    const readme = await readFile(join(saved, 'README.txt'), 'utf8');
    for (const name of ['Commands', 'Commands to undo']) {
      for (const command of shown(await wizard.planText(name)).split('\n')) expect(readme).toContain(command);
    }
    expect(await readFile(join(saved, 'apply.ps1'), 'utf8')).toContain("Data = '65534'");
    expect(await practice.value('MaxUserPort')).toBeNull();
    // The plan is still good.
    await wizard.goOnToApply();
  });
}

test('writes a range of Windows 11 into the scripts alone', async ({ program, wizard, dialogs, folder }) => {
  await playWindows(program, 'windows11');
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  const saved = await saveCommands({ wizard, dialogs, folder });
  expect((await readdir(saved)).sort()).toEqual(['README.txt', 'apply.ps1', 'detect.ps1', 'remediate.ps1', 'undo.ps1']);
  for (const name of ['apply.ps1', 'detect.ps1', 'remediate.ps1', 'undo.ps1']) {
    const script = await readFile(join(saved, name), 'utf8');
    for (const ip of ['ipv4', 'ipv6'])
      expect(script).toContain(`@{ Ip = '${ip}'; Protocol = 'tcp'; Start = 10000; Number = 55535 }`);
  }
});

test('writes the collector script from Help, for computers without this app', async ({
  page,
  wizard,
  dialogs,
  folder,
}) => {
  await dialogs.choose(folder);
  await page
    .getByRole('navigation', { name: words.views.label })
    .getByRole('button', { name: words.views.help, exact: true })
    .click();
  await page.getByRole('button', { name: words.collector.save }).click();
  await expect(wizard.notice(words.collector.saved)).toContainText(folder);
  const [made = ''] = await readdir(folder);
  expect((await readdir(join(folder, made))).sort()).toEqual(['README.txt', 'collect-evidence.ps1']);
});
