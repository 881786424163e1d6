// The role of this process, from its arguments; separate from the command line, which the window does not load.
import { app } from 'electron';
import { ownArguments, readInvocation, type Invocation } from '../cli/arguments';
import { readWorkerInvocation, type WorkerInvocation } from '../elevation/worker/arguments';
import { startRules, type Build } from '../services/start-rules';

export type Start = Invocation | Exclude<WorkerInvocation, { kind: 'none' }>;

/** The role that the arguments request, within what the build allows. */
export function readStart(build: Build): Start {
  // In development Electron is started with the program's folder, preceded by switches of the tests.
  const args = ownArguments(process.argv, build === 'development' ? app.getAppPath() : null);
  const rules = startRules(build, process.platform, process.getuid?.());
  const worker = readWorkerInvocation(args, rules);
  return worker.kind === 'none' ? readInvocation(args, rules) : worker;
}
