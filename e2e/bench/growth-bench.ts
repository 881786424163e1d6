// Times one measurement of port tables as they grow, in memory: what a sample takes beyond the kernel's share, and what the
// program remembers of it. Prints one line of JSON: for each kind the times of the short and of the long table, by turns.
import { success } from '../../electron/contract/errors/result';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import { portTable, type FixtureRow } from '../../electron/machine/common/port-table.fixture';
import type { UsageSource } from '../../electron/machine/interfaces/usage';
import { usageRecorder } from '../../electron/usage/recorder';
import { measurements } from '../../electron/usage/sampler';

const pairs = 25;
const [few, many] = [1000, 10_000] as const;
const widest = { start: 1025, number: 64_511 };

/** `count` sockets of a busy client: five states, 300 processes, eight addresses, 2,000 remote ends, unless `more` says otherwise. */
const rowsOf = (count: number, more: (index: number) => Partial<FixtureRow> = () => ({})) =>
  Array.from({ length: count }, (_, index): FixtureRow => ({
    port: widest.start + ((index * 7919) % widest.number),
    state: [5, 11, 8, 2, 3][index % 5] ?? 5,
    processId: 100 + (index % 300),
    local: `10.0.0.${index % 8}`,
    remote: `10.1.${(index % 2000) >> 8}.${(index % 2000) & 255}`,
    ...more(index),
  }));
const addressOf = (number: number) => `10.2.${number >> 8}.${number & 255}`;

/** Samples the table as the program does, and remembers them. */
function sampled(rows: readonly FixtureRow[], excluded: readonly PortRange[] = []): () => Promise<unknown> {
  const table = portTable(rows, Date.now());
  const reading = { known: true, range: widest } as const;
  const source: UsageSource = {
    of: 'this-computer',
    product: 'bench',
    portTable: { read: () => Promise.resolve(success(table)) },
    portRange: {
      read: () => Promise.resolve(success({ ipv4Tcp: reading, ipv6Tcp: reading, ipv4Udp: reading, ipv6Udp: reading })),
    },
    excludedRanges: { read: () => Promise.resolve(success(excluded)) },
  };
  let measure = measurements(source);
  const recorder = usageRecorder();
  return async () => {
    // Of excluded ranges, the first reading is what takes time.
    if (excluded.length > 0) measure = measurements(source);
    recorder.add(await measure());
    recorder.outlook(120);
  };
}

/** Two ports each with free ones between, over all ports, in an order that netsh never has: the worst. */
const excludedOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ start: 1 + ((index * 7919) % count) * 6, number: 2 }));

const kinds: Readonly<Record<string, (count: number) => () => unknown>> = {
  rows: (count) => sampled(rowsOf(count === few ? 1000 : 60_000)),
  addresses: (count) => sampled(rowsOf(count * 6, (index) => ({ local: addressOf(index % count) }))),
  processes: (count) => sampled(rowsOf(count * 6, (index) => ({ processId: 4 + (index % count) * 4 }))),
  remotes: (count) => sampled(rowsOf(count * 6, (index) => ({ remote: addressOf(index % count) }))),
  excluded: (count) => sampled(rowsOf(1000), excludedOf(count)),
};

const times: Record<string, { readonly short: number[]; readonly long: number[] }> = {};
for (const [kind, make] of Object.entries(kinds)) {
  const [short, long] = [make(few), make(many)];
  for (let warm = 0; warm < 20; warm += 1) for (const work of [short, long]) await work();
  const measured = { short: [] as number[], long: [] as number[] };
  for (let pair = 0; pair < pairs; pair += 1) {
    measured.short.push(await timeOf(short));
    measured.long.push(await timeOf(long));
  }
  times[kind] = measured;
}
process.stdout.write(JSON.stringify(times));

async function timeOf(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
