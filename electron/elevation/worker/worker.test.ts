// The worker on the practice machine, started over a real channel: what it carries out, and what it refuses.
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rangeTitles } from '../../contract/port-ranges/dynamic-ranges';
import { dword } from '../../contract/registry/stored-value';
import { changeLog } from '../../history/change-log';
import { withoutLastLine } from '../../history/history.fixture';
import { realDisk } from '../../machine/common/disk';
import { ForeignServer } from '../../machine/common/foreign-server';
import type { WorkerChannel } from '../../machine/interfaces/elevation';
import type { Machine } from '../../machine/interfaces/machine';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import { runWorker, undo, version } from '../run-in-worker.fixture';
import { newCredentials } from '../credentials';
import { signer, verifier, workerMessage } from '../protocol';
import { fingerprint, type WorkerRequest } from '../request';
import { serve } from './worker';
import { testFolder } from '../../machine/common/test-folder.fixture';

describe('the worker', () => {
  const raise: WorkerRequest = {
    kind: 'change',
    reason: 'apply',
    misspelt: [],
    requested: [{ name: 'MaxUserPort', value: 65534 }],
    shown: fingerprint([{ name: 'MaxUserPort', before: { present: false }, after: dword(65534) }]),
  };
  let folder: string;
  const registry = () => readFile(join(folder, 'windows.json'), 'utf8');
  const practice = (): Promise<Machine> => openPracticeMachine(folder, realDisk, unmeasuredComputer, true);
  const served = (request: WorkerRequest) =>
    runWorker(async (credentials) => {
      await serve(await practice(), credentials, version);
    }, request);

  beforeEach(async () => {
    folder = await testFolder();
    const window = await openPracticeMachine(folder, realDisk, unmeasuredComputer);
    await window.practice?.setWithoutRights(true);
  });

  it('carries out the request, and names the change', async () => {
    const workerOutcome = await served(raise);
    expect(workerOutcome).toMatchObject({ hasBegun: true, result: { ok: true } });
    expect(await registry()).toContain('"feff0000"');
  });

  it('keeps with the change what the window judged, and names no process that it does not see itself', async () => {
    const seen = { conclusion: 'leak', isLeak: true, culprit: 4312, reported: '10055' } as const;
    await served({ ...raise, seen });
    const { current } = await changeLog(realDisk, join(folder, 'machine')).standing();
    expect(current?.measuredBefore).toMatchObject({ conclusion: 'leak', isLeak: true, reported: '10055' });
    expect(current?.measuredBefore).not.toHaveProperty('culprit');
  });

  it('deletes a misspelled value that it finds itself', async () => {
    await (
      await practice()
    ).registry.writeValue({ name: 'TcpTimeWaitDelay', type: 4, data: Uint8Array.of(30, 0, 0, 0) });
    const shown = fingerprint([{ name: 'TcpTimeWaitDelay', before: dword(30), after: { present: false } }]);
    expect(await served({ ...raise, requested: [], misspelt: ['TcpTimeWaitDelay'], shown })).toMatchObject({
      result: { ok: true },
    });
    expect(await registry()).not.toContain('TcpTimeWaitDelay');
  });

  it('sets a port range', async () => {
    await (await practice()).practice?.reset('windows11');
    const value = { start: 10000, number: 55535 };
    const change = {
      name: rangeTitles.ipv4Tcp,
      range: 'ipv4Tcp',
      before: { start: 49152, number: 16384 },
      after: value,
    } as const;
    expect(
      await served({ ...raise, requested: [{ range: 'ipv4Tcp', value }], shown: fingerprint([change]) }),
    ).toMatchObject({ result: { ok: true } });
    expect(await (await practice()).portRange.read()).toMatchObject({ value: { ipv4Tcp: { range: value } } });
  });

  it('restores a verified backup of the machine folder that it finds by its hash, and none that was changed', async () => {
    await served(raise);
    const folderOfBackups = join(folder, 'machine', 'backups');
    const [name = ''] = (await readdir(folderOfBackups)).filter((one) => one.endsWith('.reg'));
    const bytes = await readFile(join(folderOfBackups, name));
    const shown = fingerprint([{ name: 'MaxUserPort', before: dword(65534), after: { present: false } }]);
    const restore: WorkerRequest = {
      kind: 'restore',
      backup: createHash('sha256').update(bytes).digest('hex'),
      names: ['MaxUserPort'],
      shown,
    };
    await writeFile(join(folderOfBackups, name), Buffer.concat([bytes, Buffer.from(' ')]));
    expect(await served(restore)).toMatchObject({ result: { error: { code: 'START_AS_ADMINISTRATOR' } } });
    expect(await registry()).toContain('"feff0000"');
    await writeFile(join(folderOfBackups, name), bytes);
    expect(await served(restore)).toMatchObject({ result: { ok: true } });
    expect(await registry()).not.toContain('"feff0000"');
  });

  it('refuses when its own plan differs from the one that was shown', async () => {
    const before = await registry();
    const shown = fingerprint([{ name: 'MaxUserPort', before: dword(5000), after: dword(65534) }]);
    expect(await served({ ...raise, shown })).toMatchObject({ result: { error: { code: 'DRIFTED' } } });
    expect(await registry()).toBe(before);
  });

  it('puts a cut-off change back only over the values that the person confirmed', async () => {
    const made = await served(raise);
    const id = made.result.ok ? (made.result.value.changeId ?? '') : '';
    await withoutLastLine(join(folder, 'machine'));
    // While Windows asks for administrator rights, another program writes 7000.
    const seen = [{ name: 'MaxUserPort', before: dword(65534), after: { present: false } }] as const;
    await (
      await practice()
    ).registry.writeValue({ name: 'MaxUserPort', type: 4, data: Uint8Array.of(0x58, 0x1b, 0, 0) });
    const settle: WorkerRequest = { kind: 'settle', id, action: 'restore', shown: fingerprint(seen) };
    expect(await served(settle)).toMatchObject({ hasBegun: true, result: { error: { code: 'DRIFTED' } } });
    expect(await registry()).toContain('"581b0000"');
    expect(await served({ ...settle, shown: fingerprint([{ ...seen[0], before: dword(7000) }]) })).toMatchObject({
      result: { ok: true },
    });
    expect(await registry()).not.toContain('"581b0000"');
  });

  it('refuses a number outside the range that Windows accepts', async () => {
    const before = await registry();
    const requested = [{ name: 'MaxUserPort', value: 70000 }] as const;
    expect(await served({ ...raise, requested: [...requested] })).toMatchObject({
      result: { error: { code: 'OUT_OF_RANGE' } },
    });
    expect(await registry()).toBe(before);
  });

  it.each([
    [
      'a value of the key that is not misspelled',
      { ...raise, requested: [], misspelt: ['Domain'] },
      'START_AS_ADMINISTRATOR',
    ],
    [
      'a backup that it cannot find',
      { kind: 'restore', backup: 'a'.repeat(64), names: ['MaxUserPort'], shown: raise.shown },
      'START_AS_ADMINISTRATOR',
    ],
    ['a change that nobody made', undo, 'TOKEN_UNKNOWN'],
    [
      'a change that was not cut off',
      { kind: 'settle', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f', action: 'restore', shown: raise.shown },
      'TOKEN_UNKNOWN',
    ],
    [
      'a backup that is not there',
      { kind: 'delete-backup', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' },
      'TOKEN_UNKNOWN',
    ],
  ] as const)('refuses %s', async (_, request, code) => {
    const before = await registry();
    expect(await served(request as WorkerRequest)).toMatchObject({
      hasBegun: true,
      result: { ok: false, error: { code } },
    });
    expect(await registry()).toBe(before);
  });

  it.each([
    ['a path', { ...raise, path: 'C:\\x' }],
    ['another name', { ...raise, requested: [{ name: 'Domain', value: 1 }] }],
    ['data of a value', { ...raise, requested: [{ name: 'MaxUserPort', value: 1, hex: '00' }] }],
    ['a command', { kind: 'run', command: 'cmd.exe' }],
    [
      'a name in the verdict',
      { ...raise, seen: { conclusion: 'leak', isLeak: true, culprit: 'a.exe', reported: null } },
    ],
    ['a verdict of its own', { ...raise, seen: { conclusion: 'x', isLeak: false, culprit: null, reported: null } }],
  ])('refuses a request with %s', async (_, request) => {
    const before = await registry();
    expect(await served(request as unknown as WorkerRequest)).toMatchObject({
      result: { error: { code: 'INVALID_INPUT' } },
    });
    expect(await registry()).toBe(before);
  });

  it('does nothing for a window that does not know the secret', async () => {
    const before = await registry();
    let isServed = true;
    await runWorker(async (credentials) => {
      isServed = await serve(await practice(), { ...credentials, secret: newCredentials().secret }, version);
    }, raise);
    expect(isServed).toBe(false);
    expect(await registry()).toBe(before);
  });

  it('sends nothing to another program that serves the channel, and logs it in the machine folder', async () => {
    const machine = await practice();
    let asked = 0;
    const openChannel = () => {
      asked += 1;
      return Promise.reject(new ForeignServer('the pipe is served by process 7, c:\\stolen.exe'));
    };
    expect(
      await serve(
        { ...machine, elevation: machine.elevation && { ...machine.elevation, openChannel } },
        newCredentials(),
        version,
      ),
    ).toBe(false);
    expect(asked).toBe(1);
    expect(await readFile(join(folder, 'machine', 'logs', 'main.log'), 'utf8')).toContain(
      'worker refused: the pipe is served by process 7',
    );
  });

  it('records who made the change in the history of the machine folder, and keeps its backup there', async () => {
    await served(raise);
    const { events } = await changeLog(realDisk, join(folder, 'machine')).read();
    expect(events.at(-1)).toMatchObject({
      kind: 'apply',
      outcome: 'done',
      backup: { folder: join(folder, 'machine', 'backups') },
    });
  });

  it('measures once, sends what it saw, and writes nothing', async () => {
    const before = await everything(folder);
    expect(await served({ kind: 'measure' })).toMatchObject({
      hasBegun: true,
      result: {
        ok: true,
        value: {
          changeId: null,
          measured: { owners: { known: false }, events: { known: false, reason: 'not-available' } },
        },
      },
    });
    expect(await everything(folder)).toEqual(before);
  });

  it('gives a measurement up after a minute, and leaves no timer behind where it ends', async () => {
    const machine = await practice();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const never = new Promise<never>(() => undefined);
      const hanging = askedToMeasure({ ...machine, usage: { ...machine.usage, eventLog: { read: () => never } } });
      await vi.advanceTimersByTimeAsync(59_999);
      expect(hanging.sent()).toEqual(['hello']);
      await vi.advanceTimersByTimeAsync(1);
      expect(hanging.leftBehind()).toBe(1);
      expect(await hanging.isServed).toBe(true);
      expect(hanging.sent()).toEqual(['hello', 'MACHINE_FAILED']);

      const thrown = askedToMeasure({
        ...machine,
        usage: { ...machine.usage, eventLog: { read: () => Promise.reject(new Error('no log')) } },
      });
      expect(await thrown.isServed).toBe(true);
      expect(thrown.sent()).toEqual(['hello', 'MACHINE_FAILED']);
      expect(thrown.leftBehind()).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    ['where to look', { kind: 'measure', path: 'C:\\x' }],
    ['at whom to look', { kind: 'measure', processIds: [4] }],
  ])('refuses to be told %s when it measures', async (_, request) => {
    const before = await everything(folder);
    expect(await served(request as unknown as WorkerRequest)).toMatchObject({
      result: { error: { code: 'INVALID_INPUT' } },
    });
    expect(await everything(folder)).toEqual(before);
  });

  it('puts everything back when Windows refuses the write', async () => {
    await writeFile(join(folder, 'faults.json'), JSON.stringify([{ kind: 'access-denied' }]));
    expect(await served(raise)).toMatchObject({ result: { error: { code: 'CHANGE_FAILED', left: [] } } });
  });
});

/** A worker whose window asks it to measure, over a channel of this process; `sent`: what it sent, failures by their code. */
function askedToMeasure(machine: Machine) {
  const credentials = newCredentials();
  const read = verifier(credentials.secret, 'worker');
  const sent: unknown[] = [];
  const channel: WorkerChannel = {
    send: (line) => Promise.resolve(void sent.push(read(line)?.message)),
    receive: () =>
      Promise.resolve(signer(credentials.secret, 'window')({ kind: 'request', request: { kind: 'measure' } })),
    close: () => undefined,
  };
  const { elevation } = machine;
  let leftBehind = 0;
  const isServed = serve(
    { ...machine, elevation: elevation && { ...elevation, openChannel: () => Promise.resolve(channel) } },
    credentials,
    version,
    () => (leftBehind += 1),
  );
  const nameOf = (message: unknown) => {
    const parsed = workerMessage.parse(message);
    return parsed.kind === 'result' && !parsed.result.ok ? parsed.result.error.code : parsed.kind;
  };
  return { isServed, sent: () => sent.map(nameOf), leftBehind: () => leftBehind };
}

/** Every file below a folder, with what it holds. */
async function everything(folder: string): Promise<Readonly<Record<string, string>>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.sort().map(async (file) => [file, await readFile(file, 'latin1')] as const)),
  );
}
