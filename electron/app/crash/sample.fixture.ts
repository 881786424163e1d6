// Which of many cases a test runs: a seeded sample, or all of them.

export const isAll = process.env.EPW_ALL === '1';
const seed = Number(process.env.EPW_SEED ?? 1);

/** For a complete run: prints what was counted. */
export function printCount(text: string): void {
  if (isAll) process.stdout.write(`${text}\n`);
}

/** `count` of `cases` in their order; EPW_SEED selects others, EPW_ALL=1 all of them. */
export function sampled<T>(cases: readonly T[], count: number, random = randomFrom(seed)): T[] {
  if (isAll || cases.length <= count) return [...cases];
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(Math.floor(random() * cases.length));
  return cases.filter((_case, index) => chosen.has(index));
}

/** `cases`, shuffled. */
export function shuffled<T>(cases: readonly T[], random = randomFrom(seed)): T[] {
  return cases
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

/** Numbers from 0 to below 1 (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
