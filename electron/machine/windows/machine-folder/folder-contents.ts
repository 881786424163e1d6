// Looks at the machine folder and everything in it before it is read or written.
// Protects: no link, no file with a second name, and nothing that others own or may write to is taken for ours. What was
// found right is remembered while its identity stays: from then on only administrators could have made it wrong.
import { win32 } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FolderProblem } from '../../../contract/errors/errors';
import { lockFile } from '../../common/change-lock';
import { rightsProblem } from '../win32/folder-rights';
import { entriesOf, type FolderEntry, type ObjectFacts, type ObjectReader, type Opened } from '../win32/open-object';
import type { SecurityFunctions } from '../win32/security-api';
import { windowsError } from '../win32/windows-error';

export interface ContentsProblem {
  /** Below the folder, with backslashes; null for the folder itself. */
  readonly child: string | null;
  readonly problem: FolderProblem;
  readonly detail: string;
}

export interface TrustedFolder {
  readonly path: string;
  /** The accounts that may own what is there and write to it. */
  readonly trusted: readonly string[];
  /** What was found right before, by name; filled here. */
  readonly known: Map<string, string>;
}

/** Backups and logs of many years stay far below. */
const mostEntries = 50_000;
const deepest = 4;
/** So many are looked at before others get this thread. */
const atATime = 200;
/** A file that is just being deleted can not be opened for a moment. */
const attempts = 5;
const pauseMs = 40;

/** The first thing in the folder, or of itself, that is not as it must be; null when there is none. A folder that is missing is no problem. */
export async function contentsProblem(
  api: SecurityFunctions,
  reader: ObjectReader,
  { path, trusted, known }: TrustedFolder,
): Promise<ContentsProblem | null> {
  let count = 0;
  const seen = new Set<string>();
  /** Folders to be looked at yet, below the folder; the empty text is itself. */
  const folders = [''];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const child = folder === '' ? null : folder;
    const opened = reader.open(
      win32.join(path, folder),
      (facts, handle) => {
        const problem =
          factsProblem(facts, child, trusted) ??
          (facts.isFolder ? null : { child, problem: 'link' as const, detail: 'no folder' });
        return { problem, entries: problem ? [] : entriesOf(api, handle, mostEntries) };
      },
      true,
    );
    if (opened.kind === 'missing') continue;
    if (opened.kind === 'failed') return unreadable(child, opened.windowsCode);
    if (opened.value.problem) return opened.value.problem;
    count += opened.value.entries.length;
    if (count > mostEntries) return { child, problem: 'unreadable', detail: `more than ${mostEntries} files` };
    for (const [index, entry] of opened.value.entries.entries()) {
      if (index % atATime === atATime - 1) await new Promise((resume) => setImmediate(resume));
      const name = win32.join(folder, entry.name);
      seen.add(name);
      if (!entry.isFolder || entry.isLink) {
        const problem = await lookAt(entry, name);
        if (problem) return problem;
      } else if (name.split('\\').length === deepest) {
        return { child: name, problem: 'unreadable', detail: `deeper than ${deepest} folders` };
      } else folders.push(name);
    }
  }
  for (const name of known.keys()) if (!seen.has(name)) known.delete(name);
  return null;

  async function lookAt(entry: FolderEntry, name: string): Promise<ContentsProblem | null> {
    if (known.get(name) === entry.identity) return null;
    for (let attempt = 1; ; attempt += 1) {
      const opened: Opened<ContentsProblem | null> = reader.open(win32.join(path, name), (facts) =>
        factsProblem(facts, name, trusted),
      );
      if (opened.kind === 'missing') return null;
      if (opened.kind === 'read') {
        if (opened.value === null) known.set(name, entry.identity);
        return opened.value;
      }
      const isDenied = opened.windowsCode === windowsError.ACCESS_DENIED;
      // The file of the turn is closed to all but administrators: whoever else looks does not read it.
      if (isDenied && name === lockFile) return null;
      if (!isDenied || attempt === attempts) return unreadable(name, opened.windowsCode);
      await pause(pauseMs);
    }
  }
}

function unreadable(child: string | null, windowsCode: number): ContentsProblem {
  return { child, problem: 'unreadable', detail: `CreateFileW failed with Windows error ${windowsCode}` };
}

function factsProblem(
  { isFolder, isLink, links, sddl }: ObjectFacts,
  child: string | null,
  trusted: readonly string[],
): ContentsProblem | null {
  if (isLink) return { child, problem: 'link', detail: sddl };
  if (!isFolder && links > 1) return { child, problem: 'hard-link', detail: `${links} names` };
  const found = rightsProblem(sddl, trusted);
  return found && { child, ...found };
}
