// The sockets of this computer through netlink's sock_diag (sock_diag(7)): the kernel's own bytes, without text between.
// Protects: every read is bounded by the bytes received; a message that does not fit fails the reading.
import { mappedPrefix, tcpState } from '../interfaces/usage';
import { nextRow, type SocketColumns } from '../common/socket-columns';

/** What is called of libc; all return -1 on failure. */
export interface SockDiagApi {
  socket(domain: number, type: number, protocol: number): number;
  send(fd: number, buffer: Uint8Array, length: number, flags: number): number;
  recv(fd: number, buffer: Uint8Array, length: number, flags: number): number;
  bind(fd: number, address: Uint8Array, length: number): number;
  getsockname(fd: number, address: Uint8Array, length: Uint32Array): number;
  close(fd: number): number;
  errno(): number;
}

const afNetlink = 16;
const sockRawCloseOnExec = 3 | 0o2000000;
const netlinkSockDiag = 4;
const sockDiagByFamily = 20;
/** The request of before sock_diag, which the kernel still answers: the only one that asks for both families at once. */
const tcpDiagGetSock = 18;
const requestDump = 0x301;
const messageDone = 3;
const messageError = 2;

const headerSize = 16;
/** inet_diag_msg of linux/inet_diag.h. */
const diagSize = 72;
const families = { inet: 2, inet6: 10 } as const;
const sockStreamCloseOnExec = 1 | 0o2000000;
/** TCP_CLOSE: a socket that is bound and does nothing has this state in the answer, and a local port. */
const tcpClose = 7;
/** TCPF_BOUND_INACTIVE: the request's bit for such sockets (Linux 6.8 and later). */
const boundInactive = 1 << 13;
const everyState = 0xffff_ffff;
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
  tcpState.BOUND,
]);

/** Inodes of the rows, beside the columns: the key to the owning process. */
export interface InodeColumn {
  values: Uint32Array;
}

export interface SockDiag {
  /** Fills `columns` with every TCP socket; null on success, else what went wrong. */
  readTcp(columns: SocketColumns, inodes: InodeColumn): string | null;
  /** Fills `columns` with every UDP socket; null on success, else what went wrong. */
  readUdp(columns: SocketColumns, inodes: InodeColumn): string | null;
  /**
   * Whether this kernel tells sockets that are bound, but neither connected nor listening: one is bound to the loopback
   * address and looked for. Null where no socket could be bound.
   */
  findsBound(): boolean | null;
}

/** Reads with the functions of `api`, into one buffer that is used for every reading. */
export function sockDiag(api: SockDiagApi): SockDiag {
  const buffer = new Uint8Array(new ArrayBuffer(256 * 1024));
  const view = new DataView(buffer.buffer);

  /** Whether one request may ask for the TCP sockets of both families; false once the kernel has refused it. */
  let asksForBoth = true;

  const dump = (requests: readonly Uint8Array[], onSocket: (offset: number) => string | null): string | null => {
    const fd = api.socket(afNetlink, sockRawCloseOnExec, netlinkSockDiag);
    if (fd < 0) return `socket: error ${api.errno()}`;
    try {
      for (const request of requests) {
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

  const read = (requests: readonly Uint8Array[], columns: SocketColumns, inodes: InodeColumn): string | null => {
    columns.count = 0;
    return dump(requests, (offset) => {
      if (!addSocket(view, offset, columns)) return 'a socket in a state that is not known';
      if (inodes.values.length < columns.states.length) {
        const before = inodes.values;
        inodes.values = new Uint32Array(columns.states.length);
        inodes.values.set(before);
      }
      inodes.values[columns.count - 1] = view.getUint32(offset + 68, true);
      return null;
    });
  };

  return {
    readTcp(columns, inodes) {
      // Each request walks all sockets of the kernel, whatever their family: one walk instead of two.
      if (asksForBoth && read([bothFamiliesRequest()], columns, inodes) === null) return null;
      asksForBoth = false;
      return read(familyRequests(protocols.tcp), columns, inodes);
    },
    readUdp: (columns, inodes) => read(familyRequests(protocols.udp), columns, inodes),
    findsBound() {
      const fd = api.socket(families.inet, sockStreamCloseOnExec, 0);
      if (fd < 0) return null;
      try {
        // sockaddr_in of 127.0.0.1, port 0: the kernel chooses.
        const address = Uint8Array.from([families.inet, 0, 0, 0, 127, 0, 0, 1, ...new Array<number>(8).fill(0)]);
        if (api.bind(fd, address, address.length) !== 0) return null;
        if (api.getsockname(fd, address, Uint32Array.of(address.length)) !== 0) return null;
        const port = new DataView(address.buffer).getUint16(2, false);
        let isFound = false;
        const problem = dump([dumpRequest(families.inet, protocols.tcp, boundInactive)], (offset) => {
          if (view.getUint16(offset + 4, false) === port && view.getUint16(offset + 6, false) === 0) isFound = true;
          return null;
        });
        return problem === null ? isFound : null;
      } finally {
        api.close(fd);
      }
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
    if (type === sockDiagByFamily || type === tcpDiagGetSock) {
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
  const kernelState = view.getUint8(offset + 1);
  const state = mibState[kernelState] ?? 0;
  if (state === 0) return false;
  const localPort = view.getUint16(offset + 4, false);
  const row = nextRow(columns);
  columns.states[row] = kernelState === tcpClose && localPort !== 0 ? tcpState.BOUND : state;
  columns.processIds[row] = 0;
  columns.localPorts[row] = localPort;
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

/** Asks for the sockets of a family and a protocol in any of `states`, a bit for each state. */
export function dumpRequest(family: number, protocol: number, states: number = everyState): Uint8Array {
  const request = new Uint8Array(headerSize + 56);
  const view = new DataView(request.buffer);
  view.setUint32(0, request.length, true);
  view.setUint16(4, sockDiagByFamily, true);
  view.setUint16(6, requestDump, true);
  view.setUint8(headerSize, family);
  view.setUint8(headerSize + 1, protocol);
  view.setUint32(headerSize + 4, states, true);
  return request;
}

function familyRequests(protocol: number): readonly Uint8Array[] {
  return [families.inet, families.inet6].map((family) => dumpRequest(family, protocol));
}

/** Asks for the TCP sockets of both families in any state: an inet_diag_req of linux/inet_diag.h without a family. */
function bothFamiliesRequest(): Uint8Array {
  const request = new Uint8Array(headerSize + 60);
  const view = new DataView(request.buffer);
  view.setUint32(0, request.length, true);
  view.setUint16(4, tcpDiagGetSock, true);
  view.setUint16(6, requestDump, true);
  view.setUint32(headerSize + 52, everyState, true);
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
    bind: libc.func('int bind(int fd, const void *address, uint32_t length)'),
    getsockname: libc.func('int getsockname(int fd, void *address, void *length)'),
    close: libc.func('int close(int fd)'),
    errno: () => koffi.errno(),
  };
}
