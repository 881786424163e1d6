// What the services need of a desktop, where nobody sits in front of one: on the command line, and in the worker.
import { join } from 'node:path';
import type { UsageSample } from '../contract/usage/sample';
import { failure } from '../contract/errors/result';
import type { Words } from '../contract/messages/messages';
import type { Machine } from '../machine/interfaces/machine';
import { takeSample } from '../usage/sampler';
import type { Log } from '../log/log';
import type { Desktop, FileDialogs, Progress, Questions } from './desktop';
import { startUsageService, type UsageService } from './usage-service';

const nothing = () => undefined;
const yes = () => Promise.resolve(true);
const no = () => Promise.resolve(false);
const nobody = () => Promise.resolve(null);

/** The person has agreed to the change beforehand, and to nothing else. */
export const silentQuestions: Questions = { confirmChange: yes, confirmRestart: no, confirmDelete: no };
export const silentFileDialogs: FileDialogs = { chooseRegFile: nobody, chooseFolder: nobody, chooseTarget: nobody };
export const silentProgress: Progress = { reportStage: nothing, reportReading: nothing };

export const silentDesktop: Desktop = {
  questions: silentQuestions,
  fileDialogs: silentFileDialogs,
  progress: silentProgress,
  fileManager: { openFolder: nothing, revealFile: nothing },
  clipboard: { copy: nothing },
  printer: { printToPdf: () => Promise.reject(new Error('there is no window to print from')) },
};

/** The regional format of a process without a window. */
export const headlessLocale = Intl.DateTimeFormat().resolvedOptions().locale;

/** Usage for one question: one sample, and none for commands that do not ask. */
export function usageMeasuredOnce(
  machine: Machine,
  userData: string,
  words: Words,
  log: Log,
  isNeeded: boolean,
): UsageService {
  return startUsageService({
    machine,
    words,
    feed(_, { onSample }) {
      const bug = (exception: unknown): UsageSample => {
        const { error } = failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
        return { ok: false, takenAt: Date.now(), error };
      };
      if (isNeeded) void takeSample(machine.usage).catch(bug).then(onSample);
      return nothing;
    },
    settingsFile: join(userData, 'usage-settings.json'),
    desktop: {
      sendSample: nothing,
      sendAlert: nothing,
      isInBackground: () => false,
      notify: nothing,
      showLevel: nothing,
      chooseTarget: nobody,
      logIncident: (error) => void log.incident(error),
    },
  });
}
