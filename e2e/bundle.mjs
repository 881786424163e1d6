// Bundles TypeScript of this project for a plain Node: benchmarks, the fuzzer, and what runs in a Windows Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareWindowsNode } from '../build/offline/windows-node.mjs';
import { windowsFolder } from '../build/offline/windows-tools.mjs';
import { projectFolder } from '../build/scripts/setup/project.mjs';

/**
 * @param {Record<string, string>} entries name of the bundle to its TypeScript file, relative to the project
 * @param {string} outDir
 * @returns {Promise<void>} one `<name>.js` (an ES module) for each entry, and what they share
 */
export async function bundleForNode(entries, outDir) {
  await bundle(outDir, {
    input: Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, path.join(projectFolder, file)])),
    output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
  });
}

/**
 * Bundles TypeScript into one script that a Windows Node can run; the native modules stay outside.
 * @param {readonly string[]} files imported one after the other
 * @param {string} name of the script
 * @returns {Promise<string>} the path of the script
 */
export async function bundleForWindows(files, name) {
  // The folder that takes the script is put together anew when the tools change.
  await prepareWindowsNode();
  const entry = '\0windows-entry';
  const imports = {
    name: 'windows-entry',
    resolveId: (/** @type {string} */ id) => (id === entry ? entry : undefined),
    load: (/** @type {string} */ id) =>
      id === entry ? files.map((file) => `import ${JSON.stringify(file)};`).join('\n') : undefined,
  };
  await bundle(windowsFolder, {
    input: { [name]: entry },
    plugins: [imports],
    output: {
      format: 'es',
      entryFileNames: '[name].mjs',
      codeSplitting: false,
      sourcemap: 'inline',
      // CommonJS modules that are bundled along may ask for it.
      banner: 'const __filename = import.meta.filename;',
    },
  });
  return path.join(windowsFolder, `${name}.mjs`);
}

/** A bundle of bundleForNode, whose shape the caller names. @param {string} file @returns {Promise<unknown>} */
export function importBundle(file) {
  return import(pathToFileURL(file).href);
}

/**
 * @param {string} outDir
 * @param {import('vite').Rolldown.RolldownOptions} rolldownOptions
 */
async function bundle(outDir, rolldownOptions) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    // The first three are no JavaScript alone, the last one is CommonJS that asks for its own file name.
    ssr: { noExternal: true, external: ['koffi', 'registry-js', 'electron', 'electron-log'] },
    build: { ssr: true, target: 'node20', minify: false, outDir, emptyOutDir: false, rolldownOptions },
  });
}
