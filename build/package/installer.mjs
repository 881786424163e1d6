// Makes the installer from an unpacked Windows program and build/installer/installer.nsi, on Windows and on Linux alike.
// Protects: what is called a release was made by an NSIS without known holes, or is not there at all.
import fs from 'node:fs';
import path from 'node:path';
import { userOfWine } from '../offline/wine.mjs';
import { SetupError, cacheFolder, log, ownPackage, projectFolder } from '../scripts/setup/project.mjs';
import { runOrThrow } from '../scripts/setup/run.mjs';
import { appId, productName, publisher } from './configuration.mjs';
import { sign } from './signing.mjs';
import { prepareMakensis, versionOfInstaller, versionOfMakensis, versionProblem } from './nsis.mjs';

const buildFolder = path.join(projectFolder, 'build');
/** makensis starts it through a shell; %1 is the uninstaller. */
const signCommand = `"${process.execPath}" "${path.join(buildFolder, 'package', 'sign-file.mjs')}" "%1"`;

/**
 * @param {string} unpacked folder with the program
 * @param {string} output folder for the installer
 * @param {string} arch
 * @param {boolean} isRelease refused unless NSIS is new enough
 * @param {import('./signing.mjs').Signer | null} [signer] signs the uninstaller and the installer
 * @returns {Promise<string>} the installer
 */
export async function makeInstaller(unpacked, output, arch, isRelease, signer = null) {
  const makensis = await prepareMakensis();
  const version = await versionOfMakensis(makensis);
  log(`the installer is made by NSIS ${version}`);
  if (isRelease) refuse(versionProblem(version), 'makensis');
  const file = artifact(output, arch, '-setup.exe', signer !== null);
  await compile(makensis, unpacked, file, arch, { isRelease, signer });
  if (signer !== null) await sign(signer, file);
  const written = await versionOfInstaller(file);
  log(`${path.basename(file)} says that NSIS ${written ?? 'of no version'} made it`);
  const problem = isRelease ? versionProblem(written) : null;
  if (problem !== null) fs.rmSync(file);
  refuse(problem, path.basename(file));
  return file;
}

/** Refuses where the NSIS of this system is too old for a release. */
export async function requireReleaseNsis() {
  refuse(versionProblem(await versionOfMakensis(await prepareMakensis())), 'makensis');
}

/** @typedef {'-setup.exe' | '.zip'} Ending */

/**
 * Where something that is handed out for Windows lies. What is not signed says so.
 * @param {string} output @param {string} arch @param {Ending} ending @param {boolean} isSigned
 */
export function artifact(output, arch, ending, isSigned) {
  const { name, version } = ownPackage();
  return path.join(output, `${name}-${version}-windows-${arch}${isSigned ? '' : '-unsigned'}${ending}`);
}

/** @param {string | null} problem @param {string} what */
function refuse(problem, what) {
  if (problem !== null) throw new SetupError(`no release: ${what}: ${problem}`);
}

/**
 * @param {import('./nsis.mjs').Makensis} makensis
 * @param {string} unpacked @param {string} file @param {string} arch @param {{ isRelease: boolean, signer: import('./signing.mjs').Signer | null }} kind
 */
async function compile({ program, env, stub }, unpacked, file, arch, { isRelease, signer }) {
  const lists = path.join(cacheFolder, 'package');
  const files = path.join(lists, `files-${arch}.nsh`);
  const folders = path.join(lists, `folders-${arch}.nsh`);
  fs.mkdirSync(lists, { recursive: true });
  fs.writeFileSync(files, fileLines(unpacked).join('\n') + '\n');
  fs.writeFileSync(folders, folderLines(unpacked).join('\n') + '\n');
  const defines = {
    STUB: stub,
    PRODUCT: productName,
    VERSION: ownPackage().version,
    PUBLISHER: publisher,
    APP_ID: appId,
    OUTPUT: file,
    SOURCE: unpacked,
    SEPARATOR: path.sep,
    ICON: path.join(buildFolder, 'icon', 'icon.ico'),
    FILES: files,
    FOLDERS: folders,
    ...(signer === null ? {} : { SIGN: signCommand }),
    ...(isRelease || process.platform === 'win32' ? {} : { WINE_USER: userOfWine }),
  };
  // A warning is a mistake.
  const options = ['-WX', '-V2', '-INPUTCHARSET', 'UTF8'];
  const defined = Object.entries(defines).map(([key, value]) => `-D${key}=${value}`);
  const args = [...options, ...defined, path.join(buildFolder, 'installer', 'installer.nsi')];
  await runOrThrow(program, args, { env: { ...process.env, ...signer?.environment, ...env }, timeoutMs: 600_000 });
}

/** Names each file to the macro of that moment: to ask whether it is free, or to delete it. @param {string} unpacked */
export function fileLines(unpacked) {
  return namesIn(unpacked, (entry) => !entry.isDirectory()).map((name) => `!insertmacro "\${EACH_FILE}" "${name}"`);
}

/** Removes each folder that is empty by then, innermost first. @param {string} unpacked */
export function folderLines(unpacked) {
  const depth = (/** @type {string} */ name) => name.split('\\').length;
  const names = namesIn(unpacked, (entry) => entry.isDirectory()).sort((one, other) => depth(other) - depth(one));
  return names.map((name) => `RMDir "$INSTDIR\\${name}"`);
}

/** @param {string} unpacked @param {(entry: fs.Dirent) => boolean} isWanted */
function namesIn(unpacked, isWanted) {
  const entries = fs.readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter(isWanted);
  const names = entries.map((entry) => path.relative(unpacked, path.join(entry.parentPath, entry.name)));
  return names.map((name) => name.replaceAll('/', '\\').replaceAll('$', '$$$$'));
}
