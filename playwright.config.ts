// End-to-end runs on the real Electron. One at a time: they share the machine's sockets and one display.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  workers: 1,
  retries: 0,
  timeout: 60_000,
  forbidOnly: true,
  outputDir: '.cache/playwright',
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'e2e', testDir: 'e2e', testMatch: '**/*.spec.ts', testIgnore: ['tour/**', 'windows/**', 'bench/**'] },
    { name: 'tour', testDir: 'e2e/tour', testMatch: '**/*.spec.ts' },
  ],
});
