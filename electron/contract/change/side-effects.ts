// What a change of the port range may break on this machine, told before it is applied.
// Protects: what could not be looked at is told as that; "not seen" is never told as "not there".
import type { PortRange } from '../port-ranges/dynamic-ranges';

/** A program that waits for callers on a TCP port. */
export interface Listener {
  readonly port: number;
  readonly processId: number;
  /** File name of the program; null where Windows does not tell it. */
  readonly name: string | null;
}

/** Ports that Windows lends to nobody. */
export interface ExcludedRange extends PortRange {
  /** Set by an administrator (netsh marks it with a star); false: reserved by a program such as Hyper-V or WinNAT. */
  readonly isAdministered?: boolean | undefined;
}

export const severities = ['severe', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** WSL in mirrored mode wants this many ports in a row, outside of the range (as seen in WSL issue 12351). */
export const wslBlock = 4096;

export type SideEffect =
  /** Fewer ports than now: connections fail sooner. */
  | { readonly code: 'SMALLER_RANGE'; readonly severity: 'severe'; readonly before: number; readonly after: number }
  /** Windows may lend the port of such a program while it is not running; then it cannot start. */
  | {
      readonly code: 'LISTENERS_INSIDE';
      readonly severity: 'warning';
      readonly listeners: readonly Listener[];
      readonly total: number;
    }
  /** Excluded ports inside the new part of the range: they are not lent, so the range gives that much less. */
  | {
      readonly code: 'EXCLUDED_INSIDE';
      readonly severity: 'note';
      readonly ranges: readonly PortRange[];
      readonly ports: number;
    }
  /** Excluded ranges that lie partly inside: one end of the new range runs through them. */
  | { readonly code: 'EXCLUDED_CUT'; readonly severity: 'note'; readonly ranges: readonly PortRange[] }
  | {
      readonly code: 'NO_BLOCK_FOR_WSL';
      readonly severity: 'severe' | 'note';
      readonly wsl: 'seen' | 'not-seen' | 'not-known';
      readonly largest: number;
    }
  /** Hyper-V, WinNAT and Docker reserve ports out of the dynamic range: now on low ports too, which developers use. */
  | {
      readonly code: 'LOW_RESERVATIONS';
      readonly severity: 'warning' | 'note';
      readonly programs: readonly string[];
      readonly reserved: number;
    }
  | { readonly code: 'NOT_CHECKED'; readonly severity: 'warning'; readonly what: 'listeners' | 'excluded-ranges' };
export type SideEffectCode = SideEffect['code'];

/** What may break something, or could not be looked at: nobody who did not see it may have it happen. Notes are not of these. */
export function isSerious({ severity }: SideEffect): boolean {
  return severity !== 'note';
}

/** A warning names at most this many programs or ranges. */
export const mostNamed = 12;
