// `npm run package`: the program as something to hand out. On Windows with the official Electron that is a release;
// with the Electron for development it is a package for tests, and called so.
import './setup/plain-folder.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { buildAll } from '../package/build-package.mjs';
import { signerOf } from '../package/signing.mjs';
import { fail, log } from './setup/project.mjs';

async function main() {
  const { output, isRelease } = await buildAll();
  for (const name of fs.readdirSync(output)) log(path.join(output, name));
  const signer = signerOf();
  log(signer === null ? 'nothing is signed: the names of what is for Windows say so' : stampLine(signer.hasTimestamp));
  log(
    isRelease ? 'this is a release' : 'this is NOT a release: it is made with the Electron for development and tests',
  );
}

/** @param {boolean} hasTimestamp */
function stampLine(hasTimestamp) {
  return hasTimestamp
    ? 'signed, with a time stamp'
    : 'signed WITHOUT a time stamp: the signatures end with the certificate (EPW_SIGN_TIMESTAMP names a service)';
}

main().catch(fail);
