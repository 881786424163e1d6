// Entry of the packaged program, which accepts only the arguments of a packaged program.
import './log/last-resort';

const { start } = await import('./app/start');
await start('packaged');
