// The socket functions of libc that are called to ask for one port (socket(7), ip(7), ipv6(7)).
import type { SocketApi } from '../common/port-attempt';

const [inet, inet6] = [2, 10];
const [stream, datagram, closeOnExec] = [1, 2, 0o2000000];
/** EADDRINUSE: where the caller left the port to the kernel, none was left. */
const noPortLeft = 98;

/** Throws where koffi or libc is not there. */
export async function loadSocketApi(): Promise<SocketApi> {
  const { default: koffi } = await import('koffi');
  const libc = koffi.load('libc.so.6');
  const socket: (domain: number, type: number, protocol: number) => number = libc.func(
    'int socket(int domain, int type, int protocol)',
  );
  const bind: (fd: number | bigint, address: Uint8Array, length: number) => number = libc.func(
    'int bind(int fd, const void *address, uint32_t length)',
  );
  const getsockname: (fd: number | bigint, address: Uint8Array, length: [number]) => number = libc.func(
    'int getsockname(int fd, void *address, _Inout_ uint32_t *length)',
  );
  const close = libc.func('int close(int fd)');
  return {
    families: { ipv4: inet, ipv6: inet6 },
    refusals: [noPortLeft],
    socket(family, transport) {
      const type = (transport === 'tcp' ? stream : datagram) | closeOnExec;
      const fd = socket(family === 'ipv4' ? inet : inet6, type, 0);
      return fd < 0 ? null : fd;
    },
    bind: (fd, address) => bind(fd, address, address.length),
    getsockname: (fd, address) => getsockname(fd, address, [address.length]),
    close: (fd) => void close(fd),
    lastError: () => koffi.errno(),
  };
}
