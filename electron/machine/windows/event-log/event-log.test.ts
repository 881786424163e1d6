import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowsEventLog } from './event-log';
import { eventLogOutputs, eventXml, outputsThatAreNoEvents } from './event-log-outputs.fixture';
import { readEventsXml } from './event-log-xml';
import type { ProgramRun, RunProgram } from '../win32/run-program';

describe('the events that wevtutil prints', () => {
  it.each(eventLogOutputs.map((each) => [`${each.language}, code page ${each.codePage}`, each] as const))(
    'are read: %s',
    (_, { output, events }) => {
      expect(readEventsXml(output)).toEqual(events);
    },
  );

  it.each(outputsThatAreNoEvents.map(({ what, output }) => [what, output] as const))(
    'are unknown from %s',
    (_, output) => {
      expect(readEventsXml(output)).toBeNull();
    },
  );

  it('never throw, and report nothing, on garbage', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string().map((text) => Buffer.from(text)),
          fc.string().map((text) => Buffer.from(`<Event>${text}`)),
        ),
        (garbage) => void readEventsXml(garbage),
      ),
    );
  });

  it('are read or unknown when any one of their bytes changes', () => {
    const output = Buffer.from(eventXml(4231, '2026-06-14T08:12:45.1234567Z'));
    fc.assert(
      fc.property(fc.nat(output.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(output);
        damaged[at] = byte;
        const events = readEventsXml(damaged);
        expect(events === null || events.length <= 1).toBe(true);
      }),
    );
  });
});

const now = Date.UTC(2026, 5, 15, 12);
const week = 7 * 86_400_000;
const oldest = eventXml(6005, '2026-01-02T03:04:05.0000000Z', 'PC-17', 'EventLog');
const said = (stdout: string, exitCode: number | null = 0): ProgramRun => ({
  exitCode,
  stdout: Buffer.from(stdout),
  stderr: Buffer.alloc(0),
});

/** A System log: wevtutil answers each query with the newest of the events that the query names. */
function log(found: ProgramRun, first: ProgramRun = said(oldest), calls: (readonly string[])[] = []) {
  const run: RunProgram = (file, args) => {
    calls.push([file, ...args]);
    if (!args.includes('/rd:true')) return Promise.resolve(first);
    const text = Buffer.from(found.stdout).toString();
    const asked = args.flatMap((arg) => [...arg.matchAll(/EventID=(\d+)/g)].map(([, id]) => id));
    const most = Number(args.find((arg) => arg.startsWith('/c:'))?.slice(3));
    const events = text.match(/<Event .*?<\/Event>\r\n/g);
    const answer = events
      ? events
          .filter((event) => asked.some((id) => event.includes(`>${id}</EventID>`)))
          .slice(0, most)
          .join('')
      : text;
    return Promise.resolve({ ...found, stdout: Buffer.from(answer) });
  };
  return windowsEventLog({
    run,
    programPath: () => Promise.resolve('C:\\Windows\\System32\\wevtutil.exe'),
    now: () => now,
  }).read(7);
}

describe('windowsEventLog', () => {
  it('asks by absolute path and argument array, with a limit on time and number', async () => {
    const calls: (readonly string[])[] = [];
    expect(await log(said(''), said(oldest), calls)).toEqual({
      ok: true,
      value: { events: [], since: now - week, coveredSince: new Map() },
    });
    expect(calls).toEqual([
      ['C:\\Windows\\System32\\wevtutil.exe', 'qe', 'System', '/c:1', '/rd:false', '/f:xml'],
      ...[4231, 4227, 4266].map((id) => [
        'C:\\Windows\\System32\\wevtutil.exe',
        'qe',
        'System',
        `/q:*[System[Provider[@Name='Tcpip'] and EventID=${id} and TimeCreated[timediff(@SystemTime) <= 604800000]]]`,
        '/c:200',
        '/rd:true',
        '/f:xml',
      ]),
    ]);
  });

  it('reports the events of Tcpip and no others', async () => {
    const found =
      eventXml(4231, '2026-06-14T08:12:45.1234567Z') +
      eventXml(4231, '2026-06-14T08:12:46.1234567Z', 'PC-17', 'SomebodyElse');
    expect(await log(said(found))).toMatchObject({
      ok: true,
      value: { events: [{ id: 4231, at: Date.UTC(2026, 5, 14, 8, 12, 45, 123) }] },
    });
  });

  it('reports a port that ran out three days ago although 200 newer events of another number hide it', async () => {
    // 4227 every half a minute since noon yesterday, as on a machine that was left to itself.
    const newer = Array.from({ length: 2880 }, (_, index) =>
      eventXml(4227, new Date(now - index * 30_000).toISOString()),
    );
    const older = ['2026-06-12T08:00:00.000Z', '2026-06-12T07:00:00.000Z'].map((time) => eventXml(4231, time));
    const reading = await log(said([...newer, ...older].join('')));
    if (!reading.ok) throw new Error(reading.error.code);
    const { events, since, coveredSince } = reading.value;
    expect(events.filter(({ id }) => id === 4231)).toEqual([
      { id: 4231, at: Date.UTC(2026, 5, 12, 8) },
      { id: 4231, at: Date.UTC(2026, 5, 12, 7) },
    ]);
    expect(events.filter(({ id }) => id === 4227)).toHaveLength(200);
    // 4227 was read 100 minutes back, the others as far as was asked.
    expect(coveredSince).toEqual(new Map([[4227, now - 199 * 30_000]]));
    expect(since).toBe(now - week);
  });

  it('quotes an answer that it does not understand', async () => {
    expect(await log(said('Nothing to see'))).toMatchObject({
      ok: false,
      error: { detail: 'the answer of wevtutil was not understood: Nothing to see' },
    });
  });

  it('reports how far back a short log goes', async () => {
    const young = eventXml(104, '2026-06-15T06:00:00.0000000Z', 'PC-17', 'Microsoft-Windows-Eventlog');
    expect(await log(said(''), said(young))).toMatchObject({
      ok: true,
      value: { events: [], since: Date.UTC(2026, 5, 15, 6) },
    });
  });

  it.each([
    ['a wevtutil that prints nothing at all, as Wine\u2019s', said(''), said(''), 'MACHINE_FAILED'],
    ['no answer in time', said('', null), said(oldest), 'MACHINE_FAILED'],
    ['a refusal', said('Zugriff verweigert', 5), said('Zugriff verweigert', 5), 'ACCESS_DENIED'],
    ['a log that is not there', said('', 15007), said('', 15007), 'MACHINE_FAILED'],
    ['an answer in words', said('Nothing to see'), said(oldest), 'MACHINE_FAILED'],
  ] as const)('is unknown after %s', async (_, found, first, code) => {
    expect(await log(found, first)).toMatchObject({ ok: false, error: { code, action: 'event-log.read' } });
  });

  it('fails when wevtutil cannot be started', async () => {
    const parts = {
      run: () => Promise.reject(new Error('spawn ENOENT')),
      programPath: () => Promise.resolve('C:\\wevtutil.exe'),
      now: () => now,
    };
    expect(await windowsEventLog(parts).read(7)).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED', detail: 'spawn ENOENT' },
    });
  });
});
