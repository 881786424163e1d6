// Builds the program and packages it.
// Protects: an Electron that is not the official one never ends up in something called a release.
import fs from 'node:fs';
import path from 'node:path';
import { buildApplication } from '../setup/application.mjs';
import { prepareDependencies } from '../setup/dependencies.mjs';
import { prepareElectron } from '../setup/electron-runtime.mjs';
import { SetupError, cacheFolder, projectFolder, say } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { configuration } from './configuration.mjs';
import { writeLicences } from './licences.mjs';

const registryAddOn = path.join(projectFolder, 'node_modules', 'registry-js', 'build', 'Release', 'registry.node');
export const releaseFolder = path.join(projectFolder, 'dist', 'release');
export const developmentFolder = path.join(projectFolder, 'dist', 'not-a-release');

/** An Electron put together for development carries this file (build/setup/electron-fallback.mjs).
 * @param {string} folder */
export function isDevelopmentElectron(folder) {
  return fs.existsSync(path.join(folder, 'fallback.json'));
}

/**
 * @param {'dir' | 'all'} extent `dir`: the unpacked folder for this system; `all`: what is handed out
 * @returns {Promise<{ folders: string[], isRelease: boolean }>}
 */
export async function buildPackage(extent) {
  await prepareDependencies();
  const electron = await prepareElectron();
  if (!(await buildApplication())) throw new SetupError('the program could not be built (see above)');
  const folder = path.dirname(electron.executable);
  const isRelease = electron.source === 'official' && !isDevelopmentElectron(folder);
  const output = isRelease ? releaseFolder : developmentFolder;
  fs.rmSync(output, { recursive: true, force: true });
  const licences = path.join(cacheFolder, 'licences.txt');
  say(`licence texts of ${writeLicences(licences)} modules`);
  const { Arch, Platform, build } = await import('electron-builder');
  const isWindows = process.platform === 'win32';
  const platform = isWindows ? Platform.WINDOWS : Platform.LINUX;
  const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
  const targets = extent === 'all' && isWindows ? ['nsis', 'portable'] : ['dir'];
  if (isWindows && !fs.existsSync(registryAddOn)) throw new SetupError(`${registryAddOn} is missing: run npm start once`);
  const config = configuration({ output, electronVersion: electron.version, electronDist: folder, licences });
  await build({ targets: platform.createTarget(targets, arch), config, projectDir: projectFolder, publish: 'never' });
  if (extent === 'all' && !isWindows) await archive(output);
  return { folders: [output], isRelease };
}

/** The unpacked folder as one file; electron-builder would download a program for that.
 * @param {string} output */
async function archive(output) {
  const folder = unpackedFolder(output);
  if (folder === null) throw new SetupError(`nothing was packaged into ${output}`);
  const { name, version } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  const file = path.join(output, `${name}-${version}-${process.platform}-${process.arch}.tar.gz`);
  const args = ['-C', output, '--owner=0', '--group=0', '-czf', file, path.basename(folder)];
  const { code } = await run('tar', args);
  if (code !== 0) throw new SetupError(`tar could not write ${file}`);
}

/** The folder with the unpacked program, as electron-builder names it.
 * @param {string} output */
export function unpackedFolder(output) {
  const names = fs.existsSync(output) ? fs.readdirSync(output) : [];
  const name = names.find((entry) => entry.endsWith('-unpacked'));
  return name === undefined ? null : path.join(output, name);
}
