// The large view of live usage: real sockets against `ss`, scripted loads, and everything a person does with the chart.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { accessibilityFaults } from './fixtures/axe';
import { clickMenu, closeApp, launchApp, type RunningApp } from './fixtures/launch';
import { openConnections } from './fixtures/loopback';
import { portsBySs, type SsState } from './fixtures/socket-statistics';

let running: RunningApp;
test.afterEach(() => closeApp(running));

async function openView(colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  running = await launchApp({ colorScheme });
  const { page } = running;
  await page.getByRole('button', { name: 'Open live usage' }).click();
  await page.getByRole('heading', { level: 1, name: 'Live port usage' }).waitFor();
  await page.getByRole('table', { name: 'By process' }).waitFor();
  return page;
}

const chart = (page: Page): Locator => page.getByRole('application', { name: 'Chart of the ports in use by state' });

async function chooseLoad(page: Page, load: string): Promise<void> {
  await page.getByLabel('Show', { exact: true }).selectOption(load);
  await expect(page.getByText('These sockets do not exist.')).toBeVisible();
}

/** The person in front of the native dialog saves to `file`; null cancels. */
async function saveTo(file: string | null): Promise<void> {
  await running.app.evaluate(({ dialog }, path) => {
    Object.assign(dialog, { showSaveDialog: () => Promise.resolve({ canceled: path === null, filePath: path ?? '' }) });
  }, file);
}

/** The states of the fullest local address, as the words beside its bar say them. */
async function shownAt(page: Page, address: string): Promise<Readonly<Record<string, number>>> {
  const row = page.getByRole('table', { name: 'By local address' }).getByRole('row', { name: address });
  const words = (await row.getByRole('img').getAttribute('aria-label')) ?? '';
  return Object.fromEntries(
    words.split(/, (?=[A-Z])/).map((part) => {
      const [state = '', count = ''] = part.split(' ');
      return [state, Number(count.replaceAll(',', ''))];
    }),
  );
}

/** Other programs come and go meanwhile: the window must lie between two looks of ss, with some slack. */
async function expectAgreement(page: Page, pairs: readonly (readonly [SsState, string])[]): Promise<void> {
  const slack = 25;
  await expect(async () => {
    const before = await portsBySs();
    await page.waitForTimeout(1500);
    const shown = await shownAt(page, '127.0.0.1');
    const after = await portsBySs();
    for (const [ss, state] of pairs) {
      expect(shown[state] ?? 0, state).toBeGreaterThanOrEqual(Math.min(before[ss], after[ss]) - slack);
      expect(shown[state] ?? 0, state).toBeLessThanOrEqual(Math.max(before[ss], after[ss]) + slack);
    }
  }).toPass({ timeout: 15_000 });
}

test('2,000 connections in three patterns: the window agrees with ss, and names the process', async () => {
  test.skip(process.platform !== 'linux', 'ss is a program of Linux');
  test.setTimeout(120_000);
  const page = await openView();
  const connections = await openConnections(2000);
  await connections.hangUp(500);
  await connections.close(500);
  await expectAgreement(page, [
    ['ESTAB', 'ESTABLISHED'],
    ['CLOSE-WAIT', 'CLOSE_WAIT'],
    ['TIME-WAIT', 'TIME_WAIT'],
  ]);

  // First: TIME_WAIT lasts a minute, and on a busy machine what follows takes as long.
  await expect(
    page.getByRole('table', { name: 'By process' }).getByRole('row', { name: 'Released by its process' }),
  ).toBeVisible();

  const ours = page
    .getByRole('table', { name: 'By process' })
    .getByRole('row', { name: new RegExp(`\\(${process.pid}\\)`) });
  await expect(ours).toBeVisible({ timeout: 15_000 });
  const ports = async () => Number(((await ours.getByRole('cell').first().innerText()) || '0').replaceAll(',', ''));
  // Owners are looked up a few at a time, so that the first figures of a process are small.
  await expect.poll(ports, { timeout: 30_000 }).toBeGreaterThan(1400);
  expect(await ports()).toBeLessThan(1600);

  await ours.getByRole('button').click();
  await expect(page.getByRole('button', { name: /^Only .*Show all$/ })).toBeVisible();
  await connections.close();
  await expectAgreement(page, [['TIME-WAIT', 'TIME_WAIT']]);
});

test('a leak is foreseen, filtered, and gone with the real sockets', async () => {
  const page = await openView();
  await chooseLoad(page, 'leak');
  await expect(
    page.getByText(/Rising by [\d,]+ ports a minute\. 80% are reached in .*All ports are used up in \d+–\d+ min/),
  ).toBeVisible({ timeout: 45_000 });
  await page.getByRole('button', { name: '10.20.0.15:1433' }).click();
  await expect(page.getByRole('button', { name: 'Only 10.20.0.15:1433 – Show all' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the wizard' }).click();
  await expect(page.getByText('Simulated sockets: port leak')).toBeVisible();
  await clickMenu(running.app, 'practice-load-none');
  await expect(page.getByText(/^Real sockets of this computer/)).toBeVisible();
});

test('exhaustion is announced at each threshold, in the window and on the task bar, and refuses connections', async () => {
  const page = await openView();
  await running.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const levels: number[] = [];
    if (window) Object.assign(window, { setProgressBar: (level: number) => levels.push(level) });
    Object.assign(globalThis, { levels });
  });
  await chooseLoad(page, 'exhaustion');
  await expect(page.getByRole('group', { name: /Over 80% of the ports are in use/ })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('group', { name: /Over 95% of the ports are in use/ })).toBeVisible({ timeout: 40_000 });
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText(/Connections refused with error 10055: [1-9]/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('No port is left.')).toBeVisible();
  await expect(page.getByRole('group', { name: /Over/ })).toBeHidden();
  const levels = await running.app.evaluate(() => (globalThis as unknown as { levels: number[] }).levels);
  expect(Math.max(...levels)).toBe(1);
});

test('in the background a crossed threshold is a desktop notification, once, and only while that is switched on', async () => {
  const page = await openView();
  await running.app.evaluate(({ BrowserWindow, Notification }) => {
    const shown: { title: string; body: string }[] = [];
    const focused: string[] = [];
    const [window] = BrowserWindow.getAllWindows();
    if (window) Object.assign(window, { isFocused: () => false, focus: () => focused.push('window') });
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push({ title: this.title, body: this.body });
      this.emit('click');
    };
    Object.assign(globalThis, { shown, focused });
  });
  const notifications = () =>
    running.app.evaluate(() => (globalThis as unknown as { shown: { title: string; body: string }[] }).shown);
  await chooseLoad(page, 'exhaustion');
  await expect(page.getByRole('group', { name: /Over 80% of the ports are in use/ })).toBeVisible({ timeout: 20_000 });
  await expect
    .poll(async () => (await notifications()).map(({ title }) => title).slice(0, 2))
    .toEqual(['Simulated: 50% of the ports are in use', 'Simulated: 80% of the ports are in use']);
  const focused = await running.app.evaluate(() => (globalThis as unknown as { focused: string[] }).focused);
  expect(focused.slice(0, 2)).toEqual(['window', 'window']);

  await page.getByRole('switch', { name: /notification/i }).uncheck();
  const told = await notifications();
  await chooseLoad(page, 'idle');
  await chooseLoad(page, 'exhaustion');
  await expect(page.getByRole('group', { name: /Over 95% of the ports are in use/ })).toBeVisible({ timeout: 40_000 });
  expect(await notifications()).toEqual(told);
});

test('paused, the table and the CSV hold the same figures; a PNG is a picture; Cancel writes nothing', async () => {
  const page = await openView();
  const file = join(tmpdir(), `port-usage-${process.pid}.csv`);
  const picture = join(tmpdir(), `port-usage-${process.pid}.png`);
  await chooseLoad(page, 'burst');
  await page.getByRole('button', { name: '1 min', exact: true }).click();
  await page.waitForTimeout(8000);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('switch', { name: 'Show as a table' }).check();
  const table = page.getByRole('table', { name: 'Ports in use over time' });
  await table.waitFor();
  const shown = (await table.getByRole('row').allInnerTexts()).slice(1).map((row) =>
    row
      .trim()
      .split(/\s*\t\s*/)
      .slice(1)
      .map((cell) => cell.replaceAll(',', '')),
  );

  await saveTo(null);
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await expect(page.getByText('Not saved.')).toBeVisible();
  await saveTo(file);
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await expect(page.getByText(`Saved: ${file}`)).toBeVisible();
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const written = lines.map((cells) => [cells[8], ...cells.slice(1, 8)]).reverse();
  expect(shown.length).toBeGreaterThan(6);
  expect(shown).toEqual(written);

  await saveTo(picture);
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await expect(page.getByText(`Saved: ${picture}`)).toBeVisible();
  const png = await readFile(picture);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(5000);
  await Promise.all([rm(file), rm(picture)]);
});

test('the keyboard alone works the chart', async () => {
  const page = await openView();
  await page.waitForTimeout(3000);
  await chart(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('status').filter({ hasText: / of [\d,]+ in use/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '5 min', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('-');
  await expect(page.getByRole('button', { name: '5 min', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press(' ');
  await expect(page.getByRole('button', { name: 'Follow the present' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('button', { name: 'Follow the present' })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the usage view, ${colorScheme}`, async () => {
    const page = await openView(colorScheme);
    await chooseLoad(page, 'exhaustion');
    await page.getByRole('group', { name: /Over 80%/ }).waitFor();
    await page.getByRole('switch', { name: 'Show as a table' }).check();
    await page.getByRole('table', { name: 'Ports in use over time' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}
