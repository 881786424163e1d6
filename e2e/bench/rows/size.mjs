// What the installed program takes on the disk beyond a bare Electron.
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { bareProgram } from '../bare-program.mjs';
import { packagedProgram } from '../packaged-program.mjs';

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'size of the installed program',
  async measure() {
    const ours = sizeOf(await packagedProgram());
    const bare = sizeOf(
      await bareProgram(await packagedProgram(), path.join(cacheFolder, 'bench', 'size', 'bare'), { 'main.cjs': '' }),
    );
    return [
      {
        row: 'installed program, beyond a bare Electron',
        ours: ours - bare,
        alternative: null,
        unit: 'MB',
        against: `an Electron of the same version with the same languages (${bare.toFixed(0)} MB)`,
        ...(process.platform !== 'win32' && { standIn: 'package for Linux' }),
        target: /** @type {const} */ ({ of: 'ours', most: 6 }),
      },
    ];
  },
};

/** MB of all files below a folder. @param {string} folder */
function sizeOf(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0) / 2 ** 20;
}
