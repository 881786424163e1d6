// Measures port usage once a second, or less often where one measurement takes long, and sends each sample to its listener.
// Protects: samples never overlap, and a failed one is reported as a failure, never as zero.
import type { UsageSample } from '../contract/usage/sample';
import { overlaps } from '../contract/port-ranges/port-ranges';
import { rangeNames, type PortRange, type RangeName } from '../contract/port-ranges/dynamic-ranges';
import { failure, success, type Result } from '../contract/errors/result';
import type { EndpointUsage, ProcessUsage, SeenProcess } from '../contract/usage/usage';
import type { UsageSource } from '../machine/interfaces/usage';
import { processIdentities, type Identities } from './process-identities';
import { summarizer, type CountedByName, type UsageSummary } from './summary';
import type { EndpointCount, ProcessCount, TransportSummary } from './transport-summary';
import type { CountedRange } from './usable-ports';

const shortestIntervalMs = 1000;
const longestIntervalMs = 30_000;
/** Measuring takes at most a quarter of the time. */
const intervalOfDuration = 4;

/** The range changes only by hand or at a restart, and on Windows it takes processes of netsh to read it. */
const rangeLifetimeMs = 30_000;
/** A range that could not be read is read again sooner, but not for every sample. */
const rangeRetryMs = 10_000;

/** One measurement of sockets against the range of the same computer. */
export async function takeSample(source: UsageSource): Promise<UsageSample> {
  return measurements(source)();
}

/** Samples until the returned function is called, no more often than every `everyMs`; `onBug` gets what a listener or source threw. */
export function startSampling(
  source: UsageSource,
  onSample: (sample: UsageSample) => void,
  onBug: (error: unknown) => void,
  everyMs = shortestIntervalMs,
): () => void {
  const measure = measurements(source, everyMs);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  const tick = async () => {
    const startedAt = performance.now();
    let pause = everyMs;
    try {
      const sample = await measure();
      pause = sample.ok ? sample.details.intervalMs : Math.max(everyMs, intervalFor(performance.now() - startedAt));
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
export function measurements(source: UsageSource, everyMs = shortestIntervalMs): () => Promise<UsageSample> {
  const { summarize, forget } = summarizer({ isDualStack: source.isDualStack ?? false });
  const identify = processIdentities(source);
  let counted: Result<CountedByName> | null = null;
  let rangesReadAt = 0;
  let lastAt: number | null = null;

  return async () => {
    const startedAt = performance.now();
    if (!counted || startedAt - rangesReadAt > (counted.ok ? rangeLifetimeMs : rangeRetryMs)) {
      rangesReadAt = startedAt;
      counted = sameOrNew(counted, await readRanges(source));
    }
    if (!counted.ok) return failed(counted.error);
    const table = await source.portTable.read();
    if (!table.ok) return failed(table.error);
    const summary = summarize(table.value, counted.value);
    const who = await identify(processesOf(summary));
    for (const processId of who.reused) forget(processId);
    const seconds = lastAt === null || startedAt <= lastAt ? null : (startedAt - lastAt) / 1000;
    lastAt = startedAt;
    const durationMs = performance.now() - startedAt;
    const { figures, tcp, udp } = summary;
    return {
      ok: true,
      figures,
      details: {
        excluded: tcp.ranges.find(({ name }) => name === 'ipv4Tcp')?.excluded ?? null,
        largestFree: tcp.largestFree,
        busiest: tcp.addresses[0] ?? null,
        addresses: tcp.addresses,
        processes: tcp.processes.map((count) => processUsage(count, who)),
        endpoints: tcp.endpoints.map((count) => endpointUsage(count, who, seconds)),
        ranges: [...tcp.ranges, ...(udp?.ranges ?? [])],
        udpProcesses: udp && udp.processes.map((count) => processUsage(count, who)),
        seenSince: seenSince(summary),
        udpCount: table.value.udp?.count ?? null,
        tellsBound: table.value.tellsBound,
        newPerSecond: perSecond(tcp.newPorts, seconds),
        status: null,
        durationMs,
        intervalMs: Math.max(everyMs, intervalFor(durationMs)),
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

function perSecond(count: number | null, seconds: number | null): number | null {
  return count === null || seconds === null ? null : count / seconds;
}

/** The processes of a sample, each once or more: those that hold ports, and those that held them last. */
function processesOf({ tcp, udp }: UsageSummary): number[] {
  const holders = [...tcp.processes, ...(udp?.processes ?? [])];
  const owners = tcp.endpoints.flatMap(({ lastOwner }) => lastOwner ?? []);
  return [...holders, ...owners].map(({ processId }) => processId);
}

function processUsage(count: ProcessCount, { name, reused }: Identities): ProcessUsage {
  const { processId, released } = count;
  return {
    ...count,
    name: name(processId),
    growth: null,
    risingSince: null,
    released: reused.includes(processId) ? 0 : released,
  };
}

function endpointUsage(
  { newConnections, lastOwner, ...count }: EndpointCount,
  { name, reused }: Identities,
  seconds: number | null,
): EndpointUsage {
  const isSeen = lastOwner !== null && !reused.includes(lastOwner.processId);
  return {
    ...count,
    growth: null,
    newPerSecond: perSecond(newConnections, seconds),
    lastOwner: isSeen ? { ...lastOwner, name: name(lastOwner.processId) } : null,
  };
}

function seenSince({ tcp, udp }: UsageSummary): SeenProcess[] {
  const since = new Map<number, number>();
  const add = (transport: TransportSummary | null) => {
    for (const { processId } of transport?.processes ?? []) {
      const at = transport?.seenSince.get(processId);
      if (at !== undefined) since.set(processId, Math.min(at, since.get(processId) ?? at));
    }
  };
  add(tcp);
  add(udp);
  return [...since].map(([processId, at]) => ({ processId, at }));
}

/** The ranges as they were when they have not changed, so that the summary can continue from its last ports. */
function sameOrNew(before: Result<CountedByName> | null, now: Result<CountedByName>): Result<CountedByName> {
  return before?.ok && now.ok && JSON.stringify(before.value) === JSON.stringify(now.value) ? before : now;
}

async function readRanges(source: UsageSource): Promise<Result<CountedByName>> {
  // All at once: each is a program of Windows that takes its time.
  const [ranges, ...excluded] = await Promise.all([source.portRange.read(), ...rangeNames.map(excludedOf(source))]);
  if (!ranges.ok) return ranges;
  const { ipv4Tcp } = ranges.value;
  if (!ipv4Tcp.known)
    return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: ipv4Tcp.raw });
  const counted = (name: RangeName): CountedRange | null => {
    const reading = ranges.value[name];
    return reading.known ? countedRange(reading.range, excluded[rangeNames.indexOf(name)] ?? null) : null;
  };
  return success({
    ipv4Tcp: countedRange(ipv4Tcp.range, excluded[rangeNames.indexOf('ipv4Tcp')] ?? null),
    ipv6Tcp: counted('ipv6Tcp'),
    ipv4Udp: counted('ipv4Udp'),
    ipv6Udp: counted('ipv6Udp'),
  });
}

/** Null where they could not be read. Without them a sample is still useful: most machines have hardly any. */
function excludedOf({ excludedRanges }: UsageSource): (name: RangeName) => Promise<readonly PortRange[] | null> {
  return async (name) => {
    if (!excludedRanges) return [];
    const excluded = await excludedRanges.read(name);
    return excluded.ok ? excluded.value : null;
  };
}

function countedRange(range: PortRange, excluded: readonly PortRange[] | null): CountedRange {
  return { range, excluded: excluded?.filter((part) => overlaps(part, range)) ?? null };
}
