// The end of the program where a call of the system never comes back, on the real Electron.
import { once } from 'node:events';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { launchApp } from './fixtures/launch';
import { removeFolder } from './fixtures/system';
import { expect, test } from './fixtures/test';

const projectFolder = resolve(import.meta.dirname, '..');

/** A copy of the built program whose measuring thread is in a call until somebody closes its connection to `port`. */
async function heldUpProgram(folder: string, port: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const part of ['main', 'preload', 'renderer'])
    await cp(join(projectFolder, 'out', part), join(folder, 'out', part), { recursive: true });
  await cp(join(projectFolder, 'package.json'), join(folder, 'package.json'));
  const main = join(folder, 'out', 'main');
  const thread = (await readdir(main)).find((name) => /^usage-worker\.c?js$/.test(name));
  if (thread === undefined) throw new Error('the program has no measuring thread');
  const child = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {}).on('close', () => process.exit())`;
  const call = `spawnSync(${JSON.stringify(process.execPath)}, ['-e', ${JSON.stringify(child)}])`;
  await writeFile(join(main, thread), `import('node:child_process').then(({ spawnSync }) => ${call});\n`);
}

test('comes also while a call of the measuring thread does not return, and leaves nothing running', async ({}, testInfo) => {
  const server = createServer().listen(0, '127.0.0.1');
  const isHeld = once(server, 'connection') as Promise<[Socket]>;
  await once(server, 'listening');
  // Below the project, so that the copy finds the same modules.
  const folder = join(projectFolder, '.cache', `held-up-${testInfo.workerIndex}`);
  await heldUpProgram(folder, (server.address() as AddressInfo).port);
  const { app, userData } = await launchApp({ programFolder: folder });
  const [socket] = await isHeld;
  try {
    const ended = once(app.process(), 'exit');
    await app.evaluate(({ BrowserWindow }) => {
      // After the answer to this: the process ends.
      setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
    });
    await ended;
    expect(socket.destroyed, 'the call has not returned').toBe(false);
  } finally {
    socket.destroy();
    server.close();
    await removeFolder(userData);
    await rm(folder, { recursive: true, force: true });
  }
});
