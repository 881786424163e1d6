// The real disk: a file is replaced in one step and flushed before the promise resolves.
// Protects: after a crash a file of ours is either the old one or the new one, whole.
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Disk } from './machine';

export const realDisk: Disk = {
  async writeDurably(path, data) {
    const folder = dirname(path);
    await mkdir(folder, { recursive: true });
    await writeFileAtomic(path, typeof data === 'string' ? data : Buffer.from(data), { fsync: true });
    await flushFolder(folder);
  },
};

/** Makes the renaming itself durable. Windows cannot flush a folder, and NTFS journals the renaming. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
