// The live figures against real sockets of this computer.
import { expect, test, type Page } from '@playwright/test';
import { closeApp, launchApp, type RunningApp } from './fixtures/launch';
import { openConnections } from './fixtures/loopback';

let running: RunningApp;
test.beforeEach(async () => (running = await launchApp()));
test.afterEach(() => closeApp(running));

/** Ports in this state, as the window shows them. */
async function shown(page: Page, state: string): Promise<number> {
  const row = page.getByRole('table', { name: 'Ports in use by state' }).getByRole('row', { name: state });
  return Number((await row.getByRole('cell').innerText()).replaceAll(',', ''));
}

test('the chart follows 300 connections that are opened and closed', async () => {
  test.setTimeout(120_000);
  test.skip(
    process.platform !== 'linux',
    'TIME_WAIT lasts and is counted differently elsewhere: the figures here are those of Linux',
  );
  const { page } = running;
  await expect(page.getByRole('img', { name: /ports in use/i })).toBeVisible();
  // What earlier tests left in TIME_WAIT is gone within a minute.
  await expect.poll(() => shown(page, 'TIME_WAIT'), { timeout: 75_000 }).toBeLessThan(50);
  const established = await shown(page, 'ESTABLISHED');

  const connections = await openConnections(300);
  await expect.poll(() => shown(page, 'ESTABLISHED')).toBeGreaterThanOrEqual(established + 290);
  expect(await shown(page, 'ESTABLISHED')).toBeLessThan(established + 350);

  await connections.close();
  await expect.poll(() => shown(page, 'TIME_WAIT')).toBeGreaterThanOrEqual(290);
  await expect.poll(() => shown(page, 'ESTABLISHED')).toBeLessThan(established + 50);
});
