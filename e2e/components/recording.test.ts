// The recording in the window: Keep watching, and what was recorded on the page of live usage.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BackupsDriver } from '../fixtures/backups-driver';
import { LiveDriver } from '../fixtures/live-driver';
import { exhaustedNight, writeRecording } from '../fixtures/recorded';
import { filled, words } from '../fixtures/words';
import { expect, test } from './test';

const { recording, live } = words;
const { snapshot } = recording;

const when = (page: Page) => page.getByRole('combobox', { name: recording.when.label });
const card = (page: Page) => page.getByRole('region', { name: snapshot.title });
const holders = (page: Page) => card(page).getByRole('table', { name: snapshot.label.processes });

async function openYesterday(page: Page, machineFolder: string): Promise<void> {
  await writeRecording(join(machineFolder, 'recording'), exhaustedNight());
  await new LiveDriver(page).open();
  const option = when(page).getByRole('option', { name: words.days.yesterday });
  await expect(option).toHaveCount(1);
  await when(page).selectOption((await option.getAttribute('value')) ?? '');
  await page.getByRole('heading', { level: 1, name: recording.title }).waitFor();
}

test('is off until somebody turns it on, and records while the window is open', async ({ page, practice, clock }) => {
  await new BackupsDriver(page).goTo('settings');
  const choice = page.getByRole('switch', { name: recording.settings.keepWatching });
  await expect(choice).not.toBeChecked();
  await expect(page.getByText(recording.settings.hint)).toBeVisible();
  await choice.check();
  await expect(choice).toBeChecked();
  await clock.pass(25);
  await new LiveDriver(page).open();
  await page.getByRole('button', { name: recording.isRecording }).click();
  await page.getByRole('heading', { level: 1, name: recording.title }).waitFor();
  await new BackupsDriver(page).goTo('settings');
  await choice.uncheck();
  await expect(choice).not.toBeChecked();
  await new LiveDriver(page).open();
  await expect(when(page)).toBeVisible();
  await expect(page.getByRole('button', { name: recording.isRecording })).toHaveCount(0);
  const folder = join(practice.machineFolder, 'recording');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl'));
  const text = (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
  expect(text).toContain('"kind":"sample"');
  expect(text).toMatch(/"kind":"end","at":\d+,"why":"stopped"\}\n$/);
});

test('opens a recorded day with the snapshot of who held the ports when they ran out', async ({ page, practice }) => {
  await openYesterday(page, practice.machineFolder);
  await expect(holders(page)).toContainText('OrderService.exe');
  await expect(holders(page)).toContainText('14,909');
  await expect(card(page)).toContainText('16,384 of 16,384 ports in use');
  await expect(card(page)).toContainText(`${recording.reasons['over-95']}, ${recording.reasons.refused}`);
  const main = page.getByRole('main');
  await expect(main).toContainText(recording.gaps.paused);
  await expect(main).toContainText(recording.simulatedSource);
  await expect(main).toContainText(recording.reasons.calm);

  await card(page).getByRole('tab', { name: snapshot.tab.endpoints }).click();
  await expect(card(page).getByRole('table', { name: snapshot.label.endpoints })).toContainText('10.9.9.9:1433');
  await card(page).getByRole('tab', { name: snapshot.tab.udpProcesses }).click();
  await expect(card(page)).toContainText(snapshot.nobody);

  await card(page).getByRole('button', { name: snapshot.later }).click();
  await expect(card(page)).toContainText(recording.reasons.calm);
  await card(page).getByRole('button', { name: snapshot.earlier }).click();
  await card(page).getByRole('button', { name: snapshot.earlier }).click();
  await expect(card(page)).toContainText(recording.reasons['over-50']);

  await when(page).selectOption('now');
  await page.getByRole('heading', { level: 1, name: live.title }).waitFor();
});

test('reads more of a shorter time, and never leaves the day', async ({ page, practice }) => {
  await openYesterday(page, practice.machineFolder);
  const foot = page.getByRole('main');
  const stepOf = async () => Number(/in (\d+) s/.exec(await foot.innerText())?.[1]);
  await expect.poll(stepOf).toBeGreaterThan(50);
  for (const name of [live.chart.zoomIn, live.chart.earlier, live.chart.earlier])
    await page.getByRole('button', { name, exact: true }).click();
  await expect.poll(stepOf).toBeLessThan(30);
  for (const name of [live.chart.zoomOut, live.chart.zoomOut])
    await page.getByRole('button', { name, exact: true }).click();
  await expect.poll(stepOf).toBeGreaterThan(50);
});

test('never mixes what was simulated with real sockets', async ({ page, practice, menu, clock }) => {
  await menu.choose('practice-load-none');
  await clock.pass(1);
  await openYesterday(page, practice.machineFolder);
  await expect(page.getByText(recording.empty)).toBeVisible();
  await expect(card(page)).toContainText(snapshot.none);
});

test('says in one sentence how to record, and shows the first samples by itself', async ({ page, clock }) => {
  await new LiveDriver(page).open();
  await when(page).selectOption('all');
  await expect(page.getByText(recording.none)).toBeVisible();
  await page.getByRole('button', { name: recording.turnOn }).click();
  await expect(page.getByText(recording.isOn)).toBeVisible();
  await clock.pass(30);
  await expect(page.getByText(filled(recording.simulatedSource, {}))).toBeVisible();
  await expect(page.getByText(recording.isOn)).toHaveCount(0);

  await new BackupsDriver(page).goTo('settings');
  const choice = page.getByRole('switch', { name: recording.settings.keepWatching });
  await choice.uncheck();
  await expect(choice).not.toBeChecked();
});

test('quotes in the ticket of a change what was recorded before it', async ({ page, practice, dialogs, wizard }) => {
  await writeRecording(join(practice.machineFolder, 'recording'), exhaustedNight());
  await dialogs.accept();
  // The verdict reads the recording again.
  await page.keyboard.press('F5');
  await wizard.applyMaxUserPort('65534');
  await expect
    .poll(() => wizard.ticketText())
    .toMatch(/^Recorded: ports ran out on .*; OrderService\.exe \(PID 4312\) held 14,909 ports$/m);
});
