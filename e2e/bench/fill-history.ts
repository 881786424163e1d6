// Fills the machine folder of a practice machine with 2,000 backups and 10,000 lines of history: `fill-history USER_DATA PARSES`.
// Prints, as one line of JSON, what reading and parsing the same bytes takes.
import { join } from 'node:path';
import { realDisk } from '../../electron/machine/common/disk';
import { openPracticeMachine } from '../../electron/machine/practice/practice-machine';
import { unmeasuredComputer } from '../../electron/machine/practice/unmeasured-computer';
import { fillHistory, parsedBackups, parsedLines } from './history-sample';

const [userData = '', parses = '5'] = process.argv.slice(2);
const machine = await openPracticeMachine(join(userData, 'practice'), realDisk, unmeasuredComputer);
const tree = await machine.registry.readTree();
if (!tree.ok) throw new Error(tree.error.code);
const large = await fillHistory(machine.folder.path, tree.value, 2000);

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

const times = { history: [] as number[], backups: [] as number[] };
for (let count = 0; count < Number(parses); count += 1) {
  times.history.push(await timed(() => parsedLines(large.folder)));
  times.backups.push(await timed(() => parsedBackups(large)));
}
process.stdout.write(`${JSON.stringify(times)}\n`);
