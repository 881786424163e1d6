// The calls about the program itself: its settings, and what it tells of itself.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { AboutService } from '../../services/about-service';
import type { SettingsService } from '../../services/settings-service';

export type ProgramHandlers = Pick<
  Handlers,
  'settings.read' | 'settings.write' | 'about.read' | 'about.open-folder' | 'about.show-licenses'
>;

export function programHandlers(settings: SettingsService, about: AboutService): ProgramHandlers {
  return {
    'settings.read': async () => success(await settings.read()),
    'settings.write': (chosen) => settings.write(chosen),
    'about.read': () => Promise.resolve(success(about.read())),
    'about.open-folder'({ which }) {
      about.openFolder(which);
      return Promise.resolve(success(null));
    },
    'about.show-licenses'() {
      about.showLicenses();
      return Promise.resolve(success(null));
    },
  };
}
