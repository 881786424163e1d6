// Which services run in which process, as EnumServicesStatusExW tells without administrator rights.
// Protects: never reads past the table; where Windows refuses, the services are unknown and not none.
import type { ServiceFacts } from '../../../contract/usage/process-facts';
import { windowsError } from '../win32/windows-error';
import type { Ref } from '../win32/win32-api';
import type { ProcessApi } from './process-api';

const acceptsStop = 0x1;
const usualSize = 64 * 1024;
/** EnumServicesStatusExW fills no larger one. */
const largestSize = 256 * 1024;
const attempts = 5;

/** Process id to the services in it; null when Windows does not tell. */
export async function servicesByProcess(api: ProcessApi): Promise<ReadonlyMap<number, readonly ServiceFacts[]> | null> {
  const manager = api.openServices();
  if (Number(manager) === 0) return null;
  try {
    let size = usualSize;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const table = Buffer.alloc(size);
      const [needed, count]: [Ref, Ref] = [[0], [0]];
      if ((await api.enumServices(manager, table, needed, count)) !== 0)
        return readServices(table, count[0], api.addressOf(table), api.pointerSize);
      if (api.getLastError() !== windowsError.MORE_DATA || size === largestSize) return null;
      size = Math.min(largestSize, Math.max(size * 2, size + needed[0]));
    }
    return null;
  } finally {
    api.closeServices(manager);
  }
}

/** Reads `count` rows of ENUM_SERVICE_STATUS_PROCESSW; the texts lie in the same table, which begins at `base`. */
export function readServices(
  table: Buffer,
  count: number,
  base: bigint,
  pointerSize: number,
): ReadonlyMap<number, readonly ServiceFacts[]> {
  const status = pointerSize * 2;
  const rowSize = pointerSize === 8 ? 56 : 44;
  const pointerAt = (offset: number) =>
    pointerSize === 8 ? table.readBigUInt64LE(offset) : BigInt(table.readUInt32LE(offset));
  const services = new Map<number, ServiceFacts[]>();
  for (let row = 0; row < count && (row + 1) * rowSize <= table.length; row += 1) {
    const offset = row * rowSize;
    const name = textAt(table, pointerAt(offset) - base);
    const displayName = textAt(table, pointerAt(offset + pointerSize) - base);
    const controls = table.readUInt32LE(offset + status + 8);
    const processId = table.readUInt32LE(offset + status + 28);
    if (processId === 0 || name === null) continue;
    const facts = { name, displayName: displayName ?? name, isStoppable: (controls & acceptsStop) !== 0 };
    services.set(processId, [...(services.get(processId) ?? []), facts]);
  }
  return services;
}

/** The text up to its terminator; null when it does not begin in the table. */
function textAt(table: Buffer, offset: bigint): string | null {
  if (offset < 0n || offset >= BigInt(table.length)) return null;
  const start = Number(offset);
  for (let end = start; end + 1 < table.length; end += 2)
    if (table.readUInt16LE(end) === 0) return table.toString('utf16le', start, end);
  return null;
}
