// The end of the program.
// Protects: the last line of a recording is written; a call of Windows that never returns does not keep the process, which would
// answer every new start with nothing.
import { app } from 'electron';
import { outstanding } from '../machine/common/outstanding';

/** More than a thread needs to end, and less than a person waits before starting the program again (milliseconds). */
const outstandingMs = 2000;

/** Ends the program after `work`; the windows close at once. */
export function quitAfter(work: Promise<unknown>): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    void work
      .catch(() => undefined)
      .then(() => outstanding.haveAllEnded(outstandingMs))
      .then((isFree) => {
        // The last moment: whatever Electron waits for afterwards would not come.
        if (!isFree) app.once('quit', () => process.kill(process.pid, 'SIGKILL'));
        // Electron ignores it as long as that event is being told.
        setImmediate(() => app.quit());
      });
  });
  app.quit();
}
