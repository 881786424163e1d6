// Reading and making stored values: the one place that knows how a REG_DWORD lies in bytes.
import { registryTypes, type StoredValue } from './models';

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
