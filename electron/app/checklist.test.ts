// Points of Electron's security checklist that are met by what does not occur (SECURITY.md).
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '..', '..');

async function sources(): Promise<{ file: string; text: string }[]> {
  const files: string[] = [];
  for (const room of ['electron', 'renderer']) {
    const entries = await readdir(join(project, room), { recursive: true });
    files.push(
      ...entries
        .filter((name) => /\.(tsx?|html)$/.test(name) && !/\.test\.tsx?$/.test(name))
        .map((name) => join(project, room, name)),
    );
  }
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
}

it.each([
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'webviewTag',
  '<webview',
  'openExternal',
  'file://',
  'nodeIntegration: true',
])('does not use %s anywhere in the program', async (word) => {
  const all = await sources();
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(({ text }) => text.includes(word)).map(({ file }) => file)).toEqual([]);
});
