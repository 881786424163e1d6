// The one switch of this folder (README.md): the variable EPW_OFFLINE of the environment.
import { SetupError, fail } from '../scripts/setup/project.mjs';

const variable = 'EPW_OFFLINE';
const modes = /** @type {const} */ (['auto', 'always', 'never']);

/** auto: a stand-in where a download does not work; always: without trying the download; never: no stand-in. */
export const mode = chosenMode(process.env[variable]);

/** @param {string | undefined} value */
function chosenMode(value) {
  if (value === undefined || value === '') return 'auto';
  const found = modes.find((one) => one === value);
  if (found !== undefined) return found;
  fail(new SetupError(`${variable} is "${value}"; it can be ${modes.join(', ')}`));
  process.exit();
}
