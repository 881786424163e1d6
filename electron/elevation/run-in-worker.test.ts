// The conversation between window and worker over a real channel, with workers that behave and workers that do not.
import { connect, type Socket } from 'node:net';
import { access, stat } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { connectSocket } from '../machine/common/socket-channel';
import { hiring } from './run-in-worker';
import { elevationOf, hello, hire, undo, version } from './run-in-worker.fixture';
import { channelFolder, channelPath, newMeeting, type Meeting } from './credentials';
import { opening, sealing } from './protocol';

const never = () => new Promise<void>(() => undefined);
const failedWith = (reason: string) => ({ result: { ok: false, error: { code: 'ELEVATION_FAILED', reason } } });

/** A worker's end as a plain socket, so that it can say what no worker of ours would. */
async function plain({ channel }: Meeting): Promise<{ socket: Socket; closed: Promise<void> }> {
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
  it('is given the request, and its stages and its result arrive', async () => {
    const stages: string[] = [];
    const hired = await hire(
      async (meeting) => {
        const { socket } = await plain(meeting);
        const seal = sealing(meeting.secret, 'worker');
        const line = nextLine(socket);
        socket.write(`${seal(hello)}\n`);
        expect(opening(meeting.secret, 'window')(await line)).toEqual({ message: { kind: 'request', request: undo } });
        socket.write(`${seal({ kind: 'stage', report: { stage: 'backing-up', name: null } })}\n`);
        socket.write(`${seal({ kind: 'result', result: { ok: true, changeId: undo.id } })}\n`);
      },
      undo,
      5_000,
      (stage) => stages.push(stage),
    );
    expect(hired).toEqual({
      hasBegun: true,
      result: { ok: true, value: { changeId: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' } },
    });
    expect(stages).toEqual(['backing-up']);
  });

  it('meets the window in a place that only this user may enter, and that is gone afterwards', async () => {
    let mode = 0;
    let place = '';
    await hire(async ({ channel }) => {
      place = channelFolder(channel) ?? '';
      mode = (await stat(place)).mode & 0o777;
    });
    expect(mode).toBe(0o700);
    await expect(access(place)).rejects.toThrow(/ENOENT.*ephemeral-port-wizard-/);
  });

  it('is never started from a place that others can change: neither it nor a channel is there', async () => {
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
    const worker = hiring({
      elevation: {
        ...elevationOf(() => Promise.resolve()),
        checkPlace: () => Promise.resolve({ ok: false, error }),
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

  it('has a secret of its own each time', async () => {
    const secrets: string[] = [];
    for (let count = 0; count < 2; count += 1) await hire(({ secret }) => Promise.resolve(void secrets.push(secret)));
    expect(new Set(secrets).size).toBe(2);
    expect(secrets[0]).toHaveLength(64);
  });
});

describe('no work is done', () => {
  it('when the rights are declined', async () => {
    const worker = hiring({
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

  it('when the channel cannot be kept from others', async () => {
    const worker = hiring({
      elevation: { ...elevationOf(never), protectChannel: () => Promise.reject(new Error('access list')) },
      programVersion: version,
      programArguments: [],
      ownerWindow: () => null,
      logRefusal: () => undefined,
    });
    expect(await worker(undo, () => undefined)).toMatchObject({ hasBegun: false, ...failedWith('not-started') });
  });

  it('when the worker never reports: it cannot come in later', async () => {
    let path = '';
    const silent = ({ channel }: Meeting) => {
      path = channelPath(channel);
      return never();
    };
    expect(await hire(silent, undo, 50)).toMatchObject({ hasBegun: false, ...failedWith('no-answer') });
    await expect(connectSocket(path)).rejects.toThrow(/ENOENT/);
  });

  it('when the worker ends before it said anything', async () => {
    expect(await hire(() => Promise.resolve())).toMatchObject({ hasBegun: false, ...failedWith('ended-early') });
  });

  it.each([
    [
      'a line with a wrong code',
      (meeting: Meeting) => sealing(newMeeting().secret, 'worker')(hello).replace(meeting.secret, ''),
    ],
    ['a line without a code', () => JSON.stringify(hello)],
    ['a line of the window sent back', (meeting: Meeting) => sealing(meeting.secret, 'window')(hello)],
    ['nothing but a line end', () => ''],
  ])('for %s', async (_, line) => {
    const told: string[] = [];
    const hired = await hire(async (meeting) => {
      const { socket, closed } = await plain(meeting);
      socket.on('data', (bytes: Buffer) => told.push(bytes.toString('utf8')));
      socket.write(`${line(meeting)}\n`);
      await closed;
    });
    expect(hired).toMatchObject({ hasBegun: false, ...failedWith('wrong-secret') });
    expect(told).toEqual([]);
  });

  it('for a worker of another version', async () => {
    const told: string[] = [];
    const hired = await hire(async (meeting) => {
      const { socket, closed } = await plain(meeting);
      socket.on('data', (bytes: Buffer) => told.push(bytes.toString('utf8')));
      socket.write(`${sealing(meeting.secret, 'worker')({ ...hello, programVersion: '0.9.0' })}\n`);
      await closed;
    });
    expect(hired).toMatchObject({ hasBegun: false, ...failedWith('other-version') });
    expect(told).toEqual([]);
  });

  it.each([
    ['an unknown message', { kind: 'please' }],
    ['a field too many', { ...hello, path: 'C:\\x' }],
    ['a result before the hello', { kind: 'result', result: { ok: true, changeId: null } }],
  ])('for %s', async (_, message) => {
    const hired = await hire(async (meeting) => {
      const { socket, closed } = await plain(meeting);
      socket.write(`${sealing(meeting.secret, 'worker')(message)}\n`);
      await closed;
    });
    expect(hired.hasBegun).toBe(false);
    expect(hired.result).toMatchObject({ ok: false, error: { code: 'ELEVATION_FAILED' } });
  });

  it('for a line without an end', async () => {
    const hired = await hire(async (meeting) => {
      const { socket, closed } = await plain(meeting);
      const piece = Buffer.alloc(1024 * 1024, 'a');
      for (let number = 0; number < 20 && !socket.destroyed; number += 1)
        await new Promise((done) => socket.write(piece, done));
      await closed;
    });
    expect(hired).toMatchObject({ hasBegun: false, ...failedWith('not-understood') });
  });
});

describe('a worker that has begun', () => {
  async function begun(
    meeting: Meeting,
  ): Promise<{ socket: Socket; closed: Promise<void>; seal: (message: unknown) => string }> {
    const { socket, closed } = await plain(meeting);
    const seal = sealing(meeting.secret, 'worker');
    const line = nextLine(socket);
    socket.write(`${seal(hello)}\n`);
    await line;
    return { socket, closed, seal };
  }

  it('is cut off when it dies', async () => {
    const hired = await hire(async (meeting) => {
      const { socket } = await begun(meeting);
      socket.destroy();
    });
    expect(hired).toMatchObject({ hasBegun: true, ...failedWith('cut-off') });
  });

  it('is waited for beyond the time limit', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const hired = await hire(
        async (meeting) => {
          const { socket, seal } = await begun(meeting);
          vi.advanceTimersByTime(3_600_000);
          socket.write(`${seal({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
        },
        undo,
        50,
      );
      expect(hired).toEqual({ hasBegun: true, result: { ok: true, value: { changeId: null } } });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is the only one: a second connection is refused, and the first goes on', async () => {
    const hired = await hire(async (meeting) => {
      const { socket, seal } = await begun(meeting);
      await expect(connectSocket(channelPath(meeting.channel))).rejects.toThrow();
      socket.write(`${seal({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
    });
    expect(hired).toMatchObject({ hasBegun: true, result: { ok: true } });
  });

  it('is preferred to strangers who came before it', async () => {
    const hired = await hire(async (meeting) => {
      const stranger = await plain(meeting);
      const { socket, seal } = await begun(meeting);
      await stranger.closed;
      socket.write(`${seal({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
    });
    expect(hired).toMatchObject({ hasBegun: true, result: { ok: true } });
  });

  it('cannot repeat a line', async () => {
    const stages: string[] = [];
    const hired = await hire(
      async (meeting) => {
        const { socket, closed, seal } = await begun(meeting);
        const line = seal({ kind: 'stage', report: { stage: 'backing-up', name: null } });
        socket.write(`${line}\n${line}\n`);
        await closed;
      },
      undo,
      5_000,
      (stage) => stages.push(stage),
    );
    expect(hired).toMatchObject({ hasBegun: true, ...failedWith('cut-off') });
    expect(stages).toEqual(['backing-up']);
  });
});
