// Times the history at 10,000 lines and the list of 2,000 backups against reading and parsing the same bytes, and where things
// stand at the start of the program. Prints one line of JSON with times in milliseconds.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backupList } from '../../electron/backup/backup-list';
import { changeLog } from '../../electron/history/change-log';
import { realDisk } from '../../electron/machine/common/disk';
import { openPracticeMachine } from '../../electron/machine/practice/practice-machine';
import { unmeasuredComputer } from '../../electron/machine/practice/unmeasured-computer';
import { fillHistory, parsedBackups, parsedLines } from './history-sample';

const rounds = 7;
const folder = process.argv[2] ?? '';
await rm(folder, { recursive: true, force: true });
const machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
const tree = await machine.registry.readTree();
if (!tree.ok) throw new Error(tree.error.code);

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

async function times(action: () => Promise<unknown>): Promise<number[]> {
  await action();
  const measured: number[] = [];
  for (let round = 0; round < rounds; round += 1) measured.push(await timed(action));
  return measured;
}

const large = await fillHistory(join(folder, 'large'), tree.value, 2000);
const small = await fillHistory(join(folder, 'small'), tree.value, 20);
const lines = (await parsedLines(large.folder)).length;
const reading = await changeLog(realDisk, large.folder).read();
const listed = (await backupList(large.backups, changeLog(realDisk, large.folder), machine.system).list(null)).backups;
if (
  reading.records.length !== 2000 ||
  listed.length !== 2000 ||
  reading.faults.length > 0 ||
  !listed.every(({ integrity }) => integrity === 'intact')
)
  throw new Error('the history is not what was written');
const result = {
  lines,
  read: await times(() => changeLog(realDisk, large.folder).read()),
  parseLines: await times(() => parsedLines(large.folder)),
  list: await times(() => backupList(large.backups, changeLog(realDisk, large.folder), machine.system).list(null)),
  parseBackups: await times(() => parsedBackups(large)),
  standing: await times(() => changeLog(realDisk, large.folder).standing()),
  standingSmall: await times(() => changeLog(realDisk, small.folder).standing()),
};
await rm(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`);
