// The packaged program on the command line, warm, against an Electron main process that prints one line and ends.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { sandboxSwitches } from '../../../build/scripts/setup/electron.mjs';
import { testEnvironment, withoutDisplay } from '../../../build/scripts/setup/environment.mjs';
import { cacheFolder } from '../../../build/scripts/setup/project.mjs';
import { executableIn } from '../../package/inspection.mjs';
import { bareProgram } from '../bare-program.mjs';
import { packagedProgram } from '../packaged-program.mjs';
import { paired } from '../table.mjs';

const pairs = 15;
const folder = path.join(cacheFolder, 'bench', 'command-line');
const main = `const { app } = require('electron');
process.stdout.write('{"ok":true}\\n', () => app.exit(0));
`;
const commands = [
  { name: 'status --json, warm', args: ['status', '--json'], most: 1.25 },
  { name: 'diagnose --json, one shot', args: ['diagnose', '--json'], most: 2 },
];

/** @type {import('../bench.mjs').Group} */
export const group = {
  title: 'the command line',
  async measure() {
    const ours = await packagedProgram();
    const bare = await bareProgram(ours, path.join(folder, 'bare'), { 'main.cjs': main });
    const data = path.join(folder, 'data');
    fs.mkdirSync(data, { recursive: true });
    return commands.map(({ name, args, most }) => {
      const both = [
        () => timeOf(executableIn(ours), [...args, '--practice', `--user-data-dir=${data}`]),
        () => timeOf(executableIn(bare), []),
      ];
      // The first of each warms the caches, and does not count.
      for (const start of both) start();
      const times = Array.from({ length: pairs }, () => both.map((start) => start()));
      return {
        row: name,
        unit: 'ms',
        against: 'an Electron main process that prints one line and ends, same executable, by turns',
        standIn: 'practice machine',
        target: /** @type {const} */ ({ of: 'ratio', most }),
        ...paired(
          times.map(([mine = NaN]) => mine),
          times.map(([, other = NaN]) => other),
        ),
      };
    });
  },
};

/** Milliseconds of one run. @param {string} executable @param {readonly string[]} args */
function timeOf(executable, args) {
  const start = performance.now();
  const ended = spawnSync(executable, [...args, ...sandboxSwitches()], {
    env: withoutDisplay(testEnvironment()),
    encoding: 'utf8',
  });
  const time = performance.now() - start;
  // The verdict has exit codes of its own.
  if (!ended.stdout.trimEnd().endsWith('}'))
    throw new Error(`${args.join(' ')} ended with ${ended.status}: ${ended.stderr}`);
  return time;
}
