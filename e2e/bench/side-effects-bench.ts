// Measures what a change of the port range may break on a machine with many excluded ranges or many listeners, in a
// process of its own, and prints it as one line of JSON: milliseconds by number of ranges.
import { sideEffects, type Claims } from '../../electron/change/side-effects';
import { readExcludedRangesText } from '../../electron/machine/windows/netsh/excluded-ranges-text';

const windows11 = { major: 10, minor: 0, build: 26100 };
const move = { before: { start: 49152, number: 16384 }, after: { start: 1025, number: 64511 } };
const counts = [1000, 10_000] as const;

/** Ranges of two ports with free ones between them, over all ports; in the order in which netsh never has them: the worst. */
const excludedOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    start: 1 + ((index * 7919) % count) * 6,
    number: 2,
    isAdministered: false,
  }));
const listenersOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    port: 1 + ((index * 7919) % count) * 6,
    processId: 1000 + (index % 50),
    name: 'a.exe',
  }));
const table = (count: number) =>
  Buffer.from(
    `Start Port    End Port\r\n----------    --------\r\n${excludedOf(count)
      .map(({ start, number }) => `${String(start).padStart(10)}  ${String(start + number - 1).padStart(10)}\r\n`)
      .join('')}\r\n`,
  );

const none: Claims = { listeners: [], excluded: [], programs: ['wslservice.exe'] };
const works: Readonly<Record<string, (count: number) => () => unknown>> = {
  excluded: (count: number) => {
    const claims = { ...none, excluded: excludedOf(count) };
    return () => sideEffects(move, claims, windows11);
  },
  listeners: (count: number) => {
    const claims = { ...none, listeners: listenersOf(count) };
    return () => sideEffects(move, claims, windows11);
  },
  text: (count: number) => {
    const output = table(count);
    return () => readExcludedRangesText(output);
  },
};

/** The quicker half counts: what else the machine does only adds. */
function quickMedian(work: () => unknown, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((one, other) => one - other)[runs >> 2] ?? 0;
}

const result: Record<string, number[]> = {};
for (const [name, make] of Object.entries(works)) {
  const ready = counts.map((count) => make(count));
  for (const work of ready) for (let warm = 0; warm < 20; warm += 1) work();
  result[name] = ready.map((work) => quickMedian(work, 60));
}
process.stdout.write(JSON.stringify(result));
