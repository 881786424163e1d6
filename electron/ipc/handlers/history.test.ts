import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../contract/ipc/calls';
import { dword } from '../../contract/registry/stored-value';
import { changeLog } from '../../history/change-log';
import { realDisk } from '../../machine/common/disk';
import { must, openOffice, type Office } from './handlers.fixture';

let office: Office;
let handlers: Handlers;

beforeEach(async () => {
  office = await openOffice();
  handlers = office.handlers;
});
afterEach(() => office.close());

describe('the history', () => {
  it('contains every change, refusal and failure, and what can be undone', async () => {
    const plan = async (port: number) =>
      (await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: port }] }))).token;
    await must(handlers['plan.apply']({ token: await plan(6000) }));
    office.answer = () => Promise.resolve(false);
    await handlers['plan.apply']({ token: await plan(7000) });
    office.answer = () => Promise.resolve(true);
    await writeFile(join(office.folder, 'practice', 'faults.json'), JSON.stringify([{ kind: 'access-denied' }]));
    await handlers['plan.apply']({ token: await plan(8000) });
    await rm(join(office.folder, 'practice', 'faults.json'));
    const kinds = async () =>
      (await must(handlers['history.read']({}))).entries
        .filter(({ event }) => event.kind !== 'backup')
        .map(({ event, undo }) => [event.kind, event.outcome, event.errorCode, undo]);
    expect(await kinds()).toEqual([
      ['apply', 'failed', 'CHANGE_FAILED', 'none'],
      ['apply', 'refused', 'NOT_CONFIRMED', 'none'],
      ['apply', 'done', null, 'possible'],
    ]);
    const [failed, refused] = (await must(handlers['history.read']({}))).entries.filter(
      ({ event }) => event.kind !== 'backup',
    );
    expect(failed?.event.changes).toMatchObject([{ name: 'MaxUserPort', before: dword(6000), after: dword(8000) }]);
    expect(refused?.event.changes).toMatchObject([{ name: 'MaxUserPort', before: dword(6000), after: dword(7000) }]);
    await must(handlers['plan.apply']({ token: await plan(9000) }));
    expect((await kinds()).map((entry) => entry[3])).toEqual(['possible', 'none', 'none', 'changed-since']);
  });

  it('tells which change waits for the restart, and no longer after it', async () => {
    const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 65534 }] }));
    await must(handlers['plan.apply']({ token: plan.token }));
    const waiting = async () =>
      (await must(handlers['history.read']({}))).entries
        .filter(({ event }) => event.kind === 'apply')
        .map(({ undo, isWaiting }) => [undo, isWaiting]);
    expect(await waiting()).toEqual([['possible', true]]);
    await office.practice.practice?.restart();
    expect(await waiting()).toEqual([['possible', false]]);
  });

  it('undoes changes one after the other, latest first', async () => {
    const ids: string[] = [];
    for (const port of [6000, 7000]) {
      const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: port }] }));
      ids.push((await must(handlers['plan.apply']({ token: plan.token }))).record.id);
    }
    expect(await handlers['change.undo']({ id: ids[0] ?? '' })).toMatchObject({
      ok: false,
      error: { code: 'DRIFTED' },
    });
    await must(handlers['change.undo']({ id: ids[1] ?? '' }));
    await must(handlers['change.undo']({ id: ids[0] ?? '' }));
    expect(await must(office.practice.registry.readValue('MaxUserPort'))).toBeNull();
  });

  it('is read in parts, which follow each other without a gap while something is added', async () => {
    const at = '2026-01-02T03:04:05.000Z';
    const refusal = {
      kind: 'event',
      event: {
        at,
        kind: 'apply',
        outcome: 'refused',
        errorCode: 'NOT_CONFIRMED',
        changeId: null,
        changes: [],
        backup: null,
        manifestSha256: null,
        computerName: 'PC',
        userName: 'anna',
        programVersion: '1.0.0',
      },
    } as const;
    await must(changeLog(realDisk, office.folder).append(...Array.from({ length: 600 }, () => refusal)));
    const first = await must(handlers['history.read']({}));
    await must(handlers['backup.create']({}));
    const positions = first.entries.map(({ position }) => position);
    for (let { isLast } = first; !isLast;) {
      const page = await must(handlers['history.read']({ before: positions.at(-1) ?? 0 }));
      positions.push(...page.entries.map(({ position }) => position));
      ({ isLast } = page);
    }
    expect(positions).toEqual(Array.from({ length: 600 }, (_, index) => 600 - index));
    // The line before it says that the backup was begun.
    expect((await must(handlers['history.read']({}))).entries[0]).toMatchObject({
      position: 602,
      event: { kind: 'backup' },
    });
  });

  it('is exported as a table and as JSON', async () => {
    const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 65534 }] }));
    await must(handlers['plan.apply']({ token: plan.token }));
    office.chosenFile = join(office.folder, 'history.csv');
    await must(handlers['history.export']({ format: 'csv' }));
    const csv = await readFile(office.chosenFile, 'utf8');
    expect(csv.split('\r\n')[2]).toMatch(/^[^,]+,apply,done,,PRACTICE-PC,trainee,MaxUserPort,not set,65534,/);
    office.chosenFile = join(office.folder, 'history.json');
    await must(handlers['history.export']({ format: 'json' }));
    expect(JSON.parse(await readFile(office.chosenFile, 'utf8'))).toMatchObject([
      { kind: 'backup' },
      { kind: 'apply' },
    ]);
  });

  it('reports a damaged line, and blocks nothing because of it', async () => {
    const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 6000 }] }));
    await must(handlers['plan.apply']({ token: plan.token }));
    const file = join(office.folder, 'history-1.jsonl');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('PRACTICE-PC', 'PRACTICE-PD'));
    const line = text.split('\n').findIndex((one) => one.includes('PRACTICE-PC')) + 1;
    const faults = [{ file: 'history-1.jsonl', line, kind: 'altered' }] as const;
    expect(await must(handlers['history.read']({}))).toMatchObject({ faults });
    expect(await must(handlers['history.check']({}))).toMatchObject({ faults });
    expect(await handlers['change.verify']({})).toMatchObject({ ok: true });
  });
});
