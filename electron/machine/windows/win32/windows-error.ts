// Windows error numbers (winerror.h) and what they are to the person.
import type { AppError, MachineAction } from '../../../contract/errors/errors';

export const windowsError = {
  SUCCESS: 0,
  FILE_NOT_FOUND: 2,
  PATH_NOT_FOUND: 3,
  ACCESS_DENIED: 5,
  NO_MORE_FILES: 18,
  SHARING_VIOLATION: 32,
  NOT_SUPPORTED: 50,
  INVALID_PARAMETER: 87,
  INSUFFICIENT_BUFFER: 122,
  ALREADY_EXISTS: 183,
  PIPE_BUSY: 231,
  MORE_DATA: 234,
  NO_MORE_ITEMS: 259,
  KEY_DELETED: 1018,
  NO_SHUTDOWN_IN_PROGRESS: 1116,
  CANCELLED: 1223,
} as const;

/**
 * A call that Windows answered with `windowsCode`; `call` names the function, for the log and the expert. A key that
 * was deleted while it was open is KEY_MISSING.
 */
export function errorFromCode(action: MachineAction, windowsCode: number, call: string): AppError {
  if (windowsCode === windowsError.KEY_DELETED) return { code: 'KEY_MISSING' };
  if (windowsCode === windowsError.ACCESS_DENIED) return { code: 'ACCESS_DENIED', action, windowsCode };
  return { code: 'MACHINE_FAILED', action, windowsCode, detail: `${call} failed with Windows error ${windowsCode}` };
}

/** The same when opening a key: its absence is KEY_MISSING. */
export function errorFromOpening(action: MachineAction, windowsCode: number): AppError {
  const isMissing = windowsCode === windowsError.FILE_NOT_FOUND || windowsCode === windowsError.PATH_NOT_FOUND;
  return isMissing ? { code: 'KEY_MISSING' } : errorFromCode(action, windowsCode, 'RegOpenKeyExW');
}

/** Something threw where Windows has no number for it: a library that is missing, a program that did not start. */
export function errorFromException(action: MachineAction, exception: unknown): AppError {
  const detail = exception instanceof Error ? exception.message : String(exception);
  return { code: 'MACHINE_FAILED', action, windowsCode: null, detail };
}
