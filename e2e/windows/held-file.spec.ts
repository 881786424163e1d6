// Files that another process holds without sharing: retried until it releases them, and with its name.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import * as promises from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { diskOf, patience, readHeld, realParts, type DiskParts } from '../../electron/machine/common/disk';
import { holdersOf } from '../../electron/machine/windows/system/restart-manager';
import { inFolder, isWine } from './fixtures/throw-away-key';

const script = join(import.meta.dirname, 'hold-file.child.mjs');

interface Holder {
  readonly processId: number;
  /** Releases the file, and resolves when it is free. */
  readonly release: () => Promise<void>;
}

/** Has another process hold `file` while `use` runs. */
async function whileHeld(file: string, use: (holder: Holder) => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const connected = new Promise<Socket>((done) => server.once('connection', done));
  const child = spawn(process.execPath, [script, file, String(port)], { stdio: 'ignore', windowsHide: true });
  const closed = new Promise((done) => child.once('close', done));
  try {
    const channel = await Promise.race([
      connected,
      closed.then(() => Promise.reject(new Error('the other process ended'))),
    ]);
    const said = () => new Promise<string>((done) => channel.once('data', (bytes) => done(bytes.toString())));
    assert.equal(await said(), 'held');
    await use({
      processId: child.pid ?? 0,
      async release() {
        const answer = said();
        channel.write('release');
        assert.equal(await answer, 'free');
      },
    });
    channel.destroy();
  } finally {
    child.kill('SIGKILL');
    await closed;
    server.close();
  }
}

/** The real parts, with `onHeld` called before each wait for the held file. */
function parts(onHeld: DiskParts['wait'], time: Partial<DiskParts> = {}): DiskParts {
  return { ...realParts, wait: onHeld, ...time };
}

/** Time that passes only by waiting. */
function ownTime() {
  let now = 0;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    wait: (milliseconds: number) => {
      now += milliseconds;
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  };
}

async function inFolderWithFile(use: (file: string, folder: string) => Promise<void>): Promise<void> {
  await inFolder(async (folder) => {
    const file = join(folder, 'entry.json');
    await promises.writeFile(file, 'old');
    await use(file, folder);
  });
}

describe('a file that another process holds', () => {
  it('is replaced as soon as it is released', async () => {
    await inFolderWithFile(async (file, folder) => {
      await whileHeld(file, async ({ release }) => {
        let times = 0;
        await diskOf(
          parts(async () => {
            times += 1;
            if (times === 3) await release();
          }),
        ).writeDurably(file, 'new');
        assert.equal(times, 3, 'it was held twice more, then free');
      });
      assert.equal(await promises.readFile(file, 'utf8'), 'new');
      assert.deepEqual(await promises.readdir(folder), ['entry.json']);
    });
  });

  it('is read as soon as it is released', async () => {
    await inFolderWithFile(async (file) => {
      await whileHeld(file, async ({ release }) => {
        let times = 0;
        const read = await readHeld(
          file,
          parts(async () => {
            times += 1;
            if (times === 2) await release();
          }),
        );
        assert.equal(read.toString(), 'old');
        assert.equal(times, 2);
      });
    });
  });

  it('stays as it was, with nothing beside it, when it is never released', async () => {
    await inFolderWithFile(async (file, folder) => {
      await whileHeld(file, async () => {
        const time = ownTime();
        await assert.rejects(
          diskOf(parts(time.wait, time)).writeDurably(file, 'new'),
          (error: NodeJS.ErrnoException) => {
            return realParts.heldCodes.includes(error.code ?? '');
          },
        );
        assert.equal(
          time.pauses.reduce((sum, pause) => sum + pause, 0),
          patience.write,
        );
        assert.deepEqual(await promises.readdir(folder), ['entry.json']);
        await assert.rejects(readHeld(file, parts(time.wait, time)));
      });
      assert.equal(await promises.readFile(file, 'utf8'), 'old');
    });
  });

  it('is reported with the name and number of the process, where the Restart Manager knows', async () => {
    await inFolderWithFile(async (file) => {
      await whileHeld(file, async ({ processId }) => {
        const holders = await holdersOf(file);
        // Wine's Restart Manager is a stub that names nobody.
        if (await isWine()) assert.deepEqual(holders, []);
        else
          assert.ok(
            holders.some((holder) => holder.endsWith(`(${processId})`)),
            holders.join(),
          );
      });
      assert.deepEqual(await holdersOf(file), []);
      assert.deepEqual(await holdersOf(join(file, 'no', 'such', 'file')), []);
    });
  });
});
