// Without administrator rights: every screen with a shield, for everybody. Axe finds nothing, light or dark, and at 200 %
// nothing is cropped.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { accessibilityFaults } from './fixtures/axe';
import { BackupsDriver } from './fixtures/backups-driver';
import {
  answerDialogs,
  closeApp,
  recordedChanges,
  killApp,
  launchApp,
  playRights,
  setContentSize,
  setPracticeValue,
  switchOffFaults,
  switchOnFaults,
  type LaunchOptions,
  type RunningApp,
} from './fixtures/launch';
import { WizardDriver } from './fixtures/wizard-driver';

/** Of the page, in pixels of the screen. One of the heights is odd, so that half of it is no whole number; both fit on a small screen. */
const contentHeights = [640, 641];
const contentWidth = 1180;

let running: RunningApp;
test.afterEach(() => closeApp(running));

const shields = (page: Page): Locator => page.getByRole('img', { name: 'needs administrator rights' });
type Look = (screen: string) => Promise<void>;

async function launchWithoutRights(options: LaunchOptions = {}): Promise<void> {
  running = await launchApp(options);
  await playRights(running, false);
  await answerDialogs(running.app, 'accept');
}

/** Goes to every screen with a shield but the one of an interrupted change. */
async function walk(look: Look): Promise<void> {
  const { page, userData } = running;
  const wizard = new WizardDriver(page);
  const screens = new BackupsDriver(page);
  await wizard.goToApply();
  await look('apply');
  await switchOnFaults(userData, [{ kind: 'elevation', how: 'declined' }]);
  await wizard.apply.click();
  await expect(wizard.failure('Administrator rights were not given')).toBeVisible();
  await look('declined');
  await switchOffFaults(userData);
  await wizard.main.getByRole('button', { name: 'Try again' }).click();
  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  await wizard.table(/^Values before the change/).waitFor();
  await look('done');

  await screens.goTo('History');
  await screens.history.waitFor();
  await look('history');

  await setPracticeValue(userData, 'TcpTimeWaitDelay', { type: 4, hex: '1e000000' });
  await screens.goTo('Backups');
  await screens.main.getByRole('button', { name: 'Correct TcpTimeWaitDelay' }).click();
  await screens.apply.waitFor();
  await look('correction');
}

/** A program with administrator rights is killed while it writes; the next start is without them. */
async function interrupt(options: LaunchOptions = {}): Promise<void> {
  running = await launchApp(options);
  const { app, page, userData } = running;
  await answerDialogs(app, 'accept');
  const wizard = new WizardDriver(page);
  await wizard.goToApply();
  await switchOnFaults(userData, [{ kind: 'hangs', when: 'before' }]);
  await wizard.apply.click();
  await expect.poll(() => recordedChanges(userData)).toMatchObject([{ state: 'open' }]);
  await killApp(app);
  await switchOffFaults(userData);
  running = await launchApp({ ...options, userData });
  await new WizardDriver(running.page).heading('interrupted').waitFor();
  await playRights(running, false);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the screens with shields, ${colorScheme}`, async () => {
    const look: Look = async (screen) => {
      await expect(shields(running.page), screen).not.toHaveCount(0);
      expect.soft(await accessibilityFaults(running.page), screen).toEqual([]);
    };
    await launchWithoutRights({ colorScheme });
    await walk(look);
    await closeApp(running);
    await interrupt({ colorScheme });
    await expect(shields(running.page)).toHaveCount(2);
    await look('interrupted');
  });
}

/** As the menu entry "Zoom in" does it: the page has half of the room, and of an odd height half a pixel is left. */
async function enlarge({ app, page }: RunningApp, contentHeight: number): Promise<void> {
  await setContentSize({ app, page }, { width: contentWidth, height: contentHeight });
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().forEach(({ webContents }) => webContents.setZoomFactor(2)),
  );
  await expect
    .poll(() => page.evaluate(() => [visualViewport?.width, visualViewport?.height]))
    .toEqual([contentWidth / 2, contentHeight / 2]);
}

/** What cannot be brought into sight, or hides a part of itself. A table may be moved sideways in its own frame. */
function cropped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    // Not innerHeight, which is rounded. Positions after scrolling may be off by a pixel.
    const seenHeight = visualViewport?.height ?? 0;
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide, the window ${clientWidth}`);
    for (const element of document.querySelectorAll(
      'button, h1, h2, h3, p, li, th, td, [role="group"], [role="img"]',
    )) {
      // Into the middle: what lies along the edge is rounded differently with each height.
      element.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
      const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`.slice(0, 80);
      if (width > 0 && (left < -1 || right > window.innerWidth + 1)) found.push(`beyond the side: ${name}`);
      if (width > 0 && height < seenHeight / 2 && (top < -1 || bottom > seenHeight + 1))
        found.push(`beyond the end: ${name}`);
      if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        found.push(`does not hold its text: ${name}`);
      // What is outside of a table is reached without moving anything sideways.
      for (
        let around = element.closest('table') ? null : element.parentElement;
        around;
        around = around.parentElement
      ) {
        if (around.scrollWidth > around.clientWidth + 1 && getComputedStyle(around).overflowX !== 'visible')
          found.push(`has to be moved sideways: ${name}`);
      }
      if (element.getAttribute('role') !== 'img' || width === 0) continue;
      const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      if (seen === null || !element.contains(seen)) found.push(`covered: ${name}`);
    }
    return found;
  });
}

for (const contentHeight of contentHeights) {
  test(`at 200 % nothing of the screens with shields is cropped, and a failure is in sight, ${contentHeight} pixels high`, async () => {
    const look: Look = async (screen) => {
      const { page } = running;
      if (screen === 'declined') {
        const told = new WizardDriver(page)
          .failure('Administrator rights were not given')
          .getByText('Administrator rights were not given')
          .first();
        await expect(told).toBeInViewport({ ratio: 0.9 });
      }
      for (const shield of await shields(page).all()) {
        const box = await shield.boundingBox();
        expect(Math.min(box?.width ?? 0, box?.height ?? 0), screen).toBeGreaterThanOrEqual(12);
      }
      await expect(shields(page), screen).not.toHaveCount(0);
      expect.soft(await cropped(page), screen).toEqual([]);
    };
    await launchWithoutRights();
    await enlarge(running, contentHeight);
    await walk(look);
    await closeApp(running);
    await interrupt();
    await enlarge(running, contentHeight);
    await look('interrupted');
  });
}
