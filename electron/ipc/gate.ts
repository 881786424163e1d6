// The one door between window and main process, and the sole user of ipcMain. What is answered is in dispatch.ts, which is
// loaded after the first paint: the window does not wait for schemas.
import { ipcMain, type BrowserWindow } from 'electron';
import type { Events } from '../contract/ipc/calls';
import { callChannel, eventChannel } from '../contract/ipc/channels';
import type { EventName } from '../contract/ipc/calls.schema';
import type { Result } from '../contract/errors/result';
import type { Sender } from './dispatch';

/** Opens the gate for `window`. What the page asks before there is anybody to answer waits. */
export function openGate(
  window: BrowserWindow,
  answers: Promise<(from: Sender, message: unknown) => Promise<Result<unknown>>>,
): void {
  ipcMain.handle(callChannel, async (event, message: unknown) => (await answers)(event, message));
  window.on('closed', () => ipcMain.removeHandler(callChannel));
}

/** Sends an event to the window; a window or page that is gone gets none. */
export function sendEvent<N extends EventName>(window: BrowserWindow, name: N, payload: Events[N]): void {
  if (!window.isDestroyed() && !window.webContents.isCrashed())
    window.webContents.send(eventChannel, { name, payload });
}
