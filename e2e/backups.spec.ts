// Backups in the screens: taken, exported, compared, restored in part, undone; and what is broken or foreign is refused.
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readRegFile } from '../electron/reg-file/reg-file';
import { BackupsDriver } from './fixtures/backups-driver';
import {
  answerDialogs,
  answerFileDialogs,
  askedQuestions,
  backupFiles,
  closeApp,
  launchApp,
  practiceValue,
  setPracticeValue,
  type RunningApp,
} from './fixtures/launch';
import { WizardDriver } from './fixtures/wizard-driver';

const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const utf16 = (text: string) => Buffer.from(`${text}\0`, 'utf16le').toString('hex');

let running: RunningApp;
let screens: BackupsDriver;
let folder: string;

test.beforeEach(async () => {
  running = await launchApp();
  screens = new BackupsDriver(running.page);
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-files-'));
});
test.afterEach(async () => {
  await closeApp(running);
  await rm(folder, { recursive: true, force: true });
});

async function openRegText(text: string): Promise<void> {
  const file = join(folder, 'by-hand.reg');
  await writeFile(file, `Windows Registry Editor Version 5.00\r\n\r\n${text}`);
  await answerFileDialogs(running.app, file);
  await screens.goTo('Backups');
  await screens.openFile();
}

async function keysOf(file: string) {
  const reading = readRegFile(await readFile(file));
  if (!reading.ok) throw new Error(JSON.stringify(reading.problem));
  return reading.keys;
}

test('a backup is taken with a note, found by it, and exported with a file that puts the present back', async () => {
  await screens.goTo('Backups');
  await screens.takeBackup('before the new VPN');
  await screens.takeBackup('another');
  await expect(screens.backups.getByRole('row')).toHaveCount(3);
  await expect(screens.backup('before the new VPN')).toContainText('PRACTICE-PC');
  await expect(screens.backup('before the new VPN')).toContainText('by hand');
  await expect(screens.backup('before the new VPN')).toContainText('whole');
  await screens.main.getByRole('searchbox', { name: 'Search file, note, user or computer' }).fill('vpn');
  await expect(screens.main.getByText('1 backup', { exact: true })).toBeVisible();
  await expect(screens.backup('another')).toHaveCount(0);

  await setPracticeValue(running.userData, 'MaxUserPort', { type: 4, hex: '70170000' });
  await setPracticeValue(running.userData, 'Hostname', null);
  const target = join(folder, 'exported.reg');
  await answerFileDialogs(running.app, target);
  await screens.choose('before the new VPN', 'Export…');
  await expect(screens.notice('Exported.')).toContainText('exported-undo.reg');

  const [taken = ''] = await backupFiles(running.userData);
  expect(await readFile(target)).toEqual(await readFile(taken));
  const own = (await keysOf(join(folder, 'exported-undo.reg')))
    .filter(({ path }) => path === key)
    .flatMap(({ values }) => values);
  const valueNamed = (name: string) => own.find((value) => value.name === name)?.content;
  expect(Buffer.from(valueNamed('MaxUserPort')?.data ?? []).toString('hex')).toBe('70170000');
  expect(valueNamed('Hostname'), '"Hostname"=-').toBeNull();
});

test('an export edited by hand is compared, restored in part, and undone from the history', async () => {
  const { app, userData } = running;
  await screens.goTo('Backups');
  await screens.takeBackup('start');
  const target = join(folder, 'edited.reg');
  await answerFileDialogs(app, target);
  await screens.choose('start', 'Export…');
  await screens.notice('Exported.').waitFor();
  const text = (await readFile(target))
    .toString('utf16le')
    .replace(/"SearchList"="[^"]*"/, '"SearchList"="edited.example"\r\n"MaxUserPort"=dword:0000fffe')
    .replace(/"Domain"="[^"]*"/, '"Domain"="left.alone"');
  await writeFile(target, Buffer.from(text, 'utf16le'));

  await screens.openFile();
  await expect(screens.value('MaxUserPort')).toContainText('added');
  await expect(screens.value('MaxUserPort')).toContainText('65534 (0xfffe)');
  await expect(screens.value('SearchList')).toContainText('training.example,example');
  await expect(screens.value('SearchList')).toContainText('edited.example');
  await expect(screens.value('Hostname')).toHaveCount(0);
  await screens.main.getByRole('switch', { name: 'Only what differs' }).uncheck();
  await expect(screens.value('Hostname').first()).toContainText('same');
  await screens.main.getByRole('switch', { name: 'Only what differs' }).check();
  await expect(screens.tick('MaxUserPort')).toBeChecked();
  await expect(screens.tick('SearchList')).not.toBeChecked();
  await expect(screens.tick('Domain')).not.toBeChecked();
  await screens.tick('SearchList').check();
  await expect(screens.notice('You ticked a value that is not of the article.')).toBeVisible();

  await screens.main.getByRole('button', { name: 'Restore 2 values…' }).click();
  await expect(screens.heading('Restore values')).toBeFocused();
  await expect(new WizardDriver(running.page).banner).toBeVisible();
  await screens.apply.click();
  await expect(screens.notice('Nothing was changed.')).toBeVisible();
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  await answerDialogs(app, 'accept');
  await screens.applyAndClose();
  const [question] = await askedQuestions(app);
  expect(question).toMatchObject({ defaultId: 0, cancelId: 0 });
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  expect(await practiceValue(userData, 'SearchList')).toBe(utf16('edited.example'));
  expect(await practiceValue(userData, 'Domain')).toBe(utf16('training.example'));
  await expect(screens.value('Domain')).toBeVisible();
  await expect(screens.value('SearchList')).toHaveCount(0);

  await screens.goTo('History');
  const entry = screens.history.getByRole('row', { name: /Restore.*done/ });
  await expect(entry).toContainText('MaxUserPort: not set → 65534 (0xfffe)');
  await entry.getByRole('button', { name: /^Undo the change of/ }).click();
  await screens.heading('The change was undone').waitFor();
  await screens.main.getByRole('button', { name: 'Close' }).click();
  await expect(entry).toContainText('undone');
  expect(await practiceValue(userData, 'MaxUserPort')).toBeNull();
  expect(await practiceValue(userData, 'SearchList')).toBe(utf16('training.example,example'));

  const csv = join(folder, 'history.csv');
  await answerFileDialogs(app, csv);
  await screens.main.getByRole('button', { name: 'Export as CSV…' }).click();
  await expect(screens.notice('The history was saved.')).toContainText(csv);
  const lines = (await readFile(csv, 'utf8')).split('\r\n');
  const restores = lines.filter((line) => line.includes(',restore,') && line.includes('MaxUserPort'));
  expect(restores[0]).toContain(',refused,NOT_CONFIRMED,PRACTICE-PC,trainee,MaxUserPort,not set,65534,');
  expect(restores[1]).toContain(',done,,PRACTICE-PC,trainee,MaxUserPort,not set,65534,');
  expect(lines.some((line) => line.includes(',undo,'))).toBe(true);
});

test('a change whose values were changed since says what stands in the way of undo', async () => {
  const { app, userData } = running;
  await openRegText(`[${key}]\r\n"MaxUserPort"=dword:0000fffe\r\n`);
  await answerDialogs(app, 'accept');
  await screens.restore.click();
  await screens.applyAndClose();
  await setPracticeValue(userData, 'MaxUserPort', { type: 4, hex: '70170000' });
  await screens.goTo('History');
  const entry = screens.history.getByRole('row', { name: /Restore.*done/ });
  await expect(entry).toContainText('Changed since: MaxUserPort.');
  await expect(entry.getByRole('button', { name: /^Undo/ })).toHaveCount(0);
});

test('a backup that was tampered with shows its broken seal, and takes an extra step', async () => {
  const { app, userData } = running;
  await screens.goTo('Backups');
  await screens.takeBackup('tampered');
  const [file = ''] = await backupFiles(userData);
  await appendFile(file, Buffer.from(`[${key}]\r\n"MaxUserPort"=dword:0000fffe\r\n`, 'utf16le'));
  await screens.goTo('History');
  await screens.goTo('Backups');
  await expect(screens.backup('tampered')).toContainText('file changed');
  await expect(screens.notice('1 backup is not as it was taken.')).toBeVisible();

  await screens.compare('tampered');
  await expect(screens.notice('The backup is not as it was taken')).toContainText('Its .reg file was changed');
  await expect(screens.restore).toHaveAttribute('aria-disabled', 'true');
  await screens.restore.click({ force: true });
  await expect(screens.values).toBeVisible();
  await screens.acceptDamaged.check();
  await answerDialogs(app, 'accept');
  await screens.restore.click();
  await screens.applyAndClose();
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
});

test('keys that are not the article’s are refused with a reason, and nothing of them is written', async () => {
  const { app, userData } = running;
  await openRegText(
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
  await expect(screens.main.getByRole('heading', { name: '3 keys that are never written' })).toBeVisible();
  await expect(screens.refused).toContainText('Another key.');
  await expect(screens.refused).toContainText('Would delete the key of the article.');
  await expect(screens.refused).toContainText('as a part');
  const below = screens.main.getByRole('button', { name: 'Winsock (1 value)' });
  await below.click();
  const winsock = screens.main.getByRole('table', { name: 'Values of Winsock' });
  await expect(winsock.getByRole('row', { name: /MinSockaddrLength/ })).toBeVisible();
  await expect(winsock.getByRole('checkbox')).toHaveCount(0);

  await answerDialogs(app, 'accept');
  await screens.main.getByRole('button', { name: 'Restore 1 value…' }).click();
  await screens.applyAndClose();
  const stored = await readFile(join(userData, 'practice', 'windows.json'), 'utf8');
  expect(stored).not.toContain('Evil');
  expect(stored).not.toContain('Dotted');
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');
  expect(await practiceValue(userData, 'Hostname')).toBe(utf16('practice-pc'));
});

test('a mistake in the registry is explained, and corrected with one click, from the backups and from the wizard', async () => {
  const { app, userData } = running;
  await answerDialogs(app, 'accept');
  await setPracticeValue(userData, 'MaxUserPort', { type: 4, hex: '34550600' });
  await setPracticeValue(userData, 'TcpTimeWaitDelay', { type: 4, hex: '1e000000' });
  await screens.goTo('Backups');
  await expect(screens.notice('There are 2 mistakes in the registry.')).toContainText(
    'Probably the decimal number 65534 was typed as hex.',
  );
  await screens.main.getByRole('button', { name: 'Set MaxUserPort to 65534' }).click();
  await screens.applyAndClose();
  await expect(screens.heading('Backups')).toBeVisible();
  await expect(screens.notice('There is a mistake in the registry.')).toContainText(
    'Windows does not know TcpTimeWaitDelay',
  );
  await expect(screens.notice('There is a mistake in the registry.')).not.toContainText('MaxUserPort');
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('feff0000');

  await setPracticeValue(userData, 'TcpTimeWaitDelay', null);
  await setPracticeValue(userData, 'MaxUserPort', { type: 1, hex: utf16('60000') });
  await screens.goTo('Wizard');
  const wizard = new WizardDriver(running.page);
  await wizard.goToBackup();
  await wizard.takeBackup();
  await wizard.next.click();
  await expect(wizard.notice('There is a mistake in the registry.')).toContainText('REG_SZ');
  await wizard.main.getByRole('button', { name: 'Set MaxUserPort to 60000' }).click();
  await screens.applyAndClose();
  await expect(wizard.heading('locate')).toBeVisible();
  await expect(wizard.row('Values of the article in this key', 'MaxUserPort')).toContainText('60000');
  expect(await practiceValue(userData, 'MaxUserPort')).toBe('60ea0000');
});

test('mistakes of an opened file are explained before anything is written', async () => {
  await openRegText(`[${key}]\r\n"MaxUserPort"=dword:00065534\r\n"TcpTimedWaitDelay"=dword:78\r\nnonsense\r\n`);
  const mistakes = screens.main.getByRole('region', { name: 'Mistakes in this file' });
  await expect(mistakes).toContainText('MaxUserPort is 415028 (0x65534)');
  await expect(mistakes).toContainText('Windows skips 1 line of this file.');
  await expect(mistakes).toContainText('fewer than 8 digits');
  await expect(screens.tick('MaxUserPort')).not.toBeChecked();
  await expect(screens.tick('TcpTimedWaitDelay')).toBeChecked();
  await answerDialogs(running.app, 'accept');
  await mistakes.getByRole('button', { name: 'Set MaxUserPort to 65534' }).click();
  await screens.applyAndClose();
  expect(await practiceValue(running.userData, 'MaxUserPort')).toBe('feff0000');
});

test('a large file is read in a thread of its own, and compared like any other', async () => {
  const foreign = Array.from(
    { length: 200_000 },
    (_, index) => `"Value ${index}"="some text that makes the file long, ${index}"`,
  );
  await openRegText(
    ['[HKEY_CURRENT_USER\\Software\\Large]', ...foreign, '', `[${key}]`, '"MaxUserPort"=dword:0000fffe', ''].join(
      '\r\n',
    ),
  );
  await expect(screens.main.getByRole('heading', { name: '1 key that is never written' })).toBeVisible();
  await expect(screens.refused).toContainText('200,000');
  await expect(screens.tick('MaxUserPort')).toBeChecked();
});

test('a backup is deleted only after a confirmation', async () => {
  const { app, userData } = running;
  await screens.goTo('Backups');
  await screens.takeBackup('to be deleted');
  await screens.choose('to be deleted', 'Delete…');
  await expect.poll(async () => (await askedQuestions(app)).length).toBe(1);
  await expect(screens.backup('to be deleted')).toBeVisible();
  expect(await backupFiles(userData)).toHaveLength(1);
  await answerDialogs(app, 'accept');
  await screens.choose('to be deleted', 'Delete…');
  await expect(screens.main.getByText('There is no backup yet.')).toBeVisible();
  expect(await backupFiles(userData)).toHaveLength(0);
  await screens.goTo('History');
  await expect(screens.history).toContainText('Backup deleted');
});

test('the wizard is where it was left when one comes back to it', async () => {
  const wizard = new WizardDriver(running.page);
  await wizard.goToValue();
  await wizard.setNumber('MaxUserPort', '61234');
  await screens.goTo('History');
  await expect(wizard.banner).toBeVisible();
  await expect(screens.heading('History')).toBeFocused();
  await screens.goTo('Wizard');
  await expect(wizard.heading('value')).toBeVisible();
  await expect(wizard.field('MaxUserPort')).toHaveValue('61234');
});
