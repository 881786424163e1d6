// What this process was started for, told from its arguments; apart from the command line, which the window does not load.
import { app } from 'electron';
import { ownArguments, readInvocation, type Invocation } from './cli-arguments';

/** The arguments of this process behind the program. */
export function ownProgramArguments(): string[] {
  // Electron sets `defaultApp` where it was started with a folder instead of packaged.
  const isDevelopment = 'defaultApp' in process && process.defaultApp;
  return ownArguments(process.argv, isDevelopment ? app.getAppPath() : null);
}

/** What the arguments of this process ask for. */
export function invocation(): Invocation {
  return readInvocation(ownProgramArguments());
}
