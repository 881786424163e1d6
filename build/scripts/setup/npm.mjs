// Runs the npm that belongs to this Node, and fetches single packages that are not dependencies: verified against a pinned
// integrity before they are used.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, cacheFolder, projectFolder, readLock } from './project.mjs';
import { run } from './run.mjs';

/** npm's own script: on Windows `npm` is a batch file, which only a shell could start. */
function npmScript() {
  const besideNode = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const candidates = [process.env.npm_execpath ?? '', besideNode];
  return candidates.find((file) => path.basename(file) === 'npm-cli.js' && fs.existsSync(file));
}

/**
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options) {
  const script = npmScript();
  const [command, first] = script === undefined ? ['npm', []] : [process.execPath, [script]];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  return run(command, [...first, ...quiet, ...args], { cwd: projectFolder, ...options });
}

/**
 * Puts a package, for whatever system it is made, into `folder`, which appears whole or not at all.
 * @param {{ specification: string, integrity: string }} package_ name@version, and sha512-... as in package-lock.json
 * @param {string} folder
 */
export async function unpackPackage({ specification, integrity }, folder) {
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'unpack-'));
  try {
    // A folder of its own with a package.json, so that npm neither looks for another one above nor knows of ours.
    fs.writeFileSync(path.join(work, 'package.json'), '{}');
    // Forced, since some are made for other systems.
    const args = ['install', '--force', '--no-save', '--ignore-scripts', '--no-bin-links', specification];
    const { code, stderr } = await npm(args, { cwd: work, output: 'capture' });
    if (code !== 0)
      throw new SetupError(`${specification} could not be fetched from the npm registry:\n${stderr.trim()}`);
    const installed = `node_modules/${specification.slice(0, specification.lastIndexOf('@'))}`;
    const found = readLock(path.join(work, 'node_modules', '.package-lock.json'))?.[installed]?.integrity;
    if (found !== integrity) {
      throw new SetupError(
        `${specification} is not the package that was pinned: ${found ?? 'none'} instead of ${integrity}`,
      );
    }
    placeFolder(path.join(work, installed), folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Moves a finished folder to its place. Two runs may finish at once: the first one wins, and the second one's identical
 * copy is dropped.
 * @param {string} from
 * @param {string} to
 */
export function placeFolder(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (!fs.existsSync(to)) throw error;
    fs.rmSync(from, { recursive: true, force: true });
  }
}
