// The frame around every page: navigation, messages, practice menu, settings, help, the article, and the shortcuts.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { nativeTheme } from './electron';
import { filled, like, words } from '../fixtures/words';
import { playWindows } from '../fixtures/program';
import { WizardDriver } from '../fixtures/wizard-driver';
import { expect, test } from './test';

const { views, practice, settings, help, article, shortcuts, live } = words;

const pane = (page: Page) => page.getByRole('navigation', { name: views.label });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const articlePane = (page: Page) => page.getByRole('complementary', { name: article.label });

const answer = (page: Page) => page.getByRole('region', { name: shortcuts.label, exact: true });

async function openPractice(page: Page): Promise<void> {
  await page.getByRole('note', { name: words.machine.practiceLabel }).getByRole('button').click();
  await page.getByLabel(practice.which).waitFor();
}

test('says which page is shown, and folds to icons that keep their names', async ({ page, userData }) => {
  const fix = pane(page).getByRole('button', { name: views.wizard, exact: true });
  await expect(fix).toHaveAttribute('aria-current', 'page');
  await pane(page).getByRole('button', { name: views.collapse }).click();
  await pane(page).getByRole('button', { name: views.history, exact: true }).click();
  await heading(page, words.history.title).waitFor();
  await expect(pane(page).getByRole('button', { name: views.history, exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await expect(fix).not.toHaveAttribute('aria-current', 'page');
  // The icon is all there is to click.
  await pane(page).getByRole('button', { name: views.usage, exact: true }).locator('svg').click();
  await heading(page, words.live.title).waitFor();
  await pane(page).getByRole('button', { name: views.expand }).click();
  await expect(pane(page).getByText(views.history, { exact: true })).toBeVisible();
  await expect
    .poll(async () => JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as unknown)
    .toMatchObject({ isNavigationFolded: false });
});

test('plays another Windows from the title bar, after a confirmation alone', async ({ page, dialogs }) => {
  await openPractice(page);
  await page.getByLabel(practice.which).selectOption('windows11');
  expect(await dialogs.asked()).toHaveLength(1);
  await expect(page.getByText(/Windows Server 2003 R2/).first()).toBeVisible();
  await dialogs.accept();
  await page.getByLabel(practice.which).selectOption('windows11');
  await expect(page.getByText(/Windows 11 Pro/).first()).toBeVisible();
  await openPractice(page);
  await expect(page.getByRole('checkbox', { name: practice.honours })).toBeChecked();
});

test('plays without rights, a load and a restart from the title bar', async ({ page, clock, practice: machine }) => {
  await openPractice(page);
  await page.getByRole('checkbox', { name: practice.withoutRights }).check();
  await expect(page.getByText(words.machine.notElevatedPill)).toBeVisible();
  await page.getByRole('checkbox', { name: practice.withoutRights }).uncheck();
  await expect(page.getByText(words.machine.notElevatedPill)).toHaveCount(0);
  await page.getByLabel(practice.load, { exact: true }).selectOption('leak');
  await clock.passUntil(
    () =>
      page
        .getByText(filled(words.symptom.verdictOf.simulated, { load: live.loads.leak }))
        .first()
        .isVisible(),
    20,
  );
  await machine.set('MaxUserPort', { type: 4, hex: 'feff0000' });
  await page.getByRole('button', { name: practice.restart }).click();
  await expect(page.getByLabel(practice.which)).toHaveCount(0);
  expect((await machine.ranges()).ipv4Tcp.number).toBe(64510);
});

test('takes an alert away once a wider range has enough ports', async ({ program, page, menu, clock, dialogs }) => {
  await dialogs.accept();
  await playWindows(program, 'windows11');
  const open = (view: string) => pane(page).getByRole('button', { name: view, exact: true }).click();
  await open(views.history);
  await menu.choose('practice-load-heavy');
  const alerts = page.getByRole('region', { name: live.alert.label });
  await clock.passUntil(() => alerts.isVisible(), 20);
  await open(views.wizard);
  const wizard = new WizardDriver(page);
  await clock.passUntil(async () => (await wizard.goOn.innerText()) === words.actions.next, 20);
  await wizard.goToValue();
  await wizard.setCommonRange(/wide\)/);
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await clock.pass(3);
  await open(views.history);
  await heading(page, words.history.title).waitFor();
  await expect(alerts.getByText(filled(live.alert.title.tcp, { threshold: 50 }))).toHaveCount(0);
});

test('announces an alert once, and not again on each page', async ({ program, page, menu, clock, dialogs }) => {
  await dialogs.accept();
  // Its ports stay between two thresholds.
  await playWindows(program, 'windows11');
  const announced: string[] = [];
  const listener = new MutationObserver(() => {
    for (const region of document.querySelectorAll('[aria-live="assertive"]'))
      if (region.textContent !== '' && announced.at(-1) !== region.textContent) announced.push(region.textContent);
  });
  listener.observe(document.body, { childList: true, subtree: true, characterData: true });
  const title = filled(live.alert.title.tcp, { threshold: 50 });
  const alerts = page.getByRole('group', { name: title });
  const countOf = (text: string) => announced.filter((each) => each.includes(text)).length;
  const ofIt = () => countOf(title);
  await pane(page).getByRole('button', { name: views.settings, exact: true }).click();
  await menu.choose('practice-load-heavy');
  await clock.passUntil(() => alerts.isVisible(), 60);
  await expect.poll(ofIt).toBe(1);
  for (const view of [views.backups, views.history, views.wizard]) {
    await pane(page).getByRole('button', { name: view, exact: true }).click();
    await heading(page, view === views.wizard ? words.symptom.title : view).waitFor();
    await clock.pass(1);
  }
  // What is announced after the pages were opened has come through: so would they have.
  await page.keyboard.press('Control+b');
  await expect.poll(() => countOf(shortcuts.backedUp)).toBe(1);
  listener.disconnect();
  expect(ofIt()).toBe(1);
});

test('has one alert with the figures of now, which says at the end that no port is left', async ({
  page,
  menu,
  clock,
}) => {
  const alerts = page.getByRole('region', { name: live.alert.label });
  await pane(page).getByRole('button', { name: views.history, exact: true }).click();
  await menu.choose('practice-load-exhaustion');
  await clock.passUntil(async () => (await alerts.count()) === 1, 90);
  await clock.passUntil(() => alerts.getByText(live.alert.full.tcp).isVisible(), 120);
  await expect(alerts).toHaveCount(1);
  await clock.passUntil(() => alerts.getByText(/^.*\d+ connections? refused\.$/).isVisible(), 30);
  await alerts.getByRole('button', { name: live.alert.dismiss }).click();
  await expect(alerts).toHaveCount(0);
});

test('keeps what is chosen in the settings, and follows the theme at once', async ({ page, userData }) => {
  await pane(page).getByRole('button', { name: views.settings, exact: true }).click();
  await page.getByLabel(settings.theme).selectOption('dark');
  await expect(page.getByLabel(settings.theme)).toHaveValue('dark');
  expect(nativeTheme.themeSource).toBe('dark');
  await page.getByRole('switch', { name: settings.frame }).check();
  await expect(page.getByText(settings.frameRestart)).toBeVisible();
  await page.getByRole('switch', { name: settings.userNames }).check();
  await page.getByRole('switch', { name: settings.notifications }).uncheck();
  await page.getByLabel(settings.theme).selectOption('system');
  await expect(page.getByLabel(settings.theme)).toHaveValue('system');
  const kept = async (file: string) => JSON.parse(await readFile(join(userData, file), 'utf8')) as unknown;
  expect(await kept('settings.json')).toEqual({
    theme: 'system',
    frame: 'system',
    language: 'system',
    ticketLanguage: 'window',
  });
  expect(await kept('usage-settings.json')).toEqual({ notifications: false });
});

test('opens the article at the place of the step beside it, with the value that is stored now', async ({
  page,
  practice: machine,
}) => {
  await machine.set('MaxUserPort', { type: 4, hex: 'feff0000' });
  await page.getByRole('button', { name: filled(article.link, { place: article.places.symptom }) }).click();
  await expect(articlePane(page).getByRole('heading', { name: article.symptom.title })).toBeFocused();
  await expect(articlePane(page)).toContainText(article.symptom.wordingText);
  for (const text of ['Q196271', 'Q149532', 'TCPIPIMP2.doc', 'Emergency Repair Disk', '0x1388 (5000)', '5000–65534'])
    await expect(articlePane(page)).toContainText(text);
  await expect(articlePane(page)).toContainText('MaxUserPort now: 65534 (0xfffe)');
  await page.keyboard.press('Escape');
  await expect(articlePane(page)).toHaveCount(0);
});

test('says in the article what holds on this Windows instead', async ({ program, page, dialogs }) => {
  await page.keyboard.press('F1');
  await heading(page, help.title).waitFor();
  await expect(page.getByText(article.about.hereApplies)).toBeVisible();
  await page.keyboard.press('Control+Digit1');
  await dialogs.accept();
  await playWindows(program, 'windows11');
  await page.keyboard.press('F1');
  await expect(page.getByText(article.about.hereModern)).toBeVisible();
  await expect(page.getByText(like(help.runtimeText))).toBeVisible();
});

test('goes to each page by its shortcut, and backs up from anywhere', async ({ page, practice: machine }) => {
  for (const [key, name] of [
    ['Control+Digit2', words.live.title],
    ['Control+Digit3', words.backups.title],
    ['Control+Digit4', words.history.title],
  ] as const) {
    await page.keyboard.press(key);
    await heading(page, name).waitFor();
  }
  await page.keyboard.press('Control+b');
  await expect(answer(page)).toContainText(shortcuts.backedUp);
  expect(await machine.backups()).toHaveLength(1);
});

test('opens the last change for Undo, and writes nothing', async ({ page, dialogs, wizard, practice: machine }) => {
  await page.keyboard.press('Control+z');
  await expect(answer(page)).toContainText(shortcuts.noChange);
  await dialogs.accept();
  await wizard.applyMaxUserPort('65534');
  await dialogs.cancel();
  await page.keyboard.press('Control+Digit3');
  await page.keyboard.press('Control+z');
  await expect(wizard.undo).toBeVisible();
  expect(await dialogs.asked()).toEqual([]);
  expect(await machine.value('MaxUserPort')).toBe('feff0000');
});

test('reads again what is shown, and keeps what is typed', async ({ page, practice: machine }) => {
  await page.keyboard.press('F1');
  await expect(page.getByText('MaxUserPort now: not set (default 5000)')).toBeVisible();
  await machine.set('MaxUserPort', { type: 4, hex: 'feff0000' });
  await page.keyboard.press('F5');
  await expect(page.getByText(/MaxUserPort now: 65534 \(0xfffe\)/)).toBeVisible();
});
