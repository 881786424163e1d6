// Bundles TypeScript of this project for a plain Node: benchmarks, the fuzzer, and tests that need a bundle.
import path from 'node:path';
import { projectFolder } from './project.mjs';

/**
 * @param {Record<string, string>} entries name of the bundle to its TypeScript file, relative to the project
 * @param {string} outDir
 * @returns {Promise<void>} one `<name>.js` (an ES module) for each entry, and what they share
 */
export async function bundleForNode(entries, outDir) {
  const { build } = await import('vite');
  const input = Object.fromEntries(
    Object.entries(entries).map(([name, file]) => [name, path.join(projectFolder, file)]),
  );
  await build({
    configFile: false,
    root: projectFolder,
    logLevel: 'warn',
    // The first three are no JavaScript alone, the last one is CommonJS that asks for its own file name.
    ssr: { noExternal: true, external: ['koffi', 'registry-js', 'electron', 'electron-log'] },
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        input,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}
