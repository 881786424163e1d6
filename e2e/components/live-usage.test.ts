// Live usage under scripted loads: what is foreseen, announced and refused while time passes.
import type { Page } from '@playwright/test';
import { LiveDriver } from '../fixtures/live-driver';
import { playWindows, verdictOn } from '../fixtures/program';
import { like, words } from '../fixtures/words';
import { expect, test as base } from './test';

const { live } = words;

const test = base.extend<{ usage: LiveDriver }>({ usage: ({ page }, use) => use(new LiveDriver(page)) });

/** The alert of a threshold in percent. */
const alert = (page: Page, threshold: number) =>
  page.getByRole('group', { name: `Over ${threshold}% of the ports are in use` });

test('begins with the practice machine alone, and says whose the real sockets are when they are chosen', async ({
  page,
  menu,
  clock,
}) => {
  await clock.passUntil(() => page.getByRole('heading', { name: 'Simulated: idle machine' }).isVisible(), 20);
  await expect(page.getByText(/Windows Server 2003/).first()).toBeVisible();
  await expect(page.getByText(/real sockets of this PC/i)).toBeHidden();
  await expect(page.getByText(/Linux/)).toBeHidden();
  await menu.choose('practice-load-none');
  await clock.pass(1);
  await expect(page.getByText(/^Real sockets of this PC .*, not the practice PC$/)).toBeVisible();
});

test('takes an alert away with the load that it was about', async ({
  program,
  page,
  menu,
  clock,
  dialogs,
  screens,
}) => {
  await dialogs.accept();
  await playWindows(program, 'windows11');
  await screens.goTo('history');
  await menu.choose('practice-load-heavy');
  await clock.passUntil(() => alert(page, 50).isVisible(), 60);
  await menu.choose('practice-load-idle');
  await clock.pass(1);
  await expect(page.getByRole('group', { name: /of the ports are in use/ })).toHaveCount(0);
});

test('foresees a leak, filters it, and forgets it with the real sockets', async ({ page, menu, clock, usage }) => {
  await usage.open();
  await usage.play('leak');
  const foreseen = usage.tile(live.tiles.time).filter({ hasText: /\d+–\d+ min.*80% in .* · \+[\d,]+ a minute/ });
  await clock.passUntil(() => foreseen.isVisible(), 45);
  await usage.showUsers('endpoints');
  await usage.user('endpoints', '10.20.0.15:1433').getByRole('button').first().click();
  await expect(usage.filter).toBeVisible();
  await usage.leave();
  await clock.pass(1);
  await expect(page.getByRole('heading', { name: 'Simulated: port leak' })).toBeVisible();
  await menu.choose('practice-load-none');
  await expect(page.getByText(/^Real sockets of this PC/)).toBeVisible();
});

test('names the sockets of a load as soon as there is a sample after its choice, and real ones no longer', async ({
  page,
  clock,
  menu,
  usage,
}) => {
  await usage.open();
  await menu.choose('practice-load-none');
  await clock.passUntil(() => usage.source(/^Real sockets of this PC/).isVisible(), 5);
  for (const load of ['idle', 'unreadable'] as const) {
    await usage.play(load);
    // A sample that is measured right after the choice is one of the load.
    await clock.passUntil(() => usage.sourceOf(load).isVisible(), 2);
    await expect(page.getByText(/real sockets of this PC/i)).toBeHidden();
  }
});

test('names the program that decides the result, and copies its figures', async ({ program, page, clock, usage }) => {
  await usage.open();
  await usage.play('leak');
  const leaking = usage.user('processes', /^OrderService\.exe/);
  await clock.passUntil(() => leaking.getByRole('img', { name: live.usedBy.decides }).isVisible(), 90);
  await leaking.getByRole('button', { name: like(live.usedBy.commandsFor) }).click();
  await page.getByRole('menuitem', { name: live.usedBy.copy }).click();
  const copied = await program.copied();
  expect(copied).toMatch(/^OrderService\.exe · 4312\n/);
  expect(copied).toMatch(/\nPorts: [1-9][\d,]*\n/);
  expect(copied).toMatch(/\nChange a minute: \+[1-9][\d,]*\n/);
  await usage.main.getByRole('button', { name: live.seeResult }).click();
  await expect(page.getByRole('heading', { level: 1, name: words.symptom.title })).toBeVisible();
});

test('tells closed ports from those of a program, in a row of their own at the end', async ({ clock, usage }) => {
  await usage.open();
  await usage.play('idle');
  await clock.passUntil(() => usage.user('processes', live.usedBy.released).isVisible(), 10);
  const names = await usage.users('processes').getByRole('rowheader').allInnerTexts();
  expect(names.at(-1)).toContain(live.usedBy.released);
});

test('holds every figure while it is paused, and goes on afterwards', async ({ clock, usage }) => {
  await usage.open();
  await usage.play('leak');
  const figure = () => usage.tile(live.tiles.inUse).innerText();
  await clock.passUntil(() => usage.tile(live.tiles.inUse).isVisible(), 10);
  await usage.pause.click();
  const held = await figure();
  await clock.pass(5);
  expect(await figure()).toBe(held);
  await usage.resume.click();
  await clock.pass(2);
  expect(await figure()).not.toBe(held);
});

test('opens with the transport that runs out, and shows the other one on request', async ({ clock, menu, usage }) => {
  await menu.choose('practice-load-udp');
  await usage.open();
  await clock.passUntil(() => usage.tile(live.tiles.udpSockets).isVisible(), 20);
  await expect(usage.user('processes', /^dns\.exe/)).toBeVisible();
  await usage.choice(live.transport.tcp).click();
  await expect(usage.tile(live.tiles.new)).toBeVisible();
  await expect(usage.user('processes', /^dns\.exe/)).toBeHidden();
});

test('says why there is nothing to draw where the port table cannot be read', async ({ clock, usage }) => {
  await usage.open();
  await usage.play('unreadable');
  await clock.pass(2);
  await expect(usage.sourceOf('unreadable')).toBeVisible();
  await expect(usage.tile(live.tiles.inUse)).toBeHidden();
  await expect(usage.main.getByText(/Windows error 5|refused/i).first()).toBeVisible();
});

test('announces exhaustion at each threshold, in the window and on the task bar, and refuses connections', async ({
  program,
  page,
  menu,
  clock,
  usage,
  screens,
}) => {
  await screens.goTo('history');
  await menu.choose('practice-load-exhaustion');
  await clock.passUntil(() => alert(page, 80).isVisible(), 20);
  await clock.passUntil(() => alert(page, 95).isVisible(), 40);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await usage.open();
  const refused = usage.tile(live.tiles.inUse).filter({ hasText: /[1-9][\d,]* connections refused/ });
  await clock.passUntil(() => refused.isVisible(), 30);
  await clock.passUntil(() => usage.tile(live.tiles.time).filter({ hasText: live.tiles.exhausted }).isVisible(), 30);
  await expect(page.getByRole('group', { name: /Over/ })).toBeHidden();
  expect(Math.max(...program.window.levels)).toBe(1);
});

test('says once what is wrong: the verdict of the page stands in the place of the alert', async ({
  page,
  menu,
  clock,
  usage,
  screens,
}) => {
  const told = page.getByRole('region', { name: live.alert.label }).getByText(live.alert.full.tcp);
  await screens.goTo('history');
  await menu.choose('practice-load-exhaustion');
  await clock.passUntil(() => told.isVisible(), 60);
  await usage.open();
  await clock.passUntil(() => usage.main.getByRole('button', { name: live.seeResult }).isVisible(), 30);
  await expect(told).toHaveCount(0);
  await usage.leave();
  await expect(verdictOn(page, 'exhaustion')).toBeVisible();
  await expect(told).toHaveCount(0);
  await screens.goTo('history');
  await expect(told).toBeVisible();
});

test('notifies the desktop of a crossed threshold in the background, once, and only while that is switched on', async ({
  program,
  page,
  menu,
  clock,
  usage,
  screens,
}) => {
  program.window.isInFront = false;
  await screens.goTo('history');
  const notifications = () => program.window.notifications;
  await menu.choose('practice-load-exhaustion');
  await clock.passUntil(() => alert(page, 80).isVisible(), 20);
  await expect
    .poll(() =>
      notifications()
        .map(({ title }) => title)
        .slice(0, 2),
    )
    .toEqual(['Simulated: 50% of the ports are in use', 'Simulated: 80% of the ports are in use']);
  expect(program.window.focusCount).toBeGreaterThanOrEqual(2);

  await usage.open();
  await usage.toggle(live.notifications);
  await clock.pass(1);
  const told = [...notifications()];
  await screens.goTo('history');
  await menu.choose('practice-load-idle');
  await clock.pass(1);
  await menu.choose('practice-load-exhaustion');
  await clock.passUntil(() => alert(page, 95).isVisible(), 40);
  expect(notifications()).toEqual(told);
});

test('shows as a table what the chart shows', async ({ clock, usage }) => {
  await usage.open();
  await usage.play('idle');
  await clock.pass(3);
  await usage.toggle(live.chart.showTable);
  await expect(usage.history).toBeVisible();
  expect(await usage.history.getByRole('row').count()).toBeGreaterThan(1);
});
