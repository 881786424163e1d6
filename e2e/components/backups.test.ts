// Backups, comparison, restore, findings and history as a person works with them, on real files of a temporary folder.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { linesOf, readLine, type LogEntry } from '../../electron/history/log-line';
import { readRegFile } from '../../electron/reg-file/reg-file';
import type { BackupsDriver } from '../fixtures/backups-driver';
import type { Dialogs } from '../fixtures/program';
import { words } from '../fixtures/words';
import { shownFiles } from './electron';
import { expect, test } from './test';

const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const utf16 = (text: string) => Buffer.from(`${text}\0`, 'utf16le').toString('hex');

interface Opening {
  readonly dialogs: Dialogs;
  readonly screens: BackupsDriver;
  readonly folder: string;
}

async function openRegText({ dialogs, screens, folder }: Opening, text: string): Promise<void> {
  const file = join(folder, 'by-hand.reg');
  await writeFile(file, `Windows Registry Editor Version 5.00\r\n\r\n${text}`);
  await dialogs.choose(file);
  await screens.goTo('backups');
  await screens.openFile();
}

test('names a file that cannot be opened, and offers no other file in its place', async ({
  dialogs,
  screens,
  folder,
}) => {
  await openRegText({ dialogs, screens, folder }, `[${key}]\r\n"MaxUserPort"=dword:00008000\r\n`);
  const restore = screens.main.getByRole('button', { name: 'Restore 1 value…' });
  await expect(restore).toBeVisible();
  const bad = join(folder, 'bad.reg');
  await writeFile(bad, 'no registration file');
  await dialogs.choose(bad);
  await screens.main.getByRole('button', { name: words.backups.openFile }).click();
  await expect(screens.main.getByText("bad.reg couldn't be opened")).toBeVisible();
  await expect(restore).toHaveCount(0);
  await expect(screens.main.getByText(words.backups.noneSelected)).toBeVisible();
  await screens.backups.getByRole('option', { name: /^by-hand\.reg/ }).click();
  await expect(restore).toBeVisible();
  await expect(screens.main.getByText("bad.reg couldn't be opened")).toHaveCount(0);
});

async function keysOf(file: string) {
  const reading = readRegFile(await readFile(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys;
}

test('takes a backup with a note, finds it by that, and exports it with a file that puts the present back', async ({
  dialogs,
  screens,
  practice,
  folder,
}) => {
  await screens.goTo('backups');
  await screens.takeBackup('before the new VPN');
  await screens.takeBackup('another');
  await expect(screens.backups.getByRole('option')).toHaveCount(2);
  await screens.main.getByRole('button', { name: 'Newest first' }).click();
  await expect(screens.backups.getByRole('option').first()).toContainText('before the new VPN');
  await screens.main.getByRole('button', { name: 'Oldest first' }).click();
  await expect(screens.backups.getByRole('option').first()).toContainText('another');
  await expect(screens.backup('before the new VPN')).toContainText('Manual');
  await expect(screens.backup('before the new VPN')).toContainText('Verified');
  await screens.compare('before the new VPN');
  await expect(screens.detail(/Manual$/)).toContainText('PRACTICE-PC');
  await screens.main.getByRole('searchbox', { name: 'Search backups' }).fill('vpn');
  await expect(screens.main.getByText('1 backup', { exact: true })).toBeVisible();
  await expect(screens.backup('another')).toHaveCount(0);

  await practice.set('MaxUserPort', { type: 4, hex: '70170000' });
  await practice.set('Hostname', null);
  const target = join(folder, 'exported.reg');
  await dialogs.choose(target);
  await screens.export('before the new VPN');
  await expect(screens.notice('Exported.')).toContainText('exported-undo.reg');

  const [taken = ''] = await practice.backups();
  const exported = await readFile(target);
  const bytes = await readFile(taken);
  expect(exported.subarray(0, bytes.length)).toEqual(bytes);
  expect((await keysOf(target)).at(-1)?.values, 'an import deletes what was not set').toEqual([
    { name: 'MaxUserPort', content: null },
    { name: 'TcpTimedWaitDelay', content: null },
  ]);
  const own = (await keysOf(join(folder, 'exported-undo.reg')))
    .filter(({ path }) => path === key)
    .flatMap(({ values }) => values);
  const valueNamed = (name: string) => own.find((value) => value.name === name)?.content;
  expect(Buffer.from(valueNamed('MaxUserPort')?.data ?? []).toString('hex')).toBe('70170000');
  expect(valueNamed('Hostname'), '"Hostname"=-').toBeNull();
});

test('compares an export edited by hand, restores a part of it, and undoes that from the history', async ({
  dialogs,
  wizard,
  screens,
  practice,
  folder,
}) => {
  await screens.goTo('backups');
  await screens.takeBackup('start');
  const target = join(folder, 'edited.reg');
  await dialogs.choose(target);
  await screens.export('start');
  await screens.notice('Exported.').waitFor();
  const text = (await readFile(target))
    .toString('utf16le')
    .replace(/"SearchList"="[^"]*"/, '"SearchList"="edited.example"')
    .replace('"MaxUserPort"=-', '"MaxUserPort"=dword:0000fffe')
    .replace(/"Domain"="[^"]*"/, '"Domain"="left.alone"');
  await writeFile(target, Buffer.from(text, 'utf16le'));

  await screens.openFile();
  await expect(screens.value('MaxUserPort')).toContainText('Add');
  await expect(screens.value('MaxUserPort')).toContainText('65534 (0xfffe)');
  await expect(screens.value('SearchList')).toContainText('training.example,example');
  await expect(screens.value('SearchList')).toContainText('edited.example');
  await expect(screens.value('Hostname')).toHaveCount(0);
  await screens.showAllValues();
  await expect(screens.value('Hostname').first()).toContainText('Keep');
  await screens.showDifferences();
  await expect(screens.tick('MaxUserPort')).toBeChecked();
  await expect(screens.tick('SearchList')).not.toBeChecked();
  await expect(screens.tick('Domain')).not.toBeChecked();
  await screens.tick('SearchList').check();
  await expect(screens.value('SearchList')).toContainText("Not one of this wizard's settings");
  await expect(screens.notice("You selected a value this wizard doesn't know.")).toBeVisible();

  await screens.main.getByRole('button', { name: 'Restore 2 values…' }).click();
  await expect(screens.heading('Review and restore')).toBeFocused();
  await expect(wizard.banner).toBeVisible();
  await screens.apply.click();
  await expect(screens.notice('Nothing was changed.')).toBeVisible();
  expect(await practice.value('MaxUserPort')).toBeNull();
  await dialogs.accept();
  await screens.applyAndClose();
  const [question] = await dialogs.asked();
  expect(question).toMatchObject({ defaultId: 0, cancelId: 0 });
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  expect(await practice.value('SearchList')).toBe(utf16('edited.example'));
  expect(await practice.value('Domain')).toBe(utf16('training.example'));
  await expect(screens.value('Domain')).toBeVisible();
  await expect(screens.value('SearchList')).toHaveCount(0);

  await screens.goTo('history');
  const entry = screens.entry(/Restore: .*(Restart needed|Undone)$/);
  await expect(screens.entry(/Restore: .*Canceled$/)).toBeVisible();
  await entry.click();
  await expect(entry).toContainText('MaxUserPort: not set → 65534, 1 more');
  await expect(screens.detail(/^Restore – /)).toContainText('65534 (0xfffe)');
  await screens.main.getByRole('button', { name: 'Open file location' }).click();
  const created = await practice.backups();
  await expect.poll(() => shownFiles.filter((path) => created.includes(path))).toHaveLength(1);
  await screens.main.getByRole('button', { name: /^Undo the change of/ }).click();
  await screens.heading('Change undone').waitFor();
  await screens.main.getByRole('button', { name: 'Close' }).click();
  await expect(entry).toContainText('Undone');
  await expect(screens.detail(/^Restore – /)).toContainText('by trainee');
  expect(await practice.value('MaxUserPort')).toBeNull();
  expect(await practice.value('SearchList')).toBe(utf16('training.example,example'));

  const csv = join(folder, 'history.csv');
  await dialogs.choose(csv);
  await screens.saveHistory('csv');
  await expect(screens.notice('History saved.')).toContainText(csv);
  const lines = (await readFile(csv, 'utf8')).split('\r\n');
  const restores = lines.filter((line) => line.includes(',restore,') && line.includes('MaxUserPort'));
  expect(restores[0]).toContain(',refused,NOT_CONFIRMED,PRACTICE-PC,trainee,MaxUserPort,not set,65534,');
  expect(restores[1]).toContain(',done,,PRACTICE-PC,trainee,MaxUserPort,not set,65534,');
  expect(lines.some((line) => line.includes(',undo,'))).toBe(true);
});

test('says what stands in the way of undoing a change whose values were changed since', async ({
  dialogs,
  screens,
  practice,
  folder,
}) => {
  await openRegText({ dialogs, screens, folder }, `[${key}]\r\n"MaxUserPort"=dword:0000fffe\r\n`);
  await dialogs.accept();
  await screens.restore.click();
  await screens.applyAndClose();
  await practice.set('MaxUserPort', { type: 4, hex: '70170000' });
  await screens.goTo('history');
  const entry = screens.entry(/Restore: .*Changed since$/);
  await entry.click();
  await expect(screens.detail(/^Restore – /)).toContainText("Can't be undone: MaxUserPort changed since.");
  await expect(screens.main.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

test('tells entries of a newer version apart from damage', async ({ screens, practice }) => {
  await screens.goTo('backups');
  await screens.takeBackup('of this version');
  const file = join(practice.machineFolder, 'history-1.jsonl');
  const last = readLine(Buffer.from((await readFile(file, 'utf8')).trimEnd().split('\n').at(-1) ?? ''));
  if (last.kind !== 'line') throw new Error(last.kind);
  const later = { kind: 'kind-of-later', at: '2026-01-02T03:04:05.000Z' } as unknown as LogEntry;
  await appendFile(file, linesOf([later], last).text);
  await screens.goTo('history');
  await expect(screens.notice(words.history.newerTitle)).toContainText("can't read 1 entry");
  await expect(screens.main.getByText(words.history.faultsTitle)).toHaveCount(0);
  await screens.main.getByRole('tab', { name: 'Backups' }).click();
  await expect(screens.history.getByRole('option')).toHaveCount(1);
});

test('shows that a backup was tampered with, and asks for an extra step', async ({ dialogs, screens, practice }) => {
  await screens.goTo('backups');
  await screens.takeBackup('tampered');
  const [file = ''] = await practice.backups();
  await appendFile(file, Buffer.from(`[${key}]\r\n"MaxUserPort"=dword:0000fffe\r\n`, 'utf16le'));
  await screens.goTo('history');
  await screens.goTo('backups');
  await expect(screens.backup('tampered')).toContainText('Modified');
  await expect(screens.notice('1 backup failed verification.')).toBeVisible();

  await screens.compare('tampered');
  await expect(screens.notice('The backup failed verification')).toContainText('Its .reg file was changed');
  await expect(screens.notice('The backup failed verification')).toContainText('it may have lost others');
  await expect(screens.restore).toHaveAttribute('aria-disabled', 'true');
  await screens.restore.click({ force: true });
  await expect(screens.values).toBeVisible();
  await screens.acceptDamaged.check();
  await dialogs.accept();
  await screens.restore.click();
  await screens.applyAndClose();
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
});

test('refuses keys that are not the article’s with a reason, and writes nothing of them', async ({
  userData,
  dialogs,
  screens,
  practice,
  folder,
}) => {
  await openRegText(
    { dialogs, screens, folder },
    [
      '[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run]',
      '"Evil"="calc.exe"',
      `[-${key}]`,
      `[${key}\\..\\Parameters]`,
      '"Dotted"=dword:00000001',
      `[${key}\\Winsock]`,
      '"MinSockaddrLength"=dword:000000ff',
      `[${key}]`,
      '"MaxUserPort"=dword:0000fffe',
      '',
    ].join('\r\n'),
  );
  await expect(screens.notice('3 keys in this file will be ignored.')).toBeVisible();
  await screens.showIgnored();
  await expect(screens.refused).toContainText('Another key.');
  await expect(screens.refused).toContainText('Would delete the Tcpip\\Parameters key.');
  await expect(screens.refused).toContainText('Contains “.” or “..”.');
  const below = screens.main.getByRole('button', { name: 'Winsock (1 value)' });
  await below.click();
  const winsock = screens.main.getByRole('table', { name: 'Values of Winsock' });
  await expect(winsock.getByRole('row', { name: /MinSockaddrLength/ })).toBeVisible();
  await expect(winsock.getByRole('checkbox')).toHaveCount(0);

  await dialogs.accept();
  await screens.main.getByRole('button', { name: 'Restore 1 value…' }).click();
  await screens.applyAndClose();
  const stored = await readFile(join(userData, 'practice', 'windows.json'), 'utf8');
  expect(stored).not.toContain('Evil');
  expect(stored).not.toContain('Dotted');
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
  expect(await practice.value('Hostname')).toBe(utf16('practice-pc'));
});

test('explains a mistake in the registry, and corrects it with one click, from the backups and from the wizard', async ({
  dialogs,
  wizard,
  screens,
  practice,
}) => {
  await dialogs.accept();
  await practice.set('MaxUserPort', { type: 4, hex: '34550600' });
  await practice.set('TcpTimeWaitDelay', { type: 4, hex: '1e000000' });
  await screens.goTo('backups');
  await expect(screens.notice('2 registry values need correction.')).toContainText(
    'The decimal number 65534 was probably entered as hex.',
  );
  await screens.main.getByRole('button', { name: 'Set MaxUserPort to 65534' }).click();
  await screens.applyAndClose();
  await expect(screens.heading('Backups')).toBeVisible();
  await expect(screens.notice('1 registry value needs correction.')).toContainText(
    "Windows doesn't know TcpTimeWaitDelay",
  );
  await expect(screens.notice('1 registry value needs correction.')).not.toContainText('MaxUserPort');
  expect(await practice.value('MaxUserPort')).toBe('feff0000');

  await practice.set('TcpTimeWaitDelay', null);
  await practice.set('MaxUserPort', { type: 1, hex: utf16('60000') });
  await screens.goTo('wizard');
  await wizard.goToBackup();
  await expect(wizard.notice('1 registry value needs correction.')).toContainText('REG_SZ');
  await wizard.main.getByRole('button', { name: 'Set MaxUserPort to 60000' }).click();
  await screens.applyAndClose();
  await expect(wizard.heading('backup')).toBeVisible();
  await expect(wizard.row('Current registry values', 'MaxUserPort')).toContainText('60000');
  expect(await practice.value('MaxUserPort')).toBe('60ea0000');
});

test('explains mistakes of an opened file before anything is written', async ({
  dialogs,
  screens,
  practice,
  folder,
}) => {
  await openRegText(
    { dialogs, screens, folder },
    `[${key}]\r\n"MaxUserPort"=dword:00065534\r\n"TcpTimedWaitDelay"=dword:78\r\nnonsense\r\n`,
  );
  const mistakes = screens.main.getByRole('region', { name: 'Mistakes in this file' });
  await expect(mistakes).toContainText('MaxUserPort is 415028 (0x65534)');
  await expect(mistakes).toContainText('fewer than 8 digits');
  await expect(screens.notice('1 line in this file will be ignored.')).toBeVisible();
  await screens.showIgnored();
  await expect(screens.ignored).toContainText('Windows skips 1 line of this file.');
  await expect(screens.ignored).toContainText('nonsense');
  await expect(screens.value('MaxUserPort')).toContainText('Probably a mistake');
  await expect(screens.tick('MaxUserPort')).not.toBeChecked();
  await expect(screens.tick('TcpTimedWaitDelay')).toBeChecked();
  await dialogs.accept();
  await mistakes.getByRole('button', { name: 'Set MaxUserPort to 65534' }).click();
  await screens.applyAndClose();
  expect(await practice.value('MaxUserPort')).toBe('feff0000');
});

test('deletes a backup only after a confirmation', async ({ dialogs, screens, practice }) => {
  await screens.goTo('backups');
  await screens.takeBackup('to be deleted');
  await screens.choose('to be deleted', 'delete');
  await expect.poll(async () => (await dialogs.asked()).length).toBe(1);
  await expect(screens.backup('to be deleted')).toBeVisible();
  expect(await practice.backups()).toHaveLength(1);
  await dialogs.accept();
  await screens.choose('to be deleted', 'delete');
  await expect(screens.main.getByText('No backups yet')).toBeVisible();
  expect(await practice.backups()).toHaveLength(0);
  await screens.goTo('history');
  await screens.main.getByRole('tab', { name: 'Backups' }).click();
  await expect(screens.history).toContainText('Backup deleted');
});

test('keeps the wizard where it was left', async ({ wizard, screens }) => {
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '61234');
  await screens.goTo('history');
  await expect(wizard.banner).toBeVisible();
  await expect(screens.heading('History')).toBeFocused();
  await screens.goTo('wizard');
  await expect(wizard.heading('value')).toBeVisible();
  await expect(wizard.field('MaxUserPort')).toHaveValue('61234');
});
