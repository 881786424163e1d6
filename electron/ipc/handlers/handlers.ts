// What each call of the contract does, put together from the handlers of each subject. They translate; services decide.
import type { Handlers } from '../../contract/ipc/calls';
import { success } from '../../contract/errors/result';
import type { PageState } from '../../contract/ipc/page';
import type { Clipboard } from '../../services/desktop';
import type { KeepWatchingService } from '../../services/keep-watching-service';
import type { AboutService } from '../../services/about-service';
import type { Services } from '../../services/services';
import type { SettingsService } from '../../services/settings-service';
import { backupHandlers } from './backup';
import { changeHandlers } from './change';
import { diagnosisHandlers } from './diagnosis';
import { evidenceHandlers } from './evidence';
import { findingsHandlers } from './findings';
import { historyHandlers } from './history';
import { machineHandlers } from './machine';
import { recordingHandlers } from './recording';
import { practiceHandlers } from './practice';
import { programHandlers } from './program';
import { scriptHandlers } from './script-export';
import { ticketHandlers } from './ticket';
import { usageHandlers } from './usage';

export interface WindowParts {
  readonly clipboard: Clipboard;
  readonly readPageState: () => Promise<PageState>;
  readonly keepWatching: KeepWatchingService;
  readonly settings: SettingsService;
  readonly about: AboutService;
}

export function createHandlers(
  services: Services,
  { clipboard, readPageState, keepWatching, settings, about }: WindowParts,
): Handlers {
  return {
    ...machineHandlers(services.machine, clipboard),
    ...diagnosisHandlers(services.diagnosis),
    ...changeHandlers(services.changes),
    ...backupHandlers(services.backups, services.comparisons),
    ...findingsHandlers(services.findings),
    ...historyHandlers(services.history),
    ...ticketHandlers(services.tickets),
    ...scriptHandlers(services.scripts, services.collector),
    ...usageHandlers(services.usage),
    ...evidenceHandlers(services.evidence),
    ...recordingHandlers(services.recordings, keepWatching),
    ...practiceHandlers(services.practice),
    ...programHandlers(settings, about),
    'page.state': async () => success(await readPageState()),
  };
}
