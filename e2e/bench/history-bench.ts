// Times the history at 10,000 lines and the list of 2,000 backups against reading and parsing the same bytes, and where things
// stand at the start of the program. Prints one line of JSON with times in milliseconds.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { backupList } from '../../electron/backup/backup-list';
import { manifestText, sha256 } from '../../electron/backup/manifest';
import { entriesOf, regFileBytes } from '../../electron/reg-file/reg-file';
import { parametersKeyPath } from '../../electron/contract/registry/parameters';
import type { BackupInfo } from '../../electron/contract/backup/backup-info';
import type { ChangeRecord } from '../../electron/contract/history/change-record';
import { absent, dword } from '../../electron/contract/registry/stored-value';
import { changeLog } from '../../electron/history/change-log';
import type { LogEntry } from '../../electron/history/log-line';
import { realDisk } from '../../electron/machine/common/disk';
import { openPracticeMachine } from '../../electron/machine/practice/practice-machine';
import { unmeasuredComputer } from '../../electron/machine/practice/unmeasured-computer';

const rounds = 7;
const at = '2026-01-02T03:04:05.000Z';
const by = { computerName: 'PRACTICE-PC', userName: 'trainee', programVersion: '1.0.0' };
const folder = process.argv[2] ?? '';
await rm(folder, { recursive: true, force: true });
const machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
const tree = await machine.registry.readTree();
if (!tree.ok) throw new Error(tree.error.code);
const regFile = Buffer.from(regFileBytes(entriesOf(tree.value, parametersKeyPath)));

function id(number: number): string {
  return `3f0c9a52-7d0e-4a51-9a3c-${number.toString(16).padStart(12, '0')}`;
}

/** Five lines: a backup, a change, and a refusal. */
async function addChange(entries: LogEntry[], backups: string, number: number): Promise<void> {
  const file = join(backups, `backup-${number}.reg`);
  const backup: BackupInfo = {
    id: id(number),
    file,
    folder: backups,
    createdAt: at,
    sizeInBytes: regFile.length,
    sha256: sha256(regFile),
    valueCount: 20,
    writtenBy: 'reg.exe',
  };
  const manifest = manifestText({
    format: 1,
    backup,
    reason: 'before-change',
    note: '',
    key: parametersKeyPath,
    catalogue: { MaxUserPort: absent, TcpTimedWaitDelay: absent },
    portRanges: null,
    ...by,
  });
  await writeFile(file, regFile);
  await writeFile(file.replace('.reg', '.json'), manifest);
  const event = {
    at,
    kind: 'backup',
    outcome: 'done',
    errorCode: null,
    changeId: null,
    changes: [],
    backup,
    manifestSha256: sha256(manifest),
    ...by,
  } as const;
  const change: ChangeRecord = {
    id: id(number),
    reason: 'apply',
    state: 'open',
    startedAt: at,
    endedAt: null,
    changes: [{ name: 'MaxUserPort', before: dword(6000 + (number % 2)), after: dword(6001 - (number % 2)) }],
    backup,
    bootedAt: at,
    ...by,
  };
  entries.push(
    { kind: 'backup-begun', id: backup.id, file: `backup-${number}.reg` },
    { kind: 'event', event: { ...event, changes: [] } },
    { kind: 'change-opened', change },
    { kind: 'change-closed', id: change.id, state: 'applied', at, errorCode: null },
    {
      kind: 'event',
      event: {
        ...event,
        kind: 'apply',
        outcome: 'refused',
        errorCode: 'NOT_CONFIRMED',
        backup: null,
        manifestSha256: null,
        changes: [...change.changes],
      },
    },
  );
}

async function filled(folder: string, changes: number) {
  const backups = join(folder, 'backups');
  await mkdir(backups, { recursive: true });
  const entries: LogEntry[] = [];
  for (let number = 1; number <= changes; number += 1) await addChange(entries, backups, number);
  const added = await changeLog(realDisk, folder).append(...entries);
  if (!added.ok) throw new Error(JSON.stringify(added));
  return { folder, backups };
}

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

async function parsedLines(folder: string): Promise<unknown[]> {
  const text = await readFile(join(folder, 'history-1.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

async function parsedBackups({ folder, backups }: { folder: string; backups: string }): Promise<unknown[]> {
  const parsed = await parsedLines(folder);
  for (const name of await readdir(backups)) {
    const bytes = await readFile(join(backups, name));
    if (name.endsWith('.json')) parsed.push(JSON.parse(bytes.toString('utf8')));
  }
  return parsed;
}

const large = await filled(join(folder, 'large'), 2000);
const small = await filled(join(folder, 'small'), 20);
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
