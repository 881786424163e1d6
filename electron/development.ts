// What the program runs for `npm start` and the tests; its entry is beside it (electron.vite.config.ts). No package contains
// it (build/package/configuration.mjs).
import './log/last-resort';

/** What Electron waits for before it becomes ready. */
export const started = import('./app/start').then(({ start }) => start('development'));
