// The native confirmations and file dialogs. Protects: Cancel is the default of every confirmation.
import { basename, join } from 'node:path';
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { BackupListing } from '../contract/backup/backup-list';
import { isRangeChange, type Change } from '../contract/change/change';
import type { CountText } from '../contract/text/count-text';
import { onOneLine } from '../contract/text/kept-text';
import type { ChangeReason } from '../contract/history/change-record';
import type { SideEffect } from '../contract/change/side-effects';
import type { Words } from '../contract/messages/messages';
import type { Machine } from '../machine/interfaces/machine';
import { settingName, storedText } from '../text/setting-text';
import { sideEffectText } from '../text/side-effect-text';

interface Question {
  readonly message: string;
  readonly detail: string;
  /** Label of the button that confirms. Cancel is the default. */
  readonly action: string;
}

interface ChangeQuestion {
  readonly machine: Machine;
  readonly computer: string;
  readonly changes: readonly Change[];
  readonly reason: ChangeReason;
  readonly effects: readonly SideEffect[];
}

/** A confirmation lists at most this many changes. */
const listedChanges = 12;

const targetTitles = {
  reg: 'dialogs.exportTitle',
  csv: 'dialogs.historyTitle',
  json: 'dialogs.historyTitle',
  md: 'dialogs.ticketTitle',
  txt: 'dialogs.ticketTitle',
  pdf: 'dialogs.ticketTitle',
  zip: 'dialogs.saveEvidenceTitle',
} as const;

const filterNames = {
  reg: 'dialogs.regFiles',
  png: 'dialogs.png',
  csv: 'dialogs.csv',
  json: 'dialogs.json',
  md: 'dialogs.markdown',
  txt: 'dialogs.text',
  pdf: 'dialogs.pdf',
  zip: 'dialogs.evidence',
  all: 'dialogs.allFiles',
} as const;

export type NativeDialogs = ReturnType<typeof nativeDialogs>;

/** The dialogs of `window`; each resolves to false or null when the user cancels. */
export function nativeDialogs(window: BrowserWindow, words: Words, count: CountText) {
  async function ask({ message, detail, action }: Question): Promise<boolean> {
    const options: MessageBoxOptions = {
      type: 'warning',
      title: words('title'),
      message: onOneLine(message),
      detail,
      buttons: [words('confirm.cancel'), action],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    };
    const { response } = await dialog.showMessageBox(window, options);
    return response === 1;
  }

  const filter = (kind: keyof typeof filterNames) => ({
    name: words(filterNames[kind]),
    extensions: [kind === 'all' ? '*' : kind],
  });

  return {
    /** Closing the window goes on watching: explained once. False: the person wants to end the program instead. */
    async explainKeepWatching(): Promise<boolean> {
      const { response } = await dialog.showMessageBox(window, {
        type: 'info',
        title: words('title'),
        message: words('keepWatching.explanation'),
        detail: words('keepWatching.explanationDetail'),
        buttons: [words('keepWatching.exit'), words('keepWatching.goOn')],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return response === 1;
    },
    confirmChange({ machine, computer, changes, reason, effects }: ChangeQuestion): Promise<boolean> {
      const lines = changes.slice(0, listedChanges).map((change) =>
        onOneLine(
          words('confirm.change', {
            name: settingName(words, change),
            before: storedText(words, change.before, count),
            after: storedText(words, change.after, count),
          }),
        ),
      );
      const hasRange = changes.some(isRangeChange);
      const more = changes.length - lines.length;
      if (more > 0) lines.push(words('confirm.moreChanges', { count: more }));
      const severe = effects
        .filter(({ severity }) => severity === 'severe')
        .map((effect) => sideEffectText(words, effect, count));
      const notes = [
        ...severe,
        words('confirm.backupNote'),
        ...(machine.kind === 'practice' ? [words('confirm.practiceNote')] : []),
      ];
      return ask({
        message: words(reason === 'apply' && hasRange ? 'confirm.applySettingsMessage' : `confirm.${reason}Message`, {
          computer,
        }),
        detail: [...lines, '', ...notes].join('\n'),
        action: words(
          severe.length > 0
            ? 'confirm.applyAllTheSame'
            : reason !== 'apply'
              ? 'confirm.undo'
              : hasRange
                ? 'confirm.applySettings'
                : 'confirm.apply',
        ),
      });
    },
    confirmRestart: (computer: string, seconds: number) =>
      ask({
        message: words('confirm.restartMessage', { computer }),
        detail: words('confirm.restartDetail', { seconds }),
        action: words('confirm.restart'),
      }),
    confirmReset: () =>
      ask({
        message: words('confirm.resetMessage'),
        detail: words('confirm.resetDetail'),
        action: words('confirm.reset'),
      }),
    confirmDelete: ({ backup, isNeededForUndo }: BackupListing) =>
      ask({
        message: words('confirm.deleteMessage', { name: basename(backup.file) }),
        detail: words(isNeededForUndo ? 'confirm.deleteNeededDetail' : 'confirm.deleteDetail'),
        action: words('confirm.delete'),
      }),
    async chooseRegFile(): Promise<string | null> {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: words('dialogs.openTitle'),
        properties: ['openFile'],
        filters: [filter('reg'), filter('all')],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseEvidence(): Promise<string | null> {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: words('dialogs.openEvidenceTitle'),
        properties: ['openFile'],
        filters: [filter('zip'), filter('all')],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseFolder(): Promise<string | null> {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: words('dialogs.commandsTitle'),
        buttonLabel: words('dialogs.commandsButton'),
        defaultPath: app.getPath('documents'),
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async chooseUsageTarget(kind: 'csv' | 'png', proposedName: string): Promise<string | null> {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: words('dialogs.usageTitle'),
        defaultPath: join(app.getPath('documents'), proposedName),
        filters: [filter(kind)],
      });
      return canceled || filePath === '' ? null : filePath;
    },
    async chooseTarget(
      kind: 'reg' | 'csv' | 'json' | 'md' | 'txt' | 'pdf' | 'zip',
      proposedName: string,
    ): Promise<string | null> {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: words(targetTitles[kind]),
        defaultPath: join(app.getPath('documents'), proposedName),
        filters: [filter(kind)],
      });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
