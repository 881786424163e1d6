// The scripts that the program hands out, on a real PowerShell (npm run test:powershell).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  cacheDir: '.cache/vite',
  test: {
    include: ['e2e/powershell/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One PowerShell for all files.
    isolate: false,
    maxWorkers: 1,
  },
});
