import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../contract/ipc/calls';
import type { AppError } from '../../contract/errors/errors';
import { failure } from '../../contract/errors/result';
import { rangePresets } from '../../contract/port-ranges/dynamic-ranges';
import { noTicketOptions } from '../../contract/ticket/ticket';
import { changeLog } from '../../history/change-log';
import { realDisk } from '../../machine/common/disk';
import { must, openOffice, type Office } from './handlers.fixture';

const raise = { requested: [{ name: 'MaxUserPort' as const, value: 65534 }] };

let office: Office;
let handlers: Handlers;

beforeEach(async () => {
  office = await openOffice();
  handlers = office.handlers;
});
afterEach(() => office.close());

const registry = () => readFile(join(office.folder, 'practice', 'windows.json'), 'utf8');

const lastEvent = async (): Promise<unknown> => {
  const { events } = await changeLog(realDisk, office.folder).read();
  return events.at(-1);
};

async function newToken(): Promise<string> {
  const plan = await handlers['plan.create'](raise);
  if (!plan.ok) throw new Error(plan.error.code);
  return plan.value.token;
}

describe('a plan token', () => {
  it('works once', async () => {
    const token = await newToken();
    expect(await handlers['plan.apply']({ token })).toMatchObject({ ok: true });
    expect(await handlers['plan.apply']({ token })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
  });

  it('is used up by a Cancel as well', async () => {
    office.answer = () => Promise.resolve(false);
    const token = await newToken();
    expect(await handlers['plan.apply']({ token })).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
    expect(await handlers['plan.apply']({ token })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
  });

  it('is superseded by the next plan, even by one that fails', async () => {
    const token = await newToken();
    await handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 1 }] });
    const before = await registry();
    expect(await handlers['plan.apply']({ token })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
    expect(await registry()).toBe(before);
  });

  it('is refused when nobody issued it', async () => {
    await newToken();
    const foreign = '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f';
    expect(await handlers['plan.apply']({ token: foreign })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
    expect(await handlers['change.undo']({ id: foreign })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
    expect(await handlers['backup.reveal']({ id: foreign })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
  });
});

describe('changes', () => {
  it('happen one at a time', async () => {
    let decide: (answer: boolean) => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      office.answer = () => {
        resolve();
        return new Promise((done) => (decide = done));
      };
    });
    const first = handlers['plan.apply']({ token: await newToken() });
    await asked;
    expect(office.isChanging()).toBe(true);
    expect(await handlers['backup.create']({})).toEqual({ ok: false, error: { code: 'BUSY' } });
    expect(await handlers['plan.apply']({ token: await newToken() })).toEqual({ ok: false, error: { code: 'BUSY' } });
    decide(true);
    expect(await first).toMatchObject({ ok: true });
    expect(office.isChanging()).toBe(false);
  });

  it('are in the history even when a bug ended them', async () => {
    const { registry: real } = office.practice;
    Object.assign(real, { writeValue: () => Promise.reject(new TypeError('a bug')) });
    await expect(handlers['plan.apply']({ token: await newToken() })).rejects.toThrow('a bug');
    expect(await lastEvent()).toMatchObject({
      kind: 'apply',
      outcome: 'failed',
      errorCode: 'UNEXPECTED',
      changes: [{ name: 'MaxUserPort' }],
    });
    expect(office.isChanging()).toBe(false);
    expect(await handlers['recovery.read']({})).toMatchObject({ value: { record: { state: 'open' } } });
  });

  it('wait until an interrupted one has been settled', async () => {
    await writeFile(
      join(office.folder, 'practice', 'faults.json'),
      JSON.stringify([{ kind: 'hangs', when: 'before' }]),
    );
    const before = await registry();
    void handlers['plan.apply']({ token: await newToken() });
    await expect
      .poll(async () => (await handlers['recovery.read']({})).ok && (await handlers['recovery.read']({})))
      .toMatchObject({
        value: { record: { state: 'open' } },
      });
    await rm(join(office.folder, 'practice', 'faults.json'));
    await office.reopen();
    handlers = office.handlers;
    expect(await handlers['plan.apply']({ token: await newToken() })).toEqual({
      ok: false,
      error: { code: 'RECOVERY_PENDING' },
    });
    expect(await lastEvent()).toMatchObject({
      kind: 'apply',
      outcome: 'refused',
      errorCode: 'RECOVERY_PENDING',
      changes: [{ name: 'MaxUserPort' }],
    });
    const pending = await handlers['recovery.read']({});
    const id = pending.ok ? (pending.value?.record.id ?? '') : '';
    expect(await handlers['recovery.settle']({ id, action: 'restore' })).toMatchObject({ ok: true });
    expect(await registry()).toBe(before);
    expect(await handlers['plan.apply']({ token: await newToken() })).toMatchObject({ ok: true });
  });

  it('are reported as made when only the reading of their effect fails', async () => {
    const token = await newToken();
    const { registry, portRange } = office.practice;
    const denied = failure({ code: 'ACCESS_DENIED', action: 'registry.read', windowsCode: 5 });
    const closed = async () =>
      (await readFile(join(office.folder, 'history-1.jsonl'), 'utf8').catch(() => '')).includes('"applied"');
    const read = registry.readValue.bind(registry);
    vi.spyOn(registry, 'readValue').mockImplementation(async (name) => ((await closed()) ? denied : read(name)));
    const readRange = portRange.read.bind(portRange);
    vi.spyOn(portRange, 'read').mockImplementation(async () => ((await closed()) ? denied : readRange()));
    expect(await handlers['plan.apply']({ token })).toMatchObject({
      ok: true,
      value: { verdict: 'not-known', record: { state: 'applied' } },
    });
  });

  it('are proved after the restart, not before, by the previous range', async () => {
    await handlers['plan.apply']({ token: await newToken() });
    const run = vi.spyOn(office.practice.portProbe, 'run');
    expect(await handlers['change.prove']({})).toMatchObject({
      ok: true,
      value: { verdict: 'waiting-for-restart', proof: { probe: 'waiting-for-restart', reports: [] } },
    });
    expect(run).not.toHaveBeenCalled();
    await handlers['practice.restart']({});
    expect(await handlers['change.verify']({})).toMatchObject({
      ok: true,
      value: { proof: { probe: 'possible', reports: [] } },
    });
    expect(run).not.toHaveBeenCalled();
    const [proved, sameRun] = await Promise.all([handlers['change.prove']({}), handlers['change.prove']({})]);
    expect(proved).toMatchObject({
      ok: true,
      value: {
        verdict: 'took-effect',
        record: { rangesBefore: { ipv4Tcp: { known: true, range: { start: 1025, number: 3976 } } } },
        proof: {
          wasRestarted: true,
          probe: 'done',
          rows: [{ verdict: 'took-effect' }],
          reports: [{ ip: 'ipv4', isSimulated: true, finding: 'new-port' }],
        },
      },
    });
    expect(sameRun).toBe(proved);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('show their effect after the restart, and are undone to absence', async () => {
    const before = JSON.stringify((JSON.parse(await registry()) as { key: unknown }).key);
    const applied = await handlers['plan.apply']({ token: await newToken() });
    expect(applied).toMatchObject({ ok: true, value: { verdict: 'waiting-for-restart' } });
    expect(await handlers['practice.restart']({})).toEqual({ ok: true, value: null });
    const verified = await handlers['change.verify']({});
    expect(verified).toMatchObject({ ok: true, value: { verdict: 'took-effect' } });
    const id = applied.ok ? applied.value.record.id : '';
    const made = await handlers['ticket.make']({ id, options: noTicketOptions });
    const ticket = made.ok ? made.value.text : '';
    expect(ticket).toContain('PRACTICE: ');
    expect(ticket).toContain('MaxUserPort: before not set, after 65534 (0xfffe)');
    expect(ticket).toContain('effective range 1025–65534 (64,510 ports)');
    expect(ticket).toContain(
      'reg.exe delete "HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters" /v MaxUserPort /f',
    );
    office.answer = () => Promise.resolve(false);
    expect(await handlers['change.undo']({ id })).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
    expect(await lastEvent()).toMatchObject({
      kind: 'undo',
      outcome: 'refused',
      errorCode: 'NOT_CONFIRMED',
      changes: [{ name: 'MaxUserPort', after: { present: false } }],
    });
    office.answer = () => Promise.resolve(true);
    expect(await handlers['change.undo']({ id })).toMatchObject({ ok: true, value: { record: { reason: 'undo' } } });
    expect(JSON.stringify((JSON.parse(await registry()) as { key: unknown }).key)).toBe(before);
  });
});

describe('a change without administrator rights', () => {
  const asked: unknown[] = [];

  beforeEach(async () => {
    asked.length = 0;
    office.runInWorker = (request) => {
      asked.push(request);
      return Promise.resolve({ hasBegun: false, result: failure({ code: 'ELEVATION_DECLINED' }) });
    };
    await office.reopen();
    handlers = office.handlers;
    await office.practice.practice?.setWithoutRights(true);
  });

  it('is requested from a worker once the person has confirmed it', async () => {
    const token = await newToken();
    expect(await handlers['plan.apply']({ token })).toEqual({ ok: false, error: { code: 'ELEVATION_DECLINED' } });
    expect(asked).toMatchObject([
      { kind: 'change', reason: 'apply', requested: [{ name: 'MaxUserPort', value: 65534 }], misspelt: [] },
    ]);
    expect(office.stages).toEqual(['reading', 'confirming', 'elevating']);
    expect(await handlers['history.read']({})).toMatchObject({
      value: { entries: [{ event: { kind: 'apply', outcome: 'refused', errorCode: 'ELEVATION_DECLINED' } }] },
    });
  });

  it('records a cut-off worker in the history as a failure, but not one that recorded its end itself', async () => {
    const kinds = async () => {
      const view = await handlers['history.read']({});
      return view.ok ? view.value.entries.map(({ event }) => [event.kind, event.outcome, event.errorCode]) : [];
    };
    const ending = (error: AppError) =>
      (office.runInWorker = () => Promise.resolve({ hasBegun: true, result: failure(error) }));
    ending({ code: 'BUSY' });
    await office.reopen();
    handlers = office.handlers;
    expect(await handlers['plan.apply']({ token: await newToken() })).toEqual({ ok: false, error: { code: 'BUSY' } });
    expect(await kinds()).toEqual([]);
    ending({ code: 'ELEVATION_FAILED', reason: 'cut-off', detail: '' });
    await office.reopen();
    handlers = office.handlers;
    expect(await handlers['plan.apply']({ token: await newToken() })).toMatchObject({ error: { reason: 'cut-off' } });
    expect(await kinds()).toEqual([['apply', 'failed', 'ELEVATION_FAILED']]);
  });

  it('measures against the new range once the worker has set it', async () => {
    await office.practice.practice?.reset('windows11');
    await office.practice.practice?.setWithoutRights(true);
    office.runInWorker = async () => {
      await office.practice.practice?.setWithoutRights(false);
      await office.practice.portRange.write('ipv4Tcp', rangePresets.wide);
      return { hasBegun: true, result: failure({ code: 'BUSY' }) };
    };
    await office.reopen();
    handlers = office.handlers;
    await must(handlers['practice.load']({ load: 'idle' }));
    const plan = await must(
      handlers['plan.create']({ requested: [{ range: 'ipv4Tcp', value: { ...rangePresets.wide } }] }),
    );
    await handlers['plan.apply']({ token: plan.token });
    expect(office.measured.at(-1)).toMatchObject({ kind: 'simulated', ranges: { ipv4Tcp: rangePresets.wide } });
  });

  it('requests no rights after a Cancel', async () => {
    office.answer = () => Promise.resolve(false);
    expect(await handlers['plan.apply']({ token: await newToken() })).toEqual({
      ok: false,
      error: { code: 'NOT_CONFIRMED' },
    });
    expect(asked).toEqual([]);
  });

  it('names a drifted value, and requests no rights', async () => {
    const token = await newToken();
    await writeFile(
      join(office.folder, 'practice', 'faults.json'),
      JSON.stringify([{ kind: 'changed-by-another', name: 'MaxUserPort', value: 6000 }]),
    );
    expect(await handlers['plan.apply']({ token })).toMatchObject({
      ok: false,
      error: { code: 'DRIFTED', drift: [{ name: 'MaxUserPort' }] },
    });
    expect(asked).toEqual([]);
  });

  it('requests no rights for an undo or a settlement of nothing', async () => {
    const id = '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f';
    expect(await handlers['change.undo']({ id })).toEqual({ ok: false, error: { code: 'TOKEN_UNKNOWN' } });
    expect(await handlers['recovery.settle']({ id, action: 'keep' })).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
    expect(asked).toEqual([]);
  });

  it('is refused where no worker is available', async () => {
    office.runInWorker = null;
    await office.reopen();
    const { 'plan.create': plan, 'plan.apply': apply } = office.handlers;
    const made = await plan(raise);
    expect(await apply({ token: made.ok ? made.value.token : '' })).toEqual({
      ok: false,
      error: { code: 'NOT_ELEVATED', action: 'registry.write' },
    });
  });
});
