import { describe, expect, it } from 'vitest';
import { backupRows, foundRows } from './backup-rows';
import type { BackupListing } from '../../electron/contract/backup/backup-list';

type Change = NonNullable<BackupListing['change']>;

function listing(id: string, other: Partial<BackupListing> & { readonly sha256?: string } = {}): BackupListing {
  const { sha256 = 'a', ...rest } = other;
  return {
    backup: {
      id,
      file: `C:\\backups\\${id}.reg`,
      folder: 'C:\\backups',
      createdAt: '2026-01-02T03:04:05.000Z',
      sizeInBytes: 1,
      sha256,
      valueCount: 1,
      writtenBy: 'reg.exe',
    },
    reason: rest.change ? 'before-change' : 'manual',
    note: '',
    change: null,
    computerName: 'PC-1',
    userName: 'anna',
    integrity: 'intact',
    isOfThisComputer: true,
    place: 'machine',
    isNeededForUndo: false,
    ...rest,
  };
}

const change: Change = { id: 'c', reason: 'apply', names: ['MaxUserPort'], ticketNumber: 'INC0042' };
const shape = (backups: readonly BackupListing[]) =>
  backupRows(backups).map((row) => [row.listing.backup.id, ...row.same.map(({ backup }) => backup.id)]);

describe('rows of backups', () => {
  it('are one for a change with the equal backup that the wizard took before it', () => {
    expect(shape([listing('change', { change }), listing('wizard'), listing('older', { change })])).toEqual([
      ['change', 'wizard'],
      ['older'],
    ]);
  });

  it.each([
    ['holds something else', { sha256: 'b' }],
    ['has a note of its own', { note: 'before the new VPN' }],
    ['was changed', { integrity: 'reg-changed' }],
    ['is of another computer', { computerName: 'PC-2' }],
    ['belongs to another change', { change }],
  ] as const)('are two where the older one %s', (_, other) => {
    expect(shape([listing('change', { change }), listing('other', other)])).toEqual([['change'], ['other']]);
  });

  it('are two where both were created by hand, or the newer one was changed', () => {
    expect(shape([listing('newer'), listing('older')])).toEqual([['newer'], ['older']]);
    expect(shape([listing('newer', { change, integrity: 'missing' }), listing('older')])).toEqual([
      ['newer'],
      ['older'],
    ]);
  });
});

describe('the search', () => {
  const rows = backupRows([
    listing('one', { note: 'Before the VPN' }),
    listing('two', { userName: 'Berta', sha256: 'b' }),
    listing('three', { change, sha256: 'c' }),
    listing('four', { computerName: 'SERVER-9', sha256: 'd' }),
  ]);
  const found = (search: string) => foundRows(rows, search).map((row) => row.listing.backup.id);

  it.each([
    ['note', 'vpn', 'one'],
    ['user', 'BERTA', 'two'],
    ['ticket number', 'inc0042', 'three'],
    ['changed setting', 'maxuser', 'three'],
    ['computer', 'server', 'four'],
    ['file', 'four.reg', 'four'],
  ])('finds by %s, in any case', (_, search, id) => {
    expect(found(search)).toEqual([id]);
  });

  it('finds all in the order of the list without a text, and none where nothing matches', () => {
    expect(found('  ')).toEqual(['one', 'two', 'three', 'four']);
    expect(found('nobody')).toEqual([]);
  });
});
