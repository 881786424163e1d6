// Where our own files are written: the disk, the machine folder, and the lock of all processes that write there.
import type { Result } from '../../contract/errors/result';

/** Writes our own files. Everything here rejects with the error of Node's fs (ENOSPC, EACCES, ...). */
export interface Disk {
  /** Replaces the file in one step and flushes it, or leaves the old file whole. What somebody else holds is tried again for about ten seconds. */
  writeDurably(path: string, data: Uint8Array | string): Promise<void>;
  /**
   * Cuts a file of `size` bytes to its first `keep` bytes, adds `text`, flushes it and reads it back; makes the file where it
   * is missing. Touches nothing where the file has another size by now. When it fails, what was added is cut off again, as far
   * as the disk still answers. What somebody else holds is tried again for about ten seconds.
   */
  appendDurably(path: string, at: { readonly size: number; readonly keep: number }, text: string): Promise<void>;
  /** The bytes of a file; what somebody else holds is tried again for about two seconds. */
  read(path: string): Promise<Buffer>;
  /** Removes a file; one that is not there is a success. */
  remove(path: string): Promise<void>;
  /** The programs that hold the file open, for people, e.g. "Antivirus (1234)"; empty where that is not told. Never rejects. */
  whoHolds(path: string): Promise<readonly string[]>;
}

/** Takes the lock; gives what releases it, or null when another process holds it. */
export type AcquireLock = () => Promise<(() => void) | null>;

/** Where backups and history are kept. They belong to the machine: only administrators write there. */
export interface MachineFolder {
  readonly path: string;
  /** Whether others could have written there. A folder that does not exist is no failure. Errors: FOLDER_NOT_TRUSTED. */
  check(): Promise<Result<null>>;
  /** Makes the folder where it is missing. Errors: FOLDER_NOT_TRUSTED, STORAGE_FAILED. */
  prepare(): Promise<Result<null>>;
  /** Takes the lock that all processes that write there share, once the folder has been prepared. Rejects when it cannot be asked for. */
  readonly acquireLock: AcquireLock;
}
