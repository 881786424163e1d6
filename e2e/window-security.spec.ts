// The window is not trusted: it has no Node, no network and no way out, and the gate answers only the contract.
import { readFile } from 'node:fs/promises';
import { launchApp } from './fixtures/launch';
import { isRoot } from './fixtures/system';
import { expect, test } from './fixtures/test';

test('gives the page no Node and no Electron, only the bridge', async ({ page }) => {
  const found = await page.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'];
    const bridge = (window as unknown as { portWizard: object }).portWizard;
    return { node: names.filter((name) => name in window), bridge: Object.keys(bridge).sort() };
  });
  expect(found).toEqual({ node: [], bridge: ['call', 'on'] });
});

test('refuses nothing to an ordinary start', async ({ logText }) => {
  await expect.poll(logText).toContain('page has been drawn');
  expect(await logText()).not.toContain('refused');
});

test('sandboxes and isolates the window', async ({ app }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('keeps the process of the page in the sandbox of Chromium: no new rights, system calls filtered', async ({
  app,
}) => {
  test.skip(process.platform !== 'linux', 'read from /proc, which Linux has');
  test.skip(isRoot, 'Chromium refuses its sandbox to root');
  const pages = await app.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter(({ type }) => type === 'Tab')
      .map(({ pid }) => pid),
  );
  expect(pages.length).toBeGreaterThan(0);
  expect(await app.evaluate(({ app }) => app.commandLine.hasSwitch('no-sandbox'))).toBe(false);
  for (const id of pages) {
    const status = await readFile(`/proc/${id}/status`, 'utf8');
    // 2: a filter is on (proc_pid_status(5)). Without the sandbox it is 0.
    expect([/^NoNewPrivs:\s+(\d)$/m.exec(status)?.[1], /^Seccomp:\s+(\d)$/m.exec(status)?.[1]]).toEqual(['1', '2']);
  }
});

test('allows by its policy no evaluated script, no style without the nonce, no frame and no connection', async ({
  page,
}) => {
  const results = await page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((done) => {
        // In a task of its own: what an inspector evaluates is itself exempt from the policy.
        setTimeout(() => void attempts().then(done, (error: unknown) => done({ failed: String(error) })));

        function nameOf(error: unknown) {
          return error instanceof Error ? error.name : String(error);
        }

        async function attempts() {
          const evaluated = () => {
            try {
              const evaluate: (text: string) => unknown = eval;
              return evaluate('1');
            } catch (error) {
              return nameOf(error);
            }
          };
          const inline = document.createElement('script');
          try {
            document.head.append(inline);
            inline.append(document.createTextNode('window.injected = true'));
          } catch {
            // Trusted Types refuse the text before the policy can refuse the script.
          }
          const style = document.createElement('style');
          style.textContent = 'body { outline: 7px solid red }';
          document.head.append(style);
          const frame = document.createElement('iframe');
          frame.src = 'app://wizard/index.html';
          document.body.append(frame);
          await new Promise((loaded) => frame.addEventListener('load', loaded));
          return {
            evaluated: evaluated(),
            injected: 'injected' in window,
            outline: getComputedStyle(document.body).outlineWidth,
            framed: frame.contentDocument !== null,
            fetched: await fetch('https://example.com/').then(() => 'fetched', nameOf),
            own: await fetch('app://wizard/index.html').then(() => 'fetched', nameOf),
          };
        }
      }),
  );
  expect(results).toMatchObject({
    evaluated: 'EvalError',
    injected: false,
    framed: false,
    fetched: 'TypeError',
    own: 'TypeError',
  });
  expect(results.outline).not.toBe('7px');
});

test('lets the page neither navigate, open windows nor get permissions', async ({ app, page, logText }) => {
  const address = page.url();
  await page.evaluate(() => {
    window.open('https://example.com/');
    window.open('app://wizard/index.html');
    location.href = 'https://example.com/';
  });
  await expect.poll(logText).toContain('refused will-frame-navigate');
  expect(page.url()).toBe(address);
  expect(app.windows()).toHaveLength(1);
  expect(await logText()).toContain('refused a new window: https://example.com/');
  const permission = await page.evaluate(() => Notification.requestPermission());
  expect(permission).toBe('denied');
  expect(await logText()).toContain('refused the permission notifications');
});

test('serves the pages of the window by our scheme, and nothing beside them', async ({ app }) => {
  const status = (address: string) =>
    app.evaluate(({ session }, url) => session.defaultSession.fetch(url).then((answer) => answer.status), address);
  expect(await status('app://wizard/index.html')).toBe(200);
  for (const address of [
    'app://wizard/../main/main.js',
    'app://wizard/%2e%2e/main/main.js',
    'app://wizard/..%2f..%2fpackage.json',
    'app://wizard/assets/../../main/main.js',
    'app://wizard/',
  ]) {
    expect(await status(address), address).toBe(404);
  }
});

test('brings the first window back at a second start instead of opening another', async ({ app, userData }) => {
  const focused = app.evaluate(
    ({ app: electronApp }) => new Promise<true>((resolve) => electronApp.once('second-instance', () => resolve(true))),
  );
  await expect(launchApp({ userData })).rejects.toThrow();
  expect(await focused).toBe(true);
  expect(app.windows()).toHaveLength(1);
});
