// What travels between the Electron window and the Windows Node: one JSON text a line, bytes and maps included.
import type { PortProbe, PortRangeControl } from '../../electron/machine/interfaces/ports';
import type { ProcessNames, PortTable } from '../../electron/machine/interfaces/usage';
import type { Registry } from '../../electron/machine/interfaces/registry';
import type { System } from '../../electron/machine/interfaces/system';

/** The adapters that answer in the Windows Node. Our own files stay with the program that writes them. */
export interface RemoteMachine {
  readonly registry: Registry;
  readonly system: System;
  readonly portRange: PortRangeControl;
  readonly portProbe: PortProbe;
  readonly portTable: PortTable;
  readonly processNames: ProcessNames;
}

/** The first line on a connection. */
export interface Greeting {
  readonly secret: string;
}

export interface Question {
  readonly id: number;
  readonly adapter: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

export interface Answer {
  readonly id: number;
  /** What the method's promise gave; absent when it rejected. */
  readonly value?: unknown;
  readonly rejection?: string;
}

/** How the parent tells the Windows Node what to do, as the one argument of its script. */
export interface ServerOrders {
  /** Written when the server listens: its port as text. */
  readonly addressFile: string;
  readonly secret: string;
  /** False: answers as a process without administrator rights does, and is one where Wine has such. */
  readonly isElevated: boolean;
  /** What netsh supposedly printed, in base64, since Wine's own prints nothing. Null: what it really prints. */
  readonly netshOutput: string | null;
}

const bytesKey = '$bytes';
const mapKey = '$map';
const arrays = { Uint8Array, Uint16Array, Uint32Array } as const;
type ArrayName = keyof typeof arrays;

/** One line, without its end. */
export function encode(message: Greeting | Question | Answer): string {
  return JSON.stringify(message, function (this: Record<string, unknown>, key: string, value: unknown): unknown {
    // The value in the object: a Buffer would arrive here as the result of its own toJSON.
    const original = this[key];
    if (original instanceof Map) return { [mapKey]: [...original] };
    const name = (Object.keys(arrays) as ArrayName[]).find((candidate) => original instanceof arrays[candidate]);
    if (!name || !ArrayBuffer.isView(original)) return value;
    return {
      [bytesKey]: name,
      data: Buffer.from(original.buffer, original.byteOffset, original.byteLength).toString('base64'),
    };
  });
}

/** What `encode` was given, as far as the other end can be trusted. */
export function decode(line: string): unknown {
  return JSON.parse(line, (_, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (mapKey in value && Array.isArray(value[mapKey])) return new Map(value[mapKey] as [unknown, unknown][]);
    if (!(bytesKey in value) || !('data' in value)) return value;
    const data = Uint8Array.from(Buffer.from(String(value.data), 'base64'));
    return new arrays[value[bytesKey] as ArrayName](data.buffer);
  });
}

/** Splits what arrives into lines. */
export function lineReader(onLine: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
