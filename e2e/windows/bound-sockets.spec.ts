// How a table of bound sockets is taken out of the memory that Windows allocates: with the real heap of this process, and a
// table of our own, since Wine has no such sockets to tell.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { socketColumns } from '../../electron/machine/common/socket-columns';
import { boundSockets } from '../../electron/machine/windows/sockets/bound-sockets';
import { loadWin32, type BoundTableFunction, type Handle } from '../../electron/machine/windows/win32/win32-api';
import { isWine } from './fixtures/throw-away-key';

const rowSize = 28;
const rowSize6 = 60;

/** A table that says it has `count` rows, with one row at most: port 50000 of process 4312, big-endian in its first bytes. */
function tableOf(count: number, size: number, [portAt, processAt]: readonly [number, number]): Buffer {
  const bytes = Buffer.alloc(4 + (count === 0 ? 0 : size));
  bytes.writeUInt32LE(count, 0);
  if (count === 0) return bytes;
  bytes.writeUInt16BE(50_000, 4 + portAt);
  bytes.writeUInt32LE(4312, 4 + processAt);
  return bytes;
}

async function heaps() {
  const { default: koffi } = await import('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  const allocate: (heap: Handle, flags: number, size: number) => Handle = kernel32.func(
    'intptr_t __stdcall HeapAlloc(intptr_t heap, uint32_t flags, uintptr_t size)',
  );
  const move: (to: Handle, from: Buffer, length: number) => void = kernel32.func(
    'void __stdcall RtlMoveMemory(intptr_t to, const void *from, uintptr_t length)',
  );
  const create: (options: number, size: number, most: number) => Handle = kernel32.func(
    'intptr_t __stdcall HeapCreate(uint32_t options, uintptr_t size, uintptr_t most)',
  );
  return {
    otherHeap: () => create(0, 0, 0),
    /** A function of Windows that answers with these bytes, on a heap. */
    answering:
      (bytes: Buffer, onHeap: (given: Handle) => Handle = (given) => given): BoundTableFunction =>
      (table, heap) => {
        const memory = allocate(onHeap(heap), 0, bytes.length);
        assert.notEqual(Number(memory), 0);
        move(memory, bytes, bytes.length);
        table[0] = memory;
        return 0;
      },
  };
}

/** What was read of the tables, how often netstat was asked, and what HeapFree answered. */
async function read(ipv4: BoundTableFunction, ipv6: BoundTableFunction) {
  const api = await loadWin32();
  const freed: number[] = [];
  let askedNetstat = 0;
  const sockets = boundSockets(
    () =>
      Promise.resolve({
        ...api,
        getBoundTcpTable: ipv4,
        getBoundTcp6Table: ipv6,
        heapFree: (...args) => {
          freed.push(api.heapFree(...args));
          return freed.at(-1) ?? 0;
        },
      }),
    {
      run: () => {
        askedNetstat += 1;
        return Promise.reject(new Error('there is none'));
      },
      programPath: () => Promise.resolve('netstat.exe'),
      now: () => 0,
    },
  );
  const columns = socketColumns(16);
  const isTold = await sockets.addTo(columns);
  const rows = Array.from({ length: columns.count }, (_, row) => [columns.localPorts[row], columns.processIds[row]]);
  return { isTold, rows, freed, askedNetstat };
}

const ipv4At = [8, 20] as const;
const ipv6At = [20, 52] as const;

describe('bound sockets', () => {
  it('are read from the heap of the process, and the memory is freed', async () => {
    const { answering } = await heaps();
    const found = await read(answering(tableOf(1, rowSize, ipv4At)), answering(tableOf(1, rowSize6, ipv6At)));
    const row = [50_000, 4312];
    assert.deepEqual(found, { isTold: true, rows: [row, row], freed: [1, 1], askedNetstat: 0 });
  });

  it('are not read beyond the memory that Windows allocated, which is freed', async () => {
    const { answering } = await heaps();
    const empty = answering(tableOf(0, rowSize6, ipv6At));
    const found = await read(answering(tableOf(1000, rowSize, ipv4At)), empty);
    assert.deepEqual(found, { isTold: false, rows: [], freed: [1], askedNetstat: 1 });
  });

  it('are neither read nor freed where the memory is of another heap', async (context) => {
    if (!(await isWine())) {
      context.skip('Windows does not document what it answers then');
      return;
    }
    const { answering, otherHeap } = await heaps();
    const found = await read(
      answering(tableOf(1, rowSize, ipv4At), otherHeap),
      answering(tableOf(0, rowSize6, ipv6At)),
    );
    assert.deepEqual(found, { isTold: false, rows: [], freed: [], askedNetstat: 1 });
  });
});
