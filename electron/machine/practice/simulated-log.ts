// The System log of the practice machine while a load is played: what its sockets lead to, as Windows notes it.
import type { PracticeLoad } from '../../contract/usage/usage';
import type { LoggedEvent } from '../interfaces/event-log';
import type { Sockets } from './simulated-sockets';

/** Windows notes the same event once a minute or so; the newest are kept. */
const eventEveryMs = 60_000;
const mostEvents = 50;
/** From this share of the range in TIME_WAIT on, the same port is soon wanted again. */
const collisionShare = 0.4;
const hourMs = 3_600_000;

export interface SimulatedLog {
  /** Notes what happened to `sockets` since it was asked last; `time` of the simulation in milliseconds. */
  follow(sockets: Sockets, time: number): void;
  events(): readonly LoggedEvent[];
}

export function simulatedLog(load: PracticeLoad): SimulatedLog {
  const events: LoggedEvent[] =
    load === 'past' ? [26, 23, 20].map((hours) => ({ id: 4231, at: Date.now() - hours * hourMs })) : [];
  const notedAt = new Map<number, number>();
  const refusedBefore = { tcp: 0, udp: 0 };

  const note = (id: number, time: number): void => {
    if (time - (notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < eventEveryMs) return;
    notedAt.set(id, time);
    events.push({ id, at: Date.now() });
    if (events.length > mostEvents) events.shift();
  };
  const wasRefused = (transport: 'tcp' | 'udp', sockets: Sockets): boolean => {
    const before = refusedBefore[transport];
    refusedBefore[transport] = sockets.refused(transport);
    return refusedBefore[transport] > before;
  };

  return {
    follow(sockets, time) {
      if (wasRefused('tcp', sockets)) note(4231, time);
      if (wasRefused('udp', sockets)) note(4266, time);
      if (sockets.waiting() > sockets.usable('ipv4Tcp') * collisionShare) note(4227, time);
    },
    events: () => [...events],
  };
}
