// What the packaged program runs, which accepts only the arguments of a packaged program; its entry is beside it
// (electron.vite.config.ts).
import './log/last-resort';

/** What Electron waits for before it becomes ready. */
export const started = import('./app/start').then(({ start }) => start('packaged'));
