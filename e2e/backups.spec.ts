// A file that is too large to be read at once, in Electron; the other cases of the backups are in components/backups.test.ts.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/test';

const key = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';

test('compares a file of 200,000 foreign values like any other', async ({ dialogs, screens, folder }) => {
  const foreign = Array.from(
    { length: 200_000 },
    (_, index) => `"Value ${index}"="some text that makes the file long, ${index}"`,
  );
  const file = join(folder, 'large.reg');
  const lines = [
    'Windows Registry Editor Version 5.00',
    '',
    '[HKEY_CURRENT_USER\\Software\\Large]',
    ...foreign,
    '',
    `[${key}]`,
    '"MaxUserPort"=dword:0000fffe',
    '',
  ];
  await writeFile(file, lines.join('\r\n'));
  await dialogs.choose(file);
  await screens.goTo('backups');
  await screens.openFile();
  await expect(screens.notice('1 key in this file will be ignored.')).toBeVisible();
  await screens.showIgnored();
  await expect(screens.refused).toContainText('200,000');
  await expect(screens.tick('MaxUserPort')).toBeChecked();
});
