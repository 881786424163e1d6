// What the registry may hold, or do, that the Win32 API cannot name: NULs in names, and a key that is deleted while it is open.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { ntdll } from './fixtures/ntdll';
import { pathOf, registryOn, tryRegExe, withThrowAwayKey } from './fixtures/throw-away-key';
import {
  keyAccess,
  readKeyTree,
  readKeyValue,
  registryRoots,
  withKey,
  type KeyLocation,
} from '../../electron/machine/windows/registry/registry-key';
import { systemProgram } from '../../electron/machine/windows/win32/system-folder';
import { loadWin32, wide, type Handle, type Ref } from '../../electron/machine/windows/win32/win32-api';

const missing = { ok: false, error: { code: 'KEY_MISSING' } };
const fullAccess = 0xf_003f | 0x100;
const registryDword = 4;

/** Opens a key, and closes it again. */
async function withHandle(location: KeyLocation, use: (key: Handle) => Promise<void>): Promise<void> {
  const api = await loadWin32();
  const key: Ref<Handle> = [0];
  assert.equal(api.regOpenKeyEx(registryRoots[location.root], wide(location.path), 0, fullAccess, key), 0);
  try {
    await use(key[0]);
  } finally {
    api.regCloseKey(key[0]);
  }
}

/** UNICODE_STRING, which takes a NUL for a character; `text` has to stay alive as long as it. */
async function unicodeString(text: Buffer): Promise<Buffer> {
  const { default: koffi } = await import('koffi');
  const string = Buffer.alloc(16);
  string.writeUInt16LE(text.length, 0);
  string.writeUInt16LE(text.length, 2);
  string.writeBigUInt64LE(koffi.address(text), 8);
  return string;
}

/** Stores a value, lets it be used, and deletes it: reg.exe of Wine cannot, and does not delete its key either. */
async function withValue(key: Handle, name: string, number: number, use: () => Promise<void>): Promise<void> {
  const set = await ntdll(
    'NtSetValueKey',
    'intptr_t key, void *name, uint32_t index, uint32_t type, void *data, uint32_t size',
  );
  const text = Buffer.from(name, 'utf16le');
  const data = Buffer.alloc(4);
  data.writeUInt32LE(number);
  const string = await unicodeString(text);
  assert.equal(set(key, string, 0, registryDword, data, data.length), 0);
  try {
    await use();
  } finally {
    const remove = await ntdll('NtDeleteValueKey', 'intptr_t key, void *name');
    assert.equal(remove(key, string), 0);
    // Referred to until here: the string has its address.
    assert.equal(text.length, name.length * 2);
  }
}

/** Makes a sub-key, lets it be used, and deletes it: reg.exe cannot. */
async function withSubkey(parent: Handle, name: string, use: () => Promise<void>): Promise<void> {
  const { default: koffi } = await import('koffi');
  const create = await ntdll(
    'NtCreateKey',
    '_Out_ intptr_t *key, uint32_t access, void *attributes, uint32_t index, void *class, uint32_t options, void *disposition',
  );
  const remove = await ntdll('NtDeleteKey', 'intptr_t key');
  const text = Buffer.from(name, 'utf16le');
  const string = await unicodeString(text);
  // OBJECT_ATTRIBUTES: length, root, name, OBJ_CASE_INSENSITIVE.
  const attributes = Buffer.alloc(48);
  attributes.writeUInt32LE(attributes.length, 0);
  attributes.writeBigInt64LE(BigInt(parent), 8);
  attributes.writeBigUInt64LE(koffi.address(string), 16);
  attributes.writeUInt32LE(0x40, 24);
  const key: Ref<Handle> = [0];
  assert.equal(create(key, fullAccess, attributes, 0, null, 0, null), 0);
  try {
    await use();
  } finally {
    remove(key[0]);
    (await loadWin32()).regCloseKey(key[0]);
  }
}

describe('a name with a NUL in it', () => {
  it('is listed for a value, which no name of the Win32 API reaches', async () => {
    await withThrowAwayKey((location) =>
      withHandle(location, (key) =>
        withValue(key, 'MaxUserPort\0x', 7, async () => {
          const registry = registryOn(location);
          const tree = await registry.readTree();
          assert.ok(tree.ok, JSON.stringify(tree));
          assert.deepEqual(
            tree.value.values.map(({ name, data }) => ({ name, data: Buffer.from(data).toString('hex') })),
            [{ name: 'MaxUserPort\0x', data: '07000000' }],
          );
          assert.deepEqual(await registry.readValue('MaxUserPort'), { ok: true, value: null });
          assert.equal((await tryRegExe('query', pathOf(location), '/v', 'MaxUserPort', '/reg:64')).exitCode, 1);
          // What readValue refuses to ask: Windows would end the name at its NUL, and find nothing here.
          const asked = readKeyValue(await loadWin32(), key, 'MaxUserPort\0x');
          assert.deepEqual(asked, { ok: true, value: null });
        }),
      ),
    );
  });

  it('makes a key unreadable that has a sub-key of such a name', async () => {
    await withThrowAwayKey((location) =>
      withHandle(location, (key) =>
        withSubkey(key, 'Interfaces\0x', async () => {
          const tree = await registryOn(location).readTree();
          assert.ok(!tree.ok && tree.error.code === 'MACHINE_FAILED', JSON.stringify(tree));
          assert.match(tree.error.detail, /has a NUL in its name/);
        }),
      ),
    );
  });
});

describe('a key that is deleted while it is open', () => {
  it('is missing, for one value and for the list', async () => {
    const api = await loadWin32();
    const reg = await systemProgram('reg.exe');
    const remove = (location: KeyLocation) => execFileSync(reg, ['delete', pathOf(location), '/f', '/reg:64']);
    await withThrowAwayKey(async (location) => {
      const subkey = { ...location, path: `${location.path}\\open` };
      const make = () => execFileSync(reg, ['add', pathOf(subkey), '/v', 'a', '/d', 'b', '/f', '/reg:64']);
      make();
      const value = await withKey(api, 'registry.read', subkey, keyAccess.read, (key) => {
        remove(subkey);
        return readKeyValue(api, key, 'a');
      });
      assert.deepEqual(value, missing);

      make();
      let isDeleted = false;
      const tree = await readKeyTree(
        {
          ...api,
          regEnumValue: Object.assign((...args: Parameters<typeof api.regEnumValue>) => {
            if (!isDeleted) remove(subkey);
            isDeleted = true;
            return api.regEnumValue(...args);
          }, api.regEnumValue),
        },
        subkey,
      );
      assert.ok(isDeleted);
      assert.deepEqual(tree, missing);
    });
  });
});
