// The program that ours is compared with: the same Electron with the same fuses, and next to nothing in it.
import fs from 'node:fs';
import path from 'node:path';

/**
 * Puts another program into a copy of our package.
 * @param {string} ours folder of our package
 * @param {string} folder the copy
 * @param {Record<string, string>} files its program; `main.cjs` is started
 * @returns {Promise<string>} the copy
 */
export async function bareProgram(ours, folder, files) {
  const { createPackage } = await import('@electron/asar');
  const source = `${folder}-source`;
  for (const one of [folder, source]) fs.rmSync(one, { recursive: true, force: true });
  fs.cpSync(ours, folder, { recursive: true, verbatimSymlinks: true });
  for (const name of ['app.asar', 'app.asar.unpacked'])
    fs.rmSync(path.join(folder, 'resources', name), { recursive: true, force: true });
  fs.mkdirSync(source, { recursive: true });
  fs.writeFileSync(path.join(source, 'package.json'), '{"name":"bare-program","version":"1.0.0","main":"main.cjs"}\n');
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(source, name), text);
  await createPackage(source, path.join(folder, 'resources', 'app.asar'));
  return folder;
}
