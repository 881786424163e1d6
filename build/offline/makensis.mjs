// The compiler of the installer for tests on Linux, where electron-builder would have to download its own.
import { prepareSystemPackages } from './system-packages.mjs';

/** Debian's NSIS. @returns {Promise<import('../package/nsis.mjs').Makensis>} */
export async function debianMakensis() {
  await prepareSystemPackages(['installer']);
  // Wine is 64-bit only here.
  return { program: '/usr/bin/makensis', env: {}, stub: 'amd64-unicode' };
}
