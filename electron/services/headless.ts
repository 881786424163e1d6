// What the services need of a desktop, where nobody sits in front of one: on the command line, and in the worker.
import { join } from 'node:path';
import type { UsageSample } from '../contract/usage/sample';
import { failure } from '../contract/errors/result';
import type { Words } from '../contract/messages/messages';
import { plainCount } from '../contract/text/count-text';
import type { Machine } from '../machine/interfaces/machine';
import { timeWaitReader } from '../diagnosis/time-wait';
import type { ChangeLog } from '../history/change-log';
import type { UsageFeed } from '../usage/feed';
import type { Log } from '../log/log';
import type { Desktop, FileDialogs, Progress, Questions } from './desktop';
import { startUsageService, type UsageService } from './usage-service';

const nothing = () => undefined;
const yes = () => Promise.resolve(true);
const no = () => Promise.resolve(false);
const nobody = () => Promise.resolve(null);

/** The person has agreed to the change beforehand, and to nothing else. */
export const silentQuestions: Questions = {
  confirmChange: yes,
  confirmRestart: no,
  confirmDelete: no,
  confirmReset: no,
};
export const silentFileDialogs: FileDialogs = {
  chooseRegFile: nobody,
  chooseFolder: nobody,
  chooseEvidence: nobody,
  chooseTarget: nobody,
};
export const silentProgress: Progress = { reportStage: nothing, reportReading: nothing };

export const silentDesktop: Desktop = {
  questions: silentQuestions,
  fileDialogs: silentFileDialogs,
  progress: silentProgress,
  fileManager: { openFolder: nothing, revealFile: nothing },
  clipboard: { copy: () => Promise.resolve() },
  printer: { printToPdf: () => Promise.reject(new Error('there is no window to print from')) },
};

/** The regional format of a process without a window. Formats for numbers and dates would take 5 to 15 ms to tell the same. */
export const headlessLocale = new Intl.PluralRules().resolvedOptions().locale;

export interface HeadlessUsage {
  readonly machine: Machine;
  /** Where the changes of this program are noted. */
  readonly history: ChangeLog;
  readonly userData: string;
  readonly words: Words;
  readonly log: Log;
  /** `once`: one sample for one question; `never`: for commands that ask for none. */
  readonly measuring: 'never' | 'once' | 'continuously';
}

export async function headlessUsage(how: HeadlessUsage): Promise<UsageService> {
  const { machine, history, userData, words, log, measuring } = how;
  return startUsageService({
    machine,
    words,
    count: plainCount,
    feed: await feedFor(how),
    isWatching: measuring === 'continuously',
    timeWait: timeWaitReader(machine, history),
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

/** What measures is loaded for those who measure. */
async function feedFor({ machine, log, measuring }: HeadlessUsage): Promise<UsageFeed> {
  if (measuring === 'never') return () => nothing;
  if (measuring === 'continuously') return (await import('../usage/feed')).localFeed(() => machine.usage);
  const { takeSample } = await import('../usage/sampler');
  const bug = (exception: unknown): UsageSample => {
    const { error } = failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
    return { ok: false, takenAt: Date.now(), error };
  };
  return (_, { onSample }) => {
    void takeSample(machine.usage).catch(bug).then(onSample);
    return nothing;
  };
}
