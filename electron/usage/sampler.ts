// Measures port usage once a second and tells its listeners.
// Protects: samples never overlap, and a failed one is told as a failure, never as zero.
import type { PortRange, UsageSample } from '../contract/models';
import { failure, success, type Result } from '../contract/result';
import type { UsageSource } from '../machine/machine';
import { summarise } from './summary';

const intervalMs = 1000;

/** The range changes only by hand or at a restart, and on Windows it takes four processes to read it. */
const rangeLifetimeMs = 30_000;

/** One measurement of sockets against the range of the same computer. */
export async function takeSample(source: UsageSource): Promise<UsageSample> {
  const range = await readRange(source);
  return range.ok ? count(source, range.value) : { ok: false, takenAt: Date.now(), error: range.error };
}

/** Samples until the returned function is called; `onBug` hears of a listener or source that threw. */
export function startSampling(source: UsageSource, onSample: (sample: UsageSample) => void, onBug: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let range: Result<PortRange> | null = null;
  let rangeReadAt = 0;

  const sample = async (): Promise<UsageSample> => {
    if (!range?.ok || Date.now() - rangeReadAt > rangeLifetimeMs) {
      rangeReadAt = Date.now();
      range = await readRange(source);
    }
    return range.ok ? count(source, range.value) : { ok: false, takenAt: Date.now(), error: range.error };
  };
  const tick = async () => {
    const startedAt = Date.now();
    try {
      onSample(await sample());
    } catch (error) {
      onBug(error);
    }
    if (!isStopped) timer = setTimeout(() => void tick(), Math.max(0, intervalMs - (Date.now() - startedAt)));
  };
  void tick();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

async function readRange(source: UsageSource): Promise<Result<PortRange>> {
  const ranges = await source.portRange.read();
  if (!ranges.ok) return ranges;
  const { ipv4Tcp } = ranges.value;
  if (ipv4Tcp.known) return success(ipv4Tcp.range);
  return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: ipv4Tcp.raw });
}

async function count(source: UsageSource, range: PortRange): Promise<UsageSample> {
  const table = await source.portTable.read();
  if (!table.ok) return { ok: false, takenAt: Date.now(), error: table.error };
  return { ok: true, figures: summarise(table.value, range) };
}
