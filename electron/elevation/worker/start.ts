// The life of the worker's process from start to end: no window, no display, one conversation.
// Protects: on Windows the practice machine, whose folder is named by an argument, is never worked on with administrator rights.
import { app } from 'electron';
import type { Program } from '../../services/program';
import { answerExceptions, endWith, silenceWarnings } from '../../log/last-resort';
import { whyUnusable } from '../../services/user-data-folder';
import { defaultUserDataFolder } from '../../services/default-user-data-folder';
import { serve } from './worker';
import type { WorkerInvocation } from './arguments';

/** How the process of a worker ends. */
const workerExit = { answered: 0, failed: 1, refused: 2 } as const;

type Invocation = Exclude<WorkerInvocation, { kind: 'none' }>;

/**
 * Runs the worker and ends the process. Must be awaited before Electron is ready. `isPracticeRefused` is asked before
 * anything is read or written for the practice machine.
 */
export async function runWorker(
  application: Program,
  invocation: Invocation,
  isPracticeRefused: () => Promise<boolean>,
): Promise<never> {
  silenceWarnings();
  answerExceptions((error) => endWith(workerExit.failed, `The worker failed: ${String(error)}`));
  const refusal =
    invocation.kind === 'worker'
      ? await workFor(application, invocation, isPracticeRefused)
      : 'it takes its credentials, and nothing else.';
  if (refusal === null) app.exit(workerExit.answered);
  else endWith(workerExit.refused, `The worker ended: ${refusal}`);
  // The end is on its way: Electron must not go on to its window meanwhile.
  return new Promise(() => undefined);
}

/** Why nothing was answered, or null. */
async function workFor(
  application: Program,
  { credentials, userData, isPractice }: Extract<Invocation, { kind: 'worker' }>,
  isPracticeRefused: () => Promise<boolean>,
): Promise<string | null> {
  if (isPractice && (await isPracticeRefused()))
    return 'the practice machine is not worked on with administrator rights.';
  const folder = userData ?? defaultUserDataFolder();
  const unusable = isPractice ? whyUnusable(folder) : null;
  if (unusable !== null) return `the folder ${folder} cannot be written (${unusable}).`;
  const machine = await application.openMachine(folder, 'worker');
  const calls = { leftBehind: 0 };
  const isServed = await serve(machine, credentials, app.getVersion(), () => {
    calls.leftBehind += 1;
  });
  // A call that never comes back keeps Electron, and Node, from ending: with administrator rights this process stays for nothing.
  if (calls.leftBehind > 0) process.kill(process.pid, 'SIGKILL');
  return isServed ? null : 'no window answered with these credentials.';
}
