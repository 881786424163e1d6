// The change as the program carries it out, on a key of the suite: real registry, real reg.exe, real disk.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupStore } from '../../electron/backup/store';
import { auditLog } from '../../electron/audit/audit-log';
import { realDisk } from '../../electron/machine/disk';
import { userFolder } from '../../electron/machine/user-folder';
import type { Machine, System } from '../../electron/machine/machine';
import { exportKey } from '../../electron/machine/windows/reg-exe';
import { parametersKey } from '../../electron/machine/windows/registry';
import type { KeyLocation } from '../../electron/machine/windows/registry-key';
import { windowsMachine } from '../../electron/machine/windows/windows-machine';
import type { ChangeTools } from '../../electron/tuning/apply';
import { journal } from '../../electron/tuning/journal';
import { asParametersKey, registryOn } from './throw-away-key';

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

/** Tools of a change with backups and journal in `folder`, and a person who always agrees. */
export function changeTools(location: KeyLocation, folder: string, report: ChangeTools['report'] = () => undefined): ChangeTools {
  const machine = machineOn(location, folder);
  return {
    machine,
    backups: backupStore(machine, join(folder, 'backups'), auditLog(join(folder, 'history.jsonl')), '0.0.0-suite'),
    journal: journal(machine.disk, join(folder, 'changes')),
    programVersion: '0.0.0-suite',
    confirm: () => Promise.resolve(true),
    report,
  };
}
