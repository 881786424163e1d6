import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isDevelopmentElectron, unpackedFolder } from './build-package.mjs';
import { configuration, fuses } from './configuration.mjs';

/** @type {string} */
let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-build-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it('knows an Electron for development by its fallback.json', () => {
  expect(isDevelopmentElectron(folder)).toBe(false);
  fs.writeFileSync(path.join(folder, 'fallback.json'), '{}');
  expect(isDevelopmentElectron(folder)).toBe(true);
});

it('finds the unpacked program, and nothing in a folder that is not there', () => {
  expect(unpackedFolder(path.join(folder, 'none'))).toBeNull();
  fs.mkdirSync(path.join(folder, 'linux-unpacked'));
  expect(unpackedFolder(folder)).toBe(path.join(folder, 'linux-unpacked'));
});

it('asks for no rights at start, installs for the machine, and switches off what a stranger could use', () => {
  const made = configuration({ output: folder, electronVersion: '45.4.1', electronDist: null, licences: 'licences.txt' });
  expect(made.win?.requestedExecutionLevel).toBe('asInvoker');
  expect(made.nsis?.perMachine).toBe(true);
  expect(made.asar).toBe(true);
  expect(made.electronFuses).toEqual(fuses);
  expect(fuses).toMatchObject({ runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false, onlyLoadAppFromAsar: true });
});
