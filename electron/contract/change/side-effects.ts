// What a change of the port range may break on this machine, told before it is applied.
// Protects: what could not be looked at is told as that; "not seen" is never told as "not there".
import type { Shape } from '../shape';
import type { PortRange } from '../port-ranges/dynamic-ranges';
import type { listenerSchema, sideEffectSchema } from './change.schema';

/** A program that needs a port of its own: it listens on TCP, or has bound a UDP socket. */
export type Listener = Shape<typeof listenerSchema>;

/** Ports that Windows lends to nobody. */
export interface ExcludedRange extends PortRange {
  /** Set by an administrator (netsh marks it with a star); false: reserved by a program such as Hyper-V or WinNAT. */
  readonly isAdministered?: boolean | undefined;
}

export const severities = ['severe', 'warning', 'note'] as const;
/** WSL in mirrored mode wants this many ports in a row, outside of the range (as seen in WSL issue 12351). */
export const wslBlock = 4096;

export type SideEffect = Shape<typeof sideEffectSchema>;
/** What may break something, or could not be looked at: nobody who did not see it may have it happen. Notes are not of these. */
export function isSerious({ severity }: SideEffect): boolean {
  return severity !== 'note';
}

/** A warning names at most this many programs or ranges. */
export const mostNamed = 12;
