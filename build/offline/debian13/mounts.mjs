// Removes the folder of a whole system, as root. Protects: nothing below it is a mount point, so that no removal reaches
// into the /dev, /proc or /sys of this machine.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from '../../scripts/setup/project.mjs';

/**
 * Removes a folder and what is in it; one that is not there is no failure.
 * @param {string} folder
 * @param {string} [mountInfo] text of /proc/self/mountinfo
 * @throws {SetupError} while the folder, or anything below it, is a mount point, and when that is not known
 */
export function removeSystem(folder, mountInfo = fs.readFileSync('/proc/self/mountinfo', 'utf8')) {
  if (!fs.existsSync(folder)) return;
  const [first] = mountPointsIn(mountInfo, fs.realpathSync(folder));
  if (first !== undefined)
    throw new SetupError(`${folder} is not removed: ${first} is a mount point; unmount it first`);
  fs.rmSync(folder, { recursive: true, force: true });
}

/**
 * Mount points that are the folder or lie below it.
 * @param {string} mountInfo
 * @param {string} folder without links in it
 * @throws {SetupError} when a line cannot be read
 */
function mountPointsIn(mountInfo, folder) {
  const points = mountInfo
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      // id, parent, device, root, mount point, ...; a blank is written as \040 (proc_pid_mountinfo(5)).
      const point = line.split(' ')[4];
      if (point === undefined || !point.startsWith('/'))
        throw new SetupError(`the list of mount points cannot be read: ${line}`);
      return Buffer.from(point, 'utf8')
        .toString('latin1')
        .replace(/\\([0-7]{3})/gu, (_, /** @type {string} */ digits) => String.fromCharCode(parseInt(digits, 8)));
    });
  if (points.length === 0) throw new SetupError('the list of mount points is empty');
  return points
    .map((point) => Buffer.from(point, 'latin1').toString('utf8'))
    .filter((point) => point === folder || point.startsWith(`${folder}${path.sep}`));
}
