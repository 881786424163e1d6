// The functions of Winsock that are called to ask for one port. Node has started Winsock in this process already.
import type { SocketApi } from '../../common/port-attempt';
import type { Handle, Ref } from '../win32/win32-api';

const [inet, inet6] = [2, 23];
const [stream, datagram] = [1, 2];
const [tcp, udp] = [6, 17];
/** WSAENOBUFS and WSAEADDRINUSE (winsock2.h): where the caller left the port to Windows, none was left. */
const noPortLeft = [10055, 10048];

/** Throws off Windows. */
export async function loadSocketApi(): Promise<SocketApi> {
  const { default: koffi } = await import('koffi');
  const winsock = koffi.load('ws2_32.dll');
  const invalidSocket = koffi.sizeof('void *') === 8 ? 0xffff_ffff_ffff_ffffn : 0xffff_ffff;
  const socket: (family: number, type: number, protocol: number) => Handle = winsock.func(
    'uintptr_t __stdcall socket(int32_t family, int32_t type, int32_t protocol)',
  );
  const bind: (socket: Handle, address: Uint8Array, length: number) => number = winsock.func(
    'int32_t __stdcall bind(uintptr_t socket, const void *address, int32_t length)',
  );
  const getsockname: (socket: Handle, address: Uint8Array, length: Ref) => number = winsock.func(
    'int32_t __stdcall getsockname(uintptr_t socket, void *address, _Inout_ int32_t *length)',
  );
  const closesocket: (socket: Handle) => number = winsock.func('int32_t __stdcall closesocket(uintptr_t socket)');
  const lastError: () => number = winsock.func('int32_t __stdcall WSAGetLastError()');
  return {
    families: { ipv4: inet, ipv6: inet6 },
    refusals: noPortLeft,
    socket(family, transport) {
      const [type, protocol] = transport === 'tcp' ? [stream, tcp] : [datagram, udp];
      const handle = socket(family === 'ipv4' ? inet : inet6, type, protocol);
      return BigInt(handle) === BigInt(invalidSocket) ? null : handle;
    },
    bind: (handle, address) => bind(handle, address, address.length),
    getsockname: (handle, address) => getsockname(handle, address, [address.length]),
    close: (handle) => void closesocket(handle),
    lastError,
  };
}
