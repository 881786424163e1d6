// Says whether a key path of a .reg file is the key of the article, lies below it, or is refused and why.
// Protects: only the exact path, letters A to Z without regard to case, is the key. Whatever is in doubt is refused.
import { parametersKeyPath } from '../contract/registry/parameters';

/** Why a key of a file is never written. Each one is a key of the message catalogue. */
export type KeyPathRefusal =
  | 'other-hive'
  | 'other-key'
  /** HKLM and the like: .reg files write hives out. */
  | 'short-hive-name'
  /** ControlSet001 and so on: the same key today, perhaps, but not by this name. */
  | 'control-set'
  | 'forward-slash'
  /** A part that is `.` or `..`, which the registry takes as names. */
  | 'dots'
  /** A backslash at the start, at the end, or two in a row. */
  | 'stray-backslash'
  /** Blanks around the path or around a part of it. */
  | 'blanks'
  | 'control-character'
  /** Looks like the key, with characters that are other ones: full-width, Cyrillic, dotless i, invisible ones. */
  | 'look-alike';

export type KeyPathLocation =
  | { readonly kind: 'key' }
  /** `relative` as in the file, without leading backslash. */
  | { readonly kind: 'sub-key'; readonly relative: string }
  | { readonly kind: 'refused'; readonly reason: KeyPathRefusal };

const keyPath = asciiUpper(parametersKeyPath);
/** Without the flag `u`, no character beyond ASCII (dotless i, long s) matches an ASCII letter. */
const keyOrBelow = new RegExp(`^${parametersKeyPath.replaceAll('\\', '\\\\')}(?:\\\\|$)`, 'i');
const hive = 'HKEY_LOCAL_MACHINE\\';
const shortHive = /^(?:HKLM|HKCU|HKCR|HKU|HKCC|HKDD)(?:[\\/]|$)/;
const controlSet = /^HKEY_LOCAL_MACHINE\\SYSTEM\\(?:CONTROLSET\d+|CLONE)\\/;

/** Where a path of a .reg file lies; Microsoft's registry functions compare names without regard to case. */
export function locationOf(path: string): KeyPathLocation {
  if (!isKeyOrBelow(path)) return { kind: 'refused', reason: refusalOf(path, asciiUpper(path)) };
  if (path.length === keyPath.length) return { kind: 'key' };
  const relative = path.slice(keyPath.length + 1);
  const reason = oddityOf(relative);
  return reason ? { kind: 'refused', reason } : { kind: 'sub-key', relative };
}

/** Whether a path is that of the key, or starts with it and a backslash. All others are refused. */
export function isKeyOrBelow(path: string): boolean {
  return keyOrBelow.test(path);
}

function refusalOf(path: string, upper: string): KeyPathRefusal {
  const oddity = oddityOf(path);
  if (oddity) return oddity;
  if (isLookAlike(upper)) return 'look-alike';
  if (shortHive.test(upper)) return 'short-hive-name';
  if (controlSet.test(upper)) return 'control-set';
  return `${upper}\\`.startsWith(hive) ? 'other-key' : 'other-hive';
}

function oddityOf(path: string): KeyPathRefusal | null {
  if (!/[\0-\x1f\x7f-\x9f/]|(?:^|\\)(?:\.\.?(?:\\|$)|\s|\\|$)|\s(?:\\|$)/.test(path)) return null;
  if (/[\0-\x1f\x7f-\x9f]/.test(path)) return 'control-character';
  if (path.includes('/')) return 'forward-slash';
  if (/(?:^|\\)\.\.?(?:\\|$)/.test(path)) return 'dots';
  if (/^\\|\\\\|\\$|^$/.test(path)) return 'stray-backslash';
  if (/(?:^|\\)\s|\s(?:\\|$)/.test(path)) return 'blanks';
  return null;
}

/** The key, or its beginning, when the characters beyond ASCII may stand for any others. */
function isLookAlike(upper: string): boolean {
  const visible = upper.replace(/\p{Cf}/gu, '');
  if (visible !== upper && (visible === keyPath || visible.startsWith(`${keyPath}\\`))) return true;
  if (visible.length < keyPath.length) return false;
  let others = 0;
  for (let at = 0; at < keyPath.length; at += 1) {
    if (visible.charCodeAt(at) >= 0x80) others += 1;
    else if (visible[at] !== keyPath[at]) return false;
  }
  return others > 0;
}

/** By hand unless it is all ASCII: toUpperCase() turns a dotless i into I, and a long s into S. */
function asciiUpper(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toUpperCase();
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
