import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { userFolder } from './user-folder';
import { testFolder } from './test-folder.fixture';

let outside: string;
let folder: string;
beforeEach(async () => {
  outside = await testFolder();
  folder = join(outside, 'machine');
  await mkdir(join(folder, 'backups'), { recursive: true });
  await writeFile(join(folder, 'backups', 'a.reg'), 'a');
  await writeFile(join(outside, 'other.txt'), 'other');
});

it('accepts a folder of plain files, and a missing one', async () => {
  expect(await userFolder(folder).check()).toEqual({ ok: true, value: null });
  expect(await userFolder(join(outside, 'missing')).check()).toEqual({ ok: true, value: null });
});

it('refuses a link in it, by its name', async () => {
  // On Windows anybody may make a junction, and other links not everybody.
  const target = process.platform === 'win32' ? outside : join(outside, 'other.txt');
  await symlink(target, join(folder, 'backups', 'b.reg'), 'junction');
  expect(await userFolder(folder).check()).toMatchObject({
    error: { code: 'FOLDER_NOT_TRUSTED', child: join('backups', 'b.reg'), problem: 'link' },
  });
});

it('refuses a file with a second name elsewhere, even before it is used', async () => {
  await link(join(outside, 'other.txt'), join(folder, 'history.jsonl'));
  expect(await userFolder(folder).prepare()).toMatchObject({
    error: { code: 'FOLDER_NOT_TRUSTED', child: 'history.jsonl', problem: 'hard-link' },
  });
});
