// Port usage as it is stored with a change, for its ticket: the figures of one sample. Pure.
// Protects: a sample that failed gives no figures, never zeros; simulated figures stay labeled as such.
import type { UsageNote } from '../contract/history/change-record';
import { tcpStates, type UsageSample } from '../contract/usage/sample';
import type { UsageSource } from '../machine/interfaces/usage';

const timeWaitIndex = tcpStates.indexOf('TIME_WAIT');

/** The figures of `sample`, or null where nothing was measured. */
export function usageNote(sample: UsageSample, { of, product }: Pick<UsageSource, 'of' | 'product'>): UsageNote | null {
  if (!sample.ok) return null;
  const { figures, details } = sample;
  const { takenAt, range, usable, inUse, byState } = figures;
  return {
    takenAt: new Date(takenAt).toISOString(),
    of: details.simulated ? 'simulated' : of,
    product,
    range,
    usable,
    inUse,
    ...(details.tellsBound ? {} : { isLeast: true }),
    timeWait: byState[timeWaitIndex] ?? 0,
    busiest: details.busiest && { address: details.busiest.address, ports: details.busiest.ports },
  };
}
