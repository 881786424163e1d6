import { describe, expect, it } from 'vitest';
import { fittingBounds } from './fitting-bounds';

const display = { x: 0, y: 0, width: 1366, height: 728 };
const second = { x: 1366, y: -200, width: 1920, height: 1040 };
const kept = { x: 40, y: 30, width: 1000, height: 640, isMaximized: false };

describe('where the window opens', () => {
  it('is where it was left, and as large', () => {
    expect(fittingBounds(kept, [display])).toEqual(kept);
    expect(fittingBounds({ ...kept, x: 1500, y: -180 }, [display, second])).toEqual({ ...kept, x: 1500, y: -180 });
  });

  it('is in the middle the first time, no larger than the display', () => {
    expect(fittingBounds(null, [display])).toEqual({ width: 1180, height: 728, isMaximized: false });
  });

  it('is in the middle where the display is gone, or hardly shows its title bar', () => {
    for (const lost of [
      { ...kept, x: 1500 },
      { ...kept, x: -950 },
      { ...kept, x: 1300 },
      { ...kept, y: -41 },
      { ...kept, y: 700 },
    ])
      expect(fittingBounds(lost, [display])).toEqual({ width: 1180, height: 728, isMaximized: false });
  });

  it('shrinks to the display, and never below the smallest size', () => {
    expect(fittingBounds({ ...kept, width: 4000, height: 3000 }, [display])).toMatchObject({
      width: 1366,
      height: 728,
    });
    expect(fittingBounds({ ...kept, width: 10, height: 10, x: 0 }, [display])).toMatchObject({ width: 1180 });
    expect(fittingBounds({ ...kept, width: 130, height: 10 }, [display])).toMatchObject({ width: 640, height: 480 });
  });

  it('stays maximized', () => {
    expect(fittingBounds({ ...kept, isMaximized: true }, [display]).isMaximized).toBe(true);
  });
});
