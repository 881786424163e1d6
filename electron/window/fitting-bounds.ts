// Where the window opens. Protects: never where no display shows it, nor larger than the display. Pure.
import type { Rectangle } from 'electron';

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
