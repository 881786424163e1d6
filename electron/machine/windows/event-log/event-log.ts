// Events of source Tcpip in the System log, as wevtutil tells them (Vista and later).
// Protects: "nothing was noted" is said only of an event that was searched as far back as is said; many of one event never hide another.
import { failure, success, type Result } from '../../../contract/errors/result';
import { tcpipEvents } from '../../../contract/diagnosis/diagnosis';
import type { EventLog, LoggedEvent } from '../../interfaces/event-log';
import type { SourcedEvent } from './event-log-xml';
import { runProgram, type ProgramRun, type RunProgram } from '../win32/run-program';
import { systemProgram } from '../win32/system-folder';
import { errorFromCode, errorFromException, windowsError } from '../win32/windows-error';

const timeoutMs = 15_000;
/** Of each event number, newest first; an exhausted machine writes the same event again and again, and some hundred bytes each time. */
const mostEvents = 200;
/** Bytes of an answer that was not understood, for the expert. */
const longestQuote = 400;
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
        const ask = async (args: readonly string[]) =>
          eventsFrom(await parts.run(wevtutil, ['qe', 'System', ...args, '/f:xml'], timeoutMs));
        const [oldest, ...readings] = await Promise.all([
          ask(['/c:1', '/rd:false']),
          ...tcpipEvents.map((id) => ask([`/q:${queryFor(id, days)}`, `/c:${mostEvents}`, '/rd:true'])),
        ]);
        if (!oldest.ok) return oldest;
        const events: LoggedEvent[] = [];
        const coveredSince = new Map<number, number>();
        for (const [index, found] of readings.entries()) {
          if (!found.ok) return found;
          const own = found.value.filter(
            (event) => event.id === tcpipEvents[index] && event.source.toLowerCase() === source.toLowerCase(),
          );
          events.push(...own.map(({ id, at }) => ({ id, at })));
          // More of them may stand in the log, further back.
          if (found.value.length >= mostEvents)
            coveredSince.set(tcpipEvents[index] ?? 0, Math.min(...found.value.map(({ at }) => at)));
        }
        const [first] = oldest.value;
        // Every Windows that has started has noted something.
        if (!first)
          return failure({
            code: 'MACHINE_FAILED',
            action: 'event-log.read',
            windowsCode: null,
            detail: 'wevtutil shows an empty System log',
          });
        return success({ events, since: Math.max(first.at, parts.now() - days * dayMs), coveredSince });
      } catch (exception) {
        return failure(errorFromException('event-log.read', exception));
      }
    },
  };
}

function queryFor(id: number, days: number): string {
  return `*[System[Provider[@Name='${source}'] and EventID=${id} and TimeCreated[timediff(@SystemTime) <= ${days * dayMs}]]]`;
}

/** wevtutil exits with the number of its Windows error. What it prints then is in the language of the machine. */
async function eventsFrom({ exitCode, stdout }: ProgramRun): Promise<Result<SourcedEvent[]>> {
  if (exitCode === null)
    return failure({
      code: 'MACHINE_FAILED',
      action: 'event-log.read',
      windowsCode: null,
      detail: 'wevtutil did not answer in time',
    });
  if (exitCode !== windowsError.SUCCESS) return failure(errorFromCode('event-log.read', exitCode, 'wevtutil'));
  // The reader of XML is loaded with the first answer, not with the program.
  const { readEventsXml } = await import('./event-log-xml');
  const events = readEventsXml(stdout);
  return events
    ? success(events)
    : failure({
        code: 'MACHINE_FAILED',
        action: 'event-log.read',
        windowsCode: null,
        detail: `the answer of wevtutil was not understood: ${Buffer.from(stdout).toString('latin1', 0, longestQuote).trim()}`,
      });
}
