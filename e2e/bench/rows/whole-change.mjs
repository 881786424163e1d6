// The whole change on a Windows registry (Wine's elsewhere) against the bare reg.exe calls.
import path from 'node:path';
import { parseJson, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { prepareSystemPackages } from '../../../build/offline/system-packages.mjs';
import { runWindowsNode, prepareWindowsNode } from '../../../build/offline/windows-node.mjs';
import { hasWindowsSuite, stopWine } from '../../../build/offline/wine.mjs';
import { bundleForWindows } from '../../bundle.mjs';
import { paired, skippedRow } from '../table.mjs';

const row = {
  row: 'whole change, with backup, journal and reading back',
  unit: 'ms',
  against: 'reg.exe: one export, two adds, two queries, by turns',
  ...(process.platform !== 'win32' && { standIn: 'registry of Wine' }),
  target: /** @type {const} */ ({ of: 'ratio', most: 1.1 }),
};

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'whole change on a Windows registry',
  async measure() {
    try {
      return [{ ...row, ...(await times()) }];
    } catch (error) {
      return [skippedRow(row, error instanceof Error ? error.message : String(error))];
    }
  },
};

async function times() {
  if (!hasWindowsSuite) throw new Error('needs Windows, or Wine on Linux (x64)');
  await prepareSystemPackages(['windows']);
  await prepareWindowsNode();
  const script = await bundleForWindows([path.join(projectFolder, 'e2e', 'bench', 'whole-change.ts')], 'whole-change');
  const { code, output } = await runOnce(script);
  const line = output.split(/\r?\n/).find((one) => one.startsWith('result '));
  if (line === undefined) throw new Error(`the Windows Node ended with ${code}: ${output.trim().slice(-300)}`);
  const measured = parseJson(line.slice('result '.length));
  const { ours, bare } = /** @type {{ ours: number[], bare: number[] }} */ (measured);
  return paired(ours, bare);
}

/** @param {string} script */
async function runOnce(script) {
  try {
    return await runWindowsNode(script);
  } finally {
    await stopWine();
  }
}
