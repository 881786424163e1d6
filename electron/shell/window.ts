// The one window: our own scheme, a strict policy, no Node, no network, no way out.
import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { extname, join, normalize, sep } from 'node:path';
import { BrowserWindow, nativeTheme, protocol, session, type Session } from 'electron';
import { startMarkers } from '../contract/names';
import { isOwnUrl, windowOrigin } from './gate';
import type { Log } from './log';

const scheme = windowOrigin.protocol.slice(0, -1);
const startUrl = `${windowOrigin.protocol}//${windowOrigin.host}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before Electron is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
}

/** Opens the window on the pages in `outFolder`/renderer. */
export function openWindow(outFolder: string, title: string, log: Log): BrowserWindow {
  secure(session.defaultSession, join(outFolder, 'renderer'), log);
  const window = new BrowserWindow({
    title,
    width: 1180,
    height: 800,
    minWidth: 640,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff',
    webPreferences: {
      preload: join(outFolder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  const { webContents } = window;
  webContents.setWindowOpenHandler(({ url }) => {
    log.warn(`refused a new window: ${url}`);
    return { action: 'deny' };
  });
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const) {
    // Electron types each of these events apart; all of them can be prevented.
    webContents.on(event as 'will-navigate', (details) => {
      log.warn(`refused ${event}`);
      details.preventDefault();
    });
  }
  // Older releases of Electron hand the text over as the third argument, newer ones in the event.
  webContents.on('console-message', (...told: readonly unknown[]) => {
    const [event, , text] = told;
    const message = text ?? (event as { readonly message?: unknown }).message;
    for (const marker of Object.values(startMarkers)) if (message === marker) log.info(marker);
  });
  void window.loadURL(startUrl);
  return window;
}

function secure(ses: Session, pages: string, log: Log): void {
  ses.protocol.handle(scheme, (request) => page(request.url, pages));
  ses.setPermissionRequestHandler((_, permission, decide) => {
    log.warn(`refused the permission ${permission}`);
    decide(false);
  });
  ses.setPermissionCheckHandler(() => false);
  ses.setDevicePermissionHandler(() => false);
  ses.webRequest.onBeforeRequest((details, decide) => {
    const isForeign = !isOwnUrl(details.url);
    if (isForeign) log.warn(`refused a request: ${details.url.slice(0, 200)}`);
    decide({ cancel: isForeign });
  });
  ses.on('will-download', (event, item) => {
    log.warn(`refused a download: ${item.getURL().slice(0, 200)}`);
    event.preventDefault();
  });
}

async function page(address: string, pages: string): Promise<Response> {
  const file = isOwnUrl(address) ? normalize(join(pages, new URL(address).pathname)) : '';
  const type = contentTypes[extname(file)];
  if (!type || !file.startsWith(pages + sep)) return new Response('not found', { status: 404 });
  try {
    const content = await readFile(file);
    if (extname(file) !== '.html') return new Response(content, { headers: { 'Content-Type': type } });
    const nonce = randomBytes(16).toString('base64');
    return new Response(content.toString('utf8').replaceAll('__NONCE__', nonce), {
      headers: { 'Content-Type': type, 'Content-Security-Policy': policy(nonce) },
    });
  } catch {
    return new Response('not found', { status: 404 });
  }
}

/** Scripts and pictures of our own only; Fluent's style elements carry the nonce. */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
