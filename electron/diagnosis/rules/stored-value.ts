// Whether MaxUserPort, as it is stored, is what Windows goes by. Pure.
// Protects: what is stored and what is in effect are two things; they are compared by where the range begins and ends.
import type { Evidence } from '../../contract/diagnosis/diagnosis';
import type { Reason } from '../../contract/diagnosis/verdict';
import { lastPort } from '../../contract/port-ranges/port-ranges';
import { isAtLeast } from '../../contract/registry/parameters';
import { dwordOf } from '../../contract/registry/stored-value';
import { rangeOfMaxUserPort } from '../../change/max-user-port';

type NotInEffect = Extract<Reason, { code: 'stored-not-in-effect' }>;

/**
 * MaxUserPort asks for more ports than Windows assigns. Up to 2003 it waits for the restart then; later releases that
 * honour it begin their range at 1024 (WSL issue 40984, nmap issue 3499), and one that begins elsewhere after a restart ignores it.
 */
export function storedNotInEffect({
  of,
  windows,
  maxUserPort,
  isStoredSinceStart,
  ranges: { ipv4Tcp },
}: Evidence): NotInEffect | null {
  if (of === 'this-computer' || !windows.known || !maxUserPort.known || !ipv4Tcp.known) return null;
  const { version } = windows.value;
  const stored = dwordOf(maxUserPort.value.stored);
  const { parameter } = maxUserPort.value;
  if (stored === null || stored < parameter.min || stored > parameter.max) return null;
  const asked = rangeOfMaxUserPort(stored, version);
  const { start, number } = ipv4Tcp.value;
  if (!asked || asked.number <= number) return null;
  const why = isAtLeast(version, 6, 0) ? whyNot(isStoredSinceStart) : 'restart';
  return { code: 'stored-not-in-effect', stored, first: start, last: lastPort(ipv4Tcp.value), why };
}

function whyNot(isStoredSinceStart: boolean | null): NotInEffect['why'] {
  if (isStoredSinceStart === null) return 'unknown';
  return isStoredSinceStart ? 'ignored' : 'restart';
}
