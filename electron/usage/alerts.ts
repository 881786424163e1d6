// Decides when to alert: the ports in use crossed a threshold, or are used up soon. Pure.
// Protects: usage that wavers around a threshold is announced once, not again and again; a service that opens many ports
// when it starts, and keeps them, is no rise.
import { alertThresholds, isOver, thresholds, type AlertThreshold } from '../contract/usage/levels';
import type { Transport } from '../contract/usage/port-attempt';
import { shareAtRisk, type PortsAtRisk } from '../contract/usage/ports-at-risk';
import { riseOf } from '../contract/usage/status';
import type { UsageAlert, UsageTrend } from '../contract/usage/usage';

/** A threshold is armed again when usage was this many percent of the usable ports below it. */
const slack = 5;

export interface AlertState {
  /** The highest threshold that was announced and still holds. */
  readonly announced: AlertThreshold | null;
}

export const quiet: AlertState = { announced: null };

export interface AlertStep {
  readonly state: AlertState;
  /** What to announce: the threshold crossed upwards, or `null` for "below all of them again"; null when nothing. */
  readonly crossed: { readonly threshold: AlertThreshold | null } | null;
}

/** `share` of the usable ports that is in use now, 0 to 1. */
export function nextAlert({ announced }: AlertState, share: number): AlertStep {
  const reached = alertThresholds.findLast((threshold) => isOver(share, threshold)) ?? null;
  if ((reached ?? 0) > (announced ?? 0)) return { state: { announced: reached }, crossed: { threshold: reached } };
  if (announced === null || isOver(share, announced - slack)) return { state: { announced }, crossed: null };
  const kept =
    alertThresholds.findLast((threshold) => threshold <= announced && isOver(share, threshold - slack)) ?? null;
  return { state: { announced: kept }, crossed: kept === null ? { threshold: null } : null };
}

interface TransportState extends AlertState {
  /** It was announced that the ports are used up soon, and they still rise. */
  readonly isRunningOut: boolean;
}

export type TransportAlerts = Readonly<Record<Transport, TransportState>>;

const quietTransport: TransportState = { ...quiet, isRunningOut: false };
export const quietAlerts: TransportAlerts = { tcp: quietTransport, udp: quietTransport };

/** What is known of a transport now. */
export interface AlertInput {
  readonly risk: PortsAtRisk;
  readonly trend: UsageTrend | null;
}

export type CrossedAlert = Pick<UsageAlert, 'transport' | 'threshold' | 'ports' | 'usable' | 'address'>;

/** One step for TCP and one for UDP; a transport of which nothing is known stays as it was. */
export function alertsFor(
  before: TransportAlerts,
  inputOf: (transport: Transport) => AlertInput | null,
): { readonly state: TransportAlerts; readonly crossed: readonly CrossedAlert[] } {
  const crossed: CrossedAlert[] = [];
  const step = (transport: Transport): TransportState => {
    const input = inputOf(transport);
    const held = before[transport];
    if (!input) return held;
    const { ports, usable, address } = input.risk;
    const share = shareAtRisk(input.risk);
    const level = nextAlert(held, share);
    const rise = riseOf(transport, share, input.trend);
    const isRunningOut = rise !== null && !rise.isEarly && (held.isRunningOut || rise.level === 'critical');
    // Beyond the critical threshold that says nothing new.
    const isNew = isRunningOut && !held.isRunningOut && (level.state.announced ?? 0) < thresholds.critical;
    const threshold = level.crossed ? level.crossed.threshold : 'running-out';
    if (level.crossed || isNew) crossed.push({ transport, threshold, ports, usable, address });
    return { ...level.state, isRunningOut };
  };
  const state = { tcp: step('tcp'), udp: step('udp') };
  return { state, crossed };
}
