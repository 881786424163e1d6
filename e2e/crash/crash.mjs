// `npm run crash`: every way in which the program can be killed or its files be damaged. First in this process, all of what
// `npm test` takes a sample of; then, on Linux with a C compiler, the real program under a library that kills it at its n-th
// system call that writes; at last the recorder, fifty times. CRASH_STEP=5 takes every fifth of those calls; CRASH_ONLY=real leaves the first half out.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright';
import { bundleForNode, importBundle } from '../bundle.mjs';
import { buildApplication } from '../../build/scripts/setup/application.mjs';
import { prepareElectron, sandboxSwitches } from '../../build/scripts/setup/electron.mjs';
import { onDisplay, testEnvironment } from '../../build/scripts/setup/environment.mjs';
import { cacheFolder, endAsFailure, fail, ownPackage, projectFolder } from '../../build/scripts/setup/project.mjs';
import { runPlaywright } from '../../build/scripts/setup/playwright.mjs';
import { run } from '../../build/scripts/setup/run.mjs';

const folder = path.join(cacheFolder, 'crash');
const killing = 'kill-real-processes';
const compiler = '/usr/bin/gcc';

async function main() {
  fs.mkdirSync(folder, { recursive: true });
  const start = Date.now();
  const inProcess = process.env.CRASH_ONLY === 'real' || (await inThisProcess());
  console.log(`in process: ${seconds(start)} s`);
  const startReal = Date.now();
  const real = await realProcesses();
  console.log(`real processes: ${seconds(startReal)} s`);
  const startRecorder = Date.now();
  const recorder = await killedRecorder();
  console.log(`recorder: ${seconds(startRecorder)} s`);
  if (!inProcess || !real || !recorder) endAsFailure();
}

async function killedRecorder() {
  const { env } = await prepareElectron();
  const { code } = await runPlaywright(['e2e/record.spec.ts', '-g', 'is killed'], { ...env, EPW_ALL: '1' });
  return code === 0;
}

async function inThisProcess() {
  const script = path.join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const { code } = await run(process.execPath, [script, 'run', 'electron/app/crash'], {
    cwd: projectFolder,
    env: { ...testEnvironment(), EPW_ALL: '1' },
  });
  return code === 0;
}

/** @returns {Promise<boolean>} */
async function realProcesses() {
  const reason =
    process.platform !== 'linux'
      ? 'only Linux has a library that can be preloaded'
      : fs.existsSync(compiler)
        ? null
        : `there is no ${compiler}`;
  if (reason !== null) {
    console.log(`the real program is not killed here: ${reason}`);
    return true;
  }
  // Not below the project: the loader cuts LD_PRELOAD at blanks.
  const environment = testEnvironment();
  const library = path.join(environment.TMPDIR ?? os.tmpdir(), `kill-at-${process.pid}.so`);
  const compiled = spawnSync(
    compiler,
    [
      '-O2',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-shared',
      '-fPIC',
      '-o',
      library,
      path.join(projectFolder, 'e2e/crash/kill-at.c'),
      '-ldl',
    ],
    { encoding: 'utf8' },
  );
  if (compiled.status !== 0) {
    console.error(compiled.stderr);
    return false;
  }
  const { env } = await prepareElectron();
  await buildApplication();
  await bundleForNode({ 'real-processes': 'e2e/crash/real-processes.ts' }, folder);
  const ourselves = [fileURLToPath(import.meta.url), killing, library];
  const [command, ...args] = onDisplay([process.execPath, ...ourselves]);
  const { code } = await run(command, args, { cwd: projectFolder, env: { ...environment, ...env } });
  fs.rmSync(library, { force: true });
  return code === 0;
}

/** In a process of its own, which has a display. @param {string} library */
async function killAll(library) {
  const loaded = await importBundle(path.join(folder, 'real-processes.js'));
  const { realProcesses: killed } = /** @type {typeof import('./real-processes')} */ (loaded);
  const setting = {
    electron: (await prepareElectron()).executable,
    projectFolder,
    switches: sandboxSwitches(),
    library,
    windows: _electron,
    programVersion: ownPackage().version,
    step: Number(process.env.CRASH_STEP ?? 1),
    atOnce: 2,
  };
  const rows = await killed(setting, (text) => console.log(text));
  const failures = rows.flatMap((row) => row.failures);
  for (const failure of failures) console.error(failure);
  console.log(
    `${rows.reduce((sum, { points }) => sum + points, 0)} kills of real processes, ${failures.length} failures`,
  );
  if (failures.length > 0) endAsFailure();
}

/** @param {number} start */
function seconds(start) {
  return ((Date.now() - start) / 1000).toFixed(1);
}

(process.argv[2] === killing ? killAll(process.argv[3] ?? '') : main()).catch(fail);
