// The application menu.
import { shell, type MenuItemConstructorOptions } from 'electron';
import { practiceLoads, type PracticeLoad } from '../contract/usage/usage';
import type { Words } from '../contract/messages/messages';
import { practiceWindows, type PracticeRules, type PracticeWindows } from '../contract/machine/practice';

export interface MenuActions {
  readonly backupFolder: string;
  readonly logFolder: string;
  /** Null on a real machine. */
  readonly practice: PracticeActions | null;
}

export interface PracticeActions {
  /** Null when its file cannot be read. */
  readonly now: PracticeRules | null;
  restart(): void;
  reset(which?: PracticeWindows): void;
  setMaxUserPortHonoured(isHonoured: boolean): void;
  setWithoutRights(isWithoutRights: boolean): void;
  load(load: PracticeLoad | null): void;
}

/** Template of the menu: the program's own items, and Electron's for editing and zoom. */
export function menuTemplate(
  words: Words,
  { backupFolder, logFolder, practice }: MenuActions,
): MenuItemConstructorOptions[] {
  const template: MenuItemConstructorOptions[] = [
    {
      label: words('menu.file'),
      submenu: [
        { label: words('menu.openBackups'), click: () => void shell.openPath(backupFolder) },
        { label: words('menu.openLogs'), click: () => void shell.openPath(logFolder) },
        { type: 'separator' },
        { label: words('menu.quit'), role: 'quit' },
      ],
    },
    {
      label: words('menu.edit'),
      submenu: [
        { label: words('menu.cut'), role: 'cut' },
        { label: words('menu.copy'), role: 'copy' },
        { label: words('menu.paste'), role: 'paste' },
        { label: words('menu.selectAll'), role: 'selectAll' },
      ],
    },
    {
      label: words('menu.view'),
      submenu: [
        { label: words('menu.zoomIn'), role: 'zoomIn' },
        { label: words('menu.zoomOut'), role: 'zoomOut' },
        { label: words('menu.resetZoom'), role: 'resetZoom' },
        { label: words('menu.fullScreen'), role: 'togglefullscreen' },
      ],
    },
  ];
  if (practice) {
    template.push({
      label: words('menu.practice'),
      submenu: [
        { id: 'practice-restart', label: words('menu.practiceRestart'), click: () => practice.restart() },
        { id: 'practice-reset', label: words('menu.practiceReset'), click: () => practice.reset() },
        {
          label: words('menu.practiceWindows'),
          submenu: practiceWindows.map((which): MenuItemConstructorOptions => ({
            id: `practice-${which}`,
            label: words(`menu.practiceWindowsNames.${which}`),
            type: 'radio',
            checked: practice.now?.which === which,
            click: () => practice.reset(which),
          })),
        },
        {
          id: 'practice-honours',
          label: words('menu.practiceHonours'),
          type: 'checkbox',
          checked: practice.now?.isMaxUserPortHonoured ?? false,
          enabled: practice.now?.which === 'windows11',
          click: ({ checked }) => practice.setMaxUserPortHonoured(checked),
        },
        {
          id: 'practice-without-rights',
          label: words('menu.practiceWithoutRights'),
          type: 'checkbox',
          checked: practice.now?.isWithoutRights ?? false,
          click: ({ checked }) => practice.setWithoutRights(checked),
        },
        { type: 'separator' },
        {
          label: words('menu.practiceLoad'),
          submenu: [
            { id: 'practice-load-none', label: words('menu.practiceLoadNone'), click: () => practice.load(null) },
            ...practiceLoads.map((load) => ({
              id: `practice-load-${load}`,
              label: words(`menu.practiceLoads.${load}`),
              click: () => practice.load(load),
            })),
          ],
        },
      ],
    });
  }
  return template;
}
