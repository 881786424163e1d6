// The figures of the transport that is shown, TCP or UDP. Pure.
// Protects: what could not be read has no figures; where ports run out first decides the share.
import type { PortRange, RangeName } from '../../electron/contract/port-ranges/dynamic-ranges';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import { shareAtRisk, type PortsAtRisk } from '../../electron/contract/usage/ports-at-risk';
import { atRisk, knownStates, tcpAtRisk, type MeasuredSample } from '../../electron/contract/usage/sample';
import type { UsageSubject } from '../../electron/contract/usage/usage';

export interface ShownUsage {
  readonly ports: number;
  readonly usable: number;
  /** In the order of `tcpStates`, null where unknown. */
  readonly byState: readonly (number | null)[];
  /** Where the ports run out first. */
  readonly risk: PortsAtRisk;
  /** Of the usable ports there, 0 to 1. */
  readonly share: number;
  readonly range: PortRange;
  /** Ports that excluded ranges keep out of use; null where unknown. */
  readonly excluded: number | null;
  readonly largestFree: number;
  /** What the chart shows: null is all TCP. */
  readonly subject: Extract<UsageSubject, { kind: 'range' }> | null;
}

/** Null where nothing is known of the transport. */
export function shownUsage(sample: MeasuredSample, transport: Transport): ShownUsage | null {
  const { figures, details } = sample;
  if (transport === 'udp') {
    const risk = atRisk(sample, 'udp');
    return risk?.range ? ofRange(sample, risk.range, risk) : null;
  }
  const risk = tcpAtRisk(sample);
  return {
    ports: figures.inUse,
    usable: figures.usable,
    byState: knownStates(figures.byState, details.tellsBound),
    risk,
    share: shareAtRisk(risk),
    range: figures.range,
    excluded: details.excluded,
    largestFree: details.largestFree,
    subject: null,
  };
}

function ofRange({ details }: MeasuredSample, name: RangeName, risk: PortsAtRisk): ShownUsage | null {
  const range = details.ranges.find((each) => each.name === name);
  if (!range) return null;
  return {
    ports: range.ports,
    usable: range.usable,
    byState: range.byState,
    risk,
    share: shareAtRisk(risk),
    range: range.range,
    excluded: range.excluded,
    largestFree: range.largestFree,
    subject: { kind: 'range', name },
  };
}
