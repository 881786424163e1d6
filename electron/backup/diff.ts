// What a .reg file would change in the live key, value by value. Pure.
// Protects: only values of the key itself can come out as changes to write. Everything else is shown, or listed as refused.
import { absent, isSameStored, registryTypes, type StoredValue } from '../contract/registry/stored-value';
import type { ValueChange } from '../contract/change/change';
import type { RegistryKey } from '../machine/interfaces/registry';
import { locationOf, type KeyPathRefusal } from '../reg-file/key-path';
import { foldedName } from '../contract/registry/value-name';
import type { RegFileKey, RegFileValue } from '../reg-file/reg-file';

/** Why a value that differs can be looked at, and not written. */
export type DiffObstacle =
  /** It lies in a sub-key. */
  | 'sub-key'
  /** REG_LINK: a symbolic link of the registry. */
  | 'link'
  /** A name with a NUL or of more than 16,383 characters, which the Win32 API cannot write. */
  | 'unwritable-name';

export interface DiffEntry {
  /** Path below the key, as the live registry or the file spells it; empty for the key itself. */
  readonly keyPath: string;
  /** As the live registry spells it where it is there; the empty name is the default value. */
  readonly name: string;
  readonly kind: 'added' | 'changed' | 'removed' | 'same';
  readonly before: StoredValue;
  readonly after: StoredValue;
  /** null: may be written. */
  readonly obstacle: DiffObstacle | null;
}

export interface RefusedKey {
  /** As in the file. */
  readonly path: string;
  readonly isDeletion: boolean;
  /** 'key-deletion': the file wants the key of the article itself deleted. */
  readonly reason: KeyPathRefusal | 'key-deletion';
  readonly values: readonly RegFileValue[];
}

export interface RegistryDiff {
  /** One for each value that the file speaks of, in the order in which it first does. */
  readonly entries: readonly DiffEntry[];
  readonly refused: readonly RefusedKey[];
}

export interface DiffOptions {
  /**
   * The file holds the whole key, as a backup does: what is live and not in the file comes out as removed. Otherwise
   * the file merges, as an import does, and says nothing about other values.
   */
  readonly isComplete?: boolean;
}

/** What `keys` of a file would change in `live`, the key of the article with everything below it. The last word on a value holds. */
export function diffAgainst(
  keys: readonly RegFileKey[],
  live: RegistryKey,
  { isComplete = false }: DiffOptions = {},
): RegistryDiff {
  const values = new DiffValues(live);
  const refused: RefusedKey[] = [];
  for (const key of keys) {
    const { path, isDeletion } = key;
    const place = locationOf(path);
    if (place.kind === 'refused') refused.push({ path, isDeletion, reason: place.reason, values: key.values });
    else if (!isDeletion) values.set(place.kind === 'key' ? '' : place.relative, key.values);
    else if (place.kind === 'key') refused.push({ path, isDeletion, reason: 'key-deletion', values: key.values });
    else values.removeBelow(place.relative);
  }
  if (isComplete) values.removeUntouched();
  return { entries: values.entries(), refused };
}

/**
 * The changes to write for the values called `names`, in the order of the diff. Names of entries that are the same, have
 * an obstacle, or are not in the diff are passed over: what comes out may be written.
 */
export function changesFor(diff: RegistryDiff, names: readonly string[]): ValueChange[] {
  const chosen = new Set(names.map(foldedName));
  return diff.entries
    .filter(
      ({ keyPath, kind, obstacle, name }) =>
        keyPath === '' && kind !== 'same' && obstacle === null && chosen.has(foldedName(name)),
    )
    .map(({ name, before, after }) => ({ name, before, after }));
}

interface DiffValue {
  readonly keyPath: string;
  readonly name: string;
  readonly before: StoredValue;
  after: StoredValue;
  isTouched: boolean;
}

interface DiffKey {
  readonly path: string;
  readonly values: Map<string, DiffValue>;
  /** Those that a deletion of the key would remove. */
  readonly present: Set<DiffValue>;
}

/** Keys of the registry are not nested deeper; what lies below is taken for a child of the last level. */
const deepest = 512;

/** All values by key and name, first as they are live, then as the file leaves them. */
class DiffValues {
  private readonly byKey = new Map<string, DiffKey>();
  private readonly touched: DiffValue[] = [];
  /**
   * By folded path, what lies directly below and has not been removed: deletions walk each key once, however many they
   * are. Null until the first one, as most files have none.
   */
  private children: Map<string, Set<string>> | null = null;

  constructor(live: RegistryKey) {
    this.add(live, '');
  }

  private add(key: RegistryKey, path: string): void {
    const { values, present } = this.keyAt(path);
    for (const { name, type, data } of key.values) {
      const before = stored({ type, data });
      const value = { keyPath: path, name, before, after: before, isTouched: false };
      values.set(foldedName(name), value);
      present.add(value);
    }
    for (const subkey of key.subkeys) this.add(subkey, path === '' ? subkey.name : `${path}\\${subkey.name}`);
  }

  private keyAt(path: string): DiffKey {
    const folded = foldedName(path);
    const key = this.byKey.get(folded) ?? { path, values: new Map<string, DiffValue>(), present: new Set<DiffValue>() };
    this.byKey.set(folded, key);
    if (this.children) hang(this.children, folded);
    return key;
  }

  set(path: string, fromFile: readonly RegFileValue[]): void {
    const key = this.keyAt(path);
    for (const { name, content } of fromFile) {
      const folded = foldedName(name);
      const value = key.values.get(folded) ?? {
        keyPath: key.path,
        name,
        before: absent,
        after: absent,
        isTouched: false,
      };
      key.values.set(folded, value);
      this.touch(value, stored(content));
      if (value.after.present) key.present.add(value);
      else key.present.delete(value);
    }
  }

  removeBelow(path: string): void {
    const children = (this.children ??= childrenOf(this.byKey.keys()));
    const waiting = [foldedName(path)];
    for (let folded = waiting.pop(); folded !== undefined; folded = waiting.pop()) {
      const key = this.byKey.get(folded);
      for (const value of key?.present ?? []) this.touch(value, absent);
      key?.present.clear();
      for (const child of [...(children.get(folded) ?? [])].reverse()) waiting.push(child);
      children.delete(folded);
    }
  }

  removeUntouched(): void {
    for (const { values } of this.byKey.values()) {
      for (const value of values.values()) if (!value.isTouched) this.touch(value, absent);
    }
  }

  entries(): DiffEntry[] {
    return this.touched.map(({ keyPath, name, before, after }) => ({
      keyPath,
      name,
      kind: kindOf(before, after),
      before,
      after,
      obstacle: keyPath === '' ? obstacleOf(name, after) : 'sub-key',
    }));
  }

  private touch(value: DiffValue, after: StoredValue): void {
    value.after = after;
    if (!value.isTouched) this.touched.push(value);
    value.isTouched = true;
  }
}

function childrenOf(paths: Iterable<string>): Map<string, Set<string>> {
  const children = new Map<string, Set<string>>();
  for (const path of paths) hang(children, path);
  return children;
}

/** Puts a key below all the ones above it, up to the first that is known already. */
function hang(children: Map<string, Set<string>>, folded: string): void {
  const levels = levelsOf(folded);
  for (let level = levels.length - 1; level > 0; level -= 1) {
    const parent = levels[level - 1] ?? '';
    const siblings = children.get(parent) ?? new Set<string>();
    const child = levels[level] ?? '';
    if (siblings.has(child)) return;
    siblings.add(child);
    children.set(parent, siblings);
  }
}

/** The key and those above it, the topmost first. */
function levelsOf(path: string): string[] {
  const levels: string[] = [];
  for (let end = path.indexOf('\\'); end >= 0 && levels.length < deepest; end = path.indexOf('\\', end + 1))
    levels.push(path.slice(0, end));
  return [...levels, path];
}

function kindOf(before: StoredValue, after: StoredValue): DiffEntry['kind'] {
  if (isSameStored(before, after)) return 'same';
  if (!before.present) return 'added';
  return after.present ? 'changed' : 'removed';
}

const longestName = 16_383;

function obstacleOf(name: string, after: StoredValue): DiffObstacle | null {
  if (name.includes('\0') || name.length > longestName) return 'unwritable-name';
  return after.present && after.type === registryTypes.REG_LINK ? 'link' : null;
}

function stored(content: RegFileValue['content']): StoredValue {
  if (!content) return absent;
  const { buffer, byteOffset, byteLength } = content.data;
  return { present: true, type: content.type, hex: Buffer.from(buffer, byteOffset, byteLength).toString('hex') };
}
