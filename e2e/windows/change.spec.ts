// The whole change, undo and rollback on the Windows registry, with reg.exe as the witness.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { readRegFile } from '../../electron/reg-file/reg-file';
import { backupStore } from '../../electron/backup/store';
import { parametersKeyPath } from '../../electron/contract/registry/parameters';
import type { RequestedValue } from '../../electron/contract/change/plan';
import type { ChangeRecord } from '../../electron/contract/history/change-record';
import type { Result } from '../../electron/contract/errors/result';
import type { Registry } from '../../electron/machine/interfaces/registry';
import { parametersKey } from '../../electron/machine/windows/registry/registry';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { changeLog } from '../../electron/history/change-log';
import { realDisk } from '../../electron/machine/common/disk';
import { carryOut, type ChangeTools } from '../../electron/change/apply';
import { planChanges, planTexts } from '../../electron/change/plan';
import { readParameters } from '../../electron/change/read-values';
import { undo } from '../../electron/change/undo';
import { changeTools, machineOn } from './fixtures/change';
import { denyWriting } from './fixtures/key-security';
import { inFolder, isWine, pathOf, regExe, regImport, throwAwayKey, tryRegExe } from './fixtures/throw-away-key';

const names = ['MaxUserPort', 'TcpTimedWaitDelay'] as const;
const requested: readonly RequestedValue[] = [
  { name: 'MaxUserPort', value: 65534 },
  { name: 'TcpTimedWaitDelay', value: 30 },
];

/** What `reg query` says about a value: "REG_DWORD 0xfffe", or null when it finds none. */
async function queried(location: KeyLocation, name: string): Promise<string | null> {
  const { exitCode, output } = await tryRegExe('query', pathOf(location), '/v', name, '/reg:64');
  const match = new RegExp(`${name}\\s+(REG_\\w+)\\s+(\\S*)\\s*$`, 'm').exec(output);
  return exitCode === 0 && match ? `${match[1]} ${match[2]}` : null;
}

async function planned(tools: ChangeTools, values: readonly RequestedValue[]) {
  const current = await readParameters(tools.machine.registry);
  assert.ok(current.ok, JSON.stringify(current));
  const changes = planChanges(current.value, values, { major: 10, minor: 0, build: 19045 });
  assert.ok(changes.ok, JSON.stringify(changes));
  return changes.value;
}

function recordOf(result: Result<ChangeRecord>): ChangeRecord {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function suiteOn(
  title: string,
  open: () => Promise<{ location: KeyLocation; remove: () => Promise<void> } | null>,
): void {
  describe(title, () => {
    let key: { location: KeyLocation; remove: () => Promise<void> } | null;
    before(async () => {
      key = await open();
    });
    after(() => key?.remove());
    beforeEach(async () => {
      for (const name of names) if (key) await tryRegExe('delete', pathOf(key.location), '/v', name, '/f', '/reg:64');
    });

    function changeTest(name: string, run: (tools: ChangeTools, location: KeyLocation) => Promise<void>): void {
      it(name, async (context) => {
        const own = key;
        if (!own) context.skip('the key of a real Windows is left alone');
        else await inFolder((folder) => run(changeTools(own.location, folder), own.location));
      });
    }

    changeTest('applies, and undoes to absence', async (tools, location) => {
      const record = recordOf(await carryOut(tools, await planned(tools, requested), 'apply'));
      assert.equal(record.state, 'applied');
      assert.equal(await queried(location, 'MaxUserPort'), 'REG_DWORD 0xfffe');
      assert.equal(await queried(location, 'TcpTimedWaitDelay'), 'REG_DWORD 0x1e');
      recordOf(await undo(tools, record.id));
      for (const name of names) assert.equal(await queried(location, name), null);
    });

    changeTest('undoes to the type and data that were there', async (tools, location) => {
      await regExe('add', pathOf(location), '/v', 'MaxUserPort', '/t', 'REG_SZ', '/d', '65534', '/f', '/reg:64');
      const record = recordOf(await carryOut(tools, await planned(tools, requested), 'apply'));
      assert.equal(await queried(location, 'MaxUserPort'), 'REG_DWORD 0xfffe');
      recordOf(await undo(tools, record.id));
      assert.equal(await queried(location, 'MaxUserPort'), 'REG_SZ 65534');
    });

    changeTest('backs up through reg.exe what is in the key before the change', async (tools, location) => {
      await regExe('add', pathOf(location), '/v', 'TcpTimedWaitDelay', '/t', 'REG_DWORD', '/d', '120', '/f', '/reg:64');
      const { backup } = recordOf(await carryOut(tools, await planned(tools, requested), 'apply'));
      assert.equal(backup.writtenBy, 'reg.exe');
      const file = readRegFile(await readFile(backup.file));
      assert.ok(file.ok, JSON.stringify(file));
      assert.equal(file.keys[0]?.path, parametersKeyPath);
      const stored = (name: string) => file.keys[0]?.values.find((value) => value.name === name)?.content;
      assert.deepEqual(Buffer.from(stored('TcpTimedWaitDelay')?.data ?? []).toString('hex'), '78000000');
      assert.equal(stored('MaxUserPort'), undefined);
    });

    changeTest(
      'backs up with its own codec where reg.exe gives no file, with the same content',
      async (tools, location) => {
        const registry: Registry = {
          ...tools.machine.registry,
          exportFile: () => Promise.resolve({ ok: true, value: null }),
        };
        await inFolder(async (folder) => {
          const log = changeLog(realDisk, folder);
          const manual = { reason: 'manual', note: '' } as const;
          const own = await backupStore(
            { ...machineOn(location, folder), registry },
            folder,
            log,
            '0.0.0-suite',
          ).create(manual);
          const exported = await tools.backups.create(manual);
          assert.ok(own.ok && exported.ok, JSON.stringify({ own, exported }));
          assert.deepEqual([own.value.backup.writtenBy, exported.value.backup.writtenBy], ['own-codec', 'reg.exe']);
          assert.deepEqual(
            readRegFile(await readFile(own.value.backup.file)),
            readRegFile(await readFile(exported.value.backup.file)),
          );
        });
      },
    );

    changeTest('produces .reg texts that apply and undo the same by `reg import`', async (tools, location) => {
      const { apply, undo: back } = planTexts(await planned(tools, requested), { major: 10, minor: 0, build: 19045 });
      const here = (text: string) =>
        Buffer.from(`\ufeff${text.replaceAll(`[${parametersKeyPath}]`, `[${pathOf(location)}]`)}`, 'utf16le');
      await regImport(here(apply));
      assert.equal(await queried(location, 'MaxUserPort'), 'REG_DWORD 0xfffe');
      assert.equal(await queried(location, 'TcpTimedWaitDelay'), 'REG_DWORD 0x1e');
      await regImport(here(back));
      for (const name of names) assert.equal(await queried(location, name), null);
    });

    changeTest('refuses to overwrite what another program changed since the plan', async (tools, location) => {
      const changes = await planned(tools, requested);
      await regExe('add', pathOf(location), '/v', 'MaxUserPort', '/t', 'REG_DWORD', '/d', '6000', '/f', '/reg:64');
      const result = await carryOut(tools, changes, 'apply');
      assert.ok(!result.ok && result.error.code === 'DRIFTED', JSON.stringify(result));
      assert.equal(await queried(location, 'MaxUserPort'), 'REG_DWORD 0x1770');
      assert.equal(await queried(location, 'TcpTimedWaitDelay'), null);
    });

    changeTest('reports why Windows refuses the write, and leaves nothing behind', async (tools, location) => {
      const changes = await planned(tools, requested);
      const allow = await denyWriting(location);
      try {
        const result = await carryOut(tools, changes, 'apply');
        assert.ok(!result.ok && result.error.code === 'CHANGE_FAILED', JSON.stringify(result));
        assert.equal(result.error.cause, 'write-refused');
        assert.match(result.error.detail, /ACCESS_DENIED.*5/);
        assert.deepEqual(result.error.left, []);
      } finally {
        allow();
      }
      const { records } = await tools.log.read();
      assert.deepEqual(
        records.map(({ state }) => state),
        ['rolled-back'],
      );
    });
  });
}

suiteOn('a change of a throw-away key', throwAwayKey);
suiteOn('a change of Tcpip\\Parameters itself', async () =>
  (await isWine()) ? { location: parametersKey, remove: () => Promise.resolve() } : null,
);
