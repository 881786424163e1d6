// The unpacked program as a .zip, for those who look before they install; and reading one back.
// Protects: a .zip holds what was packaged, byte for byte, below one folder, and nothing else.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Every file of a folder, with forward slashes as a .zip wants them, in a fixed order.
 * @param {string} folder */
function filesIn(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
}

/** The folder that all files of a .zip lie in: its own name. @param {string} file */
const topOf = (file) => path.basename(file, '.zip');

/** @param {string} folder @param {string} file @returns {Promise<string>} the .zip */
export async function writeZip(folder, file) {
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  for (const name of filesIn(folder)) zip.addFile(path.join(folder, name), `${topOf(file)}/${name}`);
  zip.end();
  // Under another name until it is whole.
  await pipeline(zip.outputStream, fs.createWriteStream(`${file}.part`));
  fs.renameSync(`${file}.part`, file);
  return file;
}

/** What differs between a folder and its .zip. @param {string} folder @param {string} file */
export async function zipProblems(folder, file) {
  // Comes with electron-builder.
  const { Open } = await import('unzipper');
  const { files } = await Open.file(file);
  const found = new Map(files.map((entry) => [entry.path, entry]));
  const wanted = filesIn(folder).map((name) => ({ name, inside: `${topOf(file)}/${name}` }));
  const problems = [...found.keys()]
    .filter((inside) => !wanted.some((one) => one.inside === inside))
    .map((inside) => `${inside} is in the .zip alone`);
  for (const { name, inside } of wanted) {
    const entry = found.get(inside);
    if (entry === undefined) problems.push(`${inside} is not in the .zip`);
    else if (sha256(await entry.buffer()) !== sha256(fs.readFileSync(path.join(folder, name))))
      problems.push(`${inside} has other contents in the .zip`);
  }
  return problems;
}

/** @param {Buffer} bytes */
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
