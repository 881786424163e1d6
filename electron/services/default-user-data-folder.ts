// The folder for the program's own files where nobody names another: Electron makes it when it is asked for, and throws where it cannot.
import { join } from 'node:path';
import { app } from 'electron';

/** Its path, whether it can be used or not. */
export function defaultUserDataFolder(): string {
  try {
    return app.getPath('userData');
  } catch {
    return join(app.getPath('appData'), app.getName());
  }
}
