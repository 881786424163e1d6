import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../contract/ipc/calls';
import { callNames, type CallName } from '../contract/ipc/calls.schema';
import { success } from '../contract/errors/result';
import { callLimits } from './limits';
import { answer, type Sender } from './dispatch';
import type { Log } from '../log/log';

function circle(): unknown {
  const ring: { again?: unknown } = {};
  ring.again = ring;
  return ring;
}

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
}

const token = '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f';
const ownContents = { name: 'our window' };
const ownFrame: Sender = { sender: ownContents, senderFrame: { url: 'app://wizard/index.html', parent: null } };

const calls: [CallName, unknown][] = [];
const incidents: unknown[] = [];
const log: Log = {
  folder: '',
  info: () => undefined,
  warn: () => undefined,
  isKept: () => true,
  incident: (error) => `EPW-${incidents.push(error)}`,
};

function recordingHandlers(): Handlers {
  const handler = (name: CallName) => (input: unknown) => {
    calls.push([name, input]);
    return Promise.resolve(success(null));
  };
  return Object.fromEntries(callNames.map((name) => [name, handler(name)])) as unknown as Handlers;
}

const gateTo = (handlers: Handlers) => ({ handlers, log, ownContents, admit: callLimits() });
const ask = (message: unknown, from: Sender = ownFrame) => answer(gateTo(recordingHandlers()), from, message);
const apply = { name: 'plan.apply', input: { token } };

beforeEach(() => {
  calls.length = 0;
  incidents.length = 0;
});

describe('the gate', () => {
  it('admits a well-formed call from our own window', async () => {
    expect(await ask(apply)).toEqual({ ok: true, value: null });
    expect(calls).toEqual([['plan.apply', { token }]]);
  });

  it.each<[string, Sender]>([
    ['another window', { ...ownFrame, sender: { name: 'other' } }],
    ['a frame inside our window', { ...ownFrame, senderFrame: { url: 'app://wizard/index.html', parent: {} } }],
    ['a frame that is gone', { ...ownFrame, senderFrame: null }],
    ['a page of the web', { ...ownFrame, senderFrame: { url: 'https://wizard/index.html', parent: null } }],
    ['another host of our scheme', { ...ownFrame, senderFrame: { url: 'app://evil/index.html', parent: null } }],
    [
      'a host that only begins like ours',
      { ...ownFrame, senderFrame: { url: 'app://wizard.evil/index.html', parent: null } },
    ],
    ['a file', { ...ownFrame, senderFrame: { url: 'file:///index.html', parent: null } }],
    ['an empty page', { ...ownFrame, senderFrame: { url: 'about:blank', parent: null } }],
    ['no address', { ...ownFrame, senderFrame: { url: '', parent: null } }],
  ])('refuses %s, and never runs the handler', async (_, from) => {
    expect(await ask(apply, from)).toEqual({ ok: false, error: { code: 'INVALID_INPUT', detail: 'sender' } });
    expect(calls).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['no message', undefined],
    ['a text', 'plan.apply'],
    ['an unknown call', { name: 'registry.write', input: {} }],
    ['a call that is a property of every object', { name: 'constructor', input: {} }],
    ['an extra field beside the input', { ...apply, path: 'HKLM' }],
    ['an extra field in the input', { name: 'plan.apply', input: { token, key: 'HKLM' } }],
    ['an extra field where nothing is expected', { name: 'backup.create', input: { file: 'C:\\x' } }],
    ['a missing input', { name: 'plan.apply' }],
    ['a token that is a number', { name: 'plan.apply', input: { token: 7 } }],
    ['a token that is no token', { name: 'plan.apply', input: { token: '../../x' } }],
    [
      'a parameter outside the catalogue',
      { name: 'plan.create', input: { requested: [{ name: 'ImagePath', value: 1 }] } },
    ],
    ['a text for a number', { name: 'plan.create', input: { requested: [{ name: 'MaxUserPort', value: '6000' }] } }],
    ['a fraction', { name: 'plan.create', input: { requested: [{ name: 'MaxUserPort', value: 6000.5 }] } }],
    [
      'a number over REG_DWORD',
      { name: 'plan.create', input: { requested: [{ name: 'MaxUserPort', value: 2 ** 32 + 6000 }] } },
    ],
    ['not a number', { name: 'plan.create', input: { requested: [{ name: 'MaxUserPort', value: NaN }] } }],
    ['no requested value', { name: 'plan.create', input: { requested: [] } }],
    [
      'more requested values than there are',
      { name: 'plan.create', input: { requested: Array(3).fill({ name: 'MaxUserPort', value: 6000 }) } },
    ],
    [
      'a range outside what a port can be',
      { name: 'plan.create', input: { requested: [{ range: 'ipv4Tcp', value: { start: 65536, number: 255 } }] } },
    ],
    [
      'a range of another name',
      { name: 'plan.create', input: { requested: [{ range: 'ipv4', value: { start: 1025, number: 255 } }] } },
    ],
    [
      'a range twice',
      {
        name: 'plan.create',
        input: { requested: Array(2).fill({ range: 'ipv4Tcp', value: { start: 1025, number: 255 } }) },
      },
    ],
    ['an action that does not exist', { name: 'recovery.settle', input: { id: token, action: 'delete' } }],
    ['a huge text for the clipboard', { name: 'clipboard.write', input: { text: 'x'.repeat(100_001) } }],
    ['a prototype as an own field', JSON.parse('{"name":"backup.create","input":{"__proto__":{"note":"x"}}}')],
    ['an object that is not plain', { name: 'machine.describe', input: new Map() }],
    ['a circle', { name: 'machine.describe', input: circle() }],
    ['a list longer than any', { name: 'plan.create', input: { requested: Array(1_000_000).fill(null) } }],
    ['100,000 levels', { name: 'machine.describe', input: nested(100_000) }],
  ])('refuses %s, and never runs the handler', async (_, message) => {
    expect(await ask(message)).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT' } });
    expect(calls).toEqual([]);
  });

  it('counts a message before it looks at it, and refuses one too many unseen', async () => {
    const gate = { ...gateTo(recordingHandlers()), admit: callLimits(() => 0) };
    let looked = 0;
    const message = (name: string) =>
      Object.defineProperty({ name }, 'input', { enumerable: true, get: () => (looked += 1) });
    for (const name of ['machine.describe', 'no such call']) {
      looked = 0;
      for (let count = 0; count < 200; count += 1) await answer(gate, ownFrame, message(name));
      expect(looked, name).toBeGreaterThanOrEqual(200);
      looked = 0;
      expect(await answer(gate, ownFrame, message(name))).toEqual({
        ok: false,
        error: { code: 'INVALID_INPUT', detail: 'too many calls' },
      });
      expect(looked, name).toBe(0);
    }
  });

  it('refuses by name what the preload found too large', async () => {
    const warned: string[] = [];
    const gate = { ...gateTo(recordingHandlers()), log: { ...log, warn: (line: string) => void warned.push(line) } };
    expect(await answer(gate, ownFrame, { name: 'plan.apply', problem: 'too large' })).toMatchObject({ ok: false });
    expect(await answer(gate, ownFrame, { name: null, problem: 'too large' })).toMatchObject({ ok: false });
    expect(await answer(gate, ownFrame, { name: 'plan.apply', problem: 'fine' })).toMatchObject({ ok: false });
    expect(warned.slice(0, 2)).toEqual([
      'refused plan.apply: too large, not sent',
      'refused message: too large, not sent',
    ]);
    expect(calls).toEqual([]);
  });

  it('answers anything with a result, and runs nothing that is not in the contract', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        expect(await ask(message)).toMatchObject({ ok: false });
        expect(calls).toEqual([]);
      }),
    );
  });

  it('runs one call of a kind at a time, and the next one when it has ended', async () => {
    let finish: () => void = () => undefined;
    const waiting = new Promise<void>((done) => (finish = done));
    const gate = gateTo({ ...recordingHandlers(), 'backup.create': () => waiting.then(() => success(null) as never) });
    const first = answer(gate, ownFrame, { name: 'backup.create', input: {} });
    expect(await answer(gate, ownFrame, { name: 'backup.create', input: {} })).toEqual({
      ok: false,
      error: { code: 'INVALID_INPUT', detail: 'too many calls' },
    });
    finish();
    expect(await first).toMatchObject({ ok: true });
    expect(await answer(gate, ownFrame, { name: 'backup.create', input: {} })).toMatchObject({ ok: true });
  });

  it('turns an exception into an incident number, and reveals no details', async () => {
    const bug = new Error('secret detail');
    const handlers: Handlers = { ...recordingHandlers(), 'backup.create': () => Promise.reject(bug) };
    expect(await answer(gateTo(handlers), ownFrame, { name: 'backup.create', input: {} })).toEqual({
      ok: false,
      error: { code: 'UNEXPECTED', incident: 'EPW-1' },
    });
    expect(incidents).toEqual([bug]);
  });
});
