// The real disk: a file is replaced in one step, or added to, and flushed before the promise resolves.
// Protects: after a crash, and on a full disk, a file of ours is either the old one or the new one, whole; what was added was
// read back; what somebody else holds open for a moment (a virus scanner, a backup, an indexer) is tried again.
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as promises from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Disk } from '../interfaces/storage';

/** What the tests put in the place of the real parts. */
export interface DiskParts {
  readonly fs: Pick<typeof promises, 'mkdir' | 'open' | 'readFile' | 'realpath' | 'rename' | 'rm' | 'stat'>;
  /** Milliseconds that never go back. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Codes of Node's errors that may mean that somebody else holds the file. */
  readonly heldCodes: readonly string[];
}

/** Windows says all three of a file that is held; elsewhere EPERM and EACCES are about rights, and stay. */
const heldCodes = process.platform === 'win32' ? ['EPERM', 'EBUSY', 'EACCES'] : ['EBUSY'];
export const realParts: DiskParts = { fs: promises, now: () => performance.now(), wait: setTimeout, heldCodes };

/** How long what is held is tried again, in milliseconds. */
export const patience = { write: 10_000, read: 2_000 } as const;
const pauses = { first: 20, longest: 2_000 } as const;

/** A disk that nobody is asked about: who holds a file is not known. */
export function diskOf(parts: DiskParts = realParts): Disk {
  /** Writes of one path end in the order in which they began. */
  const queues = new Map<string, Promise<unknown>>();
  return {
    async writeDurably(path, data) {
      const key = resolve(path);
      const before = queues.get(key) ?? Promise.resolve();
      const work = before.then(() => replaceFile(parts, path, data));
      const settled = work.catch(() => undefined);
      queues.set(key, settled);
      try {
        await work;
      } finally {
        if (queues.get(key) === settled) queues.delete(key);
      }
    },
    read: (path) => readHeld(path, parts),
    appendDurably: (path, at, text) => addToFile(parts, path, at, text),
    remove: (path) => patiently(parts, parts.now() + patience.write, () => parts.fs.rm(path, { force: true })),
    whoHolds: () => Promise.resolve([]),
  };
}

export const realDisk: Disk = diskOf();

/** The bytes of a file; what is held is tried again for about two seconds. Rejects with the error of Node's fs. */
export function readHeld(path: string, parts: DiskParts = realParts): Promise<Buffer> {
  return patiently(parts, parts.now() + patience.read, () => parts.fs.readFile(path));
}

async function replaceFile(parts: DiskParts, path: string, data: Uint8Array | string): Promise<void> {
  const { fs } = parts;
  const deadline = parts.now() + patience.write;
  await patiently(parts, deadline, () => fs.mkdir(dirname(path), { recursive: true }));
  // Behind a link the file itself is replaced, with the mode that it had.
  const target = await fs.realpath(path).catch(() => path);
  const mode = (await fs.stat(target).catch(() => null))?.mode;
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await patiently(parts, deadline, () => fs.open(temporary, 'wx', mode));
    try {
      // Writes all of it, or rejects: one single write() may stop short of a full disk without an error.
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await patiently(parts, deadline, () => fs.rename(temporary, target));
  } catch (error) {
    // What is still held then is a left-over.
    await patiently(parts, parts.now() + patience.read, () => fs.rm(temporary, { force: true })).catch(() => undefined);
    throw error;
  }
  await flushFolder(parts, dirname(target));
}

async function addToFile(
  parts: DiskParts,
  path: string,
  { size, keep }: { size: number; keep: number },
  text: string,
): Promise<void> {
  const { fs } = parts;
  const deadline = parts.now() + patience.write;
  await patiently(parts, deadline, () => fs.mkdir(dirname(path), { recursive: true }));
  const file = await patiently(parts, deadline, () => fs.open(path, constants.O_RDWR | constants.O_CREAT, 0o644));
  try {
    const found = (await file.stat()).size;
    if (found !== size) throw new Error(`has ${found} bytes instead of ${size}: another program writes to it`);
    if (size > keep) await file.truncate(keep);
    await addAt(file, keep, Buffer.from(text)).catch(async (error: unknown) => {
      await file.truncate(keep).catch(() => undefined);
      throw error;
    });
  } finally {
    await file.close();
  }
  if (size === 0) await flushFolder(parts, dirname(path));
}

async function addAt(file: promises.FileHandle, offset: number, data: Buffer): Promise<void> {
  for (let done = 0; done < data.length;)
    done += (await file.write(data, done, data.length - done, offset + done)).bytesWritten;
  await file.sync();
  const readBack = Buffer.alloc(data.length);
  const { bytesRead } = await file.read(readBack, 0, data.length, offset);
  if (bytesRead !== data.length || !readBack.equals(data)) throw new Error('what was read back is not what was added');
}

/** Does `work` until it succeeds, fails for another reason than being held, or `deadline` is over. */
async function patiently<T>(
  { now, wait, heldCodes: codes }: DiskParts,
  deadline: number,
  work: () => Promise<T>,
): Promise<T> {
  for (let pause: number = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    try {
      return await work();
    } catch (error) {
      const left = deadline - now();
      if (!codes.includes(codeOf(error)) || left <= 0) throw error;
      await wait(Math.min(pause, left));
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Makes the renaming itself durable. Windows cannot flush a folder, and NTFS journals the renaming. */
async function flushFolder({ fs }: DiskParts, folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
