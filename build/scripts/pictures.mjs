// `npm run pictures`: the pictures of the README, from the built program, into docs/images.
import './setup/plain-folder.mjs';
import { prepareSystemPackages } from '../offline/system-packages.mjs';
import { buildApplication } from './setup/application.mjs';
import { prepareDependencies } from './setup/dependencies.mjs';
import { prepareElectron } from './setup/electron.mjs';
import { hasDisplay } from './setup/environment.mjs';
import { runPlaywright } from './setup/playwright.mjs';
import { fail } from './setup/project.mjs';

async function main() {
  await prepareDependencies();
  await prepareSystemPackages(hasDisplay ? ['electron'] : ['electron', 'virtualDisplay']);
  const electron = await prepareElectron();
  await buildApplication();
  const { code } = await runPlaywright(['--project=pictures', '--reporter=line'], electron.env);
  process.exitCode = code === 0 ? 0 : 1;
}

main().catch(fail);
