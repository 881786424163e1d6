// Evidence saved by one window, opened by the window of another user data folder: the same verdict, read-only.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { partsOf } from '../electron/evidence/zip';
import { faultsInBothSchemes } from './fixtures/axe';
import { closeApp, launchApp } from './fixtures/launch';
import { exhaustedNight, writeRecording } from './fixtures/recorded';
import { verdictOn } from './fixtures/program';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const { evidence } = words;
const { saving, opened } = evidence;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The conclusion that the writer of a file came to. */
async function titleIn(file: string): Promise<string> {
  const parts = await partsOf(await readFile(file));
  if (!parts.ok) throw new Error(JSON.stringify(parts.error));
  const verdict: unknown = JSON.parse(Buffer.from(parts.value.get('verdict.json') ?? []).toString('utf8'));
  return z.object({ title: z.string() }).parse(verdict).title;
}

test('opens elsewhere with the same verdict, with and without names replaced', async ({
  page,
  menu,
  dialogs,
  practice,
  folder,
}) => {
  await writeRecording(join(practice.machineFolder, 'recording'), exhaustedNight());
  await menu.choose('practice-load-leak');
  await verdictOn(page, 'leak').waitFor();
  await page.getByRole('navigation').getByText(words.views.help, { exact: true }).click();
  for (const isReplaced of [false, true]) {
    await button(page, evidence.actions.save).click();
    await page.getByRole('table', { name: saving.contents }).waitFor();
    if (isReplaced) await page.getByRole('switch', { name: saving.replaceNames }).check();
    else expect(await faultsInBothSchemes(page)).toEqual([]);
    await dialogs.choose(join(folder, isReplaced ? 'replaced.zip' : 'plain.zip'));
    await button(page, saving.save).click();
    await page.getByText(saving.savedTitle, { exact: true }).waitFor();
    await button(page, saving.close).click();
  }

  const elsewhere = await launchApp({});
  try {
    await elsewhere.page.getByRole('navigation').getByText(words.views.help, { exact: true }).click();
    for (const file of ['plain.zip', 'replaced.zip']) {
      await elsewhere.dialogs.choose(join(folder, file));
      await button(elsewhere.page, evidence.actions.open).click();
      await elsewhere.page.getByText(opened.text).first().waitFor();
      if (file === 'plain.zip') expect(await faultsInBothSchemes(elsewhere.page)).toEqual([]);
      // As it was concluded where the file was saved.
      await expect(elsewhere.page.getByRole('main')).toContainText(await titleIn(join(folder, file)));
      await expect(elsewhere.page.getByText(opened.replaced)).toHaveCount(file === 'plain.zip' ? 0 : 1);
      await elsewhere.page.getByRole('tab', { name: opened.tab.recording }).click();
      await expect(elsewhere.page.getByRole('region', { name: words.recording.snapshot.title })).toContainText(
        '14,909',
      );
      await button(elsewhere.page, opened.close).click();
    }
  } finally {
    await closeApp(elsewhere);
  }
});
