// Who serves a named pipe: the worker speaks only to a process of its own executable.
// Protects: a secret that came into the hands of another program is of no use to it as a server.
import { ForeignServer } from '../../common/foreign-server';
import { objectReader } from '../win32/open-object';
import { finalPath, type SecurityFunctions } from '../win32/security-api';
import type { Handle, Ref } from '../win32/win32-api';

const queryLimitedInformation = 0x1000;
/** SystemProcessIdInformation of SYSTEM_INFORMATION_CLASS: tells the image of any process, without opening it. */
const processIdInformation = 88;
const mostCharacters = 32_767;

/** Throws ForeignServer unless the process that serves `pipe` runs the same executable file as this one. */
export function requireOwnServer(api: SecurityFunctions, pipe: Handle): void {
  const serving: Ref = [0];
  if (api.pipeServerProcess(pipe, serving) === 0)
    throw new ForeignServer(`GetNamedPipeServerProcessId failed with Windows error ${api.getLastError()}`);
  const [processId] = serving;
  if (processId === process.pid) return;
  const image = openedImage(api, processId);
  // An administrator who typed a password for somebody else may often not open that person's process: then both are asked
  // of the system's own table.
  const [server, own] =
    image === null
      ? [listedImage(api, processId), listedImage(api, process.pid)]
      : [image, openedImage(api, process.pid)];
  if (server === null || server !== own)
    throw new ForeignServer(`the pipe is served by process ${processId}, ${server ?? 'whose program is not known'}`);
}

/** Where the executable of a process lies, in one spelling; null when the process may not be opened. */
function openedImage(api: SecurityFunctions, processId: number): string | null {
  const opened = api.openProcess(queryLimitedInformation, 0, processId);
  if (Number(opened) === 0) return null;
  try {
    const path = Buffer.alloc(mostCharacters * 2);
    const length: Ref = [mostCharacters];
    if (api.processImageName(opened, 0, path, length) === 0) return null;
    const file = objectReader(api).open(path.toString('utf16le', 0, length[0] * 2), (_, handle) =>
      finalPath(api, handle),
    );
    return file.kind === 'read' ? file.value.toLowerCase() : null;
  } finally {
    api.closeHandle(opened);
  }
}

/** The path of a device of Windows; null when it is not told. */
export function listedImage(api: SecurityFunctions, processId: number): string | null {
  const name = Buffer.alloc(mostCharacters * 2);
  // SYSTEM_PROCESS_ID_INFORMATION of a 64-bit process: process id, then a UNICODE_STRING (length, room, address).
  const question = Buffer.alloc(24);
  question.writeBigUInt64LE(BigInt(processId), 0);
  question.writeUInt16LE(name.length, 10);
  question.writeBigUInt64LE(api.addressOf(name), 16);
  if (api.querySystemInformation(processIdInformation, question, question.length, [0]) !== 0) return null;
  return name.toString('utf16le', 0, question.readUInt16LE(8)).toLowerCase();
}
