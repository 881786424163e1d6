// Entry of the packaged program: what it takes as arguments is what packaged programs take.
import './log/last-resort';

const { start } = await import('./app/start');
await start('packaged');
