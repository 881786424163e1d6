// The tour: the built program on the practice machine, driven through the whole wizard, each step told in a line.
// Leaves pictures, the backup and the change summary in out/tour.
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { expect, test } from '../fixtures/test';
import { resultTable, type WizardDriver } from '../fixtures/wizard-driver';
import { words } from '../fixtures/words';

const projectFolder = resolve(import.meta.dirname, '..', '..');
const tourFolder = join(projectFolder, 'out', 'tour');

test('tours the whole wizard on the practice machine', async ({ page, dialogs, wizard, practice }) => {
  await rm(tourFolder, { recursive: true, force: true });
  await mkdir(tourFolder, { recursive: true });
  await dialogs.accept();

  /** A picture in light colours, and one in dark ones. */
  const picture = async (name: string): Promise<void> => {
    await page.screenshot({ path: join(tourFolder, `${name}.png`), animations: 'disabled' });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: join(tourFolder, `${name}-dark.png`), animations: 'disabled' });
    await page.emulateMedia({ colorScheme: 'light' });
  };

  await wizard.heading('symptom').waitFor();
  await wizard.usage.getByRole('list').first().waitFor();
  tell(`The wizard is open. ${await wizard.banner.innerText()}`);
  tell(`Step 1, diagnose: ${(await wizard.main.getByRole('group').first().textContent()) ?? ''}`);
  await picture('1-diagnose');

  await wizard.goToBackup();
  tell(`Step 2, back up: ${await rowText(wizard, words.locate.tableLabel)}`);
  await picture('2-back-up');
  await wizard.backUp();
  const [firstBackup = ''] = await practice.backups();
  tell(`        ${basename(firstBackup)} was written, read back and compared with the registry.`);

  await wizard.setNumber('MaxUserPort', '4999');
  tell(`Step 3, choose: 4999 is refused: ${await wizard.main.getByRole('alert').innerText()}`);
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.table(words.value.tableLabel).waitFor();
  tell(`        65534 is accepted: ${await rowText(wizard, words.value.tableLabel)}`);
  await picture('3-choose');

  await wizard.goOnToApply();
  await picture('4-apply');
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  const [question] = await dialogs.asked();
  tell(`Step 4, apply: asked "${question?.message ?? ''}", answered yes; written and read back.`);
  await picture('5-verify');
  await wizard.openDetails();
  await wizard.table(resultTable).waitFor();
  tell(`Step 5, verify: ${await rowText(wizard, resultTable)}`);
  const summary = await wizard.ticketText();
  const changeBackup = (await practice.backups()).at(-1) ?? '';

  await wizard.restart.click();
  await wizard.notice(words.done.verdict['took-effect'].title).waitFor();
  await expect(wizard.row(resultTable, 'MaxUserPort')).toContainText('65534 (64,510 ports)');
  tell(`        after the simulated restart: ${await rowText(wizard, resultTable)}`);
  await picture('6-restarted');

  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  await wizard.openDetails();
  await wizard.table(resultTable).waitFor();
  tell(`Undo: ${await rowText(wizard, resultTable)}`);
  await picture('7-undone');

  const [backup, manifest] = [changeBackup, changeBackup.replace(/\.reg$/, '.json')];
  await copyFile(backup, join(tourFolder, basename(backup)));
  await copyFile(manifest, join(tourFolder, basename(manifest)));
  await writeFile(join(tourFolder, 'change-summary.txt'), summary);

  tell('The tour is over. It left:');
  tell(`  ${pathInProject('1-diagnose.png')} and further pictures, light and dark`);
  tell(`  ${pathInProject(basename(backup))} and ${pathInProject(basename(manifest))}`);
  tell(`  ${pathInProject('change-summary.txt')}`);
});

function tell(line: string): void {
  console.log(line);
}

function pathInProject(name: string): string {
  return relative(projectFolder, join(tourFolder, name));
}

async function rowText(wizard: WizardDriver, table: string | RegExp): Promise<string> {
  const columns = await wizard.table(table).getByRole('columnheader').allInnerTexts();
  const cells = await wizard.row(table, 'MaxUserPort').locator('th, td').allInnerTexts();
  return cells
    .map((cell, index) => (index === 0 ? cell : `${columns[index]?.toLowerCase() ?? ''} ${cell}`))
    .filter((text) => !text.endsWith('–'))
    .join(', ');
}
