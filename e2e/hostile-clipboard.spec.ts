// A hostile page wants to read the clipboard. What the person pastes themselves arrives; nothing else does.
import type { Page } from '@playwright/test';
import { attempt } from './fixtures/hostile-page';
import { expect, test } from './fixtures/test';

const secret = 'a password on the clipboard';

/** Deprecated, and there. */
interface Pasting {
  execCommand(command: 'paste'): boolean;
}

test.beforeEach(async ({ app }) => {
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), secret);
});

/** Puts a field on the page, and notes every paste that the page is told of. */
async function addField(page: Page): Promise<void> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.id = 'stolen';
    field.style.cssText = 'position: fixed; z-index: 9999; top: 0; left: 0';
    document.body.append(field);
    const told: string[] = [];
    Object.assign(window, { told });
    window.addEventListener('paste', (event) => void told.push(event.clipboardData?.getData('text') ?? ''), true);
  });
  await page.locator('#stolen').click();
}

const stolen = (page: Page) =>
  page.evaluate(() =>
    [
      document.querySelector<HTMLTextAreaElement>('#stolen')?.value ?? '',
      ...(window as unknown as { told: string[] }).told,
    ].join('|'),
  );

test('gives the page nothing by execCommand("paste"), with and without a click, in the page and in a frame of its own', async ({
  page,
}) => {
  await addField(page);
  // With a gesture of the person, as an inspector's evaluation counts, and in a handler of a real click.
  await page.evaluate(() => (document as unknown as Pasting).execCommand('paste'));
  await page.evaluate(() => {
    document
      .querySelector('#stolen')
      ?.addEventListener('click', () => void (document as unknown as Pasting).execCommand('paste'));
  });
  await page.locator('#stolen').click();
  await attempt(page, () => (document as unknown as Pasting).execCommand('paste'));
  await page.evaluate(() => {
    const editable = document.createElement('div');
    editable.contentEditable = 'true';
    editable.id = 'editable';
    document.body.append(editable);
    editable.focus();
    (document as unknown as Pasting).execCommand('paste');
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inside = frame.contentDocument;
    if (!inside) return;
    inside.designMode = 'on';
    frame.contentWindow?.focus();
    (inside as unknown as Pasting).execCommand('paste');
    document.querySelector('#editable')?.append(inside.body.textContent);
  });
  expect(await stolen(page)).toBe('');
  expect(await page.locator('#editable').textContent()).toBe('');
});

test('refuses the permission to read the clipboard', async ({ page, logText }) => {
  expect(await attempt(page, () => navigator.clipboard.readText())).toBe('NotAllowedError');
  expect(await attempt(page, () => navigator.clipboard.read())).toBe('NotAllowedError');
  expect(
    await attempt(page, () =>
      navigator.permissions.query({ name: 'clipboard-read' as PermissionName }).then(({ state }) => state),
    ),
  ).toBe('denied');
  await expect.poll(logText).toContain('refused the permission clipboard-read');
});

test('puts what the person pastes into the field', async ({ page }) => {
  await addField(page);
  await page.keyboard.press('ControlOrMeta+V');
  await expect.poll(() => stolen(page)).toBe(`${secret}|${secret}`);
});
