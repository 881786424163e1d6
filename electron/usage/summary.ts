// Counts the ports of one range that TCP sockets hold, by state. Pure.
// Protects: a port is counted once however many sockets share it, since it is ports that run out.
import { tcpStates, type PortRange, type TcpStateGroup, type UsageFigures } from '../contract/models';
import { tcpState, type PortTableSnapshot } from '../machine/machine';

const groupOfState: Readonly<Record<number, TcpStateGroup>> = {
  [tcpState.ESTABLISHED]: 'ESTABLISHED',
  [tcpState.TIME_WAIT]: 'TIME_WAIT',
  [tcpState.CLOSE_WAIT]: 'CLOSE_WAIT',
  [tcpState.SYN_SENT]: 'SYN_SENT',
  [tcpState.LISTEN]: 'LISTEN',
  [tcpState.BOUND]: 'BOUND',
};

/** Which group speaks for a port that several sockets share, strongest first: a listener owns its port. */
const precedence: readonly TcpStateGroup[] = ['LISTEN', 'ESTABLISHED', 'CLOSE_WAIT', 'SYN_SENT', 'OTHER', 'BOUND', 'TIME_WAIT'];

/** Figures for the ports of `range` (both ends included). */
export function summarise(table: PortTableSnapshot, range: PortRange): UsageFigures {
  const last = range.start + range.number - 1;
  const rankOfPort = new Uint8Array(65536);
  for (let row = 0; row < table.count; row += 1) {
    const port = table.localPorts[row] ?? 0;
    if (port < range.start || port > last) continue;
    const rank = rankOf(table.states[row] ?? 0);
    if (rank > (rankOfPort[port] ?? 0)) rankOfPort[port] = rank;
  }
  const byRank = new Uint32Array(precedence.length + 1);
  for (const rank of rankOfPort) byRank[rank] = (byRank[rank] ?? 0) + 1;
  const byState = tcpStates.map((group) => byRank[rankOfGroup(group)] ?? 0);
  return { takenAt: table.takenAt, range, inUse: byState.reduce((sum, count) => sum + count, 0), byState };
}

/** 0 is "no socket"; higher is stronger. */
function rankOfGroup(group: TcpStateGroup): number {
  return precedence.length - precedence.indexOf(group);
}

const ranks = Uint8Array.from({ length: 256 }, (_, state) => rankOfGroup(groupOfState[state] ?? 'OTHER'));

function rankOf(state: number): number {
  return ranks[state] ?? 0;
}
