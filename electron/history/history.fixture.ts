// Histories as a crash leaves them, for tests.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indexFile } from './history-index';

/** As if the process had died right before it wrote the last line of the history in `folder`. */
export async function withoutLastLine(folder: string): Promise<void> {
  const file = join(folder, 'history-1.jsonl');
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  await writeFile(
    file,
    lines
      .slice(0, -1)
      .map((line) => `${line}\n`)
      .join(''),
  );
  await rm(join(folder, indexFile), { force: true });
}
