// Reads the resources of a Windows executable, with the library that electron-builder writes them with.
import fs from 'node:fs';

const manifestType = 24;

/** @param {string} file */
export async function resourcesOf(file) {
  const { NtExecutable, NtExecutableResource, Resource } = await import('resedit');
  // A signature does not matter to who only reads.
  const program = NtExecutable.from(fs.readFileSync(file), { ignoreCert: true });
  return { Resource, entries: NtExecutableResource.from(program).entries };
}

/** The manifests in an executable. @param {string} file */
export async function manifestsOf(file) {
  const { entries } = await resourcesOf(file);
  return entries.filter(({ type }) => type === manifestType).map(({ bin }) => Buffer.from(bin).toString('utf8'));
}
