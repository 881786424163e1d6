// Whether access lists allow that a program is started with administrator rights from where it lies. Pure.
// Protects: nobody but SYSTEM, Administrators and TrustedInstaller can change what would be started; what is not
// understood counts as a right to change it.
import type { LocationProblem, LocationRight } from '../../../contract/errors/errors';
import { readAccessList, type AccessEntry } from '../win32/access-list';
import { administrators, harmless } from '../win32/folder-rights';

export interface LocationRights {
  readonly problem: LocationProblem;
  /** Who: a name where Windows has a well-known one, otherwise the SID; null where that is not known. */
  readonly account: string | null;
  /** What they may do; null where that is not known. */
  readonly right: LocationRight | null;
}

/**
 * `loaded`: the folder of the executable, and each file and folder that may be loaded from it. `above`: a folder on the way
 * to it, where only those rights count that could replace the next one on the way.
 */
export type LocationRole = 'loaded' | 'above';

const right = {
  write: 0x2,
  append: 0x4,
  deleteChild: 0x40,
  delete: 0x1_0000,
  changeRights: 0x4_0000,
  changeOwner: 0x8_0000,
  everything: 0x1000_0000,
  genericWrite: 0x4000_0000,
} as const;
/** Every right of a file or folder, and the generic ones for reading and executing. */
const known = (0x1f_01ff | 0x8000_0000 | 0x2000_0000) >>> 0;
const replacing = right.deleteChild | right.delete | right.changeRights | right.changeOwner;
const harmlessFor: Readonly<Record<LocationRole, number>> = { loaded: harmless, above: (known & ~replacing) >>> 0 };

/** What is wrong with an owner and access list in SDDL; null when administrators alone can change what lies there. */
export function locationRightsProblem(
  sddl: string,
  role: LocationRole,
  trusted: readonly string[] = administrators,
): LocationRights | null {
  const list = readAccessList(sddl);
  if (list === null) return { problem: 'unreadable', account: null, right: null };
  // An owner may always change the rights.
  if (!trusted.includes(list.owner))
    return { problem: 'owner', account: accountName(list.owner), right: 'change-rights' };
  // No list at all means that everybody may do everything; an empty one nobody made.
  if (list.entries === null) return { problem: 'writable', account: accountName('WD'), right: 'everything' };
  if (list.entries.length === 0) return { problem: 'unreadable', account: null, right: null };
  for (const entry of list.entries) {
    const surplus = surplusRights(entry, role, trusted);
    if (surplus !== 0) return { problem: 'writable', account: accountName(entry.account), right: nameOf(surplus) };
  }
  return null;
}

/** Denials take nothing but rights away, and are not held against what is allowed: an allowed right counts even so. */
function surplusRights(
  { kind, isInheritOnly, rights, account }: AccessEntry,
  role: LocationRole,
  trusted: readonly string[],
): number {
  if (kind === 'deny' || isInheritOnly || trusted.includes(account)) return 0;
  return (rights & ~harmlessFor[role]) >>> 0;
}

function nameOf(rights: number): LocationRight {
  const has = (bits: number) => (rights & bits) !== 0;
  if (has(right.everything)) return 'everything';
  if (has(right.changeRights)) return 'change-rights';
  if (has(right.changeOwner)) return 'change-owner';
  if (has(right.write) || has(right.genericWrite)) return 'write';
  if (has(right.append)) return 'append';
  return has(right.delete) || has(right.deleteChild) ? 'delete' : 'other';
}

/** English names of Windows for the accounts that are met most; the SID otherwise. */
const wellKnown: Readonly<Record<string, string>> = {
  WD: 'Everyone',
  BU: 'Users',
  AU: 'Authenticated Users',
  IU: 'INTERACTIVE',
  CO: 'CREATOR OWNER',
  BG: 'Guests',
  PU: 'Power Users',
  AC: 'ALL APPLICATION PACKAGES',
};

function accountName(account: string): string {
  return wellKnown[account] ?? account;
}
