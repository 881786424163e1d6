import { describe, expect, it } from 'vitest';
import { windowsPortTable } from './port-table';
import type { Ref, Win32 } from '../win32/win32-api';

type Answer = (table: Buffer, size: Ref, family: number) => number;
const rowSize = { 2: 24, 23: 56 } as const;

/** GetExtendedTcpTable as a function of the test; koffi's asynchronous form answers in a later turn. */
function fake(answer: Answer) {
  const calls: { family: number; capacity: number }[] = [];
  const call = (table: Buffer, size: Ref, _order: number, family: number): number => {
    calls.push({ family, capacity: table.length });
    return answer(table, size, family);
  };
  const asynchronous: Win32['getExtendedTcpTable']['async'] = (table, size, order, family, _class, _reserved, done) => {
    setImmediate(() => done(null, call(table, size, order, family)));
  };
  const getExtendedTcpTable: Win32['getExtendedTcpTable'] = Object.assign(call, {
    async: asynchronous,
    info: { name: '', arguments: [], result: noType },
  });
  const load = () => Promise.resolve({ getExtendedTcpTable, getExtendedUdpTable: refusing });
  return { calls, table: windowsPortTable({ load, bound: { addTo: () => Promise.resolve(false) } }) };
}
const noType = { name: 'void', primitive: 'Void', size: 0, alignment: 0, disposable: false } as const;
/** GetExtendedUdpTable where Windows does not answer. */
const refuse: Win32['getExtendedUdpTable']['async'] = (...args) => {
  setImmediate(() => args[6](null, 5));
};
const refusing: Win32['getExtendedUdpTable'] = Object.assign(() => 5, {
  async: refuse,
  info: { name: '', arguments: [], result: noType },
});

function filled(table: Buffer, size: Ref, family: number, rows: number): number {
  const needed = 4 + rows * (family === 2 ? rowSize[2] : rowSize[23]);
  size[0] = needed;
  if (needed > table.length) return 122;
  table.writeUInt32LE(rows);
  return 0;
}

describe('windowsPortTable', () => {
  it('asks again with more room while the table grows between the calls', async () => {
    let rows = 3000;
    const { table, calls } = fake((bytes, size, family) =>
      filled(bytes, size, family, family === 2 ? (rows *= 1.5) : 1),
    );
    const snapshot = await table.read();
    expect(snapshot).toMatchObject({ ok: true, value: { tellsBound: false, udp: null } });
    expect(calls.filter(({ family }) => family === 2).length).toBeGreaterThan(1);
    if (snapshot.ok) expect(snapshot.value.count).toBe(rows + 1);
  });

  it('begins the next reading with the room that the last one needed', async () => {
    const { table, calls } = fake((bytes, size, family) => filled(bytes, size, family, 20_000));
    await table.read();
    const before = calls.length;
    await table.read();
    expect(calls.length - before).toBe(2);
  });

  it('gives up on a table that is never large enough', async () => {
    const { table, calls } = fake((bytes, size) => {
      size[0] = bytes.length + 1;
      return 122;
    });
    expect(await table.read()).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED', action: 'port-table.read', windowsCode: 122 },
    });
    expect(calls.length).toBeLessThanOrEqual(10);
  });

  it('reads IPv4 alone where there is no IPv6', async () => {
    const { table } = fake((bytes, size, family) => (family === 23 ? 50 : filled(bytes, size, family, 2)));
    const snapshot = await table.read();
    expect(snapshot.ok && snapshot.value.count).toBe(2);
  });

  it('passes the Windows error on', async () => {
    const { table } = fake(() => 5);
    expect(await table.read()).toEqual({
      ok: false,
      error: { code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: 5 },
    });
  });

  it('fails with a reason off Windows', async () => {
    expect(await windowsPortTable().read()).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED', action: 'port-table.read' },
    });
  });
});
