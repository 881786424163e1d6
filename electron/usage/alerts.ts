// Tells when the ports in use cross 50, 80 or 95 % of the usable ones. Pure.
// Protects: a level that wavers around a threshold is told once, not again and again.
import { alertThresholds, type AlertThreshold } from '../contract/usage/usage';

/** A threshold is armed again when the level was this many percent below it. */
const slack = 5;

export interface AlertState {
  readonly level: AlertThreshold | null;
}

export const quiet: AlertState = { level: null };

export interface AlertStep {
  readonly state: AlertState;
  /** Something to tell: the threshold crossed upwards, or `null` for "below all of them again". */
  readonly crossed: { readonly threshold: AlertThreshold | null } | null;
}

/** `percent` of the usable ports that are in use now. */
export function nextAlert({ level }: AlertState, percent: number): AlertStep {
  const reached = alertThresholds.findLast((threshold) => percent >= threshold) ?? null;
  if ((reached ?? 0) > (level ?? 0)) return { state: { level: reached }, crossed: { threshold: reached } };
  if (level === null || percent > level - slack) return { state: { level }, crossed: null };
  const kept = alertThresholds.findLast((threshold) => threshold <= level && percent > threshold - slack) ?? null;
  return { state: { level: kept }, crossed: kept === null ? { threshold: null } : null };
}
