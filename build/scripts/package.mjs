// `npm run package`: the program as something to hand out. On Windows with the official Electron that is a release;
// with the Electron for development it is a package for tests, and called so.
import './setup/plain-folder.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { buildAll } from '../package/build-package.mjs';
import { fail, log } from './setup/project.mjs';

async function main() {
  const { output, isRelease } = await buildAll();
  for (const name of fs.readdirSync(output)) log(path.join(output, name));
  log(
    isRelease ? 'this is a release' : 'this is NOT a release: it is made with the Electron for development and tests',
  );
}

main().catch(fail);
