import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tcpState } from '../../interfaces/usage';
import { decodeTcpTables, ipv4Row, ipv6Row } from './tcp-table';

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
    bytes.writeUInt32LE(row.state, offset + layout.state);
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

describe('decodeTcpTables', () => {
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
    const snapshot = decodeTcpTables([{ bytes, row: ipv4Row }], 7);
    expect(snapshot).toMatchObject({ takenAt: 7, count: 1 });
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
    const snapshot = decodeTcpTables([{ bytes, row: ipv6Row }], 7);
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
        const snapshot = decodeTcpTables(
          [
            { bytes: table(ipv4Row, ipv4), row: ipv4Row },
            { bytes: table(ipv6Row, ipv6), row: ipv6Row },
          ],
          0,
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
    expect(decodeTcpTables([{ bytes: table(ipv4Row, [row], 1000, 13), row: ipv4Row }], 0).count).toBe(1);
  });

  it('ignores spare bytes after the announced rows', () => {
    const row = { state: 2, port: 80, processId: 4 };
    expect(decodeTcpTables([{ bytes: table(ipv6Row, [row, row, row], 2), row: ipv6Row }], 0).count).toBe(2);
  });

  it('has no rows where the system has no such table', () => {
    expect(decodeTcpTables([{ bytes: Buffer.alloc(0), row: ipv6Row }], 0).count).toBe(0);
  });

  it('treats a state number beyond a byte as no known state', () => {
    const snapshot = decodeTcpTables(
      [{ bytes: table(ipv4Row, [{ state: 261, port: 1, processId: 1 }]), row: ipv4Row }],
      0,
    );
    expect(snapshot.states[0]).toBe(tcpState.CLOSED);
  });
});
