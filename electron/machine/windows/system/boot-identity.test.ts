// The session manager in a table of processes as NtQuerySystemInformation lays it out.
import { describe, expect, it } from 'vitest';
import { processRows, smssCreated, windowsBootIdentity, type ProcessRow } from './boot-identity';

/** The table, and what reads the names in it; addresses are offsets. */
function tableOf(
  rows: readonly ProcessRow[],
  pointerSize: number,
): readonly [Buffer, (address: bigint, length: number) => string] {
  const size = 512;
  const table = Buffer.alloc(rows.length * size);
  const [address, id] = pointerSize === 8 ? [64, 80] : [60, 68];
  const put = (value: number, offset: number) =>
    pointerSize === 8 ? table.writeBigUInt64LE(BigInt(value), offset) : table.writeUInt32LE(value, offset);
  rows.forEach((row, index) => {
    const start = index * size;
    const name = Buffer.from(row.name, 'utf16le');
    table.writeUInt32LE(index === rows.length - 1 ? 0 : size, start);
    table.writeBigUInt64LE(row.created, start + 32);
    table.writeUInt16LE(name.length, start + 56);
    put(start + 300, start + address);
    put(row.id, start + id);
    put(row.parent, start + id + pointerSize);
    name.copy(table, start + 300);
  });
  return [table, (at, length) => table.toString('utf16le', Number(at), Number(at) + length)];
}

const idle: ProcessRow = { name: '', id: 0, parent: 0, created: 0n };
const system: ProcessRow = { name: 'System', id: 4, parent: 0, created: 134_000_000_000_000_000n };
const master: ProcessRow = { name: 'smss.exe', id: 580, parent: 4, created: 134_000_000_012_345_678n };
const ofSession: ProcessRow = { name: 'smss.exe', id: 700, parent: 580, created: 134_000_000_099_999_999n };

describe.each([8, 4])('the session manager, pointers of %i bytes', (pointerSize) => {
  const read = (rows: readonly ProcessRow[]) => {
    const [table, textAt] = tableOf(rows, pointerSize);
    return processRows(table, pointerSize, textAt);
  };
  const created = (...rows: ProcessRow[]) => smssCreated(read(rows));

  it('is found in rows that are read as they were laid out', () => {
    const rows = [idle, system, ofSession, master, { name: 'Größe.exe', id: 4_000_000_000, parent: 12, created: 5n }];
    expect(read(rows)).toEqual(rows);
    expect(read([])).toEqual([]);
  });

  it('reports when the child of System was created, not the copy of a session nor another program of that name', () => {
    expect(created(idle, system, ofSession, { ...master, id: 20, parent: 8000, created: 1n }, master)).toBe(
      134_000_000_012_345_678n,
    );
    expect(created(idle, system, { ...master, name: 'SMSS.EXE' })).toBe(134_000_000_012_345_678n);
  });

  it('reports nothing where there is none, where two claim it, and where it has no time', () => {
    expect(created(idle, system, ofSession)).toBeNull();
    expect(created(idle, system, master, { ...master, id: 584 })).toBeNull();
    expect(created(idle, system, { ...master, created: 0n })).toBeNull();
    expect(created()).toBeNull();
  });
});

it('rejects where there is no Windows', async () => {
  if (process.platform === 'win32') return;
  await expect(windowsBootIdentity()).rejects.toThrow('another system');
});
