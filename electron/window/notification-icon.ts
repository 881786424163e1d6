// The icon in the notification area while the program watches without a window.
import { app, Menu, Tray } from 'electron';
import type { Words } from '../contract/messages/messages';

export interface NotificationIcon {
  /** Windows shows at most 127 characters. */
  readonly setToolTip: (text: string) => void;
  readonly setPaused: (isPaused: boolean) => void;
  readonly hide: () => void;
}

export interface IconActions {
  readonly open: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

const longestToolTip = 127;

/** Rejects where the system has no such icons: then nobody could end the program. */
export async function showNotificationIcon(words: Words, actions: IconActions): Promise<NotificationIcon> {
  const tray = new Tray(await app.getFileIcon(process.execPath, { size: 'small' }));
  const setPaused = (isPaused: boolean) =>
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words('keepWatching.open'), click: actions.open },
        isPaused
          ? { label: words('keepWatching.resume'), click: actions.resume }
          : { label: words('keepWatching.pause'), click: actions.pause },
        { type: 'separator' },
        { label: words('keepWatching.stop'), click: actions.stop },
      ]),
    );
  setPaused(false);
  tray.on('double-click', actions.open);
  return {
    setToolTip: (text) => tray.setToolTip(text.slice(0, longestToolTip)),
    setPaused,
    hide: () => tray.destroy(),
  };
}
