// The frame of the window: a title bar of our own with the system's buttons over it, or the system's frame.
import { nativeTheme, type BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { FrameChoice } from '../contract/settings/choices';

/** In CSS pixels, as the page draws it (renderer/app/title-bar.tsx). */
const titleBarHeight = 40;
/** Fluent's colorNeutralBackground3, on which the page draws its title bar, and colorNeutralForeground1. */
const colors = {
  light: { color: '#f5f5f5', symbolColor: '#242424' },
  dark: { color: '#141414', symbolColor: '#ffffff' },
} as const;

const present = () => (nativeTheme.shouldUseDarkColors ? colors.dark : colors.light);

export function frameOptions(frame: FrameChoice): BrowserWindowConstructorOptions {
  const { color } = present();
  if (frame === 'system') return { backgroundColor: color };
  return {
    backgroundColor: color,
    titleBarStyle: 'hidden',
    titleBarOverlay: { ...present(), height: titleBarHeight },
  };
}

/** Keeps the background, and the system's buttons, in the colors of the theme. The menu is hidden: its accelerators work. */
export function keepFrame(window: BrowserWindow, frame: FrameChoice): void {
  window.setMenuBarVisibility(false);
  const follow = () => {
    window.setBackgroundColor(present().color);
    // macOS draws its buttons by itself.
    if (frame === 'own' && process.platform !== 'darwin')
      window.setTitleBarOverlay({ ...present(), height: titleBarHeight });
  };
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
}
