// The window's end of the channel: listens for one worker, and lets in only the one that knows the secret.
// Protects: whoever else connects is hung up on without having been sent anything; after the worker nobody gets in.
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { readLines } from '../machine/common/lines';
import type { Elevation } from '../machine/interfaces/elevation';
import { channelFolder, channelPath, newCredentials, type Credentials } from './credentials';
import { longestAnswer, verifier, workerMessage, type WorkerMessage } from './protocol';

/** What arrives at the window's end. */
export interface ChannelListener {
  readonly onMessage: (message: WorkerMessage) => void;
  /** Somebody was turned away before the worker came: `wrong-secret`, or a message of the worker itself could not be understood. */
  readonly onRefused: (why: 'wrong-secret' | 'not-understood') => void;
  /** The worker's end of the channel is closed. */
  readonly onEnd: () => void;
}

export interface Channel {
  readonly credentials: Credentials;
  /** Sends one line to the worker; one that is gone meanwhile ends the channel. */
  send(line: string): void;
  close(): Promise<void>;
}

/** Strangers who are connected and silent are hung up on after this time. */
const silenceTimeoutMs = 10_000;
/** So many may be connected before one of them has shown that it knows the secret. */
const mostStrangers = 8;

/** Listens on a new channel. Rejects when that cannot be made, or cannot be kept from other users. */
export async function openChannel(
  elevation: Pick<Elevation, 'protectChannel'>,
  listener: ChannelListener,
): Promise<Channel> {
  const credentials = newCredentials();
  const folder = channelFolder(credentials.channel);
  const path = channelPath(credentials.channel);
  if (folder !== null) await mkdir(folder, { mode: 0o700 });
  const strangers = new Set<Socket>();
  let worker: Socket | null = null;

  const greet = (socket: Socket) => {
    const read = verifier(credentials.secret, 'worker');
    const turnAway = (why: 'wrong-secret' | 'not-understood' | null) => {
      socket.destroy();
      if (why && (worker === null || worker === socket)) listener.onRefused(why);
    };
    if (worker !== null || strangers.size >= mostStrangers) {
      turnAway(null);
      return;
    }
    strangers.add(socket);
    socket.setTimeout(silenceTimeoutMs, () => turnAway(null));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      strangers.delete(socket);
      if (socket === worker) listener.onEnd();
    });
    const onLine = (line: string) => {
      if (socket.destroyed) return;
      const opened = read(line);
      const parsed = opened && workerMessage.safeParse(opened.message);
      if (!opened) turnAway('wrong-secret');
      else if (!parsed?.success) turnAway('not-understood');
      else if (worker === null) admit(parsed.data);
      else if (worker === socket) listener.onMessage(parsed.data);
      else turnAway(null);
    };
    const admit = (message: WorkerMessage) => {
      worker = socket;
      socket.setTimeout(0);
      server.close();
      for (const stranger of strangers) if (stranger !== socket) stranger.destroy();
      listener.onMessage(message);
    };
    readLines(socket, longestAnswer, onLine, () => turnAway('not-understood'));
  };

  const server = createServer(greet);
  try {
    await listening(server, path);
    await elevation.protectChannel(path);
  } catch (error) {
    await shut(server, strangers, folder);
    throw error;
  }
  return {
    credentials,
    send: (line) => void worker?.write(`${line}\n`),
    close: () => shut(server, strangers, folder),
  };
}

async function listening(server: Server, path: string): Promise<void> {
  const isListening = once(server, 'listening');
  server.listen({ path, exclusive: true });
  await isListening;
  // A connection that cannot be accepted is the other end's trouble.
  server.on('error', () => undefined);
}

async function shut(server: Server, sockets: ReadonlySet<Socket>, folder: string | null): Promise<void> {
  for (const socket of sockets) socket.destroy();
  server.close();
  if (folder !== null) await rm(folder, { recursive: true, force: true });
}
