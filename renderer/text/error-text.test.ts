// Every failure in words: what happened, what is left, what to do next.
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorText } from './error-text';
import { formatsFor } from './format';
import { startTranslations } from '../app/i18n';
import type { AppError } from '../../electron/contract/errors/errors';
import { appErrorSchema } from '../../electron/contract/errors/errors.schema';
import { absent, dword } from '../../electron/contract/registry/stored-value';

beforeAll(startTranslations);

const formats = formatsFor('en-US');
const left = { name: 'MaxUserPort', before: absent, after: dword(65534) };
const failures: readonly AppError[] = [
  { code: 'INVALID_INPUT', detail: 'token: not a uuid' },
  { code: 'OUT_OF_RANGE', name: 'MaxUserPort', value: 4999, min: 5000, max: 65534 },
  { code: 'ALREADY_AS_WANTED' },
  { code: 'KEY_MISSING' },
  { code: 'ACCESS_DENIED', action: 'registry.write', windowsCode: 5 },
  { code: 'NOT_ELEVATED', action: 'registry.delete' },
  { code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: 'netsh' },
  { code: 'BACKUP_FAILED', reason: 'disk-full', detail: 'ENOSPC' },
  { code: 'BACKUP_FAILED', reason: 'unwritable', detail: 'EACCES' },
  { code: 'BACKUP_FAILED', reason: 'unreadable', detail: 'EIO' },
  { code: 'BACKUP_MISMATCH', names: ['Hostname'] },
  { code: 'BACKUP_MISMATCH', names: ['Hostname', 'Domain'] },
  { code: 'DRIFTED', drift: [{ name: 'MaxUserPort', expected: absent, found: dword(7000) }] },
  { code: 'TOKEN_UNKNOWN' },
  { code: 'RESULT_OUTDATED' },
  { code: 'NOT_CONFIRMED' },
  { code: 'BUSY' },
  { code: 'RECOVERY_PENDING' },
  ...(['write-refused', 'did-not-stick', 'read-back-failed'] as const).map((cause): AppError => ({
    code: 'CHANGE_FAILED',
    name: 'MaxUserPort',
    cause,
    detail: '',
    left: [left],
    backupFile: '/b.reg',
  })),
  { code: 'NOT_AVAILABLE_HERE' },
  { code: 'NO_DYNAMIC_RANGES' },
  ...(['owner', 'writable', 'link', 'network', 'unreadable'] as const).map((problem): AppError => ({
    code: 'INSTALL_FIRST',
    run: 'copy',
    place: 'D:\\Tools',
    problem,
    account: 'Users',
    right: 'write',
    detail: '',
  })),
  {
    code: 'INSTALL_FIRST',
    run: 'development',
    place: 'D:\\clone',
    problem: 'writable',
    account: null,
    right: null,
    detail: '',
  },
  ...(['owner', 'writable', 'link', 'hard-link', 'unreadable'] as const).map((problem): AppError => ({
    code: 'FOLDER_NOT_TRUSTED',
    folder: 'C:\\x',
    child: 'backups\\a.reg',
    problem,
    detail: '',
  })),
  { code: 'FOLDER_NOT_TRUSTED', folder: 'C:\\x', child: null, problem: 'owner', detail: '' },
  { code: 'SIDE_EFFECTS', effects: [{ code: 'SMALLER_RANGE', severity: 'severe', before: 16_384, after: 1000 }] },
  ...(['too-large', 'unreadable', 'missing-header', 'not-understood'] as const).map((reason): AppError => ({
    code: 'REG_FILE_REFUSED',
    reason,
    detail: 'line 3, column 1: expected a value',
  })),
  ...appErrorSchema.options
    .flatMap(({ shape }) => ('part' in shape ? shape.reason.options : []))
    .map((reason): AppError => ({ code: 'EVIDENCE_REFUSED', reason, part: 'tcp.csv', detail: '65' })),
  ...(['reg-changed', 'manifest-changed', 'missing', 'not-in-history'] as const).map((seal): AppError => ({
    code: 'SEAL_BROKEN',
    seal,
  })),
  { code: 'OTHER_COMPUTER', computerName: 'OTHER-PC' },
  { code: 'HISTORY_DAMAGED', faults: [] },
  { code: 'START_AS_ADMINISTRATOR' },
  { code: 'ELEVATION_DECLINED' },
  ...(
    ['not-started', 'no-answer', 'ended-early', 'wrong-secret', 'other-version', 'not-understood', 'cut-off'] as const
  ).map((reason): AppError => ({ code: 'ELEVATION_FAILED', reason, detail: '' })),
  { code: 'STORAGE_FAILED', detail: 'EROFS' },
  { code: 'UNEXPECTED', incident: '7' },
];

describe('the words of a failure', () => {
  it('cover every code', () => {
    const codes = appErrorSchema.options.map(({ shape }) => shape.code.value);
    expect(codes.filter((code) => !failures.some((error) => error.code === code))).toEqual([]);
  });

  for (const error of failures) {
    it(`give all that a person needs: ${JSON.stringify(error)}`, () => {
      const { title, happened, left: leftInPlace, next } = errorText(error, formats, i18next.t);
      for (const text of [title, ...happened, ...leftInPlace, next]) {
        expect(text).not.toBe('');
        // An unknown key comes back as itself, and a value that was not handed over as its name in braces.
        expect(text).not.toMatch(/^errors\.|\{\{/);
      }
      expect(happened.length).toBeGreaterThan(0);
      expect(leftInPlace.length).toBeGreaterThan(0);
    });
  }

  it('name the file of the folder that is not as it must be', () => {
    const text = errorText(
      { code: 'FOLDER_NOT_TRUSTED', folder: 'C:\\x', child: 'backups\\a.reg', problem: 'hard-link', detail: '' },
      formats,
      i18next.t,
    );
    expect(text.happened.join()).toContain('C:\\x\\backups\\a.reg');
  });

  it("say who can change the program's location, and what to do", () => {
    const error: AppError = {
      code: 'INSTALL_FIRST',
      run: 'copy',
      place: 'D:\\Tools',
      problem: 'writable',
      account: 'Authenticated Users',
      right: 'delete',
      detail: '',
    };
    const text = errorText(error, formats, i18next.t);
    expect(text.happened.join(' ')).toContain('D:\\Tools');
    expect(text.happened.join(' ')).toContain('Authenticated Users may delete');
    expect(text.next).toContain('Install');
    expect(errorText({ ...error, run: 'development' }, formats, i18next.t).next).toContain('elevated terminal');
  });

  it('name each value that is left changed, and the file that puts it back', () => {
    const error: AppError = {
      code: 'CHANGE_FAILED',
      name: 'MaxUserPort',
      cause: 'did-not-stick',
      detail: '',
      left: [left],
      backupFile: '/b.reg',
    };
    const text = errorText(error, formats, i18next.t);
    expect(text.left).toEqual(['MaxUserPort: before not set, now 65534 (0xfffe).']);
    expect(text.next).toContain('/b.reg');
  });

  it('name a range that stays moved along after the roll-back', () => {
    const standard = { start: 49152, number: 16384 };
    const error: AppError = {
      code: 'CHANGE_FAILED',
      name: 'ipv4Udp',
      cause: 'write-refused',
      detail: '',
      left: [],
      movedAlong: [{ name: 'UDP, IPv6', range: 'ipv6Udp', before: standard, after: { start: 10000, number: 55535 } }],
      backupFile: '/b.reg',
    };
    const { left: told, next } = errorText(error, formats, i18next.t);
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('stays moved');
    expect(told[1]).toMatch(/UDP.*10000/);
    expect(next).not.toContain('/b.reg');
  });

  it('say that everything was put back when nothing is left', () => {
    const error: AppError = {
      code: 'CHANGE_FAILED',
      name: 'MaxUserPort',
      cause: 'write-refused',
      detail: '',
      left: [],
      backupFile: '/b.reg',
    };
    expect(errorText(error, formats, i18next.t).left).toEqual([
      'Everything was rolled back: all values are as they were before.',
    ]);
  });
});
