// Without administrator rights: every screen with a shield, for everybody. Axe finds nothing, light or dark, and at 200 %
// nothing is cropped.
import type { Locator, Page } from '@playwright/test';
import { faultsInBothSchemes } from './fixtures/axe';
import { BackupsDriver } from './fixtures/backups-driver';
import type { ElectronProgram } from './fixtures/launch';
import { skipWhereTooLarge } from './fixtures/measures';
import { Practice } from './fixtures/practice';
import { playRights } from './fixtures/program';
import { expect, test } from './fixtures/test';
import { resultTable, WizardDriver } from './fixtures/wizard-driver';
import { filled, words } from './fixtures/words';

/** Of the page, in pixels of the screen. One of the heights is odd, so that half of it is no whole number; both fit on a small screen. */
const contentHeights = [640, 641];
const contentWidth = 1180;

const shields = (page: Page): Locator => page.getByRole('img', { name: words.rights.needed });
const declined = words.errors.ELEVATION_DECLINED.title;

/** Looks at a screen in one of the ways of this file. */
type Look = (screen: string) => Promise<void>;

/** To the step that writes, where Windows is asked for administrator rights and the answer is no. */
async function decline({ page, userData }: ElectronProgram): Promise<void> {
  const practice = new Practice(userData);
  const wizard = new WizardDriver(page);
  await practice.switchOn({ kind: 'elevation', how: 'declined' });
  await wizard.apply.click();
  await expect(wizard.failure(declined)).toBeVisible();
}

/** Goes to every screen with a shield but the one of an interrupted change. */
async function walk(program: ElectronProgram, look: Look): Promise<void> {
  const { page, dialogs } = program;
  const practice = new Practice(program.userData);
  const wizard = new WizardDriver(page);
  const screens = new BackupsDriver(page);
  await playRights(program, false);
  await dialogs.accept();
  await wizard.goToApply();
  await look('apply');
  await decline(program);
  await look('declined');
  await practice.switchOffFaults();
  await wizard.main.getByRole('button', { name: words.actions.tryAgain }).click();
  await wizard.heading('done').waitFor();
  await wizard.openDetails();
  await wizard.table(resultTable).waitFor();
  await look('done');

  await screens.goTo('history');
  await screens.history.waitFor();
  await look('history');

  await practice.set('TcpTimeWaitDelay', { type: 4, hex: '1e000000' });
  await screens.goTo('backups');
  const correction = filled(words.findings.rename, { name: 'TcpTimeWaitDelay' });
  await screens.main.getByRole('button', { name: correction }).click();
  await screens.apply.waitFor();
  await look('correction');
}

/** Brings a program with administrator rights into the middle of a write, where it can be killed. */
async function applyAndHang({ page, userData, dialogs }: ElectronProgram): Promise<void> {
  const practice = new Practice(userData);
  const wizard = new WizardDriver(page);
  await dialogs.accept();
  await wizard.goToApply();
  await practice.switchOn({ kind: 'hangs', when: 'before' });
  await wizard.apply.click();
  await expect.poll(() => practice.changes()).toMatchObject([{ state: 'open' }]);
  await practice.switchOffFaults();
}

/** What a person who needs another pair of colours would miss. */
async function expectNoFaults(page: Page, screen: string): Promise<void> {
  await expect(shields(page), screen).not.toHaveCount(0);
  expect.soft(await faultsInBothSchemes(page), screen).toEqual([]);
}

test('gives axe nothing to find on the screens with shields, light and dark', async ({ program, page }) => {
  test.slow();
  await walk(program, (screen) => expectNoFaults(page, screen));
});

test('gives axe nothing to find on the shields of an interrupted change, light and dark', async ({
  program,
  startAgain,
}) => {
  test.slow();
  await applyAndHang(program);
  const again = await startAgain('kill');
  await again.wizard.heading('interrupted').waitFor();
  await playRights(again, false);
  await expect(shields(again.page)).toHaveCount(2);
  await expectNoFaults(again.page, 'interrupted');
});

/** As the menu entry "Zoom in" does it: the page has half of the room, and of an odd height half a pixel is left. */
async function enlarge({ app, page }: ElectronProgram, contentHeight: number): Promise<void> {
  await skipWhereTooLarge(page, contentWidth, contentHeight);
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => {
      for (const window of BrowserWindow.getAllWindows()) {
        // How much of a window the menu bar takes is another matter on each machine.
        window.setContentSize(width, height);
        window.webContents.setZoomFactor(2);
      }
    },
    { width: contentWidth, height: contentHeight },
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

/** Looks at both heights: shields are large enough, and nothing is cropped. */
async function expectNothingCropped(program: ElectronProgram, screen: string): Promise<void> {
  const { page } = program;
  for (const height of contentHeights) {
    await enlarge(program, height);
    for (const shield of await shields(page).all()) {
      const box = await shield.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), screen).toBeGreaterThanOrEqual(12);
    }
    await expect(shields(page), screen).not.toHaveCount(0);
    expect.soft(await cropped(page), `${screen}, ${height} pixels high`).toEqual([]);
  }
}

for (const contentHeight of contentHeights) {
  test(`brings a failure into sight at 200 %, ${contentHeight} pixels high`, async ({ program, dialogs, wizard }) => {
    await enlarge(program, contentHeight);
    await playRights(program, false);
    await dialogs.accept();
    await wizard.goToApply();
    await decline(program);
    const told = wizard.failure(declined).getByText(declined).first();
    await expect(told).toBeInViewport({ ratio: 0.9 });
  });
}

test('crops nothing of the screens with shields at 200 %, 640 and 641 pixels high', async ({ program }) => {
  await walk(program, (screen) => expectNothingCropped(program, screen));
});

test('crops nothing of the shields of an interrupted change at 200 %, 640 and 641 pixels high', async ({
  program,
  startAgain,
}) => {
  await applyAndHang(program);
  const again = await startAgain('kill');
  await again.wizard.heading('interrupted').waitFor();
  await playRights(again, false);
  await expectNothingCropped(again, 'interrupted');
});
