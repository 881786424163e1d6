// A backup held against the live key: read strictly, and complete only as it was taken.
import { describe, expect, it } from 'vitest';
import { parametersKeyPath } from '../contract/registry/parameters';
import { success } from '../contract/errors/result';
import type { Machine } from '../machine/interfaces/machine';
import type { RegistryValue } from '../machine/interfaces/registry';
import { entriesOf, regFileBytes } from '../reg-file/reg-file';
import { compareBackup } from './comparison';
import { readContent } from './content';
import { sha256 } from './manifest';

const text = (some: string) => Buffer.from(some, 'utf16le');
const value = (name: string, type: number, data: Uint8Array): RegistryValue => ({ name, type, data });

/** A machine whose key has these values and nothing else. */
function machineWith(values: readonly RegistryValue[]): Pick<Machine, 'registry'> {
  const tree = { name: 'Parameters', values, subkeys: [] };
  return { registry: { readTree: () => Promise.resolve(success(tree)) } as unknown as Machine['registry'] };
}

async function compared(bytes: Uint8Array, isAsTaken: boolean, live: readonly RegistryValue[]) {
  const result = await compareBackup(machineWith(live), { bytes: Buffer.from(bytes), isAsTaken }, 'windows-1252');
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const { diff, notes } = result.value;
  return { kinds: diff.entries.map(({ name, kind }) => `${name} ${kind}`), skipped: notes.skipped.count };
}

const file = (lines: string) =>
  text(`\ufeffWindows Registry Editor Version 5.00\r\n\r\n[${parametersKeyPath}]\r\n${lines}\r\n\r\n`);
const taken = (values: readonly RegistryValue[]) =>
  regFileBytes(entriesOf({ name: 'Parameters', values, subkeys: [] }, parametersKeyPath));

describe('a backup as it was taken', () => {
  const odd = [
    value('no terminator', 1, text('abc')),
    value('odd length', 2, Buffer.from([0x41, 0, 0x42])),
    value('one NUL', 7, text('a\0')),
    value('no NUL', 7, text('a')),
    value('a line break', 1, text('x\r\n"MaxUserPort"=dword:00000001\r\ny\0')),
    value('', 1, text('')),
  ];

  it('is the same as the key of which it was taken, whatever its values are', async () => {
    expect(await compared(taken(odd), true, odd)).toEqual({
      kinds: odd.map(({ name }) => `${name} same`),
      skipped: 0,
    });
  });

  it('is read as Registry Editor exports it: a text over several lines is one value', async () => {
    const live = [
      value('a', 1, text('x\r\n"MaxUserPort"=dword:00000001\r\ny\0')),
      value('b', 4, Buffer.of(1, 0, 0, 0)),
    ];
    const lines = '"a"="x\r\n"MaxUserPort"=dword:00000001\r\ny"\r\n"b"=dword:00000001';
    // Quotes inside a text are escaped in an export.
    const exported = lines.replace('"MaxUserPort"', '\\"MaxUserPort\\"');
    expect(await compared(file(exported), true, live)).toEqual({ kinds: ['a same', 'b same'], skipped: 0 });
  });

  it('shows what it lacks as removed', async () => {
    const live = [value('a', 4, Buffer.of(1, 0, 0, 0)), value('b', 4, Buffer.of(1, 0, 0, 0))];
    expect(await compared(file('"a"=dword:00000001'), true, live)).toMatchObject({ kinds: ['a same', 'b removed'] });
  });

  it('is refused with the place where it cannot be read strictly', async () => {
    const result = await compareBackup(
      machineWith([]),
      { bytes: file('"a"=dword:00000001\r\nnonsense'), isAsTaken: true },
      'windows-1252',
    );
    expect(result).toEqual({
      ok: false,
      error: { code: 'REG_FILE_REFUSED', reason: 'not-understood', detail: 'line 5, column 1: key-or-value' },
    });
  });
});

describe('a backup that was changed', () => {
  const live = [value('a', 1, text('abc')), value('b', 4, Buffer.of(1, 0, 0, 0)), value('c', 4, Buffer.of(1, 0, 0, 0))];

  it('is read strictly as long as that works, and removes nothing', async () => {
    expect(await compared(file('"a"=hex(1):61,00,62,00,63,00\r\n"b"=dword:00000002'), false, live)).toEqual({
      kinds: ['a same', 'b changed'],
      skipped: 0,
    });
  });

  it('shows no value of a damaged line as removed', async () => {
    expect(await compared(file('"b"=dword:00000002\r\n"c"=dword:0000000x'), false, live)).toEqual({
      kinds: ['b changed'],
      skipped: 1,
    });
  });

  it('is refused when it is larger than a person could have made it', async () => {
    const bytes = Buffer.alloc(64 * 1024 * 1024 + 1);
    const disk = { read: () => Promise.resolve(bytes) };
    expect(await readContent(disk, { file: 'x.reg', sha256: sha256('another') })).toMatchObject({
      ok: false,
      error: { code: 'REG_FILE_REFUSED', reason: 'too-large' },
    });
    expect(await readContent(disk, { file: 'x.reg', sha256: sha256(bytes) })).toMatchObject({
      ok: true,
      value: { isAsTaken: true },
    });
  });
});
