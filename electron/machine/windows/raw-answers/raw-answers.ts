// Runs netsh and wevtutil, and hands out what they print.
// Protects: only programs of Windows that show something are run; one that fails does not hide the others.
import { tcpipEvents } from '../../../contract/diagnosis/diagnosis';
import { rawParts, type RawPart } from '../../../contract/evidence/evidence-limits';
import { failure, success, type Result } from '../../../contract/errors/result';
import type { RawAnswer, RawAnswers } from '../../interfaces/raw-answers';
import { runProgram, type RunProgram } from '../win32/run-program';
import { systemProgram } from '../win32/system-folder';
import { errorFromException } from '../win32/windows-error';

const timeoutMs = 15_000;
const largestAnswer = 8 * 1024 * 1024;
/** Of all events together, newest first. */
const mostEvents = 600;

/** What the tests put in the place of the real parts. */
export interface RawAnswerParts {
  readonly run: RunProgram;
  readonly programPath: (name: 'netsh.exe' | 'wevtutil.exe') => Promise<string>;
}

export function windowsRawAnswers(
  parts: RawAnswerParts = { run: runProgram, programPath: (name) => systemProgram(name) },
): RawAnswers {
  const answerOf = async (name: RawPart): Promise<RawAnswer> => ({ name, answer: await printed(parts, name) });
  return { read: () => Promise.all(rawParts.map(answerOf)) };
}

async function printed({ run, programPath }: RawAnswerParts, name: RawPart): Promise<Result<Uint8Array>> {
  const [program, ...args] = commandOf(name);
  const action = program === 'netsh.exe' ? 'port-range.read' : 'event-log.read';
  try {
    const { exitCode, stdout, stderr } = await run(await programPath(program), args, timeoutMs, largestAnswer);
    if (exitCode !== null) return success(Buffer.concat([stdout, stderr]));
    return failure({
      code: 'MACHINE_FAILED',
      action,
      windowsCode: null,
      detail: `${program} did not answer in time`,
    });
  } catch (exception) {
    return failure(errorFromException(action, exception));
  }
}

function commandOf(name: RawPart): readonly ['netsh.exe' | 'wevtutil.exe', ...string[]] {
  const [, what, ip, transport] = /^raw\/netsh-(\w+)-(\w+)-(\w+)\.txt$/.exec(name) ?? [];
  if (what !== undefined) return ['netsh.exe', 'int', ip ?? '', 'show', what, transport ?? ''];
  const ids = tcpipEvents.map((id) => `EventID=${id}`).join(' or ');
  const query = `*[System[Provider[@Name='Tcpip'] and (${ids})]]`;
  return ['wevtutil.exe', 'qe', 'System', `/q:${query}`, `/c:${mostEvents}`, '/rd:true', '/f:xml', '/e:Events'];
}
