// Starts the built application for a test: a user-data folder of its own, and native dialogs answered by the test.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import type { PortRange, RangeName } from '../electron/contract/change/change';
import type { ChangeRecord } from '../electron/contract/models';
import { changeLog } from '../electron/history/change-log';
import { realDisk } from '../electron/machine/common/disk';
import type { Fault } from '../electron/machine/practice/faults';

const projectFolder = resolve(import.meta.dirname, '..');
export const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

export interface LaunchOptions {
  /** A folder of an earlier run, to start the program a second time on the same files. */
  readonly userData?: string;
  readonly colorScheme?: 'light' | 'dark';
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
}

/** Starts the program and waits for its window. Native questions are cancelled until `answerDialogs` says otherwise. */
export async function launchApp({ userData, colorScheme = 'light' }: LaunchOptions = {}): Promise<RunningApp> {
  const folder = userData ?? (await newUserData());
  const app = await _electron.launch({
    args: [projectFolder, `--user-data-dir=${folder}`],
    // Playwright takes the sandbox away on Linux unless it is told not to; Chromium refuses it to root.
    chromiumSandbox: !isRoot,
    cwd: projectFolder,
    colorScheme,
  });
  const page = await firstScreen(app);
  await answerDialogs(app, 'cancel');
  return { app, page, userData: folder };
}

/** The window comes first, the machine behind it: a screen is there when both are. */
export async function firstScreen(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return page;
}

export function newUserData(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'port-wizard-'));
}

/** Closes the program and removes its files. */
export async function closeApp({ app, userData }: RunningApp): Promise<void> {
  await app.close();
  await rm(userData, { recursive: true, force: true });
}

/** Gives the page a size of its own: how much of a window the menu bar takes is another matter on each machine. In pixels of the screen. */
export async function setContentSize({ app, page }: Pick<RunningApp, 'app' | 'page'>, size: { readonly width: number; readonly height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows().forEach((window) => window.setContentSize(width, height)), size);
  await expect.poll(() => page.evaluate(() => ({ width: innerWidth, height: innerHeight }))).toEqual(size);
}

/** Plays the person in front of the native questions from now on. What was asked is kept for `askedQuestions`. */
export async function answerDialogs(app: ElectronApplication, answer: 'accept' | 'cancel'): Promise<void> {
  const response = answer === 'accept' ? 1 : 0;
  await repeated(() => app.evaluate(({ dialog }, chosen) => {
    const asked: Electron.MessageBoxOptions[] = [];
    const answering = (...args: unknown[]) => {
      asked.push(args.at(-1) as Electron.MessageBoxOptions);
      return Promise.resolve({ response: chosen, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox: answering, asked });
  }, response));
}

/** Plays the person in front of the native file dialogs: `path` is what is opened, and where is saved. */
export async function answerFileDialogs(app: ElectronApplication, path: string): Promise<void> {
  await repeated(() => app.evaluate(({ dialog }, chosen) => {
    Object.assign(dialog, {
      showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen] }),
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: chosen }),
    });
  }, path));
}

/** Chooses an entry of the application menu by its id. */
export async function clickMenu(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click();
  }, id);
}

/** Switches "Play without administrator rights" in the menu, and waits until the window says so, or says it no longer. */
export async function playRights({ app, page }: RunningApp, hasRights: boolean): Promise<void> {
  await clickMenu(app, 'practice-without-rights');
  const strip = page.getByRole('banner');
  await strip.getByText('Runs without administrator rights').waitFor({ state: hasRights ? 'hidden' : 'visible' });
}

/** V8 now and then collects the promise of an evaluation before the inspector has its answer; asking again is harmless. */
async function repeated<T>(evaluation: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await evaluation();
    } catch (error) {
      if (attempt === 3 || !String(error).includes('garbage collected')) throw error;
    }
  }
}

/** The native questions asked since `answerDialogs`. */
export async function askedQuestions(app: ElectronApplication): Promise<Electron.MessageBoxOptions[]> {
  return repeated(() => app.evaluate(({ dialog }) => (dialog as unknown as { asked: Electron.MessageBoxOptions[] }).asked));
}

/** Switches faults of the practice machine on. */
export async function switchOnFaults(userData: string, faults: readonly Fault[]): Promise<void> {
  await writeFile(join(userData, 'practice', 'faults.json'), JSON.stringify(faults));
}

export async function switchOffFaults(userData: string): Promise<void> {
  await rm(join(userData, 'practice', 'faults.json'), { force: true });
}

interface PracticeFile {
  readonly key: { readonly values: readonly { readonly name: string; readonly type: number; readonly hex: string }[] };
  readonly effective: Readonly<Record<RangeName, PortRange>>;
}

async function practiceFile(userData: string): Promise<PracticeFile> {
  return JSON.parse(await readFile(join(userData, 'practice', 'windows.json'), 'utf8')) as PracticeFile;
}

/** The ranges that the practice Windows lends ports from, as its file on disk holds them. */
export async function effectiveRanges(userData: string): Promise<PracticeFile['effective']> {
  return (await practiceFile(userData)).effective;
}

/** The bytes of a value in the practice registry, as the file on disk holds them; null when it is absent. */
export async function practiceValue(userData: string, name: string): Promise<string | null> {
  const state = await practiceFile(userData);
  return state.key.values.find((value) => value.name === name)?.hex ?? null;
}

/** Changes a value of the practice registry behind the program's back; null removes it. */
export async function setPracticeValue(userData: string, name: string, value: { readonly type: number; readonly hex: string } | null): Promise<void> {
  const state = await practiceFile(userData);
  const others = state.key.values.filter((present) => present.name !== name);
  const values = value === null ? others : [...others, { name, ...value }];
  // Replaced in one step: the window may read it at this very moment.
  await realDisk.writeDurably(join(userData, 'practice', 'windows.json'), JSON.stringify({ ...state, key: { ...state.key, values } }));
}

/** Where the practice machine keeps what belongs to the machine: backups and history. */
export function machineFolder(userData: string): string {
  return join(userData, 'practice', 'machine');
}

/** Every change that the history of the machine holds, oldest first. */
export async function recordedChanges(userData: string): Promise<readonly ChangeRecord[]> {
  return (await changeLog(realDisk, machineFolder(userData)).read()).records;
}

/** Paths of the .reg backups of the machine folder, oldest first. */
export function backupFiles(userData: string): Promise<string[]> {
  return regFilesIn(join(machineFolder(userData), 'backups'));
}

/** Paths of the .reg backups that were taken without administrator rights, oldest first. */
export function ownBackupFiles(userData: string): Promise<string[]> {
  return regFilesIn(join(userData, 'backups'));
}

/** Paths of the .reg files in a folder, by name. */
export async function regFilesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.reg')).sort();
  return names.map((name) => join(folder, name));
}

/** Ends the program as a crash would. */
export async function killApp(app: ElectronApplication): Promise<void> {
  const process = app.process();
  const ended = new Promise((done) => process.once('exit', done));
  process.kill('SIGKILL');
  await ended;
}
