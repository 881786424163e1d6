// What a person has chosen for the window.
import type { Shape } from '../shape';
import type { FrameChoice } from './choices';
import type { settingsSchema } from './settings.schema';

/** A new frame is followed from the next start on. */
export type WindowSettings = Shape<typeof settingsSchema>;

export const defaultSettings: WindowSettings = {
  theme: 'system',
  frame: 'own',
  language: 'system',
  ticketLanguage: 'window',
};

export interface SettingsView {
  readonly settings: WindowSettings;
  /** What was chosen cannot be read any more: the defaults hold. */
  readonly isDamaged: boolean;
  /** The frame of this window. */
  readonly frameNow: FrameChoice;
}
