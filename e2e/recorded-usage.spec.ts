// What was recorded, in the chart of the real window: the snapshot at the crosshair, by mouse and by keys.
import { join } from 'node:path';
import { faultsInBothSchemes } from './fixtures/axe';
import { LiveDriver } from './fixtures/live-driver';
import { exhaustedNight, writeRecording } from './fixtures/recorded';
import { expect, test } from './fixtures/test';
import { words } from './fixtures/words';

const { recording, live } = words;

test('shows who held the ports at the time that is selected in a recorded day', async ({ page, practice }) => {
  await writeRecording(join(practice.machineFolder, 'recording'), exhaustedNight());
  await new LiveDriver(page).open();
  const when = page.getByRole('combobox', { name: recording.when.label });
  await when.selectOption({ label: words.days.yesterday });
  const chart = page.getByRole('application', { name: live.chart.label });
  const card = page.getByRole('region', { name: recording.snapshot.title });
  await expect(card).toContainText('OrderService.exe');
  await expect(card).toContainText(recording.reasons.refused);
  expect(await faultsInBothSchemes(page)).toEqual([]);

  const box = await chart.boundingBox();
  if (!box) throw new Error('the chart has no size');
  const isShown = page.getByRole('status').filter({ hasText: /^2:5\d:\d\d AM: [\d,]+ of 16,384 in use/ });
  await expect(async () => {
    for (let share = 0.05; share < 0.3; share += 0.004) {
      await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
      if (await isShown.isVisible()) return;
    }
    throw new Error('ten to three in the morning is not in the chart');
  }).toPass();
  await page.mouse.down();
  await page.mouse.up();
  await expect(card).toContainText(recording.reasons['over-50']);

  // From the end of the day.
  await chart.focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(card).toContainText(recording.reasons.calm);

  await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByText(/highest value in 20 s/)).toBeVisible();
});
