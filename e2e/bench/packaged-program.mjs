// The packaged program of this system, built once for all groups of a run.
import { buildFolder, preparePackage, thisSystem } from '../../build/package/build-package.mjs';

/** @type {Promise<string> | null} */
let built = null;

/** @returns {Promise<string>} its folder */
export function packagedProgram() {
  built ??= preparePackage().then(({ output }) => buildFolder(thisSystem, output));
  return built;
}
