// What `ss` says about the ephemeral ports of this computer: the second witness for the figures in the window.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Strongest first: of several sockets on one port, this one speaks for it. */
const states = ['LISTEN', 'ESTAB', 'CLOSE-WAIT', 'SYN-SENT', 'other', 'TIME-WAIT'] as const;
export type SsState = (typeof states)[number];

/** Ports of the ephemeral range by state, each port once. */
export async function portsBySs(): Promise<Readonly<Record<SsState, number>>> {
  const [first = 0, last = 0] = (await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')).trim().split(/\s+/).map(Number);
  const { stdout } = await promisify(execFile)('ss', ['-Htan'], { maxBuffer: 64 * 1024 * 1024 });
  const ports = new Map<number, number>();
  for (const line of stdout.split('\n')) {
    const [name = '', , , local = ''] = line.trim().split(/\s+/);
    const port = Number(local.slice(local.lastIndexOf(':') + 1));
    if (!(port >= first && port <= last)) continue;
    const known = states.findIndex((state) => state === name);
    const rank = known < 0 ? states.indexOf('other') : known;
    ports.set(port, Math.min(rank, ports.get(port) ?? rank));
  }
  const count = (state: SsState) => [...ports.values()].filter((rank) => states[rank] === state).length;
  return Object.fromEntries(states.map((state) => [state, count(state)])) as Record<SsState, number>;
}
