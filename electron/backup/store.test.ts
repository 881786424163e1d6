import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { parametersKeyPath } from '../contract/registry/parameters';
import { success } from '../contract/errors/result';
import { realDisk } from '../machine/common/disk';
import type { Machine } from '../machine/interfaces/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { changeLog } from '../history/change-log';
import { entriesOf, readRegFile } from '../reg-file/reg-file';
import { backupStore } from './store';
import { differingNames } from './tree-comparison';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
let machine: Machine;

beforeEach(async () => {
  folder = await testFolder();
  machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
});

const log = () => changeLog(machine.disk, folder);
const store = (of: Machine = machine) => backupStore(of, join(folder, 'backups'), log(), '1.0.0');
const manual = { reason: 'manual', note: '' } as const;

describe('a backup', () => {
  it('contains every value of the key, and records in its manifest what was absent', async () => {
    const taken = await store().create(manual);
    if (!taken.ok) throw new Error(taken.error.code);
    const { backup, portRanges } = taken.value;
    const bytes = await readFile(backup.file);
    const reading = readRegFile(bytes);
    const tree = await machine.registry.readTree();
    if (!reading.ok || !tree.ok) throw new Error('cannot read');
    expect(differingNames(reading.keys, entriesOf(tree.value, parametersKeyPath))).toEqual([]);
    expect(backup.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    const manifest = JSON.parse(await readFile(backup.file.replace(/reg$/, 'json'), 'utf8')) as unknown;
    expect(manifest).toMatchObject({
      catalogue: { MaxUserPort: { present: false }, TcpTimedWaitDelay: { present: false } },
      portRanges: { ipv4Tcp: { known: true, range: { start: 1025, number: 3976 } } },
      computerName: 'PRACTICE-PC',
    });
    expect(manifest).toMatchObject({ portRanges });
  });

  it('keeps two backups of the same second apart', async () => {
    const [one, other] = [await store().create(manual), await store().create(manual)];
    if (!one.ok || !other.ok) throw new Error('no backup');
    expect(one.value.backup.file).not.toBe(other.value.backup.file);
  });

  it('is refused, and leaves nothing behind, when the key keeps changing during it', async () => {
    let reads = 0;
    const restless: Machine = {
      ...machine,
      registry: {
        ...machine.registry,
        async readTree() {
          const tree = await machine.registry.readTree();
          reads += 1;
          return tree.ok
            ? success({ ...tree.value, values: [{ name: 'Ticking', type: 4, data: Uint8Array.of(reads, 0, 0, 0) }] })
            : tree;
        },
      },
    };
    expect(await store(restless).create(manual)).toEqual({
      ok: false,
      error: { code: 'BACKUP_MISMATCH', names: [`${parametersKeyPath}\\Ticking`.toUpperCase()] },
    });
    expect(await readdir(join(folder, 'backups'))).toEqual([]);
  });

  it('is refused when what is on disk differs from what was written', async () => {
    const lossy: Machine = {
      ...machine,
      disk: { ...machine.disk, writeDurably: (path, data) => realDisk.writeDurably(path, data.slice(0, -2)) },
    };
    expect(await store(lossy).create(manual)).toMatchObject({
      ok: false,
      error: { code: 'BACKUP_FAILED', reason: 'unreadable' },
    });
    expect(await readdir(join(folder, 'backups'))).toEqual([]);
  });
});
