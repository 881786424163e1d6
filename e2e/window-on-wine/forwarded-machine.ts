// A machine whose adapters are in a Windows Node on the other end of a connection.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { realDisk } from '../../electron/machine/common/disk';
import { userFolder } from '../../electron/machine/common/user-folder';
import type { Machine } from '../../electron/machine/interfaces/machine';
import { portClaimsFrom } from '../../electron/machine/common/port-claims';
import { decode, encode, lineReader, type Answer, type RemoteMachine } from './wire';

/** Connects to 127.0.0.1, sends the secret, and gives the machine behind it: Windows, with our own files kept here. */
export async function forwardedMachine(port: number, secret: string, folder: string): Promise<Machine> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const remote = remoteMachine(socket, secret);
  const system = await remote.system.describe();
  if (!system.ok) throw new Error(JSON.stringify(system.error));
  const { registry, portRange, portProbe, portTable, processNames } = remote;
  return {
    kind: 'windows',
    practice: null,
    registry,
    portRange,
    portProbe: { isSimulated: false, run: (name, fresh) => portProbe.run(name, fresh) },
    portClaims: portClaimsFrom({ portTable, processNames }),
    system: remote.system,
    usage: { of: 'machine', product: system.value.product, portTable, portRange, processNames },
    disk: realDisk,
    folder: userFolder(folder),
    elevation: null,
  };
}

function remoteMachine(socket: Socket, secret: string): RemoteMachine {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  socket.setEncoding('utf8');
  socket.on(
    'data',
    lineReader((line) => {
      const answer = decode(line) as Answer;
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    }),
  );
  socket.on('close', () => {
    for (const [id, settle] of waiting) settle({ id, rejection: 'the Windows Node is gone' });
  });
  socket.on('error', () => socket.destroy());
  socket.write(`${encode({ secret })}\n`);

  const ask = (adapter: string, method: string, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, ({ value, rejection }) => {
        if (rejection === undefined) resolve(value);
        else reject(new Error(rejection));
      });
      socket.write(`${encode({ id: lastId, adapter, method, args })}\n`);
    });
  const forward = (adapter: string) =>
    new Proxy(
      {},
      {
        get:
          (_, method) =>
          (...args: readonly unknown[]) =>
            ask(adapter, String(method), args),
      },
    );
  // Every method of every adapter goes the same way; the types are those of the adapters on the other end.
  return Object.fromEntries(
    ['registry', 'system', 'portRange', 'portProbe', 'portTable', 'processNames'].map((adapter) => [
      adapter,
      forward(adapter),
    ]),
  ) as unknown as RemoteMachine;
}
