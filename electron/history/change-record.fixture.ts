// The record of a change, for tests that are about one part of it.
import type { ChangeRecord } from '../contract/history/change-record';
import { absent, dword } from '../contract/registry/stored-value';

const at = '2026-01-02T10:00:00.000Z';

/** A change of MaxUserPort that was applied, except for what `own` says. */
export function changeRecord(own: Partial<ChangeRecord> = {}): ChangeRecord {
  return {
    id: 'id',
    reason: 'apply',
    state: 'applied',
    startedAt: at,
    endedAt: at,
    changes: [{ name: 'MaxUserPort', before: absent, after: dword(65534) }],
    bootedAt: at,
    computerName: 'PC',
    userName: 'user',
    programVersion: '1.0.0',
    backup: {
      id: 'b',
      file: 'D:\\backups\\b.reg',
      folder: 'D:\\backups',
      createdAt: at,
      sizeInBytes: 1,
      sha256: '0',
      valueCount: 1,
      writtenBy: 'reg.exe',
    },
    ...own,
  };
}
