import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpState } from '../../interfaces/usage';
import { socketColumns } from '../../common/socket-columns';
import { addRows, ipv4Row, ipv4Row2, ipv4UdpRow, ipv6Row, ipv6Row2, ipv6UdpRow, type RawTable } from './socket-table';

function decoded(...tables: RawTable[]) {
  const columns = socketColumns(0);
  for (const one of tables) addRows(one, columns);
  return columns;
}

interface Row {
  readonly state: number;
  readonly port: number;
  readonly processId: number;
}

/** A table as Windows lays it out; `announced` is the count in its header. */
function table(layout: typeof ipv4Row, rows: readonly Row[], announced = rows.length, spare = 0): Buffer {
  const bytes = Buffer.alloc(4 + rows.length * layout.size + spare, 0xcc);
  bytes.writeUInt32LE(announced, 0);
  rows.forEach((row, index) => {
    const offset = 4 + index * layout.size;
    bytes.writeUInt32LE(row.state, offset + (layout.tcp?.state ?? 0));
    bytes.writeUInt16BE(row.port, offset + layout.localPort);
    bytes.writeUInt32LE(row.processId, offset + layout.processId);
  });
  return bytes;
}

const rows = fc.array(
  fc.record({
    state: fc.integer({ min: 1, max: 12 }),
    port: fc.integer({ min: 0, max: 65535 }),
    processId: fc.integer({ min: 0, max: 0xffff_ffff }),
  }),
  { maxLength: 40 },
);

describe('addRows', () => {
  it('reads a row byte by byte as tcpmib.h lays it out', () => {
    const bytes = Buffer.from(
      '01000000' + // one entry
        '05000000' +
        '0a000005' +
        'c2430000' +
        '34010203' +
        '01bb0000' +
        '20040000', // ESTABLISHED 10.0.0.5:49731, PID 1056
      'hex',
    );
    const snapshot = decoded({ bytes, row: ipv4Row });
    expect(snapshot.count).toBe(1);
    expect([snapshot.localPorts[0], snapshot.states[0], snapshot.processIds[0]]).toEqual([
      49731,
      tcpState.ESTABLISHED,
      1056,
    ]);
    expect(snapshot.remotePorts[0]).toBe(443);
    expect([...new Uint8Array(snapshot.localAddresses.buffer, 0, 16)].slice(8)).toEqual([0, 0, 255, 255, 10, 0, 0, 5]);
    expect([...new Uint8Array(snapshot.remoteAddresses.buffer, 0, 16)].slice(8)).toEqual([0, 0, 255, 255, 52, 1, 2, 3]);
  });

  it('reads both addresses of an IPv6 row as they are in memory', () => {
    const bytes = Buffer.from(
      '01000000' +
        '20010db8000000000000000000000001' +
        '00000000' +
        'c2430000' +
        '20010db8000000000000000000000002' +
        '00000000' +
        '01bb0000' +
        '05000000' +
        '20040000',
      'hex',
    );
    const snapshot = decoded({ bytes, row: ipv6Row });
    expect([...new Uint8Array(snapshot.localAddresses.buffer, 0, 16)]).toEqual([
      0x20,
      1,
      0xd,
      0xb8,
      ...new Array<number>(11).fill(0),
      1,
    ]);
    expect([...new Uint8Array(snapshot.remoteAddresses.buffer, 0, 16)]).toEqual([
      0x20,
      1,
      0xd,
      0xb8,
      ...new Array<number>(11).fill(0),
      2,
    ]);
    expect([snapshot.localPorts[0], snapshot.remotePorts[0], snapshot.processIds[0]]).toEqual([49731, 443, 1056]);
  });

  it('puts IPv4 and IPv6 rows one after the other', () => {
    fc.assert(
      fc.property(rows, rows, (ipv4, ipv6) => {
        const snapshot = decoded(
          { bytes: table(ipv4Row, ipv4), row: ipv4Row },
          { bytes: table(ipv6Row, ipv6), row: ipv6Row },
        );
        const read = Array.from({ length: snapshot.count }, (_, index) => ({
          state: snapshot.states[index],
          port: snapshot.localPorts[index],
          processId: snapshot.processIds[index],
        }));
        expect(read).toEqual([...ipv4, ...ipv6]);
      }),
    );
  });

  it('trusts the bytes, not the count in the header, when the count is too large', () => {
    const row = { state: 2, port: 80, processId: 4 };
    expect(decoded({ bytes: table(ipv4Row, [row], 1000, 13), row: ipv4Row }).count).toBe(1);
  });

  it('ignores spare bytes after the announced rows', () => {
    const row = { state: 2, port: 80, processId: 4 };
    expect(decoded({ bytes: table(ipv6Row, [row, row, row], 2), row: ipv6Row }).count).toBe(2);
  });

  it('has no rows where the system has no such table', () => {
    expect(decoded({ bytes: Buffer.alloc(0), row: ipv6Row }).count).toBe(0);
  });

  it('treats a state number beyond a byte as no known state', () => {
    const snapshot = decoded({ bytes: table(ipv4Row, [{ state: 261, port: 1, processId: 1 }]), row: ipv4Row });
    expect(snapshot.states[0]).toBe(tcpState.CLOSED);
  });

  it('reads the rows of MIB_TCPTABLE2 and MIB_TCP6TABLE2, which end with how far a connection is off-loaded', () => {
    const ipv4 = '00000000' + '0a000005' + 'c2430000' + '00000000' + '00000000' + '20040000' + '00000000';
    const ipv6 =
      '20010db8000000000000000000000001' +
      '00000000' +
      'c2440000' +
      '00000000000000000000000000000000' +
      '00000000' +
      '00000000' +
      '00000000' +
      '21040000' +
      '00000000';
    const columns = socketColumns(0);
    addRows({ bytes: Buffer.from(`02000000${ipv4}${ipv4}`, 'hex'), row: ipv4Row2 }, columns, tcpState.BOUND);
    addRows({ bytes: Buffer.from(`01000000${ipv6}`, 'hex'), row: ipv6Row2 }, columns, tcpState.BOUND);
    expect(columns.count).toBe(3);
    expect([...columns.localPorts.subarray(0, 3)]).toEqual([49731, 49731, 49732]);
    expect([...columns.processIds.subarray(0, 3)]).toEqual([1056, 1056, 1057]);
    expect([...columns.states.subarray(0, 3)]).toEqual([tcpState.BOUND, tcpState.BOUND, tcpState.BOUND]);
    expect([...new Uint8Array(columns.localAddresses.buffer, 32, 16)].slice(0, 4)).toEqual([0x20, 1, 0xd, 0xb8]);
  });

  it('reads the rows of UDP, which have no state and no other end', () => {
    const ipv4 = '0a000005' + '14e90000' + '20040000';
    const ipv6 = '20010db8000000000000000000000001' + '00000000' + '14ea0000' + '21040000';
    const columns = decoded(
      { bytes: Buffer.from(`01000000${ipv4}`, 'hex'), row: ipv4UdpRow },
      { bytes: Buffer.from(`01000000${ipv6}`, 'hex'), row: ipv6UdpRow },
    );
    expect([...columns.localPorts.subarray(0, 2)]).toEqual([5353, 5354]);
    expect([...columns.processIds.subarray(0, 2)]).toEqual([1056, 1057]);
    expect([...columns.remotePorts.subarray(0, 2)]).toEqual([0, 0]);
    expect([...new Uint8Array(columns.localAddresses.buffer, 8, 8)]).toEqual([0, 0, 255, 255, 10, 0, 0, 5]);
  });
});
