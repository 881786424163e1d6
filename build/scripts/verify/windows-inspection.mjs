// Reads back what packaging wrote into a Windows executable: manifest, version strings, icon, hash of the archive.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../setup/project.mjs';
import { productName, publisher } from '../../package/configuration.mjs';
import { executableIn } from './inspection.mjs';

const manifestType = 24;
const wantedIconSizes = [16, 20, 24, 32, 48, 64, 256];

/** @param {string} file */
async function resourcesOf(file) {
  // Comes with electron-builder, which writes with it.
  const { Data, NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  return { Data, Resource, entries: NtExecutableResource.from(NtExecutable.from(fs.readFileSync(file))).entries };
}

/** The manifests in an executable. @param {string} file */
export async function manifestsOf(file) {
  const { entries } = await resourcesOf(file);
  return entries.filter(({ type }) => type === manifestType).map(({ bin }) => Buffer.from(bin).toString('utf8'));
}

/** Asks for no rights at start. @param {string} folder */
export async function manifestProblems(folder) {
  const texts = await manifestsOf(executableIn(folder, 'win32'));
  const levels = texts.flatMap((text) =>
    [...text.matchAll(/<requestedExecutionLevel[^>]*\blevel="([^"]*)"/gu)].map(([, level]) => level),
  );
  return levels.length === 1 && levels[0] === 'asInvoker'
    ? []
    : [`requestedExecutionLevel is ${levels.join(', ') || 'not there'}, wanted asInvoker`];
}

/** @param {string} folder */
export async function versionProblems(folder) {
  const { Resource, entries } = await resourcesOf(executableIn(folder, 'win32'));
  const { version } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const [language] = info?.getAllLanguagesForStringValues() ?? [];
  if (!info || !language) return ['there is no version information'];
  const found = info.getStringValues(language);
  const wanted = {
    ProductName: productName,
    FileDescription: productName,
    CompanyName: publisher,
    LegalCopyright: 'MIT licence',
    FileVersion: version,
  };
  const problems = Object.entries(wanted)
    .filter(([name, text]) => found[name] !== text)
    .map(([name, text]) => `${name} is "${found[name] ?? ''}", wanted "${text}"`);
  const { fileVersionMS, fileVersionLS } = info.fixedInfo;
  const numbers = [fileVersionMS >>> 16, fileVersionMS & 0xffff, fileVersionLS >>> 16].join('.');
  return numbers === version ? problems : [...problems, `the file version is ${numbers}, wanted ${version}`];
}

/** @param {string} folder */
export async function iconProblems(folder) {
  const { Resource, entries } = await resourcesOf(executableIn(folder, 'win32'));
  const sizes = Resource.IconGroupEntry.fromEntries(entries).flatMap(({ icons }) =>
    icons.map(({ width }) => width || 256),
  );
  return wantedIconSizes.filter((size) => !sizes.includes(size)).map((size) => `there is no icon of ${size} pixels`);
}

/** The executable refuses an archive whose head has another hash. @param {string} folder */
export async function integrityProblems(folder) {
  const { getRawHeader } = await import('@electron/asar');
  const { entries } = await resourcesOf(executableIn(folder, 'win32'));
  const entry = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR');
  if (!entry) return ['the executable holds no hash of the archive'];
  const header = getRawHeader(path.join(folder, 'resources', 'app.asar')).headerString;
  const value = crypto.createHash('sha256').update(header).digest('hex');
  const found = Buffer.from(entry.bin).toString('utf8');
  const wanted = JSON.stringify([{ file: 'resources\\app.asar', alg: 'SHA256', value }]);
  return found === wanted ? [] : [`the hash of the archive is ${found}, wanted ${wanted}`];
}
