// What Windows tells of single processes: of this one, of one that has ended, and of the services.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { loadProcessApi } from '../../electron/machine/windows/processes/process-api';
import { windowsProcessInspector } from '../../electron/machine/windows/processes/process-inspector';
import { servicesByProcess } from '../../electron/machine/windows/processes/services';
import { windowsProcessNames } from '../../electron/machine/windows/sockets/process-names';
import { loadSecurity, setAccessList } from '../../electron/machine/windows/win32/security-api';
import { isWine } from './fixtures/throw-away-key';

/** Leaves nobody any right to a process but to give it another access list. */
async function refuseToAll(processId: number): Promise<void> {
  const api = await loadSecurity();
  const writeDac = 0x4_0000;
  const opened = api.openProcess(writeDac, 0, processId);
  assert.notEqual(Number(opened), 0, `Windows error ${api.getLastError()}`);
  setAccessList(api, opened, 'D:P(D;;GA;;;WD)');
  api.closeHandle(opened);
}

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
    // Of the program that the suite brings along under Wine.
    if (await isWine()) assert.equal(own.company, 'Node.js');
    else assert.ok(own.company === null || own.company.length > 0);
    assert.ok(own.services === null || own.services.length === 0);
  });

  it('does not know of a process that may not be looked at, and does not leave it out', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    try {
      const processId = child.pid ?? 0;
      const inspector = windowsProcessInspector();
      const open = await inspector.inspect([processId]);
      assert.ok(open.ok && open.value.get(processId)?.path !== null, JSON.stringify(open));
      await refuseToAll(processId);
      const refused = await inspector.inspect([processId]);
      assert.ok(refused.ok);
      const services = refused.value.get(processId)?.services;
      assert.deepEqual(refused.value.get(processId), {
        processId,
        services,
        startedAt: null,
        path: null,
        company: null,
        handles: null,
      });
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('names the running services with the process that each runs in', async () => {
    const services = await servicesByProcess(await loadProcessApi());
    const names = await windowsProcessNames().read();
    assert.ok(services && names.ok);
    const found = [...services].flatMap(([processId, facts]) => facts.map(({ name }) => ({ name, processId })));
    // One that each of them has, in a program known by name.
    const [wanted, program] = (await isWine()) ? ['PlugPlay', 'plugplay.exe'] : ['RpcSs', 'svchost.exe'];
    const processId = found.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())?.processId;
    assert.equal(names.value.get(processId ?? 0)?.toLowerCase(), program, JSON.stringify(found));
    for (const facts of services.values())
      for (const { name, displayName } of facts)
        assert.ok(/^\S+$/.test(name) && displayName.length > 0, JSON.stringify(facts));
  });

  it('has no answer for a process that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    await once(child, 'exit');
    const read = await windowsProcessInspector().inspect([child.pid ?? 0]);
    assert.ok(read.ok);
    assert.deepEqual([...read.value.keys()], []);
  });
});
