// Prints one of our pages to PDF in a hidden window of its own.
// Protects: that window has no script, no Node, no preload, no network and no storage; it loads the one page and nothing else.
import { randomBytes, randomUUID } from 'node:crypto';
import { BrowserWindow, session, type Session } from 'electron';
import { windowOrigin } from '../contract/ipc/origin';

const scheme = windowOrigin.protocol.slice(0, -1);
/** Timeout in ms for one page. */
const patienceMs = 30_000;

export interface PrintedPage {
  /** The HTML of the page, for a policy with this nonce. */
  readonly page: (nonce: string) => string;
  readonly locale: string;
  /** Footer of each page; `page` and `pages` are the placeholders of the numbers. */
  readonly footer: (page: string, pages: string) => string;
}

/** The page as a tagged PDF: A4, or Letter where that is customary. Rejects when it cannot be printed. */
export async function printToPdf({ page, locale, footer }: PrintedPage): Promise<Uint8Array> {
  const nonce = randomBytes(16).toString('base64');
  const address = `${windowOrigin.protocol}//ticket-${randomUUID()}/`;
  const own = session.fromPartition(`ticket-${randomUUID()}`, { cache: false });
  serve(own, address, page(nonce), nonce);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  const overdue = setTimeout(() => window.destroy(), patienceMs);
  try {
    window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
    await window.loadURL(address);
    return await window.webContents.printToPDF({
      pageSize: isLetterCountry(locale) ? 'Letter' : 'A4',
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: `<div style="width:100%;text-align:center;font:8pt Arial,sans-serif">${footer('<span class="pageNumber"></span>', '<span class="totalPages"></span>')}</div>`,
      margins: { top: 0.7, bottom: 0.8, left: 0.8, right: 0.8 },
    });
  } finally {
    clearTimeout(overdue);
    if (!window.isDestroyed()) window.destroy();
    own.protocol.unhandle(scheme);
  }
}

function serve(own: Session, address: string, html: string, nonce: string): void {
  own.protocol.handle(
    scheme,
    () =>
      new Response(html, {
        headers: {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
        },
      }),
  );
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== address }));
  own.setPermissionRequestHandler((_, __, decide) => decide(false));
  own.setPermissionCheckHandler(() => false);
}

/** The countries that print on Letter (Unicode CLDR, supplemental data, paper sizes). */
const letterCountries = ['US', 'CA', 'MX', 'BZ', 'CL', 'CO', 'CR', 'GT', 'NI', 'PA', 'PH', 'PR', 'SV', 'VE'];

function isLetterCountry(locale: string): boolean {
  return letterCountries.includes(new Intl.Locale(locale).maximize().region ?? '');
}
