// The .reg codec: what Registry Editor and reg.exe write and read (Microsoft 310516), to and from keys and values.
// Protects: a value keeps its type and every byte, and the first line that is not understood ends a strict reading.
import { isUtf8 } from 'node:buffer';
import type { RegistryKey } from '../machine/interfaces/registry';
import { problemIn } from './cursor';
import { ansi, encodingOf, encodingProblem } from './encoding';
import { problemBehind, type RegFileProblem } from './problem';
import { RegFileReader, type RegFileNotes } from './reader';
import type { RegFileSink } from './scanned-value';
import { valueLine } from './text';

export interface RegFileValue {
  readonly name: string;
  /** null: the file says that the value is to be deleted (`"name"=-`). */
  readonly content: { readonly type: number; readonly data: Uint8Array } | null;
}

export interface RegFileKey {
  /** Full path, as in the file. */
  readonly path: string;
  /** True for `[-HKEY_...]`. */
  readonly isDeletion: boolean;
  readonly values: readonly RegFileValue[];
}

export interface RegFileOptions {
  /**
   * 'strict' (the default): the first thing that Windows would skip or change is a problem and ends the reading.
   * 'as-windows': such lines are skipped and listed; texts in hex(1), hex(2) and hex(7) get the NUL that they lack.
   */
  readonly mode?: 'strict' | 'as-windows';
  /** ANSI code page of REGEDIT4 files, a label of the WHATWG Encoding Standard; windows-1252 unless told. */
  readonly codePage?: string;
}

/** The result of a reading whose keys and values went to a sink. */
export type RegFileScan =
  ({ readonly ok: true } & RegFileNotes) | { readonly ok: false; readonly problem: RegFileProblem };

export type RegFileReading =
  | ({ readonly ok: true; readonly keys: readonly RegFileKey[] } & RegFileNotes)
  | { readonly ok: false; readonly problem: RegFileProblem };

/** One key with everything below it as entries of a .reg file, parents first, as `reg export` orders them. */
export function entriesOf(tree: RegistryKey, path: string): RegFileKey[] {
  return [
    { path, isDeletion: false, values: tree.values.map(({ name, type, data }) => ({ name, content: { type, data } })) },
    ...tree.subkeys.flatMap((subkey) => entriesOf(subkey, `${path}\\${subkey.name}`)),
  ];
}

/** The text of a version 5.00 file, without byte order mark, lines ending in CRLF. */
export function regFileText(keys: readonly RegFileKey[]): string {
  const sections = keys.map(({ path, isDeletion, values }) => {
    const lines = values.map(({ name, content }) => valueLine(name, content));
    return [`[${isDeletion ? '-' : ''}${path}]`, ...lines, '', ''].join('\r\n');
  });
  return `Windows Registry Editor Version 5.00\r\n\r\n${sections.join('')}`;
}

/** The bytes of a version 5.00 file: UTF-16LE with byte order mark, as `reg export` writes it. */
export function regFileBytes(keys: readonly RegFileKey[]): Uint8Array {
  return Buffer.from(`\ufeff${regFileText(keys)}`, 'utf16le');
}

/**
 * Reads a .reg file: UTF-16LE with byte order mark, UTF-8 with or without, or REGEDIT4 in a code page; see
 * docs/reg-files.md for the odd cases. A missing header is a problem in both modes: Windows reads nothing of such a file.
 * Everything is kept in memory; for files of any size use `readRegFileFromDisk`.
 */
export function readRegFile(bytes: Uint8Array, options: RegFileOptions = {}): RegFileReading {
  const keys: (RegFileKey & { readonly values: RegFileValue[] })[] = [];
  const sink: RegFileSink = {
    key: (path, isDeletion) => keys.push({ path, isDeletion, values: [] }),
    value: ({ name, type, data }) =>
      keys.at(-1)?.values.push({ name, content: type === null ? null : { type, data: data() } }),
  };
  const notes = scanRegFile(bytes, options, [sink]);
  return notes.ok ? { ...notes, keys } : notes;
}

/** The same, but sinks receive keys and values as they are read; what precedes a problem has been passed on by then. */
export function scanRegFile(bytes: Uint8Array, options: RegFileOptions, sinks: readonly RegFileSink[]): RegFileScan {
  const { mode = 'strict', codePage = 'windows-1252' } = options;
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLenient = mode === 'as-windows';
  const opening = encodingOf(all);
  if (!opening) return { ok: false, problem: problemBehind('', 'not-utf-16be') };
  const { encoding, mark } = isLenient && opening.encoding === 'utf-8' && !isUtf8(all) ? ansi : opening;
  const text = all.subarray(mark);
  const problem = isLenient ? null : encodingProblem(text, encoding, codePage);
  if (problem) return { ok: false, problem };
  const limits = { part: text.length, line: text.length, data: 2 * text.length + 2 };
  const reader = new RegFileReader(encoding, isLenient, codePage, limits, sinks);
  try {
    reader.read(text, true);
    return { ok: true, ...reader.notes() };
  } catch (error) {
    return { ok: false, problem: problemIn(error) };
  }
}
