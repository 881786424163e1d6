// Whether the owner and access list of a folder keep everybody but administrators from writing to it. Pure.
// Protects: what is not understood counts as writable.
import type { FolderProblem } from '../../contract/errors';

/** SYSTEM, the administrators, and the service that installs Windows itself. */
export const administrators: readonly string[] = [
  'SY', 'S-1-5-18', 'BA', 'S-1-5-32-544', 'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
];

/** Rights that change neither the folder nor what is in it: read, list, traverse, read attributes and rights, synchronize. */
const harmless = 0x1200a9;
/** Abbreviations of SDDL for rights of that kind; any other abbreviation counts as writing. */
const harmlessNames = new Set(['FR', 'FX', 'GR', 'GX', 'RC', 'CC', 'SW', 'LO']);

/** What is wrong with an owner and access list in SDDL; null when only `trusted` may write. */
export function rightsProblem(sddl: string, trusted: readonly string[] = administrators): { readonly problem: FolderProblem; readonly detail: string } | null {
  const [, owner, dacl] = /^O:([A-Z0-9-]+?)(?:G:[A-Z0-9-]+?)?D:([\s\S]*)$/.exec(sddl) ?? [];
  if (owner === undefined || dacl === undefined) return { problem: 'unreadable', detail: sddl };
  if (!trusted.includes(owner)) return { problem: 'owner', detail: sddl };
  const [, entries] = /^(?:P|AR|AI)*((?:\([^()]*\))+)$/.exec(dacl) ?? [];
  // No access list at all means that everybody may do everything.
  if (entries === undefined) return { problem: 'writable', detail: sddl };
  const isSafe = [...entries.matchAll(/\(([^()]*)\)/g)].every(([, entry = '']) => isHarmless(entry, trusted));
  return isSafe ? null : { problem: 'writable', detail: sddl };
}

/** One entry: type;flags;rights;object;inherited object;account. Denials take nothing but rights away. */
function isHarmless(entry: string, trusted: readonly string[]): boolean {
  const parts = entry.split(';');
  const [kind = '', , rights = '', , , account = ''] = parts;
  if (parts.length !== 6) return false;
  if (kind === 'D') return true;
  return kind === 'A' && (trusted.includes(account) || isReading(rights));
}

function isReading(rights: string): boolean {
  // Bits are taken as numbers of up to 32 bits; JavaScript's own bit operations are made unsigned again.
  if (/^0x[0-9a-f]{1,8}$/i.test(rights)) return ((Number(rights) & ~harmless) >>> 0) === 0;
  return /^(?:[A-Z]{2})*$/.test(rights) && (rights.match(/../g) ?? []).every((name) => harmlessNames.has(name));
}
