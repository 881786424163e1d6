// The scripts of the loads: who opens which connections when. Each leads to a verdict of its own.
import type { PracticeLoad } from '../../contract/usage/usage';
import { tcpState } from '../interfaces/usage';
import {
  background,
  bind,
  connect,
  crowd,
  database,
  demand,
  everyday,
  others,
  timesInStep,
  wait,
  wander,
  webService,
  type Connecting,
  type Script,
  type Stage,
} from './script-parts';
import { simulatedPrograms, type ProgramName } from './simulated-programs';
import type { Remote } from './simulated-sockets';

const busyConnections = 2800;
/** Local addresses of the load with many of them, and what each of them has. */
const addressCount = 200;
const portsPerAddress = 40;
/** Ports in use under the load whose machine has hardly any port to assign. */
const connectionsBesideExcluded = 96;

export const scripts: Readonly<Record<PracticeLoad, (stage: Stage) => Script>> = {
  idle: everyday,
  // Twelve connections a second that are opened and never closed; the database gives up on most of them.
  leak: (stage) => (time) => {
    everyday(stage)(time);
    for (let count = 0; time > 0 && count < 3; count += 1)
      connect(stage, 1, {
        by: 'orders',
        to: database,
        state: count === 0 ? tcpState.ESTABLISHED : tcpState.CLOSE_WAIT,
      });
  },
  bound: (stage) => (time) => {
    everyday(stage)(time);
    // Each attempt to connect binds a socket anew, and leaves the last one behind.
    bind(stage, time === 0 ? freeOf(stage) : timesInStep(time, 60), 'vpn');
  },
  // Nobody is left who could close them; the other programs find no port. Only a restart frees them.
  orphaned: (stage) => (time) => {
    everyday(stage)(time);
    if (stage.isRestarted) return;
    if (time === 0) bind(stage, freeOf(stage), 'vpn');
    connect(stage, timesInStep(time, 60), { by: 'orders', to: database, closesAt: time + 1000 });
  },
  service: (stage) => growing(stage, 'remoteManagement', { address: '10.20.0.31', port: 5985 }),
  'system-service': (stage) => growing(stage, 'dnsClient', { address: '10.20.0.53', port: 53 }),
  // Most of them bound, as a driver leaves them.
  driver: (stage) => (time) => {
    everyday(stage)(time);
    const ports = demand(stage);
    bind(stage, time === 0 ? heldAtFirst(stage) : timesInStep(time, ports * riseShare), 'system');
  },
  // Each minute, twenty seconds of short connections: ports pile up in TIME_WAIT.
  burst: (stage) => (time) => {
    everyday(stage)(time);
    if (time % 60_000 < 20_000) connect(stage, 25, { by: 'mailer', to: webService, closesAt: time + 500 });
  },
  // Short connections to one server without a pause: as many come as go, and most of the range is in TIME_WAIT.
  churn: (stage) => {
    const server = { address: '10.0.0.9', port: 5432 };
    const perMinute = (demand(stage) * 0.7) / 2;
    return (time) => {
      everyday(stage)(time);
      const before = time === 0 ? Math.floor((perMinute * stage.timeWaitMs) / 60_000) : 0;
      for (let count = 1; count <= before; count += 1)
        wait(stage, 1, server, Math.floor((stage.timeWaitMs * count) / before));
      connect(stage, timesInStep(time, perMinute), { by: 'bun', to: server, closesAt: time + 1500 });
    };
  },
  // Every program opens four connections a second that stay: the range fills up, and no single program is to blame.
  growth: (stage) => (time) => {
    everyday(stage)(time);
    if (time > 0) for (const by of crowd) connect(stage, 1, { by, to: database });
  },
  // As many connections as its clients need, and no more: too many for 3,976 ports, few for 16,384.
  busy: (stage) => (time) => {
    background(stage, time);
    if (time === 0) spread(stage, busyConnections);
  },
  // More than half of the range, by one server that needs them, and no more of them from one hour to the next.
  heavy: (stage) => (time) => {
    everyday(stage)(time);
    for (let count = 0; time === 0 && count < demand(stage) * 0.55; count += 1)
      connect(stage, 1, { by: 'database', to: { address: `10.20.1.${1 + (count % 200)}`, port: 1433 } });
  },
  // Nearly full already, and quite full some eight seconds later: from then on every connection is refused with 10055.
  exhaustion: (stage) => (time) => {
    background(stage, time);
    const ports = demand(stage);
    if (time === 0) {
      const filled = Math.floor(ports * 0.78);
      for (let count = 0; stage.sockets.inUse('ipv4Tcp') < filled; count += 1) {
        // One program does not close what the database has ended.
        if (count % 4 === 0) connect(stage, 1, { by: 'orders', to: database, state: tcpState.CLOSE_WAIT });
        else connect(stage, 1, { by: crowd[count % 3] ?? 'orders', to: webService });
      }
      return;
    }
    wander(stage, time);
    connect(stage, Math.ceil(ports / 150), { by: 'orders', to: database });
  },
  // The DNS server holds every UDP port of an ordinary range, and would have one more where none is left.
  udp: (stage) => (time) => {
    everyday(stage)(time);
    const { sockets } = stage;
    const isFull = sockets.inUse('ipv4Udp') >= sockets.usable('ipv4Udp');
    const count = time === 0 ? demand(stage, 'ipv4Udp') : isFull ? timesInStep(time, 120) : 0;
    const { processId } = simulatedPrograms.dns;
    for (let opened = 0; opened < count; opened += 1)
      sockets.open({ transport: 'udp', processId, local: '0.0.0.0', remote: null, state: 0 });
  },
  // Connections of this computer to itself over IPv6, by several programs; over IPv4 it is calm.
  ipv6: (stage) => (time) => {
    everyday(stage)(time);
    const count = time === 0 ? demand(stage, 'ipv6Tcp') : timesInStep(time, 60);
    spread(stage, count, { local: '::1', to: { address: '::1', port: 8080 }, ...passing(time) });
  },
  // One of two hundred addresses is full.
  addresses: (stage) => (time) => {
    everyday(stage)(time);
    for (let address = 1; time === 0 && address < addressCount; address += 1)
      spread(stage, portsPerAddress, { local: `10.1.0.${address}` });
    const count = time === 0 ? demand(stage) : timesInStep(time, 60);
    spread(stage, count, { local: `10.1.0.${addressCount}`, ...passing(time) });
  },
  // Little is needed, and less is left: the practice machine keeps most of its range out of use (practice-claims.ts).
  excluded: (stage) => (time) => {
    background(stage, time);
    if (time === 0) spread(stage, connectionsBesideExcluded);
  },
  past: everyday,
  unreadable: () => () => undefined,
};

/** Ports a minute, as a share of the range: 90 of 16,384. */
const riseShare = 0.0055;

/** Ports of whoever has been taking more and more for a long time; a restart has freed them. */
function heldAtFirst(stage: Stage): number {
  return stage.isRestarted ? 0 : Math.floor(demand(stage) * 0.545);
}

/** Connections of a service that holds more than half of the range already, and takes more all the time. */
function growing(stage: Stage, by: ProgramName, to: Remote): Script {
  return (time) => {
    everyday(stage)(time);
    const count = time === 0 ? heldAtFirst(stage) : timesInStep(time, demand(stage) * riseShare);
    connect(stage, count, { by, to });
  };
}

/** Connections by several programs, of which none stands out. */
function spread(stage: Stage, connections: number, over: Partial<Omit<Connecting, 'by'>> = {}): void {
  for (let count = 0; count < connections; count += 1)
    connect(stage, 1, {
      by: crowd[count % crowd.length] ?? 'orders',
      to: others[count % others.length] ?? database,
      ...over,
    });
}

/** Those of the beginning stay, later ones end after a second. */
function passing(time: number): Pick<Connecting, 'closesAt'> {
  return time === 0 ? {} : { closesAt: time + 1000 };
}

/** Ports that are left of those that a load takes for full. */
function freeOf(stage: Stage): number {
  return Math.max(0, demand(stage) - stage.sockets.inUse('ipv4Tcp'));
}
