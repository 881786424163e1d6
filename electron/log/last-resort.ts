// Handles uncaught exceptions from the first line of this process on: one line on standard error, then exit code 1.
// Imported before everything else.
// Protects: Electron's default is a message box, after which the program goes on; in a session that nobody watches, that
// would hang forever.
import { writeSync } from 'node:fs';
import { app } from 'electron';
import { onOneLine } from '../contract/text/kept-text';

/** Documented in docs/command-line.md. */
const failedCode = 1;
const standardError = 2;
const longestLine = 2000;

let answer = (error: unknown): void => endWith(failedCode, `ephemeral-port-wizard failed: ${String(error)}`);

process.on('uncaughtException', (error) => answer(error));
process.on('unhandledRejection', (error) => answer(error));

/** From now on `other` handles uncaught exceptions: the command line in its report, the window in its log. */
export function answerExceptions(other: (error: unknown) => void): void {
  answer = other;
}

/** Writes `text` as one line to standard error and ends the process. */
export function endWith(exitCode: number, text: string): void {
  printError(text);
  app.exit(exitCode);
}

/** Writes `text` as one line to standard error. */
export function printError(text: string): void {
  try {
    writeSync(standardError, `${onOneLine(text).slice(0, longestLine)}\n`);
  } catch {
    // Nobody reads standard error; the exit code still tells.
  }
}

/** Node's own warnings are not failures: callers that treat any text on standard error as one must not see them. */
export function silenceWarnings(): void {
  process.removeAllListeners('warning');
}
