// Makes the installer from an unpacked Windows program and build/installer/installer.nsi, on Windows and on Linux alike.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, cacheFolder, projectFolder } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { prepareSystemPackages } from '../setup/system-packages.mjs';
import { appId, productName, publisher } from './configuration.mjs';

const ownFolder = path.join(projectFolder, 'build', 'installer');

/**
 * @param {string} unpacked folder with the program
 * @param {string} output folder for the installer
 * @param {string} arch
 * @returns {Promise<string>} the installer
 */
export async function makeInstaller(unpacked, output, arch) {
  const { name, version } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  const file = path.join(output, `${name}-${version}-windows-${arch}-setup.exe`);
  const removals = path.join(cacheFolder, 'package', `removals-${arch}.nsh`);
  fs.mkdirSync(path.dirname(removals), { recursive: true });
  fs.writeFileSync(removals, removalLines(unpacked).join('\n') + '\n');
  const { program, stub } = await makensis();
  const defines = {
    STUB: stub,
    PRODUCT: productName,
    VERSION: version,
    PUBLISHER: publisher,
    APP_ID: appId,
    OUTPUT: file,
    SOURCE: unpacked,
    SEPARATOR: path.sep,
    ICON: path.join(projectFolder, 'build', 'icon', 'icon.ico'),
    REMOVALS: removals,
  };
  // A warning is a mistake.
  const args = ['-WX', '-V2', '-INPUTCHARSET', 'UTF8', ...Object.entries(defines).map(([key, value]) => `-D${key}=${value}`), path.join(ownFolder, 'installer.nsi')];
  const { code, stdout, stderr } = await run(program, args, { output: 'capture', timeoutMs: 600_000 });
  if (code !== 0) throw new SetupError(`makensis ended with ${code}:\n${stdout}${stderr}`);
  return file;
}

/** Deletes each file, then each folder that is empty by then, innermost first.
 * @param {string} unpacked */
export function removalLines(unpacked) {
  const entries = fs.readdirSync(unpacked, { recursive: true, withFileTypes: true });
  const nameOf = (/** @type {fs.Dirent} */ entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)).replaceAll('/', '\\').replaceAll('$', '$$$$');
  const files = entries.filter((entry) => !entry.isDirectory()).map((entry) => `Delete "$INSTDIR\\${nameOf(entry)}"`);
  const folders = entries.filter((entry) => entry.isDirectory()).map(nameOf).sort((one, other) => other.split('\\').length - one.split('\\').length);
  return [...files, ...folders.map((folder) => `RMDir "$INSTDIR\\${folder}"`)];
}

/** Debian's on Linux; on Windows the one that electron-builder fetches, with its check of the hash. */
async function makensis() {
  if (process.platform === 'linux') {
    await prepareSystemPackages(['installer']);
    // Wine is 64-bit only here; on Windows the usual 32-bit installer runs on every processor.
    return { program: 'makensis', stub: 'amd64-unicode' };
  }
  // @ts-expect-error -- an inner part of electron-builder, which is pinned
  const { getMakeNsisPath } = await import('app-builder-lib/out/toolsets/windows.js');
  const { path: program } = await getMakeNsisPath();
  return { program, stub: 'x86-unicode' };
}
