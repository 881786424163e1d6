// Opens the history and the backups of a large machine folder in the real window, each in a start of its own, and prints as
// JSON when their first rows were there and the longest task of the window meanwhile: `lists-in-window.mjs PROGRAM USER_DATA RUNS`.
import { _electron } from 'playwright';
import { sandboxSwitches } from '../../build/scripts/setup/electron.mjs';

const [program = '', userData = '', runs = '5'] = process.argv.slice(2);
/** What comes after the first row belongs to it. */
const settleMs = 1500;
/** From the pointer over a name to the click: less than a hand takes. */
const pointingMs = 200;
const screens = /** @type {const} */ ({ history: 'History', backups: 'Backups' });

/** @typedef {{ firstRowMs: number, longestTaskMs: number }} Opened */

/** @param {string} screen @returns {Promise<Opened>} */
async function opened(screen) {
  const app = await _electron.launch({
    args: [program, `--user-data-dir=${userData}`],
    chromiumSandbox: sandboxSwitches().length === 0,
  });
  try {
    const page = await app.firstWindow();
    const link = page.getByRole('navigation').getByText(screen, { exact: true });
    await link.waitFor();
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(settleMs);
    await link.hover();
    await page.waitForTimeout(pointingMs);
    return await link.evaluate((element, wait) => {
      /** @type {number[]} */
      const tasks = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
      });
      const start = performance.now();
      return new Promise((resolve) => {
        const look = () => {
          if (document.querySelector('[role=listbox] [role=option]') === null) requestAnimationFrame(look);
          else {
            const firstRowMs = performance.now() - start;
            setTimeout(() => resolve({ firstRowMs, longestTaskMs: Math.max(0, ...tasks) }), wait);
          }
        };
        /** @type {HTMLElement} */ (element).click();
        look();
      });
    }, settleMs);
  } finally {
    await app.close();
  }
}

/** @type {Record<keyof typeof screens, Opened[]>} */
const measured = { history: [], backups: [] };
for (let run = 0; run < Number(runs); run += 1) {
  measured.history.push(await opened(screens.history));
  measured.backups.push(await opened(screens.backups));
}
process.stdout.write(JSON.stringify(measured));
