import { describe, expect, it } from 'vitest';
import { parametersKeyPath } from '../contract/registry/parameters';
import { readRegFile, type RegFileKey } from '../reg-file/reg-file';
import { diffAgainst } from './diff.fixture';
import { importUndo } from './import-undo';

const number = (name: string) => ({ name, content: { type: 4, data: Uint8Array.of(1, 0, 0, 0) } });
const key = (path: string, ...names: string[]): RegFileKey => ({ path, isDeletion: false, values: names.map(number) });

const live = {
  name: 'Parameters',
  values: [{ name: 'Here', type: 4, data: Uint8Array.of(2, 0, 0, 0) }],
  subkeys: [{ name: 'Sub', values: [{ name: 'Here', type: 4, data: Uint8Array.of(3, 0, 0, 0) }], subkeys: [] }],
};

/** Lines of the undo of a file, short. */
function undoOf(...keys: readonly RegFileKey[]): string[] {
  const reading = readRegFile(importUndo(diffAgainst(keys, live), live));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys.flatMap(({ path, values }) =>
    values.map(
      ({ name, content }) => `${path.replace(parametersKeyPath, '')} ${name} ${content ? content.data[0] : 'deleted'}`,
    ),
  );
}

describe('the undo of an import', () => {
  it('restores what is there, and deletes what the file would add', () => {
    const file = [
      key(parametersKeyPath, 'HERE', 'New'),
      key(`${parametersKeyPath}\\SUB`, 'Here', 'New'),
      key(`${parametersKeyPath}\\Other`, 'New'),
    ];
    expect(undoOf(...file)).toEqual([
      ' Here 2',
      '\\Sub Here 3',
      ' New deleted',
      '\\Sub New deleted',
      '\\Other New deleted',
    ]);
  });

  it('touches no key whose live values are unknown', () => {
    expect(undoOf(key('HKEY_LOCAL_MACHINE\\SOFTWARE', 'Precious'), key(`${parametersKeyPath}\\`, 'Here'))).toEqual([
      ' Here 2',
      '\\Sub Here 3',
    ]);
  });
});
