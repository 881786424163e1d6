// `node sign-file.mjs FILE`: signs one file as the environment says. For makensis, which makes the uninstaller itself.
import { SetupError, fail } from '../scripts/setup/project.mjs';
import { sign, signerOf } from './signing.mjs';

async function main() {
  const file = process.argv[2];
  const signer = signerOf();
  if (file === undefined || signer === null)
    throw new SetupError('usage: sign-file.mjs FILE, with a certificate named');
  await sign(signer, file);
}

main().catch(fail);
