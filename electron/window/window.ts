// The main window: our own scheme, a strict policy, no Node, no network, no way out.
import { join } from 'node:path';
import { BrowserWindow, nativeTheme, session, type WebContents } from 'electron';
import { isOwnUrl, windowOrigin } from '../contract/ipc/origin';
import type { FrameChoice } from '../contract/settings/choices';
import type { CatalogLanguage } from '../contract/settings/languages';
import type { Log } from '../log/log';
import { keepBounds, openingBounds } from './bounds';
import { smallestSize } from './fitting-bounds';
import { firstFrame } from './first-frame';
import { frameOptions, keepFrame } from './frame';
import { pageConsole, type PageConsole } from './page-console';
import type { LanguageNow } from './language-now';
import { keepPageAlive, type PageLife } from './page-life';
import { secureSession } from './session-policy';
import type { StartSettings } from './start-settings';

/** The page learns its language here: it is drawn before it could ask. */
const startUrl = (language: CatalogLanguage) =>
  `${windowOrigin.protocol}//${windowOrigin.host}/index.html?language=${language}`;

export interface OpenWindow {
  readonly window: BrowserWindow;
  /** Resolves with the first paint; see firstFrame for a page that paints nothing. */
  readonly painted: Promise<void>;
  readonly pageLife: PageLife;
  readonly frame: FrameChoice;
  readonly language: LanguageNow;
}

interface Pages {
  readonly settings: StartSettings;
  readonly language: LanguageNow;
  /** Where it is kept how the window was left. */
  readonly boundsFile: string;
  readonly outFolder: string;
  readonly hasDevTools?: boolean;
}

/** Opens the window with the pages in `outFolder`/renderer. */
export function openWindow(
  { settings, language, boundsFile, outFolder, hasDevTools = false }: Pages,
  title: string,
  log: Log,
): OpenWindow {
  secureSession(session.defaultSession, join(outFolder, 'renderer'), log);
  nativeTheme.themeSource = settings.theme;
  const { isMaximized, ...bounds } = openingBounds(boundsFile);
  const window = new BrowserWindow({
    ...bounds,
    ...frameOptions(settings.frame),
    title,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    webPreferences: {
      preload: join(outFolder, 'preload', 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
      // We use neither WebGL nor script dialogs, and a script pasted into the developer tools would act as the page.
      webgl: false,
      disableDialogs: true,
      devTools: hasDevTools,
    },
  });
  keepFrame(window, settings.frame);
  keepBounds(window, boundsFile, (error) => void log.incident(error));
  const drawn = new Promise<void>((done) => window.once('ready-to-show', () => done()));
  void firstFrame(window, drawn).then(() => {
    if (window.isDestroyed()) return;
    if (isMaximized) window.maximize();
    window.show();
  });
  // did-fail-load reports a failure.
  const load = () => void window.loadURL(startUrl(language.read())).catch(() => undefined);
  refuseWaysOut(window.webContents, load, log);
  let tellPainted = () => {};
  const painted = firstFrame(window, new Promise<void>((done) => (tellPainted = done)));
  const pageMessages = pageConsole(log, process.getCreationTime(), tellPainted);
  watchConsole(window.webContents, pageMessages);
  const pageLife = keepPageAlive(window, load, language.read, log);
  pageLife.onReload(pageMessages.reloaded);
  load();
  return { window, painted, pageLife, frame: settings.frame, language };
}

/** `load` loads our page. */
function refuseWaysOut(webContents: WebContents, load: () => void, log: Log): void {
  webContents.setWindowOpenHandler(({ url }) => {
    log.warn(`refused a new window: ${url}`);
    return { action: 'deny' };
  });
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'] as const) {
    // Electron types each of these events separately; all of them can be prevented.
    webContents.on(event as 'will-navigate', (details) => {
      log.warn(`refused ${event}`);
      details.preventDefault();
    });
  }
  // Navigation to an empty page raises none of these events: the page that did it is gone, and the user gets ours back.
  webContents.on('did-navigate', (_, url) => {
    if (isOwnUrl(url)) return;
    log.warn(`left for ${url}`);
    load();
  });
  webContents.on('will-prevent-unload', (event) => {
    log.warn('refused to keep the window open');
    event.preventDefault();
  });
  // Without our answer Electron picks the first device that it finds.
  webContents.on('select-bluetooth-device', (event, _, choose) => {
    log.warn('refused a device: bluetooth');
    event.preventDefault();
    choose('');
  });
  webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

function watchConsole(webContents: WebContents, pageMessages: PageConsole): void {
  // Older releases of Electron pass the text as the third argument, newer ones in the event.
  webContents.on('console-message', (...told: readonly unknown[]) => {
    const [event, , text] = told;
    const message = text ?? (event as { readonly message?: unknown }).message;
    if (typeof message === 'string') pageMessages.record(message);
  });
}
