// The manifest for winget (three YAML files, schema 1.10): how a computer gets the program from where the release lies.
// Protects: the address and the hash in it are those of the installer that was made.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, ownPackage } from '../scripts/setup/project.mjs';
import { appId, productName, publisher } from './configuration.mjs';
import { sha256Of } from './inventory.mjs';

const identifier = 'EphemeralPortWizard.EphemeralPortWizard';
const manifestVersion = '1.10.0';
const locale = 'en-US';

/** What winget is to say for the exit codes of the installer (docs/deployment.md). */
const returnCodes = /** @type {const} */ ([
  [1, 'cancelledByUser'],
  [2, 'contactSupport'],
  [3, 'systemNotSupported'],
  [4, 'packageInUse'],
  [5, 'blockedByPolicy'],
  [6, 'contactSupport'],
]);

/** @typedef {{ arch: 'x64' | 'arm64', file: string }} Installer */

/**
 * The three parts, by the names of their files.
 * @param {readonly Installer[]} installers @param {string} address folder of the release, https
 * @returns {Record<string, Record<string, unknown>>}
 */
function wingetManifest(installers, address) {
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') {
    throw new SetupError(`EPW_RELEASE_URL is "${address}", wanted the https address of the folder with the release`);
  }
  const { version, description } = ownPackage();
  const base = { PackageIdentifier: identifier, PackageVersion: version };
  const tail = (/** @type {string} */ type) => ({ ManifestType: type, ManifestVersion: manifestVersion });
  return {
    [`${identifier}.yaml`]: { ...base, DefaultLocale: locale, ...tail('version') },
    [`${identifier}.installer.yaml`]: {
      ...base,
      InstallerType: 'nullsoft',
      Scope: 'machine',
      InstallModes: ['interactive', 'silent'],
      UpgradeBehavior: 'install',
      ElevationRequirement: 'elevatesSelf',
      // The entry among the installed programs, by which winget knows it again.
      ProductCode: appId,
      ExpectedReturnCodes: returnCodes.map(([code, response]) => ({
        InstallerReturnCode: code,
        ReturnResponse: response,
      })),
      Installers: installers.map(({ arch, file }) => ({
        Architecture: arch,
        InstallerUrl: `${address.replace(/\/$/u, '')}/${path.basename(file)}`,
        InstallerSha256: sha256Of(file).toUpperCase(),
      })),
      ...tail('installer'),
    },
    [`${identifier}.locale.${locale}.yaml`]: {
      ...base,
      PackageLocale: locale,
      Publisher: publisher,
      PackageName: productName,
      License: 'MIT',
      ShortDescription: description,
      ...tail('defaultLocale'),
    },
  };
}

/** @param {string} folder @param {readonly Installer[]} installers @param {string} address */
export async function writeWinget(folder, installers, address) {
  const { stringify } = await import('yaml');
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, part] of Object.entries(wingetManifest(installers, address))) {
    fs.writeFileSync(path.join(folder, name), stringify(part));
  }
}
