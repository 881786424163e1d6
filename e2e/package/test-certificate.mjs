// A certificate for signing code that nobody trusts, for tests on Linux.
import fs from 'node:fs';
import path from 'node:path';
import { prepareSystemPackages } from '../../build/offline/system-packages.mjs';
import { runOrThrow } from '../../build/scripts/setup/run.mjs';

const openssl = '/usr/bin/openssl';

/** Makes it in a folder, and returns the environment that names it to signing.mjs. @param {string} folder */
export async function certificate(folder) {
  await prepareSystemPackages(['signing']);
  const at = (/** @type {string} */ name) => path.join(folder, name);
  fs.writeFileSync(at('password'), 'of the test', { mode: 0o600 });
  const uses = ['-addext', 'extendedKeyUsage=codeSigning', '-addext', 'keyUsage=digitalSignature'];
  const keys = ['-keyout', at('key.pem'), '-out', at('certificate.pem'), '-days', '2', '-nodes'];
  await runOrThrow(openssl, ['req', '-x509', '-newkey', 'rsa:2048', '-subj', '/CN=Test of signing', ...uses, ...keys]);
  const from = ['-inkey', at('key.pem'), '-in', at('certificate.pem')];
  const to = ['-out', at('test.pfx'), '-passout', `file:${at('password')}`];
  await runOrThrow(openssl, ['pkcs12', '-export', ...from, ...to]);
  return { EPW_SIGN_PFX: at('test.pfx'), EPW_SIGN_PASSWORD_FILE: at('password') };
}
