// Writes the files of "commands only" into a new folder inside the chosen one.
// Protects: the folder appears complete or not at all, and no existing file is touched.
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disk } from '../machine/interfaces/storage';
import type { CommandsFile } from './files';

/** The path of the new folder. Rejects with the error of the file system and then leaves nothing behind. */
export async function writeCommandsFolder(
  disk: Disk,
  inside: string,
  name: string,
  files: readonly CommandsFile[],
): Promise<string> {
  const folder = await unusedFolder(inside, name);
  const unfinished = `${folder}.unfinished`;
  // Fails if another process is writing the same folder.
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

/** Name of the folder: date, time, and the computer in characters that every file system allows. */
export function commandsFolderName(madeAt: number, computerName: string): string {
  return `port-commands-${timeName(madeAt)}-${computerName.replace(/[^A-Za-z0-9_-]/g, '_')}`;
}

/** Name of the folder with the collector. */
export function collectorFolderName(madeAt: number): string {
  return `evidence-collector-${timeName(madeAt)}`;
}

function timeName(madeAt: number): string {
  return new Date(madeAt).toISOString().slice(0, 19).replace('T', '_').replaceAll(':', '');
}

async function unusedFolder(inside: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const folder = join(inside, number === 1 ? name : `${name}-${number}`);
    if (!(await stat(folder).catch(() => null))) return folder;
  }
}
