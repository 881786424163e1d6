// What waits for the first frame of the page.
// Protects: where the compositor delivers none, nothing waits for it forever.
import type { BrowserWindow } from 'electron';

/** In ms after the document is ready. Longer than a frame takes on a slow computer. */
const patienceMs = 2_000;

/** Resolves with `frame`; without one a while after the document is ready, or when there will be no page. */
export function firstFrame(window: BrowserWindow, frame: Promise<void>): Promise<void> {
  return new Promise((done) => {
    void frame.then(done);
    window.webContents.once('dom-ready', () => setTimeout(done, patienceMs));
    window.webContents.once('did-fail-load', () => done());
    window.once('closed', () => done());
  });
}
