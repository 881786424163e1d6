import { describe, expect, it } from 'vitest';
import { netshPortRange } from './netsh';
import { netshOutputs } from './netsh-outputs.fixture';
import type { ProgramRun, RunProgram } from '../win32/run-program';

const english = netshOutputs[0]?.output ?? Buffer.alloc(0);
const said = (stdout: Buffer, exitCode: number | null = 0, stderr = ''): ProgramRun => ({
  exitCode,
  stdout,
  stderr: Buffer.from(stderr),
});

function reader(run: RunProgram, isElevated = true) {
  return netshPortRange({
    run,
    programPath: () => Promise.resolve('C:\\Windows\\System32\\netsh.exe'),
    decode: (bytes) => Promise.resolve(Buffer.from(bytes).toString('latin1')),
    isElevated: () => Promise.resolve(isElevated),
  });
}

describe('netshPortRange', () => {
  it('asks for the four ranges by absolute path and argument array', async () => {
    const calls: string[] = [];
    const ranges = await reader((file, args) => {
      calls.push([file, ...args].join(' '));
      return Promise.resolve(said(english));
    }).read();
    expect(calls).toEqual([
      'C:\\Windows\\System32\\netsh.exe int ipv4 show dynamicport tcp',
      'C:\\Windows\\System32\\netsh.exe int ipv4 show dynamicport udp',
      'C:\\Windows\\System32\\netsh.exe int ipv6 show dynamicport tcp',
      'C:\\Windows\\System32\\netsh.exe int ipv6 show dynamicport udp',
    ]);
    expect(ranges).toMatchObject({
      ok: true,
      value: { ipv6Udp: { known: true, range: { start: 49152, number: 16384 } } },
    });
  });

  it('keeps the ranges apart: one that is not understood does not hide the others', async () => {
    const ranges = await reader((_file, args) =>
      Promise.resolve(said(args.includes('ipv6') ? Buffer.from('\r\nIPv6 is not installed.\r\n') : english)),
    ).read();
    expect(ranges).toMatchObject({
      ok: true,
      value: { ipv4Tcp: { known: true }, ipv6Tcp: { known: false, raw: 'IPv6 is not installed.' } },
    });
  });

  it('trusts no numbers of a run that failed or was stopped at its time limit', async () => {
    for (const exitCode of [1, null]) {
      const ranges = await reader(() => Promise.resolve(said(english, exitCode, 'Access is denied.'))).read();
      expect(ranges.ok && ranges.value.ipv4Tcp.known).toBe(false);
      expect(ranges.ok && !ranges.value.ipv4Tcp.known && ranges.value.ipv4Tcp.raw).toContain('Access is denied.');
    }
  });

  it('fails when netsh cannot be started', async () => {
    expect(await reader(() => Promise.reject(new Error('spawn ENOENT'))).read()).toEqual({
      ok: false,
      error: { code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: 'spawn ENOENT' },
    });
  });
});

describe('setting a range', () => {
  const requested = { start: 10000, number: 55535 };

  it.each([
    ['ipv4Tcp', 'ipv4 set dynamicport tcp'],
    ['ipv4Udp', 'ipv4 set dynamicport udp'],
    ['ipv6Tcp', 'ipv6 set dynamicport tcp'],
    ['ipv6Udp', 'ipv6 set dynamicport udp'],
  ] as const)('runs netsh by absolute path and argument array: %s', async (name, words) => {
    const calls: (readonly string[])[] = [];
    const run: RunProgram = (file, args) => {
      calls.push([file, ...args]);
      return Promise.resolve(said(Buffer.from('Ok.\r\n')));
    };
    expect(await reader(run).write(name, requested)).toEqual({ ok: true, value: null });
    expect(calls).toEqual([
      ['C:\\Windows\\System32\\netsh.exe', 'int', ...words.split(' '), 'start=10000', 'num=55535'],
    ]);
  });

  it('runs nothing without administrator rights', async () => {
    const run: RunProgram = () => Promise.reject(new Error('it ran'));
    expect(await reader(run, false).write('ipv4Tcp', requested)).toEqual({
      ok: false,
      error: { code: 'NOT_ELEVATED', action: 'port-range.write' },
    });
  });

  it('reports what Windows printed when it refuses, and when it does not answer', async () => {
    const refused = await reader(() => Promise.resolve(said(Buffer.from('The parameter is incorrect.\r\n'), 1))).write(
      'ipv4Tcp',
      requested,
    );
    expect(refused).toEqual({
      ok: false,
      error: {
        code: 'MACHINE_FAILED',
        action: 'port-range.write',
        windowsCode: null,
        detail: 'netsh ended with 1: The parameter is incorrect.',
      },
    });
    const stopped = await reader(() => Promise.resolve(said(Buffer.alloc(0), null))).write('ipv4Tcp', requested);
    expect(stopped).toMatchObject({ ok: false, error: { detail: 'netsh did not answer in time: ' } });
  });

  it('passes on only numbers', async () => {
    const run: RunProgram = () => Promise.reject(new Error('it ran'));
    for (const start of [Number.NaN, 0, -1, 1.5, 65536]) {
      expect(await reader(run).write('ipv4Tcp', { start, number: 255 })).toMatchObject({
        ok: false,
        error: { detail: `${start} is no port` },
      });
    }
  });
});
