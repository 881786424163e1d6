// The real disk on real folders; the clock, and what somebody else holds, are the test's.
import { execFileSync } from 'node:child_process';
import * as promises from 'node:fs/promises';
import { join } from 'node:path';
import typescript from 'typescript';
import { beforeEach, describe, expect, it } from 'vitest';
import { isOnItsWay } from '../../history/left-over';
import { diskOf, readHeld, realDisk, type DiskParts } from './disk';
import { testFolder } from './test-folder.fixture';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await testFolder();
  file = join(folder, 'file.json');
});

type Step = 'mkdir' | 'open' | 'rename' | 'rm' | 'readFile';

/** Windows on which `step` fails with `code` for as long as `isHeld` says at that time; waiting takes no time. */
function held(step: Step, code: string, isHeld: (now: number) => boolean) {
  let now = 1_000_000;
  const pauses: number[] = [];
  const calls = { failed: 0 };
  const refuse =
    <A extends unknown[], R>(name: Step, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (name !== step || !isHeld(now - 1_000_000)) return work(...args);
      calls.failed += 1;
      throw Object.assign(new Error(`${code}: held by the test`), { code });
    };
  const parts = {
    fs: {
      ...promises,
      mkdir: refuse('mkdir', promises.mkdir),
      open: refuse('open', promises.open),
      rename: refuse('rename', promises.rename),
      rm: refuse('rm', promises.rm),
      readFile: refuse('readFile', promises.readFile),
    } as DiskParts['fs'],
    now: () => now,
    wait(milliseconds: number) {
      pauses.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
    heldCodes: ['EPERM', 'EBUSY', 'EACCES'],
  };
  return { parts, pauses, calls };
}

describe('writing what somebody else holds', () => {
  it.each([
    ['rename', 'EPERM'],
    ['rename', 'EBUSY'],
    ['rename', 'EACCES'],
    ['open', 'EPERM'],
    ['mkdir', 'EPERM'],
  ] as const)('tries %s again after %s, with growing pauses, and ends with the new file alone', async (step, code) => {
    await promises.writeFile(file, 'old');
    const { parts, pauses } = held(step, code, (now) => now < 7_000);
    await diskOf(parts).writeDurably(file, 'new');
    expect(await promises.readFile(file, 'utf8')).toBe('new');
    expect(await promises.readdir(folder)).toEqual(['file.json']);
    expect(pauses.length).toBeGreaterThan(5);
    expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  });

  it.each(['EPERM', 'EBUSY', 'EACCES'])(
    'gives up after ten seconds of %s, keeps the old file, and removes its temporary one',
    async (code) => {
      await promises.writeFile(file, 'old');
      const { parts, pauses } = held('rename', code, () => true);
      await expect(diskOf(parts).writeDurably(file, 'new')).rejects.toMatchObject({ code });
      expect(pauses.reduce((sum, pause) => sum + pause)).toBe(10_000);
      expect(await promises.readFile(file, 'utf8')).toBe('old');
      expect(await promises.readdir(folder)).toEqual(['file.json']);
    },
  );

  it("reports why it failed when the temporary file is held as well, with the file's name", async () => {
    const { parts } = held('rename', 'EPERM', () => true);
    parts.fs.rm = () => Promise.reject(Object.assign(new Error('held'), { code: 'EBUSY' }));
    await expect(diskOf(parts).writeDurably(file, 'new')).rejects.toMatchObject({ code: 'EPERM' });
    const names = await promises.readdir(folder);
    expect(names).toHaveLength(1);
    expect(names.every((name) => isOnItsWay('file.json', name))).toBe(true);
  });

  it.each(['ENOSPC', 'EROFS', 'EIO', 'ENAMETOOLONG'])('does not wait after %s', async (code) => {
    const { parts, pauses, calls } = held('rename', code, () => true);
    await expect(diskOf(parts).writeDurably(file, 'new')).rejects.toMatchObject({ code });
    expect([pauses.length, calls.failed]).toEqual([0, 1]);
    expect(await promises.readdir(folder)).toEqual([]);
  });

  it('lets a later write of the same file come later, even when the first one is held', async () => {
    const { parts } = held('rename', 'EBUSY', (now) => now < 3_000);
    const disk = diskOf(parts);
    await Promise.all(['first', 'second', 'third'].map((text) => disk.writeDurably(file, text)));
    expect(await promises.readFile(file, 'utf8')).toBe('third');
  });

  it('does not let one failure stop the next write', async () => {
    let isFull = true;
    const { parts } = held('rename', 'ENOSPC', () => isFull);
    const disk = diskOf(parts);
    const failing = disk.writeDurably(file, 'first').finally(() => (isFull = false));
    const next = disk.writeDurably(file, 'second');
    await expect(failing).rejects.toMatchObject({ code: 'ENOSPC' });
    await next;
    expect(await promises.readFile(file, 'utf8')).toBe('second');
  });
});

describe('reading what somebody else holds', () => {
  it('waits for its release', async () => {
    await promises.writeFile(file, 'text');
    expect((await readHeld(file, held('readFile', 'EBUSY', (now) => now < 1_500).parts)).toString()).toBe('text');
  });

  it('gives up after two seconds, and at once where there is no such file', async () => {
    const { parts, pauses } = held('readFile', 'EBUSY', () => true);
    await expect(readHeld(file, parts)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(pauses.reduce((sum, pause) => sum + pause)).toBe(2_000);
    const none = held('open', 'EBUSY', () => false);
    await expect(readHeld(file, none.parts)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(none.pauses).toEqual([]);
  });
});

describe('the real disk', () => {
  it('creates the folder, and keeps mode and link of a file that it replaces', async () => {
    const real = join(folder, 'deep', 'real.json');
    await realDisk.writeDurably(real, 'one');
    if (process.platform === 'win32') return;
    await promises.chmod(real, 0o600);
    await promises.symlink(real, file);
    await realDisk.writeDurably(file, Buffer.from('two'));
    expect(await promises.readFile(real, 'utf8')).toBe('two');
    expect((await promises.stat(real)).mode & 0o777).toBe(0o600);
    expect((await promises.lstat(file)).isSymbolicLink()).toBe(true);
    expect((await promises.readdir(folder)).sort()).toEqual(['deep', 'file.json']);
  });

  // A file system of one megabyte of its own needs a mount, in a name space that ends with the process.
  const canMount = process.platform === 'linux' && process.getuid?.() === 0 && canUnshare();
  it.runIf(canMount)('keeps the old file intact when the disk is full', async () => {
    const script = join(folder, 'full.mjs');
    const mounted = join(folder, 'small');
    await promises.mkdir(mounted);
    const source = await promises.readFile(join(import.meta.dirname, 'disk.ts'), 'utf8');
    await promises.writeFile(join(folder, 'disk.mjs'), stripTypes(source));
    await promises.writeFile(
      script,
      `
      import { realDisk } from './disk.mjs';
      import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
      writeFileSync('small/file', 'old');
      const failed = await realDisk.writeDurably('small/file', Buffer.alloc(3_000_000, 65)).then(() => 'nothing', ({ code }) => code);
      console.log(JSON.stringify({ failed, text: readFileSync('small/file', 'utf8'), names: readdirSync('small') }));
    `,
    );
    const output = execFileSync(
      '/usr/bin/unshare',
      [
        '--mount',
        '--propagation',
        'private',
        '/bin/sh',
        '-c',
        'mount -t tmpfs -o size=1m none small && exec "$0" full.mjs',
        process.execPath,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(JSON.parse(output)).toEqual({ failed: 'ENOSPC', text: 'old', names: ['file'] });
  });
});

/** What it imports of ours is types alone. */
function stripTypes(source: string): string {
  return typescript.transpileModule(source, {
    compilerOptions: { target: typescript.ScriptTarget.ES2022, module: typescript.ModuleKind.ES2022 },
  }).outputText;
}

function canUnshare(): boolean {
  try {
    execFileSync('/usr/bin/unshare', ['--mount', '--propagation', 'private', '/bin/true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
