import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpStates } from '../contract/usage/sample';
import { tcpState, type PortTableSnapshot } from '../machine/interfaces/usage';
import { portTable, type FixtureRow } from '../machine/common/port-table.fixture';
import { summarize, summarizer } from './summary';

const range = { start: 49152, number: 16384 };

function table(rows: readonly (readonly [port: number, state: number])[]): PortTableSnapshot {
  return portTable(rows.map(([port, state]) => ({ port, state })));
}

const countOf = (figures: ReturnType<typeof summarize>, state: (typeof tcpStates)[number]) =>
  figures.byState[tcpStates.indexOf(state)];

describe('port usage', () => {
  it('counts the ports of the range, both ends included, and no others', () => {
    const figures = summarize(
      table([
        [49151, 5],
        [49152, 5],
        [65535, 11],
        [80, 2],
      ]),
      range,
    );
    expect(figures.inUse).toBe(2);
    expect(countOf(figures, 'ESTABLISHED')).toBe(1);
    expect(countOf(figures, 'TIME_WAIT')).toBe(1);
  });

  it('counts a port once that a listener shares with its connections', () => {
    const figures = summarize(
      table([
        [50000, tcpState.ESTABLISHED],
        [50000, tcpState.LISTEN],
        [50000, tcpState.TIME_WAIT],
      ]),
      range,
    );
    expect(figures.inUse).toBe(1);
    expect(countOf(figures, 'LISTEN')).toBe(1);
  });

  it('puts states without a group of their own under OTHER', () => {
    const figures = summarize(
      table([
        [50000, tcpState.FIN_WAIT_1],
        [50001, tcpState.LAST_ACK],
        [50002, 77],
      ]),
      range,
    );
    expect(countOf(figures, 'OTHER')).toBe(3);
  });

  it('adds up: the states sum to the distinct ports of the range', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        const distinct = new Set(rows.map(([port]) => port).filter((port) => port >= range.start));
        const figures = summarize(table(rows), range);
        expect(figures.inUse).toBe(distinct.size);
        expect(figures.byState.reduce((sum, count) => sum + count, 0)).toBe(distinct.size);
      }),
    );
  });
});

const small = { range: { start: 100, number: 10 }, excluded: [] };

describe('who uses the ports', () => {
  it('counts each address separately, with listeners on every address added', () => {
    const { addresses, figures } = summarizer()(
      portTable([
        { port: 100, state: tcpState.ESTABLISHED, local: '10.0.0.1' },
        { port: 101, state: tcpState.TIME_WAIT, local: '10.0.0.1' },
        { port: 101, state: tcpState.ESTABLISHED, local: '10.0.0.2' },
        { port: 105, state: tcpState.LISTEN, local: '0.0.0.0', remotePort: 0 },
        { port: 105, state: tcpState.ESTABLISHED, local: '10.0.0.1' },
      ]),
      small,
    );
    expect(figures.inUse).toBe(3);
    expect(addresses.map(({ address, ports }) => [address, ports])).toEqual([
      ['10.0.0.1', 3],
      ['10.0.0.2', 2],
    ]);
  });

  it('counts processes by ports and endpoints by connections, without what a listener accepted', () => {
    const { processes, endpoints } = summarizer()(
      portTable([
        { port: 100, state: tcpState.ESTABLISHED, processId: 7, remote: '10.9.9.9', remotePort: 1433 },
        { port: 100, state: tcpState.ESTABLISHED, processId: 7, remote: '10.9.9.8', remotePort: 1433 },
        { port: 101, state: tcpState.TIME_WAIT, remote: '10.9.9.9', remotePort: 1433 },
        { port: 102, state: tcpState.LISTEN, processId: 8, remotePort: 0 },
        { port: 102, state: tcpState.ESTABLISHED, processId: 8, remotePort: 60000 },
      ]),
      small,
    );
    expect(processes.map(({ processId, ports }) => [processId, ports]).sort()).toEqual([
      [0, 1],
      [7, 1],
      [8, 1],
    ]);
    expect(endpoints.map(({ address, port, ports }) => [address, port, ports])).toEqual([
      ['10.9.9.9', 1433, 2],
      ['10.9.9.8', 1433, 1],
    ]);
  });

  it('finds the longest run of free ports, cut by excluded ranges', () => {
    const summary = summarizer()(portTable([{ port: 101, state: 5 }]), {
      range: { start: 100, number: 10 },
      excluded: [{ start: 105, number: 2 }],
    });
    expect(summary).toMatchObject({ largestFree: 3, excluded: 2, figures: { usable: 8, inUse: 1 } });
  });

  it('counts the ports that came into use since the last time', () => {
    const summarize = summarizer();
    expect(summarize(table([[100, 5]]), small).newPorts).toBeNull();
    expect(
      summarize(
        table([
          [100, 11],
          [101, 5],
          [102, 5],
        ]),
        small,
      ).newPorts,
    ).toBe(2);
    expect(summarize(table([[102, 5]]), small).newPorts).toBe(0);
  });

  it('adds up whatever the table contains: processes sum to the ports in use, no address has more', () => {
    const row: fc.Arbitrary<FixtureRow> = fc.record({
      port: fc.integer({ min: 90, max: 400 }),
      state: fc.integer({ min: 1, max: 12 }),
      processId: fc.integer({ min: 0, max: 9 }),
      local: fc.constantFrom('10.0.0.1', '10.0.0.2', '0.0.0.0'),
      remotePort: fc.integer({ min: 1, max: 3 }),
    });
    const counted = { range: { start: 100, number: 250 }, excluded: [{ start: 120, number: 20 }] };
    const summarize = summarizer();
    fc.assert(
      fc.property(fc.array(row, { maxLength: 400 }), (rows) => {
        const inRange = rows.filter(({ port }) => port >= 100 && port < 350 && !(port >= 120 && port < 140));
        const { figures, processes, addresses, largestFree } = summarize(portTable(rows), counted);
        const distinct = (some: readonly FixtureRow[]) => new Set(some.map(({ port }) => port)).size;
        expect(figures).toMatchObject({ inUse: distinct(inRange), usable: 230 });
        expect(processes.reduce((sum, { ports }) => sum + ports, 0)).toBe(figures.inUse);
        for (const { address, ports, byState } of addresses) {
          expect(ports).toBe(distinct(inRange.filter(({ local }) => local === address || local === '0.0.0.0')));
          expect(byState.reduce((sum, count) => sum + count, 0)).toBe(ports);
        }
        expect(largestFree).toBeLessThanOrEqual(figures.usable - figures.inUse);
      }),
    );
  });
});
