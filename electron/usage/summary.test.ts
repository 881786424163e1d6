import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpStates } from '../contract/models';
import { tcpState, type PortTableSnapshot } from '../machine/machine';
import { summarise } from './summary';

const range = { start: 49152, number: 16384 };

function table(rows: readonly (readonly [port: number, state: number])[]): PortTableSnapshot {
  return {
    takenAt: 0,
    count: rows.length,
    localPorts: Uint16Array.from(rows, ([port]) => port),
    states: Uint8Array.from(rows, ([, state]) => state),
    processIds: new Uint32Array(rows.length),
  };
}

const countOf = (figures: ReturnType<typeof summarise>, state: (typeof tcpStates)[number]) => figures.byState[tcpStates.indexOf(state)];

describe('port usage', () => {
  it('counts the ports of the range, both ends included, and no others', () => {
    const figures = summarise(table([[49151, 5], [49152, 5], [65535, 11], [80, 2]]), range);
    expect(figures.inUse).toBe(2);
    expect(countOf(figures, 'ESTABLISHED')).toBe(1);
    expect(countOf(figures, 'TIME_WAIT')).toBe(1);
  });

  it('counts a port once that a listener shares with its connections', () => {
    const figures = summarise(table([[50000, tcpState.ESTABLISHED], [50000, tcpState.LISTEN], [50000, tcpState.TIME_WAIT]]), range);
    expect(figures.inUse).toBe(1);
    expect(countOf(figures, 'LISTEN')).toBe(1);
  });

  it('puts states without a group of their own under OTHER', () => {
    const figures = summarise(table([[50000, tcpState.FIN_WAIT_1], [50001, tcpState.LAST_ACK], [50002, 77]]), range);
    expect(countOf(figures, 'OTHER')).toBe(3);
  });

  it('adds up: the states sum to the distinct ports of the range', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        const distinct = new Set(rows.map(([port]) => port).filter((port) => port >= range.start));
        const figures = summarise(table(rows), range);
        expect(figures.inUse).toBe(distinct.size);
        expect(figures.byState.reduce((sum, count) => sum + count, 0)).toBe(distinct.size);
      }),
    );
  });
});
