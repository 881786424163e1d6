// What the window needs of the settings before it opens. Reads by hand: the first picture does not wait for a schema, and what
// cannot be read here is told by the service that reads all of it (services/settings-service.ts).
import { readFileSync } from 'node:fs';
import { frames, themes } from '../contract/settings/choices';
import { languageChoices } from '../contract/settings/languages';
import { defaultSettings, type WindowSettings } from '../contract/settings/settings';

export type StartSettings = Pick<WindowSettings, 'theme' | 'frame' | 'language'>;

/** The choices in `file`; the default for each that is not there. */
export function readStartSettings(file: string): StartSettings {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
    if (typeof kept !== 'object' || kept === null) return defaultSettings;
    return {
      theme: themes.find((theme) => 'theme' in kept && kept.theme === theme) ?? defaultSettings.theme,
      frame: frames.find((frame) => 'frame' in kept && kept.frame === frame) ?? defaultSettings.frame,
      language:
        languageChoices.find((choice) => 'language' in kept && kept.language === choice) ?? defaultSettings.language,
    };
  } catch {
    return defaultSettings;
  }
}
