// Addresses of a port table as people write them: IPv4 with dots, IPv6 shortened (RFC 5952).

/** Four words in memory order, as a port table holds them. */
export function addressText(word0: number, word1: number, word2: number, word3: number): string {
  const bytes = new Uint8Array(Uint32Array.of(word0, word1, word2, word3).buffer);
  const isMapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
  if (isMapped) return bytes.subarray(12).join('.');
  const parts = Array.from({ length: 8 }, (_, index) => ((bytes[index * 2] ?? 0) << 8) | (bytes[index * 2 + 1] ?? 0));
  const { start, length } = longestZeros(parts);
  const hex = (some: readonly number[]) => some.map((part) => part.toString(16)).join(':');
  return length < 2 ? hex(parts) : `${hex(parts.slice(0, start))}::${hex(parts.slice(start + length))}`;
}

function longestZeros(parts: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  parts.forEach((part, index) => {
    if (part !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}
