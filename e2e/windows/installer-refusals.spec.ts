// What the installer refuses, each with its exit code and nothing installed, and what it sets aside: a machine folder that
// is not ours, and a folder for the program that others could change. Wine keeps access lists as the rights of a Linux
// file: a folder of mode 0700 stands for ours, any other for one that a user made.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, it } from 'node:test';
import { folderRights } from '../../electron/machine/windows/machine-folder/program-data-folder';
import { createSecureFolder, loadSecurity } from '../../electron/machine/windows/win32/security-api';
import { openToAll, securityOf, setAccessListOf } from './fixtures/access-list';
import {
  cleanMachine,
  dataFolder,
  dataFolders,
  exitCodes,
  installation,
  installer,
  isListed,
  mainProgram,
  product,
  programData,
  programFiles,
  programFolder,
  removeAll,
  silently,
  uninstall,
  value,
  whyNot,
  withHeld,
} from './fixtures/installer';

const planted = join(dataFolder, 'changes', 'planted.json');

async function plant(): Promise<void> {
  await mkdir(join(dataFolder, 'changes'), { recursive: true });
  await writeFile(planted, '{}');
}

/** The one folder that was set aside. */
async function setAside(): Promise<string> {
  const [name = '', ...others] = (await dataFolders()).filter((found) => found !== product);
  assert.match(name, /^Ephemeral Port Wizard \(set aside \d+\)$/);
  assert.deepEqual(others, []);
  return join(programData, name);
}

void describe('the machine folder, in the installer', { skip: await whyNot() }, () => {
  cleanMachine();
  afterEach(removeAll);

  it('is kept with all its contents when it has our owner and access list', async () => {
    assert.equal(createSecureFolder(await loadSecurity(), dataFolder, folderRights), 0);
    await plant();
    assert.equal(await silently(installer), exitCodes.done);
    assert.deepEqual(await dataFolders(), [product]);
    assert.ok(existsSync(planted));
  });

  it('is set aside with its planted contents when somebody else owns it, and created anew', async () => {
    await plant();
    const foreign = await securityOf(dataFolder);
    assert.equal(await silently(installer), exitCodes.done);
    assert.deepEqual(await readdir(dataFolder), [], 'nothing is adopted');
    const aside = await setAside();
    assert.deepEqual(await readdir(aside, { recursive: true }), ['changes', 'changes\\planted.json']);
    assert.equal(await securityOf(aside), foreign, 'not mended');
    assert.notEqual(await securityOf(dataFolder), foreign);
    assert.ok(existsSync(join(programFolder, mainProgram)));
  });

  it('replaces a file in its place', async () => {
    await writeFile(dataFolder, 'a file');
    assert.equal(await silently(installer), exitCodes.done);
    assert.deepEqual(await readdir(dataFolder), []);
    assert.equal(await readFile(await setAside(), 'utf8'), 'a file');
  });

  it('is refused while somebody holds it open: nothing is installed, nothing adopted', async () => {
    await plant();
    const foreign = await securityOf(dataFolder);
    const before = await installation();
    await withHeld(dataFolder, async () => {
      assert.equal(await silently(installer), exitCodes.machineFolder);
      assert.deepEqual(await installation(), before);
      assert.equal(await securityOf(dataFolder), foreign, 'not mended');
      assert.ok(existsSync(planted), 'and left as it was');
    });
    assert.ok(!existsSync(programFolder));
    assert.ok(!(await isListed()));
    // The person has released it.
    assert.equal(await silently(installer), exitCodes.done);
    assert.ok(existsSync(join(await setAside(), 'changes', 'planted.json')));
  });
});

void describe('the program folder, in the installer', { skip: await whyNot() }, () => {
  const chosen = join(programFiles, 'Wizard of a test');
  cleanMachine();
  afterEach(async () => {
    await removeAll();
    await rm(chosen, { recursive: true, force: true });
  });

  for (const folder of [
    'C:\\Tools of a test',
    `${programFiles}\\..\\Tools of a test`,
    programFiles,
    `${programFiles} of a test\\x`,
    '\\\\?\\C:\\Program Files\\x',
  ]) {
    it(`is refused outside Program Files: ${folder}`, async () => {
      const before = await installation();
      assert.equal(await silently(installer, `/D=${folder}`), exitCodes.programFolder);
      assert.deepEqual(await installation(), before);
      assert.ok(!existsSync(join(folder, mainProgram)));
    });
  }

  it('is refused below Program Files where others can write, or where the folder above it can be replaced', async () => {
    const below = join(chosen, 'below');
    await mkdir(below, { recursive: true });
    for (const open of [below, chosen]) {
      await setAccessListOf(open, openToAll.folder);
      assert.equal(await silently(installer, `/D=${below}`), exitCodes.programFolder, open);
      assert.deepEqual(await readdir(below), []);
      await rm(open, { recursive: true });
      await mkdir(below, { recursive: true });
    }
    // An uninstaller that others could have written is not run.
    await mkdir(programFolder);
    await writeFile(join(programFolder, 'Uninstall.exe'), 'MZ');
    await setAccessListOf(join(programFolder, 'Uninstall.exe'), openToAll.file);
    assert.equal(await silently(installer), exitCodes.programFolder);
    assert.deepEqual(await readdir(programFolder), ['Uninstall.exe']);
    assert.deepEqual(await dataFolders(), []);
  });

  it('is accepted below Program Files, and upgraded there and nowhere else', async () => {
    assert.equal(await silently(installer, `/D=${chosen}\\`), exitCodes.done);
    assert.ok(existsSync(join(chosen, mainProgram)));
    assert.equal(await value('InstallLocation'), chosen);
    const before = await installation(chosen);
    assert.equal(await silently(installer, `/D=${chosen} twice`), exitCodes.programFolder);
    assert.deepEqual(await installation(chosen), before, 'installed once');
    assert.equal(await silently(installer), exitCodes.done);
    assert.ok(!existsSync(programFolder), 'upgraded where it is');
    assert.notDeepEqual(await installation(chosen), before);
    assert.equal(await uninstall(chosen), exitCodes.done);
    assert.ok(!(await isListed()));
  });
});
