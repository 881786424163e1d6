// Where a person's own files lie on Windows: below LOCALAPPDATA, which stays on this computer. Version 0.1 kept them below
// APPDATA, which roams: what it left is carried over once, before anything reads it.
// Protects: nothing is lost or overwritten; a process with administrator rights moves nothing in folders that a user may link elsewhere.
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join, win32 } from 'node:path';

export interface UserDataLocation {
  readonly folder: string;
  /** For the log: what was carried over, and what was left where it was, and why. */
  readonly remarks: readonly string[];
}

/** What version 0.1 kept there, and what a process with administrator rights went on to keep. The history comes last: with it the backups are known as whole. */
const kept = [
  'usage-settings.json',
  'ticket-settings.json',
  'practice',
  'backups',
  'history-index.json',
  'history.jsonl',
] as const;
/** Stands in the new folder as long as its files are copies of an unfinished move. */
const markName = 'carrying-over.tmp';

/**
 * The folder of the program below `local` (LOCALAPPDATA as the environment has it), where `roaming` is the one that
 * Electron proposes. The old folder is used on where something could not be carried over, and with administrator rights.
 */
export function locateUserData(
  roaming: string,
  local: string | undefined,
  isElevated: () => boolean,
): UserDataLocation {
  if (local === undefined || !isAbsolute(local)) {
    return {
      folder: roaming,
      remarks: [`LOCALAPPDATA is no absolute path (${JSON.stringify(local ?? '')}): files are kept in ${roaming}`],
    };
  }
  const folder = win32.join(local, win32.basename(roaming));
  try {
    fs.mkdirSync(folder, { recursive: true });
  } catch (error) {
    return { folder: roaming, remarks: [`${folder} cannot be made, files are kept in ${roaming}: ${String(error)}`] };
  }
  if (!hasAny(roaming)) return { folder, remarks: [] };
  if (isElevated())
    return {
      folder: roaming,
      remarks: [`files in ${roaming} are carried over at the next start without administrator rights`],
    };
  return carryOver(roaming, folder);
}

/** With a drive or a share, and without a variable that was not expanded. */
function isAbsolute(path: string): boolean {
  return /^(?:[A-Za-z]:[\\/]|\\\\[^\\]+\\[^\\]+)[^%]*$/.test(path);
}

function hasAny(folder: string): boolean {
  return kept.some((name) => fs.existsSync(join(folder, name))) || historiesIn(folder).length > 0;
}

/** The files of the history, however often a held one was continued. */
function historiesIn(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => /^history-[1-9]\d{0,8}\.jsonl$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

/** Moves what is kept from one folder to the other, with copies that are read back. */
export function carryOver(from: string, to: string): UserDataLocation {
  const remarks: string[] = [];
  try {
    const mark = join(to, markName);
    const isUnfinished = fs.existsSync(mark);
    const groups = [
      ['usage-settings.json'],
      ['ticket-settings.json'],
      ['practice'],
      ['backups', ...historiesIn(from), 'history-index.json', 'history.jsonl'],
    ].map((names) => names.flatMap((name) => filesOf(from, name)));
    // What is not ours to replace: the two folders have lives of their own.
    const isTaken = (file: string) =>
      !isUnfinished && fs.existsSync(join(to, file)) && !isCarried(join(from, file), join(to, file));
    const carried = groups
      .filter((files) => {
        const taken = files.find(isTaken);
        if (taken !== undefined)
          remarks.push(`${join(from, taken)} was left where it is, with what belongs to it: ${to} has another one`);
        return taken === undefined;
      })
      .flat();
    if (carried.length === 0) return { folder: to, remarks };
    fs.mkdirSync(to, { recursive: true });
    fs.writeFileSync(mark, '');
    for (const file of carried) copyChecked(join(from, file), join(to, file));
    fs.rmSync(mark, { force: true });
    for (const file of carried) removeCarried(join(from, file), join(to, file), remarks);
    for (const folder of ['backups', 'practice']) removeEmptyFolders(join(from, folder));
    return { folder: to, remarks: [`${carried.length} files were carried over from ${from} to ${to}`, ...remarks] };
  } catch (error) {
    return {
      folder: from,
      remarks: [...remarks, `not carried over to ${to}, used where it was (${from}): ${String(error)}`],
    };
  }
}

/** The files at or below `name`, as paths from `folder`. Throws at a link: nothing is followed. */
function filesOf(folder: string, name: string): string[] {
  const found = fs.lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [name];
  if (!found.isDirectory()) throw new Error(`${join(folder, name)} is neither a file nor a folder`);
  return fs.readdirSync(join(folder, name)).flatMap((child) => filesOf(folder, join(name, child)));
}

/** Another process may have moved the source meanwhile: then there is nothing left to do. */
function bytesOf(file: string): Buffer | null {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** The target holds the source; a history may have grown since. */
function isCarried(source: string, target: string): boolean {
  const [before, now] = [bytesOf(source), bytesOf(target)];
  if (before === null || now === null) return before === null && now !== null;
  return target.endsWith('.jsonl') ? now.subarray(0, before.length).equals(before) : now.equals(before);
}

function copyChecked(source: string, target: string): void {
  const bytes = bytesOf(source);
  if (bytes === null || isCarried(source, target)) return;
  fs.mkdirSync(dirname(target), { recursive: true });
  const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = fs.openSync(temporary, 'wx');
    try {
      fs.writeFileSync(file, bytes);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    if (!fs.readFileSync(temporary).equals(bytes)) throw new Error(`${temporary} does not hold what was written`);
    fs.renameSync(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function removeCarried(source: string, target: string, remarks: string[]): void {
  try {
    if (!isCarried(source, target)) throw new Error(`${target} is another file`);
    fs.rmSync(source, { force: true });
  } catch (error) {
    remarks.push(`${source} was carried over, and could not be removed: ${String(error)}`);
  }
}

/** From the innermost on; what still holds something stays. */
function removeEmptyFolders(folder: string): void {
  try {
    for (const child of fs.readdirSync(folder, { withFileTypes: true }))
      if (child.isDirectory()) removeEmptyFolders(join(folder, child.name));
    fs.rmdirSync(folder);
  } catch {
    // Not there, or not empty.
  }
}
