// Names of the running processes, from one snapshot of Windows (CreateToolhelp32Snapshot); works without elevation.
import { failure, success, type Result } from '../../../contract/errors/result';
import type { ProcessNames } from '../../interfaces/usage';
import { loadWin32, type Win32 } from '../win32/win32-api';
import { errorFromCode, errorFromException } from '../win32/windows-error';

const snapshotOfProcesses = 0x2;

/** PROCESSENTRY32W of tlhelp32.h: size in bytes and offsets, which differ by the size of a pointer. */
const entryLayouts = {
  8: { size: 568, processId: 8, fileName: 44 },
  4: { size: 556, processId: 8, fileName: 36 },
} as const;
const fileNameBytes = 260 * 2;

/** The names as of now. Process id 0, the owner of released sockets, is left out: it is no process. */
export function windowsProcessNames(): ProcessNames {
  return {
    async read(): Promise<Result<ReadonlyMap<number, string>>> {
      try {
        return readNames(await loadWin32());
      } catch (exception) {
        return failure(errorFromException('port-table.read', exception));
      }
    },
  };
}

function readNames(api: Win32): Result<ReadonlyMap<number, string>> {
  const snapshot = api.createToolhelp32Snapshot(snapshotOfProcesses, 0);
  if (Number(snapshot) === -1)
    return failure(errorFromCode('port-table.read', api.getLastError(), 'CreateToolhelp32Snapshot'));
  try {
    const layout = entryLayouts[api.pointerSize === 4 ? 4 : 8];
    const entry = Buffer.alloc(layout.size);
    entry.writeUInt32LE(layout.size);
    const names = new Map<number, string>();
    for (
      let isEntry = api.process32First(snapshot, entry);
      isEntry !== 0;
      isEntry = api.process32Next(snapshot, entry)
    ) {
      const processId = entry.readUInt32LE(layout.processId);
      if (processId !== 0) names.set(processId, textAt(entry, layout.fileName));
    }
    return success(names);
  } finally {
    api.closeHandle(snapshot);
  }
}

function textAt(entry: Buffer, offset: number): string {
  const text = entry.toString('utf16le', offset, offset + fileNameBytes);
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}
