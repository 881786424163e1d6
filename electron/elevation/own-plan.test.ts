// The plan that the worker computes itself, from a backup whose bytes are hashed and compared in one reading.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupList, type BackupList } from '../backup/backup-list';
import { backupStore } from '../backup/store';
import { parametersKeyPath } from '../contract/registry/parameters';
import { dword } from '../contract/registry/stored-value';
import { changeLog } from '../history/change-log';
import { realDisk } from '../machine/common/disk';
import { testFolder } from '../machine/common/test-folder.fixture';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { planOf } from './own-plan';
import { fingerprint } from './request';

describe('the plan of a restore', () => {
  it('is none where the backup is swapped between the check of its hash and its reading', async () => {
    const folder = await testFolder();
    const machine = await openPracticeMachine(join(folder, 'practice'), realDisk, unmeasuredComputer);
    const log = changeLog(machine.disk, folder);
    const taken = await backupStore(machine, join(folder, 'backups'), log, '1.0.0').create({
      reason: 'manual',
      note: '',
    });
    if (!taken.ok) throw new Error(JSON.stringify(taken.error));
    const { file, sha256: backup } = taken.value.backup;
    const list = backupList(join(folder, 'backups'), log, machine.system);
    const swapping: BackupList = {
      ...list,
      async list(neededId) {
        const view = await list.list(neededId);
        expect(view.backups).toMatchObject([{ integrity: 'intact' }]);
        appendFileSync(file, Buffer.from(`[${parametersKeyPath}]\r\n"MaxUserPort"=dword:0000fffe\r\n`, 'utf16le'));
        return view;
      },
    };
    const shown = fingerprint([{ name: 'MaxUserPort', before: { present: false }, after: dword(65534) }]);
    const request = { kind: 'restore', backup, names: ['MaxUserPort'], shown } as const;
    expect(await planOf({ machine, machineBackups: swapping }, { ...request, names: [...request.names] })).toEqual({
      ok: false,
      error: { code: 'START_AS_ADMINISTRATOR' },
    });
  });
});
