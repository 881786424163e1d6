// What a .reg file leaves behind when Windows has read it to its end: the last word on a name holds, and what a later
// line deletes (the value, its key or a key above) is gone. Pure, and linear in the size of the file.
// Protects: nothing that the file itself takes back counts as its mistake.
import { parametersKeyPath } from '../contract/registry/parameters';
import { foldedName } from '../contract/registry/value-name';
import { mayBeParameter, type LintedValue } from './value-findings';
import type { RegFileKey } from '../reg-file/reg-file';

/** A value below another key than that of the article. */
export interface ValueElsewhere extends LintedValue {
  readonly path: string;
}

export interface LeftBehind {
  /** Values of the key of the article. */
  readonly ours: readonly LintedValue[];
  /** Values below any other key that are named like one of the article; at most `mostElsewhere`, the last of the file. */
  readonly elsewhere: readonly ValueElsewhere[];
  /** Those of the numbers asked for that still count, by their place among all values of the file, from 0. */
  readonly counting: ReadonlySet<number>;
}

const mostElsewhere = 1000;
/** Keys of the registry are not nested deeper. */
const deepest = 512;
const ourPath = foldedName(parametersKeyPath);

/** `numbers`: values to be told whether they still count. */
export function leftBehind(keys: readonly RegFileKey[], numbers: ReadonlySet<number>): LeftBehind {
  const ours: LintedValue[] = [];
  const elsewhere: ValueElsewhere[] = [];
  const counting = new Set<number>();
  const askedNames = namesOf(keys, numbers);
  const deletedKeys = new Set<string>();
  const seen = new Set<string>();
  let number = keys.reduce((sum, { values }) => sum + values.length, 0);
  // From the end to the beginning: the first word met is the last one said.
  for (const key of keys.toReversed()) {
    const path = withoutTrailingBackslashes(key.path);
    if (key.isDeletion) {
      deletedKeys.add(foldedName(path));
      continue;
    }
    if (key.values.length === 0) continue;
    const folded = foldedName(path);
    const isOurs = folded === ourPath;
    const isGone = isBelowDeleted(folded, deletedKeys);
    for (const { name, content } of key.values.toReversed()) {
      number -= 1;
      const isAsked = askedNames.has(name.length);
      if (!isOurs && !isAsked && !mayBeParameter(name)) continue;
      const identity = `${folded}\n${foldedName(name)}`;
      if (seen.has(identity)) continue;
      seen.add(identity);
      if (isGone || !content) continue;
      if (numbers.has(number)) counting.add(number);
      if (isOurs) ours.push({ name, ...content });
      else if (mayBeParameter(name) && elsewhere.length < mostElsewhere) elsewhere.push({ path, name, ...content });
    }
  }
  return { ours: ours.reverse(), elsewhere: elsewhere.reverse(), counting };
}

/** The lengths of the names of the values asked for: a cheap sieve for the others. */
function namesOf(keys: readonly RegFileKey[], numbers: ReadonlySet<number>): ReadonlySet<number> {
  const lengths = new Set<number>();
  if (numbers.size === 0) return lengths;
  let number = 0;
  for (const { values } of keys) {
    for (const { name } of values) {
      if (numbers.has(number)) lengths.add(name.length);
      number += 1;
    }
  }
  return lengths;
}

function isBelowDeleted(path: string, deleted: ReadonlySet<string>): boolean {
  if (deleted.size === 0) return false;
  let end = path.length;
  for (let depth = 0; depth < deepest && end > 0; depth += 1) {
    if (deleted.has(path.slice(0, end))) return true;
    end = path.lastIndexOf('\\', end - 1);
  }
  return false;
}

/** Windows forgives them. */
export function withoutTrailingBackslashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '\\') end -= 1;
  return path.slice(0, end);
}
