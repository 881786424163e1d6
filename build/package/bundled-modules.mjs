// Which packages of node_modules the bundles hold, as the bundler saw it: for license texts and inventory.
// Protects: what is shipped is known from what was built, not from a list that somebody keeps.
import fs from 'node:fs';
import path from 'node:path';
import { SetupError, outFolder, parseJson } from '../scripts/setup/project.mjs';

const parts = /** @type {const} */ (['main', 'preload', 'renderer']);
/** Beside the bundles, and not packaged. */
const listFolder = 'modules';

/**
 * A plugin of Vite that writes down the packages whose code is in the bundle.
 * @param {typeof parts[number]} part
 * @returns {import('vite').Plugin}
 */
export function listModules(part) {
  return {
    name: 'list-modules',
    generateBundle({ dir }, bundle) {
      // Not outFolder: the configuration runs as a bundle from elsewhere.
      const lists = path.resolve(dir ?? '', '..', listFolder);
      const files = Object.values(bundle).flatMap((file) => {
        if (file.type !== 'chunk') return [];
        return Object.entries(file.modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? [id] : []));
      });
      const folders = [...new Set(files.flatMap((file) => packageFolder(file) ?? []))].sort();
      fs.mkdirSync(lists, { recursive: true });
      fs.writeFileSync(path.join(lists, `${part}.json`), `${JSON.stringify(folders, null, 2)}\n`);
    },
  };
}

/** "node_modules/react" of a file below it; the innermost, where one lies in another. @param {string} file */
export function packageFolder(file) {
  return /^.*?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//u.exec(file.replaceAll('\\', '/'))?.[1];
}

/** The folders of all packages in the bundles, relative to the project. @returns {string[]} */
export function bundledModules() {
  const lists = parts.map((part) => path.join(outFolder, listFolder, `${part}.json`));
  const missing = lists.find((file) => !fs.existsSync(file));
  if (missing !== undefined) throw new SetupError(`${missing} is missing: build the program first`);
  const all = lists.map((file) => /** @type {string[]} */ (parseJson(fs.readFileSync(file, 'utf8'))));
  return [...new Set(all.flat())].sort();
}
