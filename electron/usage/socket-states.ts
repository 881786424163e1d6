// States of sockets as the groups that are shown, and which of them counts for a port that several sockets share.
import { tcpStates, type TcpStateGroup } from '../contract/usage/sample';
import { tcpState } from '../machine/interfaces/usage';

const groupOfState: Readonly<Record<number, TcpStateGroup>> = {
  [tcpState.ESTABLISHED]: 'ESTABLISHED',
  [tcpState.TIME_WAIT]: 'TIME_WAIT',
  [tcpState.CLOSE_WAIT]: 'CLOSE_WAIT',
  [tcpState.SYN_SENT]: 'SYN_SENT',
  [tcpState.LISTEN]: 'LISTEN',
  [tcpState.BOUND]: 'BOUND',
};

/** Strongest first: a listener owns its port. */
const precedence: readonly TcpStateGroup[] = [
  'LISTEN',
  'ESTABLISHED',
  'CLOSE_WAIT',
  'SYN_SENT',
  'OTHER',
  'BOUND',
  'TIME_WAIT',
];

/** 0 is "no socket"; higher is stronger. */
function rankOfGroup(group: TcpStateGroup): number {
  return precedence.length - precedence.indexOf(group);
}

export const stateCount = tcpStates.length;

/** By the number of a TCP state. */
export const rankOfState = Uint8Array.from({ length: 256 }, (_, state) => rankOfGroup(groupOfState[state] ?? 'OTHER'));

/** By rank, the place in `tcpStates`. */
export const groupOfRank = Uint8Array.from({ length: precedence.length + 1 }, (_, rank) =>
  rank === 0 ? 0 : tcpStates.indexOf(precedence[precedence.length - rank] ?? 'OTHER'),
);

export const listenRank = rankOfGroup('LISTEN');
export const timeWaitRank = rankOfGroup('TIME_WAIT');
