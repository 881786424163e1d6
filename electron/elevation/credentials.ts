// Names the channel between window and worker, and how the worker learns of it: one argument, of a fixed form.
// Protects: the argument holds no path, so that no worker can be sent to another machine's pipe or to a file.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Credentials {
  /** 128 random bits in hexadecimal: names the channel. Not secret: the system lists such names. */
  readonly channel: string;
  /** 256 random bits in hexadecimal, used for one conversation. */
  readonly secret: string;
}

export function newCredentials(): Credentials {
  return { channel: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('hex') };
}

const option = '--elevated-worker';

export function credentialsArgument({ channel, secret }: Credentials): string {
  return `${option}=${channel}.${secret}`;
}

/** True when the process was meant to be a worker, well-formed or not: it must never become a window then. */
export function isWorkerArgument(argument: string): boolean {
  return argument === option || argument.startsWith(`${option}=`);
}

/** The credentials that an argument holds, or null. */
export function readCredentials(argument: string): Credentials | null {
  const [, channel, secret] = /^--elevated-worker=([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(argument) ?? [];
  return channel !== undefined && secret !== undefined ? { channel, secret } : null;
}

/** Elsewhere than on Windows, the folder that holds the channel alone: only this user may enter it. */
export function channelFolder(channel: string): string | null {
  return process.platform === 'win32' ? null : join(tmpdir(), `ephemeral-port-wizard-${channel}`);
}

export function channelPath(channel: string): string {
  const folder = channelFolder(channel);
  return folder === null ? `\\\\.\\pipe\\ephemeral-port-wizard-${channel}` : join(folder, 'worker');
}
