// Scripted loads for training: sockets that do not exist, on the port range of the practice machine.
// Protects: they are simulated from the range in effect, so that what the wizard changes is seen to help (or not).
import type { PortRange } from '../../contract/change';
import { failure, success } from '../../contract/result';
import type { PracticeLoad } from '../../contract/usage';
import { mappedPrefix, tcpState, type UsageSource } from '../machine';
import { nextRow, snapshotOf, socketColumns } from '../socket-columns';

export interface LoadSettings {
  readonly load: PracticeLoad;
  readonly range: PortRange;
  readonly timeWaitSeconds: number;
}

interface Remote {
  readonly address: readonly [number, number, number, number];
  readonly port: number;
}

const local = word(192, 0, 2, 25);
const programs = [
  { processId: 4312, name: 'OrderService.exe' },
  { processId: 1976, name: 'ReportMailer.exe' },
  { processId: 884, name: 'svchost.exe' },
  { processId: 5120, name: 'iexplore.exe' },
] as const;
const database: Remote = { address: [10, 20, 0, 15], port: 1433 };
const webService: Remote = { address: [10, 20, 0, 80], port: 443 };
const others: readonly Remote[] = [
  { address: [10, 20, 0, 5], port: 445 },
  { address: [10, 20, 0, 6], port: 389 },
  { address: [203, 0, 113, 9], port: 443 },
];

const stepMs = 250;
/** After a longer pause (a suspended laptop), the load goes on from where it was. */
const longestCatchUpMs = 10_000;
const udpSockets = 37;

/** The sockets of a simulated machine under `load`, beginning now. `clock` in milliseconds. */
export function simulatedLoad({ load, range, timeWaitSeconds }: LoadSettings, clock: () => number = () => performance.now()): UsageSource {
  const columns = socketColumns(4096);
  const sockets = simulation(range, timeWaitSeconds * 1000);
  const script = scripts[load](sockets, range);
  let lastRead = clock();
  let time = 0;
  script(0);

  const goOn = (): void => {
    const now = clock();
    const end = time + Math.min(longestCatchUpMs, Math.max(0, now - lastRead));
    lastRead = now;
    for (; time + stepMs <= end; time += stepMs) {
      sockets.expire(time);
      script(time);
    }
    lastRead -= end - time;
  };
  const known = { known: true, range } as const;
  return {
    of: 'machine',
    product: 'Windows Server 2003 R2',
    timeWaitSeconds,
    simulated: { load, refused: () => sockets.refused() },
    processNames: { read: () => Promise.resolve(success(new Map(programs.map(({ processId, name }) => [processId, name])))) },
    portRange: { read: () => Promise.resolve(success({ ipv4Tcp: known, ipv4Udp: known, ipv6Tcp: known, ipv6Udp: known })) },
    portTable: {
      read() {
        if (range.number <= 0) return Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' }));
        goOn();
        columns.count = 0;
        sockets.forEach((port, state, processId, remote) => {
          const row = nextRow(columns);
          columns.localPorts[row] = port;
          columns.states[row] = state;
          columns.processIds[row] = processId;
          columns.remotePorts[row] = remote.port;
          columns.localAddresses.set([0, 0, mappedPrefix, local], row * 4);
          columns.remoteAddresses.set([0, 0, mappedPrefix, word(...remote.address)], row * 4);
        });
        return Promise.resolve(success(snapshotOf(columns, { takenAt: Date.now(), udpCount: udpSockets, method: 'simulated' })));
      },
    },
  };
}

type Script = (time: number) => void;

/** Each is called for every step of simulated time, first with 0. */
const scripts: Readonly<Record<PracticeLoad, (sockets: Sockets, range: PortRange) => Script>> = {
  idle: (sockets) => (time) => {
    background(sockets, time);
    wander(sockets, time);
  },
  // Twelve connections a second that are opened and never closed; the database gives up on half of them.
  leak: (sockets) => (time) => {
    background(sockets, time);
    wander(sockets, time);
    for (let count = 0; time > 0 && count < 3; count += 1) sockets.open(0, database, count === 0 ? tcpState.ESTABLISHED : tcpState.CLOSE_WAIT, null);
  },
  // Each minute, twenty seconds of short connections: ports pile up in TIME_WAIT.
  burst: (sockets) => (time) => {
    background(sockets, time);
    wander(sockets, time);
    if (time % 60_000 >= 20_000) return;
    for (let count = 0; count < 25; count += 1) sockets.open(1, webService, tcpState.ESTABLISHED, time + 500);
  },
  // Nearly full already, and soon quite full: from then on every connection is refused with 10055.
  exhaustion: (sockets, range) => (time) => {
    background(sockets, time);
    if (time === 0) {
      const filled = Math.floor(range.number * 0.78);
      for (let count = 0; sockets.inUse() < filled; count += 1) {
        sockets.open(count % 3, count % 3 === 0 ? database : webService, count % 4 === 0 ? tcpState.CLOSE_WAIT : tcpState.ESTABLISHED, null);
      }
      return;
    }
    wander(sockets, time);
    const wanted = Math.ceil(range.number / 600);
    for (let count = 0; count < wanted; count += 1) sockets.open(0, database, tcpState.ESTABLISHED, null);
  },
};

/** What every machine has: some connections that stay. */
function background(sockets: Sockets, time: number): void {
  if (time > 0) return;
  for (let count = 0; count < 24; count += 1) sockets.open(count % 3 === 0 ? 3 : 2, others[count % others.length] ?? database, tcpState.ESTABLISHED, null);
}

/** Now and then a web page is loaded. */
function wander(sockets: Sockets, time: number): void {
  if (time === 0 || time % 2000 !== 0) return;
  const pages = 1 + ((time / 2000) * 7) % 5;
  for (let count = 0; count < pages; count += 1) sockets.open(3, others[2] ?? webService, tcpState.ESTABLISHED, time + 1500 + count * 400);
}

interface Sockets {
  /** Lends the next free port, or counts a refusal. At `closesAt` it goes into TIME_WAIT. */
  open(program: number, remote: Remote, state: number, closesAt: number | null): void;
  expire(time: number): void;
  inUse(): number;
  refused(): number;
  forEach(visit: (port: number, state: number, processId: number, remote: Remote) => void): void;
}

interface Held {
  readonly remote: Remote;
  processId: number;
  state: number;
  until: number;
}

function simulation(range: PortRange, timeWaitMs: number): Sockets {
  const held = new Map<number, Held>();
  let next = 0;
  let refused = 0;
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
          continue;
        }
        socket.state = tcpState.TIME_WAIT;
        // A socket in TIME_WAIT belongs to nobody: its process has let go of it.
        socket.processId = 0;
        socket.until = time + timeWaitMs;
      }
    },
    inUse: () => held.size,
    refused: () => refused,
    forEach(visit) {
      for (const [port, { state, processId, remote }] of held) visit(port, state, processId, remote);
    },
  };
}

/** An IPv4 address as it lies in memory. */
function word(...bytes: readonly [number, number, number, number]): number {
  return new Uint32Array(Uint8Array.from(bytes).buffer)[0] ?? 0;
}
