import { describe, expect, it } from 'vitest';
import type { ChangeRecord } from '../contract/history/change-record';
import { changeRecord } from './change-record.fixture';
import { fold } from './fold';
import type { LogEntry } from './log-line';

const at = '2026-01-02T03:04:05.000Z';
const { backup } = changeRecord();
const opened = (id: string, reason: ChangeRecord['reason'] = 'apply', reverses?: string): LogEntry => ({
  kind: 'change-opened',
  change: changeRecord({ id, reason, reverses, state: 'open', endedAt: null }),
});
const closed = (id: string): LogEntry => ({ kind: 'change-closed', id, state: 'applied', at, errorCode: null });
const ids = (records: readonly ChangeRecord[]) => records.map(({ id }) => id);

describe('a change whose end cannot be read', () => {
  it('is open while nothing came after it', () => {
    expect(ids(fold([opened('a')]).open)).toEqual(['a']);
  });

  it('is not undone over a change that was begun after it', () => {
    expect(fold([opened('a'), opened('b'), closed('b')])).toMatchObject({
      open: [],
      current: { id: 'b' },
      latest: { id: 'b' },
    });
    expect(ids(fold([opened('b')], fold([opened('a')])).open)).toEqual(['b']);
  });

  it('stays open under the way back that was begun from it', () => {
    expect(ids(fold([opened('a'), opened('r', 'recovery', 'a')]).open)).toEqual(['a', 'r']);
  });

  it('stays open where the clocks of version 0.1 placed others after it', () => {
    expect(ids(fold([opened('a'), opened('b'), closed('b'), { kind: 'imported', faults: [] }]).open)).toEqual(['a']);
  });
});

describe('a backup that was begun or deleted', () => {
  const event = (kind: 'backup' | 'backup-deleted', id: string): LogEntry => ({
    kind: 'event',
    event: {
      at,
      kind,
      outcome: 'done',
      errorCode: null,
      changeId: null,
      changes: [],
      backup: { ...backup, id },
      manifestSha256: null,
      computerName: 'PC',
      userName: 'user',
      programVersion: '1.0.0',
    },
  });
  const left = (...entries: LogEntry[]) => fold(entries).unfinished;

  it('may have left files until they are known to be gone', () => {
    expect(left({ kind: 'backup-begun', id: '1', file: 'b.reg' })).toEqual([{ id: '1', file: 'b.reg' }]);
    expect(left(event('backup', '1'), event('backup-deleted', '1'))).toEqual([{ id: '1', file: 'b.reg' }]);
    expect(left(event('backup', '1'), event('backup-deleted', '1'), { kind: 'backup-dropped', id: '1' })).toEqual([]);
  });

  it('has left none where a later one took its name', () => {
    expect(left(event('backup', '1'), event('backup-deleted', '1'), event('backup', '2'))).toEqual([]);
    expect(
      left(event('backup', '1'), event('backup-deleted', '1'), { kind: 'backup-begun', id: '2', file: 'b.reg' }),
    ).toEqual([{ id: '2', file: 'b.reg' }]);
  });
});
