import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { tcpState } from '../machine';
import { addProcNetTcp, socketColumns } from './proc-net-tcp';
import { linuxComputer, readLocalPortRange } from './this-computer';

const head = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';
const listening = '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 12345 1 0\n';
const waiting = '   1: 0100007F:C001 0100007F:1F90 06 00000000:00000000 03:00000F2A 00000000     0        0 0 3 0\n';
const six = '   2: 00000000000000000000000001000000:C002 00000000000000000000000001000000:1F90 01 00000000:00000000\n';

function read(text: string) {
  const columns = socketColumns(0);
  const problemLine = addProcNetTcp(Buffer.from(text), columns);
  return { problemLine, rows: Array.from({ length: columns.count }, (_, row) => [columns.localPorts[row], columns.states[row]]) };
}

describe('/proc/net/tcp', () => {
  it('gives local port and state of each socket, IPv4 and IPv6', () => {
    expect(read(head + listening + waiting + six)).toEqual({
      problemLine: null,
      rows: [[8080, tcpState.LISTEN], [49153, tcpState.TIME_WAIT], [49154, tcpState.ESTABLISHED]],
    });
  });

  it('is empty when there is only the heading, or nothing', () => {
    expect(read(head)).toEqual({ problemLine: null, rows: [] });
    expect(read('')).toEqual({ problemLine: null, rows: [] });
  });

  it('leaves out a last line that is cut off', () => {
    expect(read(head + listening + waiting.slice(0, 30)).rows).toHaveLength(1);
  });

  it.each([
    ['garbage', 'garbage\n'],
    ['a port that is not hexadecimal', listening.replace('1F90', '1G90')],
    ['a state that does not exist', listening.replace(' 0A ', ' 7F ')],
    ['an empty line', '\n'],
  ])('says which line it cannot read: %s', (_, line) => {
    expect(read(head + waiting + line + waiting).problemLine).toBe(3);
  });

  it.runIf(process.platform === 'linux')('shows a port that was opened just now', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const snapshot = await linuxComputer.portTable.read();
    server.close();
    if (!snapshot.ok) throw new Error(snapshot.error.code);
    const row = snapshot.value.localPorts.subarray(0, snapshot.value.count).indexOf(port ?? 0);
    expect(snapshot.value.states[row]).toBe(tcpState.LISTEN);
  });
});

describe('ip_local_port_range', () => {
  it('is read with both ends', () => {
    expect(readLocalPortRange('32768\t60999\n')).toEqual({ known: true, range: { start: 32768, number: 28232 } });
  });

  it.each(['', '32768', '60999 32768', '0 70000', '1 2 3', 'a b'])('is not known when it reads %j', (text) => {
    expect(readLocalPortRange(text)).toEqual({ known: false, raw: text });
  });
});
