// A hostile page tries to leave the window: frames, workers, script, permissions, devices, files. All of it is refused, and
// what Chromium tells anybody of is in the log.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attempt, filesOf } from './fixtures/hostile-page';
import { expect, test } from './fixtures/test';

test('runs no script but ours: eval, Function, timers with text, inline handlers, data: and blob: scripts, text as markup', async ({
  page,
  hasLogged,
}) => {
  expect(await attempt(page, () => (eval as (text: string) => unknown)('1 + 1'))).toMatch(/EvalError|TypeError/u);
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the attempt itself
  expect(await attempt(page, () => new Function('return 1')())).toMatch(/EvalError|TypeError/u);
  expect(
    await attempt(page, () =>
      WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => 'compiled'),
    ),
  ).toBe('CompileError');
  await attempt(page, () => (setTimeout as unknown as (text: string) => unknown)('window.ran = "timer"'));
  await attempt(page, () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'window.ran = "handler"');
    document.body.append(button);
    button.click();
  });
  for (const address of [
    'data:text/javascript,window.ran="data"',
    'javascript:window.ran="javascript"',
    'https://example.com/x.js',
    'file:///tmp/x.js',
  ]) {
    await page.evaluate(
      (src) =>
        new Promise((done) => {
          const script = document.createElement('script');
          script.onload = done;
          script.onerror = done;
          try {
            script.src = src;
          } catch {
            done(null);
          }
          document.body.append(script);
        }),
      address,
    );
  }
  expect(
    await attempt(page, () => {
      document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.ran = 1">');
      return 'inserted';
    }),
  ).toBe('TypeError');
  expect(
    await attempt(
      page,
      () => import(URL.createObjectURL(new Blob(['window.ran = "module"'], { type: 'text/javascript' }))),
    ),
  ).toBe('TypeError');
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await hasLogged('refused by the policy script-src');
  await hasLogged('refused by the policy require-trusted-types-for');
});

test('starts no worker of any kind', async ({ page, hasLogged }) => {
  for (const make of [
    () =>
      new Promise((done) => {
        const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
        worker.onmessage = () => done('ran');
        worker.onerror = () => done('error');
      }),
    () =>
      new Promise((done) => {
        const worker = new Worker('app://wizard/index.html');
        worker.onmessage = () => done('ran');
        worker.onerror = () => done('error');
      }),
    () =>
      new Promise((done) => {
        const worker = new SharedWorker('data:text/javascript,onconnect=e=>e.ports[0].postMessage(1)');
        worker.port.onmessage = () => done('ran');
        worker.onerror = () => done('error');
      }),
    () => navigator.serviceWorker.register('app://wizard/index.html').then(() => 'ran'),
  ]) {
    // Refused by name: one that has only not run yet would be 'nothing'.
    expect(await attempt(page, make)).toMatch(/Error$|^error$/u);
  }
  await hasLogged('refused by the policy require-trusted-types-for');
});

test('opens no frame, object, embed or webview', async ({ app, page, hasLogged }) => {
  await page.evaluate(() => {
    const made: (readonly [string, Record<string, string>])[] = [
      ['iframe', { src: 'https://example.com/' }],
      ['iframe', { src: 'app://wizard/index.html' }],
      ['iframe', { src: 'file:///etc/passwd' }],
      ['iframe', { src: 'data:text/html,<script>parent.ran=1</script>' }],
      ['object', { data: 'https://example.com/', type: 'text/html' }],
      ['embed', { src: 'https://example.com/', type: 'text/html' }],
      ['webview', { src: 'https://example.com/', nodeintegration: 'true' }],
      ['fencedframe', {}],
      ['portal', { src: 'https://example.com/' }],
    ];
    for (const [name, attributes] of made) {
      const element = document.createElement(name);
      document.body.append(element);
      try {
        for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      } catch {
        // Some addresses may not even be set.
      }
    }
  });
  await hasLogged('refused by the policy frame-src: https://example.com');
  await hasLogged('refused by the policy frame-src: app');
  const found = await page.evaluate(() => ({
    ran: 'ran' in window,
    reachable: [...document.querySelectorAll('iframe')].some(
      (frame) => (frame.contentDocument?.body.childElementCount ?? 0) > 0,
    ),
  }));
  expect(found).toEqual({ ran: false, reachable: false });
  expect(
    await attempt(page, () => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<script>parent.ran = 1</script>';
      document.body.append(frame);
    }),
  ).toBe('TypeError');
  const frames = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) =>
      webContents.mainFrame.framesInSubtree.map(({ origin }) => origin),
    ),
  );
  expect(frames.flat().filter((origin) => !['app://wizard', 'null'].includes(origin))).toEqual([]);
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
});

test('allows no navigation, new window, form post, download or file of another program', async ({
  app,
  page,
  userData,
  hasLogged,
}) => {
  const address = page.url();
  const before = await filesOf(userData);
  for (const target of [
    'about:blank',
    'https://example.com/',
    'file:///etc/passwd',
    'data:text/html,x',
    'app://other/index.html',
    'ms-settings:network',
    'javascript:document.write(1)',
  ]) {
    await page
      .evaluate((url) => {
        window.open(url);
        location.href = url;
        location.replace(url);
      }, target)
      .catch(() => undefined);
    await expect.poll(() => page.url(), { message: target }).toBe(address);
    // A locator would wait for the end of the navigation that was refused.
    await expect
      .poll(() => page.evaluate(() => document.querySelector('h1') !== null).catch(() => false), { message: target })
      .toBe(true);
  }
  await page.evaluate(() => {
    const form = document.createElement('form');
    Object.assign(form, { method: 'POST', action: 'https://example.com/' });
    const link = document.createElement('a');
    Object.assign(link, { href: 'data:application/octet-stream,x', download: 'setup.exe' });
    const blob = document.createElement('a');
    Object.assign(blob, { href: URL.createObjectURL(new Blob(['x'])), download: 'setup.exe' });
    document.body.append(form, link, blob);
    form.submit();
    link.click();
    blob.click();
    history.pushState(null, '', '?elsewhere');
  });
  await hasLogged('refused will-frame-navigate');
  await hasLogged('left for about:blank');
  await hasLogged('refused a new window: https://example.com/');
  await hasLogged('refused by the policy form-action: https://example.com/');
  await hasLogged('refused a download: ');
  expect(app.windows()).toHaveLength(1);
  expect(new URL(page.url()).origin).toBe(new URL(address).origin);
  expect(await filesOf(userData)).toEqual(before);
});

test('does not open a file that is dropped on the window', async ({ page, userData }) => {
  const address = page.url();
  const file = join(userData, 'dropped.html');
  await writeFile(file, '<title>dropped</title>');
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 300,
      y: 300,
      data: { items: [], files: [file], dragOperationsMask: 1 },
    });
  }
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(page.url()).toBe(address);
  expect(await page.title()).not.toBe('dropped');
});

test('gives no permission and no device', async ({ page, hasLogged }) => {
  const refusedBy = (work: () => unknown) => attempt(page, work);
  expect(await refusedBy(() => Notification.requestPermission())).toBe('denied');
  expect(
    await refusedBy(
      () =>
        new Promise((done) =>
          navigator.geolocation.getCurrentPosition(
            () => done('found'),
            ({ code }) => done(code),
          ),
        ),
    ),
  ).toBe(1);
  // Without a microphone there is nothing to permit.
  expect(await refusedBy(() => navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'heard'))).toMatch(
    /^Not(Allowed|Found)Error$/u,
  );
  expect(await refusedBy(() => navigator.mediaDevices.getDisplayMedia({ video: true }).then(() => 'seen'))).not.toBe(
    'seen',
  );
  expect(await refusedBy(() => navigator.clipboard.readText().then(() => 'read'))).toBe('NotAllowedError');
  expect(await refusedBy(() => navigator.requestMIDIAccess({ sysex: true }).then(() => 'given'))).not.toBe('given');
  expect(await refusedBy(() => document.documentElement.requestFullscreen().then(() => 'full'))).not.toBe('full');
  expect(await refusedBy(() => navigator.storage.persist())).toBe(false);
  for (const device of ['usb', 'hid', 'serial', 'bluetooth'] as const) {
    const found = await page.evaluate(
      (kind) =>
        new Promise((done) => {
          // Devices may be asked for upon a click only.
          document.addEventListener(
            'click',
            () => {
              const source = (
                navigator as unknown as Record<
                  string,
                  { requestDevice?: (o: object) => Promise<unknown>; requestPort?: () => Promise<unknown> } | undefined
                >
              )[kind];
              const asked =
                source?.requestPort?.() ??
                source?.requestDevice?.(kind === 'bluetooth' ? { acceptAllDevices: true } : { filters: [] });
              if (!asked) {
                done('not there');
                return;
              }
              asked.then(
                (given) => done(Array.isArray(given) && given.length === 0 ? 'none' : 'given'),
                (error: unknown) => done(error instanceof Error ? error.name : 'refused'),
              );
            },
            { once: true, capture: true },
          );
          document.body.click();
        }),
      device,
    );
    expect(found, device).not.toBe('given');
  }
  for (const permission of ['notifications', 'geolocation', 'clipboard-read'])
    await hasLogged(`refused the permission ${permission}`);
});

test('shows no dialog of the page, and is not kept open by it', async ({ app, page, hasLogged }) => {
  expect(
    await attempt(page, () => {
      alert('x');
      return confirm('x');
    }),
  ).toBe(false);
  await page.mouse.click(300, 300);
  await page.evaluate(() =>
    window.addEventListener('beforeunload', (event) => {
      event.preventDefault();
    }),
  );
  const closed = app.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
  await hasLogged('refused to keep the window open');
});
