// The shape of the settings, as they are sent and kept.
import { z } from 'zod';
import { frames, themes } from './choices';
import { languageChoices, ticketLanguageChoices } from './languages';

export const settingsSchema = z.strictObject({
  theme: z.enum(themes),
  frame: z.enum(frames),
  language: z.enum(languageChoices),
  // Missing in files of version 0.2 and before.
  ticketLanguage: z.enum(ticketLanguageChoices).default('window'),
  /** By hand; absent while the width of the window decides. */
  isNavigationFolded: z.boolean().optional(),
});
