// Writing: read back by reg.exe, deleted, refused before anything is touched, and failures with the Windows error number.
import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import type { Registry, RegistryValue } from '../../electron/machine/interfaces/registry';
import { denyWriting } from './fixtures/key-security';
import { pathOf, regExe, registryOn, tryRegExe, wideText, groupKey } from './fixtures/throw-away-key';

const done = { ok: true, value: null };

function dwordValue(name: string, number: number): RegistryValue {
  const data = Buffer.alloc(4);
  data.writeUInt32LE(number);
  return { name, type: 4, data };
}

describe('writing the registry', () => {
  const key = groupKey();
  let registry: Registry;
  before(() => {
    registry = registryOn(key.location);
  });
  beforeEach(async () => {
    assert.deepEqual(await registry.deleteValue('MaxUserPort'), done);
  });

  async function hexOf(name: string): Promise<string | null> {
    const value = await registry.readValue(name);
    assert.ok(value.ok, JSON.stringify(value));
    return value.value && `${value.value.type}:${Buffer.from(value.value.data).toString('hex')}`;
  }

  for (const number of [0, 1, 5000, 65534, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff]) {
    it(`writes REG_DWORD ${number} through registry-js, and reg.exe reads it`, async () => {
      assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', number)), done);
      const answer = await regExe('query', pathOf(key.location), '/v', 'MaxUserPort', '/reg:64');
      assert.match(answer, new RegExp(`MaxUserPort\\s+REG_DWORD\\s+0x${number.toString(16)}\\s*$`, 'm'));
    });
  }

  it('replaces a value of another type', async () => {
    await regExe('add', pathOf(key.location), '/v', 'MaxUserPort', '/t', 'REG_SZ', '/d', '65534', '/f', '/reg:64');
    assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 65534)), done);
    assert.equal(await hexOf('MaxUserPort'), '4:feff0000');
  });

  it('writes every other type byte for byte', async () => {
    const values: RegistryValue[] = [
      { name: 'none', type: 0, data: Buffer.alloc(0) },
      { name: 'text', type: 1, data: wideText('é 端口') },
      // Zeros behind the text must not become its terminator.
      {
        name: 'text without terminator',
        type: 1,
        data: Buffer.alloc(16, Buffer.from('A\0')).fill(0, 2).subarray(0, 2),
      },
      { name: 'text of three bytes', type: 1, data: Buffer.alloc(16, Buffer.from('A\0B')).fill(0, 3).subarray(0, 3) },
      { name: 'list without end', type: 7, data: Buffer.from('a\0b\0', 'utf16le').subarray(0, 6) },
      { name: 'binary', type: 3, data: Buffer.from([0, 255, 1]) },
      { name: 'dword of two bytes', type: 4, data: Buffer.from([1, 2]) },
      { name: 'list', type: 7, data: Buffer.from('a\0b\0\0', 'utf16le') },
      { name: 'qword', type: 11, data: Buffer.from('0102030405060708', 'hex') },
      { name: 'unknown', type: 0x1234, data: Buffer.from([9]) },
      { name: '', type: 1, data: wideText('default') },
      { name: 'Größe "端口" \\ 😀', type: 4, data: Buffer.from('01000000', 'hex') },
      { name: 'lone \ud800 surrogate', type: 4, data: Buffer.from('02000000', 'hex') },
      { name: 'n'.repeat(300), type: 3, data: Buffer.alloc(70_000, 7) },
    ];
    for (const value of values) {
      assert.deepEqual(await registry.writeValue(value), done, value.name);
      assert.equal(await hexOf(value.name), `${value.type}:${Buffer.from(value.data).toString('hex')}`, value.name);
    }
    const tree = await registry.readTree();
    assert.ok(tree.ok);
    assert.deepEqual(tree.value.values.map(({ name }) => name).sort(), values.map(({ name }) => name).sort());
    for (const { name } of values) assert.deepEqual(await registry.deleteValue(name), done);
  });

  it('deletes a value, so that reg.exe no longer finds it', async () => {
    assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 65534)), done);
    assert.deepEqual(await registry.deleteValue('MaxUserPort'), done);
    assert.equal(await hexOf('MaxUserPort'), null);
    assert.equal((await tryRegExe('query', pathOf(key.location), '/v', 'MaxUserPort', '/reg:64')).exitCode, 1);
  });

  it('treats deleting a missing value as done', async () => {
    assert.deepEqual(await registry.deleteValue('never written'), done);
  });

  it('refuses a name with a NUL, which would reach another value', async () => {
    assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 1)), done);
    for (const answer of [
      await registry.readValue('MaxUserPort\0x'),
      await registry.writeValue(dwordValue('MaxUserPort\0x', 2)),
      await registry.deleteValue('MaxUserPort\0x'),
    ]) {
      assert.ok(
        !answer.ok && answer.error.code === 'MACHINE_FAILED' && answer.error.windowsCode === 87,
        JSON.stringify(answer),
      );
    }
    assert.equal(await hexOf('MaxUserPort'), '4:01000000');
  });

  it('touches nothing in a process that is not elevated, while reading continues', async () => {
    assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 5001)), done);
    let asked = 0;
    const plain = registryOn(key.location, {
      isElevated: () => false,
      registryJs: () => Promise.reject(new Error(`asked ${(asked += 1)}`)),
    });
    assert.deepEqual(await plain.writeValue(dwordValue('MaxUserPort', 1)), {
      ok: false,
      error: { code: 'NOT_ELEVATED', action: 'registry.write' },
    });
    assert.deepEqual(await plain.deleteValue('MaxUserPort'), {
      ok: false,
      error: { code: 'NOT_ELEVATED', action: 'registry.delete' },
    });
    assert.equal(asked, 0);
    const value = await plain.readValue('MaxUserPort');
    assert.ok(value.ok && value.value);
    assert.equal(Buffer.from(value.value.data).readUInt32LE(), 5001);
    assert.ok((await plain.readTree()).ok);
  });

  it('reports "access denied" with the Windows error number, and leaves the value alone', async () => {
    assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 5002)), done);
    const allow = await denyWriting(key.location);
    try {
      const denied = (action: string) => ({ ok: false, error: { code: 'ACCESS_DENIED', action, windowsCode: 5 } });
      assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 1)), denied('registry.write'));
      assert.deepEqual(
        await registry.writeValue({ name: 'MaxUserPort', type: 3, data: Buffer.alloc(1) }),
        denied('registry.write'),
      );
      assert.deepEqual(await registry.deleteValue('MaxUserPort'), denied('registry.delete'));
      assert.equal(await hexOf('MaxUserPort'), '4:8a130000');
    } finally {
      allow();
    }
  });
});

describe('a `false` of registry-js', () => {
  const key = groupKey();

  it('becomes the error that Windows had behind it', async () => {
    // Longer than the 16,383 characters that Windows allows: the real registry-js answers `false`.
    const tooLong = dwordValue('n'.repeat(16_400), 1);
    const registryJs = await import('registry-js');
    const { HKEY, RegistryValueType } = registryJs;
    assert.equal(
      registryJs.setValue(HKEY[key.location.root], key.location.path, tooLong.name, RegistryValueType.REG_DWORD, '1'),
      false,
    );
    const answer = await registryOn(key.location).writeValue(tooLong);
    assert.ok(!answer.ok && answer.error.code === 'MACHINE_FAILED', JSON.stringify(answer));
    assert.ok(answer.error.windowsCode !== null && answer.error.windowsCode > 0, JSON.stringify(answer));
  });

  it('is checked: what Windows lets us write is written', async () => {
    const { HKEY, RegistryValueType } = await import('registry-js');
    for (const setValue of [() => false, () => assert.fail('thrown')]) {
      const registry = registryOn(key.location, {
        registryJs: () => Promise.resolve({ HKEY, RegistryValueType, setValue }),
      });
      assert.deepEqual(await registry.writeValue(dwordValue('MaxUserPort', 6000)), done);
      const value = await registry.readValue('MaxUserPort');
      assert.ok(value.ok && value.value);
      assert.equal(Buffer.from(value.value.data).readUInt32LE(), 6000);
    }
  });

  it('is an error when registry-js cannot be loaded', async () => {
    const registry = registryOn(key.location, {
      registryJs: () => Promise.reject(new Error('registry.node is missing')),
    });
    assert.deepEqual(await registry.writeValue(dwordValue('Other', 1)), {
      ok: false,
      error: {
        code: 'MACHINE_FAILED',
        action: 'registry.write',
        windowsCode: null,
        detail: 'registry.node is missing',
      },
    });
    assert.deepEqual(await registry.readValue('Other'), { ok: true, value: null });
  });
});
