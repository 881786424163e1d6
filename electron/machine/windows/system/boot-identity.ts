// Which start of Windows this is: the number that the kernel counts its starts by, and when its session manager was made.
// Protects: a source that tells nothing is left out, so that it can neither confirm nor deny a restart.
import type { KoffiFunc } from 'koffi';
import type { BootIdentity } from '../../../contract/machine/boot-identity';
import type { Handle, Ref } from '../win32/win32-api';

interface BootFunctions {
  readonly querySystemInformation: (kind: number, data: Buffer, length: number, needed: Ref) => number;
  readonly moveMemory: KoffiFunc<(to: Buffer, from: Handle, length: number) => void>;
  readonly pointerSize: number;
}

let reading: Promise<BootIdentity> | null = null;

/** Read once: no process outlives a restart. Empty where Windows tells nothing. Rejects off Windows. */
export function windowsBootIdentity(): Promise<BootIdentity> {
  reading ??= load().then(read);
  return reading;
}

async function load(): Promise<BootFunctions> {
  if (process.platform !== 'win32') throw new Error('Windows functions asked for on another system');
  const { default: koffi } = await import('koffi');
  return {
    querySystemInformation: koffi
      .load('ntdll.dll')
      .func(
        'int32_t __stdcall NtQuerySystemInformation(int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)',
      ),
    moveMemory: koffi
      .load('kernel32.dll')
      .func('void __stdcall RtlMoveMemory(void *to, intptr_t from, uintptr_t length)'),
    pointerSize: koffi.sizeof('void *'),
  };
}

function read(api: BootFunctions): BootIdentity {
  const bootId = kernelBootId(api);
  // Every Windows that this program runs on counts its starts. Where nothing does, no more is asked: under Wine 10 this call never
  // comes back (e2e/windows/fixtures/ntdll.ts).
  if (bootId === 0) return [];
  const created = smssCreated(processes(api));
  return [
    { source: 'kernel-boot-id', value: String(bootId) },
    ...(created === null ? [] : [{ source: 'smss-created', value: String(created) } as const]),
  ];
}

/** All processes; none where Windows does not tell. `replaced` is for tests. Rejects off Windows. */
export async function windowsProcesses(replaced: Partial<BootFunctions> = {}): Promise<readonly ProcessRow[]> {
  return processes({ ...(await load()), ...replaced });
}

function processes(api: BootFunctions): readonly ProcessRow[] {
  const table = processTable(api);
  if (!table) return [];
  return processRows(table, api.pointerSize, (address, length) => {
    // The name lies in the table itself, which is alive until it has been read.
    const text = Buffer.alloc(length);
    api.moveMemory(text, address, length);
    return text.toString('utf16le');
  });
}

/** KUSER_SHARED_DATA, a page that every process can read at this address, and BootId in it (Windows 10 and later). */
const sharedData = 0x7ffe_0000;
const bootIdOffset = 0x2c4;

function kernelBootId(api: BootFunctions): number {
  const value = Buffer.alloc(4);
  api.moveMemory(value, sharedData + bootIdOffset, value.length);
  return value.readUInt32LE();
}

const systemProcessInformation = 5;
/** STATUS_INFO_LENGTH_MISMATCH. */
const tooSmall = 0xc000_0004 | 0;
const largestTable = 64 * 1024 * 1024;

/** SYSTEM_PROCESS_INFORMATION of all processes; null where Windows does not tell. */
function processTable(api: BootFunctions): Buffer | null {
  for (let length = 512 * 1024; length <= largestTable; length *= 2) {
    const table = Buffer.alloc(length);
    const status = api.querySystemInformation(systemProcessInformation, table, length, [0]);
    if (status === 0) return table;
    if (status !== tooSmall) return null;
  }
  return null;
}

export interface ProcessRow {
  readonly name: string;
  readonly id: number;
  readonly parent: number;
  /** When it was made, in 100 ns since 1601; 0 where that is not told. */
  readonly created: bigint;
}

/** The rows of SYSTEM_PROCESS_INFORMATION in `table`; `textAt` reads `length` bytes of UTF-16 at an address. */
export function processRows(
  table: Buffer,
  pointerSize: number,
  textAt: (address: bigint, length: number) => string,
): readonly ProcessRow[] {
  const pointer = (offset: number) =>
    pointerSize === 8 ? table.readBigUInt64LE(offset) : BigInt(table.readUInt32LE(offset));
  // UNICODE_STRING at 56 (length, most, address), priority, then the ids of the process and its parent.
  const [address, id] = pointerSize === 8 ? [64, 80] : [60, 68];
  const rows: ProcessRow[] = [];
  for (let row = 0; row + id + 2 * pointerSize <= table.length;) {
    const length = table.readUInt16LE(row + 56);
    rows.push({
      name: length === 0 ? '' : textAt(pointer(row + address), length),
      id: Number(pointer(row + id)),
      parent: Number(pointer(row + id + pointerSize)),
      created: table.readBigUInt64LE(row + 32),
    });
    const next = table.readUInt32LE(row);
    if (next === 0) break;
    row += next;
  }
  return rows;
}

/** Process id of "System", whose child the session manager is; those of the sessions are its copies. */
const system = 4;

/** When the session manager was made; null where there is none, several claim it, or it has no time. */
export function smssCreated(rows: readonly ProcessRow[]): bigint | null {
  const [found, ...more] = rows.filter(({ name, parent }) => parent === system && name.toLowerCase() === 'smss.exe');
  return found && more.length === 0 && found.created !== 0n ? found.created : null;
}
