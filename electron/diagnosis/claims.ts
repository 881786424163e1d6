// Who else needs ports of the machine: programs that listen, and programs that need ports of their own.
import type { Evidence } from '../contract/diagnosis/diagnosis';
import type { PortClaims } from '../machine/interfaces/ports';
import { known, unknown } from './readings';

/** Both or nothing: a range that leaves the listeners alone may still take what WSL needs. */
export async function readClaims(claims: PortClaims): Promise<Evidence['claims']> {
  const [listeners, programs] = await Promise.all([claims.listeners(), claims.programs()]);
  if (!listeners.ok) return unknown(listeners.error);
  if (!programs.ok) return unknown(programs.error);
  return known({ listeners: listeners.value, programs: programs.value });
}
