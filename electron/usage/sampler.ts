// Measures port usage once a second and tells its listeners.
// Protects: samples never overlap, and a failed one is told as a failure, never as zero.
import type { UsageSample } from '../contract/models';
import type { UsageSource } from '../machine/machine';
import { summarise } from './summary';

const intervalMs = 1000;

/** One measurement of sockets against the range of the same computer. */
export async function takeSample(source: UsageSource): Promise<UsageSample> {
  const ranges = await source.portRange.read();
  if (!ranges.ok) return { ok: false, takenAt: Date.now(), error: ranges.error };
  const { ipv4Tcp } = ranges.value;
  if (!ipv4Tcp.known) {
    const error = { code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: ipv4Tcp.raw } as const;
    return { ok: false, takenAt: Date.now(), error };
  }
  const table = await source.portTable.read();
  if (!table.ok) return { ok: false, takenAt: Date.now(), error: table.error };
  return { ok: true, figures: summarise(table.value, ipv4Tcp.range) };
}

/** Samples until the returned function is called; `onBug` hears of a listener or source that threw. */
export function startSampling(source: UsageSource, onSample: (sample: UsageSample) => void, onBug: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const tick = async () => {
    const startedAt = Date.now();
    try {
      onSample(await takeSample(source));
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
