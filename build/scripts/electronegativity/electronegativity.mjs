// Electronegativity over the program's code: every finding must be explained in explained.json, which holds nothing that is
// found no more; and it must be awake.
import fs from 'node:fs';
import path from 'node:path';
import { npm } from '../setup/npm.mjs';
import { SetupError, cacheFolder, log, parseJson, pinned, projectFolder } from '../setup/project.mjs';
import { runOrThrow } from '../setup/run.mjs';
import { oneCheck } from '../test/reports.mjs';

/** @typedef {{ id: string, file: string, line: number, sample: string }} Finding */
/** @typedef {{ findings: Finding[], errors: { file: string, message: string }[], checks: number }} Scan */

const folder = path.join(cacheFolder, 'electronegativity');
const rooms = ['electron', 'renderer'];
const planted =
  'const window: Electron.BrowserWindow = new BrowserWindow({ webPreferences: { nodeIntegration: true } });\n';

/** @param {{ print: (text: string) => void }} context */
export async function electronegativity({ print }) {
  await prepare();
  const sources = fs.mkdtempSync(path.join(folder, 'sources-'));
  try {
    const isProgram = (/** @type {string} */ name) => !/\.(test|fixture)\.tsx?$/u.test(name);
    for (const room of rooms) {
      fs.cpSync(path.join(projectFolder, room), path.join(sources, room), { recursive: true, filter: isProgram });
    }
    const { findings, errors, checks } = await scan(sources);
    fs.writeFileSync(path.join(sources, 'electron', 'planted.ts'), planted);
    const again = (await scan(sources)).findings.filter(({ file }) => file.endsWith('planted.ts'));
    const problems = [
      ...errors.map(({ file, message }) => `could not read ${file}: ${message}`),
      ...problemsOf(findings),
      ...(again.some(({ id }) => id === 'NODE_INTEGRATION_JS_CHECK')
        ? []
        : ['a planted nodeIntegration was not found']),
    ];
    print([...problems, `${checks} checks, ${findings.length} findings`, ''].join('\n'));
    return oneCheck(problems.length === 0);
  } finally {
    fs.rmSync(sources, { recursive: true, force: true });
  }
}

/** @param {readonly Finding[]} findings */
function problemsOf(findings) {
  const text = fs.readFileSync(path.join(import.meta.dirname, 'explained.json'), 'utf8');
  const explained = /** @type {{ id: string, file: string, why: string }[]} */ (parseJson(text));
  const key = (/** @type {{ id: string, file: string }} */ { id, file }) => `${id} ${file}`;
  const [explainedKeys, foundKeys] = [explained.map(key), findings.map(key)];
  return [
    ...findings
      .filter((found) => !explainedKeys.includes(key(found)))
      .map((found) => `not explained: ${key(found)}:${found.line} ${found.sample}`),
    ...explainedKeys.filter((one) => !foundKeys.includes(one)).map((one) => `explained, but found no more: ${one}`),
  ];
}

async function prepare() {
  const names = ['package.json', 'package-lock.json'];
  const lock = fs.readFileSync(path.join(import.meta.dirname, 'package-lock.json'), 'utf8');
  const stamp = path.join(folder, 'installed.json');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === lock) return;
  log('installing Electronegativity (.cache/electronegativity)');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  for (const name of names) fs.copyFileSync(path.join(import.meta.dirname, name), path.join(folder, name));
  const { code } = await npm(['ci', '--ignore-scripts'], { cwd: folder });
  if (code !== 0) throw new SetupError('Electronegativity could not be installed (see above)');
  fs.writeFileSync(stamp, lock);
}

/** @param {string} sources */
async function scan(sources) {
  const args = [path.join(import.meta.dirname, 'run.cjs'), folder, sources, pinned('electron').version];
  const stdout = await runOrThrow(process.execPath, args, { cwd: folder, timeoutMs: 120_000 });
  return /** @type {Scan} */ (parseJson(stdout.trim().split('\n').at(-1) ?? ''));
}
