// The worker on Windows: a named pipe of our own, a second process, each way in which it can fail, and kill -9 at each stage.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { beforeEach, describe, it } from 'node:test';
import type { Elevation } from '../../electron/machine/interfaces/elevation';
import {
  invalidHandle,
  loadSecurity,
  objectKind,
  securityText,
} from '../../electron/machine/windows/win32/security-api';
import { wide } from '../../electron/machine/windows/win32/win32-api';
import { runAs, windowsElevation } from '../../electron/machine/windows/elevation/windows-elevation';
import { openPipe, protectPipe } from '../../electron/machine/windows/elevation/worker-pipe';
import { workerRunner, type WorkerOutcome } from '../../electron/elevation/run-in-worker';
import { channelPath, readCredentials, type Credentials } from '../../electron/elevation/credentials';
import { fingerprint, type WorkerRequest } from '../../electron/elevation/request';
import { signer } from '../../electron/elevation/protocol';
import { changeLockOf } from '../../electron/machine/common/change-lock';
import { interruptedChange, wayBackFrom } from '../../electron/change/recovery';
import { before120, changeTools, putBefore120, reached, storedIn, requested } from './fixtures/change';
import { ownAccount } from './fixtures/access-list';
import { groupKey, inFolder, isWine, withThrowAwayKey } from './fixtures/throw-away-key';
import { until } from './fixtures/until';
import type { Orders } from './worker.child';

const scripts = dirname(process.argv[1] ?? '');
const workerScript = join(scripts, 'worker.child.mjs');
const threadScript = join(scripts, 'run-as-thread.child.mjs');
const decliningScript = join(scripts, 'declining-thread.child.mjs');
const programVersion = '0.0.0-suite';
const raise: WorkerRequest = {
  kind: 'change',
  reason: 'apply',
  misspelt: [],
  requested: [
    { name: 'MaxUserPort', value: 65534 },
    { name: 'TcpTimedWaitDelay', value: 30 },
  ],
  shown: fingerprint([
    { name: 'MaxUserPort', before: before120.MaxUserPort, after: requested.MaxUserPort },
    { name: 'TcpTimedWaitDelay', before: before120.TcpTimedWaitDelay, after: requested.TcpTimedWaitDelay },
  ]),
};

describe('the worker with administrator rights', () => {
  const key = groupKey();
  beforeEach(() => putBefore120(key.location));

  const stored = () => storedIn(key.location);

  /** The real pipe, and a process that is started without the UAC prompt. */
  function plainly(change: (args: readonly string[]) => readonly string[] = (args) => args): Elevation {
    return {
      checkInstallLocation: () => Promise.resolve({ ok: true, value: null }),
      start(args) {
        const child = spawn(process.execPath, [...change(args)], { stdio: 'ignore', windowsHide: true });
        return Promise.resolve({ kind: 'started', ended: new Promise((done) => child.once('close', () => done())) });
      },
      protectChannel: protectPipe,
      openChannel: openPipe,
    };
  }

  function runInWorker(
    folder: string,
    more: Partial<Orders> = {},
    elevation = plainly(),
    timeoutMs = 60_000,
    request = raise,
  ): Promise<WorkerOutcome> & { stages: string[] } {
    const orders: Orders = { location: key.location, folder, programVersion, ...more };
    const stages: string[] = [];
    const worker = workerRunner({
      elevation,
      programVersion,
      programArguments: [workerScript, JSON.stringify(orders)],
      ownerWindow: () => null,
      logRefusal: () => undefined,
      startTimeoutMs: timeoutMs,
    });
    const workerOutcome = worker(
      request,
      ({ stage, name }) => void stages.push([stage, name].filter(Boolean).join(' ')),
    );
    return Object.assign(workerOutcome, { stages });
  }

  function assertFailed({ hasBegun, result }: WorkerOutcome, begun: boolean, reason: string): void {
    assert.ok(!result.ok && result.error.code === 'ELEVATION_FAILED', JSON.stringify(result));
    assert.equal(result.error.reason, reason, result.error.detail);
    assert.equal(hasBegun, begun);
  }

  it('carries out a request over the pipe, reports each stage, and names the change', async () => {
    await inFolder(async (folder) => {
      const worker = runInWorker(folder);
      const { result } = await worker;
      assert.ok(result.ok, JSON.stringify(result));
      assert.deepEqual(await stored(), requested);
      const { records } = await changeTools(key.location, folder).log.read();
      assert.deepEqual(
        records.map(({ id, state }) => [id, state]),
        [[result.value.changeId, 'applied']],
      );
      assert.deepEqual(worker.stages, [
        'backing-up',
        'comparing',
        'writing MaxUserPort',
        'reading-back MaxUserPort',
        'writing TcpTimedWaitDelay',
        'reading-back TcpTimedWaitDelay',
        'closing',
      ]);
    });
  });

  it('measures over the pipe once, and leaves nothing behind', async () => {
    await inFolder(async (folder) => {
      const { result } = await runInWorker(folder, {}, plainly(), 60_000, { kind: 'measure' });
      assert.ok(result.ok, JSON.stringify(result));
      const { changeId, measured } = result.value;
      assert.equal(changeId, null);
      assert.ok(measured, JSON.stringify(result));
      // Wine's netsh and wevtutil print nothing: that must not become an empty list.
      if (await isWine()) assert.deepEqual([measured.owners.known, measured.events.known], [false, false]);
      else assert.ok(measured.owners.known && measured.events.known, JSON.stringify(measured));
      assert.deepEqual(await stored(), before120);
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it('is started through ShellExecuteExW "runas", and watched until it exits', async (context) => {
    // On a real Windows somebody would have to answer the question.
    if (!(await isWine())) {
      context.skip('asks for administrator rights');
      return;
    }
    await inFolder(async (folder) => {
      const workerOutcome = await runInWorker(
        folder,
        {},
        windowsElevation(threadScript, () => Promise.resolve({ ok: true, value: null })),
      );
      assert.ok(workerOutcome.result.ok, JSON.stringify(workerOutcome.result));
      assert.deepEqual(await stored(), requested);
    });
  });

  it('reports ELEVATION_DECLINED when the person declines (error 1223 of ShellExecuteExW), and changes nothing', async () => {
    await inFolder(async (folder) => {
      const { hasBegun, result } = await runInWorker(
        folder,
        {},
        windowsElevation(decliningScript, () => Promise.resolve({ ok: true, value: null })),
      );
      assert.deepEqual([hasBegun, result], [false, { ok: false, error: { code: 'ELEVATION_DECLINED' } }]);
      assert.deepEqual(await stored(), before120);
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it('reports the Windows error when ShellExecuteExW cannot start it', async () => {
    const started = await runAs(threadScript, {
      file: 'C:\\there is no such program.exe',
      parameters: '',
      folder: 'C:\\',
      ownerWindow: 0n,
    });
    assert.equal(started.kind, 'not-started');
    assert.match('detail' in started ? started.detail : '', /Windows error [23]$/);
  });

  it('is refused with a wrong secret, and changes nothing', async () => {
    await inFolder(async (folder) => {
      const spoilt = plainly((args) => [
        ...args.slice(0, -1),
        (args.at(-1) ?? '').replace(/.$/, (digit) => (digit === '0' ? '1' : '0')),
      ]);
      assertFailed(await runInWorker(folder, {}, spoilt), false, 'wrong-secret');
      assert.deepEqual(await stored(), before120);
    });
  });

  it('is refused when it is of another version, and changes nothing', async () => {
    await inFolder(async (folder) => {
      assertFailed(await runInWorker(folder, { programVersion: '0.0.1' }), false, 'other-version');
      assert.deepEqual(await stored(), before120);
    });
  });

  it('reports a worker that exits at once', async () => {
    await inFolder(async (folder) => assertFailed(await runInWorker(folder, { play: 'end' }), false, 'ended-early'));
  });

  it('gives up on a worker that never reports, and lets it find the pipe gone when it comes too late', async () => {
    await inFolder(async (folder) => {
      let credentials: Credentials | null = null;
      const noting = plainly((args) => {
        credentials = readCredentials(args.at(-1) ?? '');
        return args;
      });
      const workerOutcome = runInWorker(folder, { play: 'sleep' }, noting, 3_000);
      await reached(folder);
      assertFailed(await workerOutcome, false, 'no-answer');
      assert.ok(credentials);
      await assert.rejects(openPipe(channelPath((credentials as Credentials).channel)), /Windows error 2$/);
      await killReached(folder);
    });
  });

  for (const [what, bytes] of [
    ['a line that is no message', () => Buffer.from('hello\n')],
    ['a line without an end', () => Buffer.alloc(17 * 1024 * 1024, 'a')],
    [
      'a sealed message of no known kind',
      (credentials: Credentials) => Buffer.from(`${signer(credentials.secret, 'worker')({ kind: 'please' })}\n`),
    ],
  ] as const) {
    it(`disconnects a worker that sends ${what}`, async () => {
      await inFolder(async (folder) => {
        const speaking: Elevation = {
          ...plainly(),
          start(args) {
            const credentials = readCredentials(args.at(-1) ?? '');
            assert.ok(credentials);
            const socket = connect(channelPath(credentials.channel));
            socket.on('error', () => undefined);
            socket.write(bytes(credentials));
            return Promise.resolve({
              kind: 'started',
              ended: new Promise((done) => socket.once('close', () => done())),
            });
          },
        };
        const { hasBegun, result } = await runInWorker(folder, {}, speaking);
        assert.ok(!result.ok && result.error.code === 'ELEVATION_FAILED', JSON.stringify(result));
        assert.equal(hasBegun, false);
      });
    });
  }

  for (const [stopAt, written] of [
    ['backing-up', []],
    ['comparing', []],
    ['writing MaxUserPort', null],
    ['reading-back MaxUserPort', ['MaxUserPort']],
    ['writing TcpTimedWaitDelay', null],
    ['reading-back TcpTimedWaitDelay', ['MaxUserPort', 'TcpTimedWaitDelay']],
    ['closing', null],
  ] as const) {
    it(`cuts off a worker that is killed at "${stopAt}": the history knows, and another worker leads back`, async () => {
      await inFolder(async (folder) => {
        const workerOutcome = runInWorker(folder, { stopAt });
        await reached(folder);
        await killReached(folder);
        assertFailed(await workerOutcome, true, 'cut-off');

        const tools = changeTools(key.location, folder);
        const info = await interruptedChange(tools.machine, tools.log);
        assert.ok(info.ok, JSON.stringify(info));
        if (info.value) {
          assert.ok(
            info.value.values.every(({ stands }) => stands !== 'neither'),
            JSON.stringify(info.value.values),
          );
          if (written) {
            const now = await stored();
            for (const name of written) assert.deepEqual(now[name], requested[name]);
          }
          const settled = await runInWorker(folder, {}, plainly(), 60_000, {
            kind: 'settle',
            id: info.value.record.id,
            action: 'restore',
            shown: fingerprint(wayBackFrom(info.value)),
          });
          assert.ok(settled.result.ok, JSON.stringify(settled.result));
          assert.deepEqual(await stored(), before120);
        } else {
          // The worker does not wait for a stage to be sent: at either end, the change may not have begun, or may be complete.
          const now = await stored();
          assert.deepEqual(now, stopAt === 'closing' ? requested : before120);
        }
        assert.deepEqual(await interruptedChange(tools.machine, tools.log), { ok: true, value: null });
      });
    });
  }
});

describe("the worker's pipe", () => {
  const path = `\\\\.\\pipe\\ephemeral-port-wizard-suite-${process.pid}`;

  it('grants access to SYSTEM, administrators and the user who made it only', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((listening) => server.listen(path, () => listening()));
    try {
      await protectPipe(path);
      const api = await loadSecurity();
      const pipe = api.createFile(wide(path), 0x2_0000, 0, null, 3, 0x11_0000, 0);
      assert.notEqual(Number(pipe), invalidHandle);
      const security = securityText(api, pipe, objectKind.kernelObject);
      api.closeHandle(pipe);
      const accounts = [...security.matchAll(/\(A;;[^;]*;;;([^)]*)\)/g)].map(([, account]) => account);
      assert.deepEqual(accounts, ['SY', 'BA', await ownAccount()], security);
      assert.match(security, /D:P/);
    } finally {
      server.close();
    }
  });
});

describe('the change lock', () => {
  it('is held by one process, and free again when that is killed', async () => {
    await inFolder(async (folder) => {
      await withThrowAwayKey(async (location) => {
        const orders: Orders = { location, folder, programVersion, play: 'hold-lock' };
        const child = spawn(process.execPath, [workerScript, JSON.stringify(orders)], {
          stdio: 'ignore',
          windowsHide: true,
        });
        const closed = new Promise((done) => child.once('close', done));
        await reached(folder);
        assert.equal(await changeLockOf(folder)(), null);
        child.kill('SIGKILL');
        await closed;
        const release = await changeLockOf(folder)();
        assert.ok(release);
        assert.equal(await changeLockOf(folder)(), null);
        release();
      });
    });
  });
});

async function killReached(folder: string): Promise<void> {
  let id = 0;
  await until(async () => (id = Number(await readFile(join(folder, 'reached'), 'utf8'))) !== 0, {
    timeoutMs: 5_000,
    message: () => 'the child has written no process id',
  });
  process.kill(id, 'SIGKILL');
}
