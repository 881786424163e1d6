// A dynamic port range in words: first and last port, and how many.
import type { TFunction } from 'i18next';
import type { Formats } from './format';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import type { RangeReading } from '../../electron/contract/port-ranges/dynamic-ranges';

export function rangeText(reading: RangeReading, formats: Formats, t: TFunction): string {
  if (!reading.known) return t('range.unknown');
  const { start, number } = reading.range;
  const ports = t('range.ports', { count: number, formatted: formats.count(number) });
  return t('range.known', { first: start, last: lastPort(reading.range), ports });
}
