// What becomes of an exception that nobody caught, from the first line of this process on: one line on standard error, and
// the end with exit code 1. Imported before everything else.
// Protects: Electron's own answer to such an exception is a message box, and then a program that goes on; in a session
// without anybody in front of it, that would hang for ever.
import { writeSync } from 'node:fs';
import { app } from 'electron';
import { onOneLine } from '../contract/text/kept-text';

/** As docs/command-line.md has it. */
const failedCode = 1;
const standardError = 2;
const longestLine = 2000;

let answer = (error: unknown): void => endWith(failedCode, `ephemeral-port-wizard failed: ${String(error)}`);

process.on('uncaughtException', (error) => answer(error));
process.on('unhandledRejection', (error) => answer(error));

/** From now on `other` gets the exceptions that nobody caught: the command line reports them, the window logs them. */
export function answerExceptions(other: (error: unknown) => void): void {
  answer = other;
}

/** Prints `text` as one line on standard error, and ends the process. */
export function endWith(exitCode: number, text: string): void {
  printError(text);
  app.exit(exitCode);
}

/** Prints `text` as one line on standard error. */
export function printError(text: string): void {
  try {
    writeSync(standardError, `${onOneLine(text).slice(0, longestLine)}\n`);
  } catch {
    // Nobody reads it; the exit code has to do.
  }
}

/** Warnings of Node's own are no failures: whoever takes any text on standard error for one must not see them. */
export function silenceWarnings(): void {
  process.removeAllListeners('warning');
}
