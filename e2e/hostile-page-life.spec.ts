// A page that floods, ends or hangs: the log stays whole, the window comes back and says so, and a change goes on without it.
// After its process ended, the page is read through the main process: the test's own connection to it is gone.
import type { ElectronApplication } from '@playwright/test';
import { startMarkers } from '../electron/contract/ipc/channels';
import { ask, attempt } from './fixtures/hostile-page';
import { windowWords as en } from '../electron/contract/messages/en/window';
import main from '../electron/contract/messages/en/main.json' with { type: 'json' };
import { expect, test } from './fixtures/test';

const countOf = (text: string, part: string) => text.split(part).length - 1;

/** What the page shows now; empty while it has no process or is being loaded. */
function shownText(app: ElectronApplication): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents || contents.isCrashed() || contents.isLoading()) return '';
    // A page that ends or is loaded just then never answers.
    const silence = new Promise((give) => setTimeout(() => give(''), 1000));
    return String(await Promise.race([contents.executeJavaScript('document.body.innerText').catch(() => ''), silence]));
  });
}

async function endPage(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
}

async function comesBack(app: ElectronApplication): Promise<void> {
  await expect.poll(() => shownText(app), { timeout: 20_000 }).toContain(en.page.title);
  await expect.poll(() => shownText(app)).toContain(en.symptom.title);
}

test('counts start markers once, however often the page prints them, and lets them drive nothing out of the log', async ({
  page,
  logText,
}) => {
  await ask(page, 'no such call', {});
  await expect.poll(logText).toContain('refused message: ');
  await attempt(page, () => {
    for (let count = 0; count < 1000; count += 1) {
      console.info('port-wizard: page has been drawn');
      console.info(`port-wizard: refused by the policy: made-up-${count}: x`);
      console.info(`port-wizard: first contentful paint at ${Date.now()}`);
    }
    console.info('port-wizard: refused by the policy: img-src: the end');
  });
  await expect.poll(logText).toContain('refused by the policy img-src: the end');
  const log = await logText();
  expect(countOf(log, startMarkers.page)).toBe(1);
  expect(countOf(log, 'first contentful paint')).toBeLessThanOrEqual(1);
  expect(countOf(log, 'refused by the policy: no directive')).toBe(10);
  expect(log).toContain('refused message: ');
});

test('measures a message of a hundred thousand keys in the page, and never sends it', async ({ page, logText }) => {
  for (const input of ['keys', 'levels', 'list'] as const) {
    const answer = await page.evaluate(async (kind) => {
      const { portWizard } = window as unknown as {
        portWizard: { call(name: string, input: unknown): Promise<unknown> };
      };
      const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index]));
      let levels: unknown = 0;
      for (let level = 0; level < 100; level += 1) levels = { levels };
      const message = { keys, levels, list: Array<number>(100_000).fill(0) }[kind];
      return portWizard.call('history.read', message);
    }, input);
    expect(answer, input).toMatchObject({ ok: false, error: { code: 'INVALID_INPUT', detail: 'too large, not sent' } });
  }
  expect(countOf(await logText(), 'refused history.read: too large, not sent')).toBe(3);
});

test('loads a page again whose process ended, says so and logs it', async ({ app, logText }) => {
  await endPage(app);
  await comesBack(app);
  const shown = await shownText(app);
  expect(shown).toContain(en.page.reasons.ended);
  const log = await logText();
  // On Windows the code is the number of an exception, below zero.
  expect(log).toMatch(/the page ended: (?:crashed|killed|abnormal-exit), exit code -?\d+/u);
  expect(countOf(log, startMarkers.page)).toBe(2);
});

test('loads a page that ends again and again three times, and then asks natively', async ({
  app,
  dialogs,
  logText,
}) => {
  await dialogs.accept();
  for (let count = 1; count <= 3; count += 1) {
    await endPage(app);
    await comesBack(app);
    await expect.poll(async () => countOf(await logText(), startMarkers.page)).toBe(1 + count);
  }
  expect(await dialogs.asked()).toEqual([]);
  await endPage(app);
  await expect
    .poll(async () => (await dialogs.asked()).map(({ message }) => message))
    .toEqual([main.pageEnded.message]);
  // The person chose to load it once more.
  await comesBack(app);
  await dialogs.cancel();
  const closed = app.waitForEvent('close');
  await endPage(app);
  await closed;
  expect(await logText()).toContain('the page ended: too often within a minute');
});

test('ends a page that hangs, and loads it again', async ({ app, page, logText }) => {
  await page.evaluate(
    () =>
      void setTimeout(() => {
        for (;;);
      }),
  );
  // Chromium tells of it only when a person has typed or clicked in vain for half a minute.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.emit('unresponsive'));
  await comesBack(app);
  expect(await shownText(app)).toContain(en.page.reasons.unresponsive);
  expect(await logText()).toMatch(/the page does not respond[^]*the page ended: it did not respond/u);
});

test('goes on with a change when its page ends in the middle, and shows it to its end on the page that follows', async ({
  app,
  page,
  dialogs,
  practice,
}) => {
  await dialogs.accept();
  await practice.switchOn({ kind: 'slow', milliseconds: 1500 });
  const plan = (await ask(page, 'plan.create', {
    requested: [
      { name: 'MaxUserPort', value: 60000 },
      { name: 'TcpTimedWaitDelay', value: 30 },
    ],
  })) as unknown as {
    readonly value: { readonly token: string };
  };
  void ask(page, 'plan.apply', { token: plan.value.token }).catch(() => undefined);
  await expect.poll(() => dialogs.asked()).toHaveLength(1);
  await endPage(app);
  await expect.poll(() => shownText(app), { timeout: 20_000 }).toContain(en.page.underWay.title);
  const underWay = await shownText(app);
  expect(underWay).toContain(en.apply.stages.confirming);
  expect(underWay).not.toContain(en.recovery.title);
  await expect.poll(() => shownText(app), { timeout: 20_000 }).toContain(en.done.titleApplied);
  expect(await practice.value('MaxUserPort')).toBe('60ea0000');
  expect(await practice.value('TcpTimedWaitDelay')).toBe('1e000000');
});

test('tells of a change that failed without its page, with its error', async ({ app, page, dialogs, practice }) => {
  await dialogs.accept();
  await practice.switchOn({ kind: 'slow', milliseconds: 1500 }, { kind: 'access-denied', name: 'TcpTimedWaitDelay' });
  const plan = (await ask(page, 'plan.create', {
    requested: [
      { name: 'MaxUserPort', value: 60000 },
      { name: 'TcpTimedWaitDelay', value: 30 },
    ],
  })) as unknown as {
    readonly value: { readonly token: string };
  };
  void ask(page, 'plan.apply', { token: plan.value.token }).catch(() => undefined);
  await expect.poll(() => dialogs.asked()).toHaveLength(1);
  await endPage(app);
  await expect.poll(() => shownText(app), { timeout: 30_000 }).toContain(en.errors.CHANGE_FAILED.title);
  expect(await shownText(app)).toContain(en.page.failed.title);
  expect(await practice.value('MaxUserPort')).toBeNull();
});
