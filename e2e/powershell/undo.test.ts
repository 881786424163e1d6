// undo.ps1 on a PowerShell: the state before, to the last character, or nothing at all.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everything, noDelay, port, range, stored, wide } from './fixtures/changes';
import { Computer, usual, writes, type Value } from './fixtures/computer';

describe('undo.ps1', () => {
  it('deletes what was not there, asks for a restart, and puts the state aside', async () => {
    const computer = await Computer.make([port]);
    await computer.run('apply.ps1');
    expect(await computer.run('undo.ps1')).toEqual({
      code: 3010,
      output: ['The previous state is restored; a restart is needed.'],
      failure: '',
    });
    expect((await computer.state()).values).toEqual({});
    expect(await computer.files()).toContainEqual(expect.stringMatching(/^state-undone-/));
    expect(await computer.run('undo.ps1')).toEqual({
      code: 2,
      output: [`There is no state in ${computer.stateFolder}. Nothing was changed.`],
      failure: '',
    });
  });

  it('restores ranges alone at once', async () => {
    const before = { start: 1025, number: 3976 };
    const computer = await Computer.make([range('ipv4Tcp')]);
    await computer.set({ ranges: { ...(await computer.state()).ranges, 'ipv4 tcp': before } });
    await computer.run('apply.ps1');
    const { code, output } = await computer.run('undo.ps1');
    expect(output).toEqual(['The previous state is restored, in effect immediately.']);
    expect(code).toBe(0);
    expect((await computer.state()).ranges['ipv4 tcp']).toEqual(before);
  });

  it.each<[string, Value]>([
    ['a number above 2147483647', stored(4294967295)],
    ['zero', stored(0)],
    ['an empty text', { kind: 'String', data: '' }],
    ['a text of quotes and signs', { kind: 'String', data: `it's "65534" $(1+1) \`n {0} %PATH% \\ ; # [a] <>` }],
    ['a text of lines, tabs and other scripts', { kind: 'String', data: '65534\r\n\t ä名😀 ٣ \u00a0' }],
    ['a text with variables', { kind: 'ExpandString', data: '%SystemRoot%\\x' }],
  ])('restores %s with its type', async (_, value) => {
    const computer = await Computer.make([port], { values: { MaxUserPort: value } });
    expect((await computer.run('apply.ps1')).code).toBe(3010);
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    expect((await computer.state()).values).toEqual({ MaxUserPort: value });
  });

  it('restores every state that the scripts know', async () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 4294967295 }).map(stored),
      fc.string({ unit: 'binary' }).map((data) => ({ kind: 'String', data })),
      fc.string().map((data) => ({ kind: 'ExpandString', data })),
    );
    const values = fc.record({ MaxUserPort: value, TcpTimedWaitDelay: value, Other: value }, { requiredKeys: [] });
    const ranges = fc.integer({ min: 1024, max: 65281 }).chain((start) =>
      fc.integer({ min: 255, max: 65536 - start }).map((number) => ({
        'ipv4 tcp': { start, number },
        'ipv4 udp': usual,
        'ipv6 tcp': usual,
        'ipv6 udp': usual,
      })),
    );
    await fc.assert(
      fc.asyncProperty(values, ranges, async (valuesBefore, rangesBefore) => {
        const before = { values: { ...valuesBefore }, ranges: rangesBefore };
        const computer = await Computer.make([port, noDelay, range('ipv4Tcp')], before);
        const applied = await computer.run('apply.ps1');
        expect([3010, 4]).toContain(applied.code);
        if (applied.code === 3010) expect((await computer.run('undo.ps1')).code).toBe(3010);
        const { values, ranges } = await computer.state();
        expect({ values, ranges }).toEqual(before);
      }),
      { numRuns: 10 },
    );
  });

  it('has nothing to do where somebody has put it back already', async () => {
    const computer = await Computer.make([port, range('ipv4Tcp')]);
    await computer.run('apply.ps1');
    await computer.set({ values: {}, ranges: { ...(await computer.state()).ranges, 'ipv4 tcp': usual } });
    expect(await computer.run('undo.ps1')).toEqual({
      code: 4,
      output: ['Already as before; nothing to do.'],
      failure: '',
    });
    expect(writes(await computer.state())).toEqual([]);
  });

  it('touches nothing that somebody else has changed since, and names it', async () => {
    const computer = await Computer.make(everything);
    await computer.run('apply.ps1');
    const other = {
      values: { MaxUserPort: stored(20000), TcpTimedWaitDelay: stored(30) },
      ranges: { ...(await computer.state()).ranges, 'ipv6 udp': { start: 2000, number: 500 } },
    };
    await computer.set(other);
    expect(await computer.run('undo.ps1')).toEqual({
      code: 5,
      output: ['Changed in the meantime: MaxUserPort, the range of ipv6 udp. Nothing was changed.'],
      failure: '',
    });
    expect(writes(await computer.state())).toEqual([]);
    expect(await computer.state()).toMatchObject(other);
  });

  it('needs administrator rights', async () => {
    const computer = await Computer.make([port]);
    await computer.run('apply.ps1');
    await computer.set({ isElevated: false });
    expect((await computer.run('undo.ps1')).code).toBe(3);
    expect((await computer.state()).log).toEqual([]);
  });

  it('says what failed, and goes on the next time', async () => {
    const computer = await Computer.make(everything);
    await computer.run('apply.ps1');
    await computer.set({ outcomes: { 'delete MaxUserPort': ['refuse'] } });
    const { code, output } = await computer.run('undo.ps1');
    expect(output).toEqual([expect.stringContaining('Access to the registry key is denied.')]);
    expect(output[0]).toMatch(/^Failed: .* The state before is in /);
    expect(code).toBe(1);
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    const after = await computer.state();
    expect(after.values).toEqual({});
    expect(Object.values(after.ranges)).toEqual([usual, usual, usual, usual]);
  });

  it('changes nothing when a setting cannot be read', async () => {
    const computer = await Computer.make([port, range('ipv4Tcp')]);
    await computer.run('apply.ps1');
    await computer.set({ outcomes: { 'netsh show ipv4 tcp': ['text nothing'] } });
    const { code, output } = await computer.run('undo.ps1');
    expect(output[0]).toMatch(/^Failed, nothing was changed: netsh did not tell/);
    expect(code).toBe(1);
    expect((await computer.state()).ranges['ipv4 tcp']).toEqual(wide);
  });

  it('finds the state of remediate.ps1, but not when it is given a folder', async () => {
    const computer = await Computer.make([port]);
    await computer.run('remediate.ps1');
    expect((await computer.run('undo.ps1', { StateFolder: computer.stateFolder })).code).toBe(2);
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    expect((await computer.state()).values).toEqual({});
    expect(await computer.files(computer.programsState)).toContainEqual(expect.stringMatching(/^state-undone-/));
  });
});

describe('a saved state', () => {
  /** Edits what apply.ps1 saved. */
  const edit = (from: string | RegExp, to: string) => (text: string) => {
    const edited = text.replace(from, to);
    if (edited === text) throw new Error(`not in the state: ${from}`);
    return edited;
  };
  const all = /[^]*/;
  it.each<[string, (text: string) => string, string]>([
    ['that is empty', edit(all, ''), 'is damaged'],
    ['that is cut off', (text) => text.slice(0, text.length / 2), 'is damaged'],
    ['that is no object', edit(all, '[]'), 'is damaged'],
    ['that is null', edit(all, 'null'), 'is damaged'],
    ['of another format', edit(/"format":\s*2/, '"format": 3'), 'is damaged'],
    ['without its settings', edit('"settings"', '"sett"'), 'is damaged'],
    ['with a number that is none', edit(/"Data":\s*"5000"/, '"Data": "5000x"'), 'is damaged'],
    ['with a number that is too large', edit(/"Data":\s*"5000"/, '"Data": "4294967296"'), 'is damaged'],
    ['with a negative number', edit(/"Data":\s*"5000"/, '"Data": "-1"'), 'is damaged'],
    ['with data of another type', edit(/"Data":\s*"5000"/, '"Data": 5000'), 'is damaged'],
    ['with a kind that the scripts do not write', edit(/"Kind":\s*"DWord"/, '"Kind": "Binary"'), 'is damaged'],
    ['with a value both there and not', edit(/"Present":\s*true/, '"Present": false'), 'is damaged'],
    ['with a text for a truth', edit(/"Present":\s*true/, '"Present": "true"'), 'is damaged'],
    ['with a range beyond the ports', edit(/"Number":\s*16384/, '"Number": 16385'), 'is damaged'],
    ['with a range below 1024', edit(/"Start":\s*49152/, '"Start": 1023'), 'is damaged'],
    ['of another computer', edit('"PC-1"', '"PC-2"'), 'is of another computer'],
    ['of another change', edit(/"plan":\s*"[0-9a-f]{16}"/, '"plan": "0123456789abcdef"'), 'is of another change'],
    ['of another value', edit('"MaxUserPort"', '"NameServer"'), 'is of another change'],
    ['of another range', edit('"ipv4"', '"ipv6"'), 'is of another change'],
  ])('%s is refused by undo.ps1 and apply.ps1', async (_, damage, reason) => {
    const computer = await Computer.make([port, range('ipv4Tcp')], { values: { MaxUserPort: stored(5000) } });
    await computer.run('apply.ps1');
    const file = join(computer.stateFolder, 'state.json');
    await writeFile(file, damage(await readFile(file, 'utf8')));
    await computer.set({});
    const undone = await computer.run('undo.ps1');
    expect(undone.output).toEqual([expect.stringContaining(reason)]);
    expect(undone.code).toBe(2);
    await computer.set({ values: {} });
    const applied = await computer.run('apply.ps1');
    expect(applied.output).toEqual([expect.stringMatching(/ Nothing was changed\.$/)]);
    expect(applied.code).toBe(2);
    expect(writes(await computer.state())).toEqual([]);
    expect(await computer.files()).toContain('state.json');
  });

  it('of the same computer in other letters is its own', async () => {
    const computer = await Computer.make([port]);
    await computer.run('apply.ps1');
    await computer.set({ name: 'pc-1' });
    const moved = join(computer.folder, 'moved');
    await rename(computer.stateFolder, moved);
    expect((await computer.run('undo.ps1', { StateFolder: moved })).code).toBe(3010);
  });
});
