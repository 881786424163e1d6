// The port probe with real sockets, on any system, all of them on this computer itself at 127.0.0.1 or ::1.
// Protects: bounded in number and time; nothing is sent, nobody else is connected to, and every socket is closed before it
// answers.
import { isWithin } from '../../contract/port-ranges/port-ranges';
import { rangeParts } from '../../contract/port-ranges/dynamic-ranges';
import { probeTries, type IpVersion } from '../../contract/change/effect';
import type { PortProbe, ProbeRun } from '../interfaces/ports';
import { loopbackConnections } from './loopback-connections';
import { loopbackUdpSockets } from './loopback-udp-sockets';

const atOnce = 5;
const longestMs = 8_000;
const hosts: Readonly<Record<IpVersion, string>> = { ipv4: '127.0.0.1', ipv6: '::1' };
/** What systems say when they have no port left to assign. */
const noPortLeft: readonly string[] = ['EADDRINUSE', 'EADDRNOTAVAIL', 'ENOBUFS', 'EAGAIN'];

export interface ProbeLimits {
  readonly tries: number;
  readonly milliseconds: number;
}

const openers = { tcp: loopbackConnections, udp: loopbackUdpSockets };

export function loopbackProbe(
  { tries, milliseconds }: ProbeLimits = { tries: probeTries, milliseconds: longestMs },
): PortProbe {
  return {
    isSimulated: false,
    async run(name, fresh) {
      const { ip, transport } = rangeParts[name];
      const isSought = (port: number) => fresh.some((range) => isWithin(port, range));
      const deadline = AbortSignal.timeout(milliseconds);
      const sockets = openers[transport]({ host: hosts[ip], most: tries, deadline });
      const ports: number[] = [];
      try {
        while (ports.length < tries && !ports.some(isSought))
          ports.push(...(await sockets.next(Math.min(atOnce, tries - ports.length))));
        return { ports, ended: ports.some(isSought) ? 'new-port-seen' : 'tries-used', detail: '' };
      } catch (error) {
        return { ports, ...failedBy(error, deadline) };
      } finally {
        await sockets.closeAll();
      }
    },
  };
}

function failedBy(error: unknown, deadline: AbortSignal): Pick<ProbeRun, 'ended' | 'detail'> {
  if (deadline.aborted) return { ended: 'out-of-time', detail: '' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { ended: noPortLeft.includes(code) ? 'no-port-left' : 'failed', detail: String(error) };
}
