// Electronegativity over the program's code: every finding must be explained, and it must be awake.
import fs from 'node:fs';
import path from 'node:path';
import { explained } from './explained.mjs';
import { npm } from '../setup/npm.mjs';
import { SetupError, cacheFolder, projectFolder, say } from '../setup/project.mjs';
import { run } from '../setup/run.mjs';
import { oneCheck } from '../test/reports.mjs';

/** @typedef {{ id: string, file: string, line: number, sample: string }} Finding */

const ownFolder = import.meta.dirname;
const folder = path.join(cacheFolder, 'electronegativity');
const rooms = ['electron', 'renderer'];
const planted =
  'const window: Electron.BrowserWindow = new BrowserWindow({ webPreferences: { nodeIntegration: true } });\n';

export async function electronegativity() {
  await prepare();
  const sources = fs.mkdtempSync(path.join(folder, 'sources-'));
  try {
    for (const room of rooms) {
      fs.cpSync(path.join(projectFolder, room), path.join(sources, room), {
        recursive: true,
        filter: (name) => !/\.(test|fixture)\.tsx?$/u.test(name),
      });
    }
    const { findings, errors, checks } = await scan(sources);
    fs.writeFileSync(path.join(sources, 'electron', 'planted.ts'), planted);
    const isAwake = (await scan(sources)).findings.some(
      ({ id, file }) => id === 'NODE_INTEGRATION_JS_CHECK' && file.endsWith('planted.ts'),
    );
    const problems = [
      ...errors.map(({ file, message }) => `could not read ${file}: ${message}`),
      ...problemsOf(findings),
      ...(isAwake ? [] : ['a planted nodeIntegration was not found']),
    ];
    for (const problem of problems) console.error(problem);
    console.log(
      `${checks} checks, ${findings.length} findings, ${explained.length} explained (build/scripts/electronegativity/explained.mjs)`,
    );
    return oneCheck(problems.length === 0);
  } finally {
    fs.rmSync(sources, { recursive: true, force: true });
  }
}

/** @param {readonly Finding[]} findings */
function problemsOf(findings) {
  const isExplained = (/** @type {Finding} */ found) =>
    explained.some(({ id, file }) => id === found.id && file === found.file);
  const isFound = (/** @type {typeof explained[number]} */ line) =>
    findings.some(({ id, file }) => id === line.id && file === line.file);
  return [
    ...findings
      .filter((found) => !isExplained(found))
      .map(({ id, file, line, sample }) => `not explained: ${id} ${file}:${line} ${sample}`),
    ...explained.filter((line) => !isFound(line)).map(({ id, file }) => `explained, but found no more: ${id} ${file}`),
  ];
}

async function prepare() {
  const lock = fs.readFileSync(path.join(ownFolder, 'package-lock.json'), 'utf8');
  const stamp = path.join(folder, 'installed.json');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) return;
  say('installing Electronegativity (.cache/electronegativity)');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'package-lock.json'])
    fs.copyFileSync(path.join(ownFolder, name), path.join(folder, name));
  const { code } = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
  });
  if (code !== 0) throw new SetupError('Electronegativity could not be installed (see above)');
  fs.writeFileSync(stamp, lock);
}

/**
 * @param {string} sources
 * @returns {Promise<{ findings: Finding[], errors: { file: string, message: string }[], checks: number }>}
 */
async function scan(sources) {
  const { devDependencies } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  const args = [path.join(ownFolder, 'run.cjs'), folder, sources, devDependencies.electron];
  const { code, stdout, stderr } = await run(process.execPath, args, {
    cwd: folder,
    output: 'capture',
    timeoutMs: 120_000,
  });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  if (code !== 0 || !line.startsWith('{'))
    throw new SetupError(`Electronegativity ended with ${code}: ${stderr.trim()}`);
  return JSON.parse(line);
}
