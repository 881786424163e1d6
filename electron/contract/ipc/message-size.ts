// How large and of what make a message of the window may be. Pure, and small: the preload looks before it sends, so that
// the page's own process pays for what is too large, and the gate looks again.
// Protects: the walk ends at a limit, whatever it is given.

/** Above what any call needs: a picture of a chart has 16 MiB at most, a text for the clipboard 100,000 characters. */
const largest = { values: 20_000, characters: 2_000_000, bytes: 17 * 1024 * 1024, levels: 32 } as const;

export const sizeProblems = ['too large', 'neither plain objects nor bytes'] as const;
export type SizeProblem = (typeof sizeProblems)[number];

/**
 * What is wrong with the size or the make of a message, null when nothing is. Only plain objects, arrays, bytes and
 * simple values pass; the walk ends at the limits, so that a circle ends it as well.
 */
export function sizeProblem(message: unknown): SizeProblem | null {
  const open: (readonly [value: unknown, level: number])[] = [[message, 0]];
  const found = { values: 1, characters: 0, bytes: 0 };
  for (let next = open.pop(); next; next = open.pop()) {
    const [value, level] = next;
    if (typeof value === 'string') found.characters += value.length;
    else if (value instanceof Uint8Array) found.bytes += value.byteLength;
    else if (typeof value === 'object' && value !== null) {
      if (level === largest.levels) return 'too large';
      if (Array.isArray(value)) {
        if (value.length > largest.values - found.values) return 'too large';
        found.values += value.length;
        for (const item of value as unknown[]) open.push([item, level + 1]);
      } else {
        if (!isPlain(value)) return 'neither plain objects nor bytes';
        for (const key in value) {
          found.values += 1;
          found.characters += key.length;
          if (found.values > largest.values || found.characters > largest.characters) return 'too large';
          open.push([(value as Record<string, unknown>)[key], level + 1]);
        }
      }
    }
    if (found.characters > largest.characters || found.bytes > largest.bytes) return 'too large';
  }
  return null;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
