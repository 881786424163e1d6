// The way back from importing a .reg file by hand. Pure.
// Protects: an import merges; what it would add is deleted again, absence for absence.
import { parametersKeyPath } from '../contract/registry/parameters';
import type { RegistryKey } from '../machine/interfaces/registry';
import { entriesOf, regFileBytes, type RegFileValue } from '../reg-file/reg-file';
import type { RegistryDiff } from './diff';

/** A .reg file that undoes what importing the compared file would do to the `live` key now. */
export function importUndo({ entries }: RegistryDiff, live: RegistryKey): Uint8Array {
  const added = new Map<string, RegFileValue[]>();
  for (const { keyPath, name, before } of entries) {
    if (before.present) continue;
    const values = added.get(keyPath) ?? [];
    values.push({ name, content: null });
    added.set(keyPath, values);
  }
  const absences = Array.from(added, ([keyPath, values]) => {
    return { path: keyPath === '' ? parametersKeyPath : `${parametersKeyPath}\\${keyPath}`, isDeletion: false, values };
  });
  return regFileBytes([...entriesOf(live, parametersKeyPath), ...absences]);
}
