// What the texts of a diagnosis are made of: the words, and how numbers and moments are written. Pure.
import type { TFunction } from 'i18next';
import { timeRange } from '../usage/time-range';
import type { MinutesRange } from '../usage/usage';
import type { Reading } from './diagnosis';
import type { Scope } from './verdict';

export type DiagnosisWords = TFunction<'diagnosis'>;

/** How numbers and moments are written. */
export interface DiagnosisFormats {
  readonly count: (value: number) => string;
  readonly percent: (fraction: number) => string;
  /** `at` in milliseconds since 1970. */
  readonly moment: (at: number) => string;
}

export function whenText(minutes: MinutesRange, words: DiagnosisWords, count: DiagnosisFormats['count']): string {
  const { unit: name, low, high } = timeRange(minutes);
  const unit = words(`time.${name}`);
  if (high === null) return words('time.open', { low: count(low), unit });
  return low === high
    ? words('time.about', { low: count(low), unit })
    : words('time.in', { low: count(low), high: count(high), unit });
}

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** The larger unit is taken from twice its length on: "26 hours ago" says more than "1 day ago". */
const units = [
  ['days', dayMs],
  ['hours', hourMs],
  ['minutes', minuteMs],
] as const;

/** How long ago, in full units. A moment ahead of the clock counts as now. */
export function agoText(ageMs: number, words: DiagnosisWords): string {
  const age = Math.max(0, ageMs);
  const [unit, length] = units.find(([, each]) => age >= 2 * each) ?? (['seconds', secondMs] as const);
  return words(`ago.${unit}`, { count: Math.floor(age / length) });
}

/** One decimal below ten, none above. */
export function rounded(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value);
}

/** A figure, or that there may be more where bound ports were not counted. */
export function leastText(figure: string, isLeast: boolean, words: DiagnosisWords): string {
  return isLeast ? words('evidence.atLeast', { figure }) : figure;
}

/** An end of a connection as netstat writes it: IPv6 in brackets. */
export function endpointText({ address, port }: { readonly address: string; readonly port: number }): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** E.g. "TCP over IPv6 at fe80::1". */
export function whereText({ transport, ip, address }: Scope, words: DiagnosisWords): string {
  const name = words(`transport.${transport}`);
  const over = ip === null ? name : words('transport.over', { transport: name, ip: words(`transport.${ip}`) });
  return address === null ? over : words('transport.at', { where: over, address });
}

export function unknownText(
  { reason, detail }: Extract<Reading<unknown>, { known: false }>,
  words: DiagnosisWords,
): string {
  return detail === ''
    ? words('evidence.unknown', { reason: words(`unknown.${reason}`) })
    : words('evidence.unknownDetail', { reason: words(`unknown.${reason}`), detail });
}
