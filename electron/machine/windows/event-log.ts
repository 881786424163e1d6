// Events of source Tcpip in the System log, as wevtutil tells them (Vista and later).
// Protects: "nothing was noted" is said only when the log could be read, and only for as far back as it reaches.
import { failure, success, type Result } from '../../contract/result';
import { tcpipEvents } from '../../contract/diagnosis';
import type { EventLog } from '../machine';
import type { SourcedEvent } from './event-log-xml';
import { runProgram, type ProgramRun, type RunProgram } from './run-program';
import { systemProgram } from './system-folder';
import { errorFromCode, errorFromException, windowsError } from './windows-error';

const timeoutMs = 15_000;
/** Newest first; an exhausted machine writes the same event again and again, and some hundred bytes each time. */
const mostEvents = 200;
const source = 'Tcpip';
const dayMs = 86_400_000;

/** What the tests put in the place of the real parts. */
export interface EventLogParts {
  readonly run: RunProgram;
  readonly programPath: () => Promise<string>;
  readonly now: () => number;
}

const realParts: EventLogParts = { run: runProgram, programPath: () => systemProgram('wevtutil.exe'), now: Date.now };

export function windowsEventLog(parts: EventLogParts = realParts): EventLog {
  return {
    async read(days) {
      try {
        const wevtutil = await parts.programPath();
        const ask = async (args: readonly string[]) => eventsFrom(await parts.run(wevtutil, ['qe', 'System', ...args, '/f:xml'], timeoutMs));
        const [found, oldest] = await Promise.all([
          ask([`/q:${queryFor(days)}`, `/c:${mostEvents}`, '/rd:true']),
          ask(['/c:1', '/rd:false']),
        ]);
        if (!found.ok) return found;
        if (!oldest.ok) return oldest;
        const [first] = oldest.value;
        // Every Windows that has started has noted something.
        if (!first) return failure({ code: 'MACHINE_FAILED', action: 'event-log.read', windowsCode: null, detail: 'wevtutil shows an empty System log' });
        const events = found.value.filter((event) => event.source.toLowerCase() === source.toLowerCase());
        return success({ events: events.map(({ id, at }) => ({ id, at })), since: Math.max(first.at, parts.now() - days * dayMs) });
      } catch (exception) {
        return failure(errorFromException('event-log.read', exception));
      }
    },
  };
}

function queryFor(days: number): string {
  const ids = tcpipEvents.map((id) => `EventID=${id}`).join(' or ');
  return `*[System[Provider[@Name='${source}'] and (${ids}) and TimeCreated[timediff(@SystemTime) <= ${days * dayMs}]]]`;
}

/** wevtutil exits with the number of its Windows error. What it prints then is in the language of the machine. */
async function eventsFrom({ exitCode, stdout }: ProgramRun): Promise<Result<SourcedEvent[]>> {
  if (exitCode === null) return failure({ code: 'MACHINE_FAILED', action: 'event-log.read', windowsCode: null, detail: 'wevtutil did not answer in time' });
  if (exitCode !== windowsError.SUCCESS) return failure(errorFromCode('event-log.read', exitCode, 'wevtutil'));
  // The reader of XML is loaded with the first answer, not with the program.
  const { readEventsXml } = await import('./event-log-xml');
  const events = readEventsXml(stdout);
  return events ? success(events) : failure({ code: 'MACHINE_FAILED', action: 'event-log.read', windowsCode: null, detail: 'the answer of wevtutil was not understood' });
}
