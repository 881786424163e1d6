// The installer, silently, and the uninstaller: files, shortcut, entry among the installed programs, and the folder for
// backups, which stays. Only under Wine: on a real Windows it would need administrator rights, and change the machine.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as Asar from '@electron/asar';
import type * as Koffi from 'koffi';
import type * as RegistryJs from 'registry-js';
import {
  cleanMachine,
  dataFolder,
  dataFolders,
  endProgram,
  exitCodes,
  installation,
  installer,
  isListed,
  mainProgram,
  product,
  programData,
  programFolder,
  silently,
  startProgram,
  uninstall,
  untilGone,
  untilUnlisted,
  value,
  whyNot,
  withHeld,
} from './fixtures/installer';

const shortcut = join(programData, 'Microsoft\\Windows\\Start Menu\\Programs', `${product}.lnk`);
const project = process.env.EPW_PROJECT ?? '';

/** The native modules as they were installed, each asked for something that Windows knows: none was left out. */
async function checkNativeModules(): Promise<void> {
  const extracted = await mkdtemp(join(tmpdir(), 'epw-installed-'));
  try {
    const { extractAll } = (await import(
      pathToFileURL(createRequire(join(project, 'package.json')).resolve('@electron/asar')).href
    )) as typeof Asar;
    extractAll(join(programFolder, 'resources', 'app.asar'), extracted);
    const main = join(extracted, 'out', 'main', 'main.js');
    const { default: koffi } = (await import(
      pathToFileURL(join(extracted, 'node_modules', 'koffi', 'index.js')).href
    )) as typeof Koffi;
    const currentProcess = koffi.load('kernel32.dll').func('uint32_t GetCurrentProcessId()') as () => number;
    assert.equal(currentProcess(), process.pid, 'koffi');
    const { enumerateValues, HKEY } = createRequire(main)('registry-js') as typeof RegistryJs;
    const key = 'SYSTEM\\CurrentControlSet\\Control\\ComputerName\\ComputerName';
    const named = enumerateValues(HKEY.HKEY_LOCAL_MACHINE, key).find(({ name }) => name === 'ComputerName');
    assert.equal(String(named?.data).toLowerCase(), process.env.COMPUTERNAME?.toLowerCase(), 'registry-js');
  } finally {
    // The modules stay loaded until this process ends, and Windows does not remove what is loaded.
    await rm(extracted, { recursive: true, force: true }).catch(() => undefined);
  }
}

void describe('the installer', { skip: await whyNot() }, () => {
  cleanMachine();

  it('installs for all users, upgrades in place, and leaves the backups when it is removed', async () => {
    assert.equal(await silently(installer), exitCodes.done);
    const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { version: string };
    for (const name of [
      mainProgram,
      'resources\\app.asar',
      'LICENSE.txt',
      'LICENSES.third-party.txt',
      'Uninstall.exe',
    ]) {
      assert.ok(existsSync(join(programFolder, name)), name);
    }
    assert.ok(existsSync(shortcut), 'the shortcut in the start menu');
    assert.equal(await value('DisplayName'), product);
    assert.equal(await value('DisplayVersion'), version);
    assert.equal(await value('Publisher'), 'Ephemeral Port Wizard contributors');
    assert.equal(await value('InstallLocation'), programFolder);
    assert.equal(await value('QuietUninstallString'), `"${join(programFolder, 'Uninstall.exe')}" /S`);
    assert.ok(Number(await value('EstimatedSize')) > 1000, 'the size in kB');
    assert.deepEqual(await dataFolders(), [product], 'the machine folder');
    await checkNativeModules();

    // An upgrade takes the older version's files away, and nothing else.
    await writeFile(join(programFolder, 'of-a-person.txt'), 'x');
    await mkdir(join(dataFolder, 'backups'), { recursive: true });
    await writeFile(join(dataFolder, 'backups', 'kept.reg'), 'REGEDIT4\r\n');
    assert.equal(await silently(installer), exitCodes.done);
    assert.ok(existsSync(join(programFolder, mainProgram)), 'upgraded in place');
    assert.ok(existsSync(join(programFolder, 'of-a-person.txt')), 'what the installer did not write');
    assert.deepEqual(await dataFolders(), [product], 'found to be ours');
    await rm(join(programFolder, 'of-a-person.txt'));

    assert.equal(await silently(join(programFolder, 'Uninstall.exe')), exitCodes.done);
    await untilGone(programFolder);
    assert.ok(!existsSync(shortcut), 'the shortcut is gone');
    await untilUnlisted();
    assert.equal(await readFile(join(dataFolder, 'backups', 'kept.reg'), 'utf8'), 'REGEDIT4\r\n');
  });

  it('touches nothing while the program runs or a file is held, neither to upgrade nor to remove, and does both afterwards', async () => {
    assert.equal(await silently(installer), exitCodes.done);
    await copyFile(process.execPath, join(programFolder, mainProgram));
    const before = await installation();
    const running = await startProgram(join(programFolder, mainProgram));
    try {
      assert.equal(await silently(installer), exitCodes.inUse);
      assert.deepEqual(await installation(), before, 'after an upgrade was refused');
      assert.equal(await uninstall(), exitCodes.inUse);
      assert.deepEqual(await installation(), before, 'after a removal was refused');
      assert.equal(running.exitCode, null, 'still running');
    } finally {
      await endProgram(running);
    }
    // Only the archive, as a scanner or an editor may hold it.
    await withHeld(join(programFolder, 'resources', 'app.asar'), async () => {
      assert.equal(await uninstall(), exitCodes.inUse);
      assert.deepEqual(await installation(), before, 'while the archive is held');
    });
    assert.equal(await silently(installer), exitCodes.done);
    assert.notDeepEqual(await installation(), before, 'upgraded');
    assert.ok(await isListed());
    assert.equal(await uninstall(), exitCodes.done);
    assert.deepEqual(await readdir(programFolder), ['Uninstall.exe'], 'which runs itself');
    assert.ok(!(await isListed()), 'the entry is gone');
  });

  it('lists an incomplete installation among the installed programs, without a program to start, and installs it again', async () => {
    await mkdir(programFolder, { recursive: true });
    // A file in place of a folder: what belongs below it cannot be written, as on a full disk.
    await writeFile(join(programFolder, 'resources'), '');
    assert.equal(await silently(installer), exitCodes.files);
    assert.ok(await isListed());
    assert.ok(!existsSync(join(programFolder, mainProgram)));
    await rm(join(programFolder, 'resources'));
    assert.equal(await silently(installer), exitCodes.done);
    assert.ok(existsSync(join(programFolder, mainProgram)));
    assert.equal(await uninstall(), exitCodes.done);
    assert.ok(!(await isListed()));
  });
});
