// Live port usage in the main process: records the samples of the measuring thread, sends them to the window, and answers
// its questions. Protects: files are written only where the person chose, and only what this program measured or drew.
import { z } from 'zod';
import type { Reading } from '../contract/diagnosis/diagnosis';
import type { CallOutput } from '../contract/ipc/calls';
import type { AttemptEvidence } from '../contract/usage/port-attempt';
import type { UsageSample } from '../contract/usage/sample';
import type { StatusLevel } from '../contract/usage/status-levels';
import { failure, success, type Result } from '../contract/errors/result';
import { historyHours } from '../contract/usage/usage';
import type {
  HistoryQuestion,
  PracticeLoad,
  UsageAlert,
  UsageExport,
  UsageHistoryView,
  UsageMark,
  UsageOutlook,
} from '../contract/usage/usage';
import type { Words } from '../contract/messages/messages';
import type { CountText } from '../contract/text/count-text';
import type { Machine } from '../machine/interfaces/machine';
import type { PracticeControls } from '../machine/interfaces/practice';
import type { MeasuredUsage } from '../diagnosis/evidence';
import { historyCsv, tableCsv } from '../usage/csv';
import type { UsageChoice, UsageFeed } from '../usage/feed';
import { usageRecorder } from '../usage/recorder';
import { readSettingsFile } from './settings-file';

/** What the service needs of Electron. */
export interface UsageDesktop {
  readonly sendSample: (sample: UsageSample) => void;
  readonly sendAlert: (alert: UsageAlert) => void;
  readonly isInBackground: () => boolean;
  readonly notify: (title: string, body: string) => void;
  /** Shows the share of the usable ports that is in use in the task bar; null takes it away. */
  readonly showLevel: (level: ShownLevel | null) => void;
  readonly chooseTarget: (kind: 'csv' | 'png', name: string) => Promise<string | null>;
  readonly logIncident: (error: unknown) => void;
}

export interface ShownLevel {
  /** In whole percent, of TCP or UDP, whichever has fewer left. */
  readonly percent: number;
  readonly level: StatusLevel;
}

export interface UsageServices {
  readonly machine: Machine;
  readonly feed: UsageFeed;
  readonly desktop: UsageDesktop;
  readonly words: Words;
  /** Writes the numbers in them. */
  readonly count: CountText;
  readonly settingsFile: string;
  /** Seconds in TIME_WAIT that the machine goes by (diagnosis/time-wait.ts). */
  readonly timeWait: () => Promise<Reading<number>>;
  /** False where one sample is all there is. */
  readonly isWatching: boolean;
  /** The scripted load that the practice machine begins with; real sockets where there is none. */
  readonly firstLoad?: PracticeLoad;
}

export interface UsageService {
  /** A span of the usage history. */
  readonly readHistory: (question: HistoryQuestion) => UsageHistoryView;
  /** Forecast and rates as of now. */
  readonly readOutlook: () => Promise<UsageOutlook>;
  /** Changes, restarts and alerts since the program was started, as far back as the usage history reaches; oldest first. */
  readonly readMarks: () => readonly UsageMark[];
  /** Saves to a file that the person chooses; null after a Cancel. Errors: NOT_AVAILABLE_HERE where there is no such table, STORAGE_FAILED. */
  readonly export: (what: UsageExport) => Promise<Result<{ file: string | null }>>;
  readonly readSettings: () => Promise<CallOutput<'usage.settings'>>;
  /** Switches desktop notifications on or off. Errors: STORAGE_FAILED. */
  readonly setNotifications: (isOn: boolean) => Promise<Result<null>>;
  /** The latest sample; waits for the first one. */
  readonly latest: () => Promise<UsageSample>;
  /** The same with its past and its outlook. */
  readonly look: () => Promise<MeasuredUsage>;
  /** What the system answered to requests for ports at `at` (milliseconds since 1970): the status counts it for a minute. */
  readonly note: (attempts: readonly AttemptEvidence[], at: number) => void;
  /** Shows a scripted load of the practice machine, or (null) real sockets. */
  readonly chooseLoad: (load: PracticeLoad | null) => Promise<Result<null>>;
  /** The machine was restarted or reset: a scripted load is restarted on the current range. */
  readonly machineChanged: () => void;
  /** A change ended at `at` (milliseconds since 1970): it is a mark of the chart. */
  readonly markChange: (at: number) => void;
  /** A change was made: what depends on the former range is measured again. */
  readonly settingsChanged: () => Promise<void>;
  readonly stop: () => void;
  /** Whether samples keep coming: with one alone there is never a trend. */
  readonly isWatching: boolean;
  readonly readTimeWait: UsageServices['timeWait'];
}

const historyMs = historyHours * 3_600_000;
/** More flags than these would hide the chart. */
const mostMarks = 200;

const settingsSchema = z.object({ notifications: z.boolean() });
type Settings = z.infer<typeof settingsSchema>;

export function startUsageService(parts: UsageServices): UsageService {
  const { machine, feed, desktop, words, count, settingsFile, timeWait, isWatching, firstLoad } = parts;
  const recorder = usageRecorder();
  let stopFeed = (): void => undefined;
  let load: PracticeLoad | null = null;
  /** Null while nothing can be measured. */
  let choice: UsageChoice | null = null;
  let waiting: ((sample: UsageSample) => void)[] = [];
  let shown: ShownLevel | null = null;
  let settings = readSettings(settingsFile, desktop);
  let marks: readonly UsageMark[] = [];

  const mark = (next: UsageMark): void => {
    marks = [...marks.filter(({ at }) => next.at - at <= historyMs), next].slice(-mostMarks);
  };

  const showLevel = (sample: UsageSample): void => {
    const status = sample.ok ? sample.details.status : null;
    const next = status && { percent: Math.round((status.share ?? 0) * 100), level: status.level };
    if (next?.percent === shown?.percent && next?.level === shown?.level) return;
    shown = next;
    desktop.showLevel(next);
  };

  const announce = async (alert: UsageAlert): Promise<void> => {
    desktop.sendAlert(alert);
    if (alert.threshold === null || !desktop.isInBackground() || !(await settings).notifications) return;
    const { threshold, transport, ports, usable, isSimulated } = alert;
    const title =
      threshold === 'running-out'
        ? words(`usage.runningOut.${transport}`)
        : words(`usage.alertTitle.${transport}`, { threshold });
    const body = words(`usage.alertBody.${transport}`, { ports: count(ports), usable: count(usable) });
    desktop.notify(isSimulated ? words('usage.simulated', { title }) : title, body);
  };

  const receive = (measured: UsageSample, of: PracticeLoad | null): void => {
    const { sample, alerts } = recorder.add(measured.ok || of === null ? measured : { ...measured, simulated: of });
    desktop.sendSample(sample);
    showLevel(sample);
    for (const alert of alerts) {
      mark({ kind: 'alert', at: alert.at, alert });
      void announce(alert);
    }
    for (const resolve of waiting.splice(0)) resolve(sample);
  };

  const start = (requested: UsageChoice): void => {
    recorder.clear();
    measure(requested);
  };

  /** Restarts measuring; what was recorded is kept. */
  const measure = (requested: UsageChoice): void => {
    stopFeed();
    choice = requested;
    const of = requested.kind === 'simulated' ? requested.load : null;
    stopFeed = feed(requested, { onBug: desktop.logIncident, onSample: (measured) => receive(measured, of) });
  };

  const chooseLoad = async (requested: PracticeLoad | null): Promise<Result<null>> => {
    if (!machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
    load = requested;
    // Alerts are about the sockets that were measured.
    marks = marks.filter(({ kind }) => kind !== 'alert');
    machine.practice.play(requested);
    if (requested !== null) return play(machine.practice, requested);
    start({ kind: 'real' });
    return success(null);
  };

  /** Plays the chosen load on the practice machine as it is now; where that cannot be read, nothing else is shown instead. */
  const play = async (practice: PracticeControls, requested: PracticeLoad): Promise<Result<null>> => {
    stopFeed();
    choice = null;
    // Whoever asks meanwhile waits: a sample of the former machine beside the values of the new one would be a third machine.
    recorder.clear();
    const simulation = await practice.simulation();
    // Another one was chosen meanwhile.
    if (load !== requested) return success(null);
    if (simulation.ok) {
      start({ kind: 'simulated', ...simulation.value });
      return success(null);
    }
    receive({ ok: false, takenAt: Date.now(), error: simulation.error }, requested);
    return simulation;
  };

  /** A real machine has its TIME_WAIT in the registry; other systems have a fixed one, which is in the sample. */
  const outlook = async (): Promise<UsageOutlook> => {
    const seconds = machine.usage.of === 'machine' ? await timeWait() : null;
    return recorder.outlook(seconds?.known ? seconds.value : null);
  };

  const fileOf = (what: UsageExport): { name: string; kind: 'csv' | 'png'; content: string | Uint8Array } | null => {
    switch (what.kind) {
      case 'chart-png':
        return { name: 'port-usage.png', kind: 'png', content: what.png };
      case 'history-csv':
        return { name: 'port-usage.csv', kind: 'csv', content: historyCsv(recorder.view(what.question)) };
      case 'table-csv': {
        const measured = recorder.latest();
        if (!measured?.ok) return null;
        // A file without a row would say that nobody holds any.
        if (what.table === 'udp-processes' && measured.details.udpProcesses === null) return null;
        return { name: `port-usage-${what.table}.csv`, kind: 'csv', content: tableCsv(what.table, measured.details) };
      }
    }
  };

  const latest = (): Promise<UsageSample> => {
    const sample = recorder.latest();
    return sample ? Promise.resolve(sample) : new Promise((resolve) => (waiting = [...waiting, resolve]));
  };

  if (machine.practice && firstLoad) void chooseLoad(firstLoad);
  else measure({ kind: 'real' });

  return {
    latest,
    note: (attempts, at) => recorder.note(attempts, at),
    async look() {
      return { sample: await latest(), outlook: await outlook(), peak: recorder.peak() };
    },
    chooseLoad,
    markChange: (at) => mark({ kind: 'change', at }),
    machineChanged: () => {
      mark({ kind: 'restart', at: Date.now() });
      if (machine.practice && load !== null) void play(machine.practice, load);
    },
    async settingsChanged() {
      if (load === null || !machine.practice) {
        // The sampler caches the range for a while: a new one reads it again.
        if (machine.usage.of === 'machine') measure({ kind: 'real' });
        return;
      }
      const simulation = await machine.practice.simulation();
      const next = simulation.ok && ({ kind: 'simulated', ...simulation.value } as const);
      if (next && JSON.stringify(next) !== JSON.stringify(choice)) start(next);
    },
    stop: () => stopFeed(),
    isWatching,
    readTimeWait: timeWait,
    readHistory: (question) => recorder.view(question),
    readOutlook: outlook,
    readMarks: () => marks,
    async export(what) {
      // Made before the question, so that it holds what was on the screen when the person asked.
      const file = fileOf(what);
      if (!file) return failure({ code: 'NOT_AVAILABLE_HERE' });
      const target = await desktop.chooseTarget(file.kind, file.name);
      if (target === null) return success({ file: null });
      try {
        await machine.disk.writeDurably(target, file.content);
        return success({ file: target });
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
    },
    async readSettings() {
      const { notifications, isDamaged } = await settings;
      return { notifications, isDamaged, load };
    },
    async setNotifications(isOn) {
      const requested: Settings = { notifications: isOn };
      try {
        await machine.disk.writeDurably(settingsFile, `${JSON.stringify(requested)}\n`);
      } catch (error) {
        return failure({ code: 'STORAGE_FAILED', detail: String(error) });
      }
      settings = Promise.resolve({ ...requested, isDamaged: false });
      return success(null);
    },
  };
}

/** Notifications are on by default, and where the setting cannot be read: one too many is better than a missed one. */
async function readSettings(file: string, desktop: UsageDesktop): Promise<Settings & { readonly isDamaged: boolean }> {
  const kept = await readSettingsFile(file, settingsSchema);
  if (kept.kind === 'read') return { ...kept.value, isDamaged: false };
  if (kept.kind === 'damaged')
    desktop.logIncident(new Error(`the settings of notifications cannot be read: ${kept.detail}`));
  return { notifications: true, isDamaged: kept.kind === 'damaged' };
}
