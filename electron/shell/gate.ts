// The one door between window and main process, and the sole user of ipcMain.
// Protects: a handler runs only for our own window's main frame at our own origin, with input that fits the contract.
import { ipcMain, type BrowserWindow } from 'electron';
import { z } from 'zod';
import { callInputs, type CallInput, type CallOutput, type Events, type Handlers } from '../contract/calls';
import { callChannel, callNames, eventChannel, type CallName, type EventName } from '../contract/names';
import { failure, type Result } from '../contract/result';
import type { Log } from './log';

/** The host of our own scheme: the window lives at app://wizard/. */
export const windowOrigin = { protocol: 'app:', host: 'wizard' } as const;

/** What the gate looks at in an ipc event. */
export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

const messageSchema = z.strictObject({ name: z.enum(callNames), input: z.unknown() });

/** Answers one message. `ownContents` is the web contents of our window; everything else is refused. */
export async function answer(handlers: Handlers, log: Log, ownContents: unknown, from: Sender, message: unknown): Promise<Result<unknown>> {
  if (!isOurWindow(ownContents, from)) {
    log.warn(`refused a call from a foreign sender: ${from.senderFrame?.url ?? 'no frame'}`);
    return failure({ code: 'INVALID_INPUT', detail: 'sender' });
  }
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return refused(log, 'message', parsed.error);
  const { name } = parsed.data;
  const input = callInputs[name].safeParse(parsed.data.input);
  if (!input.success) return refused(log, name, input.error);
  try {
    return await dispatch(handlers, name, input.data);
  } catch (error) {
    return failure({ code: 'UNEXPECTED', incident: log.incident(error) });
  }
}

/** Opens the gate for `window`. */
export function openGate(window: BrowserWindow, handlers: Handlers, log: Log): void {
  ipcMain.handle(callChannel, (event, message: unknown) => answer(handlers, log, window.webContents, event, message));
  window.on('closed', () => ipcMain.removeHandler(callChannel));
}

/** Tells the window about something; a window that is gone is not told. */
export function tell<N extends EventName>(window: BrowserWindow, name: N, payload: Events[N]): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel, { name, payload });
}

function isOurWindow(ownContents: unknown, { sender, senderFrame }: Sender): boolean {
  if (sender !== ownContents || !senderFrame || senderFrame.parent !== null) return false;
  return isOwnUrl(senderFrame.url);
}

/** True for an address of our own pages. */
export function isOwnUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === windowOrigin.protocol && host === windowOrigin.host;
}

function dispatch<N extends CallName>(handlers: Handlers, name: N, input: CallInput<N>): Promise<Result<CallOutput<N>>> {
  return handlers[name](input);
}

function refused(log: Log, what: string, error: z.ZodError): Result<never> {
  const detail = error.issues.map((issue) => `${issue.path.join('.') || what}: ${issue.message}`).join('; ').slice(0, 500);
  log.warn(`refused ${what}: ${detail}`);
  return failure({ code: 'INVALID_INPUT', detail });
}
