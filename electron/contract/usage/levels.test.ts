import { describe, expect, it } from 'vitest';
import { alertThresholds, levelOfShare, shareOfUsable } from './levels';

describe('the share of the usable ports', () => {
  it.each([
    [0, 16384, 0],
    [8192, 16384, 0.5],
    [16384, 16384, 1],
    [0, 0, 1],
    [5, 0, 1],
  ])('of %i of %i ports is %f', (ports, usable, share) => {
    expect(shareOfUsable(ports, usable)).toBe(share);
  });
});

describe('the level', () => {
  it.each([1, 10, 3976, 16384, 64511])('begins above its threshold, not at it, of %i ports', (usable) => {
    const wrong: number[] = [];
    for (let ports = 0; ports <= usable; ports += 1) {
      const expected = ports * 100 > usable * 80 ? 'critical' : ports * 100 > usable * 50 ? 'warning' : 'normal';
      if (levelOfShare(shareOfUsable(ports, usable)) !== expected) wrong.push(ports);
    }
    expect(wrong).toEqual([]);
  });

  it('has an alert for each, and one more before all ports are used', () => {
    expect(alertThresholds).toEqual([50, 80, 95]);
  });
});
