// Scripted loads for training: sockets that do not exist, on the port range of the practice machine.
// Protects: they are simulated from the range in effect, so that what the wizard changes is seen to help (or not).
import type { PortRange } from '../../contract/port-ranges/dynamic-ranges';
import { failure, success } from '../../contract/errors/result';
import type { PracticeLoad } from '../../contract/usage/usage';
import { mappedPrefix, type UsageSource } from '../interfaces/usage';
import type { LoggedEvent } from '../interfaces/event-log';
import { nextRow, snapshotOf, socketColumns } from '../common/socket-columns';
import { scripts } from './load-scripts';
import { programs, simulatedSockets } from './simulated-sockets';

export interface LoadSettings {
  readonly load: PracticeLoad;
  readonly range: PortRange;
  readonly timeWaitSeconds: number;
  /** Product name of the Windows that is played. */
  readonly product: string;
  /** Events 4227 and 4231 are noted by Vista and later. */
  readonly hasEventLog: boolean;
}

const local = word(192, 0, 2, 25);

const stepMs = 250;
/** After a longer pause (a suspended laptop), the load goes on from where it was. */
const longestCatchUpMs = 10_000;
/** What waits for datagrams on any Windows: names, time, discovery. None of it lies in a dynamic range. */
const udpListeners = 37;
/** Windows notes the same event once a minute or so; the newest are kept. */
const eventEveryMs = 60_000;
const mostEvents = 50;
/** From this share of the range in TIME_WAIT on, the same port is soon wanted again. */
const collisionShare = 0.4;
const hourMs = 3_600_000;
const errorAccessDenied = 5;

/** The sockets of a simulated machine under `load`, beginning now. `clock` in milliseconds. */
export function simulatedLoad(
  { load, range, timeWaitSeconds, product, hasEventLog }: LoadSettings,
  clock: () => number = () => performance.now(),
): UsageSource {
  const columns = socketColumns(4096);
  const sockets = simulatedSockets(range, timeWaitSeconds * 1000);
  const script = scripts[load](sockets, range);
  let lastRead = clock();
  const log = simulatedLog(
    load === 'past' ? [26, 23, 20].map((hours) => ({ id: 4231, at: Date.now() - hours * hourMs })) : [],
  );
  let time = 0;
  script(0);

  const goOn = (): void => {
    const now = clock();
    const end = time + Math.min(longestCatchUpMs, Math.max(0, now - lastRead));
    lastRead = now;
    while (time + stepMs <= end) {
      time += stepMs;
      const before = sockets.refused();
      sockets.expire(time);
      script(time);
      if (sockets.refused() > before) log.note(4231, time);
      if (sockets.waiting() > range.number * collisionShare) log.note(4227, time);
    }
    lastRead -= end - time;
  };
  const udpColumns = socketColumns(udpListeners);
  for (let count = 0; count < udpListeners; count += 1) udpColumns.localPorts[nextRow(udpColumns)] = 500 + count;
  const known = { known: true, range } as const;
  return {
    of: 'machine',
    product,
    timeWaitSeconds,
    simulated: { load, refused: () => sockets.refused(), events: () => (hasEventLog ? log.events() : null) },
    processNames: {
      read: () => Promise.resolve(success(new Map(programs.map(({ processId, name }) => [processId, name])))),
    },
    portRange: {
      read: () => Promise.resolve(success({ ipv4Tcp: known, ipv4Udp: known, ipv6Tcp: known, ipv6Udp: known })),
    },
    portTable: {
      read() {
        if (range.number <= 0) return Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' }));
        if (load === 'unreadable')
          return Promise.resolve(
            failure({ code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: errorAccessDenied }),
          );
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
        return Promise.resolve(
          success(snapshotOf(columns, { takenAt: Date.now(), tellsBound: true, udp: udpColumns, method: 'simulated' })),
        );
      },
    },
  };
}

interface SimulatedLog {
  /** `time` of the simulation in milliseconds. */
  note(id: number, time: number): void;
  events(): readonly LoggedEvent[];
}

function simulatedLog(earlier: readonly LoggedEvent[]): SimulatedLog {
  const events = [...earlier];
  const notedAt = new Map<number, number>();
  return {
    note(id, time) {
      if (time - (notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < eventEveryMs) return;
      notedAt.set(id, time);
      events.push({ id, at: Date.now() });
      if (events.length > mostEvents) events.shift();
    },
    events: () => [...events],
  };
}

/** An IPv4 address as it lies in memory. */
function word(...bytes: readonly [number, number, number, number]): number {
  return new Uint32Array(Uint8Array.from(bytes).buffer)[0] ?? 0;
}
