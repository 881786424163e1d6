// Interchange: reg.exe takes what our codec writes, we read what reg.exe writes, and both say the same about every type.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entriesOf, readRegFile, regFileBytes, type RegFileKey } from '../../electron/reg-file/reg-file';
import type { RegistryKey, RegistryValue } from '../../electron/machine/interfaces/registry';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import {
  isWine,
  pathOf,
  regExport,
  registryOn,
  regImport,
  withThrowAwayKey,
  wideText,
} from './fixtures/throw-away-key';

/** Data that is awkward for every type: well-formed, empty, odd, without terminator, with line breaks and NULs. */
const values: readonly RegistryValue[] = [
  { name: '', type: 1, data: wideText('default') },
  { name: 'none', type: 0, data: Buffer.from([1, 2, 3]) },
  { name: 'text', type: 1, data: wideText('C:\\Windows\\"é 端口 😀"') },
  { name: 'text empty', type: 1, data: wideText('') },
  { name: 'text with line breaks', type: 1, data: wideText('a\r\nb\nc\rd') },
  { name: 'expand', type: 2, data: wideText('%SystemRoot%\\é') },
  { name: 'binary', type: 3, data: Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256)) },
  { name: 'binary empty', type: 3, data: Buffer.alloc(0) },
  { name: 'MaxUserPort', type: 4, data: Buffer.from('feff0000', 'hex') },
  { name: 'dword short', type: 4, data: Buffer.from('0102', 'hex') },
  { name: 'big endian', type: 5, data: Buffer.from('0000fffe', 'hex') },
  { name: 'link', type: 6, data: wideText('\\Registry\\Machine') },
  { name: 'list', type: 7, data: Buffer.from('1433-1434\x005000-5010\0\0', 'utf16le') },
  { name: 'list empty', type: 7, data: Buffer.from('\0', 'utf16le') },
  { name: 'resources', type: 8, data: Buffer.from('00112233', 'hex') },
  { name: 'descriptor', type: 9, data: Buffer.from('44556677', 'hex') },
  { name: 'requirements', type: 10, data: Buffer.from('8899aabb', 'hex') },
  { name: 'qword', type: 11, data: Buffer.from('0102030405060708', 'hex') },
  { name: 'unknown', type: 0x1234, data: Buffer.from('ff', 'hex') },
  { name: 'a\\b', type: 4, data: Buffer.from('01000000', 'hex') },
  { name: 'say "5000"', type: 4, data: Buffer.from('02000000', 'hex') },
  { name: 'a=b;c[d]', type: 1, data: wideText('; no comment = [no key]') },
  { name: '@', type: 1, data: wideText('not the default value') },
  { name: 'Größe 端口 😀', type: 4, data: Buffer.from('03000000', 'hex') },
  { name: 'n'.repeat(200), type: 3, data: Buffer.from([1]) },
];
const tree: RegistryKey = {
  name: '',
  values,
  subkeys: [
    { name: 'Empty', values: [], subkeys: [] },
    {
      name: 'Interfaces',
      values: [],
      subkeys: [{ name: '{7f4e0f10-0000-4000-8000-00000000000a}', values: values.slice(8, 10), subkeys: [] }],
    },
  ],
};

/**
 * Wine's reg.exe exports line breaks in a REG_SZ as \\r and \\n, which are not escapes in Windows' .reg files, and
 * a REG_DWORD of two bytes as one of four, with the two bytes that happened to follow it.
 */
const differentUnderWine = ['text with line breaks', 'dword short'];

/** Every value as a line, in an order of its own: Windows lists keys and values as it likes. */
function lines(keys: readonly RegFileKey[]): string[] {
  return keys
    .flatMap(({ path, values: own }) => [
      path,
      ...own.map(
        ({ name, content }) =>
          `${path} "${name}" ${content ? `${content.type}:${Buffer.from(content.data).toString('hex')}` : 'deleted'}`,
      ),
    ])
    .sort();
}

/** The tree without what Wine's reg.exe exports in its own way. */
async function exportableTree(): Promise<RegistryKey> {
  return (await isWine()) ? without(differentUnderWine, tree) : tree;
}

function without(names: readonly string[], key: RegistryKey): RegistryKey {
  return {
    ...key,
    values: key.values.filter(({ name }) => !names.includes(name)),
    subkeys: key.subkeys.map((subkey) => without(names, subkey)),
  };
}

async function liveLines(location: KeyLocation): Promise<string[]> {
  const live = await registryOn(location).readTree();
  assert.ok(live.ok, JSON.stringify(live));
  return lines(entriesOf(live.value, pathOf(location)));
}

describe('.reg files between this program and reg.exe', () => {
  it('imports through reg.exe every value that our codec writes', async () => {
    await withThrowAwayKey(async (location) => {
      await regImport(regFileBytes(entriesOf(tree, pathOf(location))));
      assert.deepEqual(await liveLines(location), lines(entriesOf(tree, pathOf(location))));
    });
  });

  it('reads with our codec every value that reg.exe exports', async () => {
    await withThrowAwayKey(async (location) => {
      const registry = registryOn(location);
      for (const value of (await exportableTree()).values)
        assert.deepEqual(await registry.writeValue(value), { ok: true, value: null });
      const reading = readRegFile(await regExport(location));
      assert.ok(reading.ok, JSON.stringify(reading));
      assert.deepEqual(lines(reading.keys), await liveLines(location));
    });
  });

  it('gives the same content by both ways of backing up', async () => {
    await withThrowAwayKey(async (location) => {
      await regImport(regFileBytes(entriesOf(await exportableTree(), pathOf(location))));
      const exported = readRegFile(await regExport(location));
      const live = await registryOn(location).readTree();
      assert.ok(exported.ok && live.ok);
      const own = readRegFile(regFileBytes(entriesOf(live.value, pathOf(location))));
      assert.ok(own.ok);
      assert.deepEqual(lines(own.keys), lines(exported.keys));
    });
  });

  it('deletes a value through a file of ours that deletes it', async () => {
    await withThrowAwayKey(async (location) => {
      const path = pathOf(location);
      await regImport(regFileBytes(entriesOf(tree, path)));
      await regImport(
        regFileBytes([
          {
            path,
            isDeletion: false,
            values: [
              { name: 'MaxUserPort', content: null },
              { name: 'say "5000"', content: null },
            ],
          },
        ]),
      );
      const left = (await liveLines(location)).filter((line) => line.startsWith(`${path} `));
      assert.equal(left.length, values.length - 2);
    });
  });
});
