import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { writeWinget } from './winget.mjs';

/** @type {string} */
let folder;
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'epw-winget-'))));
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const installer = { arch: /** @type {const} */ ('x64'), file: '' };
beforeEach(() => {
  installer.file = path.join(folder, 'wizard-1-setup.exe');
  fs.writeFileSync(installer.file, 'an installer');
});

/** What the schema of winget requires of each kind of manifest. */
const required = {
  version: ['PackageIdentifier', 'PackageVersion', 'DefaultLocale', 'ManifestType', 'ManifestVersion'],
  installer: ['PackageIdentifier', 'PackageVersion', 'Installers', 'ManifestType', 'ManifestVersion'],
  defaultLocale: [
    ...['PackageIdentifier', 'PackageVersion', 'PackageLocale', 'Publisher', 'PackageName', 'License'],
    ...['ShortDescription', 'ManifestType', 'ManifestVersion'],
  ],
};

async function written() {
  const target = path.join(folder, 'winget');
  await writeWinget(target, [installer], 'https://downloads.example/v1/');
  const names = fs.readdirSync(target);
  return names.map((name) => {
    /** @type {unknown} */
    const content = parse(fs.readFileSync(path.join(target, name), 'utf8'));
    return { name, part: /** @type {Record<string, unknown>} */ (content) };
  });
}

it('writes the three manifests, each with what the schema requires', async () => {
  const all = await written();
  expect(all.map(({ part }) => part.ManifestType).sort()).toEqual(['defaultLocale', 'installer', 'version']);
  for (const { name, part } of all) {
    const kind = /** @type {keyof typeof required} */ (part.ManifestType);
    for (const field of required[kind]) expect(part[field], `${name}: ${field}`).toBeTruthy();
    expect(name.startsWith(String(part.PackageIdentifier))).toBe(true);
    expect(part.ManifestVersion).toMatch(/^1\.\d+\.0$/u);
    if (part.ManifestType === 'defaultLocale') expect(part.ShortDescription).toMatch(/^.{3,256}$/u);
  }
});

it('names the installer by its address and by the hash of its bytes', async () => {
  const part = (await written()).find((entry) => entry.part.ManifestType === 'installer')?.part;
  expect(part).toMatchObject({
    ProductCode: 'io.github.ephemeral-port-wizard',
    Installers: [
      {
        Architecture: 'x64',
        InstallerUrl: 'https://downloads.example/v1/wizard-1-setup.exe',
        InstallerSha256: crypto.createHash('sha256').update('an installer').digest('hex').toUpperCase(),
      },
    ],
  });
});

it.each(['', 'downloads.example', 'http://downloads.example'])(
  'refuses "%s" as the address of a release',
  async (url) => {
    await expect(writeWinget(folder, [installer], url)).rejects.toThrow('wanted the https address');
  },
);
