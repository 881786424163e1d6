// Stored values: what they are, and reading, making and comparing them. Knows how a REG_DWORD lies in bytes.
import type { Shape } from '../shape';
import type { storedValueSchema } from './stored-value.schema';

/** REG_* type numbers of winnt.h that this program names. */
export const registryTypes = {
  REG_NONE: 0,
  REG_SZ: 1,
  REG_EXPAND_SZ: 2,
  REG_BINARY: 3,
  REG_DWORD: 4,
  REG_DWORD_BIG_ENDIAN: 5,
  REG_LINK: 6,
  REG_MULTI_SZ: 7,
  REG_RESOURCE_LIST: 8,
  REG_FULL_RESOURCE_DESCRIPTOR: 9,
  REG_RESOURCE_REQUIREMENTS_LIST: 10,
  REG_QWORD: 11,
} as const;

/** A value as it is stored: absent, or its type number and its bytes in lower-case hexadecimal. */
export type StoredValue = Shape<typeof storedValueSchema>;

export const absent: StoredValue = { present: false };

/** A REG_DWORD holding `value` (0 to 4294967295), little-endian as Windows stores it. */
export function dword(value: number): StoredValue {
  const bigEndian = value.toString(16).padStart(8, '0');
  return { present: true, type: registryTypes.REG_DWORD, hex: reverseBytes(bigEndian) };
}

/** The number of a well-formed REG_DWORD; null for absent, another type, or a length other than four bytes. */
export function dwordOf(stored: StoredValue): number | null {
  if (!stored.present || stored.type !== registryTypes.REG_DWORD || stored.hex.length !== 8) return null;
  return Number.parseInt(reverseBytes(stored.hex), 16);
}

/** What a registry value (null: not there) is as a stored value. */
export function storedFrom(value: { readonly type: number; readonly data: Uint8Array } | null): StoredValue {
  if (!value) return absent;
  const hex = Array.from(value.data, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { present: true, type: value.type, hex };
}

/** The bytes of a stored value that is present. */
export function bytesOf(stored: StoredValue & { readonly present: true }): Uint8Array {
  return Uint8Array.from(stored.hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Same presence, same type, same bytes. */
export function isSameStored(a: StoredValue, b: StoredValue): boolean {
  if (!a.present || !b.present) return a.present === b.present;
  return a.type === b.type && a.hex === b.hex;
}

/** The REG_* name of a type number; unknown ones as hexadecimal, e.g. "type 0x12". */
export function registryTypeName(type: number): string {
  const known = Object.entries(registryTypes).find(([, number]) => number === type);
  return known ? known[0] : `type 0x${type.toString(16)}`;
}

function reverseBytes(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}
