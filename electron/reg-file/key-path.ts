// Says whether a key path of a .reg file is the key of the article, lies below it, or is refused and why.
// Protects: only the exact path, letters A to Z without regard to case, is the key. Whatever is in doubt is refused.
import type { RefusalReason } from '../contract/backup/comparison';
import { parametersKeyPath } from '../contract/registry/parameters';

/** Why a key of a file is never written. */
export type KeyPathRefusal = Exclude<RefusalReason, 'key-deletion'>;

export type KeyPathLocation =
  | { readonly kind: 'key' }
  /** `relative` as in the file, without leading backslash. */
  | { readonly kind: 'sub-key'; readonly relative: string }
  | { readonly kind: 'refused'; readonly reason: KeyPathRefusal };

const pattern = parametersKeyPath.replaceAll('\\', '\\\\');
/** Without the flag `u`, no character beyond ASCII (dotless i, long s) matches an ASCII letter. */
const keyOrBelow = new RegExp(`^${pattern}(?:\\\\|$)`, 'i');
/** Starts like the key, when the characters beyond ASCII may stand for any others. */
const likeKey = new RegExp(`^${pattern.replace(/\\?./g, '[$&\\x80-\\uffff]')}`, 'i');
const hive = /^HKEY_LOCAL_MACHINE(?:\\|$)/i;
const shortHive = /^(?:HKLM|HKCU|HKCR|HKU|HKCC|HKDD)(?:[\\/]|$)/i;
const controlSet = /^HKEY_LOCAL_MACHINE\\SYSTEM\\(?:CONTROLSET\d+|CLONE)\\/i;

/** Where a path of a .reg file lies; Microsoft's registry functions compare names without regard to case. */
export function locationOf(path: string): KeyPathLocation {
  if (!isKeyOrBelow(path)) return { kind: 'refused', reason: refusalOf(path) };
  if (path.length === parametersKeyPath.length) return { kind: 'key' };
  const relative = path.slice(parametersKeyPath.length + 1);
  const reason = oddityOf(relative);
  return reason ? { kind: 'refused', reason } : { kind: 'sub-key', relative };
}

/** Whether a path is that of the key, or starts with it and a backslash. All others are refused. */
export function isKeyOrBelow(path: string): boolean {
  return keyOrBelow.test(path);
}

function refusalOf(path: string): KeyPathRefusal {
  const oddity = oddityOf(path);
  if (oddity) return oddity;
  if (isLookAlike(path)) return 'look-alike';
  if (shortHive.test(path)) return 'short-hive-name';
  if (controlSet.test(path)) return 'control-set';
  return hive.test(path) ? 'other-key' : 'other-hive';
}

function oddityOf(path: string): KeyPathRefusal | null {
  if (/[\0-\x1f\x7f-\x9f]/.test(path)) return 'control-character';
  if (path.includes('/')) return 'forward-slash';
  if (/(?:^|\\)\.\.?(?:\\|$)/.test(path)) return 'dots';
  if (/^\\|\\\\|\\$|^$/.test(path)) return 'stray-backslash';
  if (/(?:^|\\)\s|\s(?:\\|$)/.test(path)) return 'blanks';
  return null;
}

function isLookAlike(path: string): boolean {
  const visible = path.replace(/\p{Cf}/gu, '');
  if (isKeyOrBelow(visible)) return true;
  return likeKey.test(visible) && /[\x80-\uffff]/.test(visible.slice(0, parametersKeyPath.length));
}
