// The unpacked program as a .zip, for those who look before they install; and reading one back.
// Protects: a .zip holds what was packaged, byte for byte, below one folder, and nothing else.
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/**
 * Every file of a folder, in a fixed order, with its name in a .zip: forward slashes, below one folder, the .zip's own name.
 * @param {string} folder @param {string} zip
 */
function filesIn(folder, zip) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  const nameOf = (/** @type {string} */ file) => path.relative(folder, file).replaceAll(path.sep, '/');
  return new Map(files.map((file) => [`${path.basename(zip, '.zip')}/${nameOf(file)}`, file]));
}

/** @param {string} folder @param {string} file the .zip to write */
export async function writeZip(folder, file) {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const [name, source] of filesIn(folder, file)) zip.addFile(source, name);
  zip.end();
  // Under another name until it is whole.
  await pipeline(zip.outputStream, fs.createWriteStream(`${file}.part`));
  fs.renameSync(`${file}.part`, file);
}

/** What differs between a folder and its .zip. @param {string} folder @param {string} file */
export async function zipProblems(folder, file) {
  const { Open } = await import('unzipper');
  const wanted = filesIn(folder, file);
  const problems = [];
  for (const entry of (await Open.file(file)).files) {
    const source = wanted.get(entry.path);
    wanted.delete(entry.path);
    if (source === undefined) problems.push(`${entry.path} is in the .zip alone`);
    else if (!fs.readFileSync(source).equals(await entry.buffer())) {
      problems.push(`${entry.path} has other contents in the .zip`);
    }
  }
  return [...problems, ...[...wanted.keys()].map((name) => `${name} is not in the .zip`)];
}
