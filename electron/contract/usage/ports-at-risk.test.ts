import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullestRange, riskOf, shareAtRisk } from './ports-at-risk';
import type { RangeUsage } from './usage';

const byState: number[] = [];

function range(name: RangeUsage['name'], usable: number, ports: number, atOne: number | null): RangeUsage {
  const busiest = atOne === null ? null : { address: '10.0.0.1', ports: atOne, byState, usable };
  return {
    name,
    range: { start: 1025, number: usable },
    usable,
    excluded: 0,
    largestFree: 0,
    busiest,
    ports,
    byState,
  };
}

describe('where the ports run out first', () => {
  it('is the fullest address', () => {
    expect(riskOf(range('ipv4Tcp', 1000, 900, 600))).toEqual({
      range: 'ipv4Tcp',
      ports: 600,
      usable: 1000,
      address: '10.0.0.1',
    });
  });

  it('is all addresses together, once they leave no port', () => {
    expect(riskOf(range('ipv4Tcp', 1000, 994, 300))).toMatchObject({ ports: 300 });
    expect(riskOf(range('ipv4Tcp', 1000, 995, 300))).toMatchObject({ ports: 995, address: null });
    expect(riskOf(range('ipv4Tcp', 1000, 1000, 1000))).toMatchObject({ ports: 1000, address: '10.0.0.1' });
  });

  it('is the range with the greatest share, not with the most ports', () => {
    const ranges = [range('ipv4Tcp', 64511, 20_000, 20_000), range('ipv6Tcp', 16384, 16384, 16384)];
    expect(fullestRange(ranges, 'tcp')).toMatchObject({ range: 'ipv6Tcp', ports: 16384, usable: 16384 });
    expect(fullestRange(ranges, 'udp')).toBeNull();
  });

  it('has no usable port where excluded ranges took them all', () => {
    expect(shareAtRisk(riskOf(range('ipv4Tcp', 0, 0, null)))).toBe(1);
  });

  it('is never better with more ports in use', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), (atOne, others, more) => {
        const share = (one: number, all: number) => shareAtRisk(riskOf(range('ipv4Tcp', 1000, all, one)));
        const all = Math.min(1000, atOne + others);
        expect(share(Math.min(1000, atOne + more), Math.min(1000, all + more))).toBeGreaterThanOrEqual(
          share(atOne, all),
        );
      }),
    );
  });
});
