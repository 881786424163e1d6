// Builds the three parts of the program. Targets are those of the oldest Electron it runs on (33: Node 20, Chromium 130).
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/**
 * Keeps 2 MB of memory free: the engine holds the text of a script as long as it runs, at two bytes a character as soon
 * as one of them is beyond Latin-1. An escape means the same in a text, a pattern and a name.
 */
const asciiScripts: Plugin = {
  name: 'ascii-scripts',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const part of Object.values(bundle)) if (part.type === 'chunk') part.code = inAscii(part.code);
  },
};

function inAscii(code: string): string {
  return code.replace(/(\\*)([^\0-\x7f])/g, (_, before: string, character: string) => {
    // A character that had a backslash of its own needs no second one.
    const kept = before.length % 2 === 0 ? before : before.slice(1);
    return `${kept}\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

export default defineConfig({
  main: {
    plugins: [asciiScripts],
    build: {
      target: 'node20',
      outDir: 'out/main',
      // A module of a hundred small files costs a hundred look-ups in the archive at each start. Native ones and what only a
      // Mac loads stay outside.
      externalizeDeps: { exclude: ['@xmldom/xmldom', 'electron-log', 'zod'] },
      rollupOptions: {
        // The threads (large .reg files, port usage, the question of UAC) are bundles of their own, beside the one that starts them.
        input: {
          main: 'electron/main.ts',
          development: 'electron/development.ts',
          'reg-file-worker': 'electron/reg-file/worker.ts',
          'usage-worker': 'electron/usage/worker/usage-worker.ts',
          'run-as-thread': 'electron/machine/windows/elevation/run-as-thread.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      outDir: 'out/preload',
      rollupOptions: { input: 'electron/preload.ts', output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), asciiScripts],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      emptyOutDir: true,
      minify: true,
      rollupOptions: { input: 'renderer/index.html' },
    },
  },
});
