// *Keep watching* on the real Electron: the window is closed, the program goes on measuring behind its icon, and comes back.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { BackupsDriver } from './fixtures/backups-driver';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';
import { electron, programArguments } from './fixtures/without-window';
import main from '../electron/contract/messages/en/main.json' with { type: 'json' };

const { keepWatching } = main;

interface IconOfTest {
  items: readonly { readonly label: string; readonly click: () => void }[] | null;
  toolTip: string;
}
type WithIcon = typeof globalThis & { iconOfTest: IconOfTest };

/** Keeps what the program gives to the icon: nobody can click on one here. */
async function watchIcon(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Tray }) => {
    const icon: IconOfTest = { items: null, toolTip: '' };
    (globalThis as WithIcon).iconOfTest = icon;
    const methods = Tray.prototype as unknown as Record<string, (this: object, value?: unknown) => void>;
    const after = (name: string, keep: (value: unknown) => void) => {
      const original = methods[name];
      methods[name] = function (value) {
        original?.call(this, value);
        keep(value);
      };
    };
    after('setContextMenu', (menu) => (icon.items = (menu as IconOfTest).items));
    after('setToolTip', (text) => (icon.toolTip = String(text)));
    after('destroy', () => (icon.items = null));
  });
}

const iconLabels = (app: ElectronApplication) =>
  app
    .evaluate(() => (globalThis as WithIcon).iconOfTest.items?.map(({ label }) => label) ?? null)
    // While the window goes, the collector may take Playwright's promise before its answer: then it is asked again.
    .catch((error: unknown) => {
      if (String(error).includes('garbage collected')) return null;
      throw error;
    });
const toolTip = (app: ElectronApplication) => app.evaluate(() => (globalThis as WithIcon).iconOfTest.toolTip);
/** As a click on this entry of the icon's menu does. */
const chooseInIcon = (app: ElectronApplication, label: string) =>
  app.evaluate((_, chosen) => {
    (globalThis as WithIcon).iconOfTest.items?.find((item) => item.label === chosen)?.click();
  }, label);
const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
const boundsOfWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
/** What listens as long as there is a window. */
const listeners = (app: ElectronApplication) =>
  app.evaluate(({ app: program, nativeTheme, session }) => ({
    secondStart: program.listenerCount('second-instance'),
    noWindow: program.listenerCount('window-all-closed'),
    quit: program.listenerCount('before-quit'),
    theme: nativeTheme.listenerCount('updated'),
    download: session.defaultSession.listenerCount('will-download'),
  }));

async function recordedLines(machineFolder: string): Promise<readonly string[]> {
  const folder = join(machineFolder, 'recording');
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl')).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.join('').trim().split('\n');
}

/** The lines since recording last began. */
function sinceStart(lines: readonly string[]): string {
  return lines.slice(lines.findLastIndex((line) => line.includes('"kind":"start"'))).join('\n');
}

async function windowFrom(app: ElectronApplication, cause: () => Promise<unknown>): Promise<Page> {
  const opened = app.waitForEvent('window');
  await cause();
  const page = await opened;
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return page;
}

async function turnOn(page: Page): Promise<void> {
  await new BackupsDriver(page).goTo('settings');
  const choice = page.getByRole('switch', { name: words.recording.settings.keepWatching });
  await expect(choice).not.toBeChecked();
  await choice.click();
  await expect(choice).toBeChecked();
}

test('goes on measuring behind its icon, and comes back as a window that works', async ({
  app,
  page,
  dialogs,
  practice,
  userData,
}) => {
  await watchIcon(app);
  const before = await listeners(app);
  await turnOn(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ width: 1003, height: 701 }));
  const bounds = await boundsOfWindow(app);
  await dialogs.accept();
  await closeWindow(app);

  const whileWatching = [keepWatching.open, keepWatching.pause, '', keepWatching.stop];
  await expect.poll(() => iconLabels(app)).toEqual(whileWatching);
  expect((await dialogs.asked()).map(({ message }) => message)).toEqual([keepWatching.explanation]);
  expect(app.windows()).toEqual([]);
  const lines = () => recordedLines(practice.machineFolder);
  await expect.poll(async () => (await lines()).filter((line) => line.includes('"kind":"start"')).length).toBe(2);
  await expect.poll(async () => sinceStart(await lines())).toContain('"kind":"sample"');
  await expect.poll(() => toolTip(app)).toMatch(/^[\d,]+ of [\d,]+ ports in use \(.+\)$/);

  await chooseInIcon(app, keepWatching.pause);
  await expect.poll(() => toolTip(app)).toBe(keepWatching.paused);
  expect(await iconLabels(app)).toEqual([keepWatching.open, keepWatching.resume, '', keepWatching.stop]);
  expect((await lines()).at(-1)).toMatch(/"kind":"end","at":\d+,"why":"paused"/);
  await chooseInIcon(app, keepWatching.resume);
  await expect.poll(() => iconLabels(app)).toEqual(whileWatching);

  const again = await windowFrom(app, () => chooseInIcon(app, keepWatching.open));
  expect(await boundsOfWindow(app)).toEqual(bounds);
  expect(await iconLabels(app)).toBeNull();
  await again.keyboard.press('Control+b');
  await expect(again.getByText(words.shortcuts.backedUp, { exact: true })).toBeVisible();
  expect(await practice.backups()).toHaveLength(1);
  await new BackupsDriver(again).goTo('usage');
  await expect(again.getByRole('term').first()).toBeVisible();
  await expect.poll(() => listeners(app)).toEqual(before);

  // Explained once.
  await closeWindow(app);
  await expect.poll(() => iconLabels(app)).toEqual(whileWatching);
  expect(await dialogs.asked()).toHaveLength(1);

  const third = await windowFrom(app, async () => {
    const second = spawn(electron, [...programArguments(userData)], { stdio: 'ignore' });
    expect(await once(second, 'exit')).toEqual([0, null]);
  });
  await new BackupsDriver(third).goTo('backups');
  await expect(new BackupsDriver(third).backups.getByRole('option')).toHaveCount(1);
  expect(await iconLabels(app)).toBeNull();

  await closeWindow(app);
  await expect.poll(() => iconLabels(app)).toEqual(whileWatching);
  const ended = app.waitForEvent('close');
  await chooseInIcon(app, keepWatching.stop);
  await ended;
  expect((await lines()).at(-1)).toMatch(/"kind":"end","at":\d+,"why":"stopped"/);
});

test('ends with the window where the person does not want it to go on, and with Exit always', async ({
  app,
  page,
  dialogs,
  startAgain,
}) => {
  await turnOn(page);
  await dialogs.cancel();
  const ended = app.waitForEvent('close');
  await closeWindow(app);
  await ended;

  const next = await startAgain();
  await turnOn(next.page);
  const exited = next.app.waitForEvent('close');
  await next.app.evaluate(({ app: program }) => setImmediate(() => program.quit()));
  await exited;
});
