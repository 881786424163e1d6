// Measures one thing about port usage in a process of its own and prints it as one line of JSON:
// `sample` against real sockets, `summary` of 60,000 rows, `hour` of sampling compressed in time.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { networkConnections } from 'systeminformation';
import { linuxComputer } from '../../electron/machine/linux/this-computer';
import { dumpRequest, loadSockDiagApi, readMessages } from '../../electron/machine/linux/sock-diag';
import { portTable, type FixtureRow } from '../../electron/machine/common/port-table.fixture';
import { simulatedLoad } from '../../electron/machine/practice/loads';
import { simulationOf } from '../../electron/machine/practice/simulation.fixture';
import { tcpStates } from '../../electron/contract/usage/sample';
import { usageRecorder } from '../../electron/usage/recorder';
import { measurements } from '../../electron/usage/sampler';
import { summarizer } from '../../electron/usage/summary';

const collect = globalThis.gc ?? (() => undefined);
/** Array buffers are part of what V8 calls external. */
const bytesUsed = () => {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

async function medianTime(runs: number, work: () => unknown): Promise<number> {
  const [times = []] = await timesOf(runs, [work]);
  return times.sort((one, other) => one - other)[times.length >> 1] ?? 0;
}

/** In turns, so that whatever else the machine does meets all alike. */
async function timesOf(runs: number, works: readonly (() => unknown)[]): Promise<number[][]> {
  const times = works.map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      await work();
      times[index]?.push(performance.now() - start);
    }
  }
  return times;
}

const protocols = { tcp: 6, udp: 17 } as const;

/** The kernel's dumps alone, TCP with its bound sockets and UDP: received and walked, and nothing done with them. */
async function bareDumps(): Promise<() => { tcp: number; udp: number }> {
  const api = await loadSockDiagApi();
  const buffer = new Uint8Array(256 * 1024);
  const view = new DataView(buffer.buffer);
  const dump = (protocol: number): number => {
    let rows = 0;
    const fd = api.socket(16, 3, 4);
    for (const family of [2, 10]) {
      const request = dumpRequest(family, protocol);
      api.send(fd, request, request.length, 0);
      while (
        readMessages(view, api.recv(fd, buffer, buffer.length, 0), () => {
          rows += 1;
          return null;
        }) === 'more'
      );
    }
    api.close(fd);
    return rows;
  };
  return () => ({ tcp: dump(protocols.tcp), udp: dump(protocols.udp) });
}

/** `ss -tan`, its lines as objects, counted by state: what a program has to do that reads it. */
async function bySs(): Promise<number> {
  const { stdout } = await promisify(execFile)('ss', ['-Htan'], { maxBuffer: 256 * 1024 * 1024 });
  const byState = new Map<string, number>();
  const rows = stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [state = '', , , local = '', remote = ''] = line.split(/\s+/);
      return { state, localPort: Number(local.slice(local.lastIndexOf(':') + 1)), remote };
    });
  for (const { state } of rows) byState.set(state, (byState.get(state) ?? 0) + 1);
  return rows.length;
}

async function sample(runs: number) {
  const measure = measurements(linuxComputer);
  const bare = await bareDumps();
  for (let warm = 0; warm < 3; warm += 1) {
    await measure();
    bare();
  }
  const { tcp, udp } = bare();
  const told = await measure();
  const bound = told.ok && told.details.tellsBound ? (told.figures.byState[tcpStates.indexOf('BOUND')] ?? 0) : 0;
  const [ours, dump] = await timesOf(runs, [measure, bare]);
  collect();
  const before = bytesUsed();
  const counted = 4;
  for (let run = 0; run < counted; run += 1) await measure();
  const garbage = (bytesUsed() - before) / counted / 2 ** 20;
  const slowRuns = Math.max(3, runs >> 2);
  return {
    sockets: tcp + udp,
    udp,
    bound,
    ours,
    dump,
    garbage,
    ss: await medianTime(slowRuns, bySs),
    systeminformation: await medianTime(slowRuns, () => networkConnections()),
  };
}

async function summary(runs: number, endpoints: number) {
  const rows = Array.from({ length: 60_000 }, (_, index): FixtureRow => ({
    port: 1025 + ((index * 7919) % 64_000),
    state: [5, 11, 8, 2, 3][index % 5] ?? 5,
    processId: 100 + (index % 300),
    local: `10.0.0.${index % 8}`,
    remote: `10.${(index % endpoints) % 13}.${(index % endpoints) % 101}.${(index % endpoints) % 251}`,
    remotePort: 443 + ((index % endpoints) % 7),
  }));
  const table = portTable(rows);
  const { summarize } = summarizer();
  const range = { range: { start: 1025, number: 64_511 }, excluded: [{ start: 50_000, number: 100 }] };
  const counted = { ipv4Tcp: range, ipv6Tcp: range, ipv4Udp: range, ipv6Udp: range };
  for (let warm = 0; warm < 20; warm += 1) summarize(table, counted);
  return { ours: await medianTime(runs, () => summarize(table, counted)) };
}

/** An hour of samples of a busy machine; memory after a collection, mean of the second and of the last quarter. */
async function hour() {
  let time = 0;
  const source = simulatedLoad(simulationOf('burst', { start: 1025, number: 64_511 }), () => time);
  const measure = measurements(source);
  const recorder = usageRecorder();
  const start = Date.now();
  const memory: number[] = [];
  for (let second = 0; second < 3600; second += 1) {
    time = second * 1000;
    const measured = await measure();
    if (measured.ok) recorder.add({ ...measured, figures: { ...measured.figures, takenAt: start + time } });
    if (second % 10 === 0) recorder.outlook(120);
    if (second % 60 === 59) {
      // Array buffers that died are given back beside the collection: the next one waits for it.
      collect();
      collect();
      memory.push(bytesUsed() / 2 ** 20);
    }
  }
  const mean = (part: readonly number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
  return { second: mean(memory.slice(15, 30)), last: mean(memory.slice(45, 60)) };
}

const [what = '', runs = '20', endpoints = '2000'] = process.argv.slice(2);
const results: Readonly<Record<string, () => Promise<object>>> = {
  sample: () => sample(Number(runs)),
  summary: () => summary(Number(runs), Number(endpoints)),
  hour,
};
const result = await results[what]?.();
process.stdout.write(JSON.stringify(result ?? null));
// A thread of koffi or a timer of systeminformation must not keep the process.
process.exit(0);
