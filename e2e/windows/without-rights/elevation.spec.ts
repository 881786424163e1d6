// The whole way to administrator rights and back, from a process that has none: the real UAC request (runas), the
// real pipe, the article's key itself. Only where Windows distinguishes limited tokens from full ones: from Wine 10 on.
// Protects: these specs run in a process of their own, which is started as Wine starts any program.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { parametersKeyPath } from '../../../electron/contract/registry/parameters';
import { absent } from '../../../electron/contract/registry/stored-value';
import { isProcessElevated } from '../../../electron/machine/windows/win32/process-elevation';
import { parametersKey } from '../../../electron/machine/windows/registry/registry';
import { windowsSystem } from '../../../electron/machine/windows/system/system';
import { loadWin32 } from '../../../electron/machine/windows/win32/win32-api';
import { windowsElevation } from '../../../electron/machine/windows/elevation/windows-elevation';
import { workerRunner, type WorkerOutcome } from '../../../electron/elevation/run-in-worker';
import { fingerprint, type WorkerRequest } from '../../../electron/elevation/request';
import { readParameters } from '../../../electron/change/read-values';
import { carryOut } from '../../../electron/change/apply';
import { planChanges } from '../../../electron/change/plan';
import { changeTools, requested } from '../fixtures/change';
import { inFolder, isWine, tryRegExe } from '../fixtures/throw-away-key';
import type { Orders } from '../worker.child';

const scripts = dirname(process.argv[1] ?? '');
const programVersion = '0.0.0-suite';

describe('a process without administrator rights', () => {
  let reason: string | null = null;
  before(async () => {
    if (!(await isWine())) reason = 'somebody would have to answer the question of Windows';
    else if (isProcessElevated(await loadWin32()))
      reason = 'this Wine has no UAC: it starts every program with all rights (from Wine 10 on it does not)';
    else
      for (const name of ['MaxUserPort', 'TcpTimedWaitDelay'])
        await tryRegExe('delete', parametersKeyPath, '/v', name, '/f', '/reg:64');
  });

  function withoutRights(name: string, run: (folder: string) => Promise<void>): void {
    it(name, async (context: TestContext) => {
      if (reason === null) await inFolder(run);
      else context.skip(reason);
    });
  }

  const stored = async (folder: string) => {
    const values = await readParameters(changeTools(parametersKey, folder).machine.registry);
    assert.ok(values.ok, JSON.stringify(values));
    return values.value;
  };
  const records = async (folder: string) => (await changeTools(parametersKey, folder).log.read()).records;

  function ask(
    folder: string,
    request: WorkerRequest,
    threadScript = 'run-as-thread.child.mjs',
  ): Promise<WorkerOutcome> {
    const orders: Orders = { location: parametersKey, folder, programVersion };
    return workerRunner({
      elevation: windowsElevation(join(scripts, threadScript), () => Promise.resolve({ ok: true, value: null })),
      programVersion,
      programArguments: [join(scripts, 'worker.child.mjs'), JSON.stringify(orders)],
      ownerWindow: () => null,
      logRefusal: (text) => assert.fail(text),
    })(request, () => undefined);
  }

  /** A request for both values, as they would be written over what is there now. */
  async function requestFor(folder: string): Promise<WorkerRequest> {
    const now = await stored(folder);
    const changes = (['MaxUserPort', 'TcpTimedWaitDelay'] as const).map((name) => ({
      name,
      before: now[name],
      after: requested[name],
    }));
    return {
      kind: 'change',
      reason: 'apply',
      misspelt: [],
      shown: fingerprint(changes),
      requested: [
        { name: 'MaxUserPort', value: 65534 },
        { name: 'TcpTimedWaitDelay', value: 30 },
      ],
    };
  }

  it('knows from its token whether it has them, and agrees with the system', async () => {
    const api = await loadWin32();
    const system = await windowsSystem().describe();
    assert.ok(system.ok, JSON.stringify(system));
    assert.equal(system.value.isElevated, isProcessElevated(api));
    if (reason === null) assert.equal(system.value.isElevated, false);
  });

  withoutRights('is refused the change itself, and writes nothing', async (folder) => {
    const tools = changeTools(parametersKey, folder);
    const now = await stored(folder);
    const changes = planChanges(now, [{ name: 'MaxUserPort', value: 65534 }], { major: 10, minor: 0, build: 19045 });
    assert.ok(changes.ok, JSON.stringify(changes));
    const result = await carryOut(tools, changes.value, 'apply');
    assert.ok(!result.ok && result.error.code === 'NOT_ELEVATED', JSON.stringify(result));
    assert.deepEqual(await stored(folder), now);
    assert.deepEqual(await records(folder), []);
  });

  withoutRights(
    'has a change carried out by a worker that Windows gives full rights, and undone by another',
    async (folder) => {
      const now = await stored(folder);
      assert.deepEqual(
        [now.MaxUserPort, now.TcpTimedWaitDelay],
        [absent, absent],
        'the key of the article is as a new Windows has it',
      );
      const changed = await ask(folder, await requestFor(folder));
      assert.ok(changed.result.ok, JSON.stringify(changed.result));
      assert.equal(changed.hasBegun, true);
      assert.deepEqual(await stored(folder), requested);
      const [record, ...others] = await records(folder);
      assert.deepEqual([record?.id, record?.state, others], [changed.result.value.changeId, 'applied', []]);

      const undone = await ask(folder, { kind: 'undo', id: record?.id ?? '' });
      assert.ok(undone.result.ok, JSON.stringify(undone.result));
      assert.deepEqual(await stored(folder), now);
    },
  );

  withoutRights('learns that the person declined, and writes nothing', async (folder) => {
    const now = await stored(folder);
    const { hasBegun, result } = await ask(folder, await requestFor(folder), 'declining-thread.child.mjs');
    assert.deepEqual([hasBegun, result], [false, { ok: false, error: { code: 'ELEVATION_DECLINED' } }]);
    assert.deepEqual(await stored(folder), now);
    assert.deepEqual(await records(folder), []);
  });
});
