// Says in which values two sets of registry keys differ. Pure.
import { isSameStored, storedFrom, type StoredValue } from '../contract/registry/stored-value';
import { foldedName } from '../contract/registry/value-name';
import type { RegFileKey } from '../reg-file/reg-file';

/**
 * Names of the values (as `path\name`) and keys that are in one set only, or differ in type or data.
 * Names are compared without regard to case, as Windows does; the order does not matter.
 */
export function differingNames(one: readonly RegFileKey[], other: readonly RegFileKey[]): string[] {
  const a = flattened(one);
  const b = flattened(other);
  const names = new Set([...a.keys(), ...b.keys()]);
  return [...names]
    .filter((name) => {
      const left = a.get(name);
      const right = b.get(name);
      return !left || !right || !isSameStored(left, right);
    })
    .map((name) => name.replace('\0', '\\'));
}

const keyItself: StoredValue = { present: false };

function flattened(keys: readonly RegFileKey[]): Map<string, StoredValue> {
  const result = new Map<string, StoredValue>();
  for (const key of keys) {
    const path = foldedName(key.path);
    result.set(path, keyItself);
    for (const value of key.values) result.set(`${path}\0${foldedName(value.name)}`, storedFrom(value.content));
  }
  return result;
}
