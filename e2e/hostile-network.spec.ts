// A hostile page tries to talk to somebody: every kind of connection is refused by the policy, and nothing arrives anywhere.
import { createSocket } from 'node:dgram';
import { createServer, type AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { attempt } from './fixtures/hostile-page';
import { expect, test } from './fixtures/test';

test('refuses every kind of connection: fetch, XMLHttpRequest, WebSocket, EventSource, beacons, pictures, hints', async ({
  page,
  hasLogged,
}) => {
  expect(await attempt(page, () => fetch('https://example.com/').then(() => 'fetched'))).toBe('TypeError');
  expect(await attempt(page, () => fetch('file:///etc/passwd').then(() => 'fetched'))).toBe('TypeError');
  expect(await attempt(page, () => fetch('data:text/plain,x').then(() => 'fetched'))).toBe('TypeError');
  expect(await attempt(page, () => fetch(URL.createObjectURL(new Blob(['x']))).then(() => 'fetched'))).toBe(
    'TypeError',
  );
  expect(
    await attempt(
      page,
      () =>
        new Promise((done) => {
          const request = new XMLHttpRequest();
          request.onloadend = () => done(request.status);
          request.open('GET', 'https://example.com/');
          request.send();
        }),
    ),
  ).toBe(0);
  expect(
    await attempt(
      page,
      () =>
        new Promise((done) => {
          const socket = new WebSocket('wss://example.com/');
          socket.onopen = () => done('open');
          socket.onerror = () => done('error');
        }),
    ),
  ).not.toBe('open');
  expect(
    await attempt(
      page,
      () =>
        new Promise((done) => {
          const source = new EventSource('https://example.com/');
          source.onopen = () => done('open');
          source.onerror = () => done('error');
        }),
    ),
  ).not.toBe('open');
  await attempt(page, () => navigator.sendBeacon('https://example.com/beacon'));
  await attempt(page, () => new WebTransport('https://example.com/').ready);
  expect(
    await attempt(
      page,
      () =>
        new Promise((done) => {
          const picture = new Image();
          picture.onload = () => done('loaded');
          picture.onerror = () => done('error');
          picture.src = 'https://example.com/x.png';
        }),
    ),
  ).toBe('error');
  for (const rel of ['prefetch', 'preload', 'modulepreload', 'stylesheet', 'icon'])
    expect(await hint(page, rel), rel).toBe('refused');
  // Without a trace in Chromium's reports.
  expect(await hint(page, 'manifest')).not.toBe('loaded');
  await hasLogged('refused by the policy connect-src: https://example.com/');
  await hasLogged('refused by the policy img-src: https://example.com/x.png');
});

/** What becomes of a link: 'loaded', 'refused', or 'passed over' when a picture that was asked for after it has been refused. */
function hint(page: Page, rel: string): Promise<unknown> {
  return page.evaluate(
    (kind) =>
      new Promise((done) => {
        const href = `https://example.com/${kind}`;
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
          if (blockedURI === href) done('refused');
          if (blockedURI === `${href}.png`) done('passed over');
        });
        const link = Object.assign(document.createElement('link'), { rel: kind, href, as: 'script' });
        link.onload = () => done('loaded');
        document.head.append(link);
        new Image().src = `${href}.png`;
      }),
    rel,
  );
}

test('looks up no names, so that hints tell nobody anything', async ({ app }) => {
  for (const name of ['example.com', 'localhost', '127.0.0.1']) {
    const found = await app.evaluate(
      ({ session }, host) => session.defaultSession.resolveHost(host).then(() => 'resolved', String),
      name,
    );
    expect(found, name).toContain('ERR_NAME_NOT_RESOLVED');
  }
});

test('reaches nobody by WebRTC', async ({ page }) => {
  let heard = 0;
  const udp = createSocket('udp4').on('message', () => (heard += 1));
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done));
  const tcp = createServer(() => (heard += 1));
  await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
  const ports = [udp.address().port, (tcp.address() as AddressInfo).port] as const;
  const candidates = await page.evaluate(async ([udpPort, tcpPort]) => {
    try {
      const connection = new RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${udpPort}` },
          { urls: `turn:127.0.0.1:${tcpPort}?transport=tcp`, username: 'x', credential: 'x' },
        ],
      });
      connection.createDataChannel('way out');
      let count = 0;
      const complete = new Promise((done) => {
        connection.onicecandidate = ({ candidate }) => (candidate ? (count += 1) : done(null));
      });
      await connection.setLocalDescription(await connection.createOffer());
      await complete;
      return count;
    } catch {
      return 0;
    }
  }, ports);
  udp.close();
  tcp.close();
  expect(candidates).toBe(0);
  expect(heard).toBe(0);
});

test('lets nothing that a page can ask for reach a server on this very computer', async ({ page, hasLogged }) => {
  const heard: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket
      .on('error', () => undefined)
      .once('data', (bytes) => {
        heard.push(String(bytes).split('\r\n')[0] ?? '');
        socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n');
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}/${path}`);
  await ask('from-the-test');
  expect(heard, 'the server hears').toEqual(['GET /from-the-test HTTP/1.1']);

  await page.evaluate(
    (address) =>
      new Promise((done) => {
        // In a task of its own: what an inspector evaluates is exempt from the policy of the page.
        setTimeout(() => {
          const attempts: (() => unknown)[] = [
            () => fetch(`http://${address}/fetch`, { mode: 'no-cors' }),
            () => navigator.sendBeacon(`http://${address}/beacon`),
            () => new WebSocket(`ws://${address}/socket`),
            () => new EventSource(`http://${address}/events`),
            () => Object.assign(new Image(), { src: `http://${address}/picture` }),
            () => Object.assign(new Audio(), { src: `http://${address}/sound` }).play(),
            () => new FontFace('x', `url(http://${address}/font)`).load(),
            ...['prefetch', 'preload', 'stylesheet', 'icon', 'manifest', 'preconnect'].map(
              (rel) => () =>
                document.head.append(
                  Object.assign(document.createElement('link'), { rel, href: `http://${address}/${rel}`, as: 'fetch' }),
                ),
            ),
            ...['iframe', 'embed', 'script'].map(
              (name) => () =>
                document.body.append(Object.assign(document.createElement(name), { src: `http://${address}/${name}` })),
            ),
            () =>
              document.body.append(
                Object.assign(document.createElement('object'), { data: `http://${address}/object` }),
              ),
          ];
          for (const attempted of attempts) {
            try {
              void Promise.resolve(attempted()).catch(() => undefined);
            } catch {
              // Refused at once.
            }
          }
          done(null);
        });
      }),
    `127.0.0.1:${port}`,
  );
  // Chromium tells of nearly all of it; what it does not tell of had the time of the rest.
  const where = `127.0.0.1:${port}`;
  for (const path of ['fetch', 'beacon', 'events', 'preload'])
    await hasLogged(`refused by the policy connect-src: http://${where}/${path}`);
  await hasLogged(`refused by the policy connect-src: ws://${where}/socket`);
  await hasLogged(`refused by the policy img-src: http://${where}/picture`);
  await hasLogged(`refused by the policy img-src: http://${where}/icon`);
  await hasLogged(`refused by the policy media-src: http://${where}/sound`);
  await hasLogged(`refused by the policy font-src: http://${where}/font`);
  await hasLogged(`refused by the policy style-src-elem: http://${where}/stylesheet`);
  await hasLogged(`refused by the policy default-src: http://${where}/prefetch`);
  await hasLogged(`refused by the policy frame-src: http://${where}`);
  await ask('at-the-end');
  server.close();
  expect(heard).toEqual(['GET /from-the-test HTTP/1.1', 'GET /at-the-end HTTP/1.1']);
  expect(connections).toBe(2);
});
