import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { administrators } from '../../electron/machine/windows/win32/folder-rights';
import { folderRights } from '../../electron/machine/windows/machine-folder/program-data-folder';
import { projectFolder } from '../scripts/setup/project.mjs';

/** @param {string} file @param {string} name */
function defined(file, name) {
  const text = fs.readFileSync(path.join(projectFolder, 'build', 'installer', file), 'utf8');
  const [, value] = new RegExp(`^!define ${name} "?([^"\\n]+)"?$`, 'mu').exec(text) ?? [];
  expect(value, name).toBeDefined();
  return value ?? '';
}

it('gives the machine folder the same access list in the installer as in the program', () => {
  // PAI and P are the same list; Windows marks what it has looked at for inheritance.
  expect(defined('machine-folder.nsh', 'ACCESS')).toBe(folderRights.replace('D:PAI', 'D:P'));
});

it('trusts the same accounts in the installer as in the program', () => {
  const text = fs.readFileSync(path.join(projectFolder, 'build', 'installer', 'folder-rights.nsh'), 'utf8');
  const named = [...text.matchAll(/\$8 == "(S-1-[\d-]+)"/gu)].map(([, sid]) => sid);
  expect([...named, defined('folder-rights.nsh', 'TRUSTED_INSTALLER')].sort()).toEqual(
    administrators.filter((account) => account.startsWith('S-')).sort(),
  );
});

it('allows rights that only read, and none that change or replace', () => {
  const changing = Number(defined('folder-rights.nsh', 'RIGHTS_THAT_CHANGE'));
  const replacing = Number(defined('folder-rights.nsh', 'RIGHTS_THAT_REPLACE'));
  const isHit = (/** @type {number} */ mask, /** @type {number} */ right) => (mask & right) !== 0;
  const reading = [0x1, 0x8, 0x20, 0x80, 0x20000, 0x100000, 0x20000000, 0x80000000];
  // Add file, add folder, write attributes (extended and plain), and those of the next line.
  const writing = [0x2, 0x4, 0x10, 0x100, 0x40000000];
  // Delete child, delete, change rights, change owner, everything, as much as allowed.
  const taking = [0x40, 0x10000, 0x40000, 0x80000, 0x10000000, 0x2000000];
  expect(reading.filter((right) => isHit(changing, right) || isHit(replacing, right))).toEqual([]);
  expect(writing.filter((right) => !isHit(changing, right) || isHit(replacing, right))).toEqual([]);
  expect(taking.filter((right) => !isHit(changing, right) || !isHit(replacing, right))).toEqual([]);
});
