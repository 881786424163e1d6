// Reads back what packaging wrote into a Windows executable: manifest, version strings, icon, hash of the archive.
import path from 'node:path';
import { productName, publisher } from '../../build/package/configuration.mjs';
import { manifestsOf, resourcesOf } from '../../build/package/windows-resources.mjs';
import { ownPackage } from '../../build/scripts/setup/project.mjs';
import { executableIn, sha256 } from './inspection.mjs';

const wantedIconSizes = [16, 20, 24, 32, 48, 64, 256];

/** Asks for no rights at start. @param {string} folder */
export async function manifestProblems(folder) {
  const texts = await manifestsOf(executableIn(folder, 'win32'));
  const level = /<requestedExecutionLevel[^>]*\blevel="([^"]*)"/gu;
  const levels = texts.flatMap((text) => [...text.matchAll(level)].map((match) => match[1] ?? ''));
  const found = levels.join(', ');
  return found === 'asInvoker' ? [] : [`requestedExecutionLevel is ${found || 'not there'}, wanted asInvoker`];
}

/** @param {string} folder */
export async function versionProblems(folder) {
  const { Resource, entries } = await resourcesOf(executableIn(folder, 'win32'));
  const { version } = ownPackage();
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info?.getAllLanguagesForStringValues() ?? [];
  if (!info || !language) return ['there is no version information'];
  const { fileVersionMS, fileVersionLS } = info.fixedInfo;
  const names = { ProductName: productName, FileDescription: productName, CompanyName: publisher };
  const wanted = { ...names, LegalCopyright: 'MIT license', FileVersion: version, fixed: version };
  const fixed = [fileVersionMS >>> 16, fileVersionMS & 0xffff, fileVersionLS >>> 16].join('.');
  /** @type {Record<string, string>} */
  const found = { ...info.getStringValues(language), fixed };
  return Object.entries(wanted).flatMap(([name, text]) =>
    found[name] === text ? [] : [`the version information has ${name} "${found[name] ?? ''}", wanted "${text}"`],
  );
}

/** @param {string} folder */
export async function iconProblems(folder) {
  const { Resource, entries } = await resourcesOf(executableIn(folder, 'win32'));
  const groups = Resource.IconGroupEntry.fromEntries(entries);
  const sizes = groups.flatMap(({ icons }) => icons.map(({ width }) => width || 256));
  return wantedIconSizes.filter((size) => !sizes.includes(size)).map((size) => `there is no icon of ${size} pixels`);
}

/** The executable refuses an archive whose head has another hash. @param {string} folder */
export async function integrityProblems(folder) {
  const { getRawHeader } = await import('@electron/asar');
  const { entries } = await resourcesOf(executableIn(folder, 'win32'));
  const entry = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  if (!entry) return ['the executable holds no hash of the archive'];
  const value = sha256(getRawHeader(path.join(folder, 'resources', 'app.asar')).headerString);
  const found = Buffer.from(entry.bin).toString('utf8');
  const wanted = JSON.stringify([{ file: 'resources\\app.asar', alg: 'SHA256', value }]);
  return found === wanted ? [] : [`the hash of the archive is ${found}, wanted ${wanted}`];
}
