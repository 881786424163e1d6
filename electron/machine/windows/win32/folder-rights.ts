// Whether owner and access list of a folder or file keep everybody but administrators from writing to it. Pure.
// Protects: what is not understood counts as writable.
import type { FolderProblem } from '../../../contract/errors/errors';
import { readAccessList } from './access-list';

/** SYSTEM, the administrators, and the service that installs Windows itself (TrustedInstaller). */
export const administrators: readonly string[] = [
  'SY',
  'S-1-5-18',
  'BA',
  'S-1-5-32-544',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
];

/** Rights that change neither an object nor what is in it: read, list, traverse, read attributes and rights, synchronize, GR, GX. */
export const harmless = (0x12_00a9 | 0x8000_0000 | 0x2000_0000) >>> 0;

/** What is wrong with an owner and access list in SDDL; null when only `trusted` may write. */
export function rightsProblem(
  sddl: string,
  trusted: readonly string[] = administrators,
): { readonly problem: Extract<FolderProblem, 'owner' | 'writable' | 'unreadable'>; readonly detail: string } | null {
  const [, owner, isThere] = /^O:([A-Z0-9-]+?)(?:G:[A-Z0-9-]+?)?(D:)/.exec(sddl) ?? [];
  if (owner === undefined || isThere === undefined) return { problem: 'unreadable', detail: sddl };
  if (!trusted.includes(owner)) return { problem: 'owner', detail: sddl };
  const { entries = null } = readAccessList(sddl) ?? {};
  // No list at all means that everybody may do everything; an empty one nobody made.
  const isSafe =
    entries !== null &&
    entries.length > 0 &&
    entries.every(
      ({ kind, rights, account }) => kind === 'deny' || trusted.includes(account) || (rights & ~harmless) >>> 0 === 0,
    );
  return isSafe ? null : { problem: 'writable', detail: sddl };
}
