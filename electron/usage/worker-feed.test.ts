import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UsageSample } from '../contract/usage/sample';
import { outstanding } from '../machine/common/outstanding';
import { workerFeed } from './worker-feed';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
let stop = (): void => undefined;
beforeEach(async () => (folder = await testFolder()));
afterEach(() => {
  stop();
});

const tellOnce =
  "parentPort.postMessage({ kind: 'sample', sample: { ok: false, takenAt: 1, error: { code: 'BUSY' } } });";

/** Runs a thread with this script; the failures that were told, as text. */
async function running(body: string, silenceMs = 60_000) {
  const script = join(folder, 'worker.mjs');
  await writeFile(script, `import { parentPort, workerData } from 'node:worker_threads';\n${body}\n`);
  const told: string[] = [];
  const bugs: unknown[] = [];
  const onSample = (sample: UsageSample) => {
    if (!sample.ok) told.push(sample.error.code === 'MACHINE_FAILED' ? sample.error.detail : sample.error.code);
  };
  stop = workerFeed(script, { restartMs: 30, silenceMs })(
    { kind: 'real' },
    { onSample, onBug: (error) => bugs.push(error) },
  );
  return { told, bugs };
}

it('shows a thread that dies as a gap with a reason, and restarts it', async () => {
  const { told } = await running(`${tellOnce} setTimeout(() => process.exit(3), 20);`);
  await vi.waitFor(() => expect(told.slice(0, 3)).toEqual(['BUSY', 'the measuring thread ended (3)', 'BUSY']), 10_000);
});

it('logs a thread that throws, and restarts it', async () => {
  const { told, bugs } = await running("throw new Error('on purpose');");
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(1), 10_000);
  expect(String(bugs[0])).toContain('on purpose');
});

it('shows a thread that hangs as a gap, and restarts it', async () => {
  const { told } = await running(`${tellOnce} setTimeout(() => { for (;;); }, 5);`, 300);
  await vi.waitFor(() => expect(told.filter((text) => text === 'no answer').length).toBeGreaterThan(1), 10_000);
});

it('is outstanding after its end for as long as a call keeps its thread', async () => {
  let release = (): void => undefined;
  const isHeld = new Promise<void>((held) => {
    const server = createServer((socket) => {
      release = () => {
        socket.destroy();
        server.close();
      };
      held();
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      // A call that no thread can be ended in: it returns when the test closes the connection.
      const child = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {}).on('close', () => process.exit())`;
      void running(
        `const { spawnSync } = await import('node:child_process'); spawnSync(process.execPath, ['-e', ${JSON.stringify(child)}]);`,
      );
    });
  });
  await isHeld;
  stop();
  expect(await outstanding.haveAllEnded(50)).toBe(false);
  release();
  expect(await outstanding.haveAllEnded(60_000)).toBe(true);
});

it('sends nothing after the end', async () => {
  const { told } = await running(`setInterval(() => { ${tellOnce} }, 10);`);
  await vi.waitFor(() => expect(told.length).toBeGreaterThan(1), 10_000);
  stop();
  const count = told.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(told).toHaveLength(count);
});
