// Seven days of a recording on the way to the screen: `recording-bench make|view FOLDER`; what looking for the owners of all
// sockets takes: `recording-bench owners`. Prints one line of JSON.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartColumns, chartData } from '../../renderer/usage/chart-data';
import { lineText } from '../../electron/recording/lines';
import { sampleAt, snapshotAt } from '../../electron/recording/lines.fixture';
import { readLines, recordedDays } from '../../electron/recording/reader';
import { segmentOf, dayOf } from '../../electron/recording/segments';
import { viewFold } from '../../electron/recording/view';
import { socketOwners } from '../../electron/machine/linux/socket-owners';

const runs = 7;
const days = 7;
const stepMs = 20_000;
const dayMs = 86_400_000;
const rows = 1500;
const from = Date.UTC(2026, 10, 18);
const ports = (at: number) => Math.round(8000 + 7000 * Math.sin(at / 3_600_000));

/** A sample every 20 s, and every quarter of an hour a snapshot with ten holders and ten ends. */
function make(folder: string): object {
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let day = from; day < from + days * dayMs; day += dayMs) {
    const lines: string[] = [];
    for (let at = day; at < day + dayMs; at += stepMs) {
      const states = [ports(at), 1200, 30, 4, 18, 120, 2];
      lines.push(
        lineText(sampleAt(at, ports(at), { states, usable: 16_384, tcp: { ports: ports(at), usable: 16_384 } })),
      );
      if (at % 900_000 === 0) lines.push(lineText(fullSnapshot(at)));
    }
    const text = lines.join('');
    bytes += text.length;
    writeFileSync(join(folder, segmentOf(dayOf(day))), text);
  }
  return { bytes };
}

function fullSnapshot(at: number) {
  const snapshot = snapshotAt(at, ports(at));
  const tenfold = <T>(items: readonly T[]) => Array.from({ length: 10 }, () => items).flat();
  return { ...snapshot, processes: tenfold(snapshot.processes), endpoints: tenfold(snapshot.endpoints) };
}

/** What main process and window do with it, but for the drawing itself. */
async function shown(folder: string): Promise<number> {
  const fold = viewFold({ from, to: from + days * dayMs, rows, isSimulated: false });
  const unreadable = await readLines(
    folder,
    (await recordedDays(folder)).map(({ day }) => day),
    fold.add,
  );
  const view = structuredClone(fold.view(unreadable));
  const columns = chartColumns(chartData({ ...view.history, gaps: view.gaps }), true);
  return columns[0].length;
}

function parsed(folder: string): number {
  let count = 0;
  for (const name of readdirSync(folder))
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n'))
      if (line !== '') count += Number(Boolean(JSON.parse(line)));
  return count;
}

async function view(folder: string): Promise<object> {
  const ours: number[] = [];
  const parse: number[] = [];
  const timed = async (into: number[], work: () => unknown) => {
    globalThis.gc?.();
    const start = performance.now();
    await work();
    into.push(performance.now() - start);
  };
  for (let run = 0; run < runs; run += 1) {
    await timed(ours, () => shown(folder));
    await timed(parse, () => parsed(folder));
  }
  return { ours, parse, rows: await shown(folder), lines: parsed(folder) };
}

/** Milliseconds of the processor for each of some looks through all processes. */
function owners(): object {
  const looks = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    socketOwners().fill(Uint32Array.of(1), 1, new Uint32Array(1));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return { looks };
}

const [what = '', folder = ''] = process.argv.slice(2);
const measured = what === 'make' ? make(folder) : what === 'owners' ? owners() : await view(folder);
process.stdout.write(`${JSON.stringify(measured)}\n`);
