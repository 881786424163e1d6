// `npm start`: from a fresh clone to the open wizard, or to its tour: where there is no display, or with `-- --tour`.
import './setup/plain-folder.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { buildApplication } from './setup/application.mjs';
import { prepareDependencies } from './setup/dependencies.mjs';
import { prepareElectron, sandboxSwitches } from './setup/electron.mjs';
import { displayEnvironment, hasDisplay, userDataFolder } from './setup/environment.mjs';
import { runPlaywright } from './setup/playwright.mjs';
import { fail, log, projectFolder } from './setup/project.mjs';
import { run } from './setup/run.mjs';

/** @typedef {import('./setup/electron.mjs').ElectronRuntime} ElectronRuntime */

async function main() {
  await prepareDependencies();
  await prepareSystemPackages(hasDisplay ? ['electron'] : ['electron', 'virtualDisplay']);
  const [electron] = await Promise.all([prepareElectron(), buildApplication()]);
  const takesTour = !hasDisplay || process.argv.includes('--tour');
  process.exitCode = takesTour ? await takeTour(electron) : await openWizard(electron);
}

/** @param {ElectronRuntime} electron */
async function openWizard(electron) {
  fs.mkdirSync(userDataFolder, { recursive: true });
  const switches = [`--user-data-dir=${userDataFolder}`, ...sandboxSwitches()];
  const { code } = await run(electron.executable, ['.', ...switches, ...process.argv.slice(2)], {
    cwd: projectFolder,
    env: displayEnvironment(),
  });
  if (code !== 0 && isSandboxRestricted()) {
    log('this system forbids the sandbox of Chromium to ordinary users; allow it until the next restart with');
    log('  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0');
  }
  return code === 0 ? 0 : 1;
}

/** Ubuntu from 23.10 on. */
function isSandboxRestricted() {
  const setting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  return fs.existsSync(setting) && fs.readFileSync(setting, 'utf8').trim() === '1';
}

/** @param {ElectronRuntime} electron */
async function takeTour(electron) {
  if (!hasDisplay) log('there is no display here: taking the tour of the wizard on a virtual one instead');
  const reporter = path.join(projectFolder, 'e2e', 'tour', 'tour-reporter.mjs');
  const { code } = await runPlaywright(['--project=tour', `--reporter=${reporter}`], electron.env);
  return code === 0 ? 0 : 1;
}

main().catch(fail);
