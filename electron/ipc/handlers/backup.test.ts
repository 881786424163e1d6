import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRegFile } from '../../reg-file/reg-file';
import type { Comparison } from '../../contract/backup/comparison';
import { parametersKeyPath } from '../../contract/registry/parameters';
import type { Handlers } from '../../contract/ipc/calls';
import { comparisonService } from '../../services/comparison-service';
import { silentProgress } from '../../services/headless';
import { regFileReader } from '../../services/reg-file-reader';
import { must, openOffice, type Office } from './handlers.fixture';

let office: Office;
let handlers: Handlers;

beforeEach(async () => {
  office = await openOffice();
  handlers = office.handlers;
});
afterEach(() => office.close());

/** Puts a .reg text where the person then finds it. */
async function offer(text: string): Promise<Comparison> {
  office.chosenFile = join(office.folder, 'offered.reg');
  await writeFile(office.chosenFile, `Windows Registry Editor Version 5.00\r\n\r\n${text}`);
  return must(handlers['reg-file.open']({}));
}

async function restore(token: string, names: string[], acceptDamaged = false) {
  const plan = await must(handlers['restore.plan']({ token, names, acceptDamaged, acceptOtherComputer: false }));
  return must(handlers['plan.apply']({ token: plan.token }));
}

async function value(name: string): Promise<string | null> {
  const read = await must(office.practice.registry.readValue(name));
  return read && `${read.type}:${Buffer.from(read.data).toString('hex')}`;
}

const key = `[${parametersKeyPath}]\r\n`;

describe('a .reg file', () => {
  it('is compared with the live key, and restored value by value, type by type', async () => {
    const comparison = await offer(
      `${key}"MaxUserPort"=dword:0000fffe\r\n"Hostname"="other"\r\n"IPEnableRouter"=dword:00000000\r\n"Domain"=-\r\n`,
    );
    expect(comparison.rows.map(({ name, kind, isCatalogue }) => [name, kind, isCatalogue])).toEqual([
      ['MaxUserPort', 'added', true],
      ['Hostname', 'changed', false],
      ['IPEnableRouter', 'same', false],
      ['Domain', 'removed', false],
    ]);
    const domain = await value('Domain');
    const outcome = await restore(comparison.token, ['MaxUserPort', 'Hostname']);
    expect(outcome.record).toMatchObject({ reason: 'restore', state: 'applied' });
    expect(await value('MaxUserPort')).toBe('4:feff0000');
    expect(await value('Hostname')).toBe(`1:${Buffer.from('other\0', 'utf16le').toString('hex')}`);
    expect(await value('Domain')).toBe(domain);
    await must(handlers['change.undo']({ id: outcome.record.id }));
    expect(await value('MaxUserPort')).toBeNull();
    expect(await value('Hostname')).toBe(`1:${Buffer.from('practice-pc\0', 'utf16le').toString('hex')}`);
  });

  it.each([
    ['another hive', '[HKEY_CURRENT_USER\\Software]\r\n"MaxUserPort"=dword:0000fffe\r\n'],
    ['the short name of the hive', `${key.replace('HKEY_LOCAL_MACHINE', 'HKLM')}"MaxUserPort"=dword:0000fffe\r\n`],
    ['a key deletion', `[-${parametersKeyPath}]\r\n`],
    ['a path with dots', `[${parametersKeyPath}\\..\\Parameters]\r\n"MaxUserPort"=dword:0000fffe\r\n`],
    ['forward slashes', `[${parametersKeyPath.replaceAll('\\', '/')}]\r\n"MaxUserPort"=dword:0000fffe\r\n`],
    ['a trailing backslash', `[${parametersKeyPath}\\]\r\n"MaxUserPort"=dword:0000fffe\r\n`],
    ['a look-alike', `[${parametersKeyPath.replace('Tcpip', 'Tc\u0440ip')}]\r\n"MaxUserPort"=dword:0000fffe\r\n`],
    [
      'a control set by its number',
      `[${parametersKeyPath.replace('CurrentControlSet', 'ControlSet001')}]\r\n"MaxUserPort"=dword:0000fffe\r\n`,
    ],
  ])('never brings a value of %s into the registry', async (_, text) => {
    const before = await readFile(join(office.folder, 'practice', 'windows.json'), 'utf8');
    const comparison = await offer(text);
    expect(comparison.refused).toHaveLength(1);
    expect(
      await handlers['restore.plan']({
        token: comparison.token,
        names: ['MaxUserPort'],
        acceptDamaged: true,
        acceptOtherComputer: false,
      }),
    ).toEqual({
      ok: false,
      error: { code: 'ALREADY_AS_WANTED' },
    });
    expect(await readFile(join(office.folder, 'practice', 'windows.json'), 'utf8')).toBe(before);
  });

  it('shows values of subkeys, and does not write them', async () => {
    const comparison = await offer(`[${parametersKeyPath}\\Winsock]\r\n"UseDelayedAcceptance"=dword:00000001\r\n`);
    expect(comparison.rows).toMatchObject([{ keyPath: 'Winsock', kind: 'changed', obstacle: 'sub-key' }]);
    expect(
      await handlers['restore.plan']({
        token: comparison.token,
        names: ['UseDelayedAcceptance'],
        acceptDamaged: false,
        acceptOtherComputer: false,
      }),
    ).toMatchObject({ ok: false });
  });

  it('is compared in full, with a count of what is not listed', async () => {
    const foreign = Array.from({ length: 1200 }, (_, index) => `[HKEY_CURRENT_USER\\${index}]\r\n"a"="b"\r\n`);
    const comparison = await offer(
      `${foreign.join('')}${key}${'nonsense\r\n'.repeat(300)}"MaxUserPort"=dword:0000fffe\r\n`,
    );
    expect(comparison).toMatchObject({ refusedLeftOut: 200, findingsLeftOut: 100, skippedCount: 300, rowsLeftOut: 0 });
    expect([comparison.refused.length, comparison.findings.length, comparison.rows.length]).toEqual([1000, 200, 1]);
    const [first] = comparison.refused;
    expect(first).toEqual({ path: 'HKEY_CURRENT_USER\\0', isDeletion: false, reason: 'other-hive', valueCount: 1 });
  });

  it('is accepted with the key in another case, as in Windows', async () => {
    const comparison = await offer(`${key.toLowerCase()}"MAXUSERPORT"=dword:0000fffe\r\n`);
    await restore(comparison.token, ['MaxUserPort']);
    expect(await value('MaxUserPort')).toBe('4:feff0000');
  });

  it.each([
    ['without its first line', '[HKEY_LOCAL_MACHINE]\r\n', 'missing-header'],
    ['that is empty', '', 'missing-header'],
  ])('is refused, with the reason, as a file %s', async (_, text, reason) => {
    office.chosenFile = join(office.folder, 'bad.reg');
    await writeFile(office.chosenFile, text);
    expect(await handlers['reg-file.open']({})).toMatchObject({
      ok: false,
      error: { code: 'REG_FILE_REFUSED', reason },
    });
  });

  it('changes nothing when it is missing or not chosen', async () => {
    office.chosenFile = join(office.folder, 'nowhere.reg');
    expect(await handlers['reg-file.open']({})).toMatchObject({
      ok: false,
      error: { code: 'REG_FILE_REFUSED', reason: 'unreadable' },
    });
    office.chosenFile = null;
    expect(await handlers['reg-file.open']({})).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
  });

  it('is compared once, and a newer comparison supersedes an older one', async () => {
    const older = await offer(`${key}"MaxUserPort"=dword:0000fffe\r\n`);
    await offer(`${key}"MaxUserPort"=dword:00001770\r\n`);
    expect(
      await handlers['restore.plan']({
        token: older.token,
        names: ['MaxUserPort'],
        acceptDamaged: false,
        acceptOtherComputer: false,
      }),
    ).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
  });
});

describe('repeating a comparison', () => {
  it('compares the same file with the key as it is now, under a new token', async () => {
    const before = await offer(`${key}"MaxUserPort"=dword:0000fffe\r\n`);
    await restore(before.token, ['MaxUserPort']);
    const opened = before.source.kind === 'file' ? before.source.id : '';
    const after = await must(handlers['reg-file.compare']({ id: opened }));
    expect(after.rows).toMatchObject([{ name: 'MaxUserPort', kind: 'same' }]);
    expect(after.source).toEqual(before.source);
    expect(after.token).not.toBe(before.token);
    const choice = { names: ['MaxUserPort'], acceptDamaged: false, acceptOtherComputer: false };
    expect(await handlers['restore.plan']({ token: before.token, ...choice })).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
    expect(await handlers['reg-file.compare']({ id: randomUUID() })).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
  });
});

describe('a backup', () => {
  it('restores absence as absence, and what was added since only when it is chosen', async () => {
    const backup = await must(handlers['backup.create']({ note: 'fresh' }));
    const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 65534 }] }));
    await must(handlers['plan.apply']({ token: plan.token }));
    const comparison = await must(handlers['backup.compare']({ id: backup.id }));
    expect(comparison.rows.filter(({ kind }) => kind !== 'same')).toMatchObject([
      { name: 'MaxUserPort', kind: 'removed', isCatalogue: true },
    ]);
    await restore(comparison.token, ['MaxUserPort']);
    expect(await value('MaxUserPort')).toBeNull();
  });

  it('is restored after a failed integrity check only with the deliberate extra step', async () => {
    const backup = await must(handlers['backup.create']({}));
    const text = (await readFile(backup.file)).toString('utf16le');
    await writeFile(
      backup.file,
      Buffer.from(text.replace('"IPEnableRouter"=dword:00000000', '"IPEnableRouter"=dword:00000001'), 'utf16le'),
    );
    const comparison = await must(handlers['backup.compare']({ id: backup.id }));
    const names = ['IPEnableRouter'];
    expect(
      await handlers['restore.plan']({
        token: comparison.token,
        names,
        acceptDamaged: false,
        acceptOtherComputer: false,
      }),
    ).toEqual({
      ok: false,
      error: { code: 'SEAL_BROKEN', seal: 'reg-changed' },
    });
    await restore(comparison.token, names, true);
    expect(await value('IPEnableRouter')).toBe('4:01000000');
  });

  it('equals the key of which it was taken, whatever texts are in it', async () => {
    const utf16 = (text: string) => Buffer.from(text, 'utf16le');
    await must(office.practice.registry.writeValue({ name: 'NoEnd', type: 1, data: utf16('abc') }));
    await must(office.practice.registry.writeValue({ name: 'Lines', type: 1, data: utf16('a\r\nb\0') }));
    await must(office.practice.registry.writeValue({ name: 'Odd', type: 7, data: Buffer.of(0x41, 0, 0x42) }));
    const backup = await must(handlers['backup.create']({}));
    const comparison = await must(handlers['backup.compare']({ id: backup.id }));
    expect(comparison.rows.filter(({ kind }) => kind !== 'same')).toEqual([]);
    expect(comparison.skippedCount).toBe(0);
  });

  it('that was damaged shows no removal, names the damaged line, and restores nothing of it', async () => {
    const backup = await must(handlers['backup.create']({}));
    const text = (await readFile(backup.file)).toString('utf16le');
    const damaged = text.replace('"IPEnableRouter"=dword:00000000', '"IPEnableRouter"=dword:0000000?');
    await writeFile(backup.file, Buffer.from(damaged, 'utf16le'));
    const comparison = await must(handlers['backup.compare']({ id: backup.id }));
    expect(comparison.rows.filter(({ kind }) => kind !== 'same')).toEqual([]);
    expect(comparison.findings.map(({ finding }) => finding.code)).toEqual(['SKIPPED_LINE']);
    const names = ['IPEnableRouter'];
    expect(
      await handlers['restore.plan']({
        token: comparison.token,
        names,
        acceptDamaged: true,
        acceptOtherComputer: true,
      }),
    ).toEqual({ ok: false, error: { code: 'SEAL_BROKEN', seal: 'reg-changed' } });
  });

  it('is not exported when it is swapped while the person chooses where to', async () => {
    const backup = await must(handlers['backup.create']({}));
    const target = join(office.folder, 'export.reg');
    Object.defineProperty(office, 'chosenFile', {
      get() {
        appendFileSync(backup.file, Buffer.from('"MaxUserPort"=dword:00000001\r\n', 'utf16le'));
        return target;
      },
    });
    expect(await handlers['backup.export']({ id: backup.id })).toEqual({
      ok: false,
      error: { code: 'SEAL_BROKEN', seal: 'reg-changed' },
    });
    expect((await readdir(office.folder)).filter((name) => name.startsWith('export'))).toEqual([]);
  });

  it('that is swapped between its check and its reading does not count as intact', async () => {
    const { backups, findings } = office.services;
    const backup = await must(handlers['backup.create']({}));
    const service = comparisonService({
      reader: regFileReader(office.practice, silentProgress),
      backups: {
        async find(id) {
          const listing = await backups.find(id);
          appendFileSync(backup.file, Buffer.from(`${key}"MaxUserPort"=dword:0000fffe\r\n`, 'utf16le'));
          return listing;
        },
      },
      findings,
      changes: { show: () => Promise.reject(new Error('nothing may be planned')) },
      fileDialogs: { chooseRegFile: () => Promise.resolve(null) },
    });
    const { token, source, rows } = await must(service.ofBackup(backup.id));
    expect(source).toMatchObject({ kind: 'backup', listing: { integrity: 'reg-changed' } });
    expect(rows.filter(({ kind }) => kind !== 'same')).toMatchObject([{ name: 'MaxUserPort', kind: 'added' }]);
    const choice = { token, names: ['MaxUserPort'], acceptDamaged: false, acceptOtherComputer: true };
    expect(await service.planRestore(choice)).toEqual({
      ok: false,
      error: { code: 'SEAL_BROKEN', seal: 'reg-changed' },
    });
  });

  it('is neither compared nor exported when its file is gone', async () => {
    const backup = await must(handlers['backup.create']({}));
    await rm(backup.file);
    expect(await handlers['backup.compare']({ id: backup.id })).toEqual({
      ok: false,
      error: { code: 'SEAL_BROKEN', seal: 'missing' },
    });
    expect(await handlers['backup.export']({ id: backup.id })).toEqual({
      ok: false,
      error: { code: 'SEAL_BROKEN', seal: 'missing' },
    });
  });

  it('is exported byte for byte with the deletion of what was absent, and an undo that knows what is absent now', async () => {
    const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 65534 }] }));
    const applied = await must(handlers['plan.apply']({ token: plan.token }));
    const backup = await must(handlers['backup.create']({}));
    await must(handlers['change.undo']({ id: applied.record.id }));
    office.chosenFile = join(office.folder, 'export.reg');
    const { files } = await must(handlers['backup.export']({ id: backup.id }));
    expect(files).toEqual([join(office.folder, 'export.reg'), join(office.folder, 'export-undo.reg')]);
    const exported = await readFile(files[0] ?? '');
    const taken = await readFile(backup.file);
    expect(exported.subarray(0, taken.length)).toEqual(taken);
    const read = readRegFile(exported);
    expect(read.ok && read.keys.at(-1)).toEqual({
      path: parametersKeyPath,
      isDeletion: false,
      values: [{ name: 'TcpTimedWaitDelay', content: null }],
    });
    const undo = readRegFile(await readFile(files[1] ?? ''));
    expect(undo.ok && undo.keys.at(-1)).toEqual({
      path: parametersKeyPath,
      isDeletion: false,
      values: [
        { name: 'MaxUserPort', content: null },
        { name: 'TcpTimedWaitDelay', content: null },
      ],
    });
    // The person was asked about the export alone: the way back of an earlier export stays.
    const first = await readFile(files[1] ?? '');
    await must(handlers['backup.create']({}));
    expect((await must(handlers['backup.export']({ id: backup.id }))).files[1]).toBe(
      join(office.folder, 'export-undo-2.reg'),
    );
    expect(await readFile(files[1] ?? '')).toEqual(first);
  });

  it('is listed with the change that it was created before, and is found alone as it is in the list', async () => {
    const plan = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 65534 }] }));
    const { record } = await must(handlers['plan.apply']({ token: plan.token }));
    const manual = await must(handlers['backup.create']({ note: 'by hand' }));
    const { backups } = await must(handlers['backups.list']({}));
    expect(backups).toMatchObject([
      { backup: { id: manual.id }, change: null, isNeededForUndo: false },
      {
        backup: { id: record.backup.id },
        change: { id: record.id, reason: 'apply', names: ['MaxUserPort'], ticketNumber: null },
        isNeededForUndo: true,
      },
    ]);
    for (const listing of backups) expect(await office.services.backups.find(listing.backup.id)).toEqual(listing);
    expect(await office.services.backups.find(randomUUID())).toBeNull();
  });

  it('is deleted only when the person confirms', async () => {
    const backup = await must(handlers['backup.create']({}));
    office.answer = () => Promise.resolve(false);
    expect(await handlers['backup.delete']({ id: backup.id })).toEqual({ ok: false, error: { code: 'NOT_CONFIRMED' } });
    office.answer = () => Promise.resolve(true);
    // Another process of the program is at work on the history.
    office.acquireLock = () => Promise.resolve(null);
    expect(await handlers['backup.delete']({ id: backup.id })).toEqual({ ok: false, error: { code: 'BUSY' } });
    expect((await must(handlers['backups.list']({}))).backups).toMatchObject([{ integrity: 'intact' }]);
    office.acquireLock = () => Promise.resolve(() => undefined);
    await must(handlers['backup.delete']({ id: backup.id }));
    expect((await must(handlers['backups.list']({}))).backups).toEqual([]);
    const history = await must(handlers['history.read']({}));
    expect(history.entries[0]?.event).toMatchObject({ kind: 'backup-deleted', backup: { id: backup.id } });
  });
});

describe('findings', () => {
  it('are corrected through the normal change, and undone like one', async () => {
    await must(
      office.practice.registry.writeValue({ name: 'MaxUserPort', type: 4, data: Uint8Array.of(0x34, 0x55, 0x06, 0) }),
    );
    await must(
      office.practice.registry.writeValue({ name: 'TcpTimeWaitDelay', type: 4, data: Uint8Array.of(30, 0, 0, 0) }),
    );
    const findings = await must(handlers['findings.read']({}));
    expect(findings.map(({ finding }) => finding.code)).toEqual(['DECIMAL_AS_HEX', 'MISSPELT_NAME']);
    const [slip, misspelt] = findings.map(({ correctionId }) => correctionId ?? '');
    const correct = async (id = '') =>
      must(handlers['plan.apply']({ token: (await must(handlers['correction.plan']({ id }))).token }));
    await correct(slip);
    expect(await value('MaxUserPort')).toBe('4:feff0000');
    const { record } = await correct(misspelt);
    expect(await value('TcpTimeWaitDelay')).toBeNull();
    expect(await value('TcpTimedWaitDelay')).toBe('4:1e000000');
    await must(handlers['change.undo']({ id: record.id }));
    expect(await value('TcpTimeWaitDelay')).toBe('4:1e000000');
    expect(await value('TcpTimedWaitDelay')).toBeNull();
    expect(await must(handlers['findings.read']({}))).toMatchObject([{ finding: { code: 'MISSPELT_NAME' } }]);
  });

  it('name the mistakes of a file, and are refused by unknown ids', async () => {
    const comparison = await offer(
      `${key}"MaxUserPort"=dword:00065534\r\nnonsense\r\n"TcpTimedWaitDelay"=dword:50\r\n`,
    );
    expect(comparison.findings.map(({ finding }) => finding.code)).toEqual([
      'DECIMAL_AS_HEX',
      'SHORT_DWORD',
      'SKIPPED_LINE',
    ]);
    expect(await handlers['correction.plan']({ id: '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f' })).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
  });
});
