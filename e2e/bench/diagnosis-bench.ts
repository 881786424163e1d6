// Measures one diagnosis of a Windows whose programs take their time, and the slowest of them, and prints both as one line of
// JSON. The programs are real child processes that print what Windows would; everything else is as in the program.
import { execFile } from 'node:child_process';
import { success } from '../../electron/contract/errors/result';
import { loadWords } from '../../electron/contract/messages/messages';
import { changeLog } from '../../electron/history/change-log';
import { realDisk } from '../../electron/machine/common/disk';
import { portTable } from '../../electron/machine/common/port-table.fixture';
import type { UsageSource } from '../../electron/machine/interfaces/usage';
import { openPracticeMachine } from '../../electron/machine/practice/practice-machine';
import { windowsEventLog } from '../../electron/machine/windows/event-log/event-log';
import { eventXml } from '../../electron/machine/windows/event-log/event-log-outputs.fixture';
import { netshExcludedRanges, netshPortRange } from '../../electron/machine/windows/netsh/netsh';
import type { ProgramRun } from '../../electron/machine/windows/win32/run-program';
import type { Log } from '../../electron/log/log';
import { diagnosisService } from '../../electron/services/diagnosis-service';
import { headlessUsage } from '../../electron/services/headless';

const [folder = '', runs = '7', sleep = '0.3'] = process.argv.slice(2);

const range =
  '\r\nProtocol tcp Dynamic Port Range\r\n-----\r\nStart Port      : 49152\r\nNumber of Ports : 16384\r\n\r\n';
const excluded =
  '\r\nProtocol tcp Port Exclusion Ranges\r\n\r\nStart Port    End Port\r\n----------    --------\r\n      5357        5357\r\n\r\n* - Administered port exclusions.\r\n';
const events = eventXml(4231, '2026-06-14T08:12:45.1234567Z');

let slowest = 0;
const outputOf = (args: readonly string[]) =>
  args.includes('qe') ? events : args.includes('dynamicport') ? range : excluded;
const run = (_: string, args: readonly string[]) =>
  new Promise<ProgramRun>((done) => {
    const start = performance.now();
    execFile(
      'sh',
      ['-c', `sleep ${sleep}; printf %s "$1"`, 'sh', outputOf(args)],
      { encoding: 'buffer' },
      (error, stdout) => {
        slowest = Math.max(slowest, performance.now() - start);
        done({ exitCode: error ? 1 : 0, stdout, stderr: Buffer.alloc(0) });
      },
    );
  });
const parts = {
  run,
  programPath: () => Promise.resolve('program.exe'),
  decode: () => Promise.resolve(''),
  isElevated: () => Promise.resolve(false),
  now: Date.now,
};
const rows = Array.from({ length: 2000 }, (_, index) => ({ port: 50_000 + index, state: 5, processId: 7 }));
const source: UsageSource = {
  of: 'machine',
  product: 'Windows 11',
  portTable: { read: () => Promise.resolve(success(portTable(rows, Date.now()))) },
  portRange: netshPortRange(parts),
  excludedRanges: netshExcludedRanges(parts),
  eventLog: windowsEventLog(parts),
};
const log: Log = {
  folder,
  info: () => undefined,
  warn: () => undefined,
  incident: () => 'EPW-00000000',
  isKept: () => true,
};

const machine = {
  ...(await openPracticeMachine(folder, realDisk, source)),
  usage: source,
  portRange: netshPortRange(parts),
};
const history = changeLog(realDisk, folder);
const words = await loadWords();

/** As `diagnose` on the command line: nothing is known beforehand. */
async function once(): Promise<{ readonly ours: number; readonly child: number }> {
  slowest = 0;
  const start = performance.now();
  const usage = await headlessUsage({ machine, history, userData: folder, words, log, measuring: 'once' });
  const { evidence } = await diagnosisService(
    machine,
    history,
    usage,
    { evidence: () => Promise.resolve(success(null)) },
    null,
    () => false,
  ).read(true);
  const ours = performance.now() - start;
  if (!evidence.usage.known || !evidence.events.known || !evidence.excluded.known)
    throw new Error(JSON.stringify(evidence));
  return { ours, child: slowest };
}

await once();
const measured: Awaited<ReturnType<typeof once>>[] = [];
for (let count = 0; count < Number(runs); count += 1) measured.push(await once());
const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[times.length >> 1];
console.log(
  JSON.stringify({ ours: median(measured.map(({ ours }) => ours)), child: median(measured.map(({ child }) => child)) }),
);
