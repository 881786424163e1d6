// A call of Windows that never comes back: node.exe waits for it when it ends (as Electron does), unless it ends itself at once.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';

const script = `
  const sleep = require('koffi').load('kernel32.dll').func('void __stdcall Sleep(uint32_t milliseconds)');
  const forever = 0xffffffff;
  sleep.async(forever, () => undefined);
  sleep.async(1, () => process.kill(process.pid, 'SIGKILL'));
`;

describe('a process with a call that never comes back', () => {
  it('ends when it ends itself at once, as the worker does', async () => {
    const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore', windowsHide: true });
    try {
      await once(child, 'exit', { signal: AbortSignal.timeout(60_000) });
    } finally {
      child.kill('SIGKILL');
    }
  });
});
