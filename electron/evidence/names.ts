// Stand-ins for names and addresses: the same one each time, in everything that goes into one evidence file. Pure.
// Protects: a name is found whatever its case and wherever it is part of a text or a path; what the program itself calls things
// (states, kinds, names of Windows' own programs and accounts) stays, so that the verdict stays.
import { isIPv4, isIPv6 } from 'node:net';

export type NameKind = 'user' | 'computer' | 'domain';

/** Accounts and folders that are the same on every computer, and words of paths that decide a verdict. */
const everywhere = new Set(
  [
    'system',
    'local service',
    'network service',
    'localservice',
    'networkservice',
    'nt authority',
    'builtin',
    'workgroup',
    'localhost',
    'administrator',
    'root',
    'public',
    'default',
    'default user',
    'all users',
    'defaultappool',
    'iis apppool',
    'nt service',
    'windows',
    'winnt',
    'system32',
    'program files',
    'users',
    'microsoft',
    'svchost',
    'registry',
  ].map((name) => name.toLowerCase()),
);

/** A name of so many characters is replaced inside of words too. */
const distinctLength = 8;

const homeFolder = /(?:^|[\\/])(?:users|home|documents and settings)[\\/]+([^\\/:*?"<>|\r\n]{1,256})/gi;
const networkPath = /(?:^|[\s"'(=])\\\\([^\\/:*?"<>|\s]{1,255})\\/g;
const ipv4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;
const ipv6 =
  /(?<![0-9a-z:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?(?:%[0-9a-z]+)?(?![0-9a-z:])/gi;

export interface Replacer {
  /** Names that are to be replaced, as the system tells them: `DOMAIN\user`, `computer.example.com`. */
  readonly learn: (kind: NameKind, name: string) => void;
  /** The same of those that a text mentions: whose folder it is in, and which computer. */
  readonly learnFrom: (text: string) => void;
  readonly text: (text: string) => string;
}

export function replacer(): Replacer {
  const standIns = new Map<string, string>();
  const addresses = new Map<string, string>();
  const counts: Record<NameKind, number> = { user: 0, computer: 0, domain: 0 };
  /** Made anew after something was learned. */
  let pattern: RegExp | null = null;

  const add = (kind: NameKind, name: string) => {
    const key = name.trim().toLowerCase();
    if (key.length < 2 || everywhere.has(key) || standIns.has(key) || isIPv4(key) || isIPv6(key)) return;
    counts[kind] += 1;
    standIns.set(key, `${kind}-${counts[kind]}`);
    pattern = null;
  };
  const learn: Replacer['learn'] = (kind, name) => {
    const parts = name.split('\\');
    const own = parts.pop() ?? '';
    for (const part of parts) add('domain', part);
    const [account = '', ...realm] = own.split('@');
    add(kind, account);
    for (const part of realm) addHost('domain', part);
    if (kind === 'computer') addHost('computer', own);
  };
  /** The first part of a host name is the computer, the rest its domain. */
  const addHost = (kind: NameKind, name: string) => {
    const [host = '', ...domain] = name.split('.');
    if (domain.length === 0 || isIPv4(name)) return;
    add(kind, host);
    add('domain', domain.join('.'));
  };

  const addressFor = (address: string): string => {
    const key = address.toLowerCase();
    if (isKept(key)) return address;
    const known = addresses.get(key) ?? (isIPv4(key) ? standInIpv4(addresses.size) : standInIpv6(addresses.size));
    addresses.set(key, known);
    return known;
  };

  return {
    learn,
    learnFrom(text) {
      for (const [, user] of text.matchAll(homeFolder)) if (user !== undefined) add('user', user);
      for (const [, host] of text.matchAll(networkPath))
        if (host !== undefined && host !== '?' && host !== '.') {
          add('computer', host);
          addHost('computer', host);
        }
    },
    text(text) {
      const withoutAddresses = text
        .replace(ipv6, (found) => (isIPv6(found) ? addressFor(found) : found))
        .replace(ipv4, (found) => (isIPv4(found) ? addressFor(found) : found));
      if (standIns.size === 0) return withoutAddresses;
      pattern ??= patternOf([...standIns.keys()]);
      return withoutAddresses.replace(pattern, (found) => standIns.get(found.toLowerCase()) ?? found);
    },
  };
}

/** The longest first, so that a name is not cut by a shorter one. */
function patternOf(names: readonly string[]): RegExp {
  const alternatives = [...names]
    .sort((one, other) => other.length - one.length)
    .map((name) => {
      const literal = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      return name.length >= distinctLength ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
    });
  return new RegExp(alternatives.join('|'), 'giu');
}

/** Addresses that every computer has. */
function isKept(address: string): boolean {
  return address.startsWith('127.') || address === '0.0.0.0' || address === '::' || address === '::1';
}

/** From 198.18.0.0/15, which is kept for tests of networks (RFC 2544), then from the reserved 240.0.0.0/4. */
function standInIpv4(index: number): string {
  const benchmark = 131_070;
  const number = index < benchmark ? 0xc612_0001 + index : 0xf000_0000 + index - benchmark;
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.');
}

/** From 2001:db8::/32, which is kept for documentation (RFC 3849). */
function standInIpv6(index: number): string {
  const high = (index + 1) >>> 16;
  const low = ((index + 1) & 0xffff).toString(16);
  return high === 0 ? `2001:db8::${low}` : `2001:db8::${high.toString(16)}:${low}`;
}
