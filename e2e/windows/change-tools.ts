// The change as the program carries it out, on a key of the suite: real registry, real reg.exe, real disk.
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupStore } from '../../electron/backup/store';
import { changeLog } from '../../electron/history/change-log';
import { absent, dword } from '../../electron/contract/registry/stored-value';
import { realDisk } from '../../electron/machine/common/disk';
import { userFolder } from '../../electron/machine/common/user-folder';
import type { Machine } from '../../electron/machine/interfaces/machine';
import type { System } from '../../electron/machine/interfaces/system';
import { exportKey } from '../../electron/machine/windows/registry/reg-exe';
import { parametersKey } from '../../electron/machine/windows/registry/registry';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { windowsMachine } from '../../electron/machine/windows/windows-machine';
import type { ChangeTools } from '../../electron/change/apply';
import { readCatalogue } from '../../electron/change/read-values';
import { asParametersKey, pathOf, regExe, registryOn } from './throw-away-key';

/** The machine as it is, except for a throw-away key in the place of the key of the article. */
export function machineOn(location: KeyLocation, folder: string): Machine {
  const machine = windowsMachine(realDisk, userFolder(folder), null);
  if (location.path === parametersKey.path) return machine;
  const regExe = async (key: KeyLocation) => {
    const exported = await exportKey(key, tmpdir());
    return exported && asParametersKey(exported, key);
  };
  return { ...machine, registry: registryOn(location, { regExe }), system: elevated(machine.system) };
}

/** A key below HKCU may be changed by anybody: on a real Windows the suite runs without administrator rights. */
function elevated(system: System): System {
  return {
    ...system,
    async describe() {
      const info = await system.describe();
      return info.ok ? { ok: true, value: { ...info.value, isElevated: true } } : info;
    },
  };
}

/** Tools of a change with backups and history in `folder`, and a person who always agrees. */
export function changeTools(
  location: KeyLocation,
  folder: string,
  report: ChangeTools['report'] = () => undefined,
): ChangeTools {
  const machine = machineOn(location, folder);
  const log = changeLog(machine.disk, folder);
  return {
    machine,
    backups: backupStore(machine, join(folder, 'backups'), log, '0.0.0-suite'),
    log,
    programVersion: '0.0.0-suite',
    confirm: () => Promise.resolve(true),
    report,
  };
}

/** What a change that is cut off begins with (one value absent, one there), and what it is to lead to. */
export const before120 = { MaxUserPort: absent, TcpTimedWaitDelay: dword(120) };
export const requested = { MaxUserPort: dword(65534), TcpTimedWaitDelay: dword(30) };

/** Puts the key into the state that such a change begins with. */
export async function putBefore120(location: KeyLocation): Promise<void> {
  const { registry } = changeTools(location, '').machine;
  assert.ok((await registry.deleteValue('MaxUserPort')).ok);
  await regExe('add', pathOf(location), '/v', 'TcpTimedWaitDelay', '/t', 'REG_DWORD', '/d', '120', '/f', '/reg:64');
}

export async function storedIn(location: KeyLocation): Promise<typeof requested> {
  const values = await readCatalogue(changeTools(location, '').machine.registry);
  assert.ok(values.ok, JSON.stringify(values));
  return values.value;
}

/** Waits until the child process has come so far as it was told to: a file `reached` in the folder. Fails when it ended before. */
export async function reached(folder: string, child?: ChildProcess): Promise<void> {
  const has = (name: string) => existsSync(join(folder, name));
  for (const end = Date.now() + 60_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 5))) {
    if (has('reached')) return;
    if (has('error.txt') || (child && child.exitCode !== null)) break;
  }
  const answers = await Promise.all(
    ['error.txt', 'result.json'].map((name) => readFile(join(folder, name), 'utf8').catch(() => '')),
  );
  assert.fail(`the child did not come so far: ${answers.join(' ')}`);
}
