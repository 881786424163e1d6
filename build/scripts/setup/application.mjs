// Builds the program into out/, unless what it is made from has not changed since.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { log, modulesFolder, outFolder, projectFolder } from './project.mjs';
import { runOrThrow } from './run.mjs';

/** Vite reads the configuration of TypeScript, and what that refers to. */
const configuration = [
  ...['electron.vite.config.ts', 'build/package/bundled-modules.mjs', 'package.json', 'package-lock.json'],
  ...['', '.base', '.node', '.window', '.tests'].map((name) => `tsconfig${name}.json`),
];
const products = [
  ...['main/main.js', 'main/main.cjs', 'main/development.js', 'main/development.cjs'],
  ...['preload/preload.cjs', 'renderer/index.html', 'modules/renderer.json'],
];
const stampFile = path.join(outFolder, 'sources.sha256');

/**
 * Afterwards out/ holds the program as the sources are now.
 * @throws {SetupError} when it cannot be built
 */
export async function buildApplication() {
  const hash = hashSources();
  const isComplete = products.every((name) => fs.existsSync(path.join(outFolder, name)));
  if (isComplete && fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === hash) return;
  log('building the program');
  forgetBuild();
  const script = path.join(modulesFolder, 'electron-vite', 'bin', 'electron-vite.js');
  await runOrThrow(process.execPath, [script, 'build'], { cwd: projectFolder, env: { ...process.env, NO_COLOR: '1' } });
  // The hash from before the build: what was edited meanwhile is built next time.
  fs.writeFileSync(stampFile, hash);
}

/** What is in out/ is not taken for a build of the sources any more. */
export function forgetBuild() {
  fs.rmSync(stampFile, { force: true });
}

function hashSources() {
  const hash = crypto.createHash('sha256');
  for (const file of [...filesBelow('electron'), ...filesBelow('renderer'), ...configuration]) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(projectFolder, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} folder */
function filesBelow(folder) {
  const entries = fs.readdirSync(path.join(projectFolder, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name))).sort();
}
