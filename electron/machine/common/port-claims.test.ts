import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { success } from '../../contract/errors/result';
import { linuxComputer } from '../linux/this-computer';
import { tcpState, type PortTable } from '../interfaces/usage';
import { portTable as tableOf, type FixtureRow } from './port-table.fixture';
import { portClaimsFrom } from './port-claims';
import { nextRow, socketColumns } from './socket-columns';

const portTableOf = (rows: readonly FixtureRow[]): PortTable => ({
  read: () => Promise.resolve(success(tableOf(rows))),
});

describe('claims on ports', () => {
  const processNames = {
    read: () =>
      Promise.resolve(
        success(
          new Map([
            [4, 'System'],
            [900, 'svchost.exe'],
          ]),
        ),
      ),
  };

  it('list listeners once for each port and process, by port, with the name of the program', async () => {
    const portTable: PortTable = portTableOf([
      { port: 8080, state: tcpState.LISTEN, processId: 900 },
      { port: 445, state: tcpState.LISTEN, processId: 4 },
      { port: 8080, state: tcpState.LISTEN, processId: 900 },
      { port: 50000, state: tcpState.ESTABLISHED, processId: 900 },
      { port: 9000, state: tcpState.LISTEN, processId: 77 },
    ]);
    expect(await portClaimsFrom({ portTable, processNames }).listeners()).toEqual(
      success([
        { port: 445, processId: 4, name: 'System' },
        { port: 8080, processId: 900, name: 'svchost.exe' },
        { port: 9000, processId: 77, name: null },
      ]),
    );
  });

  it('list bound UDP sockets apart from listeners on TCP, and are unknown where the system does not tell them', async () => {
    const table = tableOf([{ port: 8080, state: tcpState.LISTEN, processId: 900 }]);
    const columns = socketColumns(2);
    for (const port of [5353, 500]) {
      const row = nextRow(columns);
      columns.localPorts[row] = port;
      columns.processIds[row] = 900;
    }
    const claims = (udp: typeof table.udp) =>
      portClaimsFrom({ portTable: { read: () => Promise.resolve(success({ ...table, udp })) }, processNames });
    expect(await claims(columns).listeners('udp')).toEqual(
      success([
        { port: 500, processId: 900, name: 'svchost.exe' },
        { port: 5353, processId: 900, name: 'svchost.exe' },
      ]),
    );
    expect(await claims(columns).listeners()).toMatchObject({ ok: true, value: [{ port: 8080 }] });
    expect(await claims(null).listeners('udp')).toEqual({ ok: false, error: { code: 'NOT_AVAILABLE_HERE' } });
    expect(await claims(null).listeners()).toMatchObject({ ok: true });
  });

  it('ask for the excluded ranges of the transport', async () => {
    const asked: unknown[] = [];
    const excludedRanges = {
      read: (name?: string) => {
        asked.push(name);
        return Promise.resolve(success([]));
      },
    };
    const claims = portClaimsFrom({ portTable: portTableOf([]), processNames, excludedRanges });
    await claims.excluded();
    await claims.excluded('udp');
    expect(asked).toEqual(['ipv4Tcp', 'ipv4Udp']);
  });

  it('report excluded ranges that nobody lists as unknown, not as none', async () => {
    const portTable = portTableOf([]);
    expect(await portClaimsFrom({ portTable, processNames }).excluded()).toMatchObject({ ok: false });
    expect(await portClaimsFrom({ portTable, processNames }).programs()).toEqual(success(['System', 'svchost.exe']));
  });

  it.runIf(process.platform === 'linux')('include a real listener', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { portTable } = linuxComputer;
    const listeners = await portClaimsFrom({ portTable, processNames }).listeners();
    server.close();
    expect(listeners.ok && listeners.value.some((one) => one.port === port)).toBe(true);
  });
});
