// Reads a .reg file from disk in parts, in constant memory.
// Protects: the window never waits for a file, a file that is too large is never read, and a file that changes while it
// is read is refused.
import { isUtf8 } from 'node:buffer';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { problemIn } from './cursor';
import { ansi, encodingOf } from './encoding';
import { problemBehind, type RegFileProblem } from './problem';
import { RegFileReader, type RegFileNotes } from './reader';
import type { RegFileSink } from './scanned-value';

/** 1 GiB. */
export const largestRegFile = 1024 * 1024 * 1024;
/** Bytes of a value that are kept: the limit of the registry's standard format. The others are counted. */
export const longestData = 1024 * 1024;
/** In UTF-16 units; no value within the limit of the registry's standard format needs more. */
export const longestLine = 4 * 1024 * 1024;
/** Enough for the mark, blanks and the header. */
const startLength = 4096;
/** In bytes: about a millisecond of work. */
const partLength = 256 * 1024;
/** Bytes between two progress reports. */
const progressEvery = 1024 * 1024;

export interface RegFileDiskOptions {
  /** ANSI code page of REGEDIT4 files, a label of the WHATWG Encoding Standard. */
  readonly codePage: string;
  /** Ends the reading with the reason 'canceled'. */
  readonly signal?: AbortSignal;
  /** Called now and then with the fraction read so far, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

export type RegFileFromDisk =
  | ({ readonly ok: true } & RegFileNotes)
  | { readonly ok: false; readonly reason: 'problem'; readonly problem: RegFileProblem }
  | { readonly ok: false; readonly reason: 'too-large'; readonly sizeInBytes: number; readonly limitInBytes: number }
  /** Missing, not readable, not a file, or changed while it was read; `detail` is the system's message or says so. */
  | { readonly ok: false; readonly reason: 'unreadable'; readonly detail: string }
  | { readonly ok: false; readonly reason: 'canceled' };

/**
 * Reads a .reg file of at most 1 GiB in the mode 'as-windows'. The sinks receive its keys and values; what precedes a
 * failure has been passed on by then.
 */
export async function readRegFileFromDisk(
  path: string,
  options: RegFileDiskOptions,
  sinks: readonly RegFileSink[],
): Promise<RegFileFromDisk> {
  let file: FileHandle | null = null;
  try {
    options.signal?.throwIfAborted();
    // Checked before opening: a pipe would wait for a writer.
    if (!(await stat(path)).isFile()) return unreadable('not a file');
    file = await open(path, 'r');
    return await readFrom(file, options, sinks);
  } catch (error) {
    if (options.signal?.aborted) return { ok: false, reason: 'canceled' };
    if (error instanceof Error && 'syscall' in error) return unreadable(error.message);
    return { ok: false, reason: 'problem', problem: problemIn(error) };
  } finally {
    await file?.close();
  }
}

async function readFrom(
  file: FileHandle,
  options: RegFileDiskOptions,
  sinks: readonly RegFileSink[],
): Promise<RegFileFromDisk> {
  const { codePage, signal, onProgress = () => undefined } = options;
  const before = await file.stat();
  const { size } = before;
  if (size > largestRegFile) return { ok: false, reason: 'too-large', sizeInBytes: size, limitInBytes: largestRegFile };
  const start = Buffer.alloc(startLength);
  const { bytesRead } = await file.read(start, 0, startLength, 0);
  const opening = encodingOf(start.subarray(0, bytesRead));
  if (!opening) return { ok: false, reason: 'problem', problem: problemBehind('', 'not-utf-16be') };
  const isAnsi = opening.encoding === 'utf-8' && !(await isUtf8InParts(partsOf(file, 0, size, signal)));
  const { encoding, mark } = isAnsi ? ansi : opening;
  const limits = { part: partLength, line: longestLine, data: longestData };
  const reader = new RegFileReader(encoding, true, codePage, limits, sinks);
  let at = mark;
  for await (const part of partsOf(file, mark, size, signal)) {
    reader.read(part, false);
    at += part.length;
    if (at % progressEvery < part.length) onProgress(at / size);
  }
  reader.read(Buffer.of(), true);
  const after = await file.stat();
  if (after.size !== size || after.mtimeMs !== before.mtimeMs) return unreadable('changed while it was read');
  onProgress(1);
  return { ok: true, ...reader.notes() };
}

/**
 * The bytes from `start` to `size`, or to the end of the file, while the next ones are read already. A part is valid until
 * the next one is asked for. Throws when it is canceled.
 */
async function* partsOf(file: FileHandle, start: number, size: number, signal?: AbortSignal): AsyncGenerator<Buffer> {
  let at = start;
  const readInto = (buffer: Buffer) => file.read(buffer, 0, Math.min(partLength, size - at), at);
  let next = readInto(Buffer.alloc(partLength));
  let free: Buffer = Buffer.alloc(partLength);
  try {
    for (let read = await next; read.bytesRead > 0; read = await next) {
      at += read.bytesRead;
      next = readInto(free);
      free = read.buffer;
      yield read.buffer.subarray(0, read.bytesRead);
      signal?.throwIfAborted();
    }
  } finally {
    // Do not close the file during a read; its result no longer matters.
    await next.catch(() => null);
  }
}

async function isUtf8InParts(parts: AsyncIterable<Buffer>): Promise<boolean> {
  let left = Buffer.alloc(0);
  for await (const part of parts) {
    const bytes = Buffer.concat([left, part]);
    // The last character may go on in the next part: up to three of its four bytes are here.
    const whole = [0, 1, 2, 3].map((back) => bytes.length - back).find((end) => isUtf8(bytes.subarray(0, end)));
    if (whole === undefined) return false;
    left = bytes.subarray(whole);
  }
  return left.length === 0;
}

function unreadable(detail: string): RegFileFromDisk {
  return { ok: false, reason: 'unreadable', detail };
}
