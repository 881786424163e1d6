// Writes the files of "commands only" into a new folder inside the one that was chosen.
// Protects: the folder appears whole or not at all, and no file that is there already is touched.
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../machine/interfaces/storage';
import type { CommandsFile } from './files';

/** The path of the new folder. Rejects with the error of the file system, and leaves nothing behind then. */
export async function writeCommandsFolder(
  disk: Disk,
  inside: string,
  name: string,
  files: readonly CommandsFile[],
): Promise<string> {
  const folder = await unusedFolder(inside, name);
  const unfinished = `${folder}.unfinished`;
  // Fails where somebody else is writing the same folder.
  await mkdir(unfinished);
  try {
    for (const file of files) await disk.writeDurably(join(unfinished, file.name), file.bytes);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  return folder;
}

/** Name of the folder: date and time, and the computer in letters that every file system takes. */
export function commandsFolderName(madeAt: number, computerName: string): string {
  const time = new Date(madeAt).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '');
  return `port-commands-${time}-${computerName.replace(/[^A-Za-z0-9_-]/g, '_')}`;
}

async function unusedFolder(inside: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = join(inside, number === 1 ? name : `${name}-${number}`);
    if (!(await stat(folder).catch(() => null))) return folder;
  }
}
