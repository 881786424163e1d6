// The conversation between window and worker over a real channel, with workers that behave and workers that do not.
import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rangeTitles } from '../../contract/change';
import { dword } from '../../contract/stored-value';
import { realDisk } from '../../machine/disk';
import type { Elevation, Machine } from '../../machine/machine';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import { connectSocket } from '../../machine/socket-channel';
import { hiring, type Hired } from './hire';
import { channelFolder, channelPath, meetingArgument, newMeeting, readMeeting, type Meeting } from './place';
import { opening, protocolVersion, sealing } from './protocol';
import { fingerprint, type WorkerRequest } from './request';
import { serve } from './worker';
import { readWorkerInvocation } from './worker-arguments';

const version = '1.0.0';
let folder: string;
let asked: Meeting[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-unit-'));
  asked = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What the started process does; it is given the meeting as its argument names it. */
type Play = (meeting: Meeting) => Promise<void>;

function elevationOf(play: Play): Elevation {
  return {
    start(args) {
      const meeting = readMeeting(args.at(-1) ?? '');
      if (!meeting) return Promise.resolve({ kind: 'not-started', detail: 'no meeting' });
      asked.push(meeting);
      return Promise.resolve({ kind: 'started', ended: play(meeting) });
    },
    protectChannel: () => Promise.resolve(),
    openChannel: connectSocket,
  };
}

const never = () => new Promise<void>(() => undefined);

function hire(play: Play, request: WorkerRequest = undo, patienceMs = 5_000, onStage: (stage: string) => void = () => undefined): Promise<Hired> {
  const worker = hiring({
    elevation: elevationOf(play), programVersion: version, programArguments: [], ownerWindow: () => null, logRefusal: () => undefined, patienceMs,
  });
  return worker(request, ({ stage }) => onStage(stage));
}

const undo = { kind: 'undo', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' } as const;
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

const hello = { kind: 'hello', protocol: protocolVersion, programVersion: version } as const;

describe('a worker that behaves', () => {
  it('is given the request, and its stages and its result arrive', async () => {
    const stages: string[] = [];
    const hired = await hire(async (meeting) => {
      const { socket } = await plain(meeting);
      const seal = sealing(meeting.secret, 'worker');
      const line = nextLine(socket);
      socket.write(`${seal(hello)}\n`);
      expect(opening(meeting.secret, 'window')(await line)).toEqual({ message: { kind: 'request', request: undo } });
      socket.write(`${seal({ kind: 'stage', report: { stage: 'backing-up', name: null } })}\n`);
      socket.write(`${seal({ kind: 'result', result: { ok: true, changeId: undo.id } })}\n`);
    }, undo, 5_000, (stage) => stages.push(stage));
    expect(hired).toEqual({ hasBegun: true, result: { ok: true, value: { changeId: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' } } });
    expect(stages).toEqual(['backing-up']);
  });

  it('meets the window in a place that only this user may enter, and that is gone afterwards', async () => {
    let mode = 0;
    await hire(async ({ channel }) => {
      const place = channelFolder(channel);
      if (place !== null) mode = (await stat(place)).mode & 0o777;
    });
    expect(mode).toBe(0o700);
    const place = channelFolder(asked[0]?.channel ?? '') ?? '';
    await expect(access(place)).rejects.toThrow('ENOENT');
  });

  it('has a secret of its own each time', async () => {
    await hire(() => Promise.resolve());
    await hire(() => Promise.resolve());
    expect(new Set(asked.map(({ secret }) => secret)).size).toBe(2);
    expect(asked[0]?.secret).toHaveLength(64);
  });
});

describe('no work is done', () => {
  it('when the rights are declined', async () => {
    const worker = hiring({
      elevation: { ...elevationOf(never), start: () => Promise.resolve({ kind: 'declined' }) },
      programVersion: version, programArguments: [], ownerWindow: () => null, logRefusal: () => undefined,
    });
    expect(await worker(undo, () => undefined)).toEqual({ hasBegun: false, result: { ok: false, error: { code: 'ELEVATION_DECLINED' } } });
  });

  it('when the channel cannot be kept from others', async () => {
    const worker = hiring({
      elevation: { ...elevationOf(never), protectChannel: () => Promise.reject(new Error('access list')) },
      programVersion: version, programArguments: [], ownerWindow: () => null, logRefusal: () => undefined,
    });
    expect(await worker(undo, () => undefined)).toMatchObject({ hasBegun: false, ...failedWith('not-started') });
  });

  it('when the worker never reports: it cannot come in later', async () => {
    expect(await hire(never, undo, 50)).toMatchObject({ hasBegun: false, ...failedWith('no-answer') });
    const meeting = asked[0] ?? newMeeting();
    await expect(connectSocket(channelPath(meeting.channel))).rejects.toThrow();
  });

  it('when the worker ends before it said anything', async () => {
    expect(await hire(() => Promise.resolve())).toMatchObject({ hasBegun: false, ...failedWith('ended-early') });
  });

  it.each([
    ['a line with a wrong code', (meeting: Meeting) => sealing(newMeeting().secret, 'worker')(hello).replace(meeting.secret, '')],
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
      for (let number = 0; number < 20 && !socket.destroyed; number += 1) await new Promise((done) => socket.write(piece, done));
      await closed;
    });
    expect(hired).toMatchObject({ hasBegun: false, ...failedWith('not-understood') });
  });
});

describe('a worker that has begun', () => {
  async function begun(meeting: Meeting): Promise<{ socket: Socket; closed: Promise<void>; seal: (message: unknown) => string }> {
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
      const hired = await hire(async (meeting) => {
        const { socket, seal } = await begun(meeting);
        vi.advanceTimersByTime(3_600_000);
        socket.write(`${seal({ kind: 'result', result: { ok: true, changeId: null } })}\n`);
      }, undo, 50);
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
    const hired = await hire(async (meeting) => {
      const { socket, closed, seal } = await begun(meeting);
      const line = seal({ kind: 'stage', report: { stage: 'backing-up', name: null } });
      socket.write(`${line}\n${line}\n`);
      await closed;
    }, undo, 5_000, (stage) => stages.push(stage));
    expect(hired).toMatchObject({ hasBegun: true, ...failedWith('cut-off') });
    expect(stages).toEqual(['backing-up']);
  });
});

describe('the worker itself', () => {
  const raise: WorkerRequest = {
    kind: 'change', reason: 'apply', misspelt: [],
    wanted: [{ name: 'MaxUserPort', value: 65534 }],
    shown: fingerprint([{ name: 'MaxUserPort', before: { present: false }, after: dword(65534) }]),
  };
  const registry = () => readFile(join(folder, 'windows.json'), 'utf8');
  const practice = (): Promise<Machine> => openPracticeMachine(folder, realDisk, unmeasuredComputer, true);
  const served = (request: WorkerRequest) => hire(async (meeting) => {
    await serve(await practice(), meeting, version);
  }, request);

  beforeEach(async () => {
    const window = await openPracticeMachine(folder, realDisk, unmeasuredComputer);
    await window.practice?.setWithoutRights(true);
  });

  it('carries the request out, and names the change', async () => {
    const hired = await served(raise);
    expect(hired).toMatchObject({ hasBegun: true, result: { ok: true } });
    expect(await registry()).toContain('"feff0000"');
  });

  it('deletes a value that it finds misspelt itself', async () => {
    await (await practice()).registry.writeValue({ name: 'TcpTimeWaitDelay', type: 4, data: Uint8Array.of(30, 0, 0, 0) });
    const shown = fingerprint([{ name: 'TcpTimeWaitDelay', before: dword(30), after: { present: false } }]);
    expect(await served({ ...raise, wanted: [], misspelt: ['TcpTimeWaitDelay'], shown })).toMatchObject({ result: { ok: true } });
    expect(await registry()).not.toContain('TcpTimeWaitDelay');
  });

  it('sets a port range', async () => {
    await (await practice()).practice?.reset('windows11');
    const value = { start: 10000, number: 55535 };
    const change = { name: rangeTitles.ipv4Tcp, range: 'ipv4Tcp', before: { start: 49152, number: 16384 }, after: value } as const;
    expect(await served({ ...raise, wanted: [{ range: 'ipv4Tcp', value }], shown: fingerprint([change]) })).toMatchObject({ result: { ok: true } });
    expect(await (await practice()).portRange.read()).toMatchObject({ value: { ipv4Tcp: { range: value } } });
  });

  it('restores a sealed backup of the machine folder that it finds by its hash, and none that was changed', async () => {
    await served(raise);
    const folderOfBackups = join(folder, 'machine', 'backups');
    const [name = ''] = (await readdir(folderOfBackups)).filter((one) => one.endsWith('.reg'));
    const bytes = await readFile(join(folderOfBackups, name));
    const shown = fingerprint([{ name: 'MaxUserPort', before: dword(65534), after: { present: false } }]);
    const restore: WorkerRequest = { kind: 'restore', backup: createHash('sha256').update(bytes).digest('hex'), names: ['MaxUserPort'], shown };
    await writeFile(join(folderOfBackups, name), Buffer.concat([bytes, Buffer.from(' ')]));
    expect(await served(restore)).toMatchObject({ result: { error: { code: 'START_AS_ADMINISTRATOR' } } });
    expect(await registry()).toContain('"feff0000"');
    await writeFile(join(folderOfBackups, name), bytes);
    expect(await served(restore)).toMatchObject({ result: { ok: true } });
    expect(await registry()).not.toContain('"feff0000"');
  });

  it('refuses when its own plan is not the one that was shown', async () => {
    const before = await registry();
    const shown = fingerprint([{ name: 'MaxUserPort', before: dword(5000), after: dword(65534) }]);
    expect(await served({ ...raise, shown })).toMatchObject({ result: { error: { code: 'DRIFTED' } } });
    expect(await registry()).toBe(before);
  });

  it('puts a change that was cut off back only over the values that the person confirmed', async () => {
    const made = await served(raise);
    const id = made.result.ok ? (made.result.value.changeId ?? '') : '';
    const entries = join(folder, 'machine', 'changes');
    const [entry = ''] = await readdir(entries);
    const text = await readFile(join(entries, entry), 'utf8');
    await writeFile(join(entries, entry), text.replace('"state": "applied"', '"state": "open"'));
    // While Windows asks for administrator rights, another program writes 7000.
    const seen = [{ name: 'MaxUserPort', before: dword(65534), after: { present: false } }] as const;
    await (await practice()).registry.writeValue({ name: 'MaxUserPort', type: 4, data: Uint8Array.of(0x58, 0x1b, 0, 0) });
    const settle: WorkerRequest = { kind: 'settle', id, action: 'restore', shown: fingerprint(seen) };
    expect(await served(settle)).toMatchObject({ hasBegun: true, result: { error: { code: 'DRIFTED' } } });
    expect(await registry()).toContain('"581b0000"');
    expect(await served({ ...settle, shown: fingerprint([{ ...seen[0], before: dword(7000) }]) })).toMatchObject({ result: { ok: true } });
    expect(await registry()).not.toContain('"581b0000"');
  });

  it('refuses a number outside of what Windows accepts', async () => {
    const before = await registry();
    const wanted = [{ name: 'MaxUserPort', value: 70000 }] as const;
    expect(await served({ ...raise, wanted: [...wanted] })).toMatchObject({ result: { error: { code: 'OUT_OF_RANGE' } } });
    expect(await registry()).toBe(before);
  });

  it.each([
    ['a value of the key that is not misspelt', { ...raise, wanted: [], misspelt: ['Domain'] }, 'START_AS_ADMINISTRATOR'],
    ['a backup that it cannot find', { kind: 'restore', backup: 'a'.repeat(64), names: ['MaxUserPort'], shown: raise.shown }, 'START_AS_ADMINISTRATOR'],
    ['a change that nobody made', undo, 'TOKEN_UNKNOWN'],
    ['a change that was not cut off', { kind: 'settle', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f', action: 'restore', shown: raise.shown }, 'TOKEN_UNKNOWN'],
    ['a backup that is not there', { kind: 'delete-backup', id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' }, 'TOKEN_UNKNOWN'],
  ] as const)('refuses %s', async (_, request, code) => {
    const before = await registry();
    expect(await served(request as WorkerRequest)).toMatchObject({ hasBegun: true, result: { ok: false, error: { code } } });
    expect(await registry()).toBe(before);
  });

  it.each([
    ['a path', { ...raise, path: 'C:\\x' }],
    ['another name', { ...raise, wanted: [{ name: 'Domain', value: 1 }] }],
    ['data of a value', { ...raise, wanted: [{ name: 'MaxUserPort', value: 1, hex: '00' }] }],
    ['a command', { kind: 'run', command: 'cmd.exe' }],
  ])('refuses a request with %s', async (_, request) => {
    const before = await registry();
    expect(await served(request as unknown as WorkerRequest)).toMatchObject({ result: { error: { code: 'INVALID_INPUT' } } });
    expect(await registry()).toBe(before);
  });

  it('does nothing for a window that does not know the secret', async () => {
    const before = await registry();
    let isServed = true;
    await hire(async (meeting) => {
      isServed = await serve(await practice(), { ...meeting, secret: newMeeting().secret }, version);
    }, raise);
    expect(isServed).toBe(false);
    expect(await registry()).toBe(before);
  });

  it('says who made the change in the history of the machine folder, and keeps its backup there', async () => {
    await served(raise);
    const history = await readFile(join(folder, 'machine', 'history.jsonl'), 'utf8');
    expect(history).toContain('"kind":"apply","outcome":"done"');
    expect(history).toContain(join('machine', 'backups'));
  });

  it('puts everything back when Windows refuses the write', async () => {
    await writeFile(join(folder, 'faults.json'), JSON.stringify([{ kind: 'access-denied' }]));
    expect(await served(raise)).toMatchObject({ result: { error: { code: 'CHANGE_FAILED', left: [] } } });
  });
});

describe('the arguments of a worker', () => {
  const asked = meetingArgument(newMeeting());

  it('are the meeting alone on Windows', () => {
    expect(readWorkerInvocation([], true)).toEqual({ kind: 'none' });
    expect(readWorkerInvocation([asked], true)).toMatchObject({ kind: 'worker', userData: null });
    for (const more of ['--user-data-dir=C:\\x', '--no-sandbox', '--gpu-launcher=cmd.exe', '/practice', 'apply', asked]) {
      expect(readWorkerInvocation([asked, more], true), more).toEqual({ kind: 'refused' });
    }
    expect(readWorkerInvocation(['--elevated-worker=x'], true)).toEqual({ kind: 'refused' });
  });

  it('may name the folder of the practice machine', () => {
    expect(readWorkerInvocation(['--practice', '--no-sandbox', '--user-data-dir=/x', asked], false)).toMatchObject({ kind: 'worker', userData: '/x' });
    expect(readWorkerInvocation(['--practice', '--user-data-dir=C:\\x', asked], true)).toMatchObject({ kind: 'worker', userData: 'C:\\x' });
    for (const more of ['--inspect', '--js-flags=--x', 'status', '--user-data-dir=/y']) {
      expect(readWorkerInvocation(['--practice', '--user-data-dir=/x', asked, more], false), more).toEqual({ kind: 'refused' });
    }
  });

  it('names a meeting and nothing else', () => {
    const meeting = newMeeting();
    expect(readMeeting(meetingArgument(meeting))).toEqual(meeting);
    for (const text of ['--elevated-worker', '--elevated-worker=', '--elevated-worker=x.y', `${meetingArgument(meeting)}0`, `${meetingArgument(meeting)} --x`,
      '--elevated-worker=\\\\server\\pipe\\x.0', meetingArgument(meeting).replace('=', ' ')]) {
      expect(readMeeting(text)).toBeNull();
    }
  });
});
