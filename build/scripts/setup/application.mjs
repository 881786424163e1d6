// Builds the program into out/, unless what it is made from has not changed since.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { outFolder, projectFolder, say } from './project.mjs';
import { run } from './run.mjs';

const sources = [
  'electron',
  'renderer',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const products = ['main/main.js', 'main/development.js', 'preload/preload.cjs', 'renderer/index.html'];
const stampFile = path.join(outFolder, 'sources.sha256');

/** @returns {Promise<boolean>} whether out/ holds the program as the sources are now */
export async function buildApplication() {
  const hash = hashSources();
  const isComplete = products.every((name) => fs.existsSync(path.join(outFolder, name)));
  if (isComplete && fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === hash) return true;
  say('building the program');
  fs.rmSync(stampFile, { force: true });
  const script = path.join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const result = await run(process.execPath, [script, 'build'], {
    cwd: projectFolder,
    env: { ...process.env, NO_COLOR: '1' },
    output: 'capture',
  });
  if (result.code !== 0) {
    console.error(`${result.stdout}\n${result.stderr}`.trim());
    return false;
  }
  // The hash from before the build: what was edited meanwhile is built next time.
  fs.writeFileSync(stampFile, hash);
  return true;
}

function hashSources() {
  const hash = crypto.createHash('sha256');
  for (const name of sources.flatMap(filesBelow)) {
    hash
      .update(`${name}\0`)
      .update(fs.readFileSync(path.join(projectFolder, name)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} name @returns {string[]} */
function filesBelow(name) {
  const stat = fs.statSync(path.join(projectFolder, name), { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [name];
  return fs
    .readdirSync(path.join(projectFolder, name))
    .sort()
    .flatMap((entry) => filesBelow(`${name}/${entry}`));
}
