// What a .reg file would change in the live key, value by value. Pure.
// Protects: only values of the key itself can come out as changes to write. Everything else is shown, or listed as refused.
import type { RefusalReason } from '../contract/backup/comparison';
import type { ValueChange } from '../contract/change/change';
import { parameterNamed } from '../contract/registry/parameters';
import { absent, isSameStored, registryTypes, type StoredValue } from '../contract/registry/stored-value';
import { foldedName } from '../contract/registry/value-name';
import type { RegistryKey } from '../machine/interfaces/registry';
import { isKeyOrBelow, locationOf } from '../reg-file/key-path';
import { bytesInTree, KeyTree } from '../reg-file/key-tree';
import type { RegFileSink, SinkValue } from '../reg-file/scanned-value';

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
  /** As in the file, at most 500 characters. */
  readonly path: string;
  readonly isDeletion: boolean;
  readonly reason: RefusalReason;
  valueCount: number;
}

export interface RegistryDiff {
  /** One for each value that the file speaks of, in the order in which it first does. */
  readonly entries: readonly DiffEntry[];
  /** How often the file names a value that there was no room for; such values are in no entry. */
  readonly leftOut: number;
  /** The first `mostRefused`. */
  readonly refused: readonly RefusedKey[];
  readonly refusedCount: number;
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
  /** Null: there was no room for what the file sets. */
  after: StoredValue | null;
  isTouched: boolean;
}

interface DiffKey {
  /** Relative to the key of the article; empty for that key itself. */
  readonly path: string;
  readonly folded: string;
  readonly values: Map<string, DiffValue>;
}

/** Bytes for data of live values, for new values of the key itself, and for new values of keys below it, each. */
const room = 8 * 1024 * 1024;
type Side = 'live' | 'own' | 'below';

const mostRefused = 1000;
const longestRefusedPath = 500;

/**
 * Collects what a file would change in `live`, the key of the article with everything below it. The last line about a
 * value wins. Values for which there is no room are counted; those of the article always have room.
 */
export class DiffAgainstLive implements RegFileSink {
  private readonly keys = new Map<string, DiffKey>();
  /** Values that the deletion of a key would remove. */
  private readonly present = new KeyTree<DiffValue>();
  private readonly touched: DiffValue[] = [];
  private leftOut = 0;
  private readonly refused: RefusedKey[] = [];
  private refusedCount = 0;
  private readonly roomLeft = { live: room, own: room, below: room };
  /** The key that values belong to; null when it is refused or there is no room for its values. */
  private current: DiffKey | null = null;
  private isRefused = false;

  constructor(live: RegistryKey) {
    this.addLive(live, '');
  }

  key(path: string, isDeletion: boolean): void {
    this.current = null;
    this.isRefused = true;
    // Most keys of a large file: the reason is no longer needed.
    if (this.refused.length === mostRefused && !isKeyOrBelow(path)) {
      this.refusedCount += 1;
      return;
    }
    const place = locationOf(path);
    const relative = place.kind === 'sub-key' ? place.relative : '';
    this.isRefused = place.kind === 'refused';
    if (place.kind === 'refused') this.refuse(path, isDeletion, place.reason);
    else if (!isDeletion) this.current = this.keyAt(relative);
    else if (place.kind === 'key') this.refuse(path, isDeletion, 'key-deletion');
    else for (const value of this.present.take(foldedName(relative))) this.touch(value, absent);
  }

  value(value: SinkValue): void {
    if (this.isRefused) {
      this.countRefused();
      return;
    }
    const key = this.current;
    const folded = key ? foldedName(value.name) : '';
    const known = key && (key.values.get(folded) ?? this.newValue(key, folded, value.name));
    if (!known) {
      this.leftOut += 1;
      return;
    }
    this.touch(known, this.afterOf(key, value, known.before));
    if (known.after === absent) this.present.delete(key.folded, folded);
    else this.present.set(key.folded, folded, known);
  }

  /** `isComplete`: the file contains the whole key, as a backup does; live values that it lacks count as removed. */
  finish(isComplete: boolean): RegistryDiff {
    for (const { values } of isComplete ? this.keys.values() : []) {
      for (const value of values.values()) if (!value.isTouched) this.touch(value, absent);
    }
    const entries = this.touched.flatMap(entryOf);
    const leftOut = this.leftOut + this.touched.length - entries.length;
    return { entries, leftOut, refused: this.refused, refusedCount: this.refusedCount };
  }

  private addLive(live: RegistryKey, path: string): void {
    const key = { path, folded: foldedName(path), values: new Map<string, DiffValue>() };
    this.keys.set(key.folded, key);
    for (const { name, type, data } of live.values) {
      const before = stored(type, data);
      const value = { keyPath: path, name, before, after: before, isTouched: false };
      key.values.set(foldedName(name), value);
      this.present.set(key.folded, foldedName(name), value);
    }
    for (const subkey of live.subkeys) this.addLive(subkey, path === '' ? subkey.name : `${path}\\${subkey.name}`);
  }

  private keyAt(path: string): DiffKey | null {
    const folded = foldedName(path);
    const known = this.keys.get(folded);
    if (known || (path !== '' && this.roomLeft.below === 0)) return known ?? null;
    return { path, folded, values: new Map<string, DiffValue>() };
  }

  private newValue(key: DiffKey, folded: string, name: string): DiffValue | null {
    if (!this.takeRoom(sideOf(key), name, bytesInTree(key.path, name))) return null;
    const value = { keyPath: key.path, name, before: absent, after: absent, isTouched: false };
    key.values.set(folded, value);
    this.keys.set(key.folded, key);
    return value;
  }

  private afterOf(
    key: DiffKey,
    { name, type, isWhole, size, data }: SinkValue,
    before: StoredValue,
  ): StoredValue | null {
    if (type === null) return absent;
    if (!isWhole) return null;
    const after = stored(type, data());
    if (isSameStored(after, before)) return before;
    return this.takeRoom(before.present ? 'live' : sideOf(key), name, size * 2) ? after : null;
  }

  private takeRoom(side: Side, name: string, count: number): boolean {
    if (this.roomLeft[side] >= count) {
      this.roomLeft[side] -= count;
      return true;
    }
    // No room for smaller ones later either: what is shown should not depend on sizes.
    this.roomLeft[side] = 0;
    return side !== 'below' && parameterNamed(name) !== null;
  }

  private touch(value: DiffValue, after: StoredValue | null): void {
    value.after = after;
    if (!value.isTouched) this.touched.push(value);
    value.isTouched = true;
  }

  private refuse(path: string, isDeletion: boolean, reason: RefusalReason): void {
    this.refusedCount += 1;
    if (this.refused.length === mostRefused) return;
    // A copy: a slice would keep the whole path in memory.
    const shown = path.slice(0, longestRefusedPath).split('').join('');
    this.refused.push({ path: shown, isDeletion, reason, valueCount: 0 });
  }

  /** Counts values only for listed keys. */
  private countRefused(): void {
    const last = this.refused.at(-1);
    if (last && this.refusedCount === this.refused.length) last.valueCount += 1;
  }
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

function stored(type: number, { buffer, byteOffset, byteLength }: Uint8Array): StoredValue {
  return { present: true, type, hex: Buffer.from(buffer, byteOffset, byteLength).toString('hex') };
}

function sideOf({ path }: DiffKey): Side {
  return path === '' ? 'own' : 'below';
}

function entryOf({ keyPath, name, before, after }: DiffValue): DiffEntry[] {
  if (!after) return [];
  const obstacle = keyPath === '' ? obstacleOf(name, after) : 'sub-key';
  return [{ keyPath, name, kind: kindOf(before, after), before, after, obstacle }];
}
