// What the services need of the desktop, with a window: questions, files, clipboard, progress, notifications.
import { clipboard, Notification, shell, type BrowserWindow } from 'electron';
import { sendEvent } from '../ipc/gate';
import type { Log } from '../log/log';
import type { Machine } from '../machine/interfaces/machine';
import type { Desktop } from '../services/desktop';
import type { UsageDesktop } from '../services/usage-service';
import type { NativeDialogs } from '../window/native-dialogs';
import { printToPdf } from '../window/print-to-pdf';

interface DesktopParts {
  readonly window: BrowserWindow;
  readonly dialogs: NativeDialogs;
  readonly machine: Machine;
  /** Its name; empty where it cannot be read. */
  readonly computer: string;
  readonly recordStage: Desktop['progress']['reportStage'];
}

export function windowDesktop({ window, dialogs, machine, computer, recordStage }: DesktopParts): Desktop {
  return {
    questions: {
      confirmChange: (changes, reason, effects) =>
        dialogs.confirmChange({ machine, computer, changes, reason, effects }),
      confirmRestart: (seconds) => dialogs.confirmRestart(computer, seconds),
      confirmDelete: (listing) => dialogs.confirmDelete(listing),
      confirmReset: () => dialogs.confirmReset(),
    },
    fileDialogs: dialogs,
    fileManager: {
      openFolder: (path) => void shell.openPath(path),
      revealFile: (path) => shell.showItemInFolder(path),
    },
    clipboard: { copy: async (text) => await clipboard.writeText(text) },
    progress: {
      reportReading: (fraction) => sendEvent(window, 'reg-file.progress', fraction),
      reportStage(report) {
        recordStage(report);
        sendEvent(window, 'change.stage', report);
      },
    },
    printer: { printToPdf },
  };
}

/** The task bar's colors: green, yellow, red. */
const progressModes = {
  normal: 'normal',
  watching: 'normal',
  unknown: 'normal',
  warning: 'paused',
  critical: 'error',
} as const;

/** `record` is given each sample. */
export function usageDesktop(
  window: BrowserWindow,
  dialogs: NativeDialogs,
  log: Log,
  record: UsageDesktop['sendSample'],
): UsageDesktop {
  return {
    sendSample(sample) {
      record(sample);
      sendEvent(window, 'usage.sampled', sample);
    },
    sendAlert: (alert) => sendEvent(window, 'usage.alerted', alert),
    isInBackground: () => !window.isDestroyed() && !window.isFocused(),
    notify(title, body) {
      const notification = new Notification({ title, body });
      notification.on('click', () => {
        if (window.isMinimized()) window.restore();
        window.focus();
      });
      notification.show();
    },
    showLevel(shown) {
      if (window.isDestroyed()) return;
      if (shown === null) window.setProgressBar(-1);
      else window.setProgressBar(shown.percent / 100, { mode: progressModes[shown.level] });
    },
    chooseTarget: (kind, name) => dialogs.chooseUsageTarget(kind, name),
    logIncident: (error) => void log.incident(error),
  };
}
