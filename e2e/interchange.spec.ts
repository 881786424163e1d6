// The backup that the wizard writes, read by the reg.exe and the registry of Wine.
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegFile } from '../electron/reg-file/reg-file';
import { differingNames } from '../electron/backup/tree-comparison';
import { hasWine, runWine, stopWine, toWindowsPath } from '../build/offline/wine.mjs';
import { expect, test } from './fixtures/test';

const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

test.afterEach(() => stopWine());

async function reg(...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await runWine(['reg', ...args]);
  expect(code, `reg ${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
}

async function keysIn(file: string) {
  const reading = readRegFile(await readFile(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys;
}

test('writes a backup that reg import takes, and that reg export gives back with the same keys, values, types and data', async ({
  wizard,
  practice,
  folder,
}) => {
  test.skip(!hasWine, 'it replaces the key of the article: under Wine alone');
  await wizard.goToBackup();
  await wizard.backUp();
  const [backup = ''] = await practice.backups();

  const ours = join(folder, 'ours.reg');
  await copyFile(backup, ours);
  const after = await keysAfter(folder, async () => {
    await reg('delete', key, '/f');
    await reg('import', toWindowsPath(ours));
  });
  expect(differingNames(await keysIn(ours), after)).toEqual([]);
});

test('exports a backup that reg import takes, and that deletes what was not set', async ({
  dialogs,
  screens,
  practice,
  folder,
}) => {
  test.skip(!hasWine, 'it replaces the key of the article: under Wine alone');
  await screens.goTo('backups');
  await screens.takeBackup('to take along');
  const exported = join(folder, 'exported.reg');
  await dialogs.choose(exported);
  await screens.export('to take along');
  await screens.notice('Exported.').waitFor();
  const [backup = ''] = await practice.backups();
  const after = await keysAfter(folder, async () => {
    await reg('delete', key, '/f');
    await reg('add', key, '/v', 'MaxUserPort', '/t', 'REG_DWORD', '/d', '65534');
    await reg('import', toWindowsPath(exported));
  });
  expect(differingNames(await keysIn(backup), after)).toEqual([]);
});

/** What reg export finds in the key after `change`; the key is then as it was before. */
async function keysAfter(folder: string, change: () => Promise<void>) {
  const [before = '', after = ''] = ['before.reg', 'after.reg'].map((name) => join(folder, name));
  await reg('export', key, toWindowsPath(before), '/y');
  try {
    await change();
    await reg('export', key, toWindowsPath(after), '/y');
  } finally {
    await reg('delete', key, '/f');
    await reg('import', toWindowsPath(before));
  }
  return keysIn(after);
}
