// The pictures of the README: the built program on the practice machine, a database that needs more ports than there are.
import { join, resolve } from 'node:path';
import { resize } from '../fixtures/measures';
import { playWindows, verdictOn } from '../fixtures/program';
import { expect, test } from '../fixtures/test';
import { words } from '../fixtures/words';

const imagesFolder = resolve(import.meta.dirname, '..', '..', 'docs', 'images');
/** Until the trend is known, and the chart has something to show. */
const longestWaitMs = 100_000;

test('takes the pictures of the README', async ({ program, page, menu, dialogs, wizard }) => {
  test.setTimeout(longestWaitMs + 60_000);
  const picture = async (name: string) => {
    await page.screenshot({ path: join(imagesFolder, `${name}.png`), animations: 'disabled', caret: 'hide' });
    console.log(`docs/images/${name}.png`);
  };
  await resize(program, 1366, 669);
  await dialogs.accept();
  await playWindows(program, 'windows11');
  await menu.choose('practice-load-heavy');
  await verdictOn(page, 'heavy').waitFor();
  await expect(wizard.notice(/needs many ports\.$/)).toBeVisible({ timeout: longestWaitMs });
  await picture('diagnose');
  await wizard.goToValue();
  await wizard.table(words.value.tableLabel).waitFor();
  await picture('choose');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.ticket.getByRole('button', { name: words.ticket.copyText }).waitFor();
  await picture('verify');
});
