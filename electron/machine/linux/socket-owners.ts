// Which process holds a socket: the inodes behind /proc/<pid>/fd, looked through only as often as can be afforded.
// Protects: other users' processes are not ours to see; their sockets stay without an owner, and that is no failure.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { failure, success } from '../../contract/errors/result';
import type { ProcessNames } from '../interfaces/usage';

/** A look through all processes may cost this share of the time. */
const affordableShare = 0.03;
const shortestPauseMs = 2000;
const largestScan = 200_000;

export interface SocketOwners {
  /** Fills in the owners of the first `count` rows by their inodes; looks again when some are new and it is time. */
  fill(inodes: Uint32Array, count: number, processIds: Uint32Array): void;
}

/** `now` in milliseconds; `scan` looks through the processes. */
export function socketOwners(
  scan: () => Map<number, number> = scanProcesses,
  now: () => number = () => performance.now(),
): SocketOwners {
  let owners = new Map<number, number>();
  let nextScan = 0;
  const fill = (inodes: Uint32Array, count: number, processIds: Uint32Array): number => {
    let unknown = 0;
    for (let row = 0; row < count; row += 1) {
      const inode = inodes[row] ?? 0;
      const owner = inode === 0 ? 0 : (owners.get(inode) ?? -1);
      if (owner < 0) unknown += 1;
      processIds[row] = Math.max(0, owner);
    }
    return unknown;
  };
  return {
    fill(inodes, count, processIds) {
      if (fill(inodes, count, processIds) === 0) return;
      const startedAt = now();
      if (startedAt < nextScan) return;
      owners = scan();
      const endedAt = now();
      nextScan = endedAt + Math.max(shortestPauseMs, (endedAt - startedAt) / affordableShare);
      fill(inodes, count, processIds);
    },
  };
}

/** Inode to process id, of every process that we may look into. */
function scanProcesses(): Map<number, number> {
  const owners = new Map<number, number>();
  let looked = 0;
  for (const name of readdirSync('/proc')) {
    const processId = Number(name);
    if (!Number.isInteger(processId)) continue;
    for (const fd of entries(`/proc/${name}/fd`)) {
      looked += 1;
      if (looked > largestScan) return owners;
      const inode = inodeOf(`/proc/${name}/fd/${fd}`);
      if (inode !== null) owners.set(inode, processId);
    }
  }
  return owners;
}

/** Empty for a process that ended meanwhile, or that belongs to somebody else. */
function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function inodeOf(path: string): number | null {
  try {
    const target = readlinkSync(path);
    return target.startsWith('socket:[') ? Number(target.slice(8, -1)) : null;
  } catch {
    return null;
  }
}

/** Names as the kernel has them (at most 15 characters). Id 0 is no process. */
export const linuxProcessNames: ProcessNames = {
  read() {
    try {
      const names = new Map<number, string>();
      for (const name of readdirSync('/proc')) {
        const processId = Number(name);
        if (!Number.isInteger(processId)) continue;
        const command = commandOf(name);
        if (command !== null) names.set(processId, command);
      }
      return Promise.resolve(success(names));
    } catch (error) {
      return Promise.resolve(
        failure({ code: 'MACHINE_FAILED', action: 'port-table.read', windowsCode: null, detail: String(error) }),
      );
    }
  },
};

function commandOf(processId: string): string | null {
  try {
    return readFileSync(`/proc/${processId}/comm`, 'utf8').trim();
  } catch {
    return null;
  }
}
