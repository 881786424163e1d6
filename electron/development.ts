// Entry of the program as it is built here, for `npm start` and the tests. No package holds it (build/package/configuration.mjs).
import './log/last-resort';

const { start } = await import('./app/start');
await start('development');
