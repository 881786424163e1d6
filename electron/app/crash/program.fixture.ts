// The program as the command line starts it, with user data in a folder and a disk that may die; for tests.
import { join } from 'node:path';
import { loadWords } from '../../contract/messages/messages';
import type { HistoryFault } from '../../contract/integrity/history-fault';
import type { Disk } from '../../machine/interfaces/storage';
import type { Machine } from '../../machine/interfaces/machine';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import { readInvocation } from '../../cli/arguments';
import { carryOutCommand } from '../../cli/commands';
import { answerLines, answerSummary, errorSummary } from '../../cli/text';
import type { Log } from '../../log/log';
import { createServices, type Services } from '../../services/services';
import { openStorage } from '../../services/storage';
import { headlessLocale, silentDesktop, silentQuestions, headlessUsage } from '../../services/headless';

/** The output of a command, in both forms. */
export interface Told {
  readonly exitCode: number;
  readonly code: string | null;
  readonly kind: string | null;
  readonly result: unknown;
  readonly faults: readonly HistoryFault[];
  readonly summary: string;
  /** Null if JSON was requested. */
  readonly lines: readonly string[] | null;
}

export interface Program {
  readonly machine: Machine;
  readonly services: Services;
  readonly run: (line: string) => Promise<Told>;
}

export const practiceFolder = (userData: string) => join(userData, 'practice');
export const machineFolder = (userData: string) => join(userData, 'practice', 'machine');
export const backupFolder = (userData: string) => join(machineFolder(userData), 'backups');

const words = await loadWords();

const programVersion = '1.0.0';

/** A start of the program. */
export async function openProgram(userData: string, disk: Disk): Promise<Program> {
  const log: Log = {
    folder: userData,
    info: () => undefined,
    warn: () => undefined,
    incident: () => 'EPW-00000000',
    isKept: () => true,
  };
  const machine = await openPracticeMachine(practiceFolder(userData), disk, unmeasuredComputer);
  const storage = openStorage(machine, userData, programVersion);
  const services = createServices({
    machine,
    storage,
    words,
    programVersion,
    locale: headlessLocale,
    logIncident: (error) => log.incident(error),
    desktop: { ...silentDesktop, questions: { ...silentQuestions, confirmDelete: () => Promise.resolve(true) } },
    usage: await headlessUsage({ machine, history: storage.log, userData, words, log, measuring: 'once' }),
  });
  return {
    machine,
    services,
    async run(line) {
      const invocation = readInvocation(line.split(' '));
      if (invocation.kind !== 'run') throw new Error(JSON.stringify(invocation));
      const { request } = invocation;
      const { answer, exitCode, historyFaults } = await carryOutCommand(services, request);
      const common = { exitCode, faults: historyFaults };
      if (!answer.ok)
        return {
          ...common,
          code: answer.error.code,
          kind: null,
          result: null,
          summary: errorSummary(words, request.command, answer.error),
          lines: [],
        };
      const { kind, value } = answer.value;
      return {
        ...common,
        code: null,
        kind,
        result: value,
        summary: answerSummary(words, answer.value),
        lines: answerLines(words, answer.value),
      };
    },
  };
}
