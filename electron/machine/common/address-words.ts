// Addresses as texts of other programs have them, as the words of a port table.
import { isIPv4, isIPv6 } from 'node:net';
import { mappedPrefix } from '../interfaces/usage';

/** Four words in memory order, IPv4 mapped into IPv6, a scope (`%12`) left out; all zero for what is no address. */
export function addressWords(text: string): Uint32Array {
  const [address = ''] = text.split('%');
  if (isIPv4(address)) {
    const [first = 0, second = 0, third = 0, last = 0] = address.split('.').map(Number);
    return Uint32Array.of(0, 0, mappedPrefix, first | (second << 8) | (third << 16) | (last << 24));
  }
  if (!isIPv6(address)) return new Uint32Array(4);
  const [head = '', tail] = address.split('::');
  const parts = (some: string) => (some === '' ? [] : some.split(':').map((part) => parseInt(part, 16)));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const filled = [...before, ...new Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
  return new Uint32Array(Uint8Array.from(filled.flatMap((part) => [part >> 8, part & 0xff])).buffer);
}
