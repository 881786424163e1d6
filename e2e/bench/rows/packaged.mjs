// The packaged window against a bare Electron window: the same executable with the same fuses, by turns, in one run.
import fs from 'node:fs';
import path from 'node:path';
import { executableIn } from '../../package/inspection.mjs';
import { hasDisplay, testEnvironment } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { prepareSystemPackages } from '../../../build/offline/system-packages.mjs';
import { bareProgram } from '../bare-program.mjs';
import { measureInWindow } from '../child.mjs';
import { packagedProgram } from '../packaged-program.mjs';
import { paired, skippedRow } from '../table.mjs';

const runs = 15;
const folder = path.join(cacheFolder, 'bench', 'packaged');
const page = `<!doctype html><meta charset="utf-8"><title>bare</title><p>One line of text.</p><script>
new PerformanceObserver((paints) => {
  for (const { name, startTime } of paints.getEntries()) {
    if (name === 'first-contentful-paint') console.info('painted at ' + Math.round(performance.timeOrigin + startTime));
  }
}).observe({ type: 'paint', buffered: true });
</script>
`;

const against = 'a bare Electron window, same executable, by turns';
const standIn = process.platform === 'win32' ? undefined : 'Linux, practice machine';
/** @typedef {Record<'paintMs' | 'drawnMs' | 'usableMs' | 'memoryMb', number>} Start */

/** @param {string} row @param {keyof Start} of @param {number | null} most @param {keyof Start} than @param {string} unit */
const rowOf = (row, of, most, than = 'paintMs', unit = 'ms') => ({
  of,
  than,
  row: {
    row: `packaged window: ${row}`,
    unit,
    against,
    target: most === null ? null : /** @type {const} */ ({ of: 'ratio', most }),
    ...(standIn && { standIn }),
  },
});
const rows = [
  rowOf('first contentful paint', 'paintMs', 1.15),
  // The first paint is the name of the program in index.html; what follows is drawn by React.
  rowOf('drawn by React', 'drawnMs', null),
  rowOf('first step usable (verdict and its primary action)', 'usableMs', 1.5),
  rowOf('memory (PSS) of all processes', 'memoryMb', 1.12, 'memoryMb', 'MB'),
];

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'start and memory of the packaged window', measure };

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  if (process.platform !== 'linux') {
    return rows.map(({ row }) => skippedRow(row, 'reads memory from /proc: Linux only'));
  }
  if (!hasDisplay) await prepareSystemPackages(['virtualDisplay']);
  const ours = await packagedProgram();
  const bare = await bareProgram(ours, path.join(folder, 'bare'), {
    'main.cjs': fs.readFileSync(path.join(projectFolder, 'e2e', 'bench', 'bare-window.cjs'), 'utf8'),
    'page.html': page,
  });
  const data = ['our-data', 'bare-data'].map((name) => path.join(folder, name));
  for (const one of data) fs.mkdirSync(one, { recursive: true });
  const args = [String(runs), executableIn(ours), data[0] ?? '', executableIn(bare), data[1] ?? ''];
  const answer = await measureInWindow('start-in-window.mjs', args, testEnvironment());
  const measured = /** @type {Record<'ours' | 'bare', Start[]>} */ (answer);
  return rows.map(({ of, than, row }) => ({
    ...row,
    ...paired(
      measured.ours.map((start) => start[of]),
      measured.bare.map((start) => start[than]),
    ),
  }));
}
