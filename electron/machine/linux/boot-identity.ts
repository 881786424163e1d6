// Which start of Linux this is (random(4): boot_id is made anew at each start, and never while it runs).
import { readFile } from 'node:fs/promises';
import type { BootIdentity } from '../../contract/machine/boot-identity';

const bootIdFile = '/proc/sys/kernel/random/boot_id';

/** Empty where it cannot be read, or is no UUID. Never rejects. */
export async function linuxBootIdentity(file = bootIdFile): Promise<BootIdentity> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const value = text.trim().toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? [{ source: 'linux-boot-id', value }] : [];
}
