// Live usage under scripted loads: what is foreseen, announced and refused while time passes.
import type { Page } from '@playwright/test';
import type { Clock } from './clock';
import { expect, test } from './test';

async function openView(page: Page, clock: Clock): Promise<void> {
  await page.getByRole('button', { name: 'Open live usage' }).click();
  await page.getByRole('heading', { level: 1, name: 'Live port usage' }).waitFor();
  // A computer may have no socket in its range, and then no table of who uses the ports.
  await clock.passUntil(() => page.getByText('UDP sockets', { exact: true }).isVisible(), 10);
}

async function chooseLoad(page: Page, load: string): Promise<void> {
  await page.getByLabel('Show', { exact: true }).selectOption(load);
  await expect(page.getByText('These sockets do not exist.')).toBeVisible();
}

/** The alert of a threshold in percent. */
const alert = (page: Page, threshold: number) =>
  page.getByRole('group', { name: `Over ${threshold}% of the ports are in use` });

test('begins with the practice machine alone, and says whose the real sockets are when they are chosen', async ({
  page,
  menu,
  clock,
}) => {
  await clock.passUntil(() => page.getByText('Simulated sockets: idle machine').isVisible(), 20);
  await expect(page.getByText(/Windows Server 2003/).first()).toBeVisible();
  await expect(page.getByText(/real sockets of this computer/i)).toBeHidden();
  await expect(page.getByText(/Linux/)).toBeHidden();
  await menu.choose('practice-load-none');
  await clock.pass(1);
  await expect(page.getByText(/^Real sockets of this computer .*, not of the practice machine$/)).toBeVisible();
});

test('takes an alert away with the load that it was about', async ({ page, menu, clock }) => {
  await menu.choose('practice-load-exhaustion');
  await clock.passUntil(() => alert(page, 80).isVisible(), 60);
  await menu.choose('practice-load-idle');
  await clock.pass(1);
  await expect(page.getByText('Simulated sockets: idle machine')).toBeVisible();
  await expect(page.getByRole('group', { name: /of the ports are in use/ })).toHaveCount(0);
});

test('foresees a leak, filters it, and forgets it with the real sockets', async ({ page, menu, clock }) => {
  await openView(page, clock);
  await chooseLoad(page, 'leak');
  const forecast = page.getByText(
    /Rising by [\d,]+ ports a minute\. 80% are reached in .*All ports are used up in \d+–\d+ min/,
  );
  await clock.passUntil(() => forecast.isVisible(), 45);
  await page.getByRole('button', { name: '10.20.0.15:1433' }).click();
  await expect(page.getByRole('button', { name: 'Only 10.20.0.15:1433 – Show all' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the wizard' }).click();
  await clock.pass(1);
  await expect(page.getByText('Simulated sockets: port leak')).toBeVisible();
  await menu.choose('practice-load-none');
  await expect(page.getByText(/^Real sockets of this computer/)).toBeVisible();
});

test('announces exhaustion at each threshold, in the window and on the task bar, and refuses connections', async ({
  program,
  page,
  clock,
}) => {
  await openView(page, clock);
  await chooseLoad(page, 'exhaustion');
  await clock.passUntil(() => alert(page, 80).isVisible(), 20);
  await clock.passUntil(() => alert(page, 95).isVisible(), 40);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  const refused = page.getByText(/Connections refused with error 10055: [1-9]/);
  await clock.passUntil(() => refused.isVisible(), 30);
  await clock.passUntil(() => page.getByText('No port is left.').isVisible(), 30);
  await expect(page.getByRole('group', { name: /Over/ })).toBeHidden();
  expect(Math.max(...program.window.levels)).toBe(1);
});

test('notifies the desktop of a crossed threshold in the background, once, and only while that is switched on', async ({
  program,
  page,
  clock,
}) => {
  await openView(page, clock);
  program.window.isInFront = false;
  const notifications = () => program.window.notifications;
  await chooseLoad(page, 'exhaustion');
  await clock.passUntil(() => alert(page, 80).isVisible(), 20);
  await expect
    .poll(() =>
      notifications()
        .map(({ title }) => title)
        .slice(0, 2),
    )
    .toEqual(['Simulated: 50% of the ports are in use', 'Simulated: 80% of the ports are in use']);
  expect(program.window.focusCount).toBeGreaterThanOrEqual(2);

  await page.getByRole('switch', { name: /notification/i }).uncheck();
  await clock.pass(1);
  const told = [...notifications()];
  await chooseLoad(page, 'idle');
  await chooseLoad(page, 'exhaustion');
  await clock.passUntil(() => alert(page, 95).isVisible(), 40);
  expect(notifications()).toEqual(told);
});
