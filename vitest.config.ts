// Unit tests: they sit beside the file that they test.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['electron/**/*.test.ts', 'renderer/**/*.test.{ts,tsx}', 'build/**/*.test.mjs'],
    cacheDir: '.cache/vitest',
  },
});
