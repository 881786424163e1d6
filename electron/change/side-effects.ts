// What a wider (or smaller) port range may break: computed from what else needs ports on this machine. Pure but for reading that.
// Protects: a person sees it before Apply; what could not be read is named, not left out.
import { isAtLeast, type WindowsVersion } from '../contract/registry/parameters';
import { isRangeChange, isValueChange, type Change } from '../contract/change/change';
import { rangePresets, rangesOf, type PortRange, type PortRanges } from '../contract/port-ranges/dynamic-ranges';
import {
  isWithin,
  lastPort,
  mergedRanges,
  overlaps,
  rangesLeft,
  rangeWithout,
  usablePorts,
} from '../contract/port-ranges/port-ranges';
import { isSameName } from '../contract/registry/value-name';
import {
  mostNamed,
  severities,
  wslBlock,
  type ExcludedRange,
  type Listener,
  type SideEffect,
} from '../contract/change/side-effects';
import { dwordOf } from '../contract/registry/stored-value';
import type { Machine } from '../machine/interfaces/machine';
import type { PortClaims } from '../machine/interfaces/ports';
import { rangeOfMaxUserPort } from './max-user-port';

/** Those on ports of one transport; null for what could not be read. */
export interface Claims {
  readonly listeners: readonly Listener[] | null;
  readonly excluded: readonly ExcludedRange[] | null;
  /** File names of the running programs. */
  readonly programs: readonly string[] | null;
}

export async function readClaims(claims: PortClaims, transport: 'tcp' | 'udp' = 'tcp'): Promise<Claims> {
  const [listeners, excluded, programs] = await Promise.all([
    claims.listeners(transport),
    claims.excluded(transport),
    claims.programs(),
  ]);
  return {
    listeners: listeners.ok ? listeners.value : null,
    excluded: excluded.ok ? excluded.value : null,
    programs: programs.ok ? programs.value : null,
  };
}

/** What the changes may break here, the worst first. Nothing is looked at where the port ranges stay as they are. */
export async function readSideEffects(
  { portRange, portClaims }: Pick<Machine, 'portRange' | 'portClaims'>,
  changes: readonly Change[],
  version: WindowsVersion,
): Promise<SideEffect[]> {
  if (!changes.some((change) => isRangeChange(change) || isMaxUserPort(change))) return [];
  const ranges = await portRange.read();
  const asked = rangesAskedFor(changes, ranges.ok ? ranges.value : null, version);
  const effects: SideEffect[] = [];
  let programs: Claims['programs'] = null;
  for (const transport of ['tcp', 'udp'] as const) {
    const moves = asked.filter((move) => (move.transport ?? 'tcp') === transport);
    if (moves.length === 0) continue;
    const claims = await readClaims(portClaims, transport);
    ({ programs } = claims);
    // The ranges of IPv4 and IPv6 mostly go the same way: what is told once is not told again.
    const [first = [], ...others] = moves.map((move) => sideEffects(move, claims, version));
    effects.push(...first, ...others.flat().filter(({ code }) => first.every((effect) => effect.code !== code)));
  }
  if (asked.length > 0) effects.push(...forDnsServer(changes, asked, programs, version));
  return worstFirst(effects);
}

interface RangeMove {
  readonly before: PortRange;
  readonly after: PortRange;
  /** Absent for TCP, as in side effects. */
  readonly transport?: 'udp';
}

/** The ranges before and after the changes, as far as they ask for others: TCP before UDP, IPv4 before IPv6. */
export function rangesAskedFor(
  changes: readonly Change[],
  now: PortRanges | null,
  version: WindowsVersion,
): RangeMove[] {
  const ranges = changes.filter(isRangeChange);
  const movesOf = (transport: 'tcp' | 'udp') =>
    rangesOf[transport].flatMap((name) => ranges.filter(({ range }) => range === name));
  const ofTcp = movesOf('tcp');
  const ofUdp = movesOf('udp').map((move) => ({ ...move, transport: 'udp' as const }));
  return [...(ofTcp.length > 0 ? ofTcp : moveByValue(changes, now, version)), ...ofUdp];
}

/** The TCP range that MaxUserPort asks for, where it is changed. */
function moveByValue(changes: readonly Change[], now: PortRanges | null, version: WindowsVersion): RangeMove[] {
  const value = changes.filter(isValueChange).find(isMaxUserPort);
  const after = value ? rangeOfMaxUserPort(dwordOf(value.after), version) : null;
  if (!value || !after) return [];
  const before = now?.ipv4Tcp.known ? now.ipv4Tcp.range : rangeOfMaxUserPort(dwordOf(value.before), version);
  // Where the range of before is not known, every port of the new one counts as new.
  return [{ before: before ?? { start: after.start, number: 0 }, after }];
}

function isMaxUserPort({ name }: Change): boolean {
  return isSameName(name, 'MaxUserPort');
}

/** The program of Windows' DNS server, in lower case. */
const dnsServer = 'dns.exe';

/** From Windows 2000 to 2003 a MaxUserPort that is set moves a DNS server's UDP ports too (MS08-037, KB956188); later the range is its reserve. */
function forDnsServer(
  changes: readonly Change[],
  asked: readonly RangeMove[],
  programs: Claims['programs'],
  version: WindowsVersion,
): SideEffect[] {
  const dns = programs ? (seenOf(programs, [dnsServer]).length > 0 ? 'seen' : null) : 'not-known';
  if (dns === null) return [];
  const note = { code: 'DNS_SERVER', severity: 'note', dns } as const;
  const udp = asked.find(({ transport }) => transport === 'udp');
  if (udp) return [{ ...note, by: 'udp-range', lastPort: lastPort(udp.after) }];
  const value = changes.filter(isValueChange).find(isMaxUserPort);
  const last = value ? dwordOf(value.after) : null;
  const isMovedByValue = isAtLeast(version, 5, 0) && !isAtLeast(version, 6, 0);
  return last !== null && isMovedByValue ? [{ ...note, by: 'MaxUserPort', lastPort: last }] : [];
}

/** Programs of WSL, and those that reserve ports (Hyper-V, WinNAT, Docker), by the names of their files in lower case. */
export const wslPrograms: readonly string[] = [
  'wslservice.exe',
  'wslhost.exe',
  'wslrelay.exe',
  'vmmemwsl',
  'vmmemwsl.exe',
];
const reservingPrograms: readonly string[] = [
  ...wslPrograms,
  'vmms.exe',
  'vmcompute.exe',
  'vmwp.exe',
  'vmmem',
  'vmmem.exe',
  'dockerd.exe',
  'com.docker.backend.exe',
  'com.docker.service',
  'docker desktop.exe',
];
/** Reservations of WinNAT and Hyper-V come in blocks of about a hundred ports. */
const smallestReservation = 50;
/** Ports that can be in question at all: below lie the system's own. */
const everyPort: PortRange = { start: 1024, number: 64512 };

/** The side effects of going from one range to the other, the worst first; `claims` are those of its transport. */
export function sideEffects(move: RangeMove, claims: Claims, version: WindowsVersion): SideEffect[] {
  const { before, after } = move;
  const fresh = rangeWithout(after, before);
  const excluded = mergedRanges(claims.excluded ?? []);
  const effects: SideEffect[] = [];
  const [portsBefore, portsAfter] = [usablePorts(before, excluded), usablePorts(after, excluded)];
  if (portsAfter < portsBefore)
    effects.push({ code: 'SMALLER_RANGE', severity: 'severe', before: portsBefore, after: portsAfter });
  if (fresh.length > 0) {
    effects.push(...listenersInside(fresh, claims.listeners), ...excludedInside(fresh, after, claims.excluded));
    // Mirrored mode wants its block of UDP ports as well (WSL issue 12228).
    if (isAtLeast(version, 10, 0)) effects.push(...blockForWsl(before, after, { ...claims, excluded }));
    if (isAtLeast(version, 6, 2) && !move.transport) effects.push(...lowReservations(before, fresh, claims));
  }
  const { transport } = move;
  return worstFirst(transport ? effects.map((effect) => ({ ...effect, transport })) : effects);
}

function worstFirst(effects: readonly SideEffect[]): SideEffect[] {
  return [...effects].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function listenersInside(fresh: readonly PortRange[], listeners: readonly Listener[] | null): SideEffect[] {
  if (!listeners) return [{ code: 'NOT_CHECKED', severity: 'warning', what: 'listeners' }];
  const inside = listeners.filter(({ port }) => fresh.some((range) => isWithin(port, range)));
  if (inside.length === 0) return [];
  return [
    { code: 'LISTENERS_INSIDE', severity: 'warning', listeners: inside.slice(0, mostNamed), total: inside.length },
  ];
}

function excludedInside(
  fresh: readonly PortRange[],
  after: PortRange,
  excluded: readonly ExcludedRange[] | null,
): SideEffect[] {
  if (!excluded) return [{ code: 'NOT_CHECKED', severity: 'warning', what: 'excluded-ranges' }];
  const merged = mergedRanges(excluded);
  const isNew = (range: PortRange) => fresh.some((part) => overlaps(part, range));
  const inside = excluded.some(isNew) ? excluded.filter((range) => overlaps(range, after)) : [];
  const cut = inside.filter(
    (range) => isNew(range) && (range.start < after.start || lastPort(range) > lastPort(after)),
  );
  const ports = after.number - usablePorts(after, merged);
  const named = (ranges: readonly PortRange[]) =>
    ranges.slice(0, mostNamed).map(({ start, number }) => ({ start, number }));
  const effects: SideEffect[] = [];
  if (inside.length > 0) effects.push({ code: 'EXCLUDED_INSIDE', severity: 'note', ranges: named(inside), ports });
  if (cut.length > 0) effects.push({ code: 'EXCLUDED_CUT', severity: 'note', ranges: named(cut) });
  return effects;
}

/** Told only where the change takes the block away: it was there before, and is not any more. */
function blockForWsl(before: PortRange, after: PortRange, { listeners, excluded, programs }: Claims): SideEffect[] {
  const taken = [...(excluded ?? []), ...(listeners ?? []).map(({ port }) => ({ start: port, number: 1 }))];
  const left = rangesLeft(everyPort, taken);
  const largest = (range: PortRange) =>
    left.reduce(
      (most, part) =>
        rangeWithout(part, range).reduce((largestPart, { number }) => Math.max(largestPart, number), most),
      0,
    );
  if (largest(after) >= wslBlock || largest(before) < wslBlock) return [];
  const wsl = programs ? (seenOf(programs, wslPrograms).length > 0 ? 'seen' : 'not-seen') : 'not-known';
  return [{ code: 'NO_BLOCK_FOR_WSL', severity: wsl === 'seen' ? 'severe' : 'note', wsl, largest: largest(after) }];
}

function lowReservations(before: PortRange, fresh: readonly PortRange[], { excluded, programs }: Claims): SideEffect[] {
  if (!fresh.some(({ start }) => start < rangePresets.default.start)) return [];
  const reserved = (excluded ?? []).filter(
    (range) => range.isAdministered === false && range.number >= smallestReservation && overlaps(range, before),
  );
  const seen = seenOf(programs ?? [], reservingPrograms);
  const isSeen = seen.length > 0 || reserved.length > 0;
  return [
    { code: 'LOW_RESERVATIONS', severity: isSeen ? 'warning' : 'note', programs: seen, reserved: reserved.length },
  ];
}

function seenOf(programs: readonly string[], requested: readonly string[]): string[] {
  return programs.filter((name) => requested.includes(name.toLowerCase())).slice(0, mostNamed);
}
