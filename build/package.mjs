// `npm run package`: the program as something to hand out. On Windows with the official Electron that is a release;
// with the Electron for development it is a package for tests, and called so.
import fs from 'node:fs';
import path from 'node:path';
import { buildPackage } from './package/build-package.mjs';
import { fail, say } from './setup/project.mjs';

async function main() {
  const { folders, isRelease } = await buildPackage(process.argv.includes('--dir') ? 'dir' : 'all');
  for (const folder of folders) {
    for (const name of fs.readdirSync(folder)) say(path.join(folder, name));
  }
  say(isRelease ? 'this is a release' : 'this is NOT a release: it is made with the Electron for development and tests');
}

main().catch(fail);
