// The backup that the wizard writes, read by a real Windows registry: reg.exe under Wine, or Windows itself.
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
  test.skip(!hasWine, 'needs Wine');
  await wizard.goToBackup();
  await wizard.backUp();
  const [backup = ''] = await practice.backups();

  const [before, ours, after] = ['before.reg', 'ours.reg', 'after.reg'].map((name) => join(folder, name));
  await copyFile(backup, ours ?? '');
  await reg('export', key, toWindowsPath(before ?? ''), '/y');
  try {
    await reg('delete', key, '/f');
    await reg('import', toWindowsPath(ours ?? ''));
    await reg('export', key, toWindowsPath(after ?? ''), '/y');
  } finally {
    await reg('delete', key, '/f');
    await reg('import', toWindowsPath(before ?? ''));
  }
  expect(differingNames(await keysIn(ours ?? ''), await keysIn(after ?? ''))).toEqual([]);
});
