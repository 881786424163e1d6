// Reading from disk in a thread: the same result as in place, progress, cancel, and what is refused before it is read.
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegFile, regFileBytes, type RegFileKey } from './reg-file';
import { readRegFileInBackground } from './background';
import { largestRegFile } from './disk';

let folder = '';
let worker: URL;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reg-file-'));
  // Node cannot start a thread from TypeScript: the thread's bundle is made as the program's build makes it.
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      target: 'node20',
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: {
        input: { 'reg-file-worker': resolve('electron/reg-file/worker.ts') },
        output: { format: 'es', entryFileNames: '[name].mjs' },
      },
    },
  });
  worker = pathToFileURL(join(folder, 'reg-file-worker.mjs'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(bytes: Uint8Array): Promise<string> {
  const file = join(folder, 'file.reg');
  await writeFile(file, bytes);
  return file;
}

/** A file of some megabytes. */
function large(): { keys: RegFileKey[]; bytes: Uint8Array } {
  const keys = Array.from({ length: 4000 }, (_, index) => ({
    path: `HKEY_CURRENT_USER\\${index}`,
    isDeletion: false,
    values: Array.from({ length: 8 }, (__, value) => ({
      name: `n${value}`,
      content: value === 7 ? null : { type: 3, data: Uint8Array.from({ length: 20 }, () => index & 255) },
    })),
  }));
  return { keys, bytes: regFileBytes(keys) };
}

describe('reading a file from disk', () => {
  it('gives the same for a large file as reading in place, and reports its progress', async () => {
    const { bytes } = large();
    const path = await fileOf(bytes);
    const fractions: number[] = [];
    const result = await readRegFileInBackground(path, { worker, onProgress: (fraction) => fractions.push(fraction) });
    expect(result).toEqual(readRegFile(bytes));
    expect(fractions.at(-1)).toBe(1);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.length).toBeGreaterThan(2);
  });

  it('lists in a large file what Windows skips', async () => {
    const { bytes } = large();
    const path = await fileOf(Buffer.concat([bytes, Buffer.from('nonsense\r\n', 'utf16le')]));
    const strict = await readRegFileInBackground(path, { worker });
    expect(!strict.ok && strict.reason === 'problem' && strict.problem.expected).toBe('key-or-value');
    const lenient = await readRegFileInBackground(path, { worker, mode: 'as-windows' });
    expect(lenient.ok && lenient.skipped.map(({ text }) => text)).toEqual(['nonsense']);
  });

  it('stops when it is canceled, before and during the reading', async () => {
    const path = await fileOf(large().bytes);
    expect(await readRegFileInBackground(path, { worker, signal: AbortSignal.abort() })).toEqual({
      ok: false,
      reason: 'cancelled',
    });
    const controller = new AbortController();
    const reading = readRegFileInBackground(path, {
      worker,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(await reading).toEqual({ ok: false, reason: 'cancelled' });
  });

  it('refuses a file of more than 256 MiB without reading it', async () => {
    const path = join(folder, 'huge.reg');
    const handle = await open(path, 'w');
    await handle.truncate(largestRegFile + 1);
    await handle.close();
    const start = performance.now();
    const result = await readRegFileInBackground(path, { worker });
    expect(result).toEqual({
      ok: false,
      reason: 'too-large',
      sizeInBytes: largestRegFile + 1,
      limitInBytes: largestRegFile,
    });
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('reports why a file cannot be read', async () => {
    const missing = await readRegFileInBackground(join(folder, 'nothing.reg'), { worker });
    expect(!missing.ok && missing.reason).toBe('unreadable');
    await mkdir(join(folder, 'folder.reg'));
    const directory = await readRegFileInBackground(join(folder, 'folder.reg'), { worker });
    expect(directory).toEqual({ ok: false, reason: 'unreadable', detail: 'not a file' });
  });

  it('reads a small file without a thread', async () => {
    const path = await fileOf(regFileBytes([{ path: 'HKEY_CURRENT_USER\\x', isDeletion: false, values: [] }]));
    const result = await readRegFileInBackground(path, { worker: new URL('file:///nowhere.js') });
    expect(result.ok && result.keys.length).toBe(1);
  });
});
