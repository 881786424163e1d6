// The log in user data, and incident numbers: what the person reads out on the phone finds the entry.
// Protects: a page that is refused over and over can neither drive older lines out of the log nor write lines of its own.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import log from 'electron-log/node';
import { refusalLimit } from './refusal-limit';

export interface Log {
  readonly folder: string;
  info(message: string): void;
  /** Something was refused or failed as foreseen. What stands before the first colon is its kind: see refusal-limit.ts. */
  warn(message: string): void;
  /** Logs a bug with its stack, and gives the incident number that the person is shown. */
  incident(error: unknown): string;
}

/** The log in `folder`; it is renewed at 1 MiB, and the one before is kept. */
export function openLog(folder: string): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.level = 'info';
  log.transports.console.level = false;
  return {
    folder,
    info: (message) => log.info(message),
    warn: refusalLimit((line) => log.warn(line)),
    incident(error) {
      const number = `EPW-${randomBytes(4).toString('hex').toUpperCase()}`;
      log.error(number, error instanceof Error ? (error.stack ?? error.message) : String(error));
      return number;
    },
  };
}
