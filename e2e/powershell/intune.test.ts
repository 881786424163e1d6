// detect.ps1 and remediate.ps1 as Intune runs them: exit codes, one line of output, nothing on standard error.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { everything, port, range, stored } from './fixtures/changes';
import { Computer, writes } from './fixtures/computer';
import { shell, shellArgs } from './fixtures/powershell';

describe('detect.ps1', () => {
  it('asks for the remediation until it has run, and again when somebody changes a setting', async () => {
    const computer = await Computer.make(everything);
    expect(await computer.run('detect.ps1')).toEqual({ code: 1, output: ['Not as requested.'], failure: '' });
    expect((await computer.run('remediate.ps1')).code).toBe(0);
    expect(await computer.run('detect.ps1')).toEqual({ code: 0, output: ['As requested.'], failure: '' });
    const { ranges } = await computer.state();
    await computer.set({ ranges: { ...ranges, 'ipv6 udp': { start: 50000, number: 1000 } } });
    expect((await computer.run('detect.ps1')).code).toBe(1);
    await computer.set({ ranges, values: { MaxUserPort: stored(65534) } });
    expect((await computer.run('detect.ps1')).code).toBe(1);
    expect(writes(await computer.state())).toEqual([]);
  });

  it('tells a text from a number', async () => {
    const computer = await Computer.make([port], { values: { MaxUserPort: { kind: 'String', data: '65534' } } });
    expect((await computer.run('detect.ps1')).code).toBe(1);
  });

  it('needs no administrator rights', async () => {
    const computer = await Computer.make([port], { isElevated: false, values: { MaxUserPort: stored(65534) } });
    expect((await computer.run('detect.ps1')).code).toBe(0);
  });

  it.each([
    ['the key is missing', { open: ['missing'] }],
    ['the key may not be read', { open: ['refuse'] }],
    ['netsh fails', { 'netsh show ipv4 tcp': ['refuse'] }],
  ])('says when %s, with the code that asks for the remediation', async (_, outcomes) => {
    const computer = await Computer.make([port, range('ipv4Tcp')], {
      outcomes,
      values: { MaxUserPort: stored(65534) },
    });
    const { code, output } = await computer.run('detect.ps1');
    expect(output).toEqual([expect.stringMatching(/^Could not be read: /)]);
    expect(code).toBe(1);
  });
});

describe('remediate.ps1', () => {
  it('saves the state below Program Files, and ends with 0 whether or not there was something to do', async () => {
    const computer = await Computer.make([port]);
    // Intune runs a copy, and deletes it.
    const copy = join(computer.scripts, 'other');
    await mkdir(copy);
    await copyFile(join(computer.scripts, 'remediate.ps1'), join(copy, 'remediate.ps1'));
    expect((await computer.run('other/remediate.ps1')).code).toBe(0);
    await rm(copy, { recursive: true });
    expect(await computer.files(computer.programsState)).toContain('state.json');
    expect((await computer.state()).savedBeforeWriting).toBe(true);
    expect(await computer.run('remediate.ps1')).toEqual({
      code: 0,
      output: ['Already set. No change was made.'],
      failure: '',
    });
    expect((await computer.run('undo.ps1')).code).toBe(3010);
    expect((await computer.state()).values).toEqual({});
  });

  it('ends with another code than 0 when it failed, and puts everything back', async () => {
    const computer = await Computer.make(everything, { outcomes: { 'write TcpTimedWaitDelay': ['refuse'] } });
    const { code, output } = await computer.run('remediate.ps1');
    expect(output).toEqual([expect.stringMatching(/^Failed, everything was rolled back: /)]);
    expect(code).toBe(1);
    expect((await computer.state()).values).toEqual({});
  });

  it('ends with another code than 0 without system rights', async () => {
    const computer = await Computer.make([port], { isElevated: false });
    expect((await computer.run('remediate.ps1')).code).toBe(3);
  });
});

describe('as a process of its own', () => {
  it.each([
    ['detect.ps1', 1, 'Not as requested.'],
    ['remediate.ps1', 0, 'Done; a restart is needed. '],
  ] as const)('%s prints one line of at most 2,048 characters, and no error', async (script, code, line) => {
    const computer = await Computer.make([port]);
    const alone = join(import.meta.dirname, 'fixtures', 'run-alone.ps1');
    const child = spawn(shell, [...shellArgs, alone, join(computer.scripts, script), computer.stateFile]);
    child.stdin.end();
    const [output, errors, [exitCode]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit') as Promise<[number]>,
    ]);
    expect(errors).toBe('');
    expect(output).toMatch(/^[^\r\n]{1,2048}\r?\n$/);
    expect(output.startsWith(line)).toBe(true);
    expect(exitCode).toBe(code);
  });

  it.each(['detect.ps1', 'remediate.ps1'])('%s is ASCII without a byte order mark', async (script) => {
    const computer = await Computer.make(everything);
    const bytes = await readFile(join(computer.scripts, script));
    expect([...bytes].filter((byte) => byte > 126)).toEqual([]);
  });
});
