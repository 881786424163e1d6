// Reads owner and access list from the text that Windows makes of them (SDDL). Pure.
// Protects: what is not understood is null, never a shorter list.

export interface AccessEntry {
  readonly kind: 'allow' | 'deny';
  /** It holds for what is made below, and not for the object itself. */
  readonly isInheritOnly: boolean;
  /** Access mask. */
  readonly rights: number;
  /** A SID, or its abbreviation. */
  readonly account: string;
}

export interface AccessList {
  readonly owner: string;
  /** Null where there is none: everybody may do everything. */
  readonly entries: readonly AccessEntry[] | null;
}

/** Rights of SDDL by name (winnt.h, sddl.h), as bits of the access mask of a file. */
const named: Readonly<Record<string, number>> = {
  GA: 0x1000_0000,
  GX: 0x2000_0000,
  GW: 0x4000_0000,
  GR: 0x8000_0000,
  RC: 0x2_0000,
  SD: 0x1_0000,
  WD: 0x4_0000,
  WO: 0x8_0000,
  FA: 0x1f_01ff,
  FR: 0x12_0089,
  FW: 0x12_0116,
  FX: 0x12_00a0,
  KA: 0xf_003f,
  KR: 0x2_0019,
  KW: 0x2_0006,
  KX: 0x2_0019,
  CC: 0x1,
  DC: 0x2,
  LC: 0x4,
  SW: 0x8,
  RP: 0x10,
  WP: 0x20,
  DT: 0x40,
  LO: 0x80,
  CR: 0x100,
};
const flagNames = new Set(['CI', 'OI', 'NP', 'IO', 'ID']);

/** Owner and access list in SDDL; null for anything that is not understood: object, callback and unknown entries among them. */
export function readAccessList(sddl: string): AccessList | null {
  const [, owner, dacl] = /^O:([A-Z0-9-]+?)(?:G:[A-Z0-9-]+?)?D:([\s\S]*)$/.exec(sddl) ?? [];
  if (owner === undefined || dacl === undefined) return null;
  if (dacl === 'NO_ACCESS_CONTROL') return { owner, entries: null };
  const [, texts] = /^(?:P|AR|AI)*((?:\([^()]*\))*)$/.exec(dacl) ?? [];
  if (texts === undefined) return null;
  const entries = [...texts.matchAll(/\(([^()]*)\)/g)].map(([, text = '']) => readEntry(text));
  return entries.every((entry) => entry !== null) ? { owner, entries } : null;
}

/** One entry: type;flags;rights;object;inherited object;account. */
function readEntry(text: string): AccessEntry | null {
  const parts = text.split(';');
  const [type = '', flags = '', rightsText = '', object = '', inherited = '', account = ''] = parts;
  const rights = readRights(rightsText);
  const flagList: readonly string[] = flags.match(/../g) ?? [];
  if (parts.length !== 6 || object !== '' || inherited !== '' || account === '' || rights === null) return null;
  if (flagList.join('') !== flags || !flagList.every((flag) => flagNames.has(flag))) return null;
  if (type !== 'A' && type !== 'D') return null;
  return { kind: type === 'A' ? 'allow' : 'deny', isInheritOnly: flagList.includes('IO'), rights, account };
}

function readRights(text: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number(text);
  const names: readonly string[] = text.match(/../g) ?? [];
  if (names.join('') !== text) return null;
  let rights = 0;
  for (const name of names) {
    const bits = named[name];
    if (bits === undefined) return null;
    // JavaScript's own bit operations give signed numbers.
    rights = (rights | bits) >>> 0;
  }
  return rights;
}
