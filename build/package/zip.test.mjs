import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeZip, zipProblems } from './zip.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-zip-'));
  fs.mkdirSync(path.join(folder, 'program', 'resources'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'program', 'a.exe'), Buffer.alloc(100_000, 'MZ'));
  fs.writeFileSync(path.join(folder, 'program', 'resources', 'empty'), '');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it('packs a folder as it is, and leaves nothing half-written', async () => {
  const zip = path.join(folder, 'wizard-1.zip');
  await writeZip(path.join(folder, 'program'), zip);
  expect(await zipProblems(path.join(folder, 'program'), zip)).toEqual([]);
  expect(fs.readdirSync(folder).sort()).toEqual(['program', 'wizard-1.zip']);
  expect(fs.statSync(zip).size).toBeLessThan(10_000);
});

it('reports what is missing, changed, or only in the .zip', async () => {
  const program = path.join(folder, 'program');
  const zip = path.join(folder, 'wizard-1.zip');
  await writeZip(program, zip);
  fs.writeFileSync(path.join(program, 'a.exe'), 'other');
  fs.writeFileSync(path.join(program, 'new'), '');
  fs.rmSync(path.join(program, 'resources', 'empty'));
  expect(await zipProblems(program, zip)).toEqual([
    'wizard-1/a.exe has other contents in the .zip',
    'wizard-1/resources/empty is in the .zip alone',
    'wizard-1/new is not in the .zip',
  ]);
});
