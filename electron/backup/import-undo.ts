// The way back from importing a .reg file by hand. Pure.
// Protects: an import merges; what it would add is deleted again, absence for absence.
import { parametersKeyPath } from '../contract/registry/parameters';
import { foldedName, isSameName } from '../contract/registry/value-name';
import type { RegistryKey } from '../machine/interfaces/registry';
import { entriesOf, regFileBytes, type RegFileKey } from '../reg-file/reg-file';

/** A .reg file that takes back what importing `keys` would do to the `live` key now. */
export function importUndo(keys: readonly RegFileKey[], live: RegistryKey): Uint8Array {
  const present = entriesOf(live, parametersKeyPath);
  const names = (path: string) =>
    new Set(present.find((key) => isSameName(key.path, path))?.values.map(({ name }) => foldedName(name)));
  const absences = keys.map((key) => {
    const here = names(key.path);
    return {
      ...key,
      values: key.values.filter(({ name }) => !here.has(foldedName(name))).map(({ name }) => ({ name, content: null })),
    };
  });
  return regFileBytes([...present, ...absences.filter(({ values }) => values.length > 0)]);
}
