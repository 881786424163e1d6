// Entry of the program as it is built here, for `npm start` and the tests. No package holds it (build/package/configuration.mjs).
import './shell/last-resort';

const { start } = await import('./app/start');
await start('development');
