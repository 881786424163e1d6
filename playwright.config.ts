// End-to-end runs on the real Electron, several at a time where each worker can have a display of its own.
import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';

/** They count the sockets of this computer, or use its one Wine: one at a time. */
const alone = [
  'usage.spec.ts',
  'live-usage.spec.ts',
  'diagnose.spec.ts',
  'interchange.spec.ts',
  'window-on-wine/*.spec.ts',
];

export default defineConfig({
  // One more than there are processors: a test waits for half of its time. Four programs fit into the memory of a small machine.
  workers: process.platform === 'linux' ? Math.min(4, availableParallelism() + 1) : 1,
  fullyParallel: true,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  outputDir: '.cache/playwright',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'e2e-alone', testDir: 'e2e', testMatch: alone, workers: 1, fullyParallel: false },
    {
      name: 'e2e',
      testDir: 'e2e',
      testMatch: '**/*.spec.ts',
      testIgnore: [...alone, 'tour/**', 'pictures/**', 'windows/**', 'bench/**', 'soak/**'],
    },
    { name: 'soak', testDir: 'e2e/soak', testMatch: '**/*.spec.ts', timeout: 300_000 },
    { name: 'tour', testDir: 'e2e/tour', testMatch: '**/*.spec.ts' },
    { name: 'pictures', testDir: 'e2e/pictures', testMatch: '**/*.spec.ts' },
  ],
});
