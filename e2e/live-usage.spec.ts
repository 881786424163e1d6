// The large view of live usage: real sockets against `ss`, scripted loads, and everything a person does with the chart.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { faultsInBothSchemes } from './fixtures/axe';
import { openConnections } from './fixtures/loopback';
import { samplesOf } from './fixtures/samples';
import { portsBySs } from './fixtures/socket-statistics';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

test.beforeEach(async ({ page, menu }) => {
  await menu.choose('practice-load-none');
  await page.getByRole('button', { name: 'Open live usage' }).click();
  await page.getByRole('heading', { level: 1, name: 'Live port usage' }).waitFor();
  const main = page.getByRole('main');
  await main.getByText(/^Real sockets of this computer .*, not of the practice machine$/).waitFor();
  // A computer may have no socket in its range, and then no table of who uses the ports.
  await page.getByText(words.live.facts.udp, { exact: true }).waitFor();
});

const chart = (page: Page): Locator => page.getByRole('application', { name: 'Chart of the ports in use by state' });

async function chooseLoad(page: Page, load: string): Promise<void> {
  await page.getByLabel('Show', { exact: true }).selectOption(load);
  await expect(page.getByText('These sockets do not exist.')).toBeVisible();
}

/** The states of a local address, as the words beside its bar say them. */
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

const stateNames = {
  LISTEN: 'LISTEN',
  ESTAB: 'ESTABLISHED',
  'CLOSE-WAIT': 'CLOSE_WAIT',
  'TIME-WAIT': 'TIME_WAIT',
} as const;

/** The address is ours alone, so that the window and ss have to say the same, to the port. Gives what both say. */
async function agreedAt(page: Page, address: string): Promise<Readonly<Record<string, number>>> {
  let agreed: Readonly<Record<string, number>> = {};
  await expect(async () => {
    const told = await portsBySs(address);
    // The first may have been measured before.
    await samplesOf(page, 2);
    agreed = await shownAt(page, address);
    const named = (Object.keys(stateNames) as (keyof typeof stateNames)[]).map((state) => [
      stateNames[state],
      told[state],
    ]);
    expect(agreed).toEqual(Object.fromEntries(named.filter(([, ports]) => ports !== 0)));
  }).toPass({ timeout: 30_000 });
  return agreed;
}

test('agrees with ss on 2,000 connections in three patterns, and names the process', async ({ page }) => {
  test.skip(process.platform !== 'linux', 'ss is a program of Linux');
  test.setTimeout(120_000);
  const connections = await openConnections(2000);
  await connections.hangUp(500);
  await connections.close(500);
  expect(await agreedAt(page, connections.address)).toEqual({
    LISTEN: 1,
    ESTABLISHED: 1000,
    CLOSE_WAIT: 500,
    TIME_WAIT: 500,
  });

  // First: TIME_WAIT lasts a minute, and on a busy machine what follows takes as long. Sockets of other people's programs
  // have no owner that we are told of either.
  const processes = page.getByRole('table', { name: words.live.who.processes });
  const ownerless = new RegExp(`^(${words.live.who.released}|${words.live.who.unknownOwner})`);
  await expect(processes.getByRole('row', { name: ownerless })).toBeVisible();

  const ours = processes.getByRole('row', { name: new RegExp(`\\(${process.pid}\\)`) });
  await expect(ours).toBeVisible({ timeout: 15_000 });
  const ports = async () => Number(((await ours.getByRole('cell').first().innerText()) || '0').replaceAll(',', ''));
  // Owners are looked up a few at a time, so that the first figures of a process are small. What this process has beside
  // the listener and the open ends is its connection to Electron.
  await expect.poll(ports, { timeout: 30_000 }).toBeGreaterThanOrEqual(1501);
  expect(await ports()).toBeLessThan(1520);

  await ours.getByRole('button').click();
  await expect(page.getByRole('button', { name: /^Only .*Show all$/ })).toBeVisible();
  await connections.close();
  const left = await agreedAt(page, connections.address);
  expect(Object.keys(left)).toEqual(['TIME_WAIT']);
  expect(left.TIME_WAIT).toBeGreaterThanOrEqual(1000);
});

test('holds the same figures in the table and the CSV while paused; saves a picture as PNG; writes nothing after Cancel', async ({
  page,
  dialogs,
  folder,
}) => {
  const file = join(folder, 'port-usage.csv');
  const picture = join(folder, 'port-usage.png');
  await chooseLoad(page, 'burst');
  await page.getByRole('button', { name: '1 min', exact: true }).click();
  await samplesOf(page, 7);
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

  await dialogs.choose(null);
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await expect(page.getByText('Not saved.')).toBeVisible();
  await dialogs.choose(file);
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

  await dialogs.choose(picture);
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  await expect(page.getByText(`Saved: ${picture}`)).toBeVisible();
  const png = await readFile(picture);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(5000);
});

test('works the chart with the keyboard alone', async ({ page }) => {
  await samplesOf(page, 2);
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

test('gives axe nothing to find in the usage view, light and dark', async ({ page }) => {
  await chooseLoad(page, 'exhaustion');
  await page.getByRole('group', { name: /Over 80%/ }).waitFor();
  await page.getByRole('switch', { name: 'Show as a table' }).check();
  await page.getByRole('table', { name: 'Ports in use over time' }).waitFor();
  expect(await faultsInBothSchemes(page)).toEqual([]);
});
