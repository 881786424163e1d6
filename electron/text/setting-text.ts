// A stored value or a range in words, for native dialogs and tickets. Pure.
import type { CountText } from '../contract/text/count-text';
import { isRange, type Change, type Setting } from '../contract/change/change';
import { lastPort } from '../contract/port-ranges/port-ranges';
import type { RangeName, RangeReading } from '../contract/port-ranges/dynamic-ranges';
import { dwordOf, registryTypeName } from '../contract/registry/stored-value';
import type { Words } from '../contract/messages/messages';

/** A number in decimal and hexadecimal, "not set", type and size, or first and last port. */
export function storedText(words: Words, stored: Setting, count: CountText): string {
  if (isRange(stored)) return rangeText(words, { known: true, range: stored }, count);
  if (!stored.present) return words('stored.absent');
  const number = dwordOf(stored);
  if (number !== null) return words('stored.number', { number, hex: number.toString(16) });
  return words('stored.other', { type: registryTypeName(stored.type), count: stored.hex.length / 2 });
}

/** The name of a value or range; the default value of a key is "@". */
export function settingName(
  words: Words,
  { name, ...change }: Pick<Change, 'name'> & { readonly range?: RangeName },
): string {
  return change.range ? words(`stored.ranges.${change.range}`) : name || '@';
}

export function rangeText(words: Words, reading: RangeReading, count: CountText): string {
  if (!reading.known) return words('ticket.rangeUnknown');
  const { start, number } = reading.range;
  return words('ticket.range', { first: start, last: lastPort(reading.range), number: count(number) });
}
