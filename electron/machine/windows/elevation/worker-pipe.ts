// The two ends of the named pipe between window and worker, as far as Node leaves them to us.
// Protects: only the starting user and administrators can open the pipe; whoever holds its other end learns who the
// worker is, and cannot act in its name.
import type { WorkerChannel } from '../../interfaces/elevation';
import { requireOwnServer } from './pipe-server';
import { loadSecurity, invalidHandle, ownSid, setAccessList, type SecurityFunctions } from '../win32/security-api';
import { answered, wide, type Handle, type Ref } from '../win32/win32-api';
import { windowsError } from '../win32/windows-error';

const readControlAndWriteDac = 0x2_0000 | 0x4_0000;
const readAndWrite = 0xc000_0000;
const openExisting = 3;
/** SECURITY_SQOS_PRESENT with SECURITY_IDENTIFICATION: without it, the other end could take the worker's rights over. */
const identificationOnly = 0x0010_0000 | 0x0001_0000;

/**
 * Leaves the pipe at `path`, on which this process listens, to its user, administrators and SYSTEM. Until then Windows
 * lets everybody open it for reading: nothing is said on it before. Rejects when the access list cannot be set.
 */
export async function protectPipe(path: string): Promise<void> {
  const api = await loadSecurity();
  const pipe = await opened(api, path, readControlAndWriteDac);
  try {
    setAccessList(api, pipe, `D:P(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;${ownSid(api)})`);
  } finally {
    api.closeHandle(pipe);
  }
}

/** Opens the pipe as the worker. Rejects when there is none, and with ForeignServer when another program serves it; nothing has been said by then. */
export async function openPipe(path: string): Promise<WorkerChannel> {
  const api = await loadSecurity();
  const pipe = await opened(api, path, readAndWrite);
  try {
    requireOwnServer(api, pipe);
  } catch (error) {
    api.closeHandle(pipe);
    throw error;
  }
  let rest = '';
  let sending: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  // One call at a time: Windows carries out the next one on this handle only when the one before has ended.
  const inOrder = <T>(work: () => Promise<T>): Promise<T> => {
    const done = sending.then(work);
    sending = done.catch(() => undefined);
    return done;
  };
  const write = async (bytes: Buffer): Promise<void> => {
    const written: Ref = [0];
    if (isClosed) throw new Error('the channel is closed');
    const isDone = await answered<number>([bytes], (done) =>
      api.writeFile.async(pipe, bytes, bytes.length, written, null, done),
    );
    if (isDone === 0 || written[0] !== bytes.length) throw new Error('the window is gone');
  };
  const read = async (): Promise<string> => {
    const bytes = Buffer.alloc(64 * 1024);
    const count: Ref = [0];
    const isDone = await answered<number>([bytes], (done) =>
      api.readFile.async(pipe, bytes, bytes.length, count, null, done),
    );
    return isDone === 0 ? '' : bytes.toString('latin1', 0, count[0]);
  };
  return {
    send: (line) => inOrder(() => write(Buffer.from(`${line}\n`))),
    receive: (longest) =>
      inOrder(async () => {
        // Bytes are put together before they are read as text: a character may arrive in two parts.
        for (;;) {
          const end = rest.indexOf('\n');
          const line = end === -1 ? rest : rest.slice(0, end);
          if (line.length > longest) return null;
          if (end !== -1) {
            rest = rest.slice(end + 1);
            return Buffer.from(line, 'latin1').toString('utf8');
          }
          const more = await read();
          if (more === '') return null;
          rest += more;
        }
      }),
    close() {
      void inOrder(() => {
        isClosed = true;
        api.closeHandle(pipe);
        return Promise.resolve();
      });
    },
  };
}

/** A pipe whose instances are all taken is free again in a moment: the window has just been told of another connection. */
const attempts = 50;
const pauseMs = 20;

async function opened(api: SecurityFunctions, path: string, access: number): Promise<Handle> {
  for (let attempt = 1; ; attempt += 1) {
    const pipe = api.createFile(wide(path), access, 0, null, openExisting, identificationOnly, 0);
    if (Number(pipe) !== invalidHandle) return pipe;
    const code = api.getLastError();
    if (code !== windowsError.PIPE_BUSY || attempt === attempts)
      throw new Error(`the pipe could not be opened: Windows error ${code}`);
    await new Promise((done) => setTimeout(done, pauseMs));
  }
}
