// The command line of the program: no window, no display, the same services.
// Protects: the process exits before Electron is ready, so Chromium's window system never starts; standard error stays
// empty on success and holds one line after a failure.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import { failure } from '../contract/errors/result';
import { isDamage } from '../contract/integrity/history-fault';
import { loadPlainWords, loadWords, type Words } from '../contract/messages/messages';
import type { Program } from '../services/program';
import { carryOutCommand } from './commands';
import { writingCommands, type Invocation, type Request } from './arguments';
import { exitCodes } from './exit-codes';
import type { Report } from './report';
import { installLocationNote } from './install-location';
import {
  answerLines,
  answerSummary,
  errorSummary,
  failureSummary,
  faultLines,
  helpLines,
  noticeText,
  oneLine,
  problemText,
  reportText,
} from './text';
import { answerExceptions, silenceWarnings } from '../log/last-resort';
import { openLog } from '../log/log';
import { logFor } from '../log/log-location';
import { createServices } from '../services/services';
import { openStorage } from '../services/storage';
import {
  headlessLocale,
  headlessUsage,
  silentDesktop,
  silentFileDialogs,
  type HeadlessUsage,
} from '../services/headless';
import { whyUnusable } from '../services/user-data-folder';
import { defaultUserDataFolder } from '../services/default-user-data-folder';

const program = 'ephemeral-port-wizard';

type Asked = Exclude<Invocation, { kind: 'window' }>;

/** Runs the command and exits with its exit code. Must be awaited before Electron is ready. */
export async function runCommandLine(application: Program, asked: Asked): Promise<never> {
  silenceWarnings();
  const { words } = await loadPlainWords();
  answerExceptions((error) => void finish(unexpected(words, asked, String(error))));
  if (asked.kind === 'run' && asked.request.watchSeconds !== null)
    for (const signal of endSignals) process.once(signal, () => void finish(endedEarly(words, asked.request, signal)));
  return finish(await answerTo(application, asked, words));
}

/** Resolves when a signal ends what is done until then. */
function endOf({ command }: Request): Promise<void> {
  if (command !== 'record') return new Promise(() => undefined);
  return new Promise((resolve) => {
    for (const signal of endSignals) process.once(signal, () => resolve());
  });
}

/** Left to itself, Electron ends with exit code 0 after these. */
const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

interface Ending {
  readonly output: string;
  readonly errors: string;
  readonly exitCode: number;
}

/** Prints the report and exits. */
async function finish({ output, errors, exitCode }: Ending): Promise<never> {
  answerExceptions(() => app.exit(exitCode));
  await written(process.stdout, output);
  await written(process.stderr, errors);
  app.exit(exitCode);
  // The process is about to exit: Electron must not open its window meanwhile.
  return new Promise(() => undefined);
}

async function answerTo(application: Program, asked: Asked, words: Words): Promise<Ending> {
  switch (asked.kind) {
    case 'help':
      return {
        output: `${helpLines(words, program, asked.command).join('\n')}\n`,
        errors: '',
        exitCode: exitCodes.done,
      };
    case 'version':
      return {
        output: `${words('cli.version', { product: app.getName(), version: app.getVersion() })}\n`,
        errors: '',
        exitCode: exitCodes.done,
      };
    case 'run':
      return run(application, asked.request, words);
    case 'refused':
      return refused(
        asked.command,
        asked.isJson,
        problemText(words, asked.problem),
        helpLines(words, program, asked.command),
      );
  }
}

const emptyReport: Report = {
  schema: 'ephemeral-port-wizard/command-line',
  schemaVersion: 4,
  command: null,
  exitCode: exitCodes.failed,
  summary: '',
  isDryRun: false,
  isPractice: false,
  historyFaults: [],
  resultKind: null,
  result: null,
  error: null,
};

/** Nothing was started: the request was invalid. */
function refused(command: Report['command'], isJson: boolean, detail: string, help: readonly string[] = []): Ending {
  const report: Report = {
    ...emptyReport,
    command,
    exitCode: exitCodes.invalidInput,
    summary: detail,
    error: { code: 'INVALID_INPUT', detail },
  };
  return ending(report, help.length > 0 ? [...help, ''] : [], isJson);
}

/** A bug before there is a log: the report itself describes it. */
function unexpected(words: Words, asked: Asked, error: string): Ending {
  const { command, isJson } = asked.kind === 'run' ? asked.request : { command: null, isJson: false };
  const detail = words('cli.errors.UNEXPECTED_IN_WORDS', { error });
  return ending(
    {
      ...emptyReport,
      command,
      summary: failureSummary(words, command, detail),
      error: { code: 'UNEXPECTED', incident: '', detail: error },
    },
    [],
    isJson,
  );
}

/** Told to stop while it was watching: there is no answer. */
function endedEarly(words: Words, { command, isJson }: Request, signal: string): Ending {
  const summary = words('cli.summary.endedEarly', { signal });
  return ending({ ...emptyReport, command, summary, error: { code: 'ENDED_EARLY', signal } }, [], isJson);
}

async function run(application: Program, request: Request, words: Words): Promise<Ending> {
  const { command, isDryRun, isJson } = request;
  const folder = request.folder === null ? null : resolve(request.folder);
  if (folder !== null && !(await isFolder(folder)))
    return refused(command, isJson, words('cli.problems.no-folder', { folder }));
  const located = request.userData === null ? application.locateUserData?.(defaultUserDataFolder()) : undefined;
  const userData = request.userData ?? located?.folder ?? defaultUserDataFolder();
  const isPractice = request.isPractice || process.platform !== 'win32';
  // The practice machine lives there. A real machine has a folder of its own, so a broken default folder does not matter.
  const reason = request.userData !== null || isPractice ? whyUnusable(userData) : null;
  if (reason !== null)
    return refused(command, isJson, words('cli.problems.folder-unusable', { folder: userData, reason }));
  let log = openLog(join(userData, 'logs'));
  try {
    const machine = await application.openMachine(userData, 'program');
    log = await logFor(machine, log);
    // Not earlier: with administrator rights nothing is written into a user's own folder.
    for (const remark of located?.remarks ?? []) log.info(remark);
    const programVersion = app.getVersion();
    const storage = openStorage(machine, userData, programVersion);
    const services = createServices({
      machine,
      storage,
      usage: await headlessUsage({
        machine,
        history: storage.log,
        userData,
        words,
        log,
        measuring: measuringFor(request),
      }),
      desktop: {
        ...silentDesktop,
        fileDialogs: { ...silentFileDialogs, chooseFolder: () => Promise.resolve(folder) },
      },
      // What is written for others to read, scripts for example, has the words of the window.
      words: await loadWords(),
      programVersion,
      locale: headlessLocale,
      logIncident: (error) => log.incident(error),
      ticketNumber: request.ticketNumber,
      collectorFile: application.collectorFile,
    });
    const { answer, exitCode, historyFaults } = await carryOutCommand(services, request, {
      ended: endOf(request),
      say: (notice) => {
        log.warn(`record: ${notice.code} ${notice.detail}`);
        if (!isJson) process.stdout.write(`${noticeText(words, notice)}\n`);
      },
    });
    log.info(`${command} on ${machine.kind} ended with ${exitCode}`);
    const note = await installLocationNote(machine, words, answer.ok ? null : answer.error);
    const report = {
      ...emptyReport,
      command,
      exitCode,
      isDryRun,
      isPractice: machine.kind === 'practice',
      historyFaults: [...historyFaults],
    };
    const warnings = faultLines(words, historyFaults);
    const withWarning = (summary: string) =>
      oneLine(historyFaults.some(isDamage) ? `${words('cli.summary.historyDamaged')} ${summary}` : summary);
    if (!answer.ok) {
      const { error } = answer;
      const summary = withWarning([errorSummary(words, command, error), note ?? []].flat().join(' '));
      return ending({ ...report, summary, error: { ...error } }, warnings, isJson);
    }
    const { kind, value } = answer.value;
    return ending(
      { ...report, summary: withWarning(answerSummary(words, answer.value)), resultKind: kind, result: value },
      [note ?? [], warnings, answerLines(words, answer.value)].flat(),
      isJson,
    );
  } catch (exception) {
    const { error } = failure({ code: 'UNEXPECTED', incident: log.incident(exception) });
    if (!log.isKept()) return unexpected(words, { kind: 'run', request }, String(exception));
    return ending({ ...emptyReport, command, summary: errorSummary(words, command, error), error }, [], isJson);
  }
}

function measuringFor({ command, isDryRun, watchSeconds, evidence }: Request): HeadlessUsage['measuring'] {
  if (watchSeconds !== null) return 'continuously';
  if (evidence !== null) return 'never';
  return command === 'diagnose' || command === 'evidence' || (!isDryRun && writingCommands.includes(command))
    ? 'once'
    : 'never';
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

function ending(report: Report, lines: readonly string[], isJson: boolean): Ending {
  const errors = report.error ? `${report.summary}\n` : '';
  return { output: reportText(report, lines, isJson), errors, exitCode: report.exitCode };
}

/** Resolves once the system has accepted the text: a pipe would lose what is still buffered when the process exits. */
function written(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (text === '') return Promise.resolve();
  return new Promise((done) => {
    // A reader that has gone away is not a failure: the work is done.
    stream.once('error', () => done());
    stream.write(text, () => done());
  });
}
