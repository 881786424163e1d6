// What is searched, and in which order the list stands.
import { describe, expect, it } from 'vitest';
import { newestFirst, orderAfterClick, orderedBackups } from './backup-order';
import type { BackupListing } from '../../electron/contract/backup/backup-list';

function listing(id: string, createdAt: string, more: Partial<BackupListing> = {}): BackupListing {
  return {
    backup: {
      id,
      file: `/backups/${id}.reg`,
      folder: '/backups',
      createdAt,
      sizeInBytes: 10,
      sha256: '',
      valueCount: 1,
      writtenBy: 'own-codec',
    },
    reason: 'manual',
    note: '',
    computerName: 'PC-1',
    userName: 'anna',
    integrity: 'intact',
    place: 'own',
    isOfThisComputer: true,
    isNeededForUndo: false,
    ...more,
  };
}

const old = listing('old', '2026-01-01T00:00:00.000Z', { note: 'Before the Update', userName: 'zoe' });
const recent = listing('recent', '2026-02-01T00:00:00.000Z', { computerName: 'SERVER' });

describe('the backup list', () => {
  it('is in the order of the history whatever the times say, and reverses with a click on the same column', () => {
    expect(orderedBackups([recent, old], '', newestFirst)).toEqual([recent, old]);
    expect(orderedBackups([recent, old], '', orderAfterClick(newestFirst, 'taken'))).toEqual([old, recent]);
  });

  it('sorts by another column, and keeps newest first among equals', () => {
    expect(orderedBackups([recent, old], '', orderAfterClick(newestFirst, 'user'))).toEqual([recent, old]);
    expect(orderedBackups([recent, old], '', orderAfterClick(newestFirst, 'seal'))).toEqual([recent, old]);
  });

  it('finds file, note, user and computer, regardless of case', () => {
    for (const [text, found] of [
      ['OLD.reg', old],
      ['update', old],
      ['Zoe', old],
      ['server', recent],
    ] as const) {
      expect(orderedBackups([old, recent], text, newestFirst), text).toEqual([found]);
    }
    expect(orderedBackups([old, recent], 'nowhere', newestFirst)).toEqual([]);
  });
});
