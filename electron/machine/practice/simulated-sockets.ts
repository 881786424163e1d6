// Sockets that do not exist: lent from a range, closed, resting in TIME_WAIT, and refused when no port is left.
import type { PortRange } from '../../contract/port-ranges/dynamic-ranges';
import { tcpState } from '../interfaces/usage';

export interface Remote {
  readonly address: readonly [number, number, number, number];
  readonly port: number;
}

export const programs = [
  { processId: 4312, name: 'OrderService.exe' },
  { processId: 1976, name: 'ReportMailer.exe' },
  { processId: 884, name: 'svchost.exe' },
  { processId: 5120, name: 'iexplore.exe' },
] as const;

export interface Sockets {
  /** Lends the next free port, or counts a refusal. At `closesAt` it goes into TIME_WAIT. */
  open(program: number, remote: Remote, state: number, closesAt: number | null): void;
  expire(time: number): void;
  inUse(): number;
  refused(): number;
  /** Sockets in TIME_WAIT. */
  waiting(): number;
  forEach(visit: (port: number, state: number, processId: number, remote: Remote) => void): void;
}

interface Held {
  readonly remote: Remote;
  processId: number;
  state: number;
  until: number;
}

/** `timeWaitMs` is how long a closed socket keeps its port. */
export function simulatedSockets(range: PortRange, timeWaitMs: number): Sockets {
  const held = new Map<number, Held>();
  let next = 0;
  let refused = 0;
  let waiting = 0;
  return {
    open(program, remote, state, closesAt) {
      if (held.size >= range.number) {
        refused += 1;
        return;
      }
      while (held.has(range.start + next)) next = (next + 1) % range.number;
      held.set(range.start + next, {
        remote,
        processId: programs[program % programs.length]?.processId ?? 0,
        state,
        until: closesAt ?? Number.POSITIVE_INFINITY,
      });
      next = (next + 1) % range.number;
    },
    expire(time) {
      for (const [port, socket] of held) {
        if (socket.until > time) continue;
        if (socket.state === tcpState.TIME_WAIT) {
          held.delete(port);
          waiting -= 1;
          continue;
        }
        socket.state = tcpState.TIME_WAIT;
        waiting += 1;
        // A socket in TIME_WAIT belongs to nobody: its process has let go of it.
        socket.processId = 0;
        socket.until = time + timeWaitMs;
      }
    },
    inUse: () => held.size,
    refused: () => refused,
    waiting: () => waiting,
    forEach(visit) {
      for (const [port, { state, processId, remote }] of held) visit(port, state, processId, remote);
    },
  };
}
