// Unit tests sit beside the file that they test; component tests run the window and its main process in one Node process.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const shared = {
  // Property tests work on real files: a busy machine is no failure.
  testTimeout: 60_000,
  // What is polled for may take as long there; a second is the usual limit.
  expect: { poll: { timeout: 20_000 } },
};

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    // One more than there are processors: many tests wait for the disk and for processes that they start.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          // Modules load once for each process: a test gives back what it takes from the process (clock, environment).
          isolate: false,
          include: [
            'electron/**/*.test.ts',
            'renderer/**/*.test.{ts,tsx}',
            'build/**/*.test.mjs',
            'e2e/windows/facts/*.test.ts',
          ],
        },
      },
      {
        // As it is shipped.
        oxc: { jsx: { runtime: 'automatic', development: false } },
        resolve: { alias: { electron: resolve(import.meta.dirname, 'e2e/components/electron.ts') } },
        test: {
          ...shared,
          name: 'components',
          environment: 'happy-dom',
          // As it is shipped.
          env: { NODE_ENV: 'production' },
          setupFiles: ['e2e/components/dom-gaps.ts'],
          // The libraries of the window take seconds to load: once for each process, not for each file.
          isolate: false,
          include: ['e2e/components/**/*.test.ts'],
        },
      },
    ],
  },
});
