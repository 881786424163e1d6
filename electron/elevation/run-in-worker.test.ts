// The conversation between window and worker over a real channel, with workers that behave and workers that do not.
import { connect, type Socket } from 'node:net';
import { access, stat } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { connectSocket } from '../machine/common/socket-channel';
import { workerRunner } from './run-in-worker';
import { elevationOf, hello, runWorker, undo, version } from './run-in-worker.fixture';
import { channelFolder, channelPath, newCredentials, type Credentials } from './credentials';
import { verifier, signer } from './protocol';

const never = () => new Promise<void>(() => undefined);
const failedWith = (reason: string) => ({ result: { ok: false, error: { code: 'ELEVATION_FAILED', reason } } });

/** A worker's end as a plain socket, so that it can say what no worker of ours would. */
async function plain({ channel }: Credentials): Promise<{ socket: Socket; closed: Promise<void> }> {
  const socket = connect(channelPath(channel));
  const closed = new Promise<void>((done) => socket.once('close', () => done()));
  socket.on('error', () => undefined);
  await new Promise((done) => socket.once('connect', done));
  return { socket, closed };
}

function nextLine(socket: Socket): Promise<string> {
  return new Promise((done) => socket.once('data', (bytes: Buffer) => done(bytes.toString('utf8').trimEnd())));
}

describe('a worker that behaves', () => {
  it('receives the request, and delivers its stages and its result', async () => {
    const stages: string[] = [];
    const workerOutcome = await runWorker(
      async (credentials) => {
        const { socket } = await plain(credentials);
        const sign = signer(credentials.secret, 'worker');
        const line = nextLine(socket);
        socket.write(`${sign(hello)}\n`);
        expect(verifier(credentials.secret, 'window')(await line)).toEqual({
          message: { kind: 'request', request: undo },
        });
        socket.write(`${sign({ kind: 'stage', report: { stage: 'backing-up', name: null } })}\n`);
        socket.write(`${sign({ kind: 'result', result: { ok: true, changeId: undo.id } })}\n`);
      },
      undo,
      5_000,
      (stage) => stages.push(stage),
    );
    expect(workerOutcome).toEqual({
      hasBegun: true,
      result: { ok: true, value: { changeId: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' } },
    });
    expect(stages).toEqual(['backing-up']);
  });

  it.each([
    ['comes as the worker sent it', {}, true],
    ['is refused with a field too many', { path: 'C:\\x' }, false],
    ['is refused in another shape', { events: { known: true, value: 'many' } }, false],
  ])('measures, and what it saw %s', async (_, over, isTaken) => {
    const measured = {
      owners: { known: false, reason: 'denied', detail: '' },
      events: { known: true, value: { since: 1, counts: [{ id: 4231, count: 2, lastAt: 3 }] } },
    };
    const workerOutcome = await runWorker(
      async (credentials) => {
        const { socket, closed } = await plain(credentials);
        const sign = signer(credentials.secret, 'worker');
        const line = nextLine(socket);
        socket.write(`${sign(hello)}\n`);
        await line;
        const result = { ok: true, changeId: null, measured: { ...measured, ...over } };
        socket.write(`${sign({ kind: 'result', result })}\n`);
        await closed;
      },
      { kind: 'measure' },
    );
    expect(workerOutcome).toMatchObject(
      isTaken
        ? { hasBegun: true, result: { ok: true, value: { changeId: null, measured } } }
        : { hasBegun: true, ...failedWith('cut-off') },
    );
  });

  it('connects to the window in a folder that only this user may enter, and that is gone afterwards', async ({
    skip,
  }) => {
    skip(process.platform === 'win32', 'the channel is a named pipe there (e2e/windows)');
    let mode = 0;
    let place = '';
    await runWorker(async ({ channel }) => {
      place = channelFolder(channel) ?? '';
      mode = (await stat(place)).mode & 0o777;
    });
    expect(mode).toBe(0o700);
    await expect(access(place)).rejects.toThrow(/ENOENT.*ephemeral-port-wizard-/);
  });

  it('is never started from a folder that others can change, nor is a channel opened', async () => {
    const started: string[] = [];
    const error = {
      code: 'INSTALL_FIRST',
      run: 'copy',
      place: 'D:\\Tools',
      problem: 'owner',
      account: null,
      right: null,
      detail: '',
    } as const;
    const worker = workerRunner({
      elevation: {
        ...elevationOf(() => Promise.resolve()),
        checkInstallLocation: () => Promise.resolve({ ok: false, error }),
        start: () => Promise.resolve((started.push('start'), { kind: 'declined' })),
        protectChannel: () => Promise.resolve(void started.push('channel')),
      },
      programVersion: version,
      programArguments: [],
      ownerWindow: () => null,
      logRefusal: () => undefined,
    });
    expect(await worker(undo, () => undefined)).toEqual({ hasBegun: false, result: { ok: false, error } });
    expect(started).toEqual([]);
  });

  it('gets a new secret each time', async () => {
    const secrets: string[] = [];
    for (let count = 0; count < 2; count += 1)
      await runWorker(({ secret }) => Promise.resolve(void secrets.push(secret)));
    expect(new Set(secrets).size).toBe(2);
    expect(secrets[0]).toHaveLength(64);
  });
});

describe('a worker that fails', () => {
  it('does no work when the rights are declined', async () => {
    const worker = workerRunner({
      elevation: { ...elevationOf(never), start: () => Promise.resolve({ kind: 'declined' }) },
      programVersion: version,
      programArguments: [],
      ownerWindow: () => null,
      logRefusal: () => undefined,
    });
    expect(await worker(undo, () => undefined)).toEqual({
      hasBegun: false,
      result: { ok: false, error: { code: 'ELEVATION_DECLINED' } },
    });
  });

  it('does no work when the channel cannot be protected from others', async () => {
    const worker = workerRunner({
      elevation: { ...elevationOf(never), protectChannel: () => Promise.reject(new Error('access list')) },
      programVersion: version,
      programArguments: [],
      ownerWindow: () => null,
      logRefusal: () => undefined,
    });
    expect(await worker(undo, () => undefined)).toMatchObject({ hasBegun: false, ...failedWith('not-started') });
  });

  it('does no work when it never reports, and cannot come in later', async () => {
    let path = '';
    const silent = ({ channel }: Credentials) => {
      path = channelPath(channel);
      return never();
    };
    expect(await runWorker(silent, undo, 50)).toMatchObject({ hasBegun: false, ...failedWith('no-answer') });
    await expect(connectSocket(path)).rejects.toThrow(/ENOENT/);
  });

  it('does no work when it exits before it reported', async () => {
    expect(await runWorker(() => Promise.resolve())).toMatchObject({ hasBegun: false, ...failedWith('ended-early') });
  });

  it.each([
    [
      'a line with a wrong code',
      (credentials: Credentials) => signer(newCredentials().secret, 'worker')(hello).replace(credentials.secret, ''),
    ],
    ['a line without a code', () => JSON.stringify(hello)],
    ['a line of the window sent back', (credentials: Credentials) => signer(credentials.secret, 'window')(hello)],
    ['nothing but a line end', () => ''],
  ])('does no work after %s', async (_, line) => {
    const told: string[] = [];
    const workerOutcome = await runWorker(async (credentials) => {
      const { socket, closed } = await plain(credentials);
      socket.on('data', (bytes: Buffer) => told.push(bytes.toString('utf8')));
      socket.write(`${line(credentials)}\n`);
      await closed;
    });
    expect(workerOutcome).toMatchObject({ hasBegun: false, ...failedWith('wrong-secret') });
    expect(told).toEqual([]);
  });

  it('does no work when it is of another version', async () => {
    const told: string[] = [];
    const workerOutcome = await runWorker(async (credentials) => {
      const { socket, closed } = await plain(credentials);
      socket.on('data', (bytes: Buffer) => told.push(bytes.toString('utf8')));
      socket.write(`${signer(credentials.secret, 'worker')({ ...hello, programVersion: '0.9.0' })}\n`);
      await closed;
    });
    expect(workerOutcome).toMatchObject({ hasBegun: false, ...failedWith('other-version') });
    expect(told).toEqual([]);
  });

  it.each([
    ['an unknown message', { kind: 'please' }],
    ['a field too many', { ...hello, path: 'C:\\x' }],
    ['a measurement that nobody asked for', { kind: 'measured', owners: [] }],
    ['a result before the hello', { kind: 'result', result: { ok: true, changeId: null } }],
  ])('does no work after %s', async (_, message) => {
    const workerOutcome = await runWorker(async (credentials) => {
      const { socket, closed } = await plain(credentials);
      socket.write(`${signer(credentials.secret, 'worker')(message)}\n`);
      await closed;
    });
    expect(workerOutcome.hasBegun).toBe(false);
    expect(workerOutcome.result).toMatchObject({ ok: false, error: { code: 'ELEVATION_FAILED' } });
  });

  it('does no work after a line without an end', async () => {
    const workerOutcome = await runWorker(async (credentials) => {
      const { socket, closed } = await plain(credentials);
      const piece = Buffer.alloc(1024 * 1024, 'a');
      for (let number = 0; number < 20 && !socket.destroyed; number += 1)
        await new Promise((done) => socket.write(piece, done));
      await closed;
    });
    expect(workerOutcome).toMatchObject({ hasBegun: false, ...failedWith('not-understood') });
  });
});

describe('a worker that has begun', () => {
  async function begun(
    credentials: Credentials,
  ): Promise<{ socket: Socket; closed: Promise<void>; sign: (message: unknown) => string }> {
    const { socket, closed } = await plain(credentials);
    const sign = signer(credentials.secret, 'worker');
    const line = nextLine(socket);
    socket.write(`${sign(hello)}\n`);
    await line;
    return { socket, closed, sign };
  }

  it('is cut off when it dies', async () => {
    const workerOutcome = await runWorker(async (credentials) => {
      const { socket } = await begun(credentials);
      socket.destroy();
    });
    expect(workerOutcome).toMatchObject({ hasBegun: true, ...failedWith('cut-off') });
  });

  it('is waited for beyond the time limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const workerOutcome = await runWorker(
        async (credentials) => {
          const { socket, sign } = await begun(credentials);
          vi.advanceTimersByTime(3_600_000);
          socket.write(`${sign({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
        },
        undo,
        50,
      );
      expect(workerOutcome).toEqual({ hasBegun: true, result: { ok: true, value: { changeId: null } } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is the only one: a second connection is refused, and the first continues', async () => {
    const workerOutcome = await runWorker(async (credentials) => {
      const { socket, sign } = await begun(credentials);
      await expect(connectSocket(channelPath(credentials.channel))).rejects.toThrow();
      socket.write(`${sign({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
    });
    expect(workerOutcome).toMatchObject({ hasBegun: true, result: { ok: true } });
  });

  it('takes precedence over strangers who connected before it', async () => {
    const workerOutcome = await runWorker(async (credentials) => {
      const stranger = await plain(credentials);
      const { socket, sign } = await begun(credentials);
      await stranger.closed;
      socket.write(`${sign({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
    });
    expect(workerOutcome).toMatchObject({ hasBegun: true, result: { ok: true } });
  });

  it('cannot repeat a line', async () => {
    const stages: string[] = [];
    const workerOutcome = await runWorker(
      async (credentials) => {
        const { socket, closed, sign } = await begun(credentials);
        const line = sign({ kind: 'stage', report: { stage: 'backing-up', name: null } });
        socket.write(`${line}\n${line}\n`);
        await closed;
      },
      undo,
      5_000,
      (stage) => stages.push(stage),
    );
    expect(workerOutcome).toMatchObject({ hasBegun: true, ...failedWith('cut-off') });
    expect(stages).toEqual(['backing-up']);
  });
});
