// Entry of the program for `npm start` and the tests. No package contains it (build/package/configuration.mjs).
import './log/last-resort';

const { start } = await import('./app/start');
await start('development');
