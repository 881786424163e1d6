// A stand-in for the Windows Electron where it cannot be had: an executable that does nothing, with the parts that
// packaging writes to (fuses, manifest). Never for release: the folder carries `fallback.json`, by which that is refused.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../scripts/setup/project.mjs';
import { prepareSystemPackages } from './system-packages.mjs';
import { mingw } from './windows-tools.mjs';
import { hasWine } from './wine.mjs';

export const hasStandIn = hasWine;

/** Electron's mark before the fuses; then the version of their layout, their number, and one character each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuseCount = 8;
const source = `#include <windows.h>
__attribute__((used)) volatile const char fuses[] = "${sentinel}\\x01\\x08" "${'1'.repeat(fuseCount)}";
int WINAPI WinMain(HINSTANCE self, HINSTANCE before, LPSTR line, int show) { return fuses[0] == 0; }
`;
/** As Electron's own: no administrator rights at start. */
const manifest = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0"><trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security>
<requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security></trustInfo></assembly>
`;

const resources = `1 24 "stand-in.manifest"
1 VERSIONINFO
BEGIN
  BLOCK "StringFileInfo"
  BEGIN
    BLOCK "040904b0"
    BEGIN
      VALUE "ProductName", "Electron"
    END
  END
  BLOCK "VarFileInfo"
  BEGIN
    VALUE "Translation", 0x409, 1200
  END
END
`;

/** @param {string} electron an unpacked Electron, for its license texts @param {string} version */
export async function prepareStandIn(electron, version) {
  await prepareSystemPackages(['windows']);
  const folder = path.join(cacheFolder, 'electron-stand-in');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, 'resources'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'locales'));
  fs.writeFileSync(path.join(folder, 'stand-in.c'), source);
  fs.writeFileSync(path.join(folder, 'stand-in.manifest'), manifest);
  fs.writeFileSync(path.join(folder, 'stand-in.rc'), resources);
  await mingw('x86_64-w64-mingw32-windres', ['stand-in.rc', 'stand-in.o'], folder);
  await mingw(
    'x86_64-w64-mingw32-gcc',
    ['-O2', '-s', '-mwindows', 'stand-in.c', 'stand-in.o', '-o', 'electron.exe'],
    folder,
  );
  for (const name of ['stand-in.c', 'stand-in.manifest', 'stand-in.rc', 'stand-in.o'])
    fs.rmSync(path.join(folder, name));
  const licenses = fs.readdirSync(electron).filter((name) => name.startsWith('LICENSE'));
  for (const name of [...licenses, path.join('locales', 'en-US.pak')])
    fs.copyFileSync(path.join(electron, name), path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'version'), version);
  fs.writeFileSync(
    path.join(folder, 'fallback.json'),
    '{ "what": "a stand-in for Electron, for tests of packaging" }\n',
  );
  return folder;
}
