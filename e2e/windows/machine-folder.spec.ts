// The folder that only administrators may write to, on real access lists. Wine keeps them as the rights of a Linux file:
// the user of the prefix stands for the administrators there.
import assert from 'node:assert/strict';
import { link, lstat, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { programDataFolder, secureFolder } from '../../electron/machine/windows/machine-folder/program-data-folder';
import { createSecureFolder, loadSecurity } from '../../electron/machine/windows/win32/security-api';
import { windowsProgram } from '../../electron/machine/windows/win32/system-folder';
import {
  administratorsOfSuite,
  makeOwnFolder,
  openToAll,
  setAccessListOf,
  whyNotOrdinary,
} from './fixtures/access-list';
import { isWine, regExe } from './fixtures/throw-away-key';

describe('the machine folder', () => {
  let folder: string;
  let trusted: readonly string[];
  beforeEach(async () => {
    folder = join(tmpdir(), `port-wizard-suite-machine-${process.pid}`);
    trusted = await administratorsOfSuite();
  });
  afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

  /** The folder as the program uses it, with a backup, an entry and a log. */
  const fill = async () => {
    await makeOwnFolder(folder);
    for (const name of ['backups', 'changes', 'logs']) await mkdir(join(folder, name), { recursive: true });
    for (const name of ['backups\\a.reg', 'backups\\a.json', 'changes\\1.json', 'logs\\main.log', 'history.jsonl'])
      await writeFile(join(folder, name), name);
  };
  const found = async (machineFolder = secureFolder(folder, trusted)) => {
    const result = await machineFolder.check();
    if (result.ok) return null;
    assert.ok(result.error.code === 'FOLDER_NOT_TRUSTED');
    return [result.error.child, result.error.problem];
  };

  const problemOf = async (path: string, accounts?: readonly string[]) => {
    const result = await secureFolder(path, accounts).check();
    return result.ok ? null : result.error.code === 'FOLDER_NOT_TRUSTED' ? result.error.problem : result.error.code;
  };

  it('is in ProgramData on the Windows drive, whatever the environment says', async () => {
    const drive = win32.parse(await windowsProgram('')).root;
    const { ProgramData, SystemDrive } = process.env;
    Object.assign(process.env, { ProgramData: 'Z:\\tmp', SystemDrive: 'Z:' });
    try {
      assert.equal((await programDataFolder()).path, win32.join(drive, 'ProgramData', 'Ephemeral Port Wizard'));
    } finally {
      Object.assign(process.env, { ProgramData, SystemDrive });
    }
  });

  it('is where the registry says, with the drive of Windows for %SystemDrive%', async (context) => {
    if (!(await isWine())) {
      context.skip('would move ProgramData of this Windows');
      return;
    }
    const list = 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList';
    const store = (text: string) =>
      regExe('add', list, '/v', 'ProgramData', '/t', 'REG_EXPAND_SZ', '/d', text, '/f', '/reg:64');
    const { SystemDrive } = process.env;
    process.env.SystemDrive = 'Z:';
    try {
      for (const [stored, folder] of [
        ['%SystemDrive%\\Data of programs', 'C:\\Data of programs'],
        ['D:\\ProgramData', 'D:\\ProgramData'],
        ['%USERPROFILE%\\ProgramData', 'C:\\ProgramData'],
      ] as const) {
        await store(stored);
        assert.equal((await programDataFolder()).path, win32.join(folder, 'Ephemeral Port Wizard'));
      }
    } finally {
      process.env.SystemDrive = SystemDrive;
      await store('C:\\ProgramData');
    }
  });

  it('passes the check while it is missing', async () => {
    assert.equal(await problemOf(folder), null);
  });

  it('is created with its access list at once, and trusted afterwards', async (context) => {
    const made = await secureFolder(folder, trusted).prepare();
    if (!made.ok && !(await isWine())) {
      // 1307: only an administrator can give a folder to the administrators.
      assert.match(JSON.stringify(made.error), /error 1307/);
      context.skip('without administrator rights');
      return;
    }
    assert.ok(made.ok, JSON.stringify(made));
    assert.deepEqual(await secureFolder(folder, trusted).prepare(), { ok: true, value: null });
  });

  it('is refused when an ordinary user owns it, even if it was there before', async (context) => {
    const reason = await whyNotOrdinary();
    if (reason !== null) {
      context.skip(reason);
      return;
    }
    await mkdir(folder);
    assert.equal(await problemOf(folder), 'owner');
    const prepared = await secureFolder(folder).prepare();
    assert.ok(!prepared.ok);
    assert.equal(prepared.error.code, 'FOLDER_NOT_TRUSTED');
  });

  it('is refused when everyone can write to it', async () => {
    await makeOwnFolder(folder);
    assert.equal(await problemOf(folder, trusted), null);
    await setAccessListOf(folder, openToAll.folder);
    assert.equal(await problemOf(folder, trusted), 'writable');
  });

  it('grants the lock to one process at a time', async () => {
    await makeOwnFolder(folder);
    const { acquireLock } = secureFolder(folder, trusted);
    const end = await acquireLock();
    assert.ok(end);
    assert.equal(await acquireLock(), null);
    await assert.rejects(readFile(join(folder, 'turn.lock')), /EBUSY/);
    end();
    const again = await acquireLock();
    assert.ok(again);
    again();
  });

  it('is not created over an existing one', async () => {
    await mkdir(folder);
    assert.equal(createSecureFolder(await loadSecurity(), folder, openToAll.folder), 183);
  });

  it('is trusted with what the program puts into it, even while the lock is held', async () => {
    await fill();
    assert.equal(await found(), null);
    const end = await secureFolder(folder, trusted).acquireLock();
    assert.ok(end);
    assert.equal(await found(), null);
    end();
  });

  for (const child of ['backups\\a.reg', 'changes\\1.json', 'history.jsonl', 'backups']) {
    it(`is refused by name when others can write to ${child}, and used again once that is gone`, async () => {
      await fill();
      const used = secureFolder(folder, trusted);
      assert.equal(await found(used), null);
      await setAccessListOf(join(folder, child), openToAll.file);
      assert.deepEqual(await found(used), [child, 'writable']);
      assert.deepEqual(await found(), [child, 'writable']);
      const prepared = await used.prepare();
      assert.ok(!prepared.ok && prepared.error.code === 'FOLDER_NOT_TRUSTED');
      await rm(join(folder, child), { recursive: true });
      assert.equal(await found(used), null);
    });
  }

  it('is refused by the name of a file that has a second name elsewhere', async () => {
    await fill();
    const elsewhere = `${folder}-elsewhere.txt`;
    await writeFile(elsewhere, 'planted');
    try {
      await link(elsewhere, join(folder, 'changes', 'planted.json'));
      assert.deepEqual(await found(), ['changes\\planted.json', 'hard-link']);
    } finally {
      await rm(elsewhere);
    }
  });

  it('is refused by the name of a junction in it', async () => {
    await fill();
    const junction = join(folder, 'backups', 'elsewhere');
    await symlink(folder, junction, 'junction').catch(() => undefined);
    const isThere = await lstat(junction).then(
      (entry) => entry.isSymbolicLink(),
      () => false,
    );
    // Wine 8 makes none.
    assert.ok(isThere || (await isWine()));
    assert.deepEqual(await found(), isThere ? ['backups\\elsewhere', 'link'] : null);
  });

  it('is checked again at a fraction of the cost, and finds what changed meanwhile', async (context) => {
    await fill();
    for (let index = 0; index < 60; index += 1) await writeFile(join(folder, 'backups', `${index}.reg`), '');
    const used = secureFolder(folder, trusted);
    const times: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      const start = performance.now();
      assert.equal(await found(used), null);
      times.push(Math.round(performance.now() - start));
    }
    context.diagnostic(`60 files: ${times.join(', ')} ms`);
    await setAccessListOf(join(folder, 'backups', '59.reg'), openToAll.file);
    assert.deepEqual(await found(used), ['backups\\59.reg', 'writable']);
  });

  it('is refused when a file is in its place', async () => {
    await writeFile(folder, '');
    assert.equal(await problemOf(folder, trusted), 'link');
  });
});
