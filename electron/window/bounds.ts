// Where the window was left.
// Protects: it never opens where no display shows it, nor larger than the display; keeping it follows no link to another file.
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { screen, type BrowserWindow, type Rectangle } from 'electron';

/** In device-independent pixels. */
export const smallestSize = { width: 640, height: 480 } as const;
const defaultSize = { width: 1180, height: 800 } as const;
/** As much of the title bar has to be on a display as a hand needs to move the window. */
const graspable = { width: 120, height: 40 } as const;

export interface KeptBounds extends Rectangle {
  readonly isMaximized: boolean;
}

export type OpeningBounds = Partial<Rectangle> &
  Pick<Rectangle, 'width' | 'height'> & { readonly isMaximized: boolean };

/** Where to open: as it was left, if a display still shows it there; otherwise in the middle. */
export function openingBounds(file: string): OpeningBounds {
  const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
  return fittingBounds(readBounds(file), areas);
}

/** `areas`: the work areas of the displays, the primary one first. */
export function fittingBounds(kept: KeptBounds | null, areas: readonly Rectangle[]): OpeningBounds {
  const isMaximized = kept?.isMaximized ?? false;
  const area = kept && areas.find((each) => isGraspable(kept, each));
  if (!kept || !area) return { ...sizeWithin(defaultSize, areas[0]), isMaximized };
  return { x: kept.x, y: kept.y, ...sizeWithin(kept, area), isMaximized };
}

function isGraspable({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seen >= graspable.width && y >= area.y && y + graspable.height <= area.y + area.height;
}

function sizeWithin({ width, height }: Pick<Rectangle, 'width' | 'height'>, area: Rectangle | undefined) {
  return {
    width: Math.max(smallestSize.width, Math.min(width, area?.width ?? width)),
    height: Math.max(smallestSize.height, Math.min(height, area?.height ?? height)),
  };
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
