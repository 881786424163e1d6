// Stands in for the module `electron` where window and main process run in one process of Node: as much as they use of it.
// Protects: what crosses between page and main process is copied as ipc copies it, so that nothing is shared by accident.
import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions, MessageBoxOptions } from 'electron';

type Listener = (event: object, ...args: unknown[]) => void;
type Handler = (event: object, message: unknown) => unknown;

/** The person in front of the native dialogs. */
export const person = {
  answer: 'cancel' as 'accept' | 'cancel',
  asked: [] as MessageBoxOptions[],
  /** What is opened and where is saved; null cancels. */
  path: null as string | null,
};

export const dialog = {
  showMessageBox(_: unknown, options: MessageBoxOptions) {
    person.asked.push(options);
    return Promise.resolve({ response: person.answer === 'accept' ? 1 : 0, checkboxChecked: false });
  },
  showOpenDialog: () =>
    Promise.resolve({ canceled: person.path === null, filePaths: person.path === null ? [] : [person.path] }),
  showSaveDialog: () => Promise.resolve({ canceled: person.path === null, filePath: person.path ?? '' }),
};

let toPage = new EventEmitter();

export class BrowserWindow extends EventEmitter {
  /** What the task bar was told; -1 takes the level away. */
  readonly levels: number[] = [];
  readonly notifications: { readonly title: string; readonly body: string }[] = [];
  /** How often the window was brought to the front. */
  focusCount = 0;
  isInFront = true;
  private isClosed = false;
  readonly webContents = {
    send: (channel: string, message: unknown) => void toPage.emit(channel, {}, structuredClone(message)),
    isCrashed: () => false,
  };

  isDestroyed = () => this.isClosed;
  isFocused = () => this.isInFront;
  isMinimized = () => false;
  getNativeWindowHandle = () => Buffer.alloc(8);
  focus = () => void (this.focusCount += 1);
  setProgressBar = (level: number) => void this.levels.push(level);

  /** Ends what listens, as the end of a window does. */
  close(): void {
    this.isClosed = true;
    toPage = new EventEmitter();
    this.emit('closed');
  }
}

let opened = new BrowserWindow();

/** A new window; from now on it is the one whose page asks. */
export function openedWindow(): BrowserWindow {
  opened = new BrowserWindow();
  return opened;
}

const handlers = new Map<string, Handler>();
/** Calls of the page that wait for their answer. */
const asked = new Set<Promise<unknown>>();

/** Waits until the page has the answers to what it asked, and has drawn them. */
export async function answered(): Promise<void> {
  do {
    await Promise.allSettled([...asked]);
    await new Promise((drawn) => setImmediate(drawn));
  } while (asked.size > 0);
}

export const ipcMain = {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
  removeHandler: (channel: string) => void handlers.delete(channel),
};

async function ask(channel: string, message: unknown): Promise<unknown> {
  const handler = handlers.get(channel);
  if (!handler) throw new Error(`nobody answers ${channel}`);
  const event = { sender: opened.webContents, senderFrame: { url: 'app://wizard/index.html', parent: null } };
  return structuredClone(await handler(event, message));
}

export const ipcRenderer = {
  invoke(channel: string, message: unknown): Promise<unknown> {
    const answer = ask(channel, structuredClone(message)).finally(() => asked.delete(answer));
    asked.add(answer);
    return answer;
  },
  on: (channel: string, listener: Listener) => void toPage.on(channel, listener),
  removeListener: (channel: string, listener: Listener) => void toPage.off(channel, listener),
};

export const contextBridge = {
  exposeInMainWorld: (name: string, bridge: unknown) => void Object.assign(globalThis, { [name]: bridge }),
};

export const app = Object.assign(new EventEmitter(), {
  getVersion: () => '0.0.0',
  getPath: () => '/',
  getAppPath: () => '/',
  getSystemLocale: () => 'en-US',
  quit: () => undefined,
});

export const nativeTheme = { themeSource: 'system' };

let clipboardText = '';
export const clipboard = { writeText: (text: string) => void (clipboardText = text), readText: () => clipboardText };

/** Files that were shown in the file manager. */
export const shownFiles: string[] = [];
export const shell = {
  openPath: () => Promise.resolve(''),
  showItemInFolder: (path: string) => void shownFiles.push(path),
};

/** One that the person clicks as soon as it is shown. */
export class Notification extends EventEmitter {
  constructor(private readonly options: { readonly title: string; readonly body: string }) {
    super();
  }
  show(): void {
    opened.notifications.push(this.options);
    this.emit('click');
  }
}

let menu: readonly MenuItemConstructorOptions[] = [];

export const Menu = {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: readonly MenuItemConstructorOptions[]) => void (menu = template),
};

/** What the application menu consists of, as it is labeled. */
export function menuLabels(): string[] {
  return menu.map(({ label = '' }) => label);
}

/** Chooses an entry of the application menu, as a click does. */
export function clickMenuItem(id: string): void {
  const item = itemById(menu, id);
  if (!item?.click) throw new Error(`there is no menu entry ${id}`);
  if (item.type === 'checkbox') item.checked = !(item.checked ?? false);
  (item.click as (chosen: object) => void)(item);
}

function itemById(items: readonly MenuItemConstructorOptions[], id: string): MenuItemConstructorOptions | null {
  for (const item of items) {
    if (item.id === id) return item;
    const inside = Array.isArray(item.submenu) ? itemById(item.submenu, id) : null;
    if (inside) return inside;
  }
  return null;
}
