import { describe, expect, it } from 'vitest';
import { stateRing, type StateRing } from './state-ring';

function append(ring: StateRing, at: number, byState: readonly number[] | null = [at, 2 * at]): void {
  ring.write(ring.append(), at, byState);
}

const moments = (ring: StateRing) => Array.from({ length: ring.size() }, (_, index) => ring.at(ring.row(index)));

describe('the ring of port usage', () => {
  it.each([0, 1, 2, 3, 4, 6, 7, 100])('keeps only the newest moments, oldest first, after %i of them', (count) => {
    const ring = stateRing(3);
    const all = Array.from({ length: count }, (_, index) => index + 1);
    for (const at of all) append(ring, at);
    expect(moments(ring)).toEqual(all.slice(-3));
    if (count > 0) expect(ring.at(ring.newest())).toBe(count);
  });

  it('holds the ports of each state and their sum, and nothing of the moment whose row it took', () => {
    const ring = stateRing(2);
    for (const at of [1, 2]) append(ring, at, [3, 4, 0, 0, 0, 0, 5]);
    append(ring, 3, null);
    const [before, newest] = [ring.row(0), ring.row(1)];
    expect([ring.ports(before, 0), ring.ports(before, 6), ring.total(before)]).toEqual([3, 5, 12]);
    expect([ring.ports(newest, 0), ring.ports(newest, 6), ring.total(newest)]).toEqual([0, 0, 0]);
  });

  it('keeps the distance of its moments when they are shifted', () => {
    const ring = stateRing(3);
    for (const at of [1000, 2000, 3000, 4000]) append(ring, at);
    ring.shiftBack(500);
    expect(moments(ring)).toEqual([1500, 2500, 3500]);
  });

  it('is empty after clearing, and can be filled again', () => {
    const ring = stateRing(3);
    for (const at of [1, 2, 3, 4, 5]) append(ring, at);
    ring.clear();
    expect(moments(ring)).toEqual([]);
    append(ring, 6);
    expect(moments(ring)).toEqual([6]);
  });
});
