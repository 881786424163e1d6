// A dynamic port range in words: first and last port, and how many.
import type { TFunction } from 'i18next';
import type { Formats } from '../format';
import type { RangeReading } from '../../electron/contract/models';
import type { PortRange } from '../../electron/contract/change';

export function rangeText(reading: RangeReading, formats: Formats, t: TFunction): string {
  if (!reading.known) return t('range.unknown');
  const { start, number } = reading.range;
  const ports = t('range.ports', { count: number, formatted: formats.count(number) });
  return t('range.known', { first: start, last: lastPort(reading.range), ports });
}

export function lastPort(range: PortRange): number {
  return range.start + range.number - 1;
}
