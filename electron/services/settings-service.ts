// The settings of the window: read, kept and followed.
// Protects: a damaged file is told and logged, never taken for a choice; what could not be kept is not followed.
import { failure, success, type Result } from '../contract/errors/result';
import type { FrameChoice } from '../contract/settings/choices';
import { defaultSettings, type SettingsView, type WindowSettings } from '../contract/settings/settings';
import { settingsSchema } from '../contract/settings/settings.schema';
import type { Disk } from '../machine/interfaces/storage';
import { readSettingsFile } from './settings-file';

export interface SettingsParts {
  readonly file: string;
  readonly disk: Pick<Disk, 'writeDurably'>;
  readonly frameNow: FrameChoice;
  /** Makes the window follow what it can follow at once. */
  readonly follow: (settings: WindowSettings) => void;
  readonly logIncident: (error: unknown) => void;
}

export interface SettingsService {
  readonly read: () => Promise<SettingsView>;
  /** Errors: STORAGE_FAILED. */
  readonly write: (settings: WindowSettings) => Promise<Result<null>>;
}

export function settingsService({ file, disk, frameNow, follow, logIncident }: SettingsParts): SettingsService {
  return {
    async read() {
      const kept = await readSettingsFile(file, settingsSchema.strip());
      const isDamaged = kept.kind === 'damaged';
      if (isDamaged) logIncident(new Error(`the settings cannot be read: ${kept.detail}`));
      return { settings: kept.kind === 'read' ? kept.value : defaultSettings, isDamaged, frameNow };
    },
    async write(settings) {
      try {
        await disk.writeDurably(file, `${JSON.stringify(settings)}\n`);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      follow(settings);
      return success(null);
    },
  };
}
