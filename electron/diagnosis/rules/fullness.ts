// Where ports run out: each transport, version of IP and address against its own range, and all addresses of a range together. Pure.
// Protects: the fullest decides, however many there are.
import type { Evidence, Fullness, UsageEvidence } from '../../contract/diagnosis/diagnosis';
import type { Scope } from '../../contract/diagnosis/verdict';
import type { IpVersion } from '../../contract/change/effect';
import { rangeParts, type RangeName } from '../../contract/port-ranges/dynamic-ranges';
import { usablePorts } from '../../contract/port-ranges/port-ranges';
import { exhaustedShare, levelOfShare, shareOfUsable, type UsageLevel } from '../../contract/usage/levels';
import type { Transport } from '../../contract/usage/port-attempt';

export type Fill = Scope & Fullness;

export function levelOf({ ports, usable }: Fullness): UsageLevel {
  return levelOfShare(shareOfUsable(ports, usable));
}

/** Whether no port is left, or none that can be found. */
export function isFull({ ports, usable }: Fullness): boolean {
  return shareOfUsable(ports, usable) >= exhaustedShare;
}

/** The first of those that are equally full. */
export function fullestOf(fills: readonly Fill[]): Fill | null {
  return fills.reduce<Fill | null>(
    (most, fill) => (most === null || shareOf(fill) > shareOf(most) ? fill : most),
    null,
  );
}

function shareOf({ ports, usable }: Fullness): number {
  return shareOfUsable(ports, usable);
}

/** Every place where the ports of a transport can run out, an address before all of its range together; none where they could not be read. */
export function fillsOf(
  { address, ports, usable, addresses, ranges, udpProcesses }: UsageEvidence,
  transport: Transport,
): Fill[] {
  const ofRanges = ranges
    .filter(({ name }) => transportOf(name) === transport)
    .flatMap(({ name, busiest, ...together }): Fill[] => {
      const ip = versionOf(name);
      const all = { transport, ip, address: null, ports: together.ports, usable: together.usable };
      return busiest ? [{ transport, ip, ...pick(busiest) }, all] : [all];
    });
  if (transport === 'udp') return udpProcesses ? ofRanges : [];
  const ofAddresses = addresses.map((each): Fill => ({ transport, ip: ipOf(each.address), ...pick(each) }));
  return [{ transport, ip: ipOf(address), address, ports, usable }, ...ofAddresses, ...ofRanges];
}

function pick({ address, ports, usable }: Fullness & { readonly address: string }) {
  return { address, ports, usable };
}

function ipOf(address: string | null): IpVersion | null {
  if (address === null) return null;
  return address.includes(':') ? 'ipv6' : 'ipv4';
}

export function transportOf(name: RangeName): Transport {
  return rangeParts[name].transport;
}

function versionOf(name: RangeName): IpVersion {
  return rangeParts[name].ip;
}

/** Ports of a range that excluded ranges keep out of use, beside those that are left. */
export interface Exclusion {
  readonly excluded: number;
  readonly usable: number;
}

/** The range of a transport that excluded ranges take the largest share of; null where they take nothing, as far as is known. */
export function exclusionOf({ excluded, usable, ranges }: UsageEvidence, transport: Transport): Exclusion | null {
  const all: Exclusion[] = ranges
    .filter(({ name }) => transportOf(name) === transport)
    .flatMap((range) => (range.excluded === null ? [] : [{ excluded: range.excluded, usable: range.usable }]));
  if (transport === 'tcp' && excluded !== null) all.push({ excluded, usable });
  const share = (one: Exclusion) => one.excluded / (one.excluded + one.usable);
  return all.filter((one) => one.excluded > 0).sort((one, other) => share(other) - share(one))[0] ?? null;
}

/** Ports that Windows can assign, where the sockets are not known: those of the TCP/IPv4 range without its excluded parts. */
export function usableOfRange({ ranges: { ipv4Tcp }, excluded }: Evidence): number | null {
  return ipv4Tcp.known ? usablePorts(ipv4Tcp.value, excluded.known ? excluded.value : []) : null;
}
