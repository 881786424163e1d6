// Scripted loads for training: sockets that do not exist, on the port ranges of the practice machine.
// Protects: they are simulated from the ranges in effect, so that what the wizard changes is seen to help (or not), and what the
// system tells beside them (processes, log, requests for a port) agrees with them.
import { failure, success } from '../../contract/errors/result';
import { rangeParts } from '../../contract/port-ranges/dynamic-ranges';
import type { Simulated } from '../../contract/usage/usage';
import { nextRow, snapshotOf, socketColumns, type SocketColumns } from '../common/socket-columns';
import { factsOfSimulation } from '../common/simulated-facts';
import type { Simulation } from '../interfaces/practice';
import type { PortTable, UsageSource } from '../interfaces/usage';
import { scripts } from './load-scripts';
import { stepMs, type Script } from './script-parts';
import { simulatedLog, type SimulatedLog } from './simulated-log';
import { factsOf, runningUnder } from './simulated-programs';
import { simulatedSockets, type Sockets } from './simulated-sockets';

/** After a longer pause (a suspended laptop), the load goes on from where it was. */
const longestCatchUpMs = 10_000;
/** What waits for datagrams on any Windows: names, time, discovery. None of it lies in a dynamic range. */
const udpListeners = 37;
const errorAccessDenied = 5;

/** The sockets of a simulated machine under a load, beginning now. `clock` in milliseconds. */
export function simulatedLoad(simulation: Simulation, clock: () => number = () => performance.now()): UsageSource {
  const { load, ranges, excluded, timeWaitSeconds, product, hasEventLog, isRestarted, startedAt } = simulation;
  const timeWaitMs = timeWaitSeconds * 1000;
  const sockets = simulatedSockets({ ranges, excluded, timeWaitMs });
  const log = simulatedLog(load);
  const goOn = playing(scripts[load]({ sockets, isRestarted, timeWaitMs }), sockets, log, clock);
  const running = runningUnder(load);
  const known = (range: (typeof ranges)['ipv4Tcp']) => ({ known: true, range }) as const;

  const standing = (): Simulated => {
    const holders = sockets.holders();
    return {
      load,
      refused: sockets.refused('tcp'),
      events: hasEventLog ? log.events() : null,
      answers: sockets.answers(),
      processes: running.map((program) => factsOf(program, holders.get(program.processId) ?? 0, startedAt)),
    };
  };
  return {
    of: 'machine',
    product,
    timeWaitSeconds,
    ...factsOfSimulation(standing),
    simulated: standing,
    processNames: {
      read: () => Promise.resolve(success(new Map(running.map(({ processId, name }) => [processId, name])))),
    },
    portRange: {
      read: () =>
        Promise.resolve(
          success({
            ipv4Tcp: known(ranges.ipv4Tcp),
            ipv4Udp: known(ranges.ipv4Udp),
            ipv6Tcp: known(ranges.ipv6Tcp),
            ipv6Udp: known(ranges.ipv6Udp),
          }),
        ),
    },
    excludedRanges: {
      read(name = 'ipv4Tcp') {
        const parts = excluded[rangeParts[name].transport];
        return Promise.resolve(parts ? success(parts) : failure({ code: 'NOT_AVAILABLE_HERE' }));
      },
    },
    portTable: simulatedTable(simulation, sockets, goOn),
  };
}

/** Plays the script on from where it was, each time it is called. */
function playing(script: Script, sockets: Sockets, log: SimulatedLog, clock: () => number): () => void {
  let lastRead = clock();
  let time = 0;
  script(0);
  return () => {
    const now = clock();
    const end = time + Math.min(longestCatchUpMs, Math.max(0, now - lastRead));
    lastRead = now;
    while (time + stepMs <= end) {
      time += stepMs;
      sockets.expire(time);
      script(time);
      log.follow(sockets, time);
    }
    lastRead -= end - time;
  };
}

function simulatedTable({ load, ranges }: Simulation, sockets: Sockets, goOn: () => void): PortTable {
  const tcp = socketColumns(4096);
  const udp = socketColumns(64);
  return {
    read() {
      if (ranges.ipv4Tcp.number <= 0) return Promise.resolve(failure({ code: 'NOT_AVAILABLE_HERE' }));
      if (load === 'unreadable')
        return Promise.resolve(
          failure({ code: 'ACCESS_DENIED', action: 'port-table.read', windowsCode: errorAccessDenied }),
        );
      goOn();
      fill(tcp, sockets, 'tcp');
      fill(udp, sockets, 'udp');
      for (let count = 0; count < udpListeners; count += 1) {
        const row = nextRow(udp);
        udp.localPorts[row] = 500 + count;
        udp.processIds[row] = 0;
        udp.localAddresses.fill(0, row * 4, row * 4 + 4);
      }
      return Promise.resolve(
        success(snapshotOf(tcp, { takenAt: Date.now(), tellsBound: true, udp, method: 'simulated' })),
      );
    },
  };
}

function fill(columns: SocketColumns, sockets: Sockets, transport: 'tcp' | 'udp'): void {
  columns.count = 0;
  sockets.forEach(transport, ({ port, state, processId, local, remote, remotePort }) => {
    const row = nextRow(columns);
    columns.localPorts[row] = port;
    columns.states[row] = state;
    columns.processIds[row] = processId;
    columns.remotePorts[row] = remotePort;
    columns.localAddresses.set(local, row * 4);
    columns.remoteAddresses.set(remote, row * 4);
  });
}
