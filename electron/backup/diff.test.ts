// The diff of a file against the live key: what it says, what it refuses, and that it leads from before to after.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterNamed, parametersKeyPath } from '../contract/registry/parameters';
import { absent } from '../contract/registry/stored-value';
import type { RegistryKey, RegistryValue } from '../machine/interfaces/registry';
import { changesFor, type DiffEntry } from './diff';
import { diffAgainst } from './diff.fixture';
import { locationOf } from '../reg-file/key-path';
import { foldedName } from '../contract/registry/value-name';
import { entriesOf, type RegFileKey, type RegFileValue } from '../reg-file/reg-file';

const dword = (number: number) => ({ type: 4, data: Uint8Array.of(number & 255, number >> 8, 0, 0) });

function live(values: Record<string, number>, subkeys: RegistryKey[] = [], name = 'Parameters'): RegistryKey {
  return { name, values: Object.entries(values).map(([key, number]) => ({ name: key, ...dword(number) })), subkeys };
}

function key(path: string, values: Record<string, number | null>, isDeletion = false): RegFileKey {
  return {
    path,
    isDeletion,
    values: Object.entries(values).map(([name, number]) => ({ name, content: number === null ? null : dword(number) })),
  };
}

const shown = (entries: readonly DiffEntry[]) =>
  entries.map(({ keyPath, name, kind, obstacle }) => `${keyPath}|${name} ${kind}${obstacle ? ` (${obstacle})` : ''}`);

describe('the diff', () => {
  it('classifies values as added, changed, removed and same, by the last line of the file on each', () => {
    const diff = diffAgainst(
      [
        key(parametersKeyPath, { MaxUserPort: 5000, New: 1, Old: null, Same: 7, Never: null }),
        key(parametersKeyPath, { MAXUSERPORT: 65534 }),
      ],
      live({ MaxUserPort: 5000, Old: 3, Same: 7, Other: 1 }),
    );
    expect(shown(diff.entries)).toEqual([
      '|MaxUserPort changed',
      '|New added',
      '|Old removed',
      '|Same same',
      '|Never same',
    ]);
    expect(diff.refused).toEqual([]);
  });

  it('gives what an import leaves, however keys are deleted and created again', () => {
    const paths = ['a', 'A\\b', 'a\\B\\c', 'a\\bc', 'd'];
    const step = fc.record({
      path: fc.constantFrom(...paths),
      isDeletion: fc.boolean(),
      name: fc.constantFrom('x', 'X', 'y'),
      number: fc.option(fc.nat(3)),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const tree = live({}, [
          live({ x: 1 }, [live({ y: 2 }, [live({ x: 3 }, [], 'c')], 'b'), live({ x: 0 }, [], 'bc')], 'a'),
        ]);
        // What the import would leave, straight from the words of the documentation.
        const registry = new Map([
          ['A|X', 1],
          ['A\\B|Y', 2],
          ['A\\B\\C|X', 3],
          ['A\\BC|X', 0],
        ]);
        for (const { path, isDeletion, name, number } of steps) {
          const folded = path.toUpperCase();
          if (isDeletion)
            for (const one of registry.keys())
              if (one.startsWith(`${folded}|`) || one.startsWith(`${folded}\\`)) registry.delete(one);
          if (!isDeletion && number !== null) registry.set(`${folded}|${name.toUpperCase()}`, number);
          if (!isDeletion && number === null) registry.delete(`${folded}|${name.toUpperCase()}`);
        }
        const diff = diffAgainst(
          steps.map(({ path, isDeletion, name, number }) =>
            key(`${parametersKeyPath}\\${path}`, isDeletion ? {} : { [name]: number }, isDeletion),
          ),
          tree,
        );
        for (const { keyPath, name, after } of diff.entries) {
          const number = registry.get(`${keyPath}|${name}`.toUpperCase());
          expect(after).toEqual(number === undefined ? absent : { present: true, type: 4, hex: `0${number}000000` });
        }
      }),
    );
  });

  it('handles in one pass a file that deletes ten thousand keys, each many times', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `k${index}`);
    const tree = live(
      {},
      names.map((name) => live({ x: 1 }, [], name)),
    );
    const deletions = [...names, ...names].map((name) => key(`${parametersKeyPath}\\${name}`, {}, true));
    const before = process.cpuUsage();
    const { entries } = diffAgainst(deletions, tree);
    expect(entries.filter(({ kind }) => kind === 'removed')).toHaveLength(10_000);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });

  it('removes with one line more keys, and more values of a key, than a call takes arguments', () => {
    const many = Array.from({ length: 130_000 }, (_, index) => index);
    const keys = live({}, [
      live(
        {},
        many.map((index) => live({ x: 1 }, [], `k${index}`)),
        'Sub',
      ),
    ]);
    const values = live({}, [live(Object.fromEntries(many.map((index) => [`v${index}`, 1])), [], 'Sub')]);
    for (const tree of [keys, values]) {
      const { entries } = diffAgainst([key(`${parametersKeyPath}\\Sub`, {}, true)], tree);
      expect(entries.map(({ kind }) => kind)).toEqual(many.map(() => 'removed'));
    }
  });

  it('lists what the deletion of a key removes in the order of the live key', () => {
    const tree = live({}, [live({ x: 1 }, [live({ y: 1 }, [], 'a'), live({ z: 1 }, [], 'b')], 'Sub')]);
    const { entries } = diffAgainst([key(`${parametersKeyPath}\\Sub`, {}, true)], tree);
    expect(entries.map(({ name }) => name)).toEqual(['x', 'y', 'z']);
  });

  it('treats what a complete file does not contain as removed', () => {
    const diff = diffAgainst([key(parametersKeyPath, { A: 1 })], live({ A: 1, B: 2 }), true);
    expect(shown(diff.entries)).toEqual(['|A same', '|B removed']);
  });

  it('shows subkeys, and never writes them', () => {
    const tree = live({}, [live({ DhcpServer: 1 }, [], 'Interfaces')]);
    const diff = diffAgainst(
      [
        key(`${parametersKeyPath}\\INTERFACES`, { DhcpServer: 2, X: 1 }),
        key(`${parametersKeyPath}\\Interfaces`, {}, true),
        key(`${parametersKeyPath}\\New\\Deep`, { Y: 1 }),
      ],
      tree,
    );
    expect(shown(diff.entries)).toEqual([
      'Interfaces|DhcpServer removed (sub-key)',
      'Interfaces|X same (sub-key)',
      'New\\Deep|Y added (sub-key)',
    ]);
    expect(changesFor(diff, ['DhcpServer', 'X', 'Y'])).toEqual([]);
  });

  it('refuses to delete the key, and still shows the values that the file sets', () => {
    const diff = diffAgainst([key(parametersKeyPath, {}, true), key(parametersKeyPath, { A: 1 })], live({}));
    expect(diff.refused.map(({ reason }) => reason)).toEqual(['key-deletion']);
    expect(shown(diff.entries)).toEqual(['|A added']);
  });

  it('gives as changes only what was chosen, differs and may be written', () => {
    const link: RegFileValue = { name: 'SymbolicLinkValue', content: { type: 6, data: Uint8Array.of(1, 0) } };
    const file = [
      {
        ...key(parametersKeyPath, { A: 1, B: 2, C: 3 }),
        values: [...key('', { A: 1, B: 2, C: 3, 'N\0': 1 }).values, link],
      },
    ];
    const diff = diffAgainst(file, live({ A: 1 }));
    expect(changesFor(diff, ['a', 'b', 'SymbolicLinkValue', 'N\0', 'nothing']).map(({ name }) => name)).toEqual(['B']);
  });
});

describe('the diff of a file that exceeds the limits', () => {
  const flood = (path: string, count: number) =>
    key(path, Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 1])));

  it('compares live values and those of the article, and counts the others', () => {
    const keys = [
      flood(`${parametersKeyPath}\\Sub`, 50_000),
      flood(parametersKeyPath, 50_000),
      key(parametersKeyPath, { MaxUserPort: 65534, Live: 2 }),
      key(`${parametersKeyPath}\\Here`, { Live: 2 }),
    ];
    const { entries, leftOut } = diffAgainst(keys, live({ Live: 1 }, [live({ Live: 1 }, [], 'Here')]));
    const last = entries.slice(-3);
    expect(shown(last)).toEqual(['|MaxUserPort added', '|Live changed', 'Here|Live changed (sub-key)']);
    expect(entries.length + leftOut).toBe(100_003);
    expect(entries.length).toBeGreaterThan(10_000);
    expect(entries.length).toBeLessThan(60_000);
  });

  it('never reports a value as removed that the file sets to something too large', () => {
    const large = { name: 'Live', content: { type: 3, data: new Uint8Array(9 * 1024 * 1024) } };
    const file = [{ ...key(parametersKeyPath, {}), values: [large] }];
    const tree = live({ Live: 1, Other: 1 });
    expect(diffAgainst(file, tree, true)).toMatchObject({ entries: [{ name: 'Other', kind: 'removed' }], leftOut: 1 });
    const taken = [...file, key(parametersKeyPath, { Live: 1, Other: 1 })];
    expect(diffAgainst(taken, tree, true)).toMatchObject({ entries: [{ kind: 'same' }, { kind: 'same' }], leftOut: 0 });
  });

  it('has room for a file that equals the live key, however large', () => {
    const tree = {
      name: 'Parameters',
      values: [{ name: 'x', type: 3, data: new Uint8Array(20_000_000) }],
      subkeys: [],
    };
    const { entries, leftOut } = diffAgainst(entriesOf(tree, parametersKeyPath), tree, true);
    expect([entries.map(({ kind }) => kind), leftOut]).toEqual([['same'], 0]);
  });

  it('lists a thousand refused keys with their number of values, and counts the others', () => {
    const keys = Array.from({ length: 1500 }, (_, index) => key(`HKEY_CURRENT_USER\\${index}`, { a: 1, b: 2 }));
    const { refused, refusedCount } = diffAgainst(
      [...keys, key(`${parametersKeyPath}\\`, { MaxUserPort: 1 })],
      live({}),
    );
    expect([refused.length, refusedCount]).toEqual([1000, 1501]);
    expect(refused.every(({ valueCount }) => valueCount === 2)).toBe(true);
  });
});

describe('the key of a file', () => {
  const other = parametersKeyPath.slice('HKEY_LOCAL_MACHINE'.length);

  it.each([parametersKeyPath, parametersKeyPath.toLowerCase(), parametersKeyPath.toUpperCase()])(
    "is the article's key: %s",
    (path) => {
      expect(locationOf(path)).toEqual({ kind: 'key' });
    },
  );

  it.each([
    ['other-hive', `HKEY_CURRENT_USER${other}`],
    ['other-hive', `HKEY_USERS\\S-1-5-18${other}`],
    ['other-hive', `\\Registry\\Machine${other}`.slice(1)],
    ['other-hive', ''.padEnd(3, 'x')],
    ['short-hive-name', `HKLM${other}`],
    ['short-hive-name', 'hkcu\\Software'],
    ['other-key', 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip'],
    ['other-key', 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters'],
    ['other-key', `${parametersKeyPath}2`],
    ['other-key', 'HKEY_LOCAL_MACHINE'],
    ['control-set', 'HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\Tcpip\\Parameters'],
    ['control-set', 'HKEY_LOCAL_MACHINE\\SYSTEM\\Clone\\Services\\Tcpip\\Parameters'],
    ['forward-slash', parametersKeyPath.replaceAll('\\', '/')],
    ['forward-slash', `${parametersKeyPath}/x`],
    ['dots', `${parametersKeyPath}\\..\\..\\Dnscache`],
    ['dots', `HKEY_LOCAL_MACHINE\\SOFTWARE\\..\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters`],
    ['dots', `${parametersKeyPath}\\.`],
    ['stray-backslash', `${parametersKeyPath}\\`],
    ['stray-backslash', `\\${parametersKeyPath}`],
    ['stray-backslash', parametersKeyPath.replace('Tcpip\\', 'Tcpip\\\\')],
    ['stray-backslash', ''],
    ['blanks', ` ${parametersKeyPath}`],
    ['blanks', `${parametersKeyPath} `],
    ['blanks', `${parametersKeyPath}\\ x`],
    ['control-character', `${parametersKeyPath}\0`],
    ['control-character', `${parametersKeyPath}\\a\tb`],
    ['look-alike', parametersKeyPath.replace('Tcpip', 'Tcp\u0131p')],
    ['look-alike', parametersKeyPath.replace('SYSTEM', '\u0405YSTEM')],
    ['look-alike', parametersKeyPath.replace('Services', '\u017fervices')],
    [
      'look-alike',
      parametersKeyPath.replaceAll(/[a-zA-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ],
    ['look-alike', parametersKeyPath.replaceAll('\\', '\u2216')],
    ['look-alike', parametersKeyPath.replace('Tcpip', 'Tcp\u200bip')],
  ])('is refused as %s: %j', (reason, path) => {
    expect(locationOf(path)).toEqual({ kind: 'refused', reason });
    for (const isDeletion of [false, true]) {
      const diff = diffAgainst(
        [key(path, isDeletion ? {} : { MaxUserPort: 65534 }, isDeletion)],
        live({ MaxUserPort: 5000 }),
      );
      expect(diff.entries).toEqual([]);
      expect(diff.refused.map((refused) => refused.reason)).toEqual([reason]);
    }
  });

  it('is only the ASCII path, in any case', () => {
    const mutated = fc
      .tuple(fc.nat(parametersKeyPath.length), fc.nat(2), fc.string({ unit: 'binary', maxLength: 2 }))
      .map(([at, cut, put]) => parametersKeyPath.slice(0, at) + put + parametersKeyPath.slice(at + cut));
    fc.assert(
      fc.property(mutated, (path) => {
        const isSame = /^[\x20-\x7e]*$/.test(path) && path.toLowerCase() === parametersKeyPath.toLowerCase();
        expect(locationOf(path).kind === 'key').toBe(isSame);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('registry names', () => {
  it('match in any case, unit by unit, and never by leaving ASCII', () => {
    expect(foldedName('größe')).toBe(foldedName('GRÖßE'));
    expect(foldedName('größe')).not.toBe(foldedName('GRÖSSE'));
    expect(parameterNamed('tcptimedwaitDELAY')).toBe('TcpTimedWaitDelay');
    expect(parameterNamed('TcpT\u0131medWaitDelay')).toBeNull();
    expect(parameterNamed('MaxU\u017ferPort')).toBeNull();
  });
});

const name = fc.constantFrom('', 'A', 'a', 'B', 'MaxUserPort', 'maxuserport', 'ß', 'é', 'É', 'x\\y');
const content = fc.record({ type: fc.constantFrom(1, 3, 4, 7), data: fc.uint8Array({ maxLength: 3 }) });
const uniqueValues = fc.uniqueArray(
  fc.record({ name, content }).map((value): RegistryValue => ({ name: value.name, ...value.content })),
  {
    selector: (value) => foldedName(value.name),
  },
);

describe('the diff applied to "before"', () => {
  const fileKey = fc.record({
    path: fc.constantFrom(parametersKeyPath, parametersKeyPath.toUpperCase(), 'HKEY_LOCAL_MACHINE\\SYSTEM'),
    isDeletion: fc.constant(false),
    values: fc.array(fc.record({ name, content: fc.option(content, { nil: null }) }), { maxLength: 5 }),
  });

  it('gives "after", for any file and any key', () => {
    fc.assert(
      fc.property(uniqueValues, fc.array(fileKey, { maxLength: 4 }), (values, file) => {
        const before = new Map(
          values.map((value) => [foldedName(value.name), `${value.type}:${Buffer.from(value.data).toString('hex')}`]),
        );
        const after = new Map(before);
        for (const { path, values: own } of file) {
          if (path.length < parametersKeyPath.length) continue;
          for (const value of own) {
            if (value.content)
              after.set(
                foldedName(value.name),
                `${value.content.type}:${Buffer.from(value.content.data).toString('hex')}`,
              );
            else after.delete(foldedName(value.name));
          }
        }
        const diff = diffAgainst(file, { name: 'Parameters', values, subkeys: [] });
        for (const change of changesFor(
          diff,
          diff.entries.map((entry) => entry.name),
        )) {
          const folded = foldedName(change.name);
          expect(change.before.present ? `${change.before.type}:${change.before.hex}` : undefined).toBe(
            before.get(folded),
          );
          if (change.after.present) before.set(folded, `${change.after.type}:${change.after.hex}`);
          else before.delete(folded);
        }
        expect(new Map([...before].sort())).toEqual(new Map([...after].sort()));
      }),
      { numRuns: 1000 },
    );
  });

  it('gives exactly the file when the file is complete', () => {
    fc.assert(
      fc.property(uniqueValues, uniqueValues, (values, requested) => {
        const file = [
          {
            path: parametersKeyPath,
            isDeletion: false,
            values: requested.map(({ name: own, type, data }) => ({ name: own, content: { type, data } })),
          },
        ];
        const diff = diffAgainst(file, { name: 'Parameters', values, subkeys: [] }, true);
        const left = diff.entries.filter(({ after }) => after.present).map((entry) => foldedName(entry.name));
        expect(left.sort()).toEqual(requested.map((value) => foldedName(value.name)).sort());
      }),
    );
  });
});
