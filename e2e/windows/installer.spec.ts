// The installer, silently, and the uninstaller: files, shortcut, entry among the installed programs, and the folder for
// backups, which stays. Under Wine alone: on a real Windows it would need administrator rights, and change the machine.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type * as Asar from '@electron/asar';
import type * as Koffi from 'koffi';
import type * as RegistryJs from 'registry-js';
import { isWine, regExe, tryRegExe } from './throw-away-key';

const product = 'Ephemeral Port Wizard';
const programFolder = join('C:\\Program Files', product);
const programData = 'C:\\ProgramData';
const dataFolder = join(programData, product);
const shortcut = join(programData, 'Microsoft\\Windows\\Start Menu\\Programs', `${product}.lnk`);
const entry = 'HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\io.github.ephemeral-port-wizard';
const installer = process.env.EPW_INSTALLER ?? '';
const project = process.env.EPW_PROJECT ?? '';

/** Without pipes: Wine's services would inherit and hold them. */
async function silently(program: string): Promise<void> {
  const child = spawn(program, ['/S'], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  assert.equal(code, 0, program);
}

/** The uninstaller goes on in a copy of itself, and is not waited for. */
async function untilGone(path: string): Promise<void> {
  for (let left = 150; existsSync(path); left -= 1) {
    assert.ok(left > 0, `${path} is still there`);
    await setTimeout(200);
  }
}

/** Wine names the user as owner of every folder: there an upgrade sets our own one aside as well. */
async function dataFolders(): Promise<string[]> {
  return (await readdir(programData)).filter((name) => name.startsWith(product));
}

async function removeDataFolders(): Promise<void> {
  for (const name of await dataFolders()) await rm(join(programData, name), { recursive: true, force: true });
}

async function value(name: string): Promise<string> {
  return (await regExe('query', entry, '/v', name, '/reg:64')).trim().split(/ {4}/).at(-1) ?? '';
}

/** The native modules as they were installed, each asked for something that Windows knows: nothing of them was left out. */
async function checkNativeModules(): Promise<void> {
  const extracted = await mkdtemp(join(tmpdir(), 'epw-installed-'));
  try {
    const { extractAll } = (await import(pathToFileURL(createRequire(join(project, 'package.json')).resolve('@electron/asar')).href)) as typeof Asar;
    extractAll(join(programFolder, 'resources', 'app.asar'), extracted);
    const main = join(extracted, 'out', 'main', 'main.js');
    const { default: koffi } = (await import(pathToFileURL(join(extracted, 'node_modules', 'koffi', 'index.js')).href)) as typeof Koffi;
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

void test('installs for all users, is upgraded in place, and leaves the backups when it goes', async (context) => {
  if (!(await isWine()) || installer === '') {
    context.skip('needs Wine and an installer');
    return;
  }
  await removeDataFolders();
  try {
    await silently(installer);
    const { version } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8')) as { version: string };
    for (const name of [`${product}.exe`, 'resources\\app.asar', 'LICENSE.txt', 'LICENSES.third-party.txt', 'Uninstall.exe']) {
      assert.ok(existsSync(join(programFolder, name)), name);
    }
    assert.ok(existsSync(shortcut), 'the shortcut in the start menu');
    assert.equal(await value('DisplayName'), product);
    assert.equal(await value('DisplayVersion'), version);
    assert.equal(await value('Publisher'), 'Ephemeral Port Wizard contributors');
    assert.equal(await value('QuietUninstallString'), `"${join(programFolder, 'Uninstall.exe')}" /S`);
    assert.ok(Number(await value('EstimatedSize')) > 1000, 'the size in kB');
    assert.ok(existsSync(dataFolder), 'the folder for backups');
    await checkNativeModules();

    // An upgrade takes the older version's files away, and nothing else.
    await writeFile(join(programFolder, 'of-a-person.txt'), 'x');
    await silently(installer);
    assert.ok(existsSync(join(programFolder, `${product}.exe`)), 'upgraded in place');
    assert.ok(existsSync(join(programFolder, 'of-a-person.txt')), 'what the installer did not write');
    await rm(join(programFolder, 'of-a-person.txt'));

    await mkdir(join(dataFolder, 'backups'), { recursive: true });
    await writeFile(join(dataFolder, 'backups', 'kept.reg'), 'REGEDIT4\r\n');
    await silently(join(programFolder, 'Uninstall.exe'));
    await untilGone(programFolder);
    assert.ok(!existsSync(shortcut), 'the shortcut is gone');
    assert.notEqual((await tryRegExe('query', entry, '/reg:64')).exitCode, 0, 'the entry is gone');
    assert.equal(await readFile(join(dataFolder, 'backups', 'kept.reg'), 'utf8'), 'REGEDIT4\r\n');
  } finally {
    await removeDataFolders();
  }
});

void test('a folder that somebody else put in the place of the one for backups is set aside, not trusted', async (context) => {
  if (!(await isWine()) || installer === '') {
    context.skip('needs Wine and an installer');
    return;
  }
  await mkdir(dataFolder, { recursive: true });
  await writeFile(join(dataFolder, 'planted.reg'), 'x');
  try {
    await silently(installer);
    assert.deepEqual(await readdir(dataFolder), []);
    const aside = (await dataFolders()).filter((name) => name.includes('set aside'));
    assert.deepEqual(await Promise.all(aside.map((name) => readdir(join(programData, name)))), [['planted.reg']]);
    await silently(join(programFolder, 'Uninstall.exe'));
    await untilGone(programFolder);
  } finally {
    await removeDataFolders();
  }
});
