// Locations that allow a start with administrator rights, on real access lists, and who may serve the worker's pipe. Wine
// keeps access lists as the rights of a Linux file; its user stands for the administrators.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { ForeignServer } from '../../electron/machine/common/foreign-server';
import { checkInstallLocation } from '../../electron/machine/windows/elevation/elevation-location';
import { administrators } from '../../electron/machine/windows/win32/folder-rights';
import { listedImage } from '../../electron/machine/windows/elevation/pipe-server';
import { loadSecurity } from '../../electron/machine/windows/win32/security-api';
import { openPipe } from '../../electron/machine/windows/elevation/worker-pipe';
import {
  administratorsOfSuite,
  makeOwnFolder,
  openToAll,
  setAccessListOf,
  whyNotOrdinary,
} from './fixtures/access-list';
import { isWine, wineMajor } from './fixtures/throw-away-key';
import { querySystemInformation } from './fixtures/ntdll';
import { until } from './fixtures/until';

describe('a start with administrator rights', () => {
  const above = join(tmpdir(), `port-wizard-suite-location-${process.pid}`);
  const folder = join(above, 'Program');
  const executable = join(folder, 'program.exe');
  let trusted: readonly string[];

  beforeEach(async () => {
    trusted = await administratorsOfSuite();
    await makeOwnFolder(above);
    await mkdir(join(folder, 'resources'), { recursive: true });
    for (const name of ['program.exe', 'ffmpeg.dll', 'resources\\app.asar']) await writeFile(join(folder, name), name);
  });
  afterEach(() => rm(above, { recursive: true, force: true }));

  /** What is refused and why; null when nothing of the test's own is: the folders above belong to this machine. */
  const refusedAt = async (accounts = trusted) => {
    const result = await checkInstallLocation(executable, accounts);
    if (result.ok) return null;
    assert.ok(result.error.code === 'INSTALL_FIRST');
    const { place, problem, account } = result.error;
    return place.toLowerCase().startsWith(above.toLowerCase())
      ? { place: place.slice(above.length + 1), problem, account }
      : null;
  };

  it('is allowed from what only administrators can change', async () => {
    assert.equal(await refusedAt(), null);
  });

  it('is refused from a folder of an ordinary user', async (context) => {
    const reason = await whyNotOrdinary();
    if (reason !== null) {
      context.skip(reason);
      return;
    }
    assert.deepEqual(await refusedAt(administrators).then((found) => found?.problem), 'owner');
  });

  for (const name of [
    'Program\\program.exe',
    'Program\\ffmpeg.dll',
    'Program\\resources\\app.asar',
    'Program\\resources',
    'Program',
    '',
  ]) {
    it(`is refused where everyone can write to ${name === '' ? 'the folder above' : name}`, async () => {
      await setAccessListOf(join(above, name), openToAll.file);
      const refused = await refusedAt();
      assert.deepEqual({ ...refused, account: null }, { place: name, problem: 'writable', account: null });
      // In the language of Windows.
      assert.match(refused?.account ?? '', (await isWine()) ? /^Everyone$/ : /^\S/);
    });
  }

  it('is refused where the program does not exist', async () => {
    await rm(executable);
    assert.deepEqual(await refusedAt(), { place: 'Program\\program.exe', problem: 'unreadable', account: null });
  });
});

describe("the window's end of the pipe", () => {
  const path = `\\\\.\\pipe\\ephemeral-port-wizard-suite-location-${process.pid}`;

  it('connects when a process of the same executable serves it', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((listening) => server.listen(path, () => listening()));
    try {
      (await openPipe(path)).close();
    } finally {
      server.close();
    }
  });

  it("looks up the image in the system's table where a process may not be opened", async () => {
    const api = { ...(await loadSecurity()), querySystemInformation: await querySystemInformation() };
    const image = listedImage(api, process.pid);
    // Wine 8 has no such table.
    if (image === null) assert.ok(((await wineMajor()) ?? 10) < 10);
    else if (await isWine()) assert.equal(image, `\\??\\${process.execPath}`.toLowerCase());
    else assert.match(image, /node[^\\]*\.exe$/);
    assert.equal(listedImage(api, 0x7fff_fff0), null);
  });

  for (const [what, isCopy] of [
    ['another process of the same executable', false],
    ['another executable', true],
  ] as const) {
    it(`${isCopy ? 'refuses to connect' : 'connects'} when ${what} serves it`, async () => {
      const other = join(tmpdir(), `port-wizard-suite-other-${process.pid}.exe`);
      if (isCopy) await copyFile(process.execPath, other);
      const received = join(tmpdir(), `port-wizard-suite-received-${process.pid}.txt`);
      const script = `
        const { appendFileSync } = require('node:fs');
        const server = require('node:net').createServer((socket) => {
          socket.on('error', () => undefined);
          socket.on('data', (bytes) => appendFileSync(process.argv[2], bytes));
        });
        server.listen(process.argv[1], () => appendFileSync(process.argv[2], 'listening;'));`;
      await writeFile(received, '');
      const child = spawn(isCopy ? other : process.execPath, ['-e', script, path, received], {
        stdio: 'ignore',
        windowsHide: true,
      });
      const ended = new Promise((done) => child.once('close', done));
      try {
        await until(async () => (await readFile(received, 'utf8')).startsWith('listening'), {
          timeoutMs: 30_000,
          message: () => 'the other process does not listen',
        });
        if (isCopy) {
          await assert.rejects(
            openPipe(path),
            (error) =>
              error instanceof ForeignServer &&
              /the pipe is served by process \d+, .*port-wizard-suite-other/.test(error.message),
          );
        } else {
          const channel = await openPipe(path);
          await channel.send('hello');
          channel.close();
        }
      } finally {
        child.kill('SIGKILL');
        await ended;
        await rm(other, { force: true });
        await rm(received, { force: true });
      }
    });
  }
});
