import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { whyUnusable } from './user-data-folder';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
beforeEach(async () => (folder = await testFolder()));

it('creates a missing folder, and leaves nothing in it', async () => {
  const deep = join(folder, 'a', 'b');
  expect(whyUnusable(deep)).toBeNull();
  expect(whyUnusable(deep)).toBeNull();
  expect(await readdir(deep)).toEqual([]);
});

it('reports a file in its place, or above it', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  expect(whyUnusable(file)).toBe('EEXIST');
  expect(whyUnusable(join(file, 'below'))).toMatch(/^E(?:EXIST|NOTDIR)$/);
});

it.runIf(process.platform === 'linux')(
  'terminates where nothing can be created, though the system reports a missing folder',
  () => {
    expect(whyUnusable('/proc/nowhere')).toBe('ENOENT');
  },
);
