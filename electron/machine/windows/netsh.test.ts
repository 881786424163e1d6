import { describe, expect, it } from 'vitest';
import { netshPortRange } from './netsh';
import { netshOutputs } from './netsh-outputs.fixture';
import type { ProgramRun, RunProgram } from './run-program';

const english = netshOutputs[0]?.output ?? Buffer.alloc(0);
const said = (stdout: Buffer, exitCode: number | null = 0, stderr = ''): ProgramRun => ({ exitCode, stdout, stderr: Buffer.from(stderr) });

function reader(run: RunProgram) {
  return netshPortRange({
    run,
    programPath: () => Promise.resolve('C:\\Windows\\System32\\netsh.exe'),
    decode: (bytes) => Promise.resolve(Buffer.from(bytes).toString('latin1')),
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
    expect(ranges).toMatchObject({ ok: true, value: { ipv6Udp: { known: true, range: { start: 49152, number: 16384 } } } });
  });

  it('keeps the ranges apart: one that is not understood does not hide the others', async () => {
    const ranges = await reader((_file, args) => Promise.resolve(said(args.includes('ipv6') ? Buffer.from('\r\nIPv6 is not installed.\r\n') : english))).read();
    expect(ranges).toMatchObject({ ok: true, value: { ipv4Tcp: { known: true }, ipv6Tcp: { known: false, raw: 'IPv6 is not installed.' } } });
  });

  it('believes no numbers of a run that failed or was stopped at its time limit', async () => {
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
