// Reading: every type, byte for byte as reg.exe wrote it, and absent, empty and missing kept apart.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Registry, RegistryKey, RegistryValue } from '../../electron/machine/interfaces/registry';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import {
  isWine,
  pathOf,
  regExe,
  regFile,
  registryOn,
  regImport,
  groupKey,
  tryRegExe,
  withThrowAwayKey,
  wideText,
} from './fixtures/throw-away-key';

async function treeOf(registry: Registry): Promise<RegistryKey> {
  const tree = await registry.readTree();
  assert.ok(tree.ok, JSON.stringify(tree));
  return tree.value;
}

function assertValue(tree: RegistryKey, name: string, type: number, data: Uint8Array): void {
  const value = tree.values.find((candidate) => candidate.name === name);
  assert.ok(value, `"${name}" was not listed`);
  assert.equal(value.type, type, `type of "${name}"`);
  assert.equal(Buffer.from(value.data).toString('hex'), Buffer.from(data).toString('hex'), `data of "${name}"`);
}

describe('reading the registry', () => {
  const key = groupKey();
  let registry: Registry;
  before(() => {
    registry = registryOn(key.location);
  });

  /** Writes with reg.exe, and compares both ways of reading with the expected bytes. */
  async function check(name: string, type: string, text: string, number: number, data: Uint8Array): Promise<void> {
    const which = name === '' ? ['/ve'] : ['/v', name];
    await regExe('add', pathOf(key.location), ...which, '/t', type, '/d', text, '/f', '/reg:64');
    assertValue(await treeOf(registry), name, number, data);
    const one = await registry.readValue(name);
    assert.ok(one.ok && one.value, JSON.stringify(one));
    assertValue({ name: '', values: [one.value], subkeys: [] }, name, number, data);
  }

  it('reads REG_SZ', () => check('text', 'REG_SZ', 'C:\\Windows\\é 端口 😀', 1, wideText('C:\\Windows\\é 端口 😀')));
  it('reads an empty REG_SZ', () => check('empty', 'REG_SZ', '', 1, wideText('')));
  it('reads REG_EXPAND_SZ without expanding it', () =>
    check('expand', 'REG_EXPAND_SZ', '%SystemRoot%\\x', 2, wideText('%SystemRoot%\\x')));
  it('reads REG_BINARY', () => check('binary', 'REG_BINARY', '00ff10a5', 3, Buffer.from('00ff10a5', 'hex')));
  it('reads an empty REG_BINARY', () => check('binary empty', 'REG_BINARY', '', 3, Buffer.alloc(0)));
  it('reads REG_DWORD', () => check('MaxUserPort', 'REG_DWORD', '65534', 4, Buffer.from('feff0000', 'hex')));
  it('reads REG_MULTI_SZ', () =>
    check('list', 'REG_MULTI_SZ', '1433-1434\\05000-5010', 7, Buffer.from('1433-1434\x005000-5010\0\0', 'utf16le')));
  it('reads the default value', () => check('', 'REG_SZ', 'default', 1, wideText('default')));
  it('reads a name in other scripts', () =>
    check('Größe 端口 😀', 'REG_DWORD', '1', 4, Buffer.from('01000000', 'hex')));
  it('reads a name with a backslash', () => check('a\\b\\', 'REG_DWORD', '2', 4, Buffer.from('02000000', 'hex')));
  it('reads a name with quotes', () => check('say "5000"', 'REG_DWORD', '3', 4, Buffer.from('03000000', 'hex')));

  it('reads the types that reg.exe accepts only from files, and unnamed types', async () => {
    const hex = '01,02,03,04,05,06,07,08';
    const lines = [0, 5, 6, 8, 9, 10, 11, 0x20, 0xffff0001].map(
      (type) => `"type ${type}"=hex(${type.toString(16)}):${hex}`,
    );
    const odd = [
      '"odd text"=hex(1):41,00,42',
      '"no terminator"=hex(1):41,00',
      '"short dword"=hex(4):01,02',
      '"two ends"=hex(1):41,00,00,00,42,00,00,00',
    ];
    await regImport(regFile(key.location, [...lines, ...odd]));
    const tree = await treeOf(registry);
    for (const type of [0, 5, 6, 8, 9, 10, 11, 0x20, 0xffff0001])
      assertValue(tree, `type ${type}`, type, Buffer.from('0102030405060708', 'hex'));
    assertValue(tree, 'short dword', 4, Buffer.from('0102', 'hex'));
    assertValue(tree, 'two ends', 1, Buffer.from('4100000042000000', 'hex'));
    for (const name of ['odd text', 'no terminator'])
      assert.equal(tree.values.find((value) => value.name === name)?.type, 1);
  });

  it('finds a value regardless of case', async () => {
    const value = await registry.readValue('mAXuSERpORT');
    assert.ok(value.ok && value.value);
    assert.equal(Buffer.from(value.value.data).readUInt32LE(), 65534);
  });

  it('tells absent from empty', async () => {
    assert.deepEqual(await registry.readValue('never written'), { ok: true, value: null });
    const empty = await registry.readValue('binary empty');
    assert.ok(empty.ok && empty.value);
    assert.equal(empty.value.data.length, 0);
  });

  it('reads subkeys with everything below them', async () => {
    const interfaces = `${pathOf(key.location)}\\Interfaces\\{7f4e0f10-0000-4000-8000-00000000000a}`;
    await regExe('add', interfaces, '/v', 'EnableDHCP', '/t', 'REG_DWORD', '/d', '1', '/f', '/reg:64');
    await regExe('add', `${pathOf(key.location)}\\Empty "quoted" 端口`, '/f', '/reg:64');
    const tree = await treeOf(registry);
    assert.deepEqual(tree.subkeys.map(({ name }) => name).sort(), ['Empty "quoted" 端口', 'Interfaces']);
    const adapter = tree.subkeys.find(({ name }) => name === 'Interfaces')?.subkeys[0];
    assert.equal(adapter?.name, '{7f4e0f10-0000-4000-8000-00000000000a}');
    assertValue(adapter, 'EnableDHCP', 4, Buffer.from('01000000', 'hex'));
  });
});

/** Milliseconds of the fastest of five runs: the one that the rest of the machine disturbed least. */
async function fastest(run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

describe('reading large keys', () => {
  it('reads 1,000 values and one of 1 MB, each in the time of a few reg.exe calls', async (context) => {
    await withThrowAwayKey(async (location) => {
      const lines = Array.from(
        { length: 1000 },
        (_, index) => `"value ${index}"=dword:${index.toString(16).padStart(8, '0')}`,
      );
      await regImport(regFile(location, lines));
      const registry = registryOn(location);
      const megabyte: RegistryValue = {
        name: 'large',
        type: 3,
        data: Buffer.from(Array.from({ length: 1 << 20 }, (_, index) => (index * 31) % 256)),
      };
      assert.deepEqual(await registry.writeValue(megabyte), { ok: true, value: null });
      const tree = await treeOf(registry);
      assert.equal(tree.values.length, 1001);
      for (let index = 0; index < 1000; index += 1) {
        const data = Buffer.alloc(4);
        data.writeUInt32LE(index);
        assertValue(tree, `value ${index}`, 4, data);
      }
      const large = await registry.readValue('large');
      assert.ok(large.ok && large.value);
      assert.equal(Buffer.compare(large.value.data, megabyte.data), 0);

      const treeTime = await fastest(() => registry.readTree());
      const largeTime = await fastest(() => registry.readValue('large'));
      // A busy machine slows both down, though not alike: a process or a listing anew for each value would take hundreds of calls.
      const regExeTime = await fastest(() => regExe('query', pathOf(location), '/v', 'value 1', '/reg:64'));
      const times = `1,001 values ${treeTime.toFixed(1)} ms, 1 MB ${largeTime.toFixed(1)} ms, reg.exe ${regExeTime.toFixed(1)} ms`;
      assert.ok(treeTime < 10 * regExeTime && largeTime < 10 * regExeTime, times);
      context.diagnostic(times);
    });
  });
});

describe('a key that has a 32-bit view', () => {
  it('is read in its 64-bit view', async (context) => {
    if (!(await isWine())) {
      context.skip('would write to HKEY_LOCAL_MACHINE of this Windows');
      return;
    }
    const location: KeyLocation = { root: 'HKEY_LOCAL_MACHINE', path: 'Software\\Ephemeral Port Wizard Test' };
    const views = [
      ['/reg:64', 'of 64 bits'],
      ['/reg:32', 'of 32 bits'],
    ] as const;
    for (const [view, text] of views) await regExe('add', pathOf(location), '/v', 'view', '/d', text, '/f', view);
    try {
      assert.match(await regExe('query', pathOf(location), '/v', 'view', '/reg:32'), /of 32 bits/);
      assertValue(await treeOf(registryOn(location)), 'view', 1, wideText('of 64 bits'));
      await regExe('delete', pathOf(location), '/f', '/reg:64');
      assert.deepEqual(await registryOn(location).readTree(), { ok: false, error: { code: 'KEY_MISSING' } });
    } finally {
      for (const [view] of views) await tryRegExe('delete', pathOf(location), '/f', view);
    }
  });
});

describe('a missing key', () => {
  it('is reported missing by every call, and is not created', async () => {
    await withThrowAwayKey(async (location) => {
      const missing: KeyLocation = { root: location.root, path: `${location.path}\\Tcpip\\Parameters` };
      const registry = registryOn(missing);
      const expected = { ok: false, error: { code: 'KEY_MISSING' } };
      assert.deepEqual(await registry.readTree(), expected);
      assert.deepEqual(await registry.readValue('MaxUserPort'), expected);
      assert.deepEqual(
        await registry.writeValue({ name: 'MaxUserPort', type: 4, data: Buffer.from('feff0000', 'hex') }),
        expected,
      );
      assert.deepEqual(await registry.writeValue({ name: 'Other', type: 3, data: Buffer.alloc(1) }), expected);
      assert.deepEqual(await registry.deleteValue('MaxUserPort'), expected);
      const parent = await treeOf(registryOn(location));
      assert.deepEqual(parent.subkeys, []);
    });
  });
});
