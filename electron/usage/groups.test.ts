import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groups } from './groups';

const key = fc
  .tuple(...Array.from({ length: 5 }, () => fc.integer({ min: 0, max: 3 })), fc.nat(0xffff_ffff))
  .map(([a, b, c, d, , e]) => [a, b, c, d, e] as [number, number, number, number, number]);

it('counts each key as a map would, before and after it has grown, sample after sample', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.tuple(key, fc.integer({ min: 0, max: 2 })), { maxLength: 900, size: 'max' }), {
        minLength: 1,
        maxLength: 3,
      }),
      (samples) => {
        const counted = groups(3);
        for (const sample of samples) {
          counted.clear();
          const expected = new Map<string, number[]>();
          for (const [words, state] of sample) {
            const group = counted.find(...words);
            counted.add(group, state);
            const name = words.join();
            const states = expected.get(name) ?? [0, 0, 0];
            states[state] = (states[state] ?? 0) + 1;
            expected.set(name, states);
          }
          expect(counted.size()).toBe(expected.size);
          for (let group = 0; group < counted.size(); group += 1) {
            const states = expected.get([0, 1, 2, 3, 4].map((word) => counted.key(group, word)).join()) ?? [];
            expect(counted.byState(group)).toEqual(states);
            expect(counted.total(group)).toBe(states.reduce((sum, one) => sum + one, 0));
          }
        }
      },
    ),
    { numRuns: 30 },
  );
});

it('has room for any number of keys, and gives memory back that only one sample needed', () => {
  const counted = groups(1);
  const key = (id: number) => counted.find(id, 0, 0, 0, 0);
  for (let id = 1; id <= 100_000; id += 1) counted.add(key(id), 0);
  counted.add(key(70_000), 0);
  const largest = () => counted.top(1).map((group) => [counted.key(group, 0), counted.total(group)]);
  expect(counted.size()).toBe(100_000);
  expect(largest()).toEqual([[70_000, 2]]);
  for (let sample = 0; sample < 4; sample += 1) {
    counted.clear();
    for (const id of [5, 7, 7]) counted.add(key(id), 0);
    expect(largest()).toEqual([[7, 2]]);
    expect(counted.size()).toBe(2);
  }
});
