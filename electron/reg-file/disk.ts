// Gets a .reg file into memory. Protects: its size is looked at before anything is read, and only files are opened.
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** 256 MiB: more than ten times a whole SYSTEM hive as text. */
export const largestRegFile = 256 * 1024 * 1024;

export type RegFileFailure =
  | { readonly reason: 'too-large'; readonly sizeInBytes: number; readonly limitInBytes: number }
  /** Not there, not ours to read, no file; `detail` is the system's own message. */
  | { readonly reason: 'unreadable'; readonly detail: string };

export type WholeFile =
  { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly failure: RegFileFailure };

/** The bytes of a file of at most 256 MiB. A file that grows meanwhile is read up to the size that it had. */
export function readWholeFile(path: string): WholeFile {
  let handle: number;
  try {
    // Before opening: a pipe would wait for a writer.
    if (!statSync(path).isFile()) return unreadable('not a file');
    handle = openSync(path, 'r');
  } catch (error) {
    return unreadable(error);
  }
  try {
    const status = fstatSync(handle);
    if (status.size > largestRegFile) {
      return { ok: false, failure: { reason: 'too-large', sizeInBytes: status.size, limitInBytes: largestRegFile } };
    }
    const bytes = new Uint8Array(status.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(handle, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return { ok: true, bytes: bytes.subarray(0, length) };
  } catch (error) {
    return unreadable(error);
  } finally {
    closeSync(handle);
  }
}

function unreadable(error: unknown): WholeFile {
  const detail = error instanceof Error ? error.message : String(error);
  return { ok: false, failure: { reason: 'unreadable', detail } };
}
