// What the program looks at needs no administrator rights: the same questions, from a process that has none.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { describe, it } from 'node:test';
import { portAttempt } from '../../../electron/machine/common/port-attempt';
import { tcpState } from '../../../electron/machine/interfaces/usage';
import { loadProcessApi } from '../../../electron/machine/windows/processes/process-api';
import { windowsProcessInspector } from '../../../electron/machine/windows/processes/process-inspector';
import { servicesByProcess } from '../../../electron/machine/windows/processes/services';
import { exportKey } from '../../../electron/machine/windows/registry/reg-exe';
import { parametersKey, windowsRegistry } from '../../../electron/machine/windows/registry/registry';
import { windowsPortTable } from '../../../electron/machine/windows/sockets/port-table';
import { windowsProcessNames } from '../../../electron/machine/windows/sockets/process-names';
import { loadSocketApi } from '../../../electron/machine/windows/sockets/socket-api';
import { windowsProcesses } from '../../../electron/machine/windows/system/boot-identity';
import { windowsSystem } from '../../../electron/machine/windows/system/system';
import { isProcessElevated } from '../../../electron/machine/windows/win32/process-elevation';
import { loadWin32 } from '../../../electron/machine/windows/win32/win32-api';
import { querySystemInformation } from '../fixtures/ntdll';
import { isWine } from '../fixtures/throw-away-key';

const isElevated = isProcessElevated(await loadWin32());

describe('without administrator rights', () => {
  if (isElevated) {
    it('everything that is looked at can be', (context) => {
      context.skip('this process has them, as every one has under Wine 8');
    });
    return;
  }

  it('every process has its name, and the list of the system its parent and start', async () => {
    const names = await windowsProcessNames().read();
    assert.ok(names.ok, JSON.stringify(names));
    assert.match(names.value.get(process.pid) ?? '', /^node\.exe$/i);
    const rows = await windowsProcesses({ querySystemInformation: await querySystemInformation() });
    const services = rows.find(({ name }) => name.toLowerCase() === 'services.exe');
    assert.ok(services && services.created > 0n, JSON.stringify(rows.map(({ name }) => name)));
    assert.equal(names.value.get(services.id)?.toLowerCase(), 'services.exe');
  });

  it('running services are named with their process', async () => {
    const services = await servicesByProcess(await loadProcessApi());
    assert.ok(services && services.size > 0);
    const names = await windowsProcessNames().read();
    assert.ok(names.ok);
    for (const processId of services.keys()) assert.ok(names.value.has(processId), String(processId));
  });

  it('a process of our own is looked at; those of the system are, or are unknown', async () => {
    const names = await windowsProcessNames().read();
    assert.ok(names.ok);
    const [services] = [...names.value].find(([, name]) => name.toLowerCase() === 'services.exe') ?? [0];
    const read = await windowsProcessInspector().inspect([process.pid, services]);
    assert.ok(read.ok, JSON.stringify(read));
    const own = read.value.get(process.pid);
    assert.equal(own?.path?.toLowerCase(), process.execPath.toLowerCase());
    assert.ok(own.startedAt !== null && Math.abs(own.startedAt - (Date.now() - process.uptime() * 1000)) < 10_000);
    const other = read.value.get(services);
    assert.ok(other, 'it runs, and is not left out');
    assert.ok(other.path === null || /\\services\.exe$/i.test(other.path), String(other.path));
  });

  it('the port table has our listener, with its owner', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const read = await windowsPortTable().read();
      assert.ok(read.ok, JSON.stringify(read));
      const { count, localPorts, states, processIds } = read.value;
      const row = localPorts
        .subarray(0, count)
        .findIndex((one, index) => one === port && states[index] === tcpState.LISTEN);
      assert.notEqual(row, -1);
      assert.equal(processIds[row], process.pid);
    } finally {
      server.close();
    }
  });

  it('a test port is given', async () => {
    for (const transport of ['tcp', 'udp'] as const) {
      const answer = await portAttempt(loadSocketApi).bind(transport, '0.0.0.0');
      assert.equal(answer.kind, 'granted', JSON.stringify(answer));
    }
  });

  it('the key of the article is read, value by value and as reg.exe exports it', async () => {
    const tree = await windowsRegistry(parametersKey).readTree();
    assert.ok(tree.ok && tree.value.values.length > 0, JSON.stringify(tree));
    const exported = await exportKey(parametersKey, tmpdir());
    assert.ok(exported !== null && exported.length > 0);
    assert.deepEqual([...exported.subarray(0, 2)], [0xff, 0xfe]);
  });

  it('the system reports version, computer and user', async () => {
    const system = await windowsSystem().describe();
    assert.ok(system.ok, JSON.stringify(system));
    assert.ok(system.value.version.major >= 6);
    assert.match(system.value.userName, /^[^\\]+\\[^\\]+$/);
    if (await isWine()) assert.equal(system.value.sessionUser, system.value.userName);
  });
});
