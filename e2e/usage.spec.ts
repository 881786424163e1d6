// The live figures against real sockets of this computer.
import type { Page } from '@playwright/test';
import { openConnections } from './fixtures/loopback';
import { expect, test } from './fixtures/test';

/** Ports in this state, as the window shows them. */
async function shown(page: Page, state: string): Promise<number> {
  const row = page.getByRole('table', { name: 'Ports in use by state' }).getByRole('row', { name: state });
  return Number((await row.getByRole('cell').innerText()).replaceAll(',', ''));
}

test('follows 300 connections that are opened and closed', async ({ page }) => {
  test.setTimeout(120_000);
  test.skip(
    process.platform !== 'linux',
    'TIME_WAIT lasts and is counted differently elsewhere: the figures here are those of Linux',
  );
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
