// Keeps where the window was left. Protects: keeping it follows no link to another file.
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { screen, type BrowserWindow } from 'electron';
import { fittingBounds, type KeptBounds, type OpeningBounds } from './fitting-bounds';

/** Where to open: as it was left, if a display still shows it there; otherwise in the middle. */
export function openingBounds(file: string): OpeningBounds {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  return fittingBounds(readBounds(file), areas);
}

/** Null where nothing was kept, or nothing of this kind. */
function readBounds(file: string): KeptBounds | null {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Record<string, unknown>>;
    const { x, y, width, height, isMaximized } = kept;
    const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);
    return isNumber(x) && isNumber(y) && isNumber(width) && isNumber(height)
      ? { x, y, width, height, isMaximized: isMaximized === true }
      : null;
  } catch {
    return null;
  }
}

/** Keeps in `file` where the window is when it is closed. That it cannot be kept is no reason to stay open. */
export function keepBounds(window: BrowserWindow, file: string, logIncident: (error: unknown) => void): void {
  window.on('close', () => {
    try {
      const kept: KeptBounds = { ...window.getNormalBounds(), isMaximized: window.isMaximized() };
      const fresh = `${file}.${randomBytes(8).toString('hex')}.tmp`;
      writeFileSync(fresh, `${JSON.stringify(kept)}\n`, { flag: 'wx' });
      renameSync(fresh, file);
    } catch (error) {
      logIncident(error);
    }
  });
}
