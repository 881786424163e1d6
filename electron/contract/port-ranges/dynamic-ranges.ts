// The dynamic port ranges of Windows Vista and later: names, titles, limits and presets.
import type { Shape } from '../shape';
import type { portRangeSchema, portRangesSchema, rangeReadingSchema } from './dynamic-ranges.schema';

/** A dynamic (ephemeral) port range: first port and number of ports. */
export type PortRange = Shape<typeof portRangeSchema>;

export const rangeNames = ['ipv4Tcp', 'ipv4Udp', 'ipv6Tcp', 'ipv6Udp'] as const;

export type RangeName = (typeof rangeNames)[number];

/** The version of IP and the transport of each range, in the words of netsh. */
export const rangeParts = {
  ipv4Tcp: { ip: 'ipv4', transport: 'tcp' },
  ipv4Udp: { ip: 'ipv4', transport: 'udp' },
  ipv6Tcp: { ip: 'ipv6', transport: 'tcp' },
  ipv6Udp: { ip: 'ipv6', transport: 'udp' },
} as const satisfies Record<RangeName, { readonly ip: string; readonly transport: string }>;

/** The ranges of each transport, IPv4 first. */
export const rangesOf = {
  tcp: ['ipv4Tcp', 'ipv6Tcp'],
  udp: ['ipv4Udp', 'ipv6Udp'],
} as const satisfies Record<'tcp' | 'udp', readonly RangeName[]>;

/** How a range is called in the history and on the command line; screens and tickets have names of their language. */
export const rangeTitles: Readonly<Record<RangeName, string>> = {
  ipv4Tcp: 'Dynamic ports IPv4 TCP',
  ipv4Udp: 'Dynamic ports IPv4 UDP',
  ipv6Tcp: 'Dynamic ports IPv6 TCP',
  ipv6Udp: 'Dynamic ports IPv6 UDP',
};

/** Limits of `netsh int ipv4|ipv6 set dynamicport` (929851 and Microsoft's page on port exhaustion). */
export const rangeLimits = {
  start: { min: 1025, max: 65281 },
  number: { min: 255, max: 64511 },
  lastPort: 65535,
} as const;

/** The first limit that a range breaks, or null. */
export function brokenLimit({ start, number }: PortRange): {
  readonly part: 'start' | 'number' | 'lastPort';
  readonly value: number;
  readonly min: number;
  readonly max: number;
} | null {
  if (start < rangeLimits.start.min || start > rangeLimits.start.max)
    return { part: 'start', value: start, ...rangeLimits.start };
  if (number < rangeLimits.number.min || number > rangeLimits.number.max)
    return { part: 'number', value: number, ...rangeLimits.number };
  const last = start + number - 1;
  const lowestLast = rangeLimits.start.min + rangeLimits.number.min - 1;
  return last > rangeLimits.lastPort
    ? { part: 'lastPort', value: last, min: lowestLast, max: rangeLimits.lastPort }
    : null;
}

/** Ranges worth offering: today's default, that of 2003, wide without the low ports, and the widest (929851, BizTalk tuning guide). */
export const rangePresets = {
  default: { start: 49152, number: 16384 },
  as2003: { start: 1025, number: 3976 },
  wide: { start: 10000, number: 55535 },
  widest: { start: 1025, number: 64511 },
} as const satisfies Record<string, PortRange>;

/** A range as Windows told it; when the answer could not be understood, its raw text instead of a guess. */
export type RangeReading = Shape<typeof rangeReadingSchema>;

/** The four dynamic port ranges of Vista and later; older releases have the TCP/IPv4 one only. */
export type PortRanges = Shape<typeof portRangesSchema>;
