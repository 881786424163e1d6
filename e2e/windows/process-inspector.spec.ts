// What Windows tells of single processes: of this one, of one that has ended, and of the services.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { windowsProcessInspector } from '../../electron/machine/windows/processes/process-inspector';

describe('the look at processes', () => {
  it('tells since when this process runs, from which file, and how many handles it has', async () => {
    const read = await windowsProcessInspector().inspect([process.pid]);
    assert.ok(read.ok, JSON.stringify(read));
    const own = read.value.get(process.pid);
    assert.ok(own);
    assert.equal(own.path?.toLowerCase(), process.execPath.toLowerCase());
    const started = Date.now() - process.uptime() * 1000;
    assert.ok(own.startedAt !== null && Math.abs(own.startedAt - started) < 10_000, `${own.startedAt} ${started}`);
    assert.ok(own.handles === null || own.handles > 0);
    assert.ok(own.company === null || own.company.length > 0);
    assert.ok(own.services === null || own.services.length === 0);
  });

  it('has no answer for a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    await once(child, 'exit');
    const read = await windowsProcessInspector().inspect([child.pid ?? 0]);
    assert.ok(read.ok);
    assert.deepEqual([...read.value.keys()], []);
  });
});
