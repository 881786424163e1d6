// The application that the fallback Electron runs when it is started as
// `electron <folder>`: it loads that folder as the official one would.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);

/** @param {string[]} argv */
function parse(argv) {
  const preloads = [];
  const rest = argv.slice(1);
  for (let argument = rest.shift(); argument !== undefined; argument = rest.shift()) {
    if (argument === '-r' || argument === '--require') {
      preloads.push(path.resolve(rest.shift() ?? ''));
    } else if (!argument.startsWith('-')) {
      return { preloads, folder: path.resolve(argument) };
    }
  }
  return { preloads, folder: undefined };
}

const { preloads, folder } = parse(process.argv);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

if (folder === undefined) {
  console.error('usage: electron <folder of the application>');
  app.exit(2);
} else {
  /** @type {unknown} */
  const parsed = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const manifest = /** @type {{ name: string, productName?: string, version: string, main?: string }} */ (parsed);
  app.setName(manifest.productName ?? manifest.name);
  // Not in the published types: only an application that starts others needs them.
  const starting = /** @type {typeof app & { setVersion(version: string): void, setAppPath(path: string): void }} */ (
    app
  );
  starting.setVersion(manifest.version);
  starting.setAppPath(folder);
  // Playwright hooks itself in through -r, and must come before the application.
  for (const file of preloads) require(file);
  // `ready` waits for this module, so the application registers its schemes in time.
  await import(pathToFileURL(path.join(folder, manifest.main ?? 'index.js')).href);
}
