// Builds the three parts of the program. The targets are those of the oldest Electron it runs on (33: Node 20, Chromium 130).
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { listModules } from './build/package/bundled-modules.mjs';

/** No comments with the folders of the modules: the same bytes from every folder. */
const experimental = { attachDebugInfo: 'none' } as const;

/** The log is a file. electron-log can send it to a server as well, and loads all that Node has for HTTPS for it at each start. */
const withoutLogServer = {
  name: 'without-log-server',
  load: (id: string) =>
    /electron-log[\\/]src[\\/]node[\\/]transports[\\/]remote\.js$/.test(id) ? 'module.exports = () => null;' : null,
};

const mainEntries = { main: 'electron/main.ts', development: 'electron/development.ts' } as const;

/**
 * Node loads CommonJS quicker than ES modules, but Electron waits only for an entry that is an ES module: that is this
 * line, and what runs is `started`.
 */
const awaitedEntries: Plugin = {
  name: 'awaited-entries',
  generateBundle() {
    for (const name of Object.keys(mainEntries)) {
      const load = `createRequire(import.meta.url)('./${name}.cjs')`;
      const source = `import { createRequire } from 'node:module';\nawait ${load}.started;\n`;
      this.emitFile({ type: 'asset', fileName: `${name}.js`, source });
    }
  },
};

export default defineConfig({
  main: {
    plugins: [withoutLogServer, awaitedEntries, listModules('main')],
    build: {
      target: 'node20',
      outDir: 'out/main',
      // A module of a hundred small files costs a hundred lookups in the archive at each start. Native ones, and those that only
      // a Mac loads, stay outside.
      externalizeDeps: { exclude: ['@xmldom/xmldom', 'electron-log', 'papaparse', 'yauzl', 'yazl', 'zod'] },
      rolldownOptions: {
        // The threads (port usage, evidence files, the UAC prompt) are bundles of their own, next to the one that starts them.
        input: {
          ...mainEntries,
          'usage-worker': 'electron/usage/worker/usage-worker.ts',
          'evidence-worker': 'electron/evidence/worker/evidence-worker.ts',
          'run-as-thread': 'electron/machine/windows/elevation/run-as-thread.ts',
        },
        experimental,
        output: {
          format: 'cjs',
          dynamicImportInCjs: false,
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
          // Comments and blanks cost as much as code to load. Names stay: they are in the log after a bug.
          minify: { mangle: false, compress: false },
        },
      },
    },
  },
  preload: {
    plugins: [listModules('preload')],
    build: {
      target: 'node20',
      outDir: 'out/preload',
      rolldownOptions: {
        input: 'electron/preload.ts',
        experimental,
        output: { format: 'cjs', entryFileNames: 'preload.cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), listModules('renderer')],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      rolldownOptions: {
        input: 'renderer/index.html',
        output: {
          // The main process hands out each file: the first script is one, and the application another.
          codeSplitting: {
            groups: [
              { name: 'entry', test: /renderer[\\/]app[\\/]entry\.ts$|preload-helper/, priority: 2 },
              { name: 'application', test: /renderer[\\/]app[\\/]main\.tsx$/, priority: 1 },
            ],
          },
        },
      },
    },
  },
});
