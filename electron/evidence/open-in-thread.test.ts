import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testFolder } from '../machine/common/test-folder.fixture';
import { openInThread } from './open-in-thread';

async function scriptOf(body: string): Promise<string> {
  const script = join(await testFolder(), 'worker.mjs');
  await writeFile(script, `import { parentPort, workerData } from 'node:worker_threads';\n${body}\n`);
  return script;
}

it('gives the answer of the thread, which gets the path', async () => {
  const script = await scriptOf('parentPort.postMessage({ ok: true, value: workerData });');
  expect(await openInThread(script, 'a.zip')).toEqual({ ok: true, value: 'a.zip' });
});

it('rejects where the thread throws, or ends without an answer', async () => {
  const throwing = await scriptOf("throw new Error('on purpose');");
  await expect(openInThread(throwing, 'a.zip')).rejects.toThrow('on purpose');
  const ending = await scriptOf('process.exit(3);');
  await expect(openInThread(ending, 'a.zip')).rejects.toThrow('(3)');
});
