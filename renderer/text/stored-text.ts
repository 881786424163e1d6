// A stored registry value or a port range in words. Protects: absence, another type and damaged data are each named as such.
import type { TFunction } from 'i18next';
import { hexText, type Formats } from './format';
import { rangeText } from './range-text';
import { readableValue, visibleText } from './readable-value';
import { parameterNames, type Parameter } from '../../electron/contract/registry/parameters';
import { isRange, type Setting } from '../../electron/contract/change/change';
import { rangeNames, rangeTitles } from '../../electron/contract/port-ranges/dynamic-ranges';
import { isSameName } from '../../electron/contract/registry/value-name';
import { dwordOf, registryTypeName, registryTypes } from '../../electron/contract/registry/stored-value';

const longestLine = 80;

/** "not set (default 5000)" if the parameter is known, "65534 (0xfffe)", or the unexpected type. */
export function storedText(
  stored: Setting,
  parameter: Pick<Parameter, 'defaultValue' | 'whenAbsent'> | null,
  formats: Formats,
  t: TFunction,
): string {
  if (isRange(stored)) return rangeText({ known: true, range: stored }, formats, t);
  if (!stored.present) {
    if (parameter === null) return t('stored.absent');
    return parameter.whenAbsent === 'dynamic-range'
      ? t('stored.absentRangeDecides')
      : t('stored.absentWithDefault', { value: parameter.defaultValue });
  }
  const number = dwordOf(stored);
  if (number !== null) return numberText(number, t);
  if (stored.type === registryTypes.REG_DWORD) return t('stored.damagedDword', { hex: stored.hex });
  const type = registryTypeName(stored.type);
  const text = textOf(stored.type, stored.hex);
  return text === null ? t('stored.wrongType', { type }) : t('stored.wrongTypeWithText', { type, text });
}

/** Any value in one line: a parameter in its own words, another value with its type and content. */
export function valueText(name: string, stored: Setting, formats: Formats, t: TFunction): string {
  if (isRange(stored) || !stored.present || parameterNames.some((parameter) => isSameName(parameter, name)))
    return storedText(stored, null, formats, t);
  const { type, lines } = readableValue(stored);
  const text = lines.join(' ').replace(/ +/g, ' ');
  return t('stored.typed', { type, text: text.length > longestLine ? `${text.slice(0, longestLine)}\u2026` : text });
}

/** The displayed name of a value or range: the default value has none, and invisible characters are written out. */
export function nameText(name: string, t: TFunction): string {
  const range = rangeNames.find((each) => rangeTitles[each] === name);
  if (range) return t(`stored.ranges.${range}`);
  return name === '' ? t('stored.defaultName') : visibleText(name);
}

function numberText(value: number, t: TFunction): string {
  return t('stored.decimalAndHex', { decimal: value, hex: hexText(value) });
}

function textOf(type: number, hex: string): string | null {
  if (type !== registryTypes.REG_SZ && type !== registryTypes.REG_EXPAND_SZ) return null;
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return new TextDecoder('utf-16le').decode(bytes).replace(/\0+$/, '').slice(0, 40);
}
