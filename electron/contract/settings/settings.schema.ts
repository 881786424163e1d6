// The shape of the settings, as they are sent and kept.
import { z } from 'zod';
import { frames, languages, themes } from './choices';

export const settingsSchema = z.strictObject({
  theme: z.enum(themes),
  frame: z.enum(frames),
  language: z.enum(languages),
  /** By hand; absent while the width of the window decides. */
  isNavigationFolded: z.boolean().optional(),
});
