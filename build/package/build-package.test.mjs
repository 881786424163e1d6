import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isDevelopmentElectron, unpackedFolder } from './build-package.mjs';
import { configuration, fuses, nsisBundle, shippedModules } from './configuration.mjs';
import { fileLines, folderLines } from './installer.mjs';
import { nativeFiles } from './native-modules.mjs';

/** @type {string} */
let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-build-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

it('recognizes an Electron for development by its fallback.json', () => {
  expect(isDevelopmentElectron(folder)).toBe(false);
  fs.writeFileSync(path.join(folder, 'fallback.json'), '{}');
  expect(isDevelopmentElectron(folder)).toBe(true);
});

it('finds the unpacked program of a system, and nothing in a missing folder', () => {
  const linux = /** @type {const} */ ({ platform: 'linux', arch: 'x64' });
  expect(unpackedFolder(path.join(folder, 'none'), linux)).toBeNull();
  for (const name of ['linux-unpacked', 'win-unpacked', 'win-arm64-unpacked']) fs.mkdirSync(path.join(folder, name));
  expect(unpackedFolder(folder, linux)).toBe(path.join(folder, 'linux-unpacked'));
  expect(unpackedFolder(folder, { platform: 'win32', arch: 'x64' })).toBe(path.join(folder, 'win-unpacked'));
  expect(unpackedFolder(folder, { platform: 'win32', arch: 'arm64' })).toBe(path.join(folder, 'win-arm64-unpacked'));
});

it('requests no rights at start, ships what its system needs, and turns off what a stranger could use', () => {
  const made = configuration({
    output: folder,
    electronVersion: '45.4.1',
    electronDist: null,
    licenses: 'licenses.txt',
    collector: '/made/collect-evidence.ps1',
    platform: 'win32',
    natives: folder,
    nativeParts: [],
  });
  expect(made.win?.requestedExecutionLevel).toBe('asInvoker');
  expect(made.toolsets?.nsis).toBe(nsisBundle);
  expect(made).not.toHaveProperty('portable');
  expect(made.asar).toBe(true);
  expect(made.extraResources).toEqual([{ from: '/made/collect-evidence.ps1', to: 'collect-evidence.ps1' }]);
  // The strict entry, and no other.
  expect(made.extraMetadata).toMatchObject({ main: 'out/main/main.js' });
  expect(made.files).toContain('!out/main/development.{js,cjs}');
  expect(made.files).toContain('node_modules/registry-js/**');
  expect(shippedModules('linux')).not.toContain('registry-js');
  expect(made.electronFuses).toEqual(fuses);
  expect(fuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
  });
});

it('includes the native modules of each system, and no others', () => {
  expect(nativeFiles({ platform: 'linux', arch: 'arm64' })).toEqual([
    'node_modules/@koromix/koffi-linux-arm64/linux_arm64/koffi.node',
  ]);
  expect(nativeFiles({ platform: 'win32', arch: 'arm64' })).toEqual([
    'node_modules/@koromix/koffi-win32-arm64/win32_arm64/koffi.node',
    'node_modules/registry-js/build/Release/registry.node',
  ]);
});

it('lists for installer and uninstaller what was packaged, by name, and folders only when they are empty', () => {
  fs.mkdirSync(path.join(folder, 'resources', 'inner'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'resources', 'inner', 'a$b.node'), '');
  fs.writeFileSync(path.join(folder, 'program.exe'), '');
  expect(fileLines(folder).sort()).toEqual([
    '!insertmacro "${EACH_FILE}" "program.exe"',
    '!insertmacro "${EACH_FILE}" "resources\\inner\\a$$b.node"',
  ]);
  expect(folderLines(folder)).toEqual(['RMDir "$INSTDIR\\resources\\inner"', 'RMDir "$INSTDIR\\resources"']);
});
