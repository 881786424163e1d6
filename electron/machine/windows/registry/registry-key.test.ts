import { describe, expect, it } from 'vitest';
import { readKeyTree, readKeyValue } from './registry-key';
import type { Ref, Win32 } from '../win32/win32-api';

const location = { root: 'HKEY_CURRENT_USER', path: 'Software\\Some\\Key' } as const;

/** A key in memory that answers as advapi32 does; `onDescribed` may change it before it is listed. */
function fakeKey(
  values: [name: string, bytes: number[]][],
  onDescribed: (values: [string, number[]][], time: { tick: bigint }) => void = () => undefined,
) {
  const time = { tick: 1n };
  const give = (source: number[], target: Buffer, length: Ref): number => {
    const capacity = length[0];
    length[0] = source.length;
    if (source.length > Math.min(capacity, target.length)) return 234;
    target.set(source);
    return 0;
  };
  const functions = {
    regOpenKeyEx: () => 0,
    regCloseKey: () => 0,
    regEnumKeyEx: () => 259,
    regQueryInfoKey: (...args: Parameters<Win32['regQueryInfoKey']>) => {
      args[7][0] = values.length;
      args[9][0] = Math.max(0, ...values.map(([, bytes]) => bytes.length));
      args[11].writeBigUInt64LE(time.tick);
      onDescribed(values, time);
      return 0;
    },
    regEnumValue: (...[, index, name, nameLength, , type, data, dataLength]: Parameters<Win32['regEnumValue']>) => {
      const value = values[index];
      if (!value) return 259;
      nameLength[0] = name.write(value[0], 'utf16le') / 2;
      type[0] = 3;
      return give(value[1], data, dataLength);
    },
    regQueryValueEx: (...[, name, , type, data, dataLength]: Parameters<Win32['regQueryValueEx']>) => {
      const value = values.find(([candidate]) => `${candidate}\0` === name.toString('utf16le'));
      if (!value) return 2;
      type[0] = 3;
      return give(value[1], data, dataLength);
    },
  };
  return foreign(functions);
}

/** Plain functions in the shape in which koffi declares foreign ones. */
function foreign(functions: Readonly<Record<string, (...args: never[]) => number>>) {
  const info = {
    name: '',
    arguments: [],
    result: { name: 'void', primitive: 'Void', size: 0, alignment: 0, disposable: false },
  } as const;
  const never = () => {
    throw new Error('not asked for');
  };
  return Object.fromEntries(
    Object.entries(functions).map(([name, call]) => [name, Object.assign(call, { async: never, info })]),
  ) as unknown as Parameters<typeof readKeyTree>[0];
}

describe('readKeyTree', () => {
  it('lists the key again when somebody wrote to it meanwhile', async () => {
    let writes = 0;
    const api = fakeKey([['A', [1]]], (values, time) => {
      if (writes < 2) {
        values.push([`B${writes}`, [2]]);
        time.tick += 1n;
      }
      writes += 1;
    });
    const tree = await readKeyTree(api, location);
    expect(tree.ok && tree.value.values.map(({ name }) => name)).toEqual(['A', 'B0', 'B1']);
    expect(tree.ok && tree.value.name).toBe('Key');
  });

  it('finds room for a value that grows between its description and its reading', async () => {
    let isFirst = true;
    const api = fakeKey([['A', [1]]], (values) => {
      if (isFirst) values[0] = ['A', new Array<number>(5000).fill(7)];
      isFirst = false;
    });
    const tree = await readKeyTree(api, location);
    expect(tree.ok && tree.value.values[0]?.data.length).toBe(5000);
  });

  it('gives up on a key that never stops changing, instead of returning half of two states', async () => {
    const api = fakeKey([['A', [1]]], (_values, time) => {
      time.tick += 1n;
    });
    expect(await readKeyTree(api, location)).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED', action: 'registry.read' },
    });
  });
});

describe('readKeyValue', () => {
  it('tells absent from empty', () => {
    const api = fakeKey([['Empty', []]]);
    expect(readKeyValue(api, 1, 'Empty')).toEqual({
      ok: true,
      value: { name: 'Empty', type: 3, data: new Uint8Array() },
    });
    expect(readKeyValue(api, 1, 'Absent')).toEqual({ ok: true, value: null });
  });

  it('reads a value larger than the first buffer', () => {
    const bytes = Array.from({ length: 70_000 }, (_, index) => index % 256);
    const value = readKeyValue(fakeKey([['Large', bytes]]), 1, 'Large');
    expect(value.ok && value.value && Array.from(value.value.data)).toEqual(bytes);
  });
});
