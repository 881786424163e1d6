// Unit tests: they sit beside the file that they test.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    environment: 'node',
    // Property tests work on real files: a busy machine is no failure.
    testTimeout: 60_000,
    // What is polled for may take as long there; a second is the usual limit.
    expect: { poll: { timeout: 20_000 } },
    include: ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'build/**/*.test.mjs'],
  },
});
