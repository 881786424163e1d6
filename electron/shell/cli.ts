// The command line of the program: no window, no display, the same services.
// Protects: it has ended before Electron is ready, so nothing of Chromium's window system is ever started; standard
// error stays empty on success.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { AppError } from '../contract/errors';
import { failure } from '../contract/result';
import { loadWords, type Words } from '../contract/words';
import type { Application } from './application';
import { carryOutCommand } from './cli-commands';
import { writingCommands, type Invocation, type Request } from './cli-arguments';
import { exitCodes, type Report } from './cli-report';
import { answerLines, answerSummary, errorSummary, faultLines, helpLines, problemText, reportText } from './cli-text';
import { createHandlers } from './handlers';
import { openLog } from './log';
import { logFor } from './log-place';
import { openServices } from './services';
import { silentDesktop, usageMeasuredOnce } from './silent';

const program = 'ephemeral-port-wizard';

/** Runs the command and ends the process with its exit code. Must be awaited before Electron is ready. */
export async function runCommandLine(application: Application, asked: Exclude<Invocation, { kind: 'window' }>): Promise<never> {
  const words = await loadWords();
  const { output, errors, exitCode } = await answerTo(application, asked, words);
  await written(process.stdout, output);
  await written(process.stderr, errors);
  app.exit(exitCode);
  // The end is on its way: Electron must not go on to its window meanwhile.
  return new Promise(() => undefined);
}

interface Ending {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number;
}

async function answerTo(application: Application, asked: Exclude<Invocation, { kind: 'window' }>, words: Words): Promise<Ending> {
  if (asked.kind === 'help') return { output: `${helpLines(words, program, asked.command).join('\n')}\n`, errors: '', exitCode: exitCodes.done };
  if (asked.kind === 'run') return run(application, asked.request, words);
  const { command, isJson, problem } = asked;
  const detail = problemText(words, problem);
  const report: Report = {
    ...emptyReport, command, exitCode: exitCodes.invalidInput, summary: detail, error: { code: 'INVALID_INPUT', detail },
  };
  return ending(report, [...helpLines(words, program, command), ''], isJson);
}

const emptyReport: Report = {
  schema: 'ephemeral-port-wizard/command-line', schemaVersion: 3, command: null, exitCode: exitCodes.failed, summary: '',
  isDryRun: false, isPractice: false, historyFaults: [], resultKind: null, result: null, error: null,
};

async function run(application: Application, request: Request, words: Words): Promise<Ending> {
  const { command, isDryRun, isJson } = request;
  const folder = request.folder === null ? null : resolve(request.folder);
  if (folder !== null && !(await isFolder(folder))) {
    const error: AppError = { code: 'INVALID_INPUT', detail: words('cli.problems.no-folder', { folder }) };
    return ending({ ...emptyReport, command, exitCode: exitCodes.invalidInput, summary: error.detail, error }, [], isJson);
  }
  const place = request.userData === null ? application.placeUserData?.(app.getPath('userData')) : null;
  const chosen = place?.folder ?? request.userData;
  if (chosen !== null) app.setPath('userData', chosen);
  const userData = app.getPath('userData');
  let log = openLog(join(userData, 'logs'));
  for (const remark of place?.remarks ?? []) log.info(remark);
  try {
    const machine = await application.openMachine(userData, 'program');
    log = await logFor(machine, log);
    const usage = usageMeasuredOnce(machine, userData, words, log, command === 'diagnose' || (!isDryRun && writingCommands.includes(command)));
    const desktop = { ...silentDesktop(log, app.getVersion()), chooseFolder: () => Promise.resolve(folder) };
    const { ticketNumber } = request;
    const services = openServices({ machine, ticketNumber, userData, words, desktop, programVersion: app.getVersion(), usage, hireWorker: null });
    const { answer, exitCode, historyFaults } = await carryOutCommand(createHandlers(services).handlers, request);
    log.info(`${command} on ${machine.kind} ended with ${exitCode}`);
    const report = { ...emptyReport, command, exitCode, isDryRun, isPractice: machine.kind === 'practice', historyFaults: [...historyFaults] };
    const warnings = faultLines(words, historyFaults);
    const withWarning = (summary: string) => (historyFaults.length === 0 ? summary : `${words('cli.summary.historyDamaged')} ${summary}`);
    if (!answer.ok) {
      const { error } = answer;
      return ending({ ...report, summary: withWarning(errorSummary(words, command, error)), error: { ...error } }, warnings, isJson);
    }
    const { kind, value } = answer.value;
    return ending({ ...report, summary: withWarning(answerSummary(words, answer.value)), resultKind: kind, result: value }, [...warnings, ...answerLines(words, answer.value)], isJson);
  } catch (exception) {
    const { error } = failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
    return ending({ ...emptyReport, command, summary: errorSummary(words, command, error), error }, [], isJson);
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isDirectory(), () => false);
}

function ending(report: Report, lines: readonly string[], isJson: boolean): Ending {
  const errors = report.error ? `${report.summary}\n` : '';
  return { output: reportText(report, lines, isJson), errors, exitCode: report.exitCode };
}

/** Waits until the system has taken the text: a pipe would lose what is still on its way at the end of the process. */
function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((done) => {
    // A reader that went away is no reason to fail: the work is done.
    stream.once('error', () => done());
    stream.write(text, () => done());
  });
}
