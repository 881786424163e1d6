// Evidence in the window: saved with a preview, and opened read-only under a banner.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { filled, words } from '../fixtures/words';
import { writeRecording, exhaustedNight } from '../fixtures/recorded';
import { expect, playLoad, test } from './test';

const { evidence, symptom } = words;
const { saving, opened } = evidence;

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const banner = (page: Page) => page.getByText(opened.text);
const tab = (page: Page, name: string) => page.getByRole('tab', { name });

async function saveFromHelp(page: Page): Promise<void> {
  await page.getByRole('navigation').getByText(words.views.help).click();
  await button(page, evidence.actions.save).click();
  await page.getByRole('heading', { level: 1, name: saving.title }).waitFor();
  await page.getByRole('table', { name: saving.contents }).waitFor();
}

for (const isReplaced of [false, true])
  test(`is saved, and opened with the same verdict, ${isReplaced ? 'with' : 'without'} names replaced`, async ({
    program,
    page,
    dialogs,
    folder,
    practice,
  }) => {
    await writeRecording(join(practice.machineFolder, 'recording'), exhaustedNight());
    await playLoad(program, 'leak');
    const reasons = () => page.getByRole('list', { name: symptom.reasons }).innerText();
    // Of the sample that is saved: another one may have come since the last verdict.
    await button(page, symptom.checkAgain).click();
    await button(page, symptom.checkAgain).waitFor();
    const before = await reasons();
    await saveFromHelp(page);
    if (isReplaced) await page.getByRole('switch', { name: saving.replaceNames }).check();
    const file = join(folder, 'a.zip');
    await dialogs.choose(file);
    await button(page, saving.save).click();
    await page.getByText(saving.savedTitle).waitFor();
    expect(await readdir(folder)).toEqual(['a.zip']);
    await button(page, saving.close).click();

    await button(page, evidence.actions.open).click();
    await banner(page).waitFor();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    // On the page: a screen reader is told it too, for a moment.
    expect(await page.getByRole('main').getByText(opened.replaced).count()).toBe(isReplaced ? 1 : 0);
    if (!isReplaced) expect(await reasons()).toBe(before);
    await expect(page.getByRole('table', { name: symptom.evidence })).toBeVisible();
    await tab(page, opened.tab.recording).click();
    await expect(page.getByRole('region', { name: words.recording.snapshot.title })).toContainText('14,909');
    await tab(page, opened.tab.history).click();
    await expect(page.getByRole('main')).toContainText(opened.noHistory);
    await button(page, opened.close).click();
    await expect(banner(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1, name: words.help.title })).toBeVisible();
  });

test('says what is left out with names replaced, and what there is none of', async ({ page }) => {
  await saveFromHelp(page);
  const contents = page.getByRole('table', { name: saving.contents });
  await expect(contents).toContainText(evidence.parts.evidence);
  await button(page, filled(saving.missing, { number: 7 })).click();
  await expect(page.getByRole('main')).toContainText(evidence.parts.ticket);
  await button(page, saving.cancel).click();
  await expect(page.getByRole('heading', { level: 1, name: words.help.title })).toBeVisible();
});

test('refuses what is no evidence file, and says so', async ({ page, dialogs, folder }) => {
  const file = join(folder, 'b.zip');
  await writeFile(file, 'no zip');
  await dialogs.choose(file);
  await page.getByRole('navigation').getByText(words.views.help).click();
  await button(page, evidence.actions.open).click();
  await expect(page.getByText(words.errors.EVIDENCE_REFUSED.reasons['not-a-zip'])).toBeVisible();
  await expect(page.getByText(filled(words.errors.EVIDENCE_REFUSED.titleOf, { file: 'b.zip' }))).toBeVisible();
  await expect(banner(page)).toHaveCount(0);
});
