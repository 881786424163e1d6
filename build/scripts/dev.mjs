// `npm run dev`: the program as `npm start` opens it, with the same scheme and the same policy and without a server. What
// changes is built again; then the page is loaded again, or the program started again where the change is not in the page.
import './setup/plain-folder.mjs';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { forgetBuild } from './setup/application.mjs';
import { prepareDependencies } from './setup/dependencies.mjs';
import { prepareElectron, sandboxSwitches } from './setup/electron.mjs';
import { displayEnvironment, hasDisplay, userDataFolder } from './setup/environment.mjs';
import { SetupError, fail, log, projectFolder } from './setup/project.mjs';
import { watchApplication } from './setup/watch.mjs';

async function main() {
  if (!hasDisplay) throw new SetupError('there is no display here: `npm run dev` opens a window');
  await prepareDependencies();
  await prepareSystemPackages(['electron']);
  const { executable } = await prepareElectron();
  forgetBuild();
  fs.mkdirSync(userDataFolder, { recursive: true });
  /** @type {import('node:child_process').ChildProcess | null} */
  let program = null;
  let isRestarting = false;
  const open = () => {
    program = openProgram(executable).once('exit', () => {
      if (!isRestarting) process.exit();
      isRestarting = false;
      open();
    });
    log('the program is opened');
  };
  await watchApplication((built) => {
    if (program === null) open();
    else if (built.has('main') || built.has('preload')) isRestarting = program.kill();
    else if (program.connected) {
      program.send('reload');
      log('the page is loaded again');
    }
  });
}

/** @param {string} executable */
function openProgram(executable) {
  const args = ['-r', path.join(import.meta.dirname, 'dev-reload.cjs'), '.', `--user-data-dir=${userDataFolder}`];
  return spawn(executable, [...args, ...sandboxSwitches(), ...process.argv.slice(2)], {
    cwd: projectFolder,
    env: displayEnvironment(),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
}

main().catch(fail);
