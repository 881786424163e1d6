// What a person chooses for the window.
import type { Shape } from '../shape';
import type { settingsSchema } from './settings.schema';

export const themes = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

/** `own`: the title bar is part of the page; `system`: the frame that the system draws. */
export const frames = ['own', 'system'] as const;
export type FrameChoice = (typeof frames)[number];

/** BCP 47 tags of the message catalog. */
export const languages = ['en'] as const;

/** A new frame is followed from the next start on. */
export type WindowSettings = Shape<typeof settingsSchema>;

export const defaultSettings: WindowSettings = { theme: 'system', frame: 'own', language: 'en' };

export interface SettingsView {
  readonly settings: WindowSettings;
  /** What was chosen cannot be read any more: the defaults hold. */
  readonly isDamaged: boolean;
  /** The frame of this window. */
  readonly frameNow: FrameChoice;
}
