// How deeply the JSON of a stranger is nested, before anything reads it. Pure.

const signs = { quote: 0x22, backslash: 0x5c, open: [0x7b, 0x5b], close: [0x7d, 0x5d] } as const;

/** Levels of objects and lists in a text of one byte a sign (UTF-8); the count ends right above `most`. */
export function depthOf(bytes: Uint8Array, most: number): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const sign = bytes[at] ?? 0;
    if (isInText) {
      if (sign === signs.backslash) at += 1;
      else if (sign === signs.quote) isInText = false;
    } else if (sign === signs.quote) isInText = true;
    else if (sign === signs.open[0] || sign === signs.open[1]) {
      depth += 1;
      deepest = Math.max(deepest, depth);
      if (deepest > most) return deepest;
    } else if (sign === signs.close[0] || sign === signs.close[1]) depth -= 1;
  }
  return deepest;
}
