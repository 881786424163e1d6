// Reads a .reg file from disk in parts, in constant memory.
// Protects: the window never waits for a file, a file that is too large is never read, and a file that changes while it
// is read is refused.
import { isUtf8 } from 'node:buffer';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { problemIn } from './cursor';
import { ansi, encodingOf, wholeUtf8 } from './encoding';
import { eachPart, longestPart, read, type FileToRead } from './file-parts';
import { problemBehind, type RegFileProblem } from './problem';
import { RegFileReader, type RegFileNotes } from './reader';
import type { RegFileSink } from './sink';

/** 1 GiB. */
export const largestRegFile = 1024 * 1024 * 1024;
/** Bytes of a value that are kept: the limit of the registry's standard format. The others are counted. */
export const longestData = 1024 * 1024;
/** In UTF-16 units; no value within the limit of the registry's standard format needs more. */
export const longestLine = 4 * 1024 * 1024;
/** Enough for the mark, blanks and the header. */
const startLength = 4096;

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
  if (options.signal?.aborted) return { ok: false, reason: 'canceled' };
  let file: FileHandle | null = null;
  try {
    // Checked before opening: a pipe would wait for a writer.
    if (!(await stat(path)).isFile()) return unreadable('not a file');
    file = await open(path, 'r');
    return await readFrom(file, options, sinks);
  } catch (error) {
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
  const parts = { file, size, signal };
  const start = Buffer.alloc(startLength);
  const opening = encodingOf(start.subarray(0, await read(file, start, startLength, 0)));
  if (!opening) return { ok: false, reason: 'problem', problem: problemBehind('', 'not-utf-16be') };
  const isAnsi = opening.encoding === 'utf-8' && !(await isWhollyUtf8(parts));
  const { encoding, mark } = isAnsi ? ansi : opening;
  const limits = { part: longestPart, line: longestLine, data: longestData };
  const reader = new RegFileReader(encoding, true, codePage, limits, sinks);
  await eachPart(parts, mark, (bytes, isLast) => reader.read(bytes, isLast), onProgress);
  if (signal?.aborted) return { ok: false, reason: 'canceled' };
  const after = await file.stat();
  if (after.size !== size || after.mtimeMs !== before.mtimeMs) return unreadable('changed while it was read');
  onProgress(1);
  return { ok: true, ...reader.notes() };
}

async function isWhollyUtf8(parts: FileToRead): Promise<boolean> {
  let isValid = true;
  await eachPart(parts, 0, (bytes, isLast) => {
    const whole = isLast ? bytes.length : wholeUtf8(bytes);
    isValid = isUtf8(bytes.subarray(0, whole));
    return isValid ? whole : 'enough';
  });
  return isValid;
}

function unreadable(detail: string): RegFileFromDisk {
  return { ok: false, reason: 'unreadable', detail };
}
