import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callNames, type CallName } from '../contract/names';
import { callLimits, sizeProblem, type Admit } from './call-limits';

/** How many of 1,000 calls, each ended before the next, are let through. */
function letThrough(admit: Admit, name: CallName): number {
  let count = 0;
  for (let call = 0; call < 1000; call += 1) {
    const end = admit(name);
    if (end) count += 1;
    end?.();
  }
  return count;
}

describe('the limits of calls', () => {
  it('lets 200 calls that answer the page through in a burst, and 20 a second from then on', () => {
    let now = 0;
    const admit = callLimits(() => now);
    expect(letThrough(admit, 'machine.describe')).toBe(200);
    now += 1000;
    expect(letThrough(admit, 'machine.describe')).toBe(20);
    now += 3_600_000;
    expect(letThrough(admit, 'machine.describe')).toBe(200);
  });

  it('lets one call that reaches outside begin at a time, and 20 in a minute from then on', () => {
    let now = 0;
    const admit = callLimits(() => now);
    const first = admit('plan.apply');
    expect(first).not.toBeNull();
    expect(admit('plan.apply')).toBeNull();
    first?.();
    expect(letThrough(admit, 'plan.apply')).toBe(19);
    now += 60_000;
    expect(letThrough(admit, 'plan.apply')).toBe(20);
  });

  it('never has more than 64 calls at work, whatever they are', () => {
    const admit = callLimits(() => 0);
    const begun = callNames.flatMap((name) => Array.from({ length: 100 }, () => admit(name)).filter(Boolean));
    expect(begun).toHaveLength(64);
  });
});

describe('the size of a message', () => {
  it('is no concern for what calls send', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `Value${index}`);
    expect(sizeProblem({ name: 'restore.plan', input: { token: 'x', names, acceptBrokenSeal: false } })).toBeNull();
    expect(sizeProblem({ name: 'usage.export', input: { kind: 'chart-png', png: new Uint8Array(16 * 1024 * 1024) } })).toBeNull();
    expect(sizeProblem({ name: 'clipboard.write', input: { text: 'x'.repeat(100_000) } })).toBeNull();
  });

  it.each<[string, unknown]>([
    ['many values', Array.from({ length: 200 }, () => Array<number>(200).fill(0))],
    ['a sparse list', new Array(2 ** 32 - 1)],
    ['long texts', { text: 'x'.repeat(2_000_001) }],
    ['long names of fields', { ['x'.repeat(2_000_001)]: 1 }],
    ['many bytes', new Uint8Array(18 * 1024 * 1024)],
  ])('refuses %s', (_, message) => {
    expect(sizeProblem(message)).toBe('too large');
  });

  it.each<[string, unknown]>([
    ['a date', new Date()], ['a map', new Map()], ['a set', new Set()], ['an error', new Error('x')], ['a pattern', /x/],
    ['a buffer without a view', new ArrayBuffer(8)], ['numbers of another width', new Float64Array(2)],
    ['an object of a class', Object.create({ sly: true })],
  ])('refuses %s, however deep', (_, value) => {
    expect(sizeProblem({ name: 'x', input: [{ value }] })).toBe('neither plain objects nor bytes');
  });

  it('comes to an end for anything', () => {
    fc.assert(fc.property(fc.anything({ withMap: true, withSet: true, withTypedArray: true, withSparseArray: true }), (message) => {
      expect([null, 'too large', 'neither plain objects nor bytes']).toContain(sizeProblem(message));
    }));
  });
});
