// Whether this program may be started with administrator rights from where it lies, by what Windows tells of each file and
// folder on the way. The rule stands in elevation-rights.ts.
// Protects: what would be started, or loaded by it, can be changed by administrators alone.
import { win32 } from 'node:path';
import type { AppError } from '../../../contract/errors/errors';
import { failure, success, type Result } from '../../../contract/errors/result';
import { locationRightsProblem, type LocationRights, type LocationRole } from './elevation-rights';
import { administrators } from '../win32/folder-rights';
import { entriesOf, objectReader, type ObjectReader } from '../win32/open-object';
import { finalPath, loadSecurity, type SecurityFunctions } from '../win32/security-api';

/** A package of this program has some hundred files. */
const mostFiles = 5_000;

interface Found extends LocationRights {
  readonly place: string;
  readonly detail: string;
}

/**
 * Looks at the folder of `executable`, at everything in it, and at each folder above. `trusted` are the accounts that may
 * change it. Errors: INSTALL_FIRST.
 */
export async function checkInstallLocation(
  executable: string,
  trusted: readonly string[] = administrators,
): Promise<Result<null>> {
  const found = await placeProblem(executable, trusted).catch((exception: unknown) =>
    unknown(executable, String(exception)),
  );
  return found === null ? success(null) : failure(installFirst('copy', found));
}

/** In development, Electron loads the program from a folder that people work in. */
export function developmentLocation(folder: string): Result<null> {
  return failure(
    installFirst('development', { place: folder, problem: 'writable', account: null, right: null, detail: '' }),
  );
}

function installFirst(run: 'copy' | 'development', found: Found): AppError {
  return { code: 'INSTALL_FIRST', run, ...found };
}

async function placeProblem(executable: string, trusted: readonly string[]): Promise<Found | null> {
  const api = await loadSecurity();
  const reader = objectReader(api);
  // Mapped drives, substituted ones and links on the way are followed once, by Windows itself.
  const opened = reader.open(executable, (_, handle) => finalPath(api, handle));
  if (opened.kind !== 'read') return unknown(executable, opened.kind);
  const [, file] = /^\\\\\?\\([A-Za-z]:\\.+)$/.exec(opened.value) ?? [];
  if (file === undefined) return { ...unknown(executable, opened.value), problem: 'network' };
  const folder = win32.dirname(file);
  const loaded = await loadedProblem(api, reader, folder, trusted);
  if (loaded) return loaded;
  for (
    let above = win32.dirname(folder), below = folder;
    above !== below;
    [above, below] = [win32.dirname(above), above]
  ) {
    const problem = objectProblem(reader, above, 'above', trusted);
    if (problem) return problem;
  }
  return null;
}

/** The folder of the executable with everything in it. */
async function loadedProblem(
  api: SecurityFunctions,
  reader: ObjectReader,
  top: string,
  trusted: readonly string[],
): Promise<Found | null> {
  let count = 0;
  const folders = [top];
  for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
    const path = folder;
    const listed = reader.open(path, (_, handle) => entriesOf(api, handle, mostFiles), true);
    if (listed.kind !== 'read') return unknown(path, listed.kind);
    const problem = objectProblem(reader, path, 'loaded', trusted);
    if (problem) return problem;
    for (const { name, isFolder, isLink } of listed.value) {
      count += 1;
      if (count > mostFiles) return unknown(top, `more than ${mostFiles} files`);
      if (count % 100 === 0) await new Promise((resume) => setImmediate(resume));
      const child = win32.join(path, name);
      if (isFolder && !isLink) folders.push(child);
      else {
        const found = objectProblem(reader, child, 'loaded', trusted);
        if (found) return found;
      }
    }
  }
  return null;
}

function objectProblem(
  reader: ObjectReader,
  place: string,
  role: LocationRole,
  trusted: readonly string[],
): Found | null {
  const opened = reader.open(place, ({ isLink, sddl }): Found | null => {
    if (isLink) return { place, problem: 'link', account: null, right: null, detail: sddl };
    const problem = locationRightsProblem(sddl, role, trusted);
    return problem && { place, ...problem, detail: sddl };
  });
  if (opened.kind === 'read') return opened.value;
  return unknown(place, opened.kind === 'failed' ? `Windows error ${opened.windowsCode}` : opened.kind);
}

function unknown(place: string, detail: string): Found {
  return { place, problem: 'unreadable', account: null, right: null, detail };
}
