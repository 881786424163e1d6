import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../contract/settings/settings';
import { readStartSettings } from './start-settings';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function reading(text: string) {
  const file = join(folder, 'settings.json');
  await writeFile(file, text);
  return readStartSettings(file);
}

describe('the settings before the window opens', () => {
  it('are those that were kept, with or without a byte order mark', async () => {
    const text = JSON.stringify({ theme: 'dark', frame: 'system', language: 'en' });
    expect(await reading(text)).toEqual({ theme: 'dark', frame: 'system', language: 'en' });
    expect(await reading(`\ufeff${text}`)).toEqual({ theme: 'dark', frame: 'system', language: 'en' });
  });

  it.each(['', '{', 'null', '[]', '"dark"', '{"theme":"pink","frame":7,"language":"tlh"}'])(
    'are the defaults for %j',
    async (text) => {
      expect(await reading(text)).toMatchObject({
        theme: defaultSettings.theme,
        frame: defaultSettings.frame,
        language: defaultSettings.language,
      });
    },
  );

  it('are the defaults where there is no file', () => {
    expect(readStartSettings(join(folder, 'none.json'))).toEqual(defaultSettings);
  });
});
