// apply.ps1 on a PowerShell: every way through it, and what it leaves behind.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { delay, everything, noDelay, port, range, stored, wide } from './fixtures/changes';
import { Computer, usual, writes } from './fixtures/computer';

describe('apply.ps1', () => {
  it('saves what is not there as not there, writes, and asks for a restart', async () => {
    const computer = await Computer.make([port]);
    const { code, output } = await computer.run('apply.ps1');
    expect(output).toEqual([`Done; a restart is needed. The state before is in ${computer.stateFolder}`]);
    expect(code).toBe(3010);
    const state = await computer.state();
    expect(state.values).toEqual({ MaxUserPort: stored(65534) });
    expect(state.savedBeforeWriting).toBe(true);
    expect(writes(state)).toEqual(['write MaxUserPort']);
    expect(state.log).toContain('reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /y /reg:64');
    expect(await computer.saved()).toMatchObject({
      format: 2,
      computer: 'PC-1',
      settings: [{ Name: 'MaxUserPort', Present: false, Kind: 'None', Data: '' }],
      portRanges: [],
    });
  });

  it('replaces a text, and deletes a value', async () => {
    const computer = await Computer.make([port, noDelay], {
      values: { maxuserport: { kind: 'String', data: '65534' }, TcpTimedWaitDelay: stored(4294967295) },
    });
    expect((await computer.run('apply.ps1')).code).toBe(3010);
    const { values } = await computer.state();
    expect(Object.values(values)).toEqual([stored(65534)]);
    expect(await computer.saved()).toMatchObject({
      settings: [
        { Name: 'MaxUserPort', Present: true, Kind: 'String', Data: '65534' },
        { Name: 'TcpTimedWaitDelay', Present: true, Kind: 'DWord', Data: '4294967295' },
      ],
    });
  });

  it('sets ranges alone at once, without a restart, and writes nothing to the registry', async () => {
    const computer = await Computer.make([range('ipv4Tcp'), range('ipv6Udp')]);
    const { code, output } = await computer.run('apply.ps1');
    expect(output).toEqual([`Done, in effect immediately. The state before is in ${computer.stateFolder}`]);
    expect(code).toBe(0);
    const state = await computer.state();
    expect(state.ranges).toEqual({ 'ipv4 tcp': wide, 'ipv4 udp': usual, 'ipv6 tcp': usual, 'ipv6 udp': wide });
    expect(writes(state)).toEqual(['netsh set ipv4 tcp', 'netsh set ipv6 udp']);
  });

  it('does all of a change, and nothing the second time', async () => {
    const computer = await Computer.make(everything);
    expect((await computer.run('apply.ps1')).code).toBe(3010);
    const { values, ranges } = await computer.state();
    expect(values).toEqual({ MaxUserPort: stored(65534), TcpTimedWaitDelay: stored(30) });
    expect(Object.values(ranges)).toEqual([wide, wide, wide, wide]);
    const files = await computer.files();
    await computer.set({});
    expect(await computer.run('apply.ps1')).toEqual({
      code: 4,
      output: ['Already set. No change was made.'],
      failure: '',
    });
    expect(writes(await computer.state())).toEqual([]);
    expect(await computer.files()).toEqual(files);
  });

  it('leaves no trace where everything is as wanted already', async () => {
    const computer = await Computer.make([port], { values: { MaxUserPort: stored(65534) } });
    expect((await computer.run('apply.ps1')).code).toBe(4);
    expect(await computer.files()).toEqual([]);
  });

  it('reads nothing without administrator rights', async () => {
    const computer = await Computer.make([port], { isElevated: false });
    expect(await computer.run('apply.ps1')).toEqual({
      code: 3,
      output: ['Administrator rights are needed. Nothing was changed.'],
      failure: '',
    });
    expect((await computer.state()).log).toEqual([]);
  });

  it('takes the 64-bit programs from a 32-bit PowerShell', async () => {
    const computer = await Computer.make([range('ipv4Tcp')], { systemFolders: ['Sysnative'] });
    expect((await computer.run('apply.ps1')).code).toBe(0);
  });

  it('saves the state in the folder that it is given, also one that is relative to where the person is', async () => {
    const computer = await Computer.make([port]);
    const location = join(computer.folder, 'somewhere');
    await mkdir(location);
    expect((await computer.run('apply.ps1', { StateFolder: 'my [state]' }, { location })).code).toBe(3010);
    expect(await computer.files(join(location, 'my [state]'))).toContain('state.json');
    expect((await computer.run('undo.ps1', { StateFolder: 'my [state]' }, { location })).code).toBe(3010);
    expect((await computer.state()).values).toEqual({});
  });

  it('refuses an empty folder', async () => {
    const computer = await Computer.make([port]);
    const { code, failure } = await computer.run('apply.ps1', { StateFolder: '' });
    expect(code).toBe(1);
    expect(failure).toContain('StateFolder');
    expect((await computer.state()).log).toEqual([]);
  });
});

describe('apply.ps1 changes nothing and says why', () => {
  it.each([
    ['the key is missing', 'open', ['missing'], 'The key Tcpip\\Parameters does not exist.'],
    ['the key may not be read', 'open', ['refuse'], 'Requested registry access is not allowed.'],
    ['netsh fails', 'netsh show ipv4 tcp', ['refuse'], 'netsh did not tell the range of ipv4 tcp.'],
    ['netsh prints something else', 'netsh show ipv4 tcp', ['text Access is denied.'], 'It said: Access is denied.'],
    [
      'the key cannot be exported',
      'reg export HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters /y /reg:64',
      ['refuse'],
      'reg.exe could not export the key.',
    ],
  ])('when %s', async (_, call, outcomes, reason) => {
    const computer = await Computer.make([range('ipv4Tcp'), port], { outcomes: { [call]: outcomes } });
    const { code, output } = await computer.run('apply.ps1');
    expect(output.join('\n')).toMatch(/^Failed, nothing was changed: /);
    expect(output.join('\n')).toContain(reason);
    expect(code).toBe(1);
    expect(writes(await computer.state())).toEqual([]);
    expect(await computer.files()).not.toContain('state.json');
  });

  it.each([
    ['Binary', [1, 2, 3]],
    ['MultiString', ['a', 'b']],
    ['QWord', 5],
    ['None', []],
    ['Unknown', []],
  ])('when a value is stored as %s, which undo could not restore', async (kind, data) => {
    const values = { MaxUserPort: { kind, data } };
    const computer = await Computer.make([port], { values });
    const { code, output } = await computer.run('apply.ps1');
    expect(output).toEqual([
      `Failed, nothing was changed: MaxUserPort is stored as ${kind}. This script knows REG_DWORD and REG_SZ only.`,
    ]);
    expect(code).toBe(1);
    expect((await computer.state()).values).toEqual(values);
  });

  it('when the state cannot be saved', async () => {
    const computer = await Computer.make([port]);
    await writeFile(computer.stateFolder, 'a file in its place');
    const { code, output } = await computer.run('apply.ps1');
    expect(output.join('\n')).toMatch(/^Failed, nothing was changed: /);
    expect(code).toBe(1);
    expect(writes(await computer.state())).toEqual([]);
  });
});

describe('apply.ps1 puts everything back', () => {
  const values = { TcpTimedWaitDelay: stored(60) };
  it.each([
    ['the first value is refused', 'write MaxUserPort', 'refuse', 'Access to the registry key is denied.'],
    ['the second value is refused', 'write TcpTimedWaitDelay', 'refuse', 'Access to the registry key is denied.'],
    ['a value does not stick', 'write TcpTimedWaitDelay', 'ignore', 'TcpTimedWaitDelay did not stick.'],
    ['the key cannot be opened for writing', 'open for writing', 'refuse', 'Requested registry access'],
    ['netsh refuses a range', 'netsh set ipv6 tcp', 'refuse', 'netsh refused the range of ipv6 tcp.'],
    ['a range does not stick', 'netsh set ipv6 udp', 'ignore', 'The range of ipv6 udp did not stick.'],
    ['a range cannot be read back', 'netsh show ipv4 tcp', 'text ?', 'netsh did not tell the range of ipv4 tcp.'],
  ])('when %s', async (_, call, outcome, reason) => {
    // The range is read once before it is written, for the state.
    const outcomes = { [call]: outcome === 'text ?' ? ['ok', outcome] : [outcome] };
    const computer = await Computer.make(everything, { values, outcomes });
    const before = await computer.state();
    const { code, output } = await computer.run('apply.ps1');
    expect(output.join('\n')).toMatch(/^Failed, everything was rolled back: /);
    expect(output.join('\n')).toContain(reason);
    expect(code).toBe(1);
    const after = await computer.state();
    expect({ values: after.values, ranges: after.ranges }).toEqual({ values, ranges: before.ranges });
    expect(after.savedBeforeWriting).toBe(true);
    expect(await computer.files()).not.toContain('state.json');
    // It can be tried again.
    await computer.set({ outcomes: {} });
    expect((await computer.run('apply.ps1')).code).toBe(3010);
  });

  it('as far as it can, names what is left, and undo.ps1 finishes it', async () => {
    const outcomes = {
      'write MaxUserPort': ['ok'],
      'netsh set ipv4 tcp': ['ok', 'refuse'],
      'netsh set ipv6 tcp': ['refuse'],
      'delete MaxUserPort': ['refuse'],
    };
    const computer = await Computer.make(everything, { values, outcomes });
    const { code, output } = await computer.run('apply.ps1');
    expect(output).toEqual([
      `Failed: netsh refused the range of ipv6 tcp. Not rolled back: ipv4 tcp, MaxUserPort. The state before is in ${computer.stateFolder}`,
    ]);
    expect(code).toBe(1);
    expect(await computer.files()).toContain('state.json');
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    const after = await computer.state();
    expect(after.values).toEqual(values);
    expect(Object.values(after.ranges)).toEqual([usual, usual, usual, usual]);
  });
});

describe('apply.ps1 with the state of an earlier run', () => {
  it('keeps it while only this change is between then and now', async () => {
    const computer = await Computer.make([port, delay], { values: { MaxUserPort: stored(5000) } });
    await computer.run('apply.ps1');
    const saved = await computer.saved();
    await computer.set({ values: { MaxUserPort: stored(5000), TcpTimedWaitDelay: stored(30) } });
    expect((await computer.run('apply.ps1')).code).toBe(3010);
    expect(await computer.saved()).toEqual(saved);
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    expect((await computer.state()).values).toEqual({ MaxUserPort: stored(5000) });
  });

  it('puts it aside when somebody else has changed a setting since, and saves the new one', async () => {
    const computer = await Computer.make([port, range('ipv4Tcp')]);
    await computer.run('apply.ps1');
    await computer.set({ values: { MaxUserPort: stored(20000) } });
    expect((await computer.run('apply.ps1')).code).toBe(3010);
    expect(await computer.files()).toContainEqual(expect.stringMatching(/^state-superseded-\d{8}-\d{6}-\d{3}\.json$/));
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    expect((await computer.state()).values).toEqual({ MaxUserPort: stored(20000) });
  });

  it('does not share it with another change beside it', async () => {
    const computer = await Computer.make([port]);
    await computer.addScripts([delay], 'other');
    await computer.run('apply.ps1');
    expect((await computer.run('other/apply.ps1', { StateFolder: computer.stateFolder })).code).toBe(2);
    expect((await computer.state()).values).toEqual({ MaxUserPort: stored(65534) });
    expect((await computer.run('other/apply.ps1')).code).toBe(3010);
    expect(await computer.files(dirname(computer.stateFolder))).toHaveLength(9);
  });
});
