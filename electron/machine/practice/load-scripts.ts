// The scripts of the loads: who opens which connections when. Each leads to a verdict of its own.
import type { PortRange } from '../../contract/port-ranges/dynamic-ranges';
import type { PracticeLoad } from '../../contract/usage/usage';
import { tcpState } from '../interfaces/usage';
import { programs, type Remote, type Sockets } from './simulated-sockets';

const database: Remote = { address: [10, 20, 0, 15], port: 1433 };
const webService: Remote = { address: [10, 20, 0, 80], port: 443 };
const others: readonly Remote[] = [
  { address: [10, 20, 0, 5], port: 445 },
  { address: [10, 20, 0, 6], port: 389 },
  { address: [203, 0, 113, 9], port: 443 },
];

/** Called for every step of simulated time (milliseconds), first with 0. */
export type Script = (time: number) => void;

const busyConnections = 2800;
/** Ports that Windows Vista and later lend when nobody has changed anything. A wider range is seen to help: it is far from full. */
const largestByDefault = 16_384;

export const scripts: Readonly<Record<PracticeLoad, (sockets: Sockets, range: PortRange) => Script>> = {
  idle,
  // Twelve connections a second that are opened and never closed; the database gives up on half of them.
  leak: (sockets) => (time) => {
    background(sockets, time);
    wander(sockets, time);
    for (let count = 0; time > 0 && count < 3; count += 1)
      sockets.open(0, database, count === 0 ? tcpState.ESTABLISHED : tcpState.CLOSE_WAIT, null);
  },
  // Each minute, twenty seconds of short connections: ports pile up in TIME_WAIT.
  burst: (sockets) => (time) => {
    background(sockets, time);
    wander(sockets, time);
    if (time % 60_000 >= 20_000) return;
    for (let count = 0; count < 25; count += 1) sockets.open(1, webService, tcpState.ESTABLISHED, time + 500);
  },
  // Every program opens four connections a second that stay: the range fills up, and no single program is to blame.
  growth: (sockets) => (time) => {
    background(sockets, time);
    wander(sockets, time);
    for (let program = 0; time > 0 && program < programs.length; program += 1)
      sockets.open(program, database, tcpState.ESTABLISHED, null);
  },
  // As many connections as its clients need, and no more: too many for 3,976 ports, few for 16,384.
  busy: (sockets) => (time) => {
    background(sockets, time);
    for (let count = 0; time === 0 && count < busyConnections; count += 1)
      sockets.open(count % programs.length, others[count % others.length] ?? database, tcpState.ESTABLISHED, null);
  },
  past: idle,
  unreadable: () => () => undefined,
  // Nearly full already, and quite full some eight seconds later: from then on every connection is refused with 10055.
  exhaustion: (sockets, range) => (time) => {
    background(sockets, time);
    const demand = Math.min(range.number, largestByDefault);
    if (time === 0) {
      const filled = Math.floor(demand * 0.78);
      for (let count = 0; sockets.inUse() < filled; count += 1) {
        // One program does not close what the database has ended.
        if (count % 4 === 0) sockets.open(0, database, tcpState.CLOSE_WAIT, null);
        else sockets.open(count % 3, webService, tcpState.ESTABLISHED, null);
      }
      return;
    }
    wander(sockets, time);
    const requested = Math.ceil(demand / 150);
    for (let count = 0; count < requested; count += 1) sockets.open(0, database, tcpState.ESTABLISHED, null);
  },
};

/** What every machine has: some connections that stay. */
function background(sockets: Sockets, time: number): void {
  if (time > 0) return;
  for (let count = 0; count < 24; count += 1)
    sockets.open(count % 3 === 0 ? 3 : 2, others[count % others.length] ?? database, tcpState.ESTABLISHED, null);
}

/** Now and then a web page is loaded. */
function wander(sockets: Sockets, time: number): void {
  if (time === 0 || time % 2000 !== 0) return;
  const pages = 1 + (((time / 2000) * 7) % 5);
  for (let count = 0; count < pages; count += 1)
    sockets.open(3, others[2] ?? webService, tcpState.ESTABLISHED, time + 1500 + count * 400);
}

function idle(sockets: Sockets): Script {
  return (time) => {
    background(sockets, time);
    wander(sockets, time);
  };
}
