// The folder that only administrators may write to, on real access lists. Wine keeps them as the rights of a Linux file:
// the user of the prefix stands for the administrators there.
import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { administrators } from '../../electron/machine/windows/folder-rights';
import { programDataFolder, secureFolder } from '../../electron/machine/windows/program-data-folder';
import { createSecureFolder, loadSecurity, ownSid, setAccessList } from '../../electron/machine/windows/security-api';
import { windowsProgram } from '../../electron/machine/windows/system-folder';
import { wide } from '../../electron/machine/windows/win32-api';
import { isWine } from './throw-away-key';

describe('the machine folder', () => {
  let folder: string;
  let trusted: readonly string[];
  beforeEach(async () => {
    folder = join(tmpdir(), `port-wizard-suite-machine-${process.pid}`);
    trusted = [...administrators, ownSid(await loadSecurity())];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const problemOf = async (path: string, accounts?: readonly string[]) => {
    const result = await secureFolder(path, accounts).check();
    return result.ok ? null : result.error.code === 'FOLDER_NOT_TRUSTED' ? result.error.problem : result.error.code;
  };

  it('lies in ProgramData on the drive of Windows, whatever the environment says', async () => {
    const drive = win32.parse(await windowsProgram('')).root;
    const { ProgramData, SystemDrive } = process.env;
    Object.assign(process.env, { ProgramData: 'Z:\\tmp', SystemDrive: 'Z:' });
    try {
      assert.equal((await programDataFolder()).path, win32.join(drive, 'ProgramData', 'Ephemeral Port Wizard'));
    } finally {
      Object.assign(process.env, { ProgramData, SystemDrive });
    }
  });

  it('that is missing is no failure', async () => {
    assert.equal(await problemOf(folder), null);
  });

  it('is made with its access list at once, and trusted afterwards', async (context) => {
    const made = await secureFolder(folder, trusted).prepare();
    if (!made.ok && !(await isWine())) {
      // 1307: only an administrator can give a folder to the administrators.
      assert.match(JSON.stringify(made.error), /error 1307/);
      context.skip('without administrator rights'); return;
    }
    assert.ok(made.ok, JSON.stringify(made));
    assert.deepEqual(await secureFolder(folder, trusted).prepare(), { ok: true, value: null });
  });

  it('of an ordinary user is refused, also when it was there before', async () => {
    await mkdir(folder);
    assert.equal(await problemOf(folder), 'owner');
    const prepared = await secureFolder(folder).prepare();
    assert.ok(!prepared.ok);
    assert.equal(prepared.error.code, 'FOLDER_NOT_TRUSTED');
  });

  it('that everybody may write to is refused', async () => {
    const api = await loadSecurity();
    await mkdir(folder);
    assert.equal(await problemOf(folder, trusted), null);
    const opened = api.createFile(wide(folder), 0x2_0000 | 0x4_0000, 7, null, 3, 0x200_0000, 0);
    setAccessList(api, opened, 'D:P(A;OICI;FA;;;WD)');
    api.closeHandle(opened);
    assert.equal(await problemOf(folder, trusted), 'writable');
  });

  it('gives the turn to one at a time', async () => {
    await mkdir(folder);
    const { takeTurn } = secureFolder(folder, trusted);
    const end = await takeTurn();
    assert.ok(end);
    assert.equal(await takeTurn(), null);
    await assert.rejects(readFile(join(folder, 'turn.lock')), /EBUSY/);
    end();
    const again = await takeTurn();
    assert.ok(again);
    again();
  });

  it('is not made over one that is there', async () => {
    await mkdir(folder);
    assert.equal(createSecureFolder(await loadSecurity(), folder, 'D:P(A;OICI;FA;;;WD)'), 183);
  });

  it('with a file in its place is refused', async () => {
    await writeFile(folder, '');
    assert.equal(await problemOf(folder, trusted), 'link');
  });
});
