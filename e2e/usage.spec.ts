// The live figures against real sockets of this PC.
import type { Page } from '@playwright/test';
import { openConnections } from './fixtures/loopback';
import { samplesOf } from './fixtures/samples';
import { portsBySs, type SsState } from './fixtures/socket-statistics';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

/** Ports in this state, as the legend of the small chart says them; what it leaves out has none. */
async function shown(page: Page, state: keyof typeof words.usage.states): Promise<number> {
  const name = words.usage.states[state].short;
  const legend = page.getByRole('complementary').getByRole('list', { name: words.usage.tableLabel });
  const items = await legend.getByRole('listitem').allInnerTexts();
  const item = items.find((text) => text.startsWith(`${name} `)) ?? '0';
  return Number(item.replace(name, '').replaceAll(',', ''));
}

/** The panel counts the sockets of every program, which come and go: what it shows must lie between two looks of ss. */
async function expectAgreement(
  page: Page,
  pairs: readonly (readonly [SsState, keyof typeof words.usage.states])[],
): Promise<void> {
  const slack = 25;
  await expect(async () => {
    const before = await portsBySs();
    // The first may have been measured before.
    await samplesOf(page, 2);
    const found = await Promise.all(pairs.map(([, state]) => shown(page, state)));
    const after = await portsBySs();
    for (const [index, [ss, state]] of pairs.entries()) {
      expect(found[index], state).toBeGreaterThanOrEqual(Math.min(before[ss], after[ss]) - slack);
      expect(found[index], state).toBeLessThanOrEqual(Math.max(before[ss], after[ss]) + slack);
    }
  }).toPass({ timeout: 30_000 });
}

test('follows 300 connections that are opened and closed', async ({ page, menu }) => {
  test.setTimeout(120_000);
  test.skip(
    process.platform !== 'linux',
    'TIME_WAIT lasts and is counted differently elsewhere: the figures here are those of Linux',
  );
  await menu.choose('practice-load-none');
  await expect(page.getByText(/^Real sockets of this PC/)).toBeVisible();
  await expect(page.getByRole('img', { name: words.usage.chartLabel })).toBeVisible();
  const connections = await openConnections(300);
  expect((await portsBySs(connections.address)).ESTAB).toBe(300);
  await expectAgreement(page, [['ESTAB', 'ESTABLISHED']]);

  await connections.close();
  expect(await portsBySs(connections.address)).toMatchObject({ ESTAB: 0, 'TIME-WAIT': 300 });
  await expectAgreement(page, [
    ['ESTAB', 'ESTABLISHED'],
    ['TIME-WAIT', 'TIME_WAIT'],
  ]);
});
