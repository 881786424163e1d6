// The icon in the notification area while the program watches without a window.
import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import at100 from '../../build/icon/png/16x16.png?inline';
import at125 from '../../build/icon/png/20x20.png?inline';
import at150 from '../../build/icon/png/24x24.png?inline';
import at200 from '../../build/icon/png/32x32.png?inline';
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

/** Throws where the system has no such icons: then nobody could end the program. */
export function showNotificationIcon(words: Words, actions: IconActions): NotificationIcon {
  const tray = new Tray(picture());
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
  tray.on('click', actions.open);
  return {
    setToolTip: (text) => tray.setToolTip(text.slice(0, longestToolTip)),
    setPaused,
    hide: () => tray.destroy(),
  };
}

/** Sharp at each scale that Windows proposes. */
function picture(): NativeImage {
  const image = nativeImage.createEmpty();
  const sizes = [
    [1, at100],
    [1.25, at125],
    [1.5, at150],
    [2, at200],
  ] as const;
  for (const [scaleFactor, dataURL] of sizes) image.addRepresentation({ scaleFactor, dataURL });
  return image;
}
