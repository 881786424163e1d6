// Measures port usage once a second, or less often where one measurement takes long, and sends each sample to its listener.
// Protects: samples never overlap, and a failed one is reported as a failure, never as zero.
import type { UsageSample } from '../contract/usage/sample';
import { overlaps } from '../contract/port-ranges/port-ranges';
import { failure, success, type Result } from '../contract/errors/result';
import type { UsageSource } from '../machine/interfaces/usage';
import { summarizer, type CountedRange, type UsageSummary } from './summary';

const shortestIntervalMs = 1000;
const longestIntervalMs = 30_000;
/** Measuring takes at most a quarter of the time. */
const intervalOfDuration = 4;

/** The range changes only by hand or at a restart, and on Windows it takes processes of netsh to read it. */
const rangeLifetimeMs = 30_000;
/** A range that could not be read is read again sooner, but not for every sample. */
const rangeRetryMs = 10_000;
const namesLifetimeMs = 5000;

/** One measurement of sockets against the range of the same computer. */
export async function takeSample(source: UsageSource): Promise<UsageSample> {
  return measurements(source)();
}

/** Samples until the returned function is called; `onBug` gets what a listener or source threw. */
export function startSampling(
  source: UsageSource,
  onSample: (sample: UsageSample) => void,
  onBug: (error: unknown) => void,
): () => void {
  const measure = measurements(source);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const tick = async () => {
    const startedAt = performance.now();
    let pause = shortestIntervalMs;
    try {
      const sample = await measure();
      pause = sample.ok ? sample.details.intervalMs : intervalFor(performance.now() - startedAt);
      // Stopped meanwhile: the sample is dropped.
      if (!isStopped) onSample(sample);
    } catch (error) {
      onBug(error);
    }
    if (!isStopped) timer = setTimeout(() => void tick(), Math.max(0, pause - (performance.now() - startedAt)));
  };
  void tick();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Milliseconds from one start to the next. */
export function intervalFor(durationMs: number): number {
  return Math.min(
    longestIntervalMs,
    Math.max(shortestIntervalMs, Math.ceil((durationMs * intervalOfDuration) / 1000) * 1000),
  );
}

/** A function that measures, and remembers between its calls what changes rarely. */
export function measurements(source: UsageSource): () => Promise<UsageSample> {
  const summarize = summarizer();
  const readNames = rememberedNames(source);
  let range: Result<CountedRange> | null = null;
  let rangeReadAt = 0;
  let lastAt: number | null = null;

  return async () => {
    const startedAt = performance.now();
    if (!range || startedAt - rangeReadAt > (range.ok ? rangeLifetimeMs : rangeRetryMs)) {
      rangeReadAt = startedAt;
      range = sameOrNew(range, await readRange(source));
    }
    if (!range.ok) return failed(range.error);
    const table = await source.portTable.read();
    if (!table.ok) return failed(table.error);
    const summary = summarize(table.value, range.value);
    const names = await readNames(summary);
    const seconds = lastAt === null ? null : (startedAt - lastAt) / 1000;
    lastAt = startedAt;
    const durationMs = performance.now() - startedAt;
    return {
      ok: true,
      figures: summary.figures,
      details: {
        excluded: summary.excluded,
        largestFree: summary.largestFree,
        busiest: summary.addresses[0] ?? null,
        addresses: summary.addresses,
        processes: summary.processes.map((usage) => ({
          ...usage,
          name: names.get(usage.processId) ?? null,
          growth: null,
          released: 0,
        })),
        endpoints: summary.endpoints.map((usage) => ({ ...usage, growth: null, newPerSecond: null, lastOwner: null })),
        ranges: [],
        udpProcesses: null,
        udpCount: table.value.udp?.count ?? null,
        tellsBound: table.value.tellsBound,
        newPerSecond: summary.newPorts === null || seconds === null || seconds <= 0 ? null : summary.newPorts / seconds,
        durationMs,
        intervalMs: intervalFor(durationMs),
        method: table.value.method,
        timeWaitSeconds: source.timeWaitSeconds ?? null,
        simulated: source.simulated?.() ?? null,
      },
    };
  };
}

function failed(error: Extract<UsageSample, { ok: false }>['error']): UsageSample {
  return { ok: false, takenAt: Date.now(), error };
}

/** The range as it was when it has not changed, so that the summary can continue from its last ports. */
function sameOrNew(before: Result<CountedRange> | null, now: Result<CountedRange>): Result<CountedRange> {
  return before?.ok && now.ok && JSON.stringify(before.value) === JSON.stringify(now.value) ? before : now;
}

async function readRange(source: UsageSource): Promise<Result<CountedRange>> {
  const ranges = await source.portRange.read();
  if (!ranges.ok) return ranges;
  const { ipv4Tcp } = ranges.value;
  if (!ipv4Tcp.known)
    return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: ipv4Tcp.raw });
  // Without the excluded ranges the sample is still useful: most machines have hardly any.
  const excluded = await source.excludedRanges?.read();
  return success({
    range: ipv4Tcp.range,
    excluded: excluded?.ok ? excluded.value.filter((part) => overlaps(part, ipv4Tcp.range)) : [],
  });
}

/** Names of processes, read again when one is missing, at most every few seconds. */
function rememberedNames({
  processNames,
}: UsageSource): (summary: UsageSummary) => Promise<ReadonlyMap<number, string>> {
  let names: ReadonlyMap<number, string> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  return async ({ processes }) => {
    const isMissing = processes.some(({ processId }) => processId !== 0 && !names.has(processId));
    if (!processNames || !isMissing || performance.now() - readAt < namesLifetimeMs) return names;
    readAt = performance.now();
    const read = await processNames.read();
    if (read.ok) names = read.value;
    return names;
  };
}
