import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeProblem } from './message-size';

describe('the size of a message', () => {
  it('is fine for everything that calls send', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `Value${index}`);
    expect(sizeProblem({ name: 'restore.plan', input: { token: 'x', names, acceptDamaged: false } })).toBeNull();
    expect(
      sizeProblem({ name: 'usage.export', input: { kind: 'chart-png', png: new Uint8Array(16 * 1024 * 1024) } }),
    ).toBeNull();
    expect(sizeProblem({ name: 'clipboard.write', input: { text: 'x'.repeat(100_000) } })).toBeNull();
  });

  it.each<[string, unknown]>([
    ['a million keys', Object.fromEntries(Array.from({ length: 1_000_000 }, (_, index) => [`key${index}`, 0]))],
    ['33 levels', nested(33)],
    ['many values', Array.from({ length: 200 }, () => Array<number>(200).fill(0))],
    ['a sparse list', new Array(2 ** 32 - 1)],
    ['long texts', { text: 'x'.repeat(2_000_001) }],
    ['long names of fields', { ['x'.repeat(2_000_001)]: 1 }],
    ['many bytes', new Uint8Array(18 * 1024 * 1024)],
  ])('refuses %s', (_, message) => {
    expect(sizeProblem(message)).toBe('too large');
  });

  it.each<[string, unknown]>([
    ['a date', new Date()],
    ['a map', new Map()],
    ['a set', new Set()],
    ['an error', new Error('x')],
    ['a pattern', /x/],
    ['a buffer without a view', new ArrayBuffer(8)],
    ['numbers of another width', new Float64Array(2)],
    ['an object of a class', Object.create({ sly: true })],
  ])('refuses %s, however deep', (_, value) => {
    expect(sizeProblem({ name: 'x', input: [{ value }] })).toBe('neither plain objects nor bytes');
  });

  it('is found without looking at more than the limit', () => {
    let looked = 0;
    const message: Record<string, unknown> = {};
    for (let index = 0; index < 100_000; index += 1) {
      Object.defineProperty(message, `key${index}`, { enumerable: true, get: () => (looked += 1) });
    }
    expect(sizeProblem(message)).toBe('too large');
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThanOrEqual(20_000);
  });

  it('terminates for anything', () => {
    fc.assert(
      fc.property(
        fc.anything({ withMap: true, withSet: true, withTypedArray: true, withSparseArray: true }),
        (message) => {
          expect([null, 'too large', 'neither plain objects nor bytes']).toContain(sizeProblem(message));
        },
      ),
    );
  });
});

function nested(levels: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
}
