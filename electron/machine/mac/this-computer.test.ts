import { describe, expect, it } from 'vitest';
import { tcpState } from '../interfaces/usage';
import { socketColumns } from '../common/socket-columns';
import { addressWords } from './connections';
import { readSysctlRange, snapshotOfConnections } from './this-computer';

const connection = {
  protocol: 'tcp4',
  localAddress: '10.0.0.1',
  localPort: '50000',
  peerAddress: '10.0.0.2',
  peerPort: '443',
  state: 'ESTABLISHED',
  pid: 7,
  process: 'x',
};

describe('the sockets of a Mac', () => {
  it('are the TCP connections with a port, with UDP counted', () => {
    const rows = [
      connection,
      { ...connection, protocol: 'udp4' },
      { ...connection, localPort: '*' },
      { ...connection, peerPort: '*', state: 'LISTEN' },
    ];
    const table = snapshotOfConnections(rows, socketColumns(0));
    expect(table).toMatchObject({ count: 2, udpCount: 1 });
    expect([...table.states.subarray(0, 2)]).toEqual([tcpState.ESTABLISHED, tcpState.LISTEN]);
    expect([table.localPorts[0], table.remotePorts[0], table.remotePorts[1], table.processIds[0]]).toEqual([
      50000, 443, 0, 7,
    ]);
  });

  it('have addresses of both versions', () => {
    expect([...new Uint8Array(addressWords('10.0.0.2').buffer)].slice(10)).toEqual([255, 255, 10, 0, 0, 2]);
    expect([...new Uint8Array(addressWords('fe80::1%lo0').buffer)]).toEqual([
      0xfe,
      0x80,
      ...new Array<number>(13).fill(0),
      1,
    ]);
    expect([...addressWords('*')]).toEqual([0, 0, 0, 0]);
  });

  it('have a range from sysctl, or none', () => {
    expect(readSysctlRange('49152\n65535\n')).toEqual({ known: true, range: { start: 49152, number: 16384 } });
    expect(readSysctlRange('49152\n')).toMatchObject({ known: false });
  });
});
