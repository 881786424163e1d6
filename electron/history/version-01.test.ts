import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../contract/history/history-event';
import type { ChangeRecord } from '../contract/history/change-record';
import { absent, dword } from '../contract/registry/stored-value';
import { realDisk } from '../machine/common/disk';
import { changeLog } from './change-log';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;

beforeEach(async () => {
  folder = await testFolder();
});

const open = () => changeLog(realDisk, folder);
const id = (digit: number) => `3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4${digit}`;

function record(digit: number, more: Partial<ChangeRecord> = {}): ChangeRecord {
  const startedAt = `2026-01-0${digit}T10:00:00.000Z`;
  const backup = {
    id: id(digit),
    file: `b${digit}.reg`,
    folder: 'd',
    createdAt: startedAt,
    sizeInBytes: 1,
    sha256: '0'.repeat(64),
    valueCount: 1,
    writtenBy: 'reg.exe',
  } as const;
  return {
    id: id(digit),
    reason: 'apply',
    state: 'applied',
    startedAt,
    endedAt: startedAt,
    changes: [{ name: 'MaxUserPort', before: absent, after: dword(5000 + digit) }],
    backup,
    bootedAt: '2026-01-01T08:00:00.000Z',
    computerName: 'PC',
    userName: 'user',
    programVersion: '0.1.0',
    ...more,
  };
}

function event({ id: changeId, startedAt, changes, backup }: ChangeRecord): HistoryEvent {
  return {
    at: startedAt,
    kind: 'apply',
    outcome: 'done',
    errorCode: null,
    changeId,
    changes: [...changes],
    backup,
    manifestSha256: null,
    computerName: 'PC',
    userName: 'user',
    programVersion: '0.1.0',
  };
}

async function leave(records: readonly ChangeRecord[], events: readonly HistoryEvent[]): Promise<void> {
  await mkdir(join(folder, 'changes'));
  for (const one of records)
    await writeFile(
      join(folder, 'changes', `${one.startedAt.replace(/[:.]/g, '-')}-${one.id}.json`),
      JSON.stringify(one),
    );
  let previous = '0'.repeat(64);
  let text = '';
  for (const [index, one] of events.entries()) {
    const line = JSON.stringify({ number: index + 1, previous, event: one });
    previous = createHash('sha256').update(line).digest('hex');
    text += `${line}\n`;
  }
  await writeFile(join(folder, 'history.jsonl'), text);
}

describe('the history of version 0.1', () => {
  it('is read as it was, in its own order', async () => {
    const records = [record(1, { state: 'undone' }), record(2, { reason: 'undo' }), record(3)];
    await leave(records, records.map(event));
    const reading = await open().read();
    expect(reading.records.map(({ id: one, state }) => [one, state])).toEqual([
      [id(1), 'undone'],
      [id(2), 'applied'],
      [id(3), 'applied'],
    ]);
    expect(reading).toMatchObject({ current: { id: id(3) }, open: [], faults: [], isUncertain: false });
    expect(reading.events.map(({ changeId }) => changeId)).toEqual([id(1), id(2), id(3)]);
  });

  it('is migrated with the first line that is added, and its old files stay', async () => {
    await leave([record(1), record(2, { state: 'open', endedAt: null })], [event(record(1))]);
    const before = await open().read();
    expect(before.open).toMatchObject([{ id: id(2) }]);
    expect(
      await open().append({
        kind: 'change-closed',
        id: id(2),
        state: 'kept',
        at: '2026-01-05T00:00:00.000Z',
        errorCode: null,
      }),
    ).toMatchObject({ ok: true });
    const after = await open().read();
    expect(after.records).toMatchObject([
      { id: id(1), state: 'applied' },
      { id: id(2), state: 'kept' },
    ]);
    expect(after.faults).toEqual([]);
    expect(await readFile(join(folder, 'history.jsonl'), 'utf8')).not.toBe('');
    await rm(join(folder, 'history.jsonl'));
    expect((await open().read()).records).toEqual(after.records);
  });

  it('is migrated completely by the next process when the first died while migrating', async () => {
    const refused = { kind: 'event', event: { ...event(record(1)), changeId: null, outcome: 'refused' } } as const;
    await leave([record(1), record(2)], [event(record(1)), event(record(2))]);
    const before = await open().read();
    await open().append(refused);
    const file = join(folder, 'history-1.jsonl');
    const whole = await readFile(file);
    const ends = [
      0,
      1,
      100,
      whole.indexOf('\n') + 1,
      whole.indexOf('\n') + 200,
      whole.lastIndexOf('\n', whole.length - 2),
    ];
    for (const end of ends) {
      await rm(join(folder, 'history-index.json'), { force: true });
      await writeFile(file, whole.subarray(0, end));
      expect(await open().read()).toEqual(before);
      expect(await open().append(refused)).toMatchObject({ ok: true });
      expect(await readFile(file)).toEqual(whole);
    }
  });

  it('is not migrated again over lines of today', async () => {
    const added = { kind: 'event', event: { ...event(record(1)), changeId: null, outcome: 'refused' } } as const;
    await open().append(added);
    await leave([record(1)], [event(record(1))]);
    await rm(join(folder, 'history-index.json'));
    await open().append(added);
    expect((await open().read()).events).toHaveLength(2);
  });

  it('places a change that is missing from it by its time', async () => {
    const records = [record(1), record(2), record(3)];
    await leave(records, [event(record(1)), event(record(3))]);
    expect((await open().read()).records.map(({ id: one }) => one)).toEqual([id(1), id(2), id(3)]);
  });

  it('reports an entry that cannot be read, before and after the migration, and leaves the last change uncertain', async () => {
    await leave([record(1)], [event(record(1))]);
    await writeFile(join(folder, 'changes', '2026-01-09-x.json'), '{"id":');
    await mkdir(join(folder, 'changes', 'folder.json'));
    const faults = ['2026-01-09-x.json', 'folder.json'].map((name) => ({
      file: `changes/${name}`,
      line: null,
      kind: 'damaged-entry',
    }));
    expect(await open().standing()).toMatchObject({ faults, isUncertain: true, current: { id: id(1) } });
    await open().append({ kind: 'event', event: { ...event(record(1)), changeId: null, outcome: 'refused' } });
    expect(await open().standing()).toMatchObject({ faults, isUncertain: true, current: { id: id(1) } });
    await open().append(
      { kind: 'change-opened', change: record(5, { state: 'open', endedAt: null }) },
      { kind: 'change-closed', id: id(5), state: 'applied', at: '2026-01-06T00:00:00.000Z', errorCode: null },
    );
    expect(await open().standing()).toMatchObject({ faults, isUncertain: false, current: { id: id(5) } });
  });
});
