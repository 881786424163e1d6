// A folder of its own for a test.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new empty folder, removed with all that is in it when the test that asks for it is over. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'port-wizard-unit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
