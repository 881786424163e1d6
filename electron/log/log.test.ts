import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLog } from './log';
import { testFolder } from '../machine/common/test-folder.fixture';

let folder: string;
beforeEach(async () => (folder = await testFolder()));
afterEach(() => {
  vi.restoreAllMocks();
});

it('keeps one entry per message, whatever the text contains', async () => {
  const log = openLog(folder);
  log.info('started\n[2026-01-01 00:00:00.000] [info]  forged');
  const incident = log.incident(new Error('one\n[2026-01-01 00:00:00.000] [error] forged\u001b[2K'));
  const text = await readFile(join(folder, 'main.log'), 'utf8');
  expect(text).toContain(`${incident} Error: one\n    [2026-01-01`);
  expect(text.split('\n').filter((line) => line.startsWith('[2026-01-01'))).toEqual([]);
  expect(text).not.toContain('\u001b');
  expect(log.isKept()).toBe(true);
});

it('prints nothing to standard error where it cannot be written, and knows it', async () => {
  const said = [
    vi.spyOn(console, 'error'),
    vi.spyOn(console, 'warn'),
    vi.spyOn(console, 'info'),
    vi.spyOn(process.stderr, 'write'),
  ];
  await writeFile(join(folder, 'logs'), '');
  const log = openLog(join(folder, 'logs'));
  log.info('one');
  log.warn('two');
  expect(log.incident(new Error('three'))).toMatch(/^EPW-[0-9A-F]{8}$/);
  expect(said.map((spy) => spy.mock.calls)).toEqual([[], [], [], []]);
  expect(log.isKept()).toBe(false);
});
