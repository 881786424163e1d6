// The log in user data, and incident numbers: the number that a user reads out on the phone finds the entry.
// Protects: a page that is refused over and over can neither push older lines out of the log nor forge lines; a log that
// cannot be written is not a failure and prints nothing to standard error.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import log from 'electron-log/node';
import { onOneLine } from '../contract/text/kept-text';
import { refusalLimit } from './refusal-limit';

export interface Log {
  readonly folder: string;
  info(message: string): void;
  /** A refusal or an expected failure. The text before the first colon is its kind: see refusal-limit.ts. */
  warn(message: string): void;
  /** Logs a bug with its stack and returns the incident number that the user is shown. */
  incident(error: unknown): string;
  /** Whether the log is kept: false where the file cannot be written. */
  isKept(): boolean;
}

/** The log in `folder`; it is rotated at 1 MiB, and one older file is kept. */
export function openLog(folder: string): Log {
  log.transports.file.resolvePathFn = () => join(folder, 'main.log');
  log.transports.file.level = 'info';
  log.transports.console.level = false;
  let isKept = true;
  // Whatever the level, electron-log reports trouble with its file to the console, with a stack trace.
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
      // Continuation lines are indented, so that none can pass for an entry.
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
