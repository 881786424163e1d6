// Live port usage in the main process: records the samples of the measuring thread, sends them to the window, and answers
// its questions. Protects: files are written only where the person chose, and only what this program measured or drew.
import { z } from 'zod';
import { parametersFor, isAtLeast } from '../contract/registry/parameters';
import type { CallOutput } from '../contract/ipc/calls';
import type { UsageLevel } from '../contract/usage/levels';
import { levelOfSample, shareOfSample, type UsageSample } from '../contract/usage/sample';
import { failure, success, type Result } from '../contract/errors/result';
import { dwordOf } from '../contract/registry/stored-value';
import type {
  HistoryQuestion,
  PracticeLoad,
  UsageAlert,
  UsageExport,
  UsageHistoryView,
  UsageOutlook,
} from '../contract/usage/usage';
import type { Words } from '../contract/messages/messages';
import type { Machine } from '../machine/interfaces/machine';
import type { PracticeControls } from '../machine/interfaces/practice';
import type { MeasuredUsage } from '../diagnosis/evidence';
import { readParameters } from '../change/read-values';
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
  /** In whole percent. */
  readonly percent: number;
  readonly level: UsageLevel;
}

export interface UsageServices {
  readonly machine: Machine;
  readonly feed: UsageFeed;
  readonly desktop: UsageDesktop;
  readonly words: Words;
  readonly settingsFile: string;
}

export interface UsageService {
  /** A span of the usage history. */
  readonly readHistory: (question: HistoryQuestion) => UsageHistoryView;
  /** Forecast and rates as of now. */
  readonly readOutlook: () => Promise<UsageOutlook>;
  /** Saves to a file that the person chooses; null after a Cancel. Errors: NOT_AVAILABLE_HERE where there is no table yet, STORAGE_FAILED. */
  readonly export: (what: UsageExport) => Promise<Result<{ file: string | null }>>;
  readonly readSettings: () => Promise<CallOutput<'usage.settings'>>;
  /** Switches desktop notifications on or off. Errors: STORAGE_FAILED. */
  readonly setNotifications: (isOn: boolean) => Promise<Result<null>>;
  /** The latest sample; waits for the first one. */
  readonly latest: () => Promise<UsageSample>;
  /** The same with its past and its outlook. */
  readonly look: () => Promise<MeasuredUsage>;
  /** Shows a scripted load of the practice machine, or (null) real sockets. */
  readonly chooseLoad: (load: PracticeLoad | null) => Promise<Result<null>>;
  /** The machine was restarted or reset: a scripted load is restarted on the current range. */
  readonly machineChanged: () => void;
  /** A change was made: what depends on the former range is measured again. */
  readonly settingsChanged: () => Promise<void>;
  readonly stop: () => void;
}

const settingsSchema = z.strictObject({ notifications: z.boolean() });
type Settings = z.infer<typeof settingsSchema>;

export function startUsageService({ machine, feed, desktop, words, settingsFile }: UsageServices): UsageService {
  const recorder = usageRecorder();
  let stopFeed = (): void => undefined;
  let choice: UsageChoice = { kind: 'real' };
  let waiting: ((sample: UsageSample) => void)[] = [];
  let shown: ShownLevel | null = null;
  let settings = readSettings(settingsFile, desktop);

  const showLevel = (sample: UsageSample): void => {
    const next = sample.ok ? { percent: Math.round(shareOfSample(sample) * 100), level: levelOfSample(sample) } : null;
    if (next?.percent === shown?.percent && next?.level === shown?.level) return;
    shown = next;
    desktop.showLevel(next);
  };

  const announce = async (alert: UsageAlert): Promise<void> => {
    desktop.sendAlert(alert);
    if (alert.threshold === null || !desktop.isInBackground() || !(await settings).notifications) return;
    const { threshold, ports, usable, isSimulated } = alert;
    const title = words(isSimulated ? 'usage.alertTitleSimulated' : 'usage.alertTitle', { threshold });
    desktop.notify(title, words('usage.alertBody', { ports, usable }));
  };

  const start = (requested: UsageChoice): void => {
    choice = requested;
    recorder.clear();
    measure();
  };

  /** Restarts measuring the choice; what was recorded is kept. */
  const measure = (): void => {
    stopFeed();
    const load = loadOf(choice);
    stopFeed = feed(choice, {
      onBug: desktop.logIncident,
      onSample(measured) {
        const { sample, alert } = recorder.add(
          measured.ok || load === null ? measured : { ...measured, simulated: load },
        );
        desktop.sendSample(sample);
        showLevel(sample);
        if (alert) void announce(alert);
        for (const resolve of waiting.splice(0)) resolve(sample);
      },
    });
  };

  const chooseLoad = async (requested: PracticeLoad | null): Promise<Result<null>> => {
    if (!machine.practice) return failure({ code: 'NOT_AVAILABLE_HERE' });
    const next =
      requested === null ? success({ kind: 'real' } as const) : await simulation(machine.practice, requested);
    if (!next.ok) return next;
    start(next.value);
    return success(null);
  };

  /** The load on the practice machine as it is now. */
  const simulation = async (practice: PracticeControls, load: PracticeLoad): Promise<Result<UsageChoice>> => {
    const ranges = await machine.portRange.read();
    if (!ranges.ok) return ranges;
    const { ipv4Tcp } = ranges.value;
    if (!ipv4Tcp.known)
      return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: ipv4Tcp.raw });
    const played = await practice.describe();
    if (!played.ok) return played;
    const { product, version, timeWaitSeconds } = played.value;
    return success({
      kind: 'simulated',
      load,
      range: ipv4Tcp.range,
      timeWaitSeconds,
      product,
      hasEventLog: isAtLeast(version, 6, 0),
    });
  };

  const outlook = async (): Promise<UsageOutlook> =>
    // A real machine has its TIME_WAIT in the registry; other systems have a fixed one, which is in the sample.
    recorder.outlook(machine.usage.of === 'machine' ? await storedTimeWait(machine) : null);

  const fileOf = (what: UsageExport): { name: string; kind: 'csv' | 'png'; content: string | Uint8Array } | null => {
    switch (what.kind) {
      case 'chart-png':
        return { name: 'port-usage.png', kind: 'png', content: what.png };
      case 'history-csv':
        return { name: 'port-usage.csv', kind: 'csv', content: historyCsv(recorder.view(what.question)) };
      case 'table-csv': {
        const measured = recorder.latest();
        return measured?.ok
          ? { name: `port-usage-${what.table}.csv`, kind: 'csv', content: tableCsv(what.table, measured.details) }
          : null;
      }
    }
  };

  const latest = (): Promise<UsageSample> => {
    const sample = recorder.latest();
    return sample ? Promise.resolve(sample) : new Promise((resolve) => (waiting = [...waiting, resolve]));
  };

  measure();

  return {
    latest,
    async look() {
      return { sample: await latest(), outlook: await outlook(), peak: recorder.peak() };
    },
    chooseLoad,
    machineChanged: () => {
      const load = loadOf(choice);
      if (load !== null) void chooseLoad(load);
    },
    async settingsChanged() {
      const load = loadOf(choice);
      if (load === null || !machine.practice) {
        // The sampler caches the range for a while: a new one reads it again.
        if (machine.usage.of === 'machine') measure();
        return;
      }
      const next = await simulation(machine.practice, load);
      if (next.ok && JSON.stringify(next.value) !== JSON.stringify(choice)) start(next.value);
    },
    stop: () => stopFeed(),
    readHistory: (question) => recorder.view(question),
    readOutlook: outlook,
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
      return { notifications, isDamaged, load: loadOf(choice) };
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

function loadOf(choice: UsageChoice): PracticeLoad | null {
  return choice.kind === 'simulated' ? choice.load : null;
}

/** Seconds in TIME_WAIT as the registry has them: stored, or the default of this Windows. Null when it cannot be read. */
async function storedTimeWait(machine: Machine): Promise<number | null> {
  const [system, values] = [await machine.system.describe(), await readParameters(machine.registry)];
  if (!system.ok || !values.ok) return null;
  const { min, max, defaultValue } = parametersFor(system.value.version).TcpTimedWaitDelay;
  const stored = dwordOf(values.value.TcpTimedWaitDelay);
  return stored !== null && stored >= min && stored <= max ? stored : defaultValue;
}

/** Notifications are on by default, and where the setting cannot be read: one too many is better than a missed one. */
async function readSettings(file: string, desktop: UsageDesktop): Promise<Settings & { readonly isDamaged: boolean }> {
  const kept = await readSettingsFile(file, settingsSchema);
  if (kept.kind === 'read') return { ...kept.value, isDamaged: false };
  if (kept.kind === 'damaged')
    desktop.logIncident(new Error(`the settings of notifications cannot be read: ${kept.detail}`));
  return { notifications: true, isDamaged: kept.kind === 'damaged' };
}
