// The JSON of an evidence file with stand-ins in the place of names and addresses. Pure.
// Protects: only fields that hold texts from outside are touched; numbers, kinds and states stay what they are.
import { rangeNames } from '../contract/port-ranges/dynamic-ranges';
import { parameterNames } from '../contract/registry/parameters';
import { registryTypes } from '../contract/registry/stored-value';
import type { NameKind, Replacer } from './names';

/** Fields whose texts (and lists of texts) come from outside, or quote what does. */
const texts = new Set([
  'address',
  'command',
  'company',
  'computerName',
  'confirmedBy',
  'detail',
  'displayName',
  'error',
  'file',
  'heldBy',
  'lastOwner',
  'name',
  'path',
  'product',
  'programs',
  'source',
  'text',
  'title',
  'userName',
  'value',
]);
const kinds: Readonly<Partial<Record<string, NameKind>>> = {
  computerName: 'computer',
  userName: 'user',
  confirmedBy: 'user',
};
/** What the program itself calls things in the field `name`. */
const ownNames: ReadonlySet<string> = new Set([...rangeNames, ...parameterNames]);
const textTypes: readonly number[] = [registryTypes.REG_SZ, registryTypes.REG_EXPAND_SZ, registryTypes.REG_MULTI_SZ];

/** Learns every name that `value` tells. */
export function learnNames(value: unknown, names: Replacer): void {
  mapped(value, null, (text, field) => {
    const kind = kinds[field];
    if (kind) names.learn(kind, text);
    names.learnFrom(text);
    return text;
  });
}

/** `value` with stand-ins. */
export function withStandIns<T>(value: T, names: Replacer): T {
  return mapped(value, null, (text) => names.text(text)) as T;
}

type Change = (text: string, field: string) => string;

function mapped(value: unknown, field: string | null, change: Change): unknown {
  if (typeof value === 'string')
    return field !== null && texts.has(field) && !ownNames.has(value) ? change(value, field) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => mapped(item, field, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      key === 'hex' && isText(value) ? changedHex(String(item), change) : mapped(item, key, change),
    ]),
  );
}

/** A registry value that is a text: the key holds the name of the computer, and somebody may have restored it. */
function isText(value: object): boolean {
  return 'type' in value && textTypes.includes(Number(value.type));
}

function changedHex(hex: string, change: Change): string {
  return Buffer.from(change(Buffer.from(hex, 'hex').toString('utf16le'), 'value'), 'utf16le').toString('hex');
}
