// Decides when to alert: the ports in use crossed a threshold. Pure.
// Protects: usage that wavers around a threshold is announced once, not again and again.
import { alertThresholds, isOver, type AlertThreshold } from '../contract/usage/levels';

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
