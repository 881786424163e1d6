import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sumsName, sumsProblems, writeSums } from './inventory.mjs';

/** @type {string} */
let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-inventory-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it('lists the hash of each file that is handed out, as sha256sum reads it', () => {
  fs.writeFileSync(path.join(folder, 'a.zip'), 'abc');
  fs.writeFileSync(path.join(folder, 'builder-debug.yml'), '');
  fs.mkdirSync(path.join(folder, 'win-unpacked'));
  writeSums(folder);
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(fs.readFileSync(path.join(folder, sumsName), 'utf8')).toBe(`${hash}  a.zip\n`);
  expect(sumsProblems(folder)).toEqual([]);
});

it('finds what was changed, added or removed since', () => {
  for (const name of ['a.zip', 'b.zip']) fs.writeFileSync(path.join(folder, name), name);
  writeSums(folder);
  fs.writeFileSync(path.join(folder, 'a.zip'), 'other');
  fs.rmSync(path.join(folder, 'b.zip'));
  fs.writeFileSync(path.join(folder, 'c.zip'), '');
  expect(sumsProblems(folder)).toEqual([
    'SHA256SUMS does not list c.zip',
    'a.zip is not what SHA256SUMS says',
    'b.zip is not what SHA256SUMS says',
  ]);
});
