// The exported .reg files on a real registry API: reg.exe imports them, and undo after apply is the state before.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entriesOf } from '../../electron/reg-file/reg-file';
import type { Change } from '../../electron/contract/change/change';
import { parametersKeyPath } from '../../electron/contract/registry/parameters';
import { loadWords } from '../../electron/contract/messages/messages';
import { absent, dword } from '../../electron/contract/registry/stored-value';
import { commandsFiles } from '../../electron/script-export/files';
import { commandsPlan } from '../../electron/script-export/plan';
import type { KeyLocation } from '../../electron/machine/windows/registry/registry-key';
import { pathOf, regFile, regImport, registryOn, withThrowAwayKey } from './fixtures/throw-away-key';

const changes: readonly Change[] = [
  { name: 'MaxUserPort', before: absent, after: dword(65534) },
  { name: 'TcpTimedWaitDelay', before: { present: true, type: 1, hex: '330030000000' }, after: dword(30) },
];

/** The bytes of an exported file, for a key of the suite instead of the article's. */
async function bytesFor(name: 'apply.reg' | 'undo.reg', location: KeyLocation): Promise<Uint8Array> {
  const plan = commandsPlan(changes);
  assert.ok(plan);
  const machine = {
    kind: 'windows',
    computerName: 'PC',
    product: 'Windows',
    version: { major: 10, minor: 0, build: 19045 },
    programVersion: '0.0.0-suite',
  } as const;
  const files = commandsFiles(await loadWords(), { changes, plan, machine, madeAt: 0 });
  const file = files.find((one) => one.name === name);
  assert.ok(file);
  const text = Buffer.from(file.bytes).toString('utf16le');
  assert.ok(text.startsWith('\ufeffWindows Registry Editor Version 5.00\r\n'));
  return Buffer.from(text.replace(`[${parametersKeyPath}]`, `[${pathOf(location)}]`), 'utf16le');
}

async function values(location: KeyLocation): Promise<string[]> {
  const tree = await registryOn(location).readTree();
  assert.ok(tree.ok, JSON.stringify(tree));
  return entriesOf(tree.value, '')
    .flatMap((key) =>
      key.values.map(
        ({ name, content }) =>
          `${name} ${content ? `${content.type}:${Buffer.from(content.data).toString('hex')}` : ''}`,
      ),
    )
    .sort();
}

describe('the exported .reg files', () => {
  it('apply what the plan says through reg.exe, and undo to the same absence, type and data', async () => {
    await withThrowAwayKey(async (location) => {
      await regImport(regFile(location, ['"TcpTimedWaitDelay"="30"', '"Other"=dword:00000007']));
      const before = await values(location);
      await regImport(await bytesFor('apply.reg', location));
      assert.deepEqual(await values(location), [
        'MaxUserPort 4:feff0000',
        'Other 4:07000000',
        'TcpTimedWaitDelay 4:1e000000',
      ]);
      await regImport(await bytesFor('undo.reg', location));
      assert.deepEqual(await values(location), before);
    });
  });
});
