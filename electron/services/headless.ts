// What the services need of a desktop, where nobody sits in front of one: on the command line, and in the worker.
import { join } from 'node:path';
import type { UsageSample } from '../contract/usage/sample';
import { failure } from '../contract/errors/result';
import type { Words } from '../contract/messages/messages';
import type { Machine } from '../machine/interfaces/machine';
import { takeSample } from '../usage/sampler';
import type { Log } from '../log/log';
import type { Desktop } from './desktop';
import { startUsageService, type UsageService } from './usage-service';

/** Usage for one question: one sample, and none for commands that do not ask. */
export function usageMeasuredOnce(
  machine: Machine,
  userData: string,
  words: Words,
  log: Log,
  isWanted: boolean,
): UsageService {
  const nothing = () => undefined;
  return startUsageService({
    machine,
    words,
    feed(_, { onSample }) {
      const bug = (exception: unknown): UsageSample => {
        const { error } = failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
        return { ok: false, takenAt: Date.now(), error };
      };
      if (isWanted) void takeSample(machine.usage).catch(bug).then(onSample);
      return nothing;
    },
    settingsFile: join(userData, 'usage-settings.json'),
    desktop: {
      sendSample: nothing,
      sendAlert: nothing,
      isInBackground: () => false,
      notify: nothing,
      showLevel: nothing,
      chooseTarget: () => Promise.resolve(null),
      logIncident: (error) => void log.incident(error),
    },
  });
}

/** The person agreed beforehand, and there are no files to choose. */
export function headlessDesktop(log: Log, programVersion: string): Desktop {
  const nothing = () => undefined;
  const nobody = () => Promise.resolve(null);
  return {
    locale: Intl.DateTimeFormat().resolvedOptions().locale,
    programVersion,
    confirmChange: () => Promise.resolve(true),
    confirmRestart: () => Promise.resolve(false),
    confirmDelete: () => Promise.resolve(false),
    chooseRegFile: nobody,
    chooseTarget: nobody,
    openFolder: nothing,
    revealFile: nothing,
    reportReading: nothing,
    logIncident: (error) => void log.incident(error),
    copy: nothing,
    chooseFolder: nobody,
    printToPdf: () => Promise.reject(new Error('there is no window to print from')),
    machineChanged: nothing,
    reportStage: nothing,
  };
}
