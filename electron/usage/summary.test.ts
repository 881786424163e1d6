import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpStates } from '../contract/usage/sample';
import { tcpState, type PortTableSnapshot } from '../machine/interfaces/usage';
import { portTable, type FixtureRow } from '../machine/common/port-table.fixture';
import { summarizer, type CountedByName, type UsageSummary } from './summary';
import { everywhere, naiveAddresses, naiveByState, naiveSockets, sum } from './summary.fixture';

const range = { start: 49152, number: 16384 };

function table(rows: readonly (readonly [port: number, state: number])[]): PortTableSnapshot {
  return portTable(rows.map(([port, state]) => ({ port, state })));
}

const ofRange = everywhere(range);

function summaryOf(rows: readonly FixtureRow[], counted: CountedByName = ofRange): UsageSummary {
  return summarizer().summarize(portTable(rows), counted);
}

const figuresOf = (rows: readonly (readonly [port: number, state: number])[]) =>
  summarizer().summarize(table(rows), everywhere(range)).figures;
const countOf = (figures: UsageSummary['figures'], state: (typeof tcpStates)[number]) =>
  figures.byState[tcpStates.indexOf(state)];

describe('port usage', () => {
  it('counts the ports of the range, both ends included, and no others', () => {
    const figures = figuresOf([
      [49151, 5],
      [49152, 5],
      [65535, 11],
      [80, 2],
    ]);
    expect(figures.inUse).toBe(2);
    expect(countOf(figures, 'ESTABLISHED')).toBe(1);
    expect(countOf(figures, 'TIME_WAIT')).toBe(1);
  });

  it('counts a port once that a listener shares with its connections', () => {
    const figures = figuresOf([
      [50000, tcpState.ESTABLISHED],
      [50000, tcpState.LISTEN],
      [50000, tcpState.TIME_WAIT],
    ]);
    expect(figures.inUse).toBe(1);
    expect(countOf(figures, 'LISTEN')).toBe(1);
  });

  it('puts states without a group of their own under OTHER', () => {
    const figures = figuresOf([
      [50000, tcpState.FIN_WAIT_1],
      [50001, tcpState.LAST_ACK],
      [50002, 77],
    ]);
    expect(countOf(figures, 'OTHER')).toBe(3);
  });

  it('adds up: the states sum to the distinct ports of the range', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 65535 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 300 }), (rows) => {
        const distinct = new Set(rows.map(([port]) => port).filter((port) => port >= range.start));
        const figures = figuresOf(rows);
        expect(figures.inUse).toBe(distinct.size);
        expect(sum(figures.byState)).toBe(distinct.size);
      }),
    );
  });
});

const small = everywhere({ start: 100, number: 10 });

describe('who uses the ports', () => {
  it('counts each address separately, with listeners on every address added', () => {
    const { tcp, figures } = summaryOf(
      [
        { port: 100, state: tcpState.ESTABLISHED, local: '10.0.0.1' },
        { port: 101, state: tcpState.TIME_WAIT, local: '10.0.0.1' },
        { port: 101, state: tcpState.ESTABLISHED, local: '10.0.0.2' },
        { port: 105, state: tcpState.LISTEN, local: '0.0.0.0', remotePort: 0 },
        { port: 105, state: tcpState.ESTABLISHED, local: '10.0.0.1' },
      ],
      small,
    );
    expect(figures.inUse).toBe(3);
    expect(tcp.addresses.map(({ address, ports }) => [address, ports])).toEqual([
      ['10.0.0.1', 3],
      ['10.0.0.2', 2],
    ]);
  });

  it('counts processes by ports and endpoints by connections, without what a listener accepted', () => {
    const { processes, endpoints } = summaryOf(
      [
        { port: 100, state: tcpState.ESTABLISHED, processId: 7, remote: '10.9.9.9', remotePort: 1433 },
        { port: 100, state: tcpState.ESTABLISHED, processId: 7, remote: '10.9.9.8', remotePort: 1433 },
        { port: 101, state: tcpState.TIME_WAIT, remote: '10.9.9.9', remotePort: 1433 },
        { port: 102, state: tcpState.LISTEN, processId: 8, remotePort: 0 },
        { port: 102, state: tcpState.ESTABLISHED, processId: 8, remotePort: 60000 },
      ],
      small,
    ).tcp;
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
    const { tcp, figures } = summaryOf(
      [{ port: 101, state: 5 }],
      everywhere({ start: 100, number: 10 }, [{ start: 105, number: 2 }]),
    );
    expect(figures).toMatchObject({ usable: 8, inUse: 1 });
    expect(tcp.ranges).toMatchObject([
      { name: 'ipv4Tcp', usable: 8, excluded: 2, largestFree: 3 },
      { name: 'ipv6Tcp', usable: 8, excluded: 2, largestFree: 5 },
    ]);
  });

  it('tells that the excluded ranges are unknown, and not that there are none', () => {
    const { tcp } = summaryOf([], everywhere(range, null));
    expect(tcp.ranges.map(({ excluded, usable }) => [excluded, usable])).toEqual([
      [null, 16384],
      [null, 16384],
    ]);
  });

  it('has the limit of the range that is fullest, of IPv4 while none is in use, and not that of both together', () => {
    const excluding = { ...everywhere(range), ipv4Tcp: { range, excluded: [{ start: 49152, number: 1484 }] } };
    expect(summaryOf([], excluding).figures).toMatchObject({ range, usable: 14900 });
    expect(summaryOf([{ port: 60000, state: 5 }], excluding).figures.usable).toBe(14900);
  });

  it('counts the ports that came into use since the last time', () => {
    const { summarize } = summarizer();
    expect(summarize(table([[100, 5]]), small).tcp.newPorts).toBeNull();
    expect(
      summarize(
        table([
          [100, 11],
          [101, 5],
          [102, 5],
        ]),
        small,
      ).tcp.newPorts,
    ).toBe(2);
    expect(summarize(table([[102, 5]]), small).tcp.newPorts).toBe(0);
  });

  it('finds a full address among 200 others, wherever it is in the table', () => {
    const others = Array.from({ length: 600 }, (_, index): FixtureRow => ({
      port: 49152 + index,
      state: 5,
      local: `10.1.0.${1 + (index % 200)}`,
    }));
    const full = Array.from({ length: range.number }, (_, index): FixtureRow => ({
      port: range.start + index,
      state: 5,
      local: '10.1.0.250',
      remote: '203.0.113.9',
    }));
    const [ipv4] = summaryOf([...others, ...full]).tcp.ranges;
    expect(ipv4?.busiest).toMatchObject({ address: '10.1.0.250', ports: 16384, usable: 16384 });
  });

  it('does not take many connections of one port for many ports', () => {
    const accepted = Array.from({ length: 500 }, (_, index): FixtureRow => ({
      port: 50000,
      state: 5,
      local: '10.0.0.1',
      remotePort: 1000 + index,
    }));
    const two = [50001, 50002].map((port): FixtureRow => ({ port, state: 5, local: '10.0.0.2' }));
    const { addresses } = summaryOf([...accepted, ...two]).tcp;
    expect(addresses.map(({ address, ports }) => [address, ports])).toEqual([
      ['10.0.0.2', 2],
      ['10.0.0.1', 1],
    ]);
  });

  it('counts each version of IP against its own range: a full ::1 is full, however wide the range of IPv4 is', () => {
    const rows = Array.from({ length: 16384 }, (_, index): FixtureRow => ({
      port: 49152 + index,
      state: 5,
      local: '::1',
      remote: '::1',
    }));
    const wide = { range: { start: 1025, number: 64511 }, excluded: [] };
    const { tcp, figures } = summaryOf(rows, { ...everywhere(range), ipv4Tcp: wide });
    expect(figures).toMatchObject({ range, usable: 16384 });
    expect(tcp.ranges).toMatchObject([
      { name: 'ipv4Tcp', ports: 0, usable: 64511, busiest: null },
      { name: 'ipv6Tcp', ports: 16384, usable: 16384, busiest: { address: '::1', ports: 16384, usable: 16384 } },
    ]);
  });

  it('takes a socket on :: for one of IPv4 too only where the table has no row for that', () => {
    const rows: FixtureRow[] = [{ port: 50000, state: tcpState.LISTEN, local: '::', remotePort: 0 }];
    const portsOf = (isDualStack: boolean) =>
      summarizer({ isDualStack })
        .summarize(portTable(rows), everywhere(range))
        .tcp.ranges.map(({ ports }) => ports);
    expect(portsOf(false)).toEqual([0, 1]);
    expect(portsOf(true)).toEqual([1, 1]);
  });

  it('counts a connection to oneself that is in TIME_WAIT at the side of the server alone', () => {
    const rows = Array.from({ length: 16383 }, (_, index): FixtureRow => ({
      port: 8080,
      state: tcpState.TIME_WAIT,
      local: '100.100.100.108',
      remote: '100.100.100.108',
      remotePort: 49152 + index,
    }));
    const { figures, tcp } = summaryOf(rows);
    expect(countOf(figures, 'TIME_WAIT')).toBe(16383);
    expect(tcp.ranges[0]?.busiest).toMatchObject({ address: '100.100.100.108', ports: 16383 });
    expect(tcp.endpoints).toMatchObject([{ address: '100.100.100.108', port: 8080, ports: 16383 }]);
  });

  it('counts no port for a server that has left a connection to oneself, where the row is that of the client', () => {
    const { figures } = summaryOf([
      { port: 50000, state: tcpState.TIME_WAIT, local: '127.0.0.1', remote: '127.0.0.1', remotePort: 51000 },
    ]);
    expect(figures.inUse).toBe(1);
  });

  it('names the holder of a port of IPv6 beside that of IPv4', () => {
    const { processes } = summaryOf([
      { port: 50000, state: 5, processId: 7 },
      { port: 50000, state: 5, processId: 8, local: 'fe80::1', remote: 'fe80::2' },
      { port: 50001, state: 5, processId: 7 },
      { port: 50001, state: 5, processId: 7, local: 'fe80::1', remote: 'fe80::2' },
    ]).tcp;
    expect(processes.map(({ processId, ports }) => [processId, ports])).toEqual([
      [7, 2],
      [8, 1],
    ]);
  });

  it('finds the largest of any number of processes and endpoints', () => {
    const crowd = Array.from({ length: 40_000 }, (_, index): FixtureRow => ({
      port: 20_000 + index,
      state: 5,
      processId: 1000 + index,
      remote: `10.${index >> 12}.${(index >> 4) & 255}.${index & 15}`,
    }));
    const largest = [1, 2].map((port): FixtureRow => ({ port, state: 5, processId: 9, remote: '203.0.113.1' }));
    const { processes, endpoints } = summaryOf([...crowd, ...largest], everywhere({ start: 1, number: 65535 })).tcp;
    expect(processes[0]).toMatchObject({ processId: 9, ports: 2 });
    expect(endpoints[0]).toMatchObject({ address: '203.0.113.1', ports: 2 });
  });
});

const held = (port: number, processId: number, remote = '10.9.9.9'): FixtureRow => ({
  port,
  state: 5,
  processId,
  remote,
});
const waiting = (port: number, remote = '10.9.9.9'): FixtureRow => ({ port, state: tcpState.TIME_WAIT, remote });

/** What is left of one table after the other. */
function summariesOf(tables: readonly (readonly FixtureRow[])[], forgotten: readonly number[] = []) {
  const { summarize, forget } = summarizer();
  return tables.map((rows, index) => {
    const { tcp } = summarize(portTable(rows, 1000 * (index + 1)), ofRange);
    forgotten.forEach(forget);
    return tcp;
  });
}

describe('between two tables', () => {
  it('remembers who held a connection that is in TIME_WAIT now', () => {
    const [first, second, third] = summariesOf([
      [held(50000, 7), held(50001, 7), held(50002, 8)],
      [waiting(50000), waiting(50001), waiting(50002), waiting(50003), held(50004, 8)],
      [waiting(50000), waiting(50001), waiting(50002), waiting(50003), held(50004, 8)],
    ]);
    expect(first?.endpoints).toMatchObject([{ lastOwner: null }]);
    for (const later of [second, third]) {
      expect(later?.endpoints).toMatchObject([
        { address: '10.9.9.9', ports: 5, lastOwner: { processId: 7, ports: 2 } },
      ]);
      expect(later?.processes.map(({ processId, ports, released }) => [processId, ports, released])).toEqual([
        [0, 4, 0],
        [8, 1, 1],
        [7, 0, 2],
      ]);
    }
  });

  it('attributes nothing that was not seen: another connection from the same port, or one of a process that ended', () => {
    const other = summariesOf([[held(50000, 7)], [waiting(50000, '10.9.9.8')]]);
    expect(other.at(-1)?.endpoints).toMatchObject([{ address: '10.9.9.8', lastOwner: null }]);
    const gone = summariesOf([[held(50000, 7)], [], [waiting(50000)]]);
    expect(gone.at(-1)?.endpoints).toMatchObject([{ lastOwner: null }]);
    const reused = summariesOf([[held(50000, 7)], [waiting(50000)]], [7]);
    expect(reused.at(-1)?.endpoints).toMatchObject([{ lastOwner: null }]);
    expect(reused.at(-1)?.processes.map(({ released }) => released)).toEqual([0]);
  });

  it('knows the owner of a connection to oneself by the side of the server', () => {
    const own = '10.0.0.1';
    const [, later] = summariesOf([
      [{ port: 50000, state: 5, processId: 7, local: own, remote: own, remotePort: 8080 }],
      [{ port: 8080, state: tcpState.TIME_WAIT, local: own, remote: own, remotePort: 50000 }],
    ]);
    expect(later?.endpoints).toMatchObject([
      { address: own, port: 8080, newConnections: 0, lastOwner: { processId: 7, ports: 1 } },
    ]);
  });

  it('counts the connections to a remote end that were not there before, whatever became of them', () => {
    const [first, second] = summariesOf([
      [held(50000, 7), held(50001, 7)],
      [waiting(50000), held(50001, 7), waiting(50002), held(50003, 7), held(50000, 7, '10.9.9.8')],
    ]);
    expect(first?.endpoints.map(({ newConnections }) => newConnections)).toEqual([null]);
    expect(second?.endpoints.map(({ address, newConnections }) => [address, newConnections])).toEqual([
      ['10.9.9.9', 2],
      ['10.9.9.8', 1],
    ]);
  });

  it('knows since when a process was seen with a port, without a pause', () => {
    const seen = summariesOf([[held(50000, 7)], [held(50001, 7), held(50002, 8)], [held(50002, 8)], [held(50000, 7)]]);
    expect(seen.map(({ seenSince }) => [seenSince.get(7), seenSince.get(8)])).toEqual([
      [1000, undefined],
      [1000, 2000],
      [undefined, 2000],
      [4000, undefined],
    ]);
  });

  it('remembers as a map of whole connections would, over any tables', () => {
    const anyConnection = fc.record({
      port: fc.integer({ min: 49152, max: 49160 }),
      state: fc.constantFrom(5, 11),
      processId: fc.integer({ min: 0, max: 3 }),
      local: fc.constantFrom('10.0.0.1', '10.0.0.2', 'fe80::1'),
      remote: fc.constantFrom('10.9.9.9', '10.9.9.8', 'fe80::2'),
    });
    const nameOf = ({ port, local, remote }: FixtureRow) => `${port} ${local} ${remote}`;
    const tables = fc.array(fc.uniqueArray(anyConnection, { selector: nameOf, maxLength: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(tables, (all) => {
        const { summarize } = summarizer();
        let owners = new Map<string, number>();
        all.forEach((rows, index) => {
          const { endpoints } = summarize(portTable(rows), ofRange).tcp;
          for (const { address, newConnections, lastOwner } of endpoints) {
            const own = rows.filter(({ remote }) => remote === address);
            const isNew = own.filter((row) => !owners.has(nameOf(row))).length;
            expect(newConnections).toBe(index === 0 ? null : isNew);
            const last = own.flatMap((row) => (row.state === 11 ? (owners.get(nameOf(row)) ?? 0) : 0));
            const counts = [1, 2, 3].map((processId) => last.filter((owner) => owner === processId).length);
            expect(lastOwner?.ports ?? 0).toBe(Math.max(...counts));
            if (lastOwner) expect(counts[lastOwner.processId - 1]).toBe(lastOwner.ports);
          }
          owners = new Map(
            rows.map((row) => [nameOf(row), row.processId === 0 ? (owners.get(nameOf(row)) ?? 0) : row.processId]),
          );
        });
      }),
    );
  });
});

describe('UDP', () => {
  it('is counted like TCP, against its own ranges, as bound', () => {
    const udp = [
      { port: 50000, processId: 4, local: '0.0.0.0' },
      { port: 50001, processId: 4, local: '0.0.0.0' },
      { port: 50001, processId: 5, local: '::' },
      { port: 53, processId: 4, local: '0.0.0.0' },
    ];
    const summary = summarizer().summarize(portTable([], 1, { udp }), everywhere(range));
    expect(summary.figures.inUse).toBe(0);
    expect(summary.udp?.ranges).toMatchObject([
      { name: 'ipv4Udp', ports: 2, busiest: { address: '0.0.0.0', ports: 2 } },
      { name: 'ipv6Udp', ports: 1, busiest: { address: '::', ports: 1 } },
    ]);
    expect(summary.udp?.byState[tcpStates.indexOf('BOUND')]).toBe(2);
    expect(summary.udp?.processes.map(({ processId, ports }) => [processId, ports])).toEqual([
      [4, 2],
      [5, 1],
    ]);
  });

  it('is unknown where its sockets or ranges could not be read', () => {
    const { summarize } = summarizer();
    expect(summarize(portTable([], 1, { udp: null }), everywhere(range)).udp).toBeNull();
    const unknown = { ...everywhere(range), ipv4Udp: null, ipv6Udp: null };
    expect(summarize(portTable([]), unknown).udp).toBeNull();
    const half = { ...everywhere(range), ipv4Udp: null };
    expect(summarize(portTable([]), half).udp?.ranges.map(({ name }) => name)).toEqual(['ipv6Udp']);
  });
});

const anyRow: fc.Arbitrary<FixtureRow> = fc.record({
  port: fc.integer({ min: 90, max: 180 }),
  state: fc.constantFrom(2, 3, 5, 6, 8, 11, 11, 100),
  processId: fc.integer({ min: 0, max: 9 }),
  local: fc.constantFrom('10.0.0.1', '10.0.0.2', '0.0.0.0', '::', '::1', 'fe80::1'),
  remote: fc.constantFrom('10.0.0.1', '10.0.0.2', '::1', '10.9.9.9'),
  remotePort: fc.integer({ min: 90, max: 180 }),
});
const anyPart = fc.record({ start: fc.integer({ min: 80, max: 190 }), number: fc.integer({ min: 1, max: 30 }) });
const anyRange = fc.record({
  range: fc.record({ start: fc.integer({ min: 90, max: 150 }), number: fc.integer({ min: 1, max: 90 }) }),
  excluded: fc.option(fc.array(anyPart, { maxLength: 5 })),
});

describe('the summary of any table', () => {
  it('has the figures of a naive count, in and outside of any ranges', () => {
    // One summarizer for all tables: nothing of the last one may be left.
    const { summarize } = summarizer();
    fc.assert(
      fc.property(
        fc.array(anyRow, { maxLength: 300 }),
        anyRange,
        fc.option(anyRange),
        anyRange,
        (rows, ipv4Tcp, ipv6Tcp, ipv4Udp) => {
          const { figures, tcp, udp } = summarize(portTable(rows, 1, { udp: rows }), {
            ipv4Tcp,
            ipv6Tcp,
            ipv4Udp,
            ipv6Udp: null,
          });
          const sockets = naiveSockets(rows, [ipv4Tcp, ipv6Tcp]);
          expect(figures.byState).toEqual(naiveByState(sockets));
          expect(figures.inUse).toBe(sum(figures.byState));
          expect(tcp.ranges.map(({ usable }) => usable)).toContain(figures.usable);
          const expected = ([4, 6] as const).filter((version) => version === 4 || ipv6Tcp !== null);
          expect(tcp.ranges.map(({ byState }) => byState)).toEqual(
            expected.map((version) => naiveByState(sockets.filter((socket) => socket.version === version))),
          );
          const byAddress = expected.flatMap((version) => [
            ...naiveAddresses(sockets.filter((socket) => socket.version === version)),
          ]);
          for (const [address, byState] of byAddress)
            expect(tcp.addresses.find((usage) => usage.address === address)).toMatchObject({
              byState,
              ports: sum(byState),
            });
          for (const { processId, ports } of tcp.processes)
            expect(ports).toBeLessThanOrEqual(
              new Set(
                sockets.filter((socket) => processId === 0 || socket.processId === processId).map(({ port }) => port),
              ).size,
            );
          expect(tcp.processes.reduce((total, { ports }) => total + ports, 0)).toBeGreaterThanOrEqual(figures.inUse);
          const bound = rows.map((row) => ({ ...row, state: 100 }));
          expect(udp?.byState).toEqual(naiveByState(naiveSockets(bound, [ipv4Udp, null])));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same in any order of its rows', () => {
    const counted = everywhere({ start: 100, number: 70 }, [{ start: 120, number: 5 }]);
    const shape = (rows: readonly FixtureRow[]) => {
      const { figures, tcp } = summaryOf(rows, counted);
      const ranges = tcp.ranges.map(({ ports, byState, largestFree, busiest }) => [
        ports,
        byState,
        largestFree,
        busiest?.ports,
      ]);
      return [figures, ranges, tcp.addresses.map(({ ports }) => ports), tcp.endpoints.map(({ ports }) => ports)];
    };
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 120 }), (rows) => {
        expect(shape([...rows].reverse())).toEqual(shape(rows));
      }),
    );
  });
});
