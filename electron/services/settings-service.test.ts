import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings, type WindowSettings } from '../contract/settings/settings';
import { realDisk } from '../machine/common/disk';
import { settingsService, type SettingsParts } from './settings-service';

let folder: string;
let followed: WindowSettings[];
let incidents: unknown[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'port-wizard-settings-'));
  followed = [];
  incidents = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (disk: SettingsParts['disk'] = realDisk) =>
  settingsService({
    file: join(folder, 'settings.json'),
    disk,
    frameNow: 'own',
    follow: (settings) => void followed.push(settings),
    logIncident: (error) => void incidents.push(error),
  });

const dark: WindowSettings = { theme: 'dark', frame: 'system', language: 'en', ticketLanguage: 'en' };

describe('the settings', () => {
  it('are the defaults at first, and then what was chosen, also after a new start', async () => {
    expect(await open().read()).toEqual({ settings: defaultSettings, isDamaged: false, frameNow: 'own' });
    expect(await open().write(dark)).toEqual({ ok: true, value: null });
    expect(followed).toEqual([dark]);
    expect(await open().read()).toEqual({ settings: dark, isDamaged: false, frameNow: 'own' });
    expect(incidents).toEqual([]);
  });

  it('of version 0.2 have no language of tickets: it is that of the window', async () => {
    await writeFile(join(folder, 'settings.json'), '{"theme":"dark","frame":"own","language":"en"}');
    const settings = { theme: 'dark', frame: 'own', language: 'en', ticketLanguage: 'window' };
    expect(await open().read()).toEqual({ settings, isDamaged: false, frameNow: 'own' });
  });

  it('of a later version are read without what it added', async () => {
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...dark, more: 1 }));
    expect(await open().read()).toEqual({ settings: dark, isDamaged: false, frameNow: 'own' });
    expect(incidents).toEqual([]);
  });

  it.each(['{', '{"theme":"pink"}', '{"theme":"dark","frame":"own","language":"en","ticketLanguage":7}'])(
    'are told and logged as damaged: %s',
    async (text) => {
      await writeFile(join(folder, 'settings.json'), text);
      expect(await open().read()).toEqual({ settings: defaultSettings, isDamaged: true, frameNow: 'own' });
      expect(incidents).toHaveLength(1);
    },
  );

  it('are not followed where they could not be kept', async () => {
    const full = { writeDurably: () => Promise.reject(new Error('ENOSPC')) };
    expect(await open(full).write(dark)).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED' } });
    expect(followed).toEqual([]);
    await expect(readFile(join(folder, 'settings.json'))).rejects.toThrow('ENOENT');
  });
});
