// A stored registry value in words. Protects: absent, another type and damaged data are each named as what they are.
import type { TFunction } from 'i18next';
import { hexText } from '../format';
import { registryTypes, type StoredValue } from '../../electron/contract/models';
import { dwordOf, registryTypeName } from '../../electron/contract/stored-value';

/** "not set (default 5000)", "65534 (0xfffe)", or the type that does not belong there. */
export function storedText(stored: StoredValue, defaultValue: number | null, t: TFunction): string {
  if (!stored.present) {
    return defaultValue === null ? t('stored.absent') : t('stored.absentWithDefault', { value: defaultValue });
  }
  const number = dwordOf(stored);
  if (number !== null) return numberText(number, t);
  if (stored.type === registryTypes.REG_DWORD) return t('stored.damagedDword', { hex: stored.hex });
  const type = registryTypeName(stored.type);
  const text = textOf(stored.type, stored.hex);
  return text === null ? t('stored.wrongType', { type }) : t('stored.wrongTypeWithText', { type, text });
}

export function numberText(value: number, t: TFunction): string {
  return t('stored.decimalAndHex', { decimal: value, hex: hexText(value) });
}

function textOf(type: number, hex: string): string | null {
  if (type !== registryTypes.REG_SZ && type !== registryTypes.REG_EXPAND_SZ) return null;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder('utf-16le').decode(bytes).replace(/\0+$/, '').slice(0, 40);
}
