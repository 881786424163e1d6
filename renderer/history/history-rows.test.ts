import { describe, expect, it } from 'vitest';
import { foundHistory, historyRows } from './history-rows';
import type { HistoryEvent } from '../../electron/contract/history/history-event';
import type { HistoryEntry } from '../../electron/contract/history/history-view';
import { absent, dword } from '../../electron/contract/registry/stored-value';

const at = '2026-01-02T03:04:05.000Z';

function entry(event: Partial<HistoryEvent>, other: Partial<HistoryEntry> = {}): HistoryEntry {
  return {
    event: {
      at,
      kind: 'apply',
      outcome: 'done',
      errorCode: null,
      changeId: null,
      changes: [{ name: 'MaxUserPort', before: absent, after: dword(65534) }],
      backup: null,
      manifestSha256: null,
      computerName: 'PC-1',
      userName: 'anna',
      programVersion: '1.0.0',
      ...event,
    },
    position: 1,
    undo: 'none',
    isWaiting: false,
    inTheWay: [],
    reverses: null,
    hasTicket: true,
    ...other,
  };
}

const backup = entry({ kind: 'backup', changes: [] });
const change = entry({ changeId: 'one' }, { undo: 'undone' });
const undo = entry({ kind: 'undo', changeId: 'two' }, { reverses: 'one', undo: 'possible' });
const state = (one: HistoryEntry) => historyRows([one], 'all')[0]?.state;

describe('rows of the history', () => {
  it('are one for a change that was undone, with the undo in it', () => {
    const rows = historyRows([undo, change, backup], 'changes');
    expect(rows).toMatchObject([{ entry: change, state: 'undone', undoneBy: undo }]);
  });

  it('keep an undo whose change is not there, and one that failed', () => {
    const failed = entry({ kind: 'undo', changeId: 'two', outcome: 'failed' }, { reverses: 'one' });
    expect(historyRows([undo], 'changes').map((row) => row.entry)).toEqual([undo]);
    expect(historyRows([failed, change], 'changes').map((row) => row.entry)).toEqual([failed, change]);
  });

  it('are backups alone, or everything, with another filter', () => {
    const deleted = entry({ kind: 'backup-deleted' });
    const all = [deleted, undo, change, backup];
    expect(historyRows(all, 'backups').map((row) => row.entry)).toEqual([deleted, backup]);
    expect(historyRows(all, 'all').map((row) => row.entry)).toEqual(all);
  });

  it('have keys that stay when something is added', () => {
    const entries = [entry({}, { position: 3 }), entry({}, { position: 2 })];
    expect(historyRows(entries, 'all').map(({ key }) => key)).toEqual(['3', '2']);
  });

  it.each([
    ['active', entry({}, { undo: 'possible' })],
    ['waiting', entry({}, { undo: 'possible', isWaiting: true })],
    ['changed-since', entry({}, { undo: 'changed-since' })],
    ['undone', entry({}, { undo: 'undone' })],
    ['done', backup],
    ['done', undo],
    ['canceled', entry({ outcome: 'refused', errorCode: 'NOT_CONFIRMED' })],
    ['canceled', entry({ outcome: 'refused', errorCode: 'ELEVATION_DECLINED' })],
    ['blocked', entry({ outcome: 'refused', errorCode: 'DRIFTED' })],
    ['failed', entry({ outcome: 'failed', errorCode: 'CHANGE_FAILED' })],
    ['open', entry({ outcome: 'open' })],
  ])('are in the state %s', (expected, one) => {
    expect(state(one)).toBe(expected);
  });

  it.each([
    ['a setting', 'maxuser'],
    ['the ticket number', 'inc0042'],
    ['the user', 'ANNA'],
    ['who confirmed it', 'berta'],
    ['the computer', 'pc-1'],
  ])('are found by %s', (_, search) => {
    const rows = historyRows([entry({ ticketNumber: 'INC0042', confirmedBy: 'Berta' })], 'all');
    expect(foundHistory(rows, search)).toEqual(rows);
    expect(foundHistory(rows, 'nobody')).toEqual([]);
  });
});
