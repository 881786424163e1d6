// The sockets of this computer through netlink's sock_diag (sock_diag(7)): the kernel's own bytes, without text between.
// Protects: every read is bounded by the bytes received; a message that does not fit fails the reading.
import { mappedPrefix, tcpState } from '../interfaces/usage';
import { nextRow, type SocketColumns } from '../common/socket-columns';

/** What is called of libc; all return -1 on failure. */
export interface SockDiagApi {
  socket(domain: number, type: number, protocol: number): number;
  send(fd: number, buffer: Uint8Array, length: number, flags: number): number;
  recv(fd: number, buffer: Uint8Array, length: number, flags: number): number;
  close(fd: number): number;
  errno(): number;
}

const afNetlink = 16;
const sockRawCloseOnExec = 3 | 0o2000000;
const netlinkSockDiag = 4;
const sockDiagByFamily = 20;
const requestDump = 0x301;
const messageDone = 3;
const messageError = 2;

const headerSize = 16;
/** inet_diag_msg of linux/inet_diag.h. */
const diagSize = 72;
const families = { inet: 2, inet6: 10 } as const;
const protocols = { tcp: 6, udp: 17 } as const;

/** Linux state numbers (include/net/tcp_states.h) as numbers of the TCP MIB; 0 is none. */
export const mibState = Uint8Array.from([
  0,
  tcpState.ESTABLISHED,
  tcpState.SYN_SENT,
  tcpState.SYN_RECEIVED,
  tcpState.FIN_WAIT_1,
  tcpState.FIN_WAIT_2,
  tcpState.TIME_WAIT,
  tcpState.CLOSED,
  tcpState.CLOSE_WAIT,
  tcpState.LAST_ACK,
  tcpState.LISTEN,
  tcpState.CLOSING,
  tcpState.SYN_RECEIVED,
  // TCP_BOUND_INACTIVE, told by Linux 6.8 and later.
  tcpState.BOUND,
]);

/** Inodes of the rows, beside the columns: the key to the owning process. */
export interface InodeColumn {
  values: Uint32Array;
}

export interface SockDiag {
  /** Fills `columns` with every TCP socket; null on success, else what went wrong. */
  readTcp(columns: SocketColumns, inodes: InodeColumn): string | null;
  /** Number of UDP sockets, or what went wrong. */
  countUdp(): number | string;
}

/** Reads with the functions of `api`, into one buffer that is used for every reading. */
export function sockDiag(api: SockDiagApi): SockDiag {
  const buffer = new Uint8Array(new ArrayBuffer(256 * 1024));
  const view = new DataView(buffer.buffer);

  const dump = (protocol: number, onSocket: (offset: number) => string | null): string | null => {
    const fd = api.socket(afNetlink, sockRawCloseOnExec, netlinkSockDiag);
    if (fd < 0) return `socket: error ${api.errno()}`;
    try {
      for (const family of [families.inet, families.inet6]) {
        const request = dumpRequest(family, protocol);
        if (api.send(fd, request, request.length, 0) !== request.length) return `send: error ${api.errno()}`;
        const problem = receive(fd, onSocket);
        if (problem !== null) return problem;
      }
      return null;
    } finally {
      api.close(fd);
    }
  };

  const receive = (fd: number, onSocket: (offset: number) => string | null): string | null => {
    for (;;) {
      const length = api.recv(fd, buffer, buffer.length, 0);
      if (length <= 0) return `recv: error ${api.errno()}`;
      const end = readMessages(view, length, onSocket);
      if (end === 'done') return null;
      if (end !== 'more') return end;
    }
  };

  return {
    readTcp(columns, inodes) {
      columns.count = 0;
      return dump(protocols.tcp, (offset) => {
        if (!addSocket(view, offset, columns)) return 'a socket in a state that is not known';
        if (inodes.values.length < columns.states.length) {
          const before = inodes.values;
          inodes.values = new Uint32Array(columns.states.length);
          inodes.values.set(before);
        }
        inodes.values[columns.count - 1] = view.getUint32(offset + 68, true);
        return null;
      });
    },
    countUdp() {
      let count = 0;
      const problem = dump(protocols.udp, () => {
        count += 1;
        return null;
      });
      return problem ?? count;
    },
  };
}

/** Walks the netlink messages of one datagram: 'done', 'more', or what is wrong with it. */
export function readMessages(view: DataView, length: number, onSocket: (offset: number) => string | null): string {
  let at = 0;
  while (at + headerSize <= length) {
    const size = view.getUint32(at, true);
    const type = view.getUint16(at + 4, true);
    if (size < headerSize || at + size > length) return 'a message that does not fit what was received';
    if (type === messageDone) return 'done';
    if (type === messageError)
      return `refused: error ${size >= headerSize + 4 ? -view.getInt32(at + headerSize, true) : 0}`;
    if (type === sockDiagByFamily) {
      if (size < headerSize + diagSize) return 'a message that is too short';
      const problem = onSocket(at + headerSize);
      if (problem !== null) return problem;
    }
    at += (size + 3) & ~3;
  }
  return 'more';
}

/** Adds the inet_diag_msg at `offset`; false when its state is not known. */
export function addSocket(view: DataView, offset: number, columns: SocketColumns): boolean {
  const state = mibState[view.getUint8(offset + 1)] ?? 0;
  if (state === 0) return false;
  const row = nextRow(columns);
  columns.states[row] = state;
  columns.processIds[row] = 0;
  columns.localPorts[row] = view.getUint16(offset + 4, false);
  columns.remotePorts[row] = view.getUint16(offset + 6, false);
  const isIpv4 = view.getUint8(offset) === families.inet;
  const word = row * 4;
  copyAddress(view, offset + 8, isIpv4, columns.localAddresses, word);
  copyAddress(view, offset + 24, isIpv4, columns.remoteAddresses, word);
  return true;
}

/** Words are kept as they lie in memory: this program runs on little-endian systems only. */
function copyAddress(view: DataView, from: number, isIpv4: boolean, to: Uint32Array, word: number): void {
  if (isIpv4) {
    to[word] = 0;
    to[word + 1] = 0;
    to[word + 2] = mappedPrefix;
    to[word + 3] = view.getUint32(from, true);
    return;
  }
  to[word] = view.getUint32(from, true);
  to[word + 1] = view.getUint32(from + 4, true);
  to[word + 2] = view.getUint32(from + 8, true);
  to[word + 3] = view.getUint32(from + 12, true);
}

/** Asks for every socket of a family and a protocol, whatever its state. */
export function dumpRequest(family: number, protocol: number): Uint8Array {
  const request = new Uint8Array(headerSize + 56);
  const view = new DataView(request.buffer);
  view.setUint32(0, request.length, true);
  view.setUint16(4, sockDiagByFamily, true);
  view.setUint16(6, requestDump, true);
  view.setUint8(headerSize, family);
  view.setUint8(headerSize + 1, protocol);
  view.setUint32(headerSize + 4, 0xffff_ffff, true);
  return request;
}

/** The functions of this computer's libc. Throws where koffi or libc is not there. */
export async function loadSockDiagApi(): Promise<SockDiagApi> {
  const { default: koffi } = await import('koffi');
  const libc = koffi.load('libc.so.6');
  return {
    socket: libc.func('int socket(int domain, int type, int protocol)'),
    send: libc.func('intptr_t send(int fd, const void *buffer, size_t length, int flags)'),
    recv: libc.func('intptr_t recv(int fd, void *buffer, size_t length, int flags)'),
    close: libc.func('int close(int fd)'),
    errno: () => koffi.errno(),
  };
}
