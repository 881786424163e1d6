// The log in user data, and incident numbers: what the person reads out on the phone finds the entry.
// Protects: a page that is refused over and over can neither drive older lines out of the log nor write lines of its own; a
// log that cannot be written is no failure, and puts nothing on standard error.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import log from 'electron-log/node';
import { onOneLine } from '../contract/text/kept-text';
import { refusalLimit } from './refusal-limit';

export interface Log {
  readonly folder: string;
  info(message: string): void;
  /** Something was refused or failed as foreseen. What stands before the first colon is its kind: see refusal-limit.ts. */
  warn(message: string): void;
  /** Logs a bug with its stack, and gives the incident number that the person is shown. */
  incident(error: unknown): string;
  /** Whether what is logged is kept: false where the file cannot be written. */
  isKept(): boolean;
}

/** The log in `folder`; it is renewed at 1 MiB, and the one before is kept. */
export function openLog(folder: string): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.level = 'info';
  log.transports.console.level = false;
  let isKept = true;
  // Whatever the level is, the file tells of its own trouble there, with a stack trace.
  log.transports.console.writeFn = ({ message }) => {
    if (String(message.data[0]).includes("Can't write")) isKept = false;
  };
  return {
    folder,
    info: (message) => log.info(onOneLine(message)),
    warn: refusalLimit((line) => log.warn(line)),
    incident(error) {
      const number = `EPW-${randomBytes(4).toString('hex').toUpperCase()}`;
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      // Every further line is set in, so that none can pass for an entry.
      log.error(
        `${number} ${text
          .split(/\r\n|\r|\n/)
          .map((line) => onOneLine(line))
          .join('\n    ')}`,
      );
      return number;
    },
    isKept: () => isKept,
  };
}
