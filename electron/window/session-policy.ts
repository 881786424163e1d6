// What the session of the pages may load, request and reach: our own files, nothing else.
// Protects: no request, name lookup or connection of the window leaves this program; every refusal is logged.
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { extname, join, normalize, sep } from 'node:path';
import { app, protocol, type ProtocolResponse, type Session } from 'electron';
import { isOwnUrl, windowOrigin } from '../contract/ipc/origin';
import type { Log } from '../log/log';

const scheme = windowOrigin.protocol.slice(0, -1);

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before Electron is ready. */
export function cutOffNetwork(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, codeCache: true } }]);
  // Hints such as dns-prefetch bypass webRequest and the policy.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // Electron lets pages read the clipboard with execCommand('paste'), and up to version 33 without a permission request.
  app.commandLine.appendSwitch('blink-settings', 'DOMPasteAllowed=false');
}

/** Lets the session serve the files in the folder `pages` and refuses everything else. */
export function secureSession(ses: Session, pages: string, log: Log): void {
  // The window was closed and opened again: the session is the same.
  if (ses.protocol.isProtocolHandled(scheme)) return;
  // `handle` loads what Node has for fetch before it answers, while the first paint waits for the page.
  // oxlint-disable-next-line typescript/no-deprecated -- its successor answers with a Response
  ses.protocol.registerBufferProtocol(scheme, ({ url }, answer) => void page(url, pages).then(answer));
  ses.setPermissionRequestHandler((_, permission, decide) => {
    log.warn(`refused the permission ${permission}`);
    decide(false);
  });
  ses.setPermissionCheckHandler((_, permission) => {
    log.warn(`refused the permission ${permission}`);
    return false;
  });
  ses.setDevicePermissionHandler(({ deviceType }) => {
    log.warn(`refused a device: ${deviceType}`);
    return false;
  });
  ses.on('select-hid-device', (event, _, choose) => {
    event.preventDefault();
    choose(null);
  });
  ses.on('select-serial-port', (event, _, __, choose) => {
    event.preventDefault();
    choose('');
  });
  ses.on('select-usb-device', (event, _, choose) => {
    event.preventDefault();
    choose();
  });
  ses.webRequest.onBeforeRequest((details, decide) => {
    const isForeign = !isOwnUrl(details.url);
    if (isForeign) log.warn(`refused a request: ${details.url.slice(0, 200)}`);
    decide({ cancel: isForeign });
  });
  ses.on('will-download', (event, item) => {
    log.warn(`refused a download: ${item.getURL().slice(0, 200)}`);
    event.preventDefault();
  });
  // WebRTC obeys neither webRequest nor the policy. Together with the WebRTC policy in window.ts, this leaves it only a
  // proxy that does not exist.
  void ses
    .setProxy({ mode: 'fixed_servers', proxyRules: 'socks5://127.0.0.1:1' })
    .catch((error: unknown) => log.incident(error));
}

async function page(address: string, pages: string): Promise<ProtocolResponse> {
  const file = isOwnUrl(address) ? normalize(join(pages, new URL(address).pathname)) : '';
  const type = contentTypes[extname(file)];
  if (!type || !file.startsWith(pages + sep)) return notFound;
  try {
    const data = await readFile(file);
    if (extname(file) !== '.html') return { data, headers: { 'Content-Type': type } };
    const nonce = randomBytes(16).toString('base64');
    return {
      data: Buffer.from(data.toString('utf8').replaceAll('__NONCE__', nonce)),
      headers: { 'Content-Type': type, 'Content-Security-Policy': policy(nonce) },
    };
  } catch {
    return notFound;
  }
}

const notFound: ProtocolResponse = {
  statusCode: 404,
  data: Buffer.from('not found'),
  headers: { 'Content-Type': 'text/plain' },
};

/** Only our own scripts and images; Fluent's style elements carry the nonce. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "worker-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
