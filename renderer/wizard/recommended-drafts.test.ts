import { describe, expect, it } from 'vitest';
import type { Recommendation } from '../../electron/contract/diagnosis/recommendation';
import type { RangeName } from '../../electron/contract/port-ranges/dynamic-ranges';
import { recommendedDrafts } from './recommended-drafts';

const notes = {
  start: { code: 'limit' },
  end: { code: 'limit' },
  listeners: [],
  excluded: 0,
  isEnough: true,
  leavesWslBlock: null,
  usableBefore: 16_384,
  usableAfter: 50_536,
} as const;

const range = (names: readonly RangeName[]): Recommendation => ({
  kind: 'range',
  names,
  range: { start: 15_000, number: 50_536 },
  ...notes,
});

const set = { choice: 'set', start: '15000', number: '50536' };

describe('the choices that follow from a recommendation', () => {
  it.each([
    [['ipv4Tcp', 'ipv6Tcp'], { range: set }],
    [['ipv6Tcp'], { range: set }],
    [['ipv4Udp', 'ipv6Udp'], { udpRange: set }],
    [['ipv4Tcp', 'ipv6Tcp', 'ipv4Udp', 'ipv6Udp'], { range: set, udpRange: set }],
  ] as const)('set the range of the transport of %j', (names, expected) => {
    expect(recommendedDrafts(range(names))).toEqual(expected);
  });

  it('set MaxUserPort on the releases that go by it', () => {
    const recommendation: Recommendation = {
      kind: 'MaxUserPort',
      names: ['ipv4Tcp'],
      range: { start: 1025, number: 18_976 },
      ...notes,
    };
    expect(recommendedDrafts(recommendation)).toEqual({ MaxUserPort: { choice: 'set', text: '20000' } });
  });

  it('are none without a recommendation, and before a verdict', () => {
    expect(recommendedDrafts({ kind: 'none', why: 'leak' })).toEqual({});
    expect(recommendedDrafts(null)).toEqual({});
  });
});
