import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { userFolder } from './user-folder';

let outside: string;
let folder: string;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'port-wizard-user-folder-'));
  folder = join(outside, 'machine');
  await mkdir(join(folder, 'backups'), { recursive: true });
  await writeFile(join(folder, 'backups', 'a.reg'), 'a');
  await writeFile(join(outside, 'other.txt'), 'other');
});
afterEach(() => rm(outside, { recursive: true, force: true }));

it('accepts a folder of plain files, and one that is missing', async () => {
  expect(await userFolder(folder).check()).toEqual({ ok: true, value: null });
  expect(await userFolder(join(outside, 'missing')).check()).toEqual({ ok: true, value: null });
});

it('refuses a link in it, by its name', async () => {
  await symlink(join(outside, 'other.txt'), join(folder, 'backups', 'b.reg'));
  expect(await userFolder(folder).check()).toMatchObject({
    error: { code: 'FOLDER_NOT_TRUSTED', child: join('backups', 'b.reg'), problem: 'link' },
  });
});

it('refuses a file with a second name elsewhere, also before it is used', async () => {
  await link(join(outside, 'other.txt'), join(folder, 'history.jsonl'));
  expect(await userFolder(folder).prepare()).toMatchObject({
    error: { code: 'FOLDER_NOT_TRUSTED', child: 'history.jsonl', problem: 'hard-link' },
  });
});
