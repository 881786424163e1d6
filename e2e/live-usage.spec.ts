// The large view of live usage: real sockets against `ss`, scripted loads, and everything a person does with the chart.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accessibilityFaults, faultsInBothSchemes } from './fixtures/axe';
import { LiveDriver } from './fixtures/live-driver';
import { openConnections } from './fixtures/loopback';
import { skipWhereTooLarge } from './fixtures/measures';
import { samplesOf } from './fixtures/samples';
import { portsBySs } from './fixtures/socket-statistics';
import { isWindows } from './fixtures/system';
import { expect, test as base } from './fixtures/test';
import { filled, like, words } from './fixtures/words';

const { live } = words;

const test = base.extend<{ usage: LiveDriver }>({
  usage: async ({ page, menu }, use) => {
    const usage = new LiveDriver(page);
    // On Windows the practice machine knows simulated sockets alone, and has some from its start.
    if (!isWindows) await menu.choose('practice-load-none');
    await usage.open();
    if (!isWindows) await usage.source(/^Real sockets of this PC .*, not the practice PC/).waitFor();
    // A computer may have no socket in its range.
    await usage.tile(live.tiles.inUse).waitFor();
    await use(usage);
  },
});

/** The states of a local address, as the words of its bar say them. */
async function shownAt(usage: LiveDriver, address: string): Promise<Readonly<Record<string, number>>> {
  const words = (await usage.user('addresses', address).getByRole('img').getAttribute('aria-label')) ?? '';
  return Object.fromEntries(
    words.split(/, (?=[A-Z])/).map((part) => {
      const [state = '', count = ''] = part.split(' ');
      return [state, Number(count.replaceAll(',', ''))];
    }),
  );
}

const stateNames = {
  LISTEN: 'LISTEN',
  ESTAB: 'ESTABLISHED',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'TIME-WAIT': 'TIME_WAIT',
} as const;

/** The address is ours alone, so that the window and ss have to say the same, to the port. Gives what both say. */
async function agreedAt(usage: LiveDriver, address: string): Promise<Readonly<Record<string, number>>> {
  let agreed: Readonly<Record<string, number>> = {};
  await usage.showUsers('addresses');
  await expect(async () => {
    const told = await portsBySs(address);
    // The first may have been measured before.
    await samplesOf(usage.page, 2);
    agreed = await shownAt(usage, address);
    const named = (Object.keys(stateNames) as (keyof typeof stateNames)[]).map((state) => [
      stateNames[state],
      told[state],
    ]);
    expect(agreed).toEqual(Object.fromEntries(named.filter(([, ports]) => ports !== 0)));
  }).toPass({ timeout: 30_000 });
  return agreed;
}

test('agrees with ss on 2,000 connections in three patterns, and names the process', async ({ usage }) => {
  test.skip(process.platform !== 'linux', 'ss is a program of Linux');
  test.setTimeout(120_000);
  const connections = await openConnections(2000);
  await connections.hangUp(500);
  await connections.close(500);
  expect(await agreedAt(usage, connections.address)).toEqual({
    LISTEN: 1,
    ESTABLISHED: 1000,
    CLOSE_WAIT: 500,
    TIME_WAIT: 500,
  });

  // First: TIME_WAIT lasts a minute, and on a busy machine what follows takes as long.
  await usage.showUsers('processes');
  await expect(usage.user('processes', live.usedBy.released)).toBeVisible();

  const ours = usage.user('processes', new RegExp(` · ${process.pid}$`));
  await expect(ours).toBeVisible({ timeout: 15_000 });
  const ports = async () => Number(((await ours.getByRole('cell').first().innerText()) || '0').replaceAll(',', ''));
  // Owners are looked up a few at a time, so that the first figures of a process are small. What this process has beside
  // the listener and the open ends is its connection to Electron.
  await expect.poll(ports, { timeout: 30_000 }).toBeGreaterThanOrEqual(1501);
  expect(await ports()).toBeLessThan(1520);

  await ours.getByRole('button').first().click();
  await expect(usage.filter).toBeVisible();
  await connections.close();
  const left = await agreedAt(usage, connections.address);
  expect(Object.keys(left)).toEqual(['TIME_WAIT']);
  expect(left.TIME_WAIT).toBeGreaterThanOrEqual(1000);
});

test('holds the same figures in the table and the CSV while paused; saves a picture as PNG; writes nothing after Cancel', async ({
  usage,
  page,
  dialogs,
  folder,
}) => {
  const file = join(folder, 'port-usage.csv');
  const picture = join(folder, 'port-usage.png');
  await usage.play('burst');
  await usage.sourceOf('burst').waitFor();
  await samplesOf(page, 7);
  await usage.pause.click();
  await usage.toggle(live.chart.showTable);
  await usage.history.waitFor();
  const shown = (await usage.history.getByRole('row').allInnerTexts()).slice(1).map((row) =>
    row
      .trim()
      .split(/\s*\t\s*/)
      .slice(1)
      .map((cell) => cell.replaceAll(',', '')),
  );

  await dialogs.choose(null);
  await usage.export(live.export.csv);
  await expect(page.getByText(live.export.notSaved)).toBeVisible();
  await dialogs.choose(file);
  await usage.export(live.export.csv);
  await expect(page.getByText(filled(live.export.saved, { file }))).toBeVisible();
  const lines = (await readFile(file, 'utf8'))
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const written = lines.map((cells) => [cells[8], ...cells.slice(1, 8)]).reverse();
  expect(shown.length).toBeGreaterThan(6);
  expect(shown).toEqual(written);

  await dialogs.choose(picture);
  await usage.export(live.export.png);
  await expect(page.getByText(filled(live.export.saved, { file: picture }))).toBeVisible();
  const png = await readFile(picture);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(5000);
});

test('works the chart with the keyboard alone', async ({ usage, page }) => {
  await samplesOf(page, 2);
  const auto = usage.choice(live.chart.range.auto);
  await usage.chart.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('status').filter({ hasText: / of [\d,]+ in use/ })).toBeAttached();
  await expect(auto).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('-');
  await expect(auto).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press(' ');
  await expect(usage.resume).toBeVisible();
  await page.keyboard.press('End');
  await expect(usage.pause).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(usage.resume).toBeVisible();
});

test('fills the window with the chart, and scrolls nothing sideways at any size', async ({ usage, page, app }) => {
  await usage.play('leak');
  await usage.sourceOf('leak').waitFor();
  const sizes = [
    [1366, 669, 1],
    [1180, 800, 1],
    [800, 600, 1],
    [1366, 669, 2],
  ] as const;
  for (const [width, height, zoom] of sizes) {
    await skipWhereTooLarge(page, width, height);
    await app.evaluate(
      ({ BrowserWindow }, size) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.setMinimumSize(300, 200);
        window?.setContentSize(size.width, size.height);
        window?.webContents.setZoomFactor(size.zoom);
      },
      { width, height, zoom },
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(Math.round(width / zoom));
    await samplesOf(page, 1);
    const name = `${width}x${height} at ${zoom * 100} %`;
    const main = await usage.main.evaluate((element) => ({
      sideways: element.scrollWidth - element.clientWidth,
      below: element.scrollHeight - element.clientHeight,
    }));
    expect(main.sideways, name).toBeLessThanOrEqual(0);
    if (width === 1366 && zoom === 1) expect(main.below, name).toBeLessThanOrEqual(0);
    const chart = await usage.chart.boundingBox();
    expect(chart?.height, name).toBeGreaterThanOrEqual(239);
  }
});

test('gives axe nothing to find in the usage view, light and dark, with its menus open', async ({ usage, page }) => {
  await usage.play('exhaustion');
  await usage.main.getByRole('button', { name: live.seeResult }).waitFor();
  await usage.toggle(live.chart.showTable);
  await usage.history.waitFor();
  expect(await faultsInBothSchemes(page)).toEqual([]);
  await usage
    .user('processes', /^svchost/)
    .getByRole('button', { name: like(live.usedBy.commandsFor) })
    .click();
  await page.getByRole('menuitem', { name: live.usedBy.copy }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
