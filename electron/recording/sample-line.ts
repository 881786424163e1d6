// One sample as a line, and which of several stands for all of them. Pure.
// Protects: the fullest moment is what is kept, and what was not measured stays unknown.
import { recordingVersion } from '../contract/recording/recording-limits';
import type { LineOf, RecordedSample } from '../contract/recording/recording';
import { shareOfUsable } from '../contract/usage/levels';
import { atRisk, knownStates, tcpAtRisk, type MeasuredSample, type UsageSample } from '../contract/usage/sample';

/** Of a measurement that failed: why. */
export function sampleLine(sample: UsageSample, stepMs: number): RecordedSample | LineOf<'failed'> {
  if (!sample.ok) return { v: recordingVersion, kind: 'failed', at: sample.takenAt, reason: sample.error.code };
  const { figures, details } = sample;
  return {
    v: recordingVersion,
    kind: 'sample',
    at: figures.takenAt,
    stepMs,
    ...simulatedMark(sample),
    ...fullnessOf(sample),
    states: knownStates(figures.byState, details.tellsBound),
    usable: figures.usable,
    udpSockets: details.udpCount,
    newPerSecond: details.newPerSecond === null ? null : Math.round(details.newPerSecond * 10) / 10,
  };
}

export function simulatedMark({ details }: MeasuredSample): { readonly simulated?: true } {
  return details.simulated === null ? {} : { simulated: true };
}

export function fullnessOf(sample: MeasuredSample): Pick<RecordedSample, 'tcp' | 'udp'> {
  const { ports, usable } = tcpAtRisk(sample);
  const udp = atRisk(sample, 'udp');
  return { tcp: { ports, usable }, udp: udp && { ports: udp.ports, usable: udp.usable } };
}

/** The greater share of TCP and UDP, 0 and more. */
export function shareOf({ tcp, udp }: Pick<RecordedSample, 'tcp' | 'udp'>): number {
  return Math.max(shareOfUsable(tcp.ports, tcp.usable), udp ? shareOfUsable(udp.ports, udp.usable) : 0);
}

/** The fuller of two samples; the earlier one where they are alike. */
export function fuller<T extends Pick<RecordedSample, 'tcp' | 'udp'>>(one: T, other: T): T {
  return shareOf(other) > shareOf(one) ? other : one;
}
