// The frame of the window in the real Electron: our title bar and the system's, its measures, its colors, its place, and the
// keys that a page alone cannot try.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { faultsInBothSchemes } from './fixtures/axe';
import { closeApp, launchApp, newUserData, type ElectronProgram } from './fixtures/launch';
import { resize, scrollsSideways } from './fixtures/measures';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const frames = ['own', 'system'] as const;
/** What there may be, in CSS pixels, between the system's title bar, or the top of ours, and the first line of a page. */
const mostAbove = { own: 100, system: 60 } as const;
const sizes = [
  [1366, 669],
  [1366, 720],
  [1180, 800],
  [800, 600],
] as const;
const { views } = words;

async function launch(settings: object): Promise<ElectronProgram> {
  const userData = await newUserData();
  await writeFile(join(userData, 'settings.json'), JSON.stringify(settings));
  return launchApp({ userData });
}

const navigation = (page: Page) => page.getByRole('navigation', { name: views.label });
const goTo = (page: Page, view: keyof typeof views) =>
  navigation(page).getByRole('button', { name: views[view], exact: true }).click();

/** Of the page; the wizard's begins with its steps. */
const firstLine = (page: Page, view: string) =>
  (view === 'wizard' ? page.getByRole('navigation', { name: words.rail.label }) : page.getByRole('main')).evaluate(
    (main) => {
      const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      let top = Infinity;
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (text.textContent?.trim() === '') continue;
        range.selectNodeContents(text);
        const { height, top: begin } = range.getBoundingClientRect();
        if (height > 0) top = Math.min(top, begin);
      }
      return top;
    },
  );

const boundsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

for (const frame of frames)
  test(`leaves the height to the page, and moves nothing sideways: ${frame} frame`, async () => {
    test.slow();
    const program = await launch({ theme: 'light', frame, language: 'en' });
    const { page } = program;
    const bar = page.getByRole('banner');
    expect((await bar.boundingBox())?.height).toBe(frame === 'own' ? 40 : 36);
    for (const [width, height] of sizes) {
      await resize(program, width, height);
      for (const view of ['usage', 'backups', 'history', 'settings', 'help', 'wizard'] as const) {
        await goTo(page, view);
        const title = page.getByRole('main').getByRole('heading', { level: 1 });
        await title.waitFor();
        expect(await firstLine(page, view), `${view} at ${width}x${height}`).toBeLessThanOrEqual(mostAbove[frame]);
        if (view === 'settings' || view === 'help')
          expect(await scrollsSideways(page), `${view} at ${width}x${height}`).toEqual([]);
      }
    }
    await resize(program, 1366, 669, 2);
    for (const view of ['settings', 'help'] as const) {
      await goTo(page, view);
      await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeInViewport();
      expect(await scrollsSideways(page), `${view} at 200 %`).toEqual([]);
    }
    await closeApp(program);
  });

test('draws its title bar where the buttons of the system are not, and has them in the colors of the theme', async () => {
  const program = await launch({ theme: 'light', frame: 'own', language: 'en' });
  const { page } = program;
  const area = await page.evaluate(() => {
    const overlay = (
      navigator as unknown as { windowControlsOverlay: { visible: boolean; getTitlebarAreaRect(): DOMRect } }
    ).windowControlsOverlay;
    const { right, height } = overlay.getTitlebarAreaRect();
    return { isVisible: overlay.visible, right, height, width: innerWidth };
  });
  expect(area).toMatchObject({ isVisible: true, height: 40 });
  expect(area.right).toBeLessThan(area.width);
  const practice = await page.getByRole('note', { name: words.machine.practiceLabel }).boundingBox();
  expect((practice?.x ?? 0) + (practice?.width ?? 0)).toBeLessThanOrEqual(area.right);
  await closeApp(program);
});

test('follows the theme of the settings in page and frame, and keeps it', async () => {
  const userData = await newUserData();
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ theme: 'dark', frame: 'own', language: 'en' }));
  // Without Playwright's own choice of a scheme.
  const program = await launchApp({ userData, colorScheme: null });
  const { app, page } = program;
  const isDark = () => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const background = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor());
  expect(await isDark()).toBe(true);
  expect(await background()).toBe('#141414');
  await goTo(page, 'settings');
  await page.getByLabel(words.settings.theme).selectOption('light');
  await expect.poll(isDark).toBe(false);
  await expect.poll(background).toBe('#F5F5F5');
  await app.close();
  const again = await launchApp({ userData, colorScheme: null });
  expect(await again.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(false);
  await closeApp(again);
});

test('opens where it was left, and where a display shows it', async () => {
  const userData = await newUserData();
  const first = await launchApp({ userData });
  // Whole pixels of the screen at 125, 150 and 175 % as well.
  const left = { x: 60, y: 52, width: 1000, height: 640 };
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), left);
  await expect.poll(() => boundsOf(first.app)).toEqual(left);
  await navigation(first.page).getByRole('button', { name: views.collapse }).click();
  await expect
    .poll(() => readFile(join(userData, 'settings.json'), 'utf8').catch(() => ''))
    .toContain('"isNavigationFolded":true');
  await first.app.close();
  const again = await launchApp({ userData });
  expect(await boundsOf(again.app)).toEqual(left);
  await expect(navigation(again.page).getByRole('button', { name: views.expand })).toBeVisible();
  await again.app.close();
  await writeFile(join(userData, 'window-bounds.json'), JSON.stringify({ ...left, x: 50_000, isMaximized: false }));
  const elsewhere = await launchApp({ userData });
  const bounds = await boundsOf(elsewhere.app);
  expect(bounds?.x).toBeLessThan(10_000);
  await closeApp(elsewhere);
});

test('goes from pane to pane with F6', async ({ page }) => {
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[data-pane]')?.tagName.toLowerCase() ?? 'none');
  await page
    .getByRole('button', { name: /^Q196271/ })
    .first()
    .click();
  await page.getByRole('complementary', { name: words.article.label }).waitFor();
  const seen: string[] = [];
  for (let press = 0; press < 4; press += 1) {
    await page.keyboard.press('F6');
    seen.push(await focused());
  }
  expect(seen).toEqual(['header', 'nav', 'div', 'aside']);
});

test('gives axe nothing to find on settings, help, the practice menu and the article, light and dark', async ({
  page,
}) => {
  test.slow();
  // Fluent marks its own helpers by the focus that it sees from here on.
  await page.getByRole('note', { name: words.machine.practiceLabel }).waitFor();
  for (const view of ['settings', 'help'] as const) {
    await goTo(page, view);
    await page.getByRole('main').getByRole('heading', { level: 2 }).first().waitFor();
    expect.soft(await faultsInBothSchemes(page), view).toEqual([]);
  }
  await page.getByRole('note', { name: words.machine.practiceLabel }).getByRole('button').click();
  await page.getByLabel(words.practice.which).waitFor();
  expect.soft(await faultsInBothSchemes(page), 'practice menu').toEqual([]);
  await page.keyboard.press('Escape');
  await goTo(page, 'wizard');
  await page
    .getByRole('button', { name: /^Q196271/ })
    .first()
    .click();
  await page.getByRole('complementary', { name: words.article.label }).waitFor();
  expect.soft(await faultsInBothSchemes(page), 'article').toEqual([]);
});
