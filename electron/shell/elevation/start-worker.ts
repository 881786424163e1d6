// The life of the worker's process from start to end: no window, no display, one conversation.
import { app } from 'electron';
import type { Application } from '../application';
import { serve } from './worker';
import type { WorkerInvocation } from './worker-arguments';

/** How the process of a worker ends. */
const workerExit = { answered: 0, refused: 2 } as const;

/** Runs the worker and ends the process. Must be awaited before Electron is ready. */
export async function runWorker(application: Application, invocation: Exclude<WorkerInvocation, { kind: 'none' }>): Promise<never> {
  app.exit(invocation.kind === 'worker' && (await answered(application, invocation)) ? workerExit.answered : workerExit.refused);
  // The end is on its way: Electron must not go on to its window meanwhile.
  return new Promise(() => undefined);
}

async function answered(application: Application, { meeting, userData }: Extract<WorkerInvocation, { kind: 'worker' }>): Promise<boolean> {
  if (userData !== null) app.setPath('userData', userData);
  return serve(await application.openMachine(app.getPath('userData'), 'worker'), meeting, app.getVersion());
}
