// Runs in the Windows Node: answers one window from the real adapters, over 127.0.0.1.
// Protects: one connection only, and only after the secret that its parent passed to it; then nobody else is admitted.
import { createHash, timingSafeEqual } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createServer, type Server, type Socket } from 'node:net';
import { realDisk } from '../../electron/machine/common/disk';
import { userFolder } from '../../electron/machine/common/user-folder';
import type { PortRangeControl } from '../../electron/machine/interfaces/ports';
import { isProcessElevated } from '../../electron/machine/windows/win32/process-elevation';
import { netshPortRange } from '../../electron/machine/windows/netsh/netsh';
import { exportKey } from '../../electron/machine/windows/registry/reg-exe';
import { windowsRegistry } from '../../electron/machine/windows/registry/registry';
import { windowsProcessNames } from '../../electron/machine/windows/sockets/process-names';
import { loadWin32 } from '../../electron/machine/windows/win32/win32-api';
import { windowsMachine } from '../../electron/machine/windows/windows-machine';
import {
  decode,
  encode,
  lineReader,
  type Answer,
  type Greeting,
  type Question,
  type RemoteMachine,
  type ServerOrders,
} from './wire';

const orders = JSON.parse(process.argv[2] ?? '') as ServerOrders;

function remoteMachine({ isElevated, netshOutput }: ServerOrders, isOwnElevated: boolean): RemoteMachine {
  const {
    registry,
    system,
    portRange: ownRange,
    portProbe,
    usage,
  } = windowsMachine(realDisk, userFolder(tmpdir()), null);
  const portRange = netshOutput === null ? ownRange : rangeFrom(Buffer.from(netshOutput, 'base64'));
  const real = {
    registry,
    system,
    portRange,
    portProbe,
    portTable: usage.portTable,
    processNames: windowsProcessNames(),
  };
  // From version 10 on, Wine gives no rights by default; an older one gives all, and only the answer can differ.
  if (isElevated || !isOwnElevated) return real;
  return {
    ...real,
    registry: windowsRegistry(undefined, { isElevated: () => false, regExe: (key) => exportKey(key, tmpdir()) }),
    system: {
      ...system,
      async describe() {
        const info = await system.describe();
        return info.ok ? { ok: true, value: { ...info.value, isElevated: false } } : info;
      },
    },
  };
}

function rangeFrom(stdout: Buffer): PortRangeControl {
  return netshPortRange({
    run: () => Promise.resolve({ exitCode: 0, stdout, stderr: Buffer.alloc(0) }),
    programPath: () => Promise.resolve('netsh.exe'),
    decode: (bytes) => Promise.resolve(Buffer.from(bytes).toString('latin1')),
    isElevated: () => Promise.resolve(true),
  });
}

const isOwnElevated = isProcessElevated(await loadWin32());
if (orders.isElevated && !isOwnElevated) throw new Error('the Windows Node was started without administrator rights');
const adapters = new Map(Object.entries(remoteMachine(orders, isOwnElevated)));

async function answer({ id, adapter, method, args }: Question): Promise<Answer> {
  try {
    const call: unknown = Reflect.get(Object(adapters.get(adapter)), method);
    if (typeof call !== 'function') throw new Error(`there is no ${adapter}.${method}`);
    return { id, value: await Reflect.apply(call, undefined, args) };
  } catch (error) {
    return { id, rejection: String(error) };
  }
}

function isSecret(line: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  try {
    return timingSafeEqual(digest((decode(line) as Greeting).secret), digest(orders.secret));
  } catch {
    return false;
  }
}

function serve(socket: Socket, server: Server): void {
  let isTrusted = false;
  socket.setEncoding('utf8');
  socket.on(
    'data',
    lineReader((line) => {
      if (isTrusted) {
        void answer(decode(line) as Question).then((reply) => socket.write(`${encode(reply)}\n`));
        return;
      }
      isTrusted = isSecret(line);
      if (!isTrusted) socket.destroy();
      // The secret has been used: nobody else gets in, and the process ends with this connection.
      else server.close();
    }),
  );
  socket.on('error', () => socket.destroy());
}

const server = createServer((socket) => serve(socket, server));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  // In one step: whoever sees the file finds the complete number in it.
  writeFileSync(`${orders.addressFile}.new`, String(address.port));
  renameSync(`${orders.addressFile}.new`, orders.addressFile);
});
